"""Who answers for what on a day: which posts do the activities of an agreement, and who holds them?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.projections.agreements import agreements
from accord.projections.agreements import derived as on_the_day
from accord.projections.places import beside_a_role
from accord.projections.roles import derived, roles
from accord.projections.views import Document, decoded

_PARTS = ("responsible", "consulted", "informed")
_HELD = ("status", "holder", "holder_party")


def responsibilities(
    conn: sa.Connection,
    agreement: UUID,
    at: datetime,
    *,
    activity: str | None = None,
    post: str | None = None,
) -> list[Document]:
    """Return the activities of the terms, each with its posts and their holders, as of an instant.

    Of one activity, or those in which one post has a part, where these are named.
    """
    document = agreements.read(conn, agreement)
    terms = document | on_the_day(document, at)
    asked = [
        entry
        for entry in terms.get("activities", [])
        if activity in (None, entry["key"]) and (post is None or post in _posts_of(entry))
    ]
    named = {name for entry in asked for name in _posts_of(entry)}
    held, titles = _held(conn, agreement, at, named), _titles(terms)

    def part(name: str) -> Document:
        title = {"title": titles[name]} if name in titles else {}
        return {"post": name, **title, **held.get(name, {"status": "vacant"})}

    return [_shown(entry, part) for entry in asked]


def _shown(entry: Document, part: Any) -> Document:  # noqa: ANN401 - from a post to its holder
    shown: Document = {key: entry[key] for key in ("title", "clause") if key in entry}
    others = {name: [part(post) for post in entry.get(name, [])] for name in _PARTS}
    return {"activity": entry["key"], **shown, "accountable": part(entry["accountable"]), **others}


def _posts_of(entry: Document) -> set[str]:
    return {entry["accountable"], *(post for part in _PARTS for post in entry.get(part, []))}


def _held(
    conn: sa.Connection, agreement: UUID, at: datetime, posts: set[str]
) -> dict[str, Document]:
    columns = roles.table.c
    query = sa.select(columns.document).where(columns.agreement == agreement)
    found = [decoded(row.document) for row in conn.execute(query)]
    beside_a_role(conn, found)
    return {
        role["post"]: {key: value for key, value in derived(role, at).items() if key in _HELD}
        for role in found
        if role["post"] in posts
    }


def _titles(terms: Document) -> dict[str, str]:
    return {entry["post"]: entry["title"] for entry in _posts(terms)}


def _posts(terms: Document) -> Iterator[Document]:
    for body in terms["bodies"]:
        yield from body["seats"]
    yield from terms["posts"]
