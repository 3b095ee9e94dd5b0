"""A dossier: in one document everything that a reader needs years later to understand an agreement or a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.projections import history as told
from accord.projections.agreements import agreements
from accord.projections.agreements.telling import knowledge
from accord.projections.amendments import amendments
from accord.projections.annulments import annulled, doubted
from accord.projections.ballots import ballots_of
from accord.projections.consolidated import consolidated
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.documents import said
from accord.projections.exceptions import Asked, exceptions
from accord.projections.exceptions.duties import Events
from accord.projections.grounds import Chains, acts, findings
from accord.projections.impacts import impacts
from accord.projections.meetings import meetings
from accord.projections.obligations import obligations
from accord.projections.parties import parties
from accord.projections.roles import roles
from accord.projections.text import adopted_clauses, amendments_until
from accord.projections.views import Document, Model
from accord.text import Clause, text_hash, text_on
from accord.text.redline import ClauseChange, redline

Shown = Callable[[Model, Document], Document]
"""Shows a document of a model as it is represented at the instant that is asked about."""
_EVERY = 1_000_000
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gathers a dossier: from these read models and this record, as of a day."""

    conn: sa.Connection
    events: Events
    shown: Shown
    day: date
    chains: Chains

    def of_agreement(self, id: UUID) -> Document:
        """Return the dossier of an agreement and of all that stands under it."""
        document = agreements.read(self.conn, id)
        return {
            "agreement": self.shown(agreements, document),
            "parties": self._parties(document),
            "text": self._text(id),
            "amendments": self._amendments(id),
            "roles": self._under(roles, id),
            "authority": list(acts(self.chains, agreements, document)),
            "knowledge": knowledge(document, self.day),
            "decisions": [self._decided(each) for each in self._read(decisions, id)],
            "meetings": self._under(meetings, id),
            "obligations": self._under(obligations, id),
            "disputes": self._under(disputes, id),
            "impacts": self._under(impacts, id),
            "findings": list(findings(self.conn, id)),
            "exceptions": list(exceptions(self.conn, self.events, Asked(agreement=id))),
            "history": told.of_agreement(self.conn, id, told.Page(limit=_EVERY)),
        }

    def of_decision(self, id: UUID) -> Document:
        """Return the dossier of a decision, with whose it is."""
        document = decisions.read(self.conn, id)
        agreement = UUID(document["agreement"])
        whole = agreements.read(self.conn, agreement)
        of_it = exceptions(self.conn, self.events, Asked(agreement=agreement))
        found = findings(self.conn, agreement)
        return {
            "agreement": self.shown(agreements, whole),
            "parties": self._parties(whole),
            "decisions": [self._decided(document)],
            "findings": [each for each in found if each["subject"] == str(id)],
            "exceptions": [each for each in of_it if each["id"] == str(id)],
            "history": told.of_stream(self.conn, id, told.Page(limit=_EVERY)),
        }

    def _parties(self, agreement: Document) -> list[Document]:
        named = (UUID(entry["party"]) for entry in agreement["parties"])
        return [self.shown(parties, parties.read(self.conn, id_)) for id_ in named]

    def _under(self, model: Model, agreement: UUID) -> list[Document]:
        return [self.shown(model, each) for each in self._read(model, agreement)]

    def _read(self, model: Model, agreement: UUID) -> Iterator[Document]:
        after = None
        own = model.table.c.agreement == agreement
        while found := model.page(self.conn, after, _PAGE, own):
            yield from found
            after = UUID(found[-1]["id"])

    def _decided(self, document: Document) -> Document:
        """Return a decision with the roll of each voting and what its acts rest on."""
        id_ = UUID(document["id"])
        votings = range(1, document.get("voting", 0) + 1)
        rolls = [
            {"voting": voting, "ballots": list(ballots_of(self.conn, id_, voting, None, _EVERY))}
            for voting in votings
        ]
        return {
            "decision": self.shown(decisions, document),
            "rolls": rolls,
            "authority": list(acts(self.chains, decisions, document)),
        }

    def _text(self, agreement: UUID) -> Document:
        text = consolidated(self.conn, agreement, self.day)
        return {
            "at": self.day.isoformat(),
            "text_hash": text.hash,
            "consolidated_text_hash": text.hash,
            "clauses": [clause.to_data() for clause in text.clauses],
            "errata": [each.to_data() for each in text.errata],
        } | said(
            annulled=annulled(self.conn, agreement, self.day),
            doubted=doubted(self.conn, agreement, self.day),
        )

    def _amendments(self, agreement: UUID) -> list[Document]:
        """Return every amendment, with what those that are in force on the day made of the text."""
        lines = dict(self._redlines(agreement))
        return [
            {"amendment": self.shown(amendments, each), "authority": self._rests(each)}
            | lines.get(each["id"], {})
            for each in self._read(amendments, agreement)
        ]

    def _rests(self, amendment: Document) -> list[Document]:
        return list(acts(self.chains, amendments, amendment))

    def _redlines(self, agreement: UUID) -> Iterator[tuple[str, Document]]:
        """Return what each amendment made of the text, one after another as they take effect."""
        adopted = adopted_clauses(self.conn, agreement)
        before, done = tuple(adopted), []
        for id_, entry in amendments_until(self.conn, agreement, self.day):
            done.append(entry)
            after = text_on(adopted, done, entry.effective_from)
            yield str(id_), _lines(before, after)
            before = after


def _lines(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> Document:
    changed = (each for each in redline(before, after) if _touched(each))
    return {
        "text_hash_before": text_hash(before),
        "text_hash_after": text_hash(after),
        "redline": [_change(each) for each in changed],
    }


def _touched(change: ClauseChange) -> bool:
    return change.change != "unchanged" or change.moved_from is not None or change.renumbered


def _change(change: ClauseChange) -> dict[str, Any]:
    parts = {name: _pieces(getattr(change, name)) for name in ("num", "heading", "text")}
    return {"id": change.id, "change": change.change.value} | parts


def _pieces(pieces: Any) -> list[dict[str, str]]:  # noqa: ANN401 - of a redline
    return [{"op": piece.op.value, "text": piece.text} for piece in pieces]
