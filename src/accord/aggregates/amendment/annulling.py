"""Annulment: an adopted amendment is treated as never having been in effect, or as without effect from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.standing import from_outside
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.amendment.undoing import Undoing, taken_back
from accord.aggregates.decision import Decision
from accord.aggregates.decision.aftermath import After
from accord.aggregates.effect import effective, follows
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.text import Incorporated

_EX_NUNC = (After.RESCINDED, After.SUPERSEDED)


def annul(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    ab_initio: bool,
    decision: Decision | None = None,
    effective_from: date | None = None,
) -> m.AmendmentAnnulled:
    """Annul an adopted amendment, on every day or from one on, as the decision on which it was adopted fell.

    An authority outside, as an order of a court, can annul it too. Refused where text and terms do not hold
    together without it.
    """
    _was_adopted(amendment)
    if not act.reason:
        raise Refused("who annuls an amendment says why", field="reason")
    follows(act, amendment.since, "the last act of this amendment")
    from_ = _first_day_without(amendment, act, agreement, ab_initio, effective_from)
    fallen = _rests_on(act, decision, from_)
    event = m.AmendmentAnnulled(effective_from=from_, ab_initio=ab_initio, fallen=fallen)
    undoing = Undoing(
        before=agreement,
        after=agreement.without(taken_back(amendment, event), act.at),
        known=incorporated,
        amendment=amendment.id,
        from_=from_ or amendment.effective_from or date.min,
        today=act.today(agreement.zone),
    )
    undoing.comes_out_whole()
    return event


def _was_adopted(amendment: Amendment) -> None:
    amendment.exists()
    if not amendment.adopted:
        raise OutOfOrder(
            "only what was adopted is annulled; an amendment that was not can be withdrawn, or lapses"
        )
    if amendment.annulled_from is not None:
        from_ = "ab initio" if amendment.annulled_from == date.min else amendment.annulled_from
        raise OutOfOrder(f"the amendment is annulled already ({from_})", stage="annulled")


def _first_day_without(
    amendment: Amendment,
    act: Act,
    agreement: Agreement,
    ab_initio: bool,  # noqa: FBT001 - as it was said
    effective_from: date | None,
) -> date | None:
    began = amendment.effective_from or date.min
    if not ab_initio:
        from_ = effective(act, effective_from, agreement.zone)
        if from_ <= began:
            raise Refused(
                f"the amendment holds from {began}: what is to be without effect from {from_} on never had any; "
                "send ab_initio: true, and no day",
                field="effective_from",
            )
        return from_
    if effective_from is not None:
        raise Refused(
            "what is annulled ab initio never had effect, and not from a day on; leave the day out",
            field="effective_from",
        )
    return None


def _rests_on(act: Act, decision: Decision | None, from_: date | None) -> UUID | None:
    """Return the decision that fell, None where an authority outside alone annuls; raise where nothing bears it."""
    ended = decision.aftermath.ended if decision is not None else None
    if decision is not None and ended is After.ANNULLED:
        return decision.id
    if from_outside(act):
        return None
    if decision is None:
        raise Refused(
            "it was adopted by the assent of every party, and no decision can fall; cite the authority by which "
            "it is annulled, as instrument:<the order of the court>",
            field="authority",
        )
    if ended in _EX_NUNC:
        return _ex_nunc(decision, ended, from_)
    raise OutOfOrder(
        f"decision {decision.id}, on which it was adopted, was not annulled; that comes first (a challenge is "
        "upheld, a recount comes out otherwise), or an authority outside is cited, as instrument:<the order of "
        "the court>",
        decision=str(decision.id),
    )


def _ex_nunc(decision: Decision, ended: After, from_: date | None) -> UUID:
    last = decision.aftermath.ends_on or date.max
    if from_ is None or from_ < last:
        raise OutOfOrder(
            f"decision {decision.id} was {ended} with effect from {last}, and not annulled: what it did until "
            f"then stands, and the amendment keeps its effect up to then; say {last} or a later day",
            field="effective_from",
            decision=str(decision.id),
        )
    return decision.id
