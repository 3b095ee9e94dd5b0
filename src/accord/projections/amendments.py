"""Which changes were proposed to which agreement, and which of them hold?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.memory import Stage
from accord.aggregates.amendment.recording import modification_of, provision_of
from accord.aggregates.decision.aftermath_events import DecisionReconsidered
from accord.aggregates.decision.events import DecisionCertified, RollSeatsFrozen
from accord.events import Recorded
from accord.projections.agreements import agreements, today
from accord.projections.agreements.terms import given
from accord.projections.decisions import decisions
from accord.projections.documents import opened as opened_
from accord.projections.documents import said, stamped
from accord.projections.views import Document, Model, Views, on
from accord.rules import Verdict

amendments = Model.of(
    "amendments",
    lambda document: {"agreement": UUID(document["agreement"]), "reached": document["reached"]},
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("reached", sa.String(20), nullable=False),
)


def derived(document: Document, at: datetime) -> Document:
    """Return what changes without an act on the amendment: its stage, and what stands in its way."""
    return {"stage": stage_on(document, at), "conflicts": document["conflicts"]}


def stage_on(document: Document, at: datetime) -> str:
    """Return the stage of an amendment; only whether it is in force depends on the day."""
    reached: str = document["reached"]
    if reached != Stage.ADOPTED:
        return reached
    day = today(document["zone"], at).isoformat()
    if document.get("annulment", {}).get("effective_from", "~") <= day:
        return Stage.ANNULLED
    return Stage.IN_FORCE if document["effective_from"] <= day else Stage.ADOPTED


def changed(views: Views, at: Recorded[Any]) -> Document:
    """Return the document of the amendment that an event changes."""
    return stamped(views.change(amendments, at.agg), at)


@on(m.AmendmentDrafted)
def drafted(views: Views, _position: int, at: Recorded[m.AmendmentDrafted]) -> None:
    """A change is proposed."""
    event, own = at.event, f"/v1/amendments/{at.agg}"
    zone = views.look(agreements, event.agreement)["zone"]
    document: Document = {
        "id": str(at.agg),
        **said(agreement=event.agreement, title=event.title, base=event.base),
        "minor": event.minor,
        **said(requested_from=event.effective_from, replaces=event.replaces),
        "zone": zone,
        "drafted_on": (at.env.occurred_on or today(zone, _instant(at))).isoformat(),
        "reached": Stage.DRAFTED,
        "modifications": [],
        "provisions": [],
        "signatures": [],
        "conflicts": [],
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "conflicts": f"{own}/conflicts",
            "history": f"{own}/history",
            "authority": f"{own}/authority",
        },
    }
    views.begin(amendments, at.agg, stamped(document, at))


def _instant(at: Recorded[Any]) -> datetime:
    return at.env.occurred_at or at.recorded_at


@on(m.AmendmentRebased)
def rebased(views: Views, _position: int, at: Recorded[m.AmendmentRebased]) -> None:
    """It was drafted again; what it changes is said anew."""
    document = changed(views, at)
    day = at.env.occurred_on or today(document["zone"], _instant(at))
    document |= {"base": at.event.base, "drafted_on": day.isoformat()}
    document |= {"modifications": [], "provisions": []}
    document |= said(requested_from=at.event.effective_from)


@on(
    m.SubstitutionDrafted,
    m.InsertionDrafted,
    m.RepealDrafted,
    m.RenumberingDrafted,
    m.MoveDrafted,
)
def modification_drafted(views: Views, _position: int, at: Recorded[Any]) -> None:
    """One more clause is to change."""
    data = modification_of(at.event).to_data()
    entry = {"op": data.pop("op"), "clause": data.pop("id"), **data}
    changed(views, at)["modifications"].append(entry)


@on(m.ProvisionDrafted)
def provision_drafted(views: Views, _position: int, at: Recorded[m.ProvisionDrafted]) -> None:
    """One more provision is to be said."""
    name, value = at.event.given
    entry = {"op": "provide", "provision": name, "value": given(value)}
    changed(views, at)["provisions"].append(entry)


@on(m.ProvisionStrikeDrafted)
def strike_drafted(views: Views, _position: int, at: Recorded[m.ProvisionStrikeDrafted]) -> None:
    """One more provision is to go."""
    _, key = provision_of(at.event).touches
    entry = {"op": "strike", "provision": str(at.event.provision), "key": key}
    changed(views, at)["provisions"].append(entry)


@on(m.PutToDecision)
def put_to_decision(views: Views, _position: int, at: Recorded[m.PutToDecision]) -> None:
    """A body is to decide on it."""
    document = changed(views, at)
    document |= {"reached": Stage.UNDER_DECISION, "decision": str(at.event.decision)}
    document["links"]["decision"] = f"/v1/decisions/{at.event.decision}"


@on(DecisionCertified)
def decided(views: Views, _position: int, at: Recorded[DecisionCertified]) -> None:
    """A body has decided on it; what is not carried is rejected."""
    document = _under_decision(views, at)
    if document and at.event.verdict is not Verdict.CARRIED:
        document["reached"] = Stage.REJECTED


@on(m.AmendmentRejected)
def rejected(views: Views, _position: int, at: Recorded[m.AmendmentRejected]) -> None:
    """What carried it does so no longer."""
    changed(views, at)["reached"] = Stage.REJECTED


@on(m.AmendmentReturned)
def returned(views: Views, _position: int, at: Recorded[m.AmendmentReturned]) -> None:
    """It stands as it was drafted; what it was put to is told in its history."""
    document = changed(views, at)
    document |= {"reached": Stage.DRAFTED, "signatures": []}
    if _TO_BE_SIGNED in document:
        document.pop("requested_from", None)
        document |= document.pop(_TO_BE_SIGNED)
    for name in ("decision", "deadline", "modifications_hash"):
        document.pop(name, None)
    document["links"].pop("decision")


_TO_BE_SIGNED = "drafted_for"
"""For which day it was drafted, while it is to be signed for another one."""


@on(RollSeatsFrozen, DecisionReconsidered)
def undone(views: Views, _position: int, at: Recorded[Any]) -> None:
    """What was decided on it is before its body again, or voted on once more."""
    if document := _under_decision(views, at):
        asked = "modifications_hash" in document
        document["reached"] = Stage.OPEN_FOR_SIGNATURE if asked else Stage.UNDER_DECISION


_ON_ITS_WAY = (Stage.UNDER_DECISION, Stage.OPEN_FOR_SIGNATURE, Stage.REJECTED)


def _under_decision(views: Views, at: Recorded[Any]) -> Document | None:
    """Return the document of the amendment that a decision is on, while it can still be adopted."""
    amendment = views.look(decisions, at.agg).get("amendment")
    if not amendment:
        return None
    found = views.look(amendments, UUID(amendment))
    on_it = found.get("decision") == str(at.agg) and found["reached"] in _ON_ITS_WAY
    return views.change(amendments, UUID(amendment)) if on_it else None


@on(m.AmendmentOpened)
def opened(views: Views, _position: int, at: Recorded[m.AmendmentOpened]) -> None:
    """The parties are to sign it."""
    event, document = at.event, changed(views, at)
    document[_TO_BE_SIGNED] = {n: v for n, v in document.items() if n == "requested_from"}
    document["reached"] = Stage.OPEN_FOR_SIGNATURE
    document |= said(requested_from=event.effective_from, deadline=event.deadline)
    document |= said(modifications_hash=event.modifications_hash)


@on(m.AmendmentSigned)
def signed(views: Views, _position: int, at: Recorded[m.AmendmentSigned]) -> None:
    """A party signed it."""
    event = at.event
    entry = said(party=event.party, signatory=event.signatory, post=event.post)
    entry |= said(capacity=event.capacity, signed_on=event.signed_on)
    changed(views, at)["signatures"].append(entry)


@on(m.SignatureDeclined)
def declined(views: Views, _position: int, at: Recorded[m.SignatureDeclined]) -> None:
    """A party does not sign it."""
    changed(views, at)["declined_by"] = str(at.event.party)


@on(m.AmendmentAdopted, m.AmendmentAdoptedByAssent)
def adopted(views: Views, _position: int, at: Recorded[Any]) -> None:
    """It holds, from a day on."""
    event, document = at.event, changed(views, at)
    document |= {"reached": Stage.ADOPTED, **said(effective_from=event.effective_from)}
    document |= said(adoption_seq=event.adoption_seq, modifications_hash=event.modifications_hash)


@on(m.AmendmentAnnulled)
def annulled(views: Views, _position: int, at: Recorded[m.AmendmentAnnulled]) -> None:
    """It is without effect: on every day, or from one on."""
    event, document = at.event, changed(views, at)
    document["annulment"] = said(
        ab_initio=event.ab_initio,
        effective_from=event.effective_from,
        decision=event.fallen,
        authority=at.env.authority,
        reason=opened_(event.reason),
        annulled_at=at.recorded_at,
        annulled_by=at.env.recorded_by,
    )
    if event.ab_initio:
        document["reached"] = Stage.ANNULLED


_ENDS = {
    m.AmendmentWithdrawn: Stage.WITHDRAWN,
    m.AmendmentLapsed: Stage.LAPSED,
    m.AmendmentSuperseded: Stage.SUPERSEDED,
}


@on(*_ENDS)
def ended(views: Views, _position: int, at: Recorded[Any]) -> None:
    """It came to nothing."""
    document = changed(views, at)
    document["reached"] = _ENDS[type(at.event)]
    if isinstance(at.event, m.AmendmentSuperseded):
        document["superseded_by"] = str(at.event.by)
