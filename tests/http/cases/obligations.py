"""Commands on obligations over HTTP: one is entered, met, not met, waived or moved."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def report(p: Partnership) -> Facts:
    return {
        "agreement": p.agreement,
        "party": p.party["trust"],
        "title": "Report on the weir",
        "due_on": "2026-09-01",
        "kind": "report",
        "clause": "purpose",
    }


def contributing(p: Partnership) -> None:
    """The partnership once more, with a contribution in its terms."""
    grant = {
        "key": "grant",
        "title": "Grant",
        "party": p.party["city"],
        "means": "cash",
        "due_on": ["2026-06-01", "2027-06-01"],
        "amount": "1500.50",
        "unit": "EUR",
    }
    p.agreement = p.secretary.done("/agreements", p.terms(contributions=[grant])).json["id"]
    p.people.clear()
    for stage in ("filled", "adopted", "open for signature", "in force"):
        p.step(stage)


def waiver(p: Partnership) -> None:
    procedure = {"matter": "waiver", "body": "board", "class": "ordinary"}
    p.agreement = p.secretary.done(
        "/agreements", p.terms(procedures=[*p.terms()["procedures"], procedure])
    ).json["id"]
    for stage in ("filled", "adopted", "open for signature", "in force", "obliged"):
        p.step(stage)
    p.decision = p.table(matter="waiver", about=p.obligation)
    p.decide(p.decision, "for", "for", "for")


def overdue(p: Partnership) -> None:
    p.obligation = p.owe(due_on="2026-05-04")
    p.hands.turn(days=1)


CASES = {
    "/v1/obligations": Case(
        "in force",
        report,
        ("obligation.scheduled/1", "schedule.obligation_entered/1"),
        Refusal(422, "has no clause gold", {"clause": "gold"}),
    ),
    "/v1/agreements/<uuid:id>/contribution-schedules": Case(
        "registered",
        lambda _: {"contribution": "grant"},
        ("obligation.scheduled/1", "schedule.obligation_entered/1") * 2,
        Refusal(404, "has no contribution dues", {"contribution": "dues"}),
        prepare=contributing,
    ),
    "/v1/obligations/<uuid:id>/fulfilments": Case(
        "obliged",
        lambda _: {"evidence": [HASH]},
        ("obligation.met/1",),
        Refusal(422, "is shown by evidence", {"evidence": None}),
    ),
    "/v1/obligations/<uuid:id>/part-fulfilments": Case(
        "obliged",
        lambda _: {"statement": "A draft was sent."},
        ("obligation.partially_met/1",),
        Refusal(422, "has no amount", {"amount": "1"}),
    ),
    "/v1/obligations/<uuid:id>/failures": Case(
        "in force",
        lambda _: {"reason": "It was forgotten."},
        ("obligation.not_met/1",),
        Refusal(422, "say why", {"reason": None}),
        prepare=overdue,
    ),
    "/v1/obligations/<uuid:id>/waivers": Case(
        "registered",
        lambda p: {"decision": p.decision},
        ("obligation.waived/1",),
        Refusal(422, "body board decides on waivers", {"decision": None}),
        prepare=waiver,
    ),
    "/v1/obligations/<uuid:id>/due-days": Case(
        "obliged",
        lambda _: {"due_on": "2026-10-01", "authority": "instrument:Letter of 4 May"},
        ("obligation.rescheduled/1",),
        Refusal(422, "cites who agreed", {"authority": None}),
    ),
}


MATCHED = {
    "/v1/obligations/<uuid:id>/failures",
    "/v1/obligations/<uuid:id>/waivers",
    "/v1/obligations/<uuid:id>/due-days",
}
"""Those that rest on what the caller saw, and need If-Match."""
