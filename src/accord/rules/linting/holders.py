"""Whether a body can decide by a rule with the seats that somebody can hold."""

from __future__ import annotations

from collections.abc import Iterator

from accord.rules.explanation import Verdict
from accord.rules.linting.outcomes import carrying
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import ANSWERS, Options, Subject, TooLarge
from accord.rules.positions import Position

_VACANT = frozenset({Position.VACANT})
_QUORATE = frozenset(Verdict) - {Verdict.INQUORATE}


def too_few_holders(subject: Subject, gone: frozenset[str], most: int) -> Iterator[Remark]:
    """Remark that a body cannot decide with the seats in `gone` vacant, and at most so many held in all."""
    if subject.can_end(carrying(subject)) is None:
        return  # nor could it with every seat held, which is remarked already
    where = _held(subject, gone, most)
    for verdicts, short in ((_QUORATE, "its quorum"), (carrying(subject), "a motion to carry")):
        if subject.can_end(verdicts, where) is None:
            roll = tuple(Position.VACANT if may == _VACANT else Position.FOR for may in where)
            held = sum(may != _VACANT for may in where)
            yield subject.remark(
                "too_few_holders",
                f"At most {held} of the {len(subject.seats)} seats of body {subject.body} can be held by the "
                f"parties that there are, too few for {short} by rule {subject.rule.id} (class {subject.cls}).",
                roll,
            )
            return


def _held(subject: Subject, gone: frozenset[str], most: int) -> Options:
    """Return where the seats can stand; raise `TooLarge` where it matters which of them stay vacant."""
    left = [index for index, seat in enumerate(subject.seats) if seat.seat not in gone]
    vacated = set(left[most:])
    if vacated and len({subject.kinds[index] for index in left}) > 1:
        raise TooLarge
    held = set(left) - vacated
    return tuple(ANSWERS if i in held else _VACANT for i in range(len(subject.seats)))
