"""Voting by secret ballot: that a seat voted is recorded, what it cast lies in a box until all are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.papers import paper_of
from accord.aggregates.decision.seats import may_answer
from accord.aggregates.decision.sitting import at_an_instant, each_once
from accord.aggregates.decision.standing import CASTABLE
from accord.aggregates.decision.timing import cited
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Likeness, Position, Rule, alike

SEALABLE = (*CASTABLE, Position.INVALID)
"""What a ballot in the box can say: spoilt ones too, however cast, so that they do not point to those on paper."""
Slot = tuple[int, str]
"""A place in the box: of which group of like seats (from 0, in the order of the roll), and with which mark.

A mark is a position, or which option (o0, o1 … in the order in which they were put); abstain is a blank one.
"""


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many paper ballots for a position were found, of the seats that are like one that is named."""

    position: Position | None
    ballots: int
    like: str | None = None
    choice: object = None


def smallest_group(
    orders: StandingOrders, decision: Decision, rule: Rule, roll: Iterable[e.RollSeat]
) -> int:
    """Return how many people must be alike where the vote is secret, 0 where it is open.

    Raise `OutOfOrder` where the tally would show what single seats cast.
    """
    if decision.cls not in orders.secret_classes:
        return 0
    entitled = [seat for seat in roll if decision.is_entitled(seat)]
    for seats in alike(rule, entitled).values():
        if (people := _people(seats)) < orders.smallest_secret:
            raise OutOfOrder(
                f"the tally would show what single seats cast: rule {rule.id} counts the seats of just "
                f"{_number(people)} like seat {seats[0].seat}, and by {cited(orders)} a secret ballot "
                f"needs {orders.smallest_secret}",
                seats=[seat.seat for seat in seats[:20]],
            )
    return orders.smallest_secret


def groups(decision: Decision) -> list[tuple[Likeness, list[e.RollSeat]]]:
    """Return the seats that take part in the vote, in groups that its rule cannot tell apart."""
    if decision.rule is None:
        return []
    entitled = [seat for seat in decision.roll.values() if decision.is_entitled(seat)]
    return list(alike(decision.rule, entitled).items())


def marks(decision: Decision) -> tuple[str, ...]:
    """Return what a ballot in the box can say."""
    if decision.rule is None or decision.rule.choice is None:
        return SEALABLE
    options = (f"o{number}" for number in range(len(decision.choices.options)))
    return (*options, Position.ABSTAIN, Position.INVALID)


def mark_of(decision: Decision, position: Position | None, choice: object, where: str = "") -> str:
    """Return the mark of a ballot; raise `Refused` where no ballot of this vote says so."""
    paper = paper_of(decision, position, choice, where)
    if paper is not None:
        named = list(decision.choices.options).index(str(paper.ballot[0])) if paper.ballot else None
        return Position.ABSTAIN if named is None else f"o{named}"
    if position is None or position not in SEALABLE:
        found = str(position).replace("_", " ")
        raise Refused(
            f"a secret ballot is for, against, abstain or invalid; {found} is none",
            field=f"{where}position",
        )
    return position


def seal_ballot(
    decision: Decision,
    act: Act,
    *,
    seat: str,
    position: Position | None = None,
    choice: object = None,
) -> s.VoterMarked:
    """Cast the ballot of a seat into the box; only its holder on the frozen roll can, once, while voting is open.

    What happened is that the seat voted; its ballot goes to its `slot` in the box.
    """
    on_roll = may_answer(decision, act, seat, secret=True)
    if on_roll.holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can cast its ballot", seat=seat)
    mark_of(decision, position, choice)
    if act.reason or act.env.evidence:
        raise Refused(
            "a secret ballot carries neither reason nor evidence, which would be recorded with its seat",
            field="reason" if act.reason else "evidence",
        )
    return s.VoterMarked(seat=seat)


def slot(
    decision: Decision, seat: str, position: Position | None = None, choice: object = None
) -> Slot:
    """Return where a ballot of a seat belongs in the box."""
    return _group_of(decision, seat), mark_of(decision, position, choice)


def record_voters(
    decision: Decision, act: Act, *, seats: Sequence[str]
) -> tuple[s.VoterMarked, ...]:
    """Record which seats have put a paper ballot into the urn, all or none of them."""
    at_an_instant(act)
    if not seats:
        raise Refused("there is nothing to record: no seat was named", field="seats")
    each_once(seats, "seats", of="")
    for seat in seats:
        may_answer(decision, act, seat, secret=True)
    return tuple(s.VoterMarked(seat=seat, on_paper=True) for seat in seats)


