"""What does an agreement say on a given day?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.aggregates.amendment import (
    AmendmentRebased,
    InsertionDrafted,
    MoveDrafted,
    RenumberingDrafted,
    RepealDrafted,
    SubstitutionDrafted,
)
from accord.events import Recorded
from accord.projections.errata import errata
from accord.projections.views import Views, metadata, on
from accord.text import (
    ADOPTED,
    Clause,
    Correction,
    Incorporated,
    Insert,
    Modification,
    Move,
    Part,
    Renumber,
    Repeal,
    Substitute,
    corrected_changes,
    corrected_text,
    text_on,
    wordings,
)

clauses = sa.Table(
    "clauses",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("clause", sa.String(64), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("num", sa.Text, nullable=False),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
modifications = sa.Table(
    "modifications",
    metadata,
    sa.Column("amendment", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("op", sa.String(10), nullable=False),
    sa.Column("clause", sa.String(64), nullable=False),
    sa.Column("num", sa.Text),
    sa.Column("heading", sa.Text),
    sa.Column("text", sa.Text),
    sa.Column("after", sa.String(64)),
    sa.Column("before", sa.String(64)),
    sa.Column("first", sa.Boolean, nullable=False),
)
adoptions = sa.Table(
    "adoptions",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("amendment", sa.Uuid, nullable=False),
    sa.Column("effective_from", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
)

_THIS = (
    clauses.c.agreement == sa.bindparam("its_agreement"),
    clauses.c.clause == sa.bindparam("its_clause"),
)
_REVISE = sa.update(clauses).where(*_THIS)
_PLACE = sa.update(clauses).where(*_THIS).values(place=sa.bindparam("at"))
_STRIKE = sa.delete(clauses).where(*_THIS)
_ADOPTED = attrgetter("amendment", "seq", "effective_from", "until")
_ANNUL = (
    sa.update(adoptions)
    .where(
        adoptions.c.agreement == sa.bindparam("its_agreement"),
        adoptions.c.amendment == sa.bindparam("its_amendment"),
    )
    .values(until=sa.func.coalesce(sa.bindparam("day", type_=sa.Date), adoptions.c.effective_from))
)
_DRAFT_AGAIN = sa.delete(modifications).where(
    modifications.c.amendment == sa.bindparam("its_amendment")
)


@dataclass(frozen=True, slots=True)
class TextOnDay:
    """The clauses in force on a day, the amendments that made them so, in order, and the errata put right in them."""

    clauses: tuple[Clause, ...]
    amendments: tuple[UUID, ...]
    errata: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """An erratum that was put right: what it corrects, and the amendment that words it so, where one does."""

    erratum: int
    amendment: UUID | None
    correction: Correction


def text_of(conn: sa.Connection, agreement: UUID, day: date) -> TextOnDay:
    """Return the consolidated text of an agreement on a day; of a draft, the draft."""
    due, adopted = amendments_until(conn, agreement, day), adopted_clauses(conn, agreement)
    incorporated = [each for _, each in due]
    text = text_on(adopted, incorporated, day)
    standing = {each.id for each in text}

    def shows(found: Correction) -> bool:
        known = wordings(adopted, incorporated, found.clause, found.part)
        return found.clause in standing and known[-1].seq == found.seq

    put_right = (c.erratum for c in corrected(conn, agreement) if shows(c.correction))
    return TextOnDay(text, tuple(id_ for id_, _ in due), tuple(put_right))


def amendments_until(
    conn: sa.Connection, agreement: UUID, day: date
) -> list[tuple[UUID, Incorporated]]:
    """Return the amendments in force on a day, in the order in which they are folded."""
    return [(id_, i) for id_, i in incorporated_in(conn, agreement) if i.holds_on(day)]


def annulled_on(conn: sa.Connection, agreement: UUID, day: date) -> list[tuple[UUID, Incorporated]]:
    """Return the amendments that would be in force on a day, had they not been annulled, in order."""
    known = incorporated_in(conn, agreement)
    return [(id_, i) for id_, i in known if i.effective_from <= day and not i.holds_on(day)]


def incorporated_in(conn: sa.Connection, agreement: UUID) -> list[tuple[UUID, Incorporated]]:
    """Return the amendments that belong to an agreement, in the order in which they are folded."""
    known = _incorporated(conn, agreement)
    return sorted(known, key=lambda entry: (entry[1].effective_from, entry[1].seq))


def adopted_clauses(conn: sa.Connection, agreement: UUID) -> tuple[Clause, ...]:
    """Return the clauses as they were adopted, errata put right; of a draft, as they are."""
    query = sa.select(clauses).where(clauses.c.agreement == agreement).order_by(clauses.c.place)
    adopted = [_clause(row) for row in conn.execute(query)]
    return corrected_text(adopted, (c.correction for c in corrected(conn, agreement)))


def corrected(conn: sa.Connection, agreement: UUID) -> list[Corrected]:
    """Return the errata of an agreement that were put right, in order."""
    own = sa.and_(adoptions.c.agreement == agreement, adoptions.c.amendment == errata.c.amendment)
    query = (
        sa.select(errata, adoptions.c.seq)
        .outerjoin(adoptions, own)
        .where(errata.c.agreement == agreement, errata.c.corrected.is_not(None))
        .order_by(errata.c.corrected)
    )
    return [
        Corrected(
            row.erratum,
            row.amendment,
            Correction(row.clause, Part(row.part), row.was, row.now, row.seq or ADOPTED),
        )
        for row in conn.execute(query)
    ]


def _clause(row: Any) -> Clause:  # noqa: ANN401 - a row of either table
    return Clause(id=row.clause, num=row.num, heading=row.heading, text=row.text)


def _incorporated(conn: sa.Connection, agreement: UUID) -> list[tuple[UUID, Incorporated]]:
    query = (
        sa.select(modifications, adoptions.c.seq, adoptions.c.effective_from, adoptions.c.until)
        .join(adoptions, adoptions.c.amendment == modifications.c.amendment)
        .where(adoptions.c.agreement == agreement)
        .order_by(adoptions.c.seq, modifications.c.version)
    )
    corrections = [each.correction for each in corrected(conn, agreement)]
    found = []
    for (amendment, seq, day, until), rows in groupby(conn.execute(query), key=_ADOPTED):
        changes = corrected_changes(map(_modification, rows), corrections, seq)
        found.append((amendment, Incorporated(day, seq, changes, until=until)))
    return found


def _modification(row: Any) -> Modification:  # noqa: ANN401 - a row
    match row.op:
        case "repeal":
            return Repeal(row.clause)
        case "renumber":
            return Renumber(row.clause, row.num, row.heading)
        case "move":
            return Move(row.clause, row.after, row.before, row.first)
        case "substitute":
            return Substitute(_clause(row))
    return Insert(_clause(row), after=row.after, before=row.before)


# --- What each event does --------------------------------------------------------------------


@on(e.ClauseDrafted)
def drafted(views: Views, position: int, at: Recorded[e.ClauseDrafted]) -> None:
    """The draft has one more clause; the position of its entry puts it behind all others."""
    event = at.event
    views.insert(
        clauses,
        agreement=at.agg,
        clause=event.clause,
        place=position,
        num=event.num,
        heading=event.heading,
        text=event.text,
    )


@on(e.ClauseRevised)
def revised(views: Views, _position: int, at: Recorded[e.ClauseRevised]) -> None:
    """A clause says something else."""
    event = at.event
    parts = {"num": event.num, "heading": event.heading, "text": event.text}
    views.execute(_REVISE, its_agreement=at.agg, its_clause=event.clause, **parts)


@on(e.ClausesOrdered)
def ordered(views: Views, position: int, at: Recorded[e.ClausesOrdered]) -> None:
    """The clauses stand in another order, ahead of any that will be drafted later."""
    first = position - len(at.event.clauses)
    for index, clause in enumerate(at.event.clauses):
        views.execute(_PLACE, its_agreement=at.agg, its_clause=clause, at=first + index)


@on(e.ProvisionStruck)
def struck(views: Views, _position: int, at: Recorded[e.ProvisionStruck]) -> None:
    """A clause of the draft is gone."""
    if at.event.provision is e.Provision.CLAUSE:
        views.execute(_STRIKE, its_agreement=at.agg, its_clause=at.event.key)


@on(AmendmentRebased)
def drafted_again(views: Views, _position: int, at: Recorded[AmendmentRebased]) -> None:
    """What an amendment will change is said anew."""
    views.execute(_DRAFT_AGAIN, its_amendment=at.agg)


@on(SubstitutionDrafted, InsertionDrafted, RepealDrafted, RenumberingDrafted, MoveDrafted)
def modified(views: Views, _position: int, at: Recorded[Any]) -> None:
    """An amendment will change a clause."""
    event = at.event
    views.insert(
        modifications,
        amendment=at.agg,
        version=at.ver,
        op=_OPS[type(event)],
        clause=event.clause,
        **{part: getattr(event, part, None) for part in ("num", "heading", "text")},
        after=getattr(event, "after", None),
        before=getattr(event, "before", None),
        first=getattr(event, "first", False),
    )


_OPS = {
    SubstitutionDrafted: "substitute",
    InsertionDrafted: "insert",
    RepealDrafted: "repeal",
    RenumberingDrafted: "renumber",
    MoveDrafted: "move",
}


@on(e.AmendmentIncorporated)
def incorporated(views: Views, _position: int, at: Recorded[e.AmendmentIncorporated]) -> None:
    """An amendment belongs to the agreement."""
    event = at.event
    views.insert(
        adoptions,
        agreement=at.agg,
        seq=event.adoption_seq,
        amendment=event.amendment,
        effective_from=event.effective_from,
    )


@on(e.AmendmentAnnulled)
def annulled(views: Views, _position: int, at: Recorded[e.AmendmentAnnulled]) -> None:
    """An amendment is in effect on the days before another one alone, or on none."""
    event = at.event
    day = event.effective_from
    views.execute(_ANNUL, its_agreement=at.agg, its_amendment=event.amendment, day=day)
