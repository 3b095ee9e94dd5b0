"""When a result takes effect: from its day on, and a reserved matter once each party consented itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.consents_needed import ConsentsNeeded
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.consents import Consents
from accord.aggregates.decision.dating import holds_from
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.timing import cools_off, expires_on
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Measure, Verdict

_OPEN = (Stage.AWAITING_CONSENT, Stage.HELD)


C = TypeVar("C", bound=e.DecisionCertified | c.ChoiceCertified)


def take_effect(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    certified: C,
    effective_from: date | None = None,
) -> C:
    """Say in a certificate from when what is carried holds, and whose consent it needs to do so.

    Without a day it holds from its certification on, from the end of the cooling-off that the standing
    orders ask for, or from the last consent. The orders are those of the day on which the vote opened.
    """
    if certified.verdict is not Verdict.CARRIED:
        if effective_from is not None:
            raise Refused(
                f"the decision is {certified.verdict}: nothing takes effect", field="effective_from"
            )
        return certified
    if effective_from is not None:
        holds_from(act, agreement, effective_from)
    day = act.day(agreement.zone)
    opened = _opened_on(decision, agreement, day)
    orders = orders_of(decision, agreement, opened)
    stages = agreement.terms_on(opened).stages(decision.body, decision.cls)
    consents = tuple(_reserved_to(agreement, decision, day))
    from_ = cools_off(orders, day, effective_from)
    return replace(
        certified,
        effective_from=from_,
        expires_on=expires_on(orders, day, from_),
        stages=stages,
        staged_from=day if stages else None,
        consents=consents,
        consents_needed=_needed(agreement, decision, consents, day),
    )


def _reserved_to(agreement: Agreement, decision: Decision, day: date) -> Sequence[UUID]:
    """Return whose consent is needed: of those to whom it was reserved when the vote opened, who is party still."""
    opened = _opened_on(decision, agreement, day)
    reserved = agreement.terms_on(opened).reserved(decision.body, decision.cls)
    if reserved is None:
        return ()
    asked = reserved.parties or agreement.parties_on(opened)
    free = {*decision.not_bound, *decision.declarations.unbound(decision)}
    then = [party for party in asked if party not in free]
    still, parties = agreement.parties_on(day), (agreement.acting_for(each, day) for each in then)
    return [party for party in dict.fromkeys(parties) if party in still]


def _needed(
    agreement: Agreement, decision: Decision, asked: tuple[UUID, ...], day: date
) -> ConsentsNeeded | None:
    """Return which part of those asked is enough; None where it is each of them, at once."""
    terms = agreement.terms_on(_opened_on(decision, agreement, day))
    reserved = terms.reserved(decision.body, decision.cls)
    if reserved is None or not asked:
        return None
    weighs = {entry.party: entry.measures for entry in agreement.terms_on(day).parties}
    found = ConsentsNeeded(
        at_least=reserved.at_least,
        share=reserved.share,
        weights=tuple(_weight(weighs.get(party, ()), reserved.measure) for party in asked)
        if reserved.share
        else (),
        days_after=reserved.days_after,
    )
    return None if found == ConsentsNeeded() else found


def _weight(measures: tuple[Measure, ...], name: str) -> Decimal:
    return next((measure.value for measure in measures if measure.name == name), Decimal(0))


def _opened_on(decision: Decision, agreement: Agreement, day: date) -> date:
    opens = decision.opens
    return day if opens is None else opens.astimezone(ZoneInfo(agreement.zone)).date()


def consent(
    decision: Decision, act: Act, *, agreement: Agreement, party: UUID, role: Role
) -> e.PartyConsented:
    """Give the own consent of a party to a reserved matter; the one that is enough lets the decision take effect."""
    _awaits(decision, act, agreement, party)
    holds_the_post(agreement, role, party, act.speaker, act.day(agreement.zone))
    after = decision.aftermath.consents.with_consent(party)
    from_ = _holds_after(after, act.day(agreement.zone))
    return e.PartyConsented(
        party=party, signatory=act.speaker, post=role.post, effective_from=from_
    )


def _holds_after(after: Consents, day: date) -> date | None:
    """Return from when it holds where this consent is enough, and days must pass from then on."""
    if after.awaiting or not after.needed.days_after:
        return None
    return day + timedelta(days=after.needed.days_after)


def refuse_consent(
    decision: Decision, act: Act, *, agreement: Agreement, party: UUID, role: Role
) -> e.PartyRefusedConsent:
    """Refuse the consent of a party to a reserved matter, with a reason.

    The decision is vetoed, unless enough others can consent still.
    """
    _awaits(decision, act, agreement, party)
    holds_the_post(agreement, role, party, act.speaker, act.day(agreement.zone))
    if not act.reason:
        raise Refused("who refuses consent gives the reason", field="reason")
    return e.PartyRefusedConsent(
        party=party,
        signatory=act.speaker,
        post=role.post,
        others_suffice=decision.aftermath.consents.with_refusal(party).can_be_met(),
    )


def lapse_consent(
    decision: Decision, act: Act, *, agreement: Agreement, party: UUID
) -> e.ConsentLapsed:
    """Record that the consent of a party is awaited no longer, since on that day it is party no more.

    Where another one took its place in the agreement, it is that one whose consent is needed.
    """
    _awaits(decision, act, agreement, party)
    day = act.day(agreement.zone)
    if party in (parties := agreement.parties_on(day)):
        raise OutOfOrder(
            f"{party} is a party of this agreement on {day}: its consent is awaited until it is given or "
            "refused",
            party=str(party),
        )
    instead = agreement.acting_for(party, day)
    successor = instead if instead in parties else None
    after = decision.aftermath.consents.without(party, successor)
    return e.ConsentLapsed(
        party=party, successor=successor, effective_from=_holds_after(after, day)
    )


def _awaits(decision: Decision, act: Act, agreement: Agreement, party: UUID) -> None:
    day = act.day(agreement.zone)
    decision.stands_at(act, agreement.zone, _OPEN, "a party consents to a decision that awaits it")
    if party in decision.aftermath.consented:
        raise OutOfOrder(f"party {party} has already consented", party=str(party))
    if party not in decision.aftermath.awaiting:
        reserved = agreement.terms_on(day).reserved(decision.body, decision.cls)
        clause = f" (clause {reserved.clause})" if reserved and reserved.clause else ""
        raise NotEntitled(
            f"this decision does not need the consent of {party}{clause}", party=str(party)
        )
