"""What a dossier calls by name: parties, posts, bodies, clauses and things, where the record has ids and codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Document = Mapping[str, Any]
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ID = re.compile(_UUID)
# A mandate is named by whose it is, and by nothing else.
_NAMED = re.compile(rf"(?<!mandate:){_UUID}")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z")
# What stands in quotes was written by somebody: it is left as it is.
_SPOKEN = re.compile(
    rf"“[^”]*”|\b([Pp]ost|[Ss]eat|[Bb]ody) ([a-z0-9_.-]*[a-z0-9])|(?<![\w:/-])(?:principal )?({_UUID})"
)
_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_WORDS = {
    "for": "in favour",
    "abstain": "abstaining",
    "own": "cast by the holder",
    "recorded": "recorded for the seat",
    "recuse": "recused",
    "provide": "laid down",
    "strike": "struck out",
    "met": "met in full",
    "partially_met": "met in part",
    "not_voting": "present, not voting",
}
_IN = {
    "clauses": {"clause", "clauses", "surviving"},
    "posts": {"post", "seat", "chair", "accountable", "responsible", "consulted", "informed"},
    "bodies": {"body"},
}
_WRITTEN = {
    "title", "name", "text", "statement", "meaning", "purpose", "method", "reason", "background", "term", "forum",
    "place", "capacity", "instrument", "citation", "class", "unit", "means",
}  # fmt: skip
"""What people wrote, or chose as a name of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How everything is called; `rules` says in sentences what a rule lays down."""

    things: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    rules: Callable[[Document], list[str]] = field(default=lambda _: [])

    def of(self, id: str) -> str:
        """Call a party or a thing by its name; a natural person by the end of the id, as the history does."""
        return self.things.get(id, f"person …{id[-8:]}") if id else ""

    def post(self, code: str) -> str:
        """Call a post by its title."""
        return self.posts.get(code, code)

    def body(self, code: str) -> str:
        """Call a body by its name."""
        return self.bodies.get(code, code)

    def sentence(self, told: str) -> str:
        """Return a sentence of the record with names in the place of codes, but for what it quotes."""
        return _SPOKEN.sub(self._spoken, told)

    def _spoken(self, found: re.Match[str]) -> str:
        if found[0].startswith("“"):
            return found[0]
        if found[1] is None:
            return self.of(found[3])
        known = (self.bodies if found[1].lower() == "body" else self.posts).get(found[2])
        return f"{found[1]} “{known}”" if known else found[0]

    def authority(self, cited: str) -> str:
        """Say what an act cites as its authority."""
        kind, _, what = cited.partition(":")
        if kind == "mandate":
            return "its mandate in the register"
        if kind == "instrument":
            return what
        return f"{kind} {self.things[what]}" if what in self.things else cited

    def value(self, name: str, value: str) -> str:
        """Say a value of the record that stands under a name."""
        for where, under in _IN.items():
            if name in under:
                known: Mapping[str, str] = getattr(self, where)
                return known.get(value, value)
        if name == "authority":
            return self.authority(value)
        if _ID.fullmatch(value):
            return self.of(value)
        return value if name in _WRITTEN else words(value)


def names_of(
    found: Document, things: Mapping[str, str], rules: Callable[[Document], list[str]]
) -> Names:
    """Return how everything in a dossier is called."""
    agreement = found["agreement"]
    seats = [seat for body in agreement.get("bodies", ()) for seat in body.get("seats", ())]
    posts = [*agreement.get("posts", ()), *seats, *found.get("roles", ())]
    known = [*agreement.get("clauses", ()), *found.get("text", {}).get("clauses", ())]
    return Names(
        things=things,
        posts={post["post"]: post["title"] for post in posts},
        bodies={body["id"]: body["name"] for body in agreement.get("bodies", ())},
        clauses={clause["id"]: _clause(clause) for clause in known},
        rules=rules,
    )


def _clause(clause: Document) -> str:
    return " ".join(filter(None, (clause["num"], clause["heading"]))) or clause["id"]


def words(value: str) -> str:
    """Write a word of the record, or an instant, as people do."""
    if found := _INSTANT.fullmatch(value):
        return f"{found[1]} {found[2]} UTC"
    if _CODE.fullmatch(value) and value not in _WORDS:
        return value.replace("_", " ")
    return _WORDS.get(value, value)


def time(from_: str, until: str = "") -> str:
    """Say for which days something holds, by its first day and its last."""
    return " ".join(
        filter(None, (from_ and f"from {from_}", until and f"up to and including {last(until)}"))
    )


def last(until: str) -> str:
    """Return the last day before the day on which something holds no more."""
    return (date.fromisoformat(until) - timedelta(days=1)).isoformat()


def ids(value: object) -> Iterator[str]:
    """Return every id in a document."""
    if isinstance(value, str):
        yield from _NAMED.findall(value)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from ids(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from ids(each)
