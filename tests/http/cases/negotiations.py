"""Commands over HTTP on a draft that is negotiated, and on who signs, ratifies and accedes."""

from __future__ import annotations

from uuid import UUID

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import SIGNATORIES, Partnership

from accord.aggregates.agreement.terms import Accession, EntryIntoForce
from accord.application import Accord

AGREED = "/v1/agreements/<uuid:id>"
REQUEST = {"clauses": ["money"], "request": "By wealth, not equally."}
JOINING = {"post": "rower", "title": "Rower", "capacity": "Rower"}


def share(p: Partnership) -> None:
    p.secretary.done(f"{p.path}/sharings", recipients=list(p.party.values()), match=p.read(p.path))


def ask(p: Partnership) -> None:
    share(p)
    p.secretary.done(f"{p.path}/change-requests", party=p.party["trust"], **REQUEST)


def assented(p: Partnership) -> None:
    share(p)
    asked = {"party": p.party["city"], "matter": "adoption"}
    p.people["mayor"].done(f"{p.path}/assents", **asked, match=p.read(p.path))


def revise(p: Partnership, **provisions: object) -> None:
    """Let the draft say provisions, as the register's office does."""
    with p.house.record.unit() as unit, unit.command():
        Accord(unit, p.secretary.principal).revise_text(UUID(p.agreement), **provisions)


def signed(p: Partnership) -> None:
    """The draft asks for ratification; it is adopted, opened, and signed by the city."""
    revise(p, entry_into_force=EntryIntoForce(ratification=True))
    p.stage = "filled"
    p.reach("open for signature")
    assert p.sign("mayor").status_code == 201


def others_may_join(p: Partnership) -> None:
    """A partnership in force that others can join, and each party wants the rowers to."""
    revise(p, accession=Accession(open=True))
    p.stage = "filled"
    p.reach("in force")
    facts = {"kind": "citizens_group", "name": "Rowers"}
    p.party["rowers"] = p.secretary.done("/parties", facts).json["id"]
    p.people["rower"] = p.person(party="rowers")
    for post, party in SIGNATORIES.items():
        asked = {"party": p.party[party], "matter": "accession", "about": p.party["rowers"]}
        p.people[post].done(f"{p.path}/assents", **asked, match=p.read(p.path))


def accession(p: Partnership) -> Facts:
    hash_ = p.read(f"{p.path}/text").json["text_hash"]
    return {"party": p.party["rowers"], "text_hash": hash_, **JOINING}


def _city(p: Partnership) -> Facts:
    return {"party": p.party["city"]}


CASES = {
    f"{AGREED}/sharings": Case(
        "drafted",
        lambda p: {"recipients": [p.party["trust"]]},
        ("agreement.draft_shared/1",),
        Refusal(403, "the draft does not name it", {"recipients": [str(UUID(int=7))]}),
    ),
    f"{AGREED}/change-requests": Case(
        "drafted",
        lambda p: {"party": p.party["trust"], **REQUEST},
        ("agreement.change_requested/1",),
        Refusal(422, "the draft has no clause fish", {"clauses": ["fish"]}),
        prepare=share,
    ),
    f"{AGREED}/change-answers": Case(
        "drafted",
        lambda _: {"number": 1, "answer": "declined"},
        ("agreement.change_answered/1",),
        Refusal(404, "no change number 2 was requested", {"number": 2}),
        prepare=ask,
    ),
    f"{AGREED}/negotiation-departures": Case(
        "drafted",
        lambda p: {"party": p.party["club"]},
        ("agreement.negotiation_left/1", *["agreement.provision_struck/1"] * 2),
        Refusal(409, "must be draft or shared on 2026-05-04", stage="adopted"),
        prepare=share,
    ),
    f"{AGREED}/abandonment": Case(
        "adopted",
        lambda _: {"reason": "The river was moved."},
        ("agreement.abandoned/1",),
        Refusal(422, "say why the agreement is abandoned", {"reason": None}),
    ),
    f"{AGREED}/assents": Case(
        "filled",
        lambda p: _city(p) | {"matter": "adoption"},
        ("agreement.assent_given/1",),
        Refusal(422, "it knows no assent of parties", {"matter": "general"}),
        who="mayor",
        prepare=share,
    ),
    f"{AGREED}/assent-withdrawals": Case(
        "filled",
        lambda p: _city(p) | {"matter": "adoption"},
        ("agreement.assent_withdrawn/1",),
        Refusal(409, "must be adopted or open for signature", {"matter": "entry_into_force"}),
        who="mayor",
        prepare=assented,
    ),
    f"{AGREED}/refusals-to-sign": Case(
        "open for signature",
        lambda p: _city(p) | {"reason": "The council wants to read it again."},
        ("agreement.signature_declined/1",),
        Refusal(422, "say why the party declines", {"reason": None}),
        who="mayor",
    ),
    f"{AGREED}/signature-withdrawals": Case(
        "open for signature",
        _city,
        ("agreement.signature_withdrawn/1",),
        Refusal(409, "has not signed", prepared=False),
        who="mayor",
        prepare=lambda p: p.sign("mayor"),
    ),
    f"{AGREED}/signing-extensions": Case(
        "open for signature",
        lambda _: {"deadline": "2026-07-01"},
        ("agreement.signing_extended/1",),
        Refusal(422, "the time for signing ends on 2026-06-01", {"deadline": "2026-05-31"}),
    ),
    f"{AGREED}/ratifications": Case(
        "filled",
        lambda p: _city(p) | {"instrument": "a" * 64},
        ("agreement.ratification_deposited/1",),
        Refusal(422, "asks for no ratification", stage="open for signature"),
        who="mayor",
        prepare=signed,
    ),
    f"{AGREED}/accessions": Case(
        "filled",
        accession,
        ("agreement.party_acceded/1",),
        Refusal(422, "not that of the adopted text", {"text_hash": "0" * 64}),
        who="rower",
        prepare=others_may_join,
    ),
}

MATCHED = {
    f"{AGREED}/{fact}"
    for fact in (
        "sharings",
        "change-answers",
        "negotiation-departures",
        "abandonment",
        "assents",
        "assent-withdrawals",
        "signature-withdrawals",
        "signing-extensions",
        "accessions",
    )
}
"""Those that rest on what the caller saw, and need If-Match."""
