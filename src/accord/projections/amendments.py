"""Which changes were proposed to which agreement, and which of them hold?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.amendment import (
    AmendmentAdopted,
    AmendmentDrafted,
    InsertionDrafted,
    PutToDecision,
    RepealDrafted,
    SubstitutionDrafted,
    modification_of,
)
from accord.aggregates.decision.aftermath_events import DecisionReconsidered, PartyRefusedConsent
from accord.aggregates.decision.events import DecisionCertified
from accord.events import Recorded
from accord.projections.agreements import agreements, today
from accord.projections.decisions import decisions
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
    """Return what is true of an amendment on a day only: whether it is in force."""
    if document["reached"] != "adopted":
        return {"stage": document["reached"]}
    due = document["effective_from"] <= today(document["zone"], at).isoformat()
    return {"stage": "in_force" if due else "adopted"}


@on(AmendmentDrafted)
def drafted(views: Views, _position: int, at: Recorded[AmendmentDrafted]) -> None:
    """A change is proposed."""
    event, own = at.event, f"/v1/amendments/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        **said(agreement=event.agreement, title=event.title, base=event.base),
        "zone": views.look(agreements, event.agreement)["zone"],
        "reached": "drafted",
        "modifications": [],
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "history": f"{own}/history",
        },
    }
    views.begin(amendments, at.agg, stamped(document, at))


@on(SubstitutionDrafted, InsertionDrafted, RepealDrafted)
def modification_drafted(views: Views, _position: int, at: Recorded[Any]) -> None:
    """One more clause is to change."""
    document = stamped(views.change(amendments, at.agg), at)
    data = modification_of(at.event).to_data()
    document["modifications"].append({"op": data.pop("op"), "clause": data.pop("id"), **data})


@on(PutToDecision)
def put_to_decision(views: Views, _position: int, at: Recorded[PutToDecision]) -> None:
    """A body is to decide on it."""
    document = stamped(views.change(amendments, at.agg), at)
    document |= {"reached": "under_decision", "decision": str(at.event.decision)}
    document["links"]["decision"] = f"/v1/decisions/{at.event.decision}"


@on(DecisionCertified)
def decided(views: Views, _position: int, at: Recorded[DecisionCertified]) -> None:
    """A body has decided on it; what is not carried is rejected."""
    amendment = views.look(decisions, at.agg).get("amendment")
    if amendment and at.event.verdict is not Verdict.CARRIED:
        views.change(amendments, UUID(amendment))["reached"] = "rejected"


@on(PartyRefusedConsent, DecisionReconsidered)
def undone(views: Views, _position: int, at: Recorded[Any]) -> None:
    """What was decided on it is vetoed, or is before its body again."""
    if amendment := views.look(decisions, at.agg).get("amendment"):
        vetoed = isinstance(at.event, PartyRefusedConsent)
        found = "rejected" if vetoed else "under_decision"
        views.change(amendments, UUID(amendment))["reached"] = found


@on(AmendmentAdopted)
def adopted(views: Views, _position: int, at: Recorded[AmendmentAdopted]) -> None:
    """It holds, from a day on."""
    event, document = at.event, stamped(views.change(amendments, at.agg), at)
    document |= {"reached": "adopted", **said(effective_from=event.effective_from)}
    document |= said(adoption_seq=event.adoption_seq, modifications_hash=event.modifications_hash)
