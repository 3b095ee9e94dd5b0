"""What the demonstration's agreement lays down: the board, its seven seats, and how it decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from accord.aggregates.agreement import (
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Seat,
    Signatory,
    Term,
    Terms,
)
from accord.aggregates.matters import Matter
from accord.demo.cast import ORGANISATIONS, Organisation
from accord.demo.clauses import first_draft
from accord.demo.provisions import provisions
from accord.demo.staging import ZONE
from accord.rules import Measure, Rule
from accord.rules.catalogue import find

TITLE = "Northmere Warm Homes Partnership"

_HALF_PRESENT = {
    "test": "share",
    "of": ["for", "against", "abstain", "not_voting", "invalid"],
    "base": "fixed",
    "op": ">=",
    "at": "1/2",
}


def _in_favour(base: str, op: str, at: str, **more: object) -> dict[str, object]:
    return {"test": "share", "of": ["for"], "base": base, "op": op, "at": at, **more}


_FUNDERS = _in_favour("fixed", ">", "1/2", measure="weight", where={"cls": "funder"})
_EACH_CLASS = {"for_each": "cls", "test": _in_favour("entitled", ">", "1/2")}
_OWN: dict[str, dict[str, object]] = {
    "ordinary": {
        "id": "northmere_ordinary",
        "name": "More than half of the votes cast; the Chair decides a tie",
        "citation": "Clauses 5.1 and 5.4",
        "quorum": _HALF_PRESENT,
        "pass": _in_favour("cast", ">", "1/2"),
        "tie": "casting_vote",
    },
    "budget": {
        "id": "northmere_budget",
        "name": "Two thirds of the votes cast, and a majority of the Funders by weight",
        "citation": "Clauses 5.2 and 5.4",
        "quorum": _HALF_PRESENT,
        "pass": {"all": [_in_favour("cast", ">=", "2/3"), _FUNDERS]},
    },
    "termination": {
        "id": "northmere_termination",
        "name": "Three quarters of all seats, and a majority in each class",
        "citation": "Clause 12.2",
        "pass": {"all": [_in_favour("fixed", ">=", "3/4"), _EACH_CLASS]},
    },
    "election": {
        "id": "northmere_election",
        "name": "Two members of the Grants Panel, by ranked ballots, not both of one sector",
        "citation": "Clause 4.7",
        "choice": {
            "id": "northmere_panel",
            "name": "Single transferable vote for two, one of a sector",
            "kind": "stv",
            "seats": 2,
            "cap": {"n": 1},
            "turnout": {"at": "1/2"},
            "ties": ["prior_rounds", "lot"],
        },
    },
}
_OF_THE_CATALOGUE = {"reserved": "unanimity_strict", "amendment": "three_quarters_of_members"}


def signatory_post(key: str) -> str:
    """Return the post whose holder signs for a party."""
    return f"{key}-signatory"


def terms(parties: Mapping[str, UUID], starts_on: date) -> Terms:
    """Return the first draft, to run for three years."""
    return Terms(
        title=TITLE,
        zone=ZONE,
        parties=tuple(
            PartyTerms(party=parties[o.key], cls=o.cls, measures=_weight(o)) for o in ORGANISATIONS
        ),
        clauses=first_draft(),
        bodies=(_board(parties),),
        posts=(
            Post(post="chair", title="Independent Chair"),
            *(_signs(o, parties) for o in ORGANISATIONS),
        ),
        signatories=tuple(
            Signatory(party=parties[o.key], post=signatory_post(o.key)) for o in ORGANISATIONS
        ),
        procedures=(
            Procedure(matter=Matter.AMENDMENT, body="board", cls="amendment"),
            Procedure(matter=Matter.TERMINATION, body="board", cls="termination"),
        ),
        term=Term(starts_on=starts_on, ends_on=starts_on.replace(year=starts_on.year + 3)),
        **provisions(parties, starts_on),
    )


def _board(parties: Mapping[str, UUID]) -> Body:
    seats = tuple(
        Seat(
            post=o.key,
            title=f"Seat of {o.name}",
            party=parties[o.key],
            cls=o.cls,
            measures=_weight(o),
        )
        for o in ORGANISATIONS
    )
    own = {cls: Rule.from_data(rule) for cls, rule in _OWN.items()}
    named = {cls: find(name, 1).rule for cls, name in _OF_THE_CATALOGUE.items()}
    rules = tuple(ClassRule(cls=cls, rule=rule) for cls, rule in (own | named).items())
    return Body(id="board", name="Partnership Board", seats=seats, rules=rules, chair="chair")


def _signs(organisation: Organisation, parties: Mapping[str, UUID]) -> Post:
    return Post(
        post=signatory_post(organisation.key),
        title=f"Signatory for {organisation.name}",
        party=parties[organisation.key],
    )


def _weight(organisation: Organisation) -> tuple[Measure, ...]:
    return (Measure("weight", Decimal(organisation.weight)),)
