"""When a result takes effect: from its day on, and a reserved matter once each party consented itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.effect import effective
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict

_OPEN = (Stage.AWAITING_CONSENT, Stage.HELD)


def take_effect(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    certified: e.DecisionCertified,
    effective_from: date | None = None,
) -> e.DecisionCertified:
    """Say in a certificate from when what is carried holds, and whose consent it needs to do so.

    Without a day it holds from its certification on, or from the last consent.
    """
    if certified.verdict is not Verdict.CARRIED:
        if effective_from is not None:
            raise Refused(
                f"the decision is {certified.verdict}: nothing takes effect", field="effective_from"
            )
        return certified
    if effective_from is not None:
        effective(act, effective_from, agreement.zone)
    needed = _reserved_to(agreement, decision, act.day(agreement.zone))
    return replace(certified, effective_from=effective_from, consents=tuple(needed))


def _reserved_to(agreement: Agreement, decision: Decision, day: date) -> Sequence[UUID]:
    reserved = agreement.terms_on(day).reserved(decision.body, decision.cls)
    if reserved is None:
        return ()
    return reserved.parties or agreement.parties_on(day)


def consent(
    decision: Decision, act: Act, *, agreement: Agreement, party: UUID, role: Role
) -> e.PartyConsented:
    """Give the own consent of a party to a reserved matter; the last one lets the decision take effect."""
    _awaits(decision, act, agreement, party)
    holds_the_post(agreement, role, party, act.speaker, act.day(agreement.zone))
    return e.PartyConsented(party=party, signatory=act.speaker, post=role.post)


def refuse_consent(
    decision: Decision, act: Act, *, agreement: Agreement, party: UUID, role: Role
) -> e.PartyRefusedConsent:
    """Refuse the consent of a party to a reserved matter, with a reason: the decision is vetoed."""
    _awaits(decision, act, agreement, party)
    holds_the_post(agreement, role, party, act.speaker, act.day(agreement.zone))
    if not act.reason:
        raise Refused("who refuses consent gives the reason", field="reason")
    return e.PartyRefusedConsent(party=party, signatory=act.speaker, post=role.post)


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
