"""Who speaks for a seat of the body, who for the motion, and which seat can still answer."""

from __future__ import annotations

from accord import canonical
from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision import events as e
from accord.aggregates.decision.holders import holds_the_seat, speaks_for_it
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, NotFound, OutOfOrder
from accord.events import Act


def must_hold(body: Body, seat: str, role: Role, act: Act, *, zone: str, to: str) -> None:
    """Raise `NotEntitled` unless who speaks holds the seat of the body on that day; `to` says what for."""
    if all(entry.post != seat for entry in body.seats):
        raise NotFound(f"body {body.id} has no seat {seat}", seat=seat)
    holds_the_seat(role, act, seat, act.day(zone), to)


def must_be_mover(decision: Decision, act: Act, role: Role | None, zone: str, to: str) -> None:
    """Raise `NotEntitled` unless the mover speaks: who holds the seat that moved it, or else who tabled it."""
    moved = decision.discussion
    if role is None and moved.mover != act.speaker:
        raise NotEntitled(f"only the mover of the motion can {to}", mover=str(moved.mover))
    if role is not None and not speaks_for_it(role, act, act.day(zone)):
        raise NotEntitled(
            f"only the mover of the motion, the holder of seat {moved.mover_seat}, can {to}",
            seat=moved.mover_seat,
        )


def must_not_be_mover(decision: Decision, act: Act, seat: str, why: str) -> None:
    """Raise `NotEntitled` where the seat, or the person who speaks for it, moved the motion."""
    moved = decision.discussion
    if seat == moved.mover_seat or act.speaker == moved.mover:
        raise NotEntitled(f"{why}: seat {seat} is that of its mover", seat=seat)


def may_answer(
    decision: Decision, act: Act, key: str, *, secret: bool = False, own: bool = False
) -> e.RollSeat:
    """Return a seat of the roll; raise a kind of `Refused` unless it can give its ballot now, and in this way.

    A ballot of its `own` takes the place of one that its alternate or a proxy cast.
    """
    decision.must_be(act.moment, (Stage.VOTING,), "no ballot can be given")
    if decision.opens is not None and act.moment < decision.opens:
        raise OutOfOrder(f"voting opened only at {canonical.instant(decision.opens)}")
    if decision.sealed.secret is not secret:
        raise _not_in_this_way(secret=secret)
    seat = decision.seat(key)
    takes_part(decision, key)
    if seat.holder is None:
        raise NotEntitled(f"seat {key} was vacant when the roll was frozen", seat=key)
    given = key in decision.ballots or key in decision.choices.given or key in decision.sealed.voted
    if given and not (own and key in decision.representation.answered):
        raise OutOfOrder(f"the ballot of seat {key} is already given", seat=key)
    return seat


def takes_part(decision: Decision, key: str) -> None:
    """Raise a kind of `Refused` where a seat is recused, or the chair has yet to rule on its interest."""
    if decision.is_recused(key):
        raise NotEntitled(f"seat {key} is recused from this decision", seat=key)
    if key in decision.interests and decision.interests[key] is None:
        raise OutOfOrder(
            f"seat {key} has declared an interest: before it takes part the chair rules on that",
            seat=key,
        )


def _not_in_this_way(*, secret: bool) -> OutOfOrder:
    if secret:
        return OutOfOrder("this vote is not secret: a ballot is cast, and recorded with its seat")
    return OutOfOrder(
        "this vote is by secret ballot: a ballot is sealed, and nothing records what a seat cast"
    )


def speaks_for_itself(decision: Decision, act: Act, key: str) -> bool:
    """Return whether the holder of a seat on the frozen roll speaks."""
    return key in decision.roll and decision.roll[key].holder == act.speaker


def as_alternate(seat: e.RollSeat, act: Act) -> bool:
    """Return whether the alternate of a seat speaks; raise `NotEntitled` where neither does nor the holder."""
    if act.speaker not in (seat.holder, seat.alternate):
        ready = ", or who stands ready for the holder," if seat.alternate else ""
        raise NotEntitled(
            f"only the holder of seat {seat.seat}{ready} can cast its ballot", seat=seat.seat
        )
    return act.speaker != seat.holder
