"""Raising a dispute, and bringing it before the next stage once the days of one are over, at last before a court."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from accord.aggregates.agreement import Agreement, Stage
from accord.aggregates.agreement.standing import by_clause, must_be_party
from accord.aggregates.agreement.terms import DisputeStage
from accord.aggregates.dispute.events import (
    DisputeBroughtToCourt,
    DisputeRaised,
    DisputeReferred,
    RaisedWithoutStages,
)
from accord.aggregates.dispute.memory import Dispute, Status
from accord.aggregates.dispute.speaking import day_of, speaks, stands_in
from accord.aggregates.role import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed

NEVER_AGREED = (
    Stage.DRAFT,
    Stage.SHARED,
    Stage.ADOPTED,
    Stage.OPEN_FOR_SIGNATURE,
    Stage.ABANDONED,
)
"""Before the conclusion there is nothing to quarrel about; how disputes are settled outlives the agreement."""


def raise_dispute(
    dispute: Dispute,
    act: Act,
    *,
    agreement: Agreement,
    known: Collection[str],
    party: UUID,
    role: Role | None,
    title: str,
    statement: str,
    against: Sequence[UUID] = (),
    clauses: Sequence[str] = (),
) -> DisputeRaised | RaisedWithoutStages:
    """Raise a dispute with other parties (all of them where none is named), about clauses that are `known`.

    It comes before the first of the stages that the agreement lays down on the day; without any, before nobody.
    """
    if dispute.version:
        raise OutOfOrder(f"dispute {dispute.id} is already raised")
    day = act.day(agreement.zone)
    _was_concluded(agreement, day)
    must_be_party(agreement, party, day)
    speaks(agreement, act, party, role)
    _in_the_text(known, clauses)
    raised = RaisedWithoutStages(
        agreement=agreement.id,
        party=party,
        against=_others(agreement, party, against, day),
        title=title,
        clauses=tuple(dict.fromkeys(clauses)),
        statement=Disclosed(statement),
        signatory=act.speaker,
        raised_on=day,
    )
    stages = agreement.terms_on(day).dispute_stages
    return _at_first(raised, stages[0]) if stages else raised


def _at_first(raised: RaisedWithoutStages, first: DisputeStage) -> DisputeRaised:
    """Return the dispute as it comes before the first stage."""
    stage, due_on = _before(first, raised.raised_on)
    return DisputeRaised(
        agreement=raised.agreement,
        party=raised.party,
        against=raised.against,
        title=raised.title,
        clauses=raised.clauses,
        statement=raised.statement,
        signatory=raised.signatory,
        raised_on=raised.raised_on,
        stage=stage.key,
        forum=stage.forum,
        due_on=due_on,
        clause=stage.clause,
    )


def _was_concluded(agreement: Agreement, day: date) -> None:
    agreement.exists()
    found = agreement.stage(day)
    if found in NEVER_AGREED or agreement.concluded_on is None or day < agreement.concluded_on:
        raise OutOfOrder(
            f"no dispute about it can be raised on {day}: the agreement is not concluded, and binds nobody yet",
            stage=found,
        )


def _in_the_text(known: Collection[str], clauses: Sequence[str]) -> None:
    for index, clause in enumerate(clauses):
        if clause not in known:
            raise Refused(
                f"the agreement has no clause {clause}, which the dispute would be about",
                field=f"clauses/{index}",
            )


def _others(
    agreement: Agreement, party: UUID, against: Sequence[UUID], day: date
) -> tuple[UUID, ...]:
    for index, other in enumerate(against):
        must_be_party(agreement, other, day, f"against/{index}")
        if other == party:
            raise Refused("no party is at odds with itself", field=f"against/{index}")
    others = tuple(dict.fromkeys(against))
    others = others or tuple(each for each in agreement.parties_on(day) if each != party)
    if not others:
        raise OutOfOrder("there is no other party with whom anybody could be at odds")
    return others


def _before(stage: DisputeStage, day: date) -> tuple[DisputeStage, date]:
    try:
        return stage, day + timedelta(days=stage.days)
    except OverflowError:
        raise Refused(f"{stage.days} days after {day} lie beyond the calendar") from None


def refer(
    dispute: Dispute, act: Act, *, agreement: Agreement, party: UUID, role: Role | None
) -> DisputeReferred:
    """Refer the dispute to the next of the stages that were laid down when it was raised."""
    day = _goes_on(dispute, act, agreement, party, role)
    following = _next(dispute, agreement)
    if not dispute.before:
        raise OutOfOrder(
            "the agreement laid down no stages for disputes when this one was raised: its parties settle it, or one "
            "of them brings it to court",
        )
    if following is None:
        raise OutOfOrder(
            f"the dispute is before {dispute.forum}, which is the last stage of the agreement; what it does not "
            "settle is brought to court",
        )
    stage, due_on = _before(following, day)
    return DisputeReferred(
        party=party,
        referred_on=day,
        stage=stage.key,
        forum=stage.forum,
        due_on=due_on,
        clause=stage.clause,
    )


def bring_to_court(
    dispute: Dispute,
    act: Act,
    *,
    agreement: Agreement,
    party: UUID,
    role: Role | None,
    court: str,
    reference: str = "",
) -> DisputeBroughtToCourt:
    """Bring the dispute to court, once it has gone through every stage of the agreement."""
    day = _goes_on(dispute, act, agreement, party, role)
    following = _next(dispute, agreement)
    if following is not None:
        raise OutOfOrder(
            f"before it goes to court, the dispute comes before {following.forum} (stage {following.key}"
            f"{by_clause(following.clause)}); refer it there first",
            next=following.key,
        )
    return DisputeBroughtToCourt(party=party, brought_on=day, court=court, reference=reference)


def _goes_on(
    dispute: Dispute, act: Act, agreement: Agreement, party: UUID, role: Role | None
) -> date:
    """Return the day on which a party brings an open dispute further; the days of its stage are over."""
    day = day_of(dispute, act, agreement)
    if dispute.status is Status.IN_COURT:
        raise OutOfOrder(
            "this dispute is in court, and no stage comes after that", stage=dispute.status
        )
    stands_in(dispute, agreement, party, day)
    speaks(agreement, act, party, role)
    if dispute.before and day <= dispute.due_on:
        raise OutOfOrder(
            f"{dispute.forum} can settle the dispute up to and including {dispute.due_on} (stage "
            f"{dispute.before}); it goes further from the day after",
            due_on=dispute.due_on.isoformat(),
        )
    return day


def _next(dispute: Dispute, agreement: Agreement) -> DisputeStage | None:
    stages = agreement.terms_on(dispute.raised_on).dispute_stages
    keys = [stage.key for stage in stages]
    after = keys.index(dispute.before) + 1 if dispute.before in keys else len(keys)
    return stages[after] if after < len(stages) else None
