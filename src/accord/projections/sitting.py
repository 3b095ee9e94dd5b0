"""Who sits on a day in posts in which the terms of that day would let nobody be appointed as they are?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec

from accord.aggregates.agreement.terms import Incompatibility, Tenure
from accord.aggregates.role import Assignment, longest_until, run_of_terms
from accord.projections.roles import covers
from accord.projections.views import Document

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def incompatible(terms: Document, held: list[Document], day: str) -> Iterator[Document]:
    """Return which persons are on a day in more than one of posts that exclude each other."""
    found = {role["post"]: set(_persons(role, day)) for role in held}
    for said in terms.get("incompatibilities") or []:
        limit = msgspec.convert(said, Incompatibility)
        for person in sorted(set().union(*(found.get(post, ()) for post in limit.posts))):
            posts = [post for post in limit.posts if person in found.get(post, ())]
            if len(posts) > 1:
                yield {"limit": limit.key, "person": person, "posts": posts} | _clause(limit.clause)


def _persons(role: Document, day: str) -> Iterator[str]:
    """Who is in a post on a day: holds it or is to accept it, stands ready for it, or acts in it."""
    for entry in role["assignments"]:
        if covers(entry, day) and (entry["accepted"] or "ended_by" not in entry):
            yield entry["holder"]
            yield from (a["person"] for a in entry.get("alternates", ()) if covers(a, day))
    yield from (acting["holder"] for acting in role.get("actings", ()) if covers(acting, day))


def overlong(terms: Document, held: list[Document], day: str) -> Iterator[Document]:
    """Return which holders have on a day a term that is too long, one too many, or out of turn."""
    roles = {role["post"]: role for role in held}
    for said in terms.get("tenures") or []:
        tenure = msgspec.convert(said, Tenure)
        for entry in roles.get(tenure.post, {"assignments": ()})["assignments"]:
            if entry["accepted"] and covers(entry, day):
                exceeds = _exceeds(tenure, roles[tenure.post], entry)
                if exceeds:
                    yield _holder(tenure, entry) | exceeds | _clause(tenure.clause)


def _holder(tenure: Tenure, entry: Document) -> Document:
    named = ("assignment", "holder", "effective_from", "effective_to")
    return {"post": tenure.post} | {name: entry[name] for name in named if name in entry}


def _exceeds(tenure: Tenure, role: Document, entry: Document) -> Document:
    terms = [_term(each) for each in role["assignments"] if each["accepted"]]
    terms = sorted((each for each in terms if not each.span.empty), key=lambda each: each.from_)
    this = next(each for each in terms if each.number == entry["assignment"])
    before = [each for each in terms if each.from_ <= this.from_]
    found: dict[str, Any] = {}
    if (latest := longest_until(tenure, this.from_, this.until)) is not None:
        found["latest"] = latest.isoformat()
    if tenure.terms is not None and (run := len(run_of_terms(tenure, before, this))) > tenure.terms:
        found |= {"terms": run, "may_hold_terms": tenure.terms}
    if tenure.rotation and len(before) > 1 and before[-2].party == this.party:
        found["out_of_turn"] = entry["party"]
    return found


def _term(entry: Document) -> Assignment:
    until = entry.get("effective_to")
    return Assignment(
        number=entry["assignment"],
        holder=UUID(entry["holder"]),
        party=UUID(entry["party"]),
        from_=date.fromisoformat(entry["effective_from"]),
        until=date.fromisoformat(until) if until else None,
        since=_LONG_AGO,
        accepted=True,
    )


def _clause(clause: str) -> Document:
    return {"clause": clause} if clause else {}
