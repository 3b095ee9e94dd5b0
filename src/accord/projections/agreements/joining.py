"""Who will not sign, who ratified, who is bound later than others, and who acceded?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.agreements.model import agreement_party, changed
from accord.projections.agreements.terms import entry_of
from accord.projections.documents import said, with_class
from accord.projections.views import Document, Views, on

_FORGET = sa.delete(agreement_party).where(
    agreement_party.c.agreement == sa.bindparam("its_agreement"),
    agreement_party.c.party == sa.bindparam("its_party"),
)


@on(e.SignatureDeclined)
def declined(views: Views, _position: int, at: Recorded[e.SignatureDeclined]) -> None:
    """A party will not sign."""
    event = at.event
    entry = said(party=event.party, signatory=event.signatory, post=event.post)
    changed(views, at).setdefault("declined", []).append(entry)


@on(e.AgreementSigned)
def signed_after_all(views: Views, _position: int, at: Recorded[e.AgreementSigned]) -> None:
    """Who declined to sign has signed after all."""
    _drop(changed(views, at), "declined", at.event.party)


@on(e.SignatureWithdrawn)
def withdrawn(views: Views, _position: int, at: Recorded[e.SignatureWithdrawn]) -> None:
    """A signature is taken back, and with it what ratified it."""
    document = changed(views, at)
    _drop(document, "signatures", at.event.party)
    _drop(document, "ratifications", at.event.party)


@on(e.SigningExtended)
def signing_extended(views: Views, _position: int, at: Recorded[e.SigningExtended]) -> None:
    """There is more time to sign."""
    changed(views, at)["deadline"] = at.event.deadline.isoformat()


@on(e.RatificationDeposited)
def ratified(views: Views, _position: int, at: Recorded[e.RatificationDeposited]) -> None:
    """A party has ratified."""
    event = at.event
    entry = said(party=event.party, deposited_on=event.deposited_on, instrument=event.instrument)
    changed(views, at).setdefault("ratifications", []).append(entry)


@on(e.EntryIntoForceFixed)
def bound_without_some(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Who was not needed and has not done what binds a party is none from the entry into force."""
    document = changed(views, at)
    if "entry_into_force" not in document:
        return
    done = done_by(document)
    for entry in document["parties"]:
        if entry["party"] not in done:
            for name in ("party", "signatory"):
                _from(document, at, {"name": name, "key": entry["party"]})


@on(e.PartyBound)
def party_bound(views: Views, _position: int, at: Recorded[e.PartyBound]) -> None:
    """A party of the text is bound later than the others."""
    document = changed(views, at)
    for name, block in (("party", "parties"), ("signatory", "signatories")):
        for entry in document[block]:
            if entry["party"] == str(at.event.party):
                _from(document, at, {"name": name, "entry": dict(entry)})


@on(e.PartyAcceded)
def party_acceded(views: Views, _position: int, at: Recorded[e.PartyAcceded]) -> None:
    """There is another party, with a post of its own."""
    event, document = at.event, changed(views, at)
    measures = {"measures": entry_of(event.measures)} if event.measures else {}
    party: Document = said(party=event.party) | with_class(event.cls) | measures
    post = said(post=event.post, title=event.title, party=event.party)
    _from(document, at, {"name": "party", "entry": party})
    if event.post not in _posts(document):
        _from(document, at, {"name": "post", "entry": post})
    _from(document, at, {"name": "signatory", "entry": said(party=event.party, post=event.post)})
    accession = said(
        signatory=event.signatory,
        capacity=event.capacity,
        text_hash=event.text_hash,
        decision=event.decision,
        signed_on=event.signed_on,
        effective_from=event.effective_from,
    )
    document.setdefault("accessions", []).append(party | post | accession)
    views.execute(_FORGET, its_agreement=at.agg, its_party=event.party)
    views.insert(agreement_party, agreement=at.agg, party=event.party)


def done_by(document: Document) -> set[str]:
    """Return the parties that have done all that the terms require of one."""
    signed = {entry["party"] for entry in document["signatures"]}
    if document.get("entry_into_force", {}).get("ratification"):
        return signed & {entry["party"] for entry in document.get("ratifications", [])}
    return signed


def _posts(document: Document) -> set[str]:
    seats = (seat for body in document["bodies"] for seat in body["seats"])
    return {entry["post"] for entry in (*seats, *document["posts"])}


def _drop(document: Document, block: str, party: object) -> None:
    if block in document:
        document[block] = [e for e in document[block] if e["party"] != str(party)]


def _from(document: Document, at: Recorded[Any], dated: Document) -> None:
    dated["effective_from"] = canonical.plain(at.event.effective_from)
    document.setdefault("dated", []).append(dated)
