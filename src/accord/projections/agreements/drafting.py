"""What does a draft say?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.memory import Stage
from accord.events import Recorded
from accord.projections.agreements.model import agreement_party, agreements, changed
from accord.projections.agreements.terms import body_of, remove
from accord.projections.documents import put, said, stamped, with_class
from accord.projections.views import Document, Views, on

_STRIKE_PARTY = sa.delete(agreement_party).where(
    agreement_party.c.agreement == sa.bindparam("its_agreement"),
    agreement_party.c.party == sa.bindparam("its_party"),
)


_PARTS = (
    "text", "history", "roles", "decisions", "amendments", "meetings", "obligations", "disputes", "impacts",
    "responsibilities", "docket", "knowledge", "authority", "provenance", "errata", "dossier",
)  # fmt: skip
"""What can be asked of an agreement, besides what it is."""


@on(e.AgreementDrafted)
def drafted(views: Views, _position: int, at: Recorded[e.AgreementDrafted]) -> None:
    """There is a new draft."""
    own = f"/v1/agreements/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        "title": at.event.title,
        "zone": at.event.zone,
        "reached": Stage.DRAFT,
        "parties": [],
        "clauses": [],
        "bodies": [],
        "posts": [],
        "signatories": [],
        "procedures": [],
        "signatures": [],
        "amendments": [],
        "links": {"self": own, **{part: f"{own}/{part}" for part in _PARTS}},
    }
    views.begin(agreements, at.agg, stamped(document, at))


@on(e.TitleRevised)
def title_revised(views: Views, _position: int, at: Recorded[e.TitleRevised]) -> None:
    """The draft has another title."""
    changed(views, at)["title"] = at.event.title


@on(e.TermDrafted)
def term_drafted(views: Views, _position: int, at: Recorded[e.TermDrafted]) -> None:
    """The draft has a term."""
    changed(views, at)["term"] = said(starts_on=at.event.starts_on, ends_on=at.event.ends_on)


@on(e.PartyNamed)
def party_named(views: Views, _position: int, at: Recorded[e.PartyNamed]) -> None:
    """The draft names a party, or says something else of it."""
    document = changed(views, at)
    if all(entry["party"] != str(at.event.party) for entry in document["parties"]):
        views.insert(agreement_party, agreement=at.agg, party=at.event.party)
    entry = said(party=at.event.party, measures=at.event.measures) | with_class(at.event.cls)
    entry |= {key: words for key in ("powers", "area") if (words := getattr(at.event, key))}
    put(document["parties"], "party", entry)


@on(e.ClauseDrafted, e.ClauseRevised)
def clause_drafted(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The draft has a clause, listed here by its name; its text is a question of its own."""
    entry = {"id": at.event.clause, "num": at.event.num, "heading": at.event.heading}
    put(changed(views, at)["clauses"], "id", entry)


@on(e.ClausesOrdered)
def clauses_ordered(views: Views, _position: int, at: Recorded[e.ClausesOrdered]) -> None:
    """The clauses stand in another order."""
    changed(views, at)["clauses"].sort(key=lambda entry: at.event.clauses.index(entry["id"]))


@on(e.BodyDrafted)
def body_drafted(views: Views, _position: int, at: Recorded[e.BodyDrafted]) -> None:
    """The draft constitutes a body, or constitutes it anew."""
    entry = said(id=at.event.body, name=at.event.name, chair=at.event.chair)
    put(changed(views, at)["bodies"], "id", entry | {"seats": [], "rules": []})


@on(e.SeatsDrafted)
def seats_drafted(views: Views, _position: int, at: Recorded[e.SeatsDrafted]) -> None:
    """A body has further seats."""
    seats = [
        said(post=s.post, title=s.title, party=s.party, measures=s.measures) | with_class(s.cls)
        for s in at.event.seats
    ]
    body_of(changed(views, at), at.event.body)["seats"] += seats


@on(e.RuleDrafted)
def rule_drafted(views: Views, _position: int, at: Recorded[e.RuleDrafted]) -> None:
    """A body decides one more class of motions."""
    rule = {"class": at.event.cls, "rule": at.event.rule.to_data(), "rule_hash": at.event.rule_hash}
    body_of(changed(views, at), at.event.body)["rules"].append(rule)


@on(e.PostDrafted)
def post_drafted(views: Views, _position: int, at: Recorded[e.PostDrafted]) -> None:
    """The draft constitutes a post without a seat."""
    entry = said(post=at.event.post, title=at.event.title, party=at.event.party)
    put(changed(views, at)["posts"], "post", entry)


@on(e.SignatoryNamed)
def signatory_named(views: Views, _position: int, at: Recorded[e.SignatoryNamed]) -> None:
    """A party will sign through the holder of a post."""
    entry = said(party=at.event.party, post=at.event.post)
    put(changed(views, at)["signatories"], "party", entry)


@on(e.ProcedureDrafted)
def procedure_drafted(views: Views, _position: int, at: Recorded[e.ProcedureDrafted]) -> None:
    """A matter is decided by a body."""
    entry = said(matter=at.event.matter, body=at.event.body) | with_class(at.event.cls)
    put(changed(views, at)["procedures"], "matter", entry)


@on(e.ProvisionStruck)
def provision_struck(views: Views, _position: int, at: Recorded[e.ProvisionStruck]) -> None:
    """The draft lost a provision."""
    remove(changed(views, at), at.event.provision, at.event.key)
    if at.event.provision is e.Provision.PARTY:
        views.execute(_STRIKE_PARTY, its_agreement=at.agg, its_party=UUID(at.event.key))
