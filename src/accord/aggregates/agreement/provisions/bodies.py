"""Bodies of a draft: each has seats, rules that can count them, and procedures that lead to it."""

from __future__ import annotations

from collections.abc import Sequence

from accord import canonical
from accord.aggregates.agreement.provisions.words import (
    KEY,
    Contradiction,
    entries,
    key_words,
    unique,
)
from accord.aggregates.agreement.terms import Body, Provision, Terms
from accord.errors import Refused
from accord.rules import Counted, Position, Rule, evaluate

MOST_EXPLAINED = 30_000
"""Bytes of an explanation when all are absent; sums and margins may make it longer."""


def check_bodies(terms: Terms) -> None:
    """Refuse the first body that could not decide."""
    for index, body in enumerate(terms.bodies):
        check_body(terms, body, f"bodies/{index}")


def check_body(terms: Terms, body: Body, field: str) -> None:
    """Refuse a body that could not decide."""
    if not KEY.fullmatch(body.id):
        raise Contradiction(key_words(body.id, "a body"), field=f"{field}/id")
    unique((other.id for other in terms.bodies), "body", "bodies")
    unique((entry.cls for entry in body.rules), "rule for the class", f"{field}/rules")
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
    for index, entry in enumerate(body.rules):
        where = f"{field}/rules/{index}"
        if missing := entry.rule.named_classes - seated:
            raise Contradiction(
                f"rule {entry.rule.id} of body {body.id} counts the class {min(missing)}, "
                "but no seat of the body is of that class",
                field=where,
            )
        try:
            size = _explained(entry.rule, roll)
        except Refused as refusal:
            raise Contradiction(
                f"body {body.id} cannot decide by rule {entry.rule.id}: {refusal.reason}",
                field=where,
            ) from refusal
        if size > MOST_EXPLAINED:
            raise Contradiction(
                f"the reasons of a verdict by rule {entry.rule.id} would not fit into an entry; "
                "let it count fewer classes or conditions",
                field=where,
            )


def check_procedures(terms: Terms) -> None:
    """Refuse a procedure before no body, or by no rule."""
    unique((entry.matter for entry in terms.procedures), "procedure for", "procedures")
    for field, entry in entries(terms, Provision.PROCEDURE):
        body = terms.body(entry.body)
        if body is None or body.rule_for(entry.cls) is None:
            raise Contradiction(
                f"the matter “{entry.matter.words}” is to be decided by body {entry.body} in class {entry.cls}, "
                "but there is no such body, or it has no rule for that class",
                field=field,
            )


def _explained(rule: Rule, roll: Sequence[Counted]) -> int:
    """Return the bytes of the reasons when all are absent; of a choice they depend on its options."""
    if rule.choice is None:
        found = [evaluate(rule, roll, second_call=again).explanation for again in (False, True)]
        return max(len(canonical.encode(explanation.to_data())) for explanation in found)
    for seat in roll:
        seat.measure(rule.choice.measure)
    return 0
