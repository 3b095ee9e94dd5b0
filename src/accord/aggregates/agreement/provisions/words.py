"""What every check of a draft needs: to name what is twice there, or not at all, in the field's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from accord.aggregates.agreement.terms import BLOCKS, SINGLE, Provision, Terms
from accord.errors import Refused

KEY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_SHARE = re.compile(r"1|([1-9][0-9]{0,8})/([1-9][0-9]{0,8})")


class Contradiction(Refused):
    """A provision of the draft cannot stand beside another, or points at nothing; `field` names it."""

    code = "contradiction"


def unique(keys: Iterable[object], what: str, field: str) -> None:
    """Refuse what stands in a list of the draft more than once."""
    once(((f"{field}/{index}", key) for index, key in enumerate(keys)), what)


def once(keys: Iterable[tuple[str, object]], what: str) -> None:
    """Refuse a key that stands in the draft more than once, at the field where it stands again."""
    found = tuple(keys)
    times = Counter(key for _, key in found)
    seen = set()
    for field, key in found:
        if key in seen:
            raise Contradiction(f"{what} {key} stands {times[key]} times in the draft", field=field)
        seen.add(key)


def key_words(key: str, what: str) -> str:
    """Say how a key is written."""
    return f"{key!r} cannot name {what}: 1 to 64 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit"


def entries(terms: Terms, kind: Provision) -> Iterator[tuple[str, Any]]:
    """Return each provision of a kind, with the field where it stands."""
    block, _ = BLOCKS[kind]
    for index, entry in enumerate(getattr(terms, block)):
        yield f"{block}/{index}", entry


def everything(terms: Terms) -> Iterator[tuple[str, Any]]:
    """Return each provision of the draft, with the field where it stands."""
    for kind in BLOCKS:
        yield from entries(terms, kind)
    for kind in SINGLE:
        if (said := getattr(terms, kind)) is not None:
            yield str(kind), said


def posts_exist(terms: Terms, posts: Iterable[str], what: str, field: str) -> None:
    """Refuse a post that the agreement does not constitute, or that is named twice."""
    named = tuple(posts)
    unique(named, "post", field)
    for index, post in enumerate(named):
        post_exists(terms, post, what, f"{field}/{index}")


def post_exists(terms: Terms, post: str, what: str, field: str) -> None:
    """Refuse a post that the agreement does not constitute."""
    if terms.post(post) is None:
        raise Contradiction(
            f"{what} names post {post}, which the agreement does not constitute", field=field
        )


def parties_exist(terms: Terms, parties: Iterable[UUID], what: str, field: str) -> None:
    """Refuse a party that is none of this agreement, or that is named twice."""
    named = tuple(parties)
    unique(named, "party", field)
    for index, party in enumerate(named):
        party_exists(terms, party, what, f"{field}/{index}")


def party_exists(terms: Terms, party: UUID, what: str, field: str) -> None:
    """Refuse a party that is none of this agreement."""
    if terms.party(party) is None:
        raise Contradiction(
            f"{what} names party {party}, which is no party of this agreement", field=field
        )


def clauses_exist(clauses: Collection[str], named: Iterable[str], what: str, field: str) -> None:
    """Refuse a clause that the text does not have, or that is named twice."""
    cited = tuple(named)
    unique(cited, "clause", field)
    for index, clause in enumerate(cited):
        clause_exists(clauses, clause, what, f"{field}/{index}")


def clause_exists(clauses: Collection[str], clause: str, what: str, field: str) -> None:
    """Refuse a clause that the text does not have."""
    if clause not in clauses:
        raise Contradiction(
            f"{what} names clause {clause}, which the text does not have", field=field
        )


def at_least(least: int, said: int | None, what: str, field: str) -> None:
    """Refuse a number that is too small to mean anything."""
    if said is not None and said < least:
        raise Contradiction(f"{what} must be {least} or more, and is {said}", field=field)


def not_before(terms: Terms, day: date | None, what: str, field: str) -> None:
    """Refuse a day that lies before the term begins, where it is said when."""
    starts = terms.term.starts_on
    if day is not None and starts is not None and day < starts:
        raise Contradiction(f"{what} is on {day}, before the term begins on {starts}", field=field)


def fraction(share: str, what: str, field: str) -> Fraction:
    """Return a share as a number; refuse what is no fraction above 0 and up to 1."""
    found = Fraction(share) if _SHARE.fullmatch(share) else Fraction(0)
    if not 0 < found <= 1:
        raise Contradiction(
            f'{what} is a fraction above 0 and up to 1, such as "2/3", and not {share!r}',
            field=field,
        )
    return found


def number(count: int, one: str, many: str = "") -> str:
    """Say how many there are of something."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def laid_down(clause: str) -> str:
    """Say which clause lays a provision down, where one is said to."""
    return f" (clause {clause})" if clause else ""
