"""Parties, posts and signatories of a draft: each is there once, and who signs for whom can sign."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.agreement.provisions.words import (
    KEY,
    Contradiction,
    at_least,
    entries,
    key_words,
    laid_down,
    once,
    post_exists,
    posts_exist,
    unique,
)
from accord.aggregates.agreement.terms import Post, Provision, Seat, Signatory, Tenure, Terms


def check_parties(terms: Terms) -> None:
    """Refuse a draft with a party twice, or with one party where nobody can join it."""
    unique((entry.party for entry in terms.parties), "party", "parties")
    if len(terms.parties) < terms.fewest_parties:
        raise Contradiction(
            "an agreement needs at least two parties, or one and an accession that is open to others",
            field="parties",
        )


def check_posts(terms: Terms) -> None:
    """Refuse a post that is there twice, or kept for nobody."""
    found = tuple(_placed(terms))
    once(((field, post.post) for field, post in found), "post")
    named = {entry.party for entry in terms.parties}
    for field, post in found:
        if not KEY.fullmatch(post.post):
            raise Contradiction(key_words(post.post, "a post"), field=f"{field}/post")
        if post.party is not None and post.party not in named:
            raise Contradiction(
                f"post {post.post} is kept for party {post.party}, which is no party of this agreement",
                field=f"{field}/party",
            )


def _placed(terms: Terms) -> Iterator[tuple[str, Post | Seat]]:
    """Return every post, those with a seat first, with the field where it stands."""
    for field, body in entries(terms, Provision.BODY):
        for index, seat in enumerate(body.seats):
            yield f"{field}/seats/{index}", seat
    yield from entries(terms, Provision.POST)


def check_signatories(terms: Terms) -> None:
    """Refuse a signature by who is no party, or by a post that cannot give it."""
    unique((entry.party for entry in terms.signatories), "signatory of party", "signatories")
    named = {entry.party for entry in terms.parties}
    for field, entry in entries(terms, Provision.SIGNATORY):
        if entry.party not in named:
            raise Contradiction(
                f"party {entry.party} signs, but is no party of this agreement",
                field=f"{field}/party",
            )
        _can_sign(entry, terms.post(entry.post), f"{field}/post")
        _signs_for_one(terms, entry, f"{field}/post")


def _signs_for_one(terms: Terms, entry: Signatory, field: str) -> None:
    """Hold that who holds a post is sent by one party, and can sign for no other."""
    first = next(other.party for other in terms.signatories if other.post == entry.post)
    if first != entry.party:
        raise Contradiction(
            f"post {entry.post} signs for party {first} already, and who holds it signs for one party alone; "
            f"name another post for party {entry.party}",
            field=field,
        )


def check_signed_for(terms: Terms) -> None:
    """Refuse what is to be adopted while nobody signs for a party."""
    for entry in terms.parties:
        if terms.signatory_of(entry.party) is None:
            raise Contradiction(
                f"party {entry.party} has no signatory; name the post whose holder signs for it",
                party=str(entry.party),
            )


def _can_sign(entry: Signatory, post: Post | Seat | None, field: str) -> None:
    if post is None:
        raise Contradiction(
            f"post {entry.post} signs, but the agreement does not constitute it",
            field=field,
        )
    if post.party not in (None, entry.party):
        raise Contradiction(
            f"post {entry.post} signs for party {entry.party}, but is kept for party {post.party}",
            field=field,
        )


def check_tenures(terms: Terms) -> None:
    """Refuse a tenure of no post, of no time, or one that nobody could follow."""
    for field, tenure in entries(terms, Provision.TENURE):
        post_exists(terms, tenure.post, "a tenure", f"{field}/post")
        for name, what in _TENURE.items():
            at_least(1, getattr(tenure, name), f"{what} of post {tenure.post}", f"{field}/{name}")
        _can_rotate(terms, tenure, field)


_TENURE = {
    "months": "the months of a term",
    "terms": "the terms in succession",
    "lapse_after": "the votes missed before a lapse",
}


def _can_rotate(terms: Terms, tenure: Tenure, field: str) -> None:
    post = terms.post(tenure.post)
    if tenure.rotation and post is not None and post.party is not None:
        raise Contradiction(
            f"post {tenure.post} is to rotate between the parties{laid_down(tenure.clause)}, but is "
            f"kept for party {post.party}",
            field=f"{field}/rotation",
        )


def check_incompatibilities(terms: Terms) -> None:
    """Refuse posts that exclude each other and are fewer than two, or not there."""
    for field, entry in entries(terms, Provision.INCOMPATIBILITY):
        posts_exist(terms, entry.posts, f"incompatibility {entry.key}", f"{field}/posts")
        if len(entry.posts) < 2:  # noqa: PLR2004 - one alone excludes none
            raise Contradiction(
                f"incompatibility {entry.key} needs at least two posts that exclude each other",
                field=f"{field}/posts",
            )
