"""What no draft may say: provisions that contradict each other or point at nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from accord import canonical
from accord.aggregates.agreement.terms import Body, Terms
from accord.aggregates.zones import is_zone
from accord.errors import Refused
from accord.rules import Counted, Position, evaluate
from accord.text import CLAUSE_ID

KEY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
MIN_PARTIES = 2
MOST_EXPLAINED = 30_000
"""Bytes of an explanation when all are absent; sums and margins may make it longer."""
MAX_CLAUSES = 900
"""All clause ids fit into the one entry that orders them."""


class Contradiction(Refused):
    """A provision of the draft cannot stand beside another, or points at nothing; `field` names it."""

    code = "contradiction"


def check_terms(terms: Terms) -> None:
    """Raise `Contradiction` naming the first provision that cannot stand."""
    if not terms.title.strip():
        raise Contradiction("an agreement needs a title", field="title")
    if not is_zone(terms.zone):
        raise Contradiction(
            f"{terms.zone} is not an IANA time zone, as Europe/London", field="zone"
        )
    _check_parties(terms)
    _check_clauses(terms)
    _check_posts(terms)
    for index, body in enumerate(terms.bodies):
        _check_body(terms, body, f"bodies/{index}")
    _check_signatories(terms)
    _check_procedures(terms)
    _check_term(terms)


def _check_parties(terms: Terms) -> None:
    _unique((str(entry.party) for entry in terms.parties), "party", "parties")
    if len(terms.parties) < MIN_PARTIES:
        raise Contradiction("an agreement needs at least two parties", field="parties")


def _check_clauses(terms: Terms) -> None:
    _unique((clause.id for clause in terms.clauses), "clause", "clauses")
    if len(terms.clauses) > MAX_CLAUSES:
        raise Contradiction(f"an agreement holds at most {MAX_CLAUSES} clauses", field="clauses")
    for clause in terms.clauses:
        if not CLAUSE_ID.fullmatch(clause.id):
            raise Contradiction(_key_words(clause.id, "a clause"), field="clauses")


def _check_posts(terms: Terms) -> None:
    _unique((post.post for post in terms.all_posts()), "post", "posts")
    named = {entry.party for entry in terms.parties}
    for post in terms.all_posts():
        if not KEY.fullmatch(post.post):
            raise Contradiction(_key_words(post.post, "a post"), field="posts")
        if post.party is not None and post.party not in named:
            raise Contradiction(
                f"post {post.post} is kept for party {post.party}, which is no party of this agreement",
                field="posts",
            )


def _check_body(terms: Terms, body: Body, field: str) -> None:
    if not KEY.fullmatch(body.id):
        raise Contradiction(_key_words(body.id, "a body"), field=field)
    _unique((other.id for other in terms.bodies), "body", "bodies")
    _unique((entry.cls for entry in body.rules), "rule for the class", f"{field}/rules")
    if not body.seats:
        raise Contradiction(
            f"body {body.id} has no seats; nobody could decide", field=f"{field}/seats"
        )
    if not body.rules:
        raise Contradiction(f"body {body.id} has no rule to decide by", field=f"{field}/rules")
    _check_rules(body, field)
    if body.chair is not None and terms.post(body.chair) is None:
        raise Contradiction(
            f"body {body.id} is chaired by post {body.chair}, which the agreement does not constitute",
            field=f"{field}/chair",
        )


def _check_rules(body: Body, field: str) -> None:
    """Try each rule on the seats, so that no vote ends in a rule that cannot count them."""
    roll = [Counted(Position.ABSENT, seat.cls, seat.measures, seat.post) for seat in body.seats]
    seated = {seat.cls for seat in body.seats}
    for entry in body.rules:
        where = f"{field}/rules/{entry.cls}"
        if missing := classes_named(entry.rule.to_data()) - seated:
            raise Contradiction(
                f"rule {entry.rule.id} of body {body.id} counts the class {min(missing)}, "
                "but no seat of the body is of that class",
                field=where,
            )
        try:
            tried = evaluate(entry.rule, roll)
        except Refused as refusal:
            raise Contradiction(
                f"body {body.id} cannot decide by rule {entry.rule.id}: {refusal.reason}",
                field=where,
            ) from refusal
        if len(canonical.encode(tried.explanation.to_data())) > MOST_EXPLAINED:
            raise Contradiction(
                f"the reasons of a verdict by rule {entry.rule.id} would not fit into an entry; "
                "let it count fewer classes or conditions",
                field=where,
            )


def classes_named(rule: object) -> set[str]:
    """Return the classes that a rule counts by name; one that no seat has would count nothing."""
    if isinstance(rule, list):
        return {cls for part in rule for cls in classes_named(part)}
    if not isinstance(rule, dict):
        return set()
    here = {str(rule["where"]["cls"])} if "where" in rule else set()
    return here.union(*(classes_named(part) for part in rule.values()))


def _check_signatories(terms: Terms) -> None:
    _unique((str(entry.party) for entry in terms.signatories), "signatory of party", "signatories")
    named = {entry.party for entry in terms.parties}
    for entry in terms.signatories:
        if entry.party not in named:
            raise Contradiction(
                f"{entry.party} signs, but is no party of this agreement", field="signatories"
            )
        post = terms.post(entry.post)
        if post is None:
            raise Contradiction(
                f"post {entry.post} signs, but the agreement does not constitute it",
                field="signatories",
            )
        if post.party not in (None, entry.party):
            raise Contradiction(
                f"post {entry.post} signs for party {entry.party}, but is kept for party {post.party}",
                field="signatories",
            )


def _check_procedures(terms: Terms) -> None:
    _unique((entry.matter for entry in terms.procedures), "procedure for", "procedures")
    for entry in terms.procedures:
        body = terms.body(entry.body)
        if body is None or body.rule_for(entry.cls) is None:
            raise Contradiction(
                f"{entry.matter} is to be decided by body {entry.body} in class {entry.cls}, "
                "but there is no such body, or it has no rule for that class",
                field="procedures",
            )


def _check_term(terms: Terms) -> None:
    starts, ends = terms.term.starts_on, terms.term.ends_on
    if starts and ends and ends <= starts:
        raise Contradiction(
            f"the term ends on {ends}, not after it begins on {starts}", field="term/ends_on"
        )


def _unique(keys: Iterable[str], what: str, field: str) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise Contradiction(f"{what} {key} stands {times} times in the draft", field=field)


def _key_words(key: str, what: str) -> str:
    return f"{key!r} cannot name {what}: 1 to 64 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit"
