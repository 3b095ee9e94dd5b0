"""Commands on the objections to a motion, over HTTP."""

from __future__ import annotations

from tests.http.cases.common import Case, Refusal
from tests.http.cases.discussions import agreed
from tests.http.stages import Partnership

from accord.aggregates.agreement.events import RuleDrafted
from accord.rules import Rule

CONSENT = Rule.from_data(
    {
        "id": "consent",
        "name": "Consent: no sustained objection",
        "pass": {"test": "number", "of": ["against"], "op": "==", "n": "0"},
        "silence": "for",
        "objections": "sustained",
    }
)
OBJECTION = {"seat": "seat-trust", "statement": "The weir feeds our mill."}
NUMBER = {"number": 1}


def tabled(p: Partnership) -> None:
    """A motion before a body that decides it by consent."""
    rule = RuleDrafted(body="board", cls="consent", rule=CONSENT, rule_hash=CONSENT.hash)
    agreed(p, rule)
    p.decision = p.table(**{"class": "consent"})


def raised(p: Partnership) -> None:
    tabled(p)
    p.people["seat-trust"].done(f"{p.motion}/objections", OBJECTION)


def admitted(p: Partnership) -> None:
    raised(p)
    facts = {**NUMBER, "ruling": "admitted"}
    p.secretary.done(f"{p.motion}/objection-rulings", facts, match=p.read(p.motion))


CASES = {
    "/v1/decisions/<uuid:id>/objections": Case(
        "in force",
        lambda _: {**OBJECTION},
        ("decision.objection_raised/1",),
        Refusal(403, "only the holder of seat seat-club can object", {"seat": "seat-club"}),
        who="seat-trust",
        prepare=tabled,
    ),
    "/v1/decisions/<uuid:id>/objection-rulings": Case(
        "in force",
        lambda _: {**NUMBER, "ruling": "admitted"},
        ("decision.objection_ruled/1",),
        Refusal(422, "for which reason the objection is ruled out", {"ruling": "ruled_out"}),
        prepare=raised,
    ),
    "/v1/decisions/<uuid:id>/objection-withdrawals": Case(
        "in force",
        lambda _: {**NUMBER},
        ("decision.objection_withdrawn/1",),
        Refusal(404, "there is no objection 2 to this motion; there are: 1", {"number": 2}),
        who="seat-trust",
        prepare=raised,
    ),
    "/v1/decisions/<uuid:id>/objection-outcomes": Case(
        "in force",
        lambda _: {**NUMBER, "outcome": "sustained"},
        ("decision.objection_settled/1",),
        Refusal(422, "by the amendment that meets it; name it", {"outcome": "integrated"}),
        prepare=admitted,
    ),
}
MATCHED = {
    "/v1/decisions/<uuid:id>/objection-rulings",
    "/v1/decisions/<uuid:id>/objection-outcomes",
}
"""Those that rest on what the caller saw, and need If-Match."""
