"""What has been agreed between whom, and where does each agreement stand today?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.memory import Stage
from accord.events import Recorded
from accord.projections.documents import put, said, stamped, with_class
from accord.projections.views import Document, Model, Views, metadata, on

agreements = Model.of(
    "agreements",
    lambda document: {
        "zone": document["zone"],
        "reached": document["reached"],
        "effective_from": document.get("effective_from"),
        "ends_on": _ends_on(document),
    },
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("reached", sa.String(20), nullable=False),
    sa.Column("effective_from", sa.String(10)),
    sa.Column("ends_on", sa.String(10)),
)

agreement_party = sa.Table(
    "agreement_party",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("party", sa.Uuid, primary_key=True, index=True),
)
_STRIKE_PARTY = sa.delete(agreement_party).where(
    agreement_party.c.agreement == sa.bindparam("its_agreement"),
    agreement_party.c.party == sa.bindparam("its_party"),
)


def _ends_on(document: Document) -> str | None:
    ends = (document.get("effective_to"), document.get("terminated_from"))
    return min((day for day in ends if day), default=None)


def today(zone: str, at: datetime) -> date:
    """Return the day of an instant in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of an agreement at an instant only: its stage on that day."""
    day = today(document["zone"], at).isoformat()
    return {"stage": _stage(document, day)}


def _stage(document: Document, day: str) -> Stage:
    from_ = document.get("effective_from")
    if from_ is None or day < from_:
        return Stage(document["reached"])
    if (terminated := document.get("terminated_from")) and day >= terminated:
        return Stage.TERMINATED
    if (until := document.get("effective_to")) and day >= until:
        return Stage.EXPIRED
    return Stage.IN_FORCE


def of_party(party: UUID) -> sa.ColumnElement[bool]:
    """Return the condition that an agreement names a party."""
    named = sa.select(agreement_party.c.agreement).where(agreement_party.c.party == party)
    return agreements.table.c.id.in_(named)


def at_stage(conn: sa.Connection, stage: Stage, at: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that an agreement stands at a stage, by the day in its own zone."""
    columns = agreements.table.c
    zones = conn.scalars(sa.select(columns.zone).distinct())
    return sa.or_(
        sa.false(), *(sa.and_(columns.zone == z, _stands(stage, today(z, at))) for z in zones)
    )


def _stands(stage: Stage, day: date) -> sa.ColumnElement[bool]:
    columns, on_day = agreements.table.c, day.isoformat()
    began = sa.and_(columns.effective_from.is_not(None), columns.effective_from <= on_day)
    ended = sa.and_(columns.ends_on.is_not(None), columns.ends_on <= on_day)
    if stage is Stage.IN_FORCE:
        return sa.and_(began, sa.not_(ended))
    if stage in (Stage.EXPIRED, Stage.TERMINATED):
        terminated = columns.reached == Stage.TERMINATED
        return sa.and_(
            began, ended, terminated if stage is Stage.TERMINATED else sa.not_(terminated)
        )
    return sa.and_(sa.not_(began), columns.reached == stage)


# --- What each event does --------------------------------------------------------------------


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
        "links": {
            "self": own,
            **{
                part: f"{own}/{part}"
                for part in ("text", "history", "roles", "decisions", "amendments")
            },
        },
    }
    views.begin(agreements, at.agg, stamped(document, at))


def _changed(views: Views, at: Recorded[Any]) -> Document:
    return stamped(views.change(agreements, at.agg), at)


@on(e.TitleRevised)
def title_revised(views: Views, _position: int, at: Recorded[e.TitleRevised]) -> None:
    """The draft has another title."""
    _changed(views, at)["title"] = at.event.title


@on(e.TermDrafted)
def term_drafted(views: Views, _position: int, at: Recorded[e.TermDrafted]) -> None:
    """The draft has a term."""
    _changed(views, at)["term"] = said(starts_on=at.event.starts_on, ends_on=at.event.ends_on)


@on(e.PartyNamed)
def party_named(views: Views, _position: int, at: Recorded[e.PartyNamed]) -> None:
    """The draft names a party, or says something else of it."""
    document = _changed(views, at)
    if all(entry["party"] != str(at.event.party) for entry in document["parties"]):
        views.insert(agreement_party, agreement=at.agg, party=at.event.party)
    entry = said(party=at.event.party, measures=at.event.measures) | with_class(at.event.cls)
    put(document["parties"], "party", entry)


