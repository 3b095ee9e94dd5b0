"""How an amendment ends without being adopted: withdrawn, lapsed, replaced by another, or as its motion does."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import BEFORE_THE_VOTE
from accord.aggregates.decision.memory import Stage as DecisionStage
from accord.aggregates.effect import follows
from accord.aggregates.register import REGISTER
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act


def withdraw(
    amendment: Amendment, act: Act, *, decision: Decision | None = None
) -> m.AmendmentWithdrawn:
    """Withdraw it, as the party or person who drafted it, before the vote on it opens."""
    amendment.must_stand("it cannot be withdrawn")
    _drafter(amendment, act, "withdraws")
    follows(act, amendment.since, "the last act of this amendment")
    if decision is not None:
        decision.must_be(
            act.moment, BEFORE_THE_VOTE, "an amendment is withdrawn before the vote opens"
        )
    return m.AmendmentWithdrawn()


def lapse(amendment: Amendment, act: Act, *, agreement: Agreement) -> m.AmendmentLapsed:
    """Let it lapse, once the agreement is no longer in force or the time for signing is over."""
    amendment.must_be_pending("it cannot lapse")
    follows(act, amendment.since, "the last act of this amendment")
    day = act.day(agreement.zone)
    if not _over(amendment, day) and agreement.stage(day) in (Stage.IN_FORCE, Stage.SUSPENDED):
        raise OutOfOrder(
            "an amendment lapses when the agreement is no longer in force, or when the time for signing "
            f"is over; on {day} it can still be adopted or withdrawn",
            stage=agreement.stage(day),
        )
    return m.AmendmentLapsed()


def _over(amendment: Amendment, day: date) -> bool:
    return amendment.signing.deadline is not None and day > amendment.signing.deadline


def supersede(
    amendment: Amendment,
    act: Act,
    *,
    agreement: UUID,
    by: UUID,
    decision: Decision | None = None,
) -> m.AmendmentSuperseded:
    """Put another amendment of the same agreement in its place; not while the vote on it is open."""
    amendment.must_be_pending("it cannot be replaced")
    _drafter(amendment, act, "replaces")
    follows(act, amendment.since, "the last act of this amendment")
    if amendment.agreement != agreement:
        raise Refused("an amendment replaces one of the same agreement", field="replaces")
    if decision is not None:
        _not_being_voted_on(decision, act)
    return m.AmendmentSuperseded(by=by)


_BEING_VOTED_ON = (DecisionStage.VOTING, DecisionStage.AWAITING_CLOSURE, DecisionStage.CLOSED)


def _not_being_voted_on(decision: Decision, act: Act) -> None:
    found = decision.stage(act.moment)
    if found in _BEING_VOTED_ON:
        raise OutOfOrder(
            "an amendment is replaced before the vote on it opens, or once it is certified; the vote "
            f"on it is {found.replace('_', ' ')}",
            stage=found,
        )


def reject(amendment: Amendment, decision: UUID) -> tuple[m.AmendmentRejected, ...]:
    """Follow its decision, which was vetoed, rescinded or superseded; what is adopted stays so."""
    follows_it = amendment.waits_for(decision) and not amendment.rejected
    return (m.AmendmentRejected(decision=decision),) if follows_it else ()


def return_(amendment: Amendment, decision: UUID) -> tuple[m.AmendmentReturned, ...]:
    """Follow its decision, which was withdrawn, lapsed or annulled; what is adopted stays so."""
    follows_it = amendment.waits_for(decision)
    return (m.AmendmentReturned(decision=decision),) if follows_it else ()


def may_be_reconsidered(amendment: Amendment) -> None:
    """Raise `OutOfOrder` where something was done on its motion, or nothing can come of it."""
    amendment.must_stand("the motion on it cannot be reconsidered")


def _drafter(amendment: Amendment, act: Act, does: str) -> None:
    """Whoever drafted it: the same person, another one of the same party, or the register's office."""
    if act.env.on_behalf_of in (REGISTER, amendment.drafted_for):
        return
    if act.speaker != amendment.drafter:
        raise NotEntitled(
            f"who drafted an amendment {does} it, and this one was drafted for {amendment.drafted_for}",
            party=str(amendment.drafted_for),
        )
