"""Commands on an agreement in force over HTTP, from notice to its last day and beyond."""

from __future__ import annotations

from typing import Any

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import STEPS, Partnership

from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.matters import Matter

REPORT = "ab" * 32


def decided(p: Partnership, matter: Matter, **more: Any) -> None:
    """Let the board decide on a matter, which the agreement gives to it."""
    give(p, matter)
    carried(p, matter, **more)


def give(p: Partnership, *matters: Matter) -> None:
    of_the_board = {"body": "board", "class": "ordinary"}
    p.change(procedures=[{"matter": matter, **of_the_board} for matter in matters])


def carried(p: Partnership, matter: Matter, **more: Any) -> None:
    p.decision = p.table(matter=str(matter), **more)
    p.decide(p.decision, "for", "for", "for")


def notice_of(days: int, kind: NoticeKind = NoticeKind.WITHDRAWAL) -> Any:
    def prepare(p: Partnership) -> None:
        p.change(notice_periods=[{"kind": kind, "days": days, "clause": "money"}])

    return prepare


def notice(p: Partnership) -> Facts:
    statement = "We leave the river to others."
    return {"party": p.party["city"], "kind": "withdrawal", "statement": statement}


def noticed(days: int, turned: int = 0) -> Any:
    def prepare(p: Partnership) -> None:
        notice_of(days)(p)
        p.people["mayor"].done(f"{p.path}/notices", notice(p))
        p.hands.turn(days=turned)

    return prepare


def suspended(p: Partnership) -> None:
    give(p, Matter.SUSPENSION, Matter.RESUMPTION)
    carried(p, Matter.SUSPENSION)
    p.secretary.done(f"{p.path}/suspensions", decision=p.decision, match="*")
    carried(p, Matter.RESUMPTION)


def renewable(p: Partnership) -> None:
    renewal = {"kind": "explicit", "months": 1, "clause": "money"}
    p.change(term={"ends_on": "2027-01-31"}, renewal=renewal)
    decided(p, Matter.RENEWAL)


def ended(p: Partnership) -> None:
    carried(p, Matter.TERMINATION)
    p.secretary.done(f"{p.path}/termination", ground="mutual", decision=p.decision, match="*")
    p.hands.turn(days=1)


def closing(p: Partnership) -> None:
    ended(p)
    p.secretary.done(f"{p.path}/close-out", match="*")


def succeeded(p: Partnership) -> None:
    """Let another agreement be in force from the next day, and the board decide that it follows."""
    own = p.agreement, p.roles, p.people
    p.hands.turn(days=1)
    p.roles, p.people = {}, {}
    for step in ("drafted", "filled", "adopted", "open for signature", "in force"):
        STEPS[step](p)
    p.amendment = p.agreement  # where the case finds it
    p.agreement, p.roles, p.people = own
    decided(p, Matter.SUPERSESSION, about=p.amendment)


_OF_A_COURT = {"authority": "instrument:District Court 7/2026", "reason": "No power to enter."}

