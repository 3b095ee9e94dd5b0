"""Commands on amendments over HTTP beside the straight way: drafted again, signed, and other ends."""

from __future__ import annotations

from uuid import UUID

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership

from accord.aggregates.agreement.terms import Change
from accord.aggregates.matters import Matter


def have_signed(p: Partnership) -> None:
    """The agreement comes to ask for signatures on its amendments, and another one is carried."""
    adopt(p)
    terms = {"change": Change(signed=(Matter.AMENDMENT,), material=("purpose",), clause="money")}
    with p.house.record.unit() as unit, unit.command():
        p.amendment = str(unit.record.outside.new_id())
        commands = p.house.desk(unit, p.secretary.principal)
        commands.draft_amendment(_id(p), agreement=_id(p, p.agreement), title="Sign", terms=terms)
    carry(p)
    adopt(p)
    p.amendment = p.amend({"op": "renumber", "clause": "money", "num": "2a"}, title="Number")
    carry(p)


def _id(p: Partnership, text: str = "") -> UUID:
    return UUID(text or p.amendment)


def adopt(p: Partnership, **more: object) -> None:
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", match=p.read(own), **more)


def carry(p: Partnership) -> None:
    own = f"/amendments/{p.amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "against")


def open_it(p: Partnership) -> None:
    have_signed(p)
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/signature-opening", deadline="2026-06-01", match=p.read(own))


def signature(p: Partnership, party: str = "city") -> Facts:
    found = p.read(f"/amendments/{p.amendment}").json
    hash_ = found["modifications_hash"]
    return {"party": p.party[party], "modifications_hash": hash_, "capacity": "Mayor"}


def over(p: Partnership) -> None:
    """The time for signing has passed."""
    open_it(p)
    p.hands.turn(days=30)


def fell(p: Partnership) -> None:
    """An amendment is adopted, and the result falls on which it rests."""
    p.amendment = p.amend()
    carry(p)
    adopt(p)
    upheld(p)


def upheld(p: Partnership) -> None:
    """The chair upholds a challenge to the result on which the amendment rests."""
    p.decision = p.read(f"/amendments/{p.amendment}").json["decision"]
    seat = "seat-city"
    challenge = {"seat": seat, "statement": "We were not heard."}
    p.people[seat].done(f"{p.motion}/challenges", challenge)
    ruling = {"number": 1, "ruling": "upheld"}
    p.secretary.done(f"{p.motion}/challenge-rulings", ruling, match=p.read(p.motion))


CASES = {
    "/v1/amendments/<uuid:id>/annulment": Case(
        "governed",
        lambda _: {"ab_initio": True, "reason": "The club was not heard."},
        ("amendment.annulled/1", "agreement.amendment_annulled/1", "impact.settled/1"),
        Refusal(422, "who annuls an amendment says why", {"reason": None}),
        prepare=fell,
    ),
    "/v1/amendments/<uuid:id>/rebases": Case(
        "amendment drafted",
        lambda _: {"modifications": [{"op": "move", "clause": "money", "first": True}]},
        ("amendment.rebased/1", "amendment.move_drafted/1"),
        Refusal(
            422,
            "clause gold cannot be renumbered",
            {"modifications": [{"op": "renumber", "clause": "gold", "num": "9"}]},
        ),
    ),
    "/v1/amendments/<uuid:id>/signature-opening": Case(
        "amendment carried",
        lambda _: {"effective_from": "2026-06-01"},
        ("amendment.opened_for_signature/1",),
        Refusal(409, "does not have the parties sign", prepared=False, stage="amendment carried"),
        prepare=have_signed,
    ),
    "/v1/amendments/<uuid:id>/signatures": Case(
        "amendment carried",
        signature,
        ("amendment.signed/1",),
        Refusal(422, "not that of the carried amendment", {"modifications_hash": "0" * 64}),
        who="mayor",
        prepare=open_it,
    ),
    "/v1/amendments/<uuid:id>/signature-refusals": Case(
        "amendment carried",
        lambda p: {"party": p.party["city"]},
        ("amendment.signature_declined/1", "amendment.lapsed/1"),
        Refusal(409, "is not open for signature", stage="amendment carried"),
        who="mayor",
        prepare=open_it,
    ),
    "/v1/amendments/<uuid:id>/withdrawal": Case(
        "amendment drafted",
        lambda _: {"reason": "We think again."},
        ("amendment.withdrawn/1",),
        Refusal(409, "is withdrawn before the vote opens", stage="amendment carried"),
    ),
    "/v1/amendments/<uuid:id>/lapse": Case(
        "amendment carried",
        lambda _: {"reason": "One signature is missing."},
        ("amendment.lapsed/1",),
        Refusal(409, "it can still be adopted or withdrawn", stage="amendment carried"),
        prepare=over,
    ),
}

MATCHED = {
    f"/v1/amendments/<uuid:id>/{act}"
    for act in (
        *("rebases", "signature-opening", "signature-refusals", "withdrawal", "lapse"),
        "annulment",
    )
}
"""Those that rest on what the caller saw, and need If-Match."""