@on(e.ClauseDrafted, e.ClauseRevised)
def clause_drafted(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The draft has a clause, listed here by its name; its text is a question of its own."""
    entry = {"id": at.event.clause, "num": at.event.num, "heading": at.event.heading}
    put(_changed(views, at)["clauses"], "id", entry)


@on(e.ClausesOrdered)
def clauses_ordered(views: Views, _position: int, at: Recorded[e.ClausesOrdered]) -> None:
    """The clauses stand in another order."""
    _changed(views, at)["clauses"].sort(key=lambda entry: at.event.clauses.index(entry["id"]))


@on(e.BodyDrafted)
def body_drafted(views: Views, _position: int, at: Recorded[e.BodyDrafted]) -> None:
    """The draft constitutes a body, or constitutes it anew."""
    entry = said(id=at.event.body, name=at.event.name, chair=at.event.chair)
    put(_changed(views, at)["bodies"], "id", entry | {"seats": [], "rules": []})


@on(e.SeatsDrafted)
def seats_drafted(views: Views, _position: int, at: Recorded[e.SeatsDrafted]) -> None:
    """A body has further seats."""
    seats = [
        said(post=s.post, title=s.title, party=s.party, measures=s.measures) | with_class(s.cls)
        for s in at.event.seats
    ]
    _body(_changed(views, at), at.event.body)["seats"] += seats


@on(e.RuleDrafted)
def rule_drafted(views: Views, _position: int, at: Recorded[e.RuleDrafted]) -> None:
    """A body decides one more class of motions."""
    rule = {"class": at.event.cls, "rule": at.event.rule.to_data(), "rule_hash": at.event.rule_hash}
    _body(_changed(views, at), at.event.body)["rules"].append(rule)


@on(e.PostDrafted)
def post_drafted(views: Views, _position: int, at: Recorded[e.PostDrafted]) -> None:
    """The draft constitutes a post without a seat."""
    entry = said(post=at.event.post, title=at.event.title, party=at.event.party)
    put(_changed(views, at)["posts"], "post", entry)


@on(e.SignatoryNamed)
def signatory_named(views: Views, _position: int, at: Recorded[e.SignatoryNamed]) -> None:
    """A party will sign through the holder of a post."""
    entry = said(party=at.event.party, post=at.event.post)
    put(_changed(views, at)["signatories"], "party", entry)


@on(e.ProcedureDrafted)
def procedure_drafted(views: Views, _position: int, at: Recorded[e.ProcedureDrafted]) -> None:
    """A matter is decided by a body."""
    entry = said(matter=at.event.matter, body=at.event.body) | with_class(at.event.cls)
    put(_changed(views, at)["procedures"], "matter", entry)


@on(e.ProvisionStruck)
def provision_struck(views: Views, _position: int, at: Recorded[e.ProvisionStruck]) -> None:
    """The draft lost a provision."""
    block, key = e.BLOCKS[at.event.provision]
    document = _changed(views, at)
    document[block] = [entry for entry in document[block] if entry[key] != at.event.key]
    if at.event.provision is e.Provision.PARTY:
        views.execute(_STRIKE_PARTY, its_agreement=at.agg, its_party=UUID(at.event.key))


@on(e.TextAdopted)
def text_adopted(views: Views, _position: int, at: Recorded[e.TextAdopted]) -> None:
    """The text is fixed."""
    document = _changed(views, at)
    document |= {"text_hash": at.event.text_hash, "terms_hash": at.event.terms_hash}
    document["reached"] = Stage.ADOPTED


@on(e.OpenedForSignature)
def opened_for_signature(views: Views, _position: int, at: Recorded[e.OpenedForSignature]) -> None:
    """Parties can sign."""
    document = _changed(views, at)
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
    _changed(views, at)["signatures"].append(entry)


@on(e.AgreementConcluded)
def concluded(views: Views, _position: int, at: Recorded[e.AgreementConcluded]) -> None:
    """The last required act is done."""
    document = _changed(views, at)
    document |= {"concluded_on": at.event.concluded_on.isoformat(), "reached": Stage.CONCLUDED}


@on(e.EntryIntoForceFixed)
def entry_into_force_fixed(views: Views, _position: int, at: Recorded[Any]) -> None:
    """It is known from when, and until when, the agreement binds."""
    days = said(effective_from=at.event.effective_from, effective_to=at.event.effective_to)
    document = _changed(views, at)
    document |= days


@on(e.AmendmentIncorporated)
def incorporated(views: Views, _position: int, at: Recorded[e.AmendmentIncorporated]) -> None:
    """An amendment belongs to the agreement."""
    event = at.event
    entry = said(
        amendment=event.amendment,
        adoption_seq=event.adoption_seq,
        effective_from=event.effective_from,
        modifications_hash=event.modifications_hash,
    )
    _changed(views, at)["amendments"].append(entry)


@on(e.AgreementTerminated)
def terminated(views: Views, _position: int, at: Recorded[e.AgreementTerminated]) -> None:
    """The agreement ends before its term."""
    document = _changed(views, at)
    document |= said(
        terminated_from=at.event.effective_from,
        termination={"ground": at.event.ground, "decision": str(at.event.decision)},
    )
    document["reached"] = Stage.TERMINATED


def _body(document: Document, id_: str) -> Document:
    bodies: Iterable[Document] = document["bodies"]
    return next(body for body in bodies if body["id"] == id_)