CASES = {
    "/v1/agreements/<uuid:id>/notices": Case(
        "in force",
        notice,
        ("agreement.notice_given/1",),
        Refusal(
            422,
            "given 90 days before its effect (clause money), and from 2026-05-04 to 2026-08-01 there are "
            "89; 2026-08-02 is the first day that is right",
            {"effective_from": "2026-08-01"},
        ),
        who="mayor",
        prepare=notice_of(90),
    ),
    "/v1/agreements/<uuid:id>/notice-withdrawals": Case(
        "in force",
        lambda _: {"notice": 1},
        ("agreement.notice_withdrawn/1",),
        Refusal(404, "no notice 2 was given", {"notice": 2}),
        who="mayor",
        prepare=noticed(90),
    ),
    "/v1/agreements/<uuid:id>/notice-services": Case(
        "in force",
        lambda p: {"notice": 1, "party": p.party["trust"], "means": "courier"},
        ("agreement.notice_served/1",),
        Refusal(404, "no notice 2 was given", {"notice": 2}),
        prepare=noticed(90),
    ),
    "/v1/agreements/<uuid:id>/notice-acknowledgements": Case(
        "in force",
        lambda p: {"notice": 1, "party": p.party["trust"]},
        ("agreement.notice_acknowledged/1",),
        Refusal(404, "no notice 2 was given", {"notice": 2}),
        who="warden",
        prepare=noticed(90),
    ),
    "/v1/agreements/<uuid:id>/text-acknowledgements": Case(
        "in force",
        lambda p: {"party": p.party["trust"], "text_hash": p.read(p.path).json["text_hash"]},
        ("agreement.text_acknowledged/1",),
        Refusal(422, "the hash is not that of the text of 2026-05-04", {"text_hash": "0" * 64}),
        who="warden",
    ),
    "/v1/agreements/<uuid:id>/withdrawals": Case(
        "in force",
        lambda p: {"party": p.party["city"], "notice": 1},
        ("agreement.party_withdrew/1",),
        Refusal(404, "no notice 2 was given", {"notice": 2}),
        who="mayor",
        prepare=noticed(1, turned=1),
    ),
    "/v1/agreements/<uuid:id>/expulsions": Case(
        "in force",
        lambda p: {"party": p.party["club"], "decision": p.decision},
        ("agreement.party_expelled/1",),
        Refusal(422, "the expulsion of a party needs a decision", {"decision": None}),
        prepare=lambda p: decided(p, Matter.EXPULSION, about=p.party["club"]),
    ),
    "/v1/agreements/<uuid:id>/suspensions": Case(
        "in force",
        lambda p: {"clauses": ["money"], "decision": p.decision},
        ("agreement.suspended/1",),
        Refusal(422, "would end on 2026-05-04", {"effective_to": "2026-05-04"}),
        prepare=lambda p: decided(p, Matter.SUSPENSION),
    ),
    "/v1/agreements/<uuid:id>/resumptions": Case(
        "in force",
        lambda p: {"suspension": 1, "decision": p.decision},
        ("agreement.resumed/1",),
        Refusal(404, "there is no suspension 2", {"suspension": 2}),
        prepare=suspended,
    ),
    "/v1/agreements/<uuid:id>/renewals": Case(
        "in force",
        lambda p: {"decision": p.decision},
        ("agreement.renewed/1",),
        Refusal(
            422,
            "for 1 months (clause money), at most up to but without 2027-02-28",
            {"effective_to": "2027-03-01"},
        ),
        prepare=renewable,
    ),
    "/v1/agreements/<uuid:id>/termination": Case(
        "in force",
        lambda p: {"ground": "mutual", "decision": p.decision},
        ("agreement.terminated/1",),
        Refusal(422, "before today (2026-05-04)", {"effective_from": "2026-05-03"}),
        prepare=lambda p: carried(p, Matter.TERMINATION),
    ),
    "/v1/agreements/<uuid:id>/close-out": Case(
        "in force",
        lambda _: {},
        ("agreement.close_out_started/1",),
        Refusal(409, "must be terminated or expired on 2026-05-04", stage="in force"),
        prepare=ended,
    ),
    "/v1/agreements/<uuid:id>/closure": Case(
        "in force",
        lambda _: {"final_report": REPORT},
        ("agreement.close_out_completed/1",),
        Refusal(409, "must be closing on 2026-05-04, and it is in force", stage="in force"),
        prepare=closing,
    ),
    "/v1/agreements/<uuid:id>/supersession": Case(
        "in force",
        lambda p: {"successor": p.amendment, "decision": p.decision},
        ("agreement.succeeded/1", "agreement.superseded/1"),
        Refusal(422, "a supersession needs a decision", {"decision": None}),
        prepare=succeeded,
    ),
    "/v1/agreements/<uuid:id>/voidance": Case(
        "in force",
        lambda _: {"ab_initio": True, **_OF_A_COURT},
        ("agreement.declared_void/1",),
        Refusal(422, "say why the agreement is void", {"reason": None}),
    ),
}

MATCHED = {
    f"/v1/agreements/<uuid:id>/{fact}"
    for fact in (
        "expulsions",
        "suspensions",
        "resumptions",
        "renewals",
        "termination",
        "close-out",
        "closure",
        "supersession",
        "voidance",
    )
}
"""Those that rest on what the caller saw, and need If-Match."""
