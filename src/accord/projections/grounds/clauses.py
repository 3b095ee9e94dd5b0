"""Who said so: through which acts did each clause come to say what it says?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from accord.errors import NotFound
from accord.projections.agreements import agreements, corrected_words
from accord.projections.amendments import amendments
from accord.projections.annulments import annulment
from accord.projections.ballots import ballots_of
from accord.projections.documents import said
from accord.projections.grounds.acts import acts_of
from accord.projections.grounds.authorities import Chains
from accord.projections.text import adopted_clauses, amendments_until, annulled_on, text_of
from accord.projections.views import Document
from accord.text import Insert, Modification, Move, Repeal, Substitute

MOST_SEATS = 10_000


def provenance(
    conn: sa.Connection, agreement: UUID, day: date, clause: str | None = None
) -> list[Document]:
    """Return for each clause of the text of a day the acts that made it what it is, the first one first.

    Raise `NotFound` where the text of the day has no such clause, saying when it had one.
    """
    steps = _steps(conn, agreement, day)
    standing = [each for each in text_of(conn, agreement, day).clauses if clause in (None, each.id)]
    if clause is not None and not standing:
        later = _steps(conn, agreement, date.max).get(clause, [])
        raise _not_there(clause, day, steps.get(clause, []), later)
    grounds = _Grounds(conn, agreement)
    return [
        {"id": each.id, "num": each.num, "heading": each.heading}
        | {"steps": [grounds.of(each.id, step) for step in steps[each.id]]}
        for each in standing
    ]


_ANNULLED = "annulled"
_Step = tuple[str, str | None, str | None]
"""What was done to a clause, by which amendment (None: the adopted text), from which day on."""


def _steps(conn: sa.Connection, agreement: UUID, day: date) -> dict[str, list[_Step]]:
    steps: dict[str, list[_Step]] = {
        each.id: [("adopted", None, None)] for each in adopted_clauses(conn, agreement)
    }
    for amendment, entry in amendments_until(conn, agreement, day):
        for change in entry.modifications:
            since = entry.effective_from.isoformat()
            step = (type(change).__name__.lower(), str(amendment), since)
            steps.setdefault(_touched(change), []).append(step)
    for amendment, entry in annulled_on(conn, agreement, day):
        until = (entry.until or entry.effective_from).isoformat()
        for clause in dict.fromkeys(map(_touched, entry.modifications)):
            steps.setdefault(clause, []).append((_ANNULLED, str(amendment), until))
    return steps


def _put_right(
    conn: sa.Connection, agreement: UUID
) -> dict[tuple[str, str | None], list[Document]]:
    """Return what errata have put right, by clause and by the amendment that words it (None: the adopted text)."""
    found: dict[tuple[str, str | None], list[Document]] = {}
    for entry in corrected_words(agreements.read(conn, agreement)).values():
        found.setdefault((entry["clause"], entry.get("amendment")), []).append(entry)
    return found


def _touched(change: Modification) -> str:
    return change.clause.id if isinstance(change, Substitute | Insert) else change.id


def _not_there(clause: str, day: date, steps: list[_Step], later: list[_Step]) -> NotFound:
    if steps and all(step[0] == _ANNULLED for step in steps):
        _, amendment, since = steps[-1]
        words = f"clause {clause} is not in the text of {day}: what brought it in was annulled from {since} on"
        return NotFound(words, clause=clause, amendment=amendment)
    repealed = [step for step in steps if step[0] == Repeal.__name__.lower()]
    if repealed:
        _, amendment, since = repealed[-1]
        words = f"clause {clause} is not in the text of {day}: it was repealed from {since} on"
        return NotFound(words, clause=clause, amendment=amendment)
    words = f"the text of {day} has no clause {clause}"
    if inserted := [step for step in later if step[0] != _ANNULLED]:
        _, amendment, since = inserted[0]
        words = f"{words}: it is inserted from {since} on"
        return NotFound(words, clause=clause, amendment=amendment)
    return NotFound(f"{words}, and had none before", clause=clause)


class _Grounds:
    """What each step rests on; an amendment that changes many clauses is looked at once."""

    def __init__(self, conn: sa.Connection, agreement: UUID) -> None:
        self.conn, self.agreement = conn, agreement
        self._known: dict[str | None, Document] = {}
        self._put_right = _put_right(conn, agreement)

    def of(self, clause: str, step: _Step) -> Document:
        op, amendment, effective_from = step
        if op == _ANNULLED and amendment is not None:
            return self._annulled(op, UUID(amendment))
        if amendment not in self._known:
            found = self._adopted() if amendment is None else self._amended(UUID(amendment))
            self._known[amendment] = found
        says = op not in (Repeal.__name__.lower(), Move.__name__.lower())
        errata = self._put_right.get((clause, amendment), []) if says else []
        found = {"op": op} | said(effective_from=effective_from) | self._known[amendment]
        return found | ({"errata": errata} if errata else {})

    def _annulled(self, op: str, id: UUID) -> Document:
        found = annulment(self.conn, id)
        rests = said(authority=found["authority"], decision=found.get("decision"))
        named = {name: found[name] for name in ("amendment", "title", "in_words")}
        return {"op": op, "effective_from": found["annulled_from"]} | named | rests

    def _adopted(self) -> Document:
        acts = acts_of(self.conn, agreements, self.agreement)
        return {"signed": [act for act in acts if act["act"] == "signature"]}

    def _amended(self, id: UUID) -> Document:
        document = amendments.read(self.conn, id)
        acts = acts_of(self.conn, amendments, id)
        found: Document = {"amendment": str(id), "title": document["title"]}
        if (decision := document.get("decision")) is not None:
            found["decided"] = _resolution(self.conn, decision)
        return (
            found
            | {"rests_on": [link for act in acts for link in act["rests_on"]]}
            | {"signed": [act for act in acts if act["act"] == "signature"]}
        )


def _resolution(conn: sa.Connection, id: str) -> Document:
    """Return by which decision, under which rule, with which ballots."""
    found = Chains(conn).decision(id)
    given = ballots_of(conn, UUID(id), found.get("voting", 1), None, MOST_SEATS)
    rule = found.get("rule", {})
    return said(
        decision=id,
        title=found["title"],
        body=found["body"],
        verdict=found.get("verdict"),
        certified_at=found.get("certified_at"),
        in_words=found.get("in_words"),
        rule=said(id=rule.get("id"), version=rule.get("version"), hash=found.get("rule_hash")),
        ballots=list(given),
    )
