"""A link of a chain of authority: what bears an act, or why nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.projections.documents import said
from accord.projections.views import Document


def bears(kind: str, sentence: str, *, then: Sequence[Document] = (), **facts: object) -> Document:
    """Return a link that holds; `then` is what it rests on itself."""
    return {"rests_on": kind, "sound": True, "sentence": sentence} | said(**facts) | _then(then)


def fails(code: str, kind: str, sentence: str, **facts: object) -> Document:
    """Return a link that does not hold, as is now known, and why."""
    return {"rests_on": kind, "sound": False, "code": code, "sentence": sentence} | said(**facts)


def breaks(links: Sequence[Document]) -> Iterator[Document]:
    """Return the links of a chain, to its end, that do not hold."""
    for link in links:
        if not link["sound"]:
            yield link
        yield from breaks(link.get("then", ()))


def _then(links: Sequence[Document]) -> Document:
    return {"then": list(links)} if links else {}
