"""How far is an agreement on its way into force?"""

from __future__ import annotations

from typing import Any

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.memory import Stage
from accord.events import Recorded
from accord.projections.agreements.model import changed
from accord.projections.documents import said
from accord.projections.views import Views, on


@on(e.TextAdopted)
def text_adopted(views: Views, _position: int, at: Recorded[e.TextAdopted]) -> None:
    """The text is fixed."""
    document = changed(views, at)
    hash_ = at.event.text_hash
    document |= {"text_hash": hash_, "adopted_text_hash": hash_, "terms_hash": at.event.terms_hash}
    document["reached"] = Stage.ADOPTED


@on(e.OpenedForSignature)
def opened_for_signature(views: Views, _position: int, at: Recorded[e.OpenedForSignature]) -> None:
    """Parties can sign."""
    document = changed(views, at)
    document |= said(deadline=at.event.deadline)
    document["reached"] = Stage.OPEN_FOR_SIGNATURE


@on(e.AgreementSigned)
def signed(views: Views, _position: int, at: Recorded[e.AgreementSigned]) -> None:
    """A party has signed."""
    event = at.event
    entry = said(
        party=event.party,
        signatory=event.signatory,
        post=event.post,
        capacity=event.capacity,
        signed_on=event.signed_on,
        counterpart=event.counterpart,
    )
    changed(views, at)["signatures"].append(entry)


@on(e.AgreementConcluded)
def concluded(views: Views, _position: int, at: Recorded[e.AgreementConcluded]) -> None:
    """The last required act is done."""
    document = changed(views, at)
    document |= {"concluded_on": at.event.concluded_on.isoformat(), "reached": Stage.CONCLUDED}


@on(e.EntryIntoForceFixed)
def entry_into_force_fixed(views: Views, _position: int, at: Recorded[Any]) -> None:
    """It is known from when, and until when, the agreement binds."""
    days = said(effective_from=at.event.effective_from, effective_to=at.event.effective_to)
    document = changed(views, at)
    document |= days