def seal_paper_ballots(
    decision: Decision, act: Act, *, counts: Sequence[PaperCount]
) -> s.PaperBallotsSealed:
    """Put what was counted of the urn into the box: as many ballots of each group as its seats voted on paper."""
    at_an_instant(act)
    stages = (Stage.VOTING, Stage.AWAITING_CLOSURE)
    decision.must_be(act.moment, stages, "paper ballots are counted before the vote is closed")
    if not decision.sealed.on_paper:
        raise OutOfOrder("no seat is marked as having voted on paper whose ballot is not counted")
    found = slots(decision, counts)
    _as_many_as_voted(decision, decision.sealed.on_paper, found, "were counted")
    return s.PaperBallotsSealed(ballots=found.total())


def slots(decision: Decision, counts: Iterable[PaperCount]) -> Counter[Slot]:
    """Return where the ballots that were counted belong in the box."""
    found: Counter[Slot] = Counter()
    for index, count in enumerate(counts):
        mark = mark_of(decision, count.position, count.choice, f"counts/{index}/")
        found[_named(decision, count.like, index), mark] += count.ballots
    return found


def too_few(decision: Decision) -> bool:
    """Return whether what is in the box would show what single seats cast."""
    voted = ([seat for seat in seats if _voted(decision, seat)] for _, seats in groups(decision))
    return any(0 < _people(seats) < decision.sealed.smallest for seats in voted)


def unseal(
    decision: Decision, box: Mapping[Slot, int]
) -> tuple[tuple[s.SealedChoice, ...], tuple[s.SealedCount, ...]]:
    """Return the ballots in the box by group and choice or position; of each group as many as seats are marked."""
    if decision.sealed.on_paper:
        waiting = sorted(decision.sealed.on_paper)
        raise OutOfOrder(
            f"the paper ballots of {len(waiting)} seats are not counted yet",
            waiting=waiting[:20],
        )
    _as_many_as_voted(decision, decision.sealed.voted, box, "lie in the box")
    chosen = _chosen(decision)
    return tuple(_choices(decision, box, chosen)), tuple(_counts(decision, box, chosen))


def _chosen(decision: Decision) -> dict[str, str]:
    """Return which option stands for each mark by which seats choose; of a vote for and against, none."""
    if decision.rule is None or decision.rule.choice is None:
        return {}
    named = {f"o{n}": option for n, option in enumerate(decision.choices.options)}
    return {**named, Position.ABSTAIN: ""}


def _choices(
    decision: Decision, box: Mapping[Slot, int], chosen: Mapping[str, str]
) -> Iterator[s.SealedChoice]:
    for number, (likeness, _) in enumerate(groups(decision)):
        for mark, option in chosen.items():
            if ballots := box.get((number, mark), 0):
                yield s.SealedChoice(option=option, ballots=ballots, measures=likeness.measures)


def _counts(
    decision: Decision, box: Mapping[Slot, int], chosen: Mapping[str, str]
) -> Iterator[s.SealedCount]:
    for number, (likeness, _) in enumerate(groups(decision)):
        for position in (each for each in SEALABLE if each not in chosen):
            if ballots := box.get((number, position), 0):
                yield s.SealedCount(
                    position=position,
                    ballots=ballots,
                    cls=likeness.cls,
                    measures=likeness.measures,
                )


def _as_many_as_voted(
    decision: Decision, voted: set[str], found: Mapping[Slot, int], where: str
) -> None:
    """Raise `OutOfOrder` unless of each group there are just as many ballots as seats that voted."""
    ballots: Counter[int] = Counter()
    for (number, _), count in found.items():
        ballots[number] += count
    for number, (_, seats) in enumerate(groups(decision)):
        marked = sum(seat.seat in voted for seat in seats)
        if marked != ballots[number]:
            raise OutOfOrder(
                f"{ballots[number]} ballots of seats like {seats[0].seat} {where}, and {marked} of these "
                "seats are marked as having voted; nothing is counted",
                like=seats[0].seat,
            )


def _named(decision: Decision, like: str | None, index: int) -> int:
    if like is not None:
        decision.seat(like)
        return _group_of(decision, like)
    if len(groups(decision)) > 1:
        raise Refused(
            "the rule tells seats apart by class or weight: say of each count like which seat those are "
            "whose ballots it is of",
            field=f"counts/{index}/like",
        )
    return 0


def _group_of(decision: Decision, key: str) -> int:
    for number, (_, seats) in enumerate(groups(decision)):
        if any(seat.seat == key for seat in seats):
            return number
    raise NotEntitled(f"seat {key} takes no part in this vote", seat=key)


def _voted(decision: Decision, seat: e.RollSeat) -> bool:
    return seat.seat in decision.sealed.voted


def _people(seats: Iterable[e.RollSeat]) -> int:
    """Count who holds the seats: whoever holds two of three knows what the third cast."""
    return len({seat.holder for seat in seats})


def _number(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"
