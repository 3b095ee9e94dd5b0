"""Who held which post on a day, as is now known, and who had appointed them?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from accord.aggregates.role import role_id
from accord.errors import NotFound
from accord.projections.grounds.authorities import Chains
from accord.projections.grounds.link import bears, fails
from accord.projections.roles import covers
from accord.projections.telling.words import person
from accord.projections.views import Document


def mandate(chains: Chains, agreement: str, post: str, holder: str, day: str) -> Document:
    """Return what empowers a person in a post on a day: an assignment, an acting or an alternate's mandate."""
    facts = {"post": post, "holder": holder, "day": day}
    role = _role(chains, agreement, post)
    for kind, entry in _mandates(role, day):
        if entry["holder"] == holder:
            since = str(entry.get("assigned_on", entry["effective_from"]))
            then = [chains.of(entry["authority"], since)] if "authority" in entry else []
            times = {name: entry.get(name) for name in ("effective_from", "effective_to")}
            return bears(
                "mandate",
                _HELD[kind].format(post=post),
                role=role["id"],
                then=then,
                **facts,
                **times,
            )
    return fails(
        "no_mandate",
        "mandate",
        f"as is now known, {person(UUID(holder))} had no mandate in post {post} on {day}",
        role=role["id"],
        **facts,
    )


def _role(chains: Chains, agreement: str, post: str) -> Document:
    try:
        return chains.role(str(role_id(UUID(agreement), post)))
    except NotFound:
        return {"id": None}


_HELD = {
    "assignment": "it held post {post}",
    "acting": "it acted in post {post}",
    "alternate": "it stood in for the holder of post {post}",
}


def _mandates(role: Document, day: str) -> Iterator[tuple[str, Document]]:
    """Return the mandates that give power on a day; who is suspended has none."""
    for entry in role.get("assignments", ()):
        if not entry["accepted"] or entry.get("ended_by") == "declined" or not covers(entry, day):
            continue
        suspended = any(covers(span, day) for span in entry.get("suspensions", ()))
        if not suspended:
            yield "assignment", entry
        for alternate in entry.get("alternates", ()):
            if covers(alternate, day):
                yield "alternate", {"holder": alternate["person"]} | alternate
    yield from (("acting", entry) for entry in role.get("actings", ()) if covers(entry, day))
