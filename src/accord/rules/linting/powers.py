"""Which seats and classes have more power over a rule than it says, and which have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.rules.certainty.reaching import distinct, plus, reached
from accord.rules.certainty.seats import alike
from accord.rules.explanation import Verdict
from accord.rules.linting.outcomes import carrying
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import ANSWERS, Options, Subject, TooLarge
from accord.rules.positions import Position
from accord.rules.words import listed

FOR, AGAINST = frozenset({Position.FOR}), frozenset({Position.AGAINST})
_VOTES = FOR | AGAINST
_TAKES_PART = _VOTES | {Position.ABSTAIN}
_NAMED = 10


def dummies(subject: Subject) -> Iterator[Remark]:
    """Remark seats that change no verdict, wherever they and the others stand; or none if all vote."""
    for seats in subject.kinds_once().values():
        if not _matters(subject, seats[0], ANSWERS):
            yield subject.remark(
                "dummy_seat",
                f"By {subject.of_body} {_seats(subject, seats)} can never matter: wherever the others stand, "
                "the verdict is the same whatever it does.",
            )
        elif not _matters(subject, seats[0], _VOTES):
            yield subject.remark(
                "powerless_seat",
                f"By {subject.of_body} {_seats(subject, seats)} decides nothing where every seat votes for or "
                "against: it matters only when others abstain or are absent.",
            )


def _matters(subject: Subject, index: int, options: frozenset[Position]) -> bool:
    """Tell whether moving a seat ever changes the verdict, the others anywhere in `options`."""
    kind = subject.kinds[index]
    moves = [adds for _, adds in distinct(subject.layout, kind, options)]
    if len(moves) == 1:
        return False
    kinds = [*subject.kinds[:index], *subject.kinds[index + 1 :]]
    found = reached(subject.layout, alike((kind, options) for kind in kinds), subject.most)
    if found is None:
        if _at_the_edge(subject, index):
            return True
        raise TooLarge
    return any(
        len({subject.layout.verdict(plus(sums, adds)) for adds in moves}) > 1 for sums in found
    )


def _at_the_edge(subject: Subject, index: int) -> bool:
    """Tell whether a seat changes the verdict where the others stand just at the edge of carrying."""
    size = len(subject.seats)
    low, high = 0, size - 1
    while low < high:
        middle = (low + high) // 2
        if _verdict(subject, index, middle, Position.FOR) is Verdict.CARRIED:
            high = middle
        else:
            low = middle + 1
    told = [(_verdict(subject, index, low, p)) for p in (Position.FOR, Position.AGAINST)]
    return told[0] is not told[1]


def _verdict(subject: Subject, index: int, others: int, position: Position) -> Verdict:
    """Return the verdict where so many other seats are for, the rest of them against."""
    sums = subject.split(others, Position.FOR, Position.AGAINST, but=(index, position))
    return subject.layout.verdict(sums)


def dictators(subject: Subject) -> Iterator[Remark]:
    """Remark a seat that carries every motion it is for, where all take part."""
    if len(subject.seats) == 1:
        return
    anything = frozenset(Verdict) - {Verdict.CARRIED}
    for seats in subject.kinds_once().values():
        where = subject.with_seat(seats[0], FOR, _TAKES_PART)
        alone = _alone(subject, seats[0], Position.FOR, Position.AGAINST)
        if subject.layout.verdict(subject.sums(alone)) is not Verdict.CARRIED:
            continue
        if subject.can_end(anything, where) is None:
            yield subject.remark(
                "carries_alone",
                f"By {subject.of_body} {_seats(subject, seats)} alone carries a motion, even with every "
                "other seat against.",
                alone,
            )


def blockers(subject: Subject) -> Iterator[Remark]:
    """Remark seats without whose consent nothing carries, where the rule does not call that a veto."""
    plain = _without_veto(subject)
    if len(subject.seats) == 1 or plain.can_end(carrying(plain)) is None:
        return
    kinds = plain.kinds_once()
    blocking = [seats for seats in kinds.values() if _blocks(plain, seats[:1])]
    if len(blocking) == len(kinds):
        yield subject.remark(
            "every_seat_can_block",
            f"By {subject.of_body} every seat alone can keep a motion from carrying: one against is enough.",
            _alone(subject, 0, Position.AGAINST, Position.FOR),
        )
        return
    for seats in blocking:
        yield subject.remark(
            "undeclared_veto",
            f"By {subject.of_body} nothing carries against {_seats(subject, seats)}: that is a veto, and the "
            "rule declares none.",
            _alone(subject, seats[0], Position.AGAINST, Position.FOR),
        )


def deadlocks(subject: Subject) -> Iterator[Remark]:
    """Remark classes each of which can keep a motion from carrying that all others are for."""
    plain = _without_veto(subject)
    if not plain.layout.by_class or plain.can_end(carrying(plain)) is None:
        return
    by_class = {
        cls: [index for index, seat in enumerate(plain.seats) if seat.cls == cls]
        for cls in sorted({seat.cls for seat in plain.seats})
    }
    blocking = [cls for cls, seats in by_class.items() if cls and _blocks(plain, seats)]
    if len(by_class) > 1 and len(blocking) > 1:
        against = set(by_class[blocking[0]])
        yield subject.remark(
            "classes_can_deadlock",
            f"By {subject.of_body} each of the classes {listed(blocking)} can keep a motion from carrying that "
            "all other seats are for; the rule does not say how such a deadlock ends.",
            tuple(
                Position.AGAINST if index in against else Position.FOR
                for index in range(len(subject.seats))
            ),
        )


def _blocks(subject: Subject, seats: Sequence[int]) -> bool:
    """Tell whether nothing carries while these seats are against."""
    held = set(seats)
    where: Options = tuple(AGAINST if i in held else ANSWERS for i in range(len(subject.seats)))
    against = tuple(
        Position.AGAINST if i in held else Position.FOR for i in range(len(subject.seats))
    )
    if subject.layout.verdict(subject.sums(against)) in carrying(subject):
        return False
    return subject.can_end(carrying(subject), where) is None


def _without_veto(subject: Subject) -> Subject:
    return (
        subject
        if subject.rule.veto is None
        else replace(subject, rule=replace(subject.rule, veto=None))
    )


def _alone(
    subject: Subject, index: int, position: Position, others: Position
) -> tuple[Position, ...]:
    return tuple(position if each == index else others for each in range(len(subject.seats)))


def _seats(subject: Subject, seats: Sequence[int]) -> str:
    names = subject.named(seats)
    if len(names) > _NAMED:
        return f"each of {len(names)} seats, as {names[0]},"
    return f"seat {names[0]}" if len(names) == 1 else f"each of the seats {listed(names)}"
