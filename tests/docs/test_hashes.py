"""The page on the hashes: its examples are what accord computes, and what follows from entries alone."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import partnership as p
from tests.docs import by_hand
from tests.examples.provisions import PROVISIONS, full_terms
from tests.story import an_act, recorded, standing

from accord.aggregates import amendment as am
from accord.aggregates.agreement import Agreement, revise_text
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement import terms as t
from accord.aggregates.decision.events import RollSeat
from accord.aggregates.decision.voting import roll_hash
from accord.aggregates.matters import Matter
from accord.events import Disclosed, Event
from accord.rules import Measure, Rule
from accord.store.entry import encode
from accord.text import (
    Clause,
    Incorporated,
    Insert,
    Move,
    Renumber,
    Repeal,
    Substitute,
    modifications_hash,
    text_hash,
    text_on,
)

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "hashes.md").read_text("utf-8")


def example(of: str) -> tuple[str, str]:
    """The bytes and the digest that the section of the page on a hash shows."""
    found = re.search(
        rf"^## `{of}`\n(?:(?!^## ).*\n)*?```json\n(.*)\n```\n\nSHA-256: `([0-9a-f]{{64}})`",
        PAGE,
        re.MULTILINE,
    )
    assert found, f"{of} has no example"
    return found[1], found[2]


# --- The examples, as the code has them and as they are written by hand ----------------------

CITY, TRUST = "0a9ee000-0000-7000-8000-000000000001", "0a9ee000-0000-7000-8000-000000000002"
ADA = "0a9ee000-0000-7000-8000-000000000010"
CLAUSES = (
    Clause(id="purpose", num="1", heading="Purpose", text="We care for the Jokikylä river.\n"),
    Clause(id="costs", text="Costs are shared.\n"),
)
TERMS = t.Terms(
    title="River care",
    zone="Europe/Helsinki",
    parties=(
        t.PartyTerms(party=p.CITY, cls="funder", measures=(Measure("weight", Decimal("2.50")),)),
        t.PartyTerms(party=p.TRUST),
    ),
    clauses=CLAUSES,
    bodies=(
        t.Body(
            id="board",
            name="River board",
            seats=(
                t.Seat(post="city-1", title="Member", party=p.CITY, cls="funder"),
                t.Seat(post="guest", title="Guest"),
            ),
            rules=(t.ClassRule(cls="ordinary", rule=p.MAJORITY),),
            chair="city-1",
        ),
    ),
    signatories=(t.Signatory(party=p.CITY, post="city-1"),),
    procedures=(t.Procedure(matter=Matter.AMENDMENT, body="board", cls="ordinary"),),
    term=t.Term(starts_on=date(2026, 4, 1)),
)
ROLL = (
    RollSeat(
        seat="city-1",
        party=p.CITY,
        holder=p.ADA,
        cls="funder",
        measures=(Measure("weight", Decimal("2.50")),),
    ),
    RollSeat(seat="guest"),
)
CHANGES = (
    Substitute(Clause(id="costs", num="2", text="The city pays.\n")),
    Insert(Clause(id="end", text="This ends in 2029.\n"), after="costs"),
    Repeal("purpose"),
)
RULE = {
    "id": "majority",
    "version": 1,
    "name": "Simple majority of the votes cast",
    "tie": "lost",
    "pass": {
        "test": "share",
        "of": ["for"],
        "base": "cast",
        "op": ">",
        "at": "1/2",
        "measure": "count",
    },
}
WEIGHT = [{"name": "weight", "value": "2.50"}]
EXAMPLES: dict[str, tuple[str, Any]] = {
    "text_hash": (
        text_hash(CLAUSES),
        {
            "v": "accord-text/1",
            "clauses": [
                {
                    "id": "purpose",
                    "num": "1",
                    "heading": "Purpose",
                    "text": "We care for the Jokikylä river.\n",
                },
                {"id": "costs", "num": "", "heading": "", "text": "Costs are shared.\n"},
            ],
        },
    ),
    "terms_hash": (
        TERMS.hash(),
        {
            "v": "accord-terms/1",
            "title": "River care",
            "zone": "Europe/Helsinki",
            "parties": [{"party": CITY, "cls": "funder", "measures": WEIGHT}, {"party": TRUST}],
            "bodies": [
                {
                    "id": "board",
                    "name": "River board",
                    "seats": [
                        {"post": "city-1", "title": "Member", "party": CITY, "cls": "funder"},
                        {"post": "guest", "title": "Guest"},
                    ],
                    "rules": [{"cls": "ordinary", "rule": RULE}],
                    "chair": "city-1",
                }
            ],
            "signatories": [{"party": CITY, "post": "city-1"}],
            "procedures": [{"matter": "amendment", "body": "board", "cls": "ordinary"}],
            "term": {"starts_on": "2026-04-01"},
        },
    ),
    "rule_hash": (p.MAJORITY.hash, RULE),
    "roll_hash": (
        roll_hash(ROLL),
        [
            {"seat": "city-1", "party": CITY, "holder": ADA, "cls": "funder", "measures": WEIGHT},
            {"seat": "guest"},
        ],
    ),
    "modifications_hash": (
        modifications_hash(CHANGES),
        [
            {
                "op": "substitute",
                "id": "costs",
                "num": "2",
                "heading": "",
                "text": "The city pays.\n",
            },
            {
                "op": "insert",
                "id": "end",
                "num": "",
                "heading": "",
                "text": "This ends in 2029.\n",
                "after": "costs",
            },
            {"op": "repeal", "id": "purpose"},
        ],
    ),
}


@pytest.mark.parametrize("of", EXAMPLES)
def test_the_example_of_a_hash_is_what_accord_computes(of):
    text, digest = example(of)
    computed, value = EXAMPLES[of]

    assert hashlib.sha256(text.encode()).hexdigest() == digest
    assert computed == by_hand.sha256(value) == digest
    assert json.loads(text) == value
    assert f"these {len(text.encode())} bytes" in PAGE


@pytest.mark.parametrize("of", EXAMPLES)
def test_a_hash_stands_in_the_entries_that_the_page_names(of):
    (row,) = re.findall(rf"^\| `{of}` \| (.*?) \|", PAGE, re.MULTILINE)
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "events.md").read_text("utf-8")
    sections = re.findall(r"^### `(\S+)`\n((?:(?!^##).*\n)*)", reference, re.MULTILINE)

    named = {type_ for type_, told in sections if f"\n| `{of}` |" in told}
    assert set(re.findall(r"`(\S+)`", row)) == named


def test_a_term_that_is_not_set_is_an_empty_object():
    bare = t.Terms(title="Bare")

    assert bare.hash() == by_hand.sha256({"v": "accord-terms/1", "title": "Bare", "term": {}})


# --- The hashes that stand in entries, from the entries alone --------------------------------


def entries(*history: Event | Iterable[Any]) -> list[dict[str, Any]]:
    return [json.loads(encode(entry)) for entry in recorded(p.AGREEMENT, history)]


def test_the_page_says_what_each_entry_of_drafting_does():
    section = PAGE[PAGE.index("## The draft") : PAGE.index("## `text_hash`")]

    assert set(re.findall(r"`agreement\.(\w+)/1`", section)) - {"text_adopted"} == set(by_hand.DOES)
    assert dict(a.BLOCKS.items()) == by_hand.PLACES
    assert set(by_hand.ALONE) == set(t.SINGLE)


def test_the_page_says_where_each_further_provision_stands():
    section = PAGE[PAGE.index("### Further provisions") : PAGE.index("## `text_hash`")]
    own = ("party", "clause", "body", "post", "signatory", "procedure")

    listed = dict(re.findall(r"^\| `(\w+)` \| `(\w+)`, by its `\w+` \|", section, re.MULTILINE))
    keys = dict(re.findall(r"^\| `(\w+)` \| `\w+`, by its `(\w+)` \|", section, re.MULTILINE))
    wanted = {kind: place for kind, place in by_hand.PLACES.items() if kind not in own}
    assert {kind: (listed[kind], keys[kind]) for kind in listed} == wanted
    alone = re.findall(r"^\| `(\w+)` \| `(\w+)`, alone \|", section, re.MULTILINE)
    assert alone == [(kind, kind) for kind in by_hand.ALONE]


@pytest.mark.parametrize("name", PROVISIONS)
def test_the_page_says_the_fields_and_defaults_of_each_further_provision(name):
    row = re.search(rf"^\| `{name}` \| .*? \| (.*) \|$", PAGE, re.MULTILINE)
    assert row, name

    said = re.findall(r"`(\w+)`(?: \(([^)]*)\))?", row[1])
    assert said == [(f.name, default_of(f)) for f in fields(PROVISIONS[name])]


def default_of(field: Any) -> str:
    """How the page writes the default of a field; nothing where it is always there."""
    if field.default is MISSING:
        return ""
    if isinstance(field.default, int) and not isinstance(field.default, bool):
        return str(field.default)
    return {None: "not there if none", (): "none", "": "empty", False: "false"}[field.default]


def revised(first: t.Terms, *later: t.Terms) -> list[Any]:
    history: list[Any] = [p.drafted(first)]
    for terms in later:
        history.append(revise_text(standing(Agreement, *history), an_act(), terms=terms))
    return history


MONEY_FIRST = replace(p.TERMS, clauses=(p.MONEY, replace(p.PURPOSE, num=""), p.MEMBERS))
SMALLER_BOARD = replace(p.BOARD, seats=p.BOARD.seats[:3], rules=p.BOARD.rules[1:])
DRAFTS = {
    "one draft": revised(p.TERMS),
    "in UTC, without a term": revised(replace(p.TERMS, zone="UTC", term=t.Term())),
    "other clauses in another order": revised(p.TERMS, MONEY_FIRST),
    "a body without some of its seats and rules": revised(
        p.TERMS, replace(p.TERMS, bodies=(SMALLER_BOARD,), procedures=p.TERMS.procedures[:0])
    ),
    "a provision of every kind": revised(full_terms()),
    "provisions of every kind, and all struck": revised(full_terms(), p.TERMS),
    "what stands once, said anew": revised(
        full_terms(),
        replace(full_terms(), ending=t.Ending(), accession=t.Accession(), renewal=None),
    ),
    "provisions struck, and put in again": revised(
        p.TERMS,
        replace(p.TERMS, title="Weir care", clauses=(p.MONEY,), signatories=()),
        replace(p.TERMS, term=t.Term(ends_on=p.ENDS), clauses=(p.PURPOSE, p.MONEY)),
    ),
}


@pytest.mark.parametrize("history", DRAFTS.values(), ids=list(DRAFTS))
def test_text_and_terms_are_hashed_from_the_entries_alone(history):
    terms = standing(Agreement, *history).terms

    assert by_hand.hashes_of(by_hand.draft_of(entries(*history))) == (
        text_hash(terms.clauses),
        terms.hash(),
    )


def test_the_roll_and_the_rule_are_hashed_from_the_entries_alone():
    roll = (*p.VACANCY, *(replace(ROLL[0], seat=f"more-{n}") for n in range(3)))
    first, second = (p.d.RollSeatsFrozen(seats=part) for part in (roll[:3], roll[3:]))
    *pieces, opened = entries(first, second, p.frozen(roll, p.CHAIRED)[1])

    seats = [seat for entry in pieces for seat in entry["data"]["seats"]]
    assert by_hand.sha256(seats) == opened["data"]["roll_hash"]
    assert by_hand.sha256(opened["data"]["rule"]) == opened["data"]["rule_hash"]


def test_modifications_are_hashed_from_the_entries_alone():
    why = Disclosed("The club has left.")
    drafted = entries(
        am.SubstitutionDrafted(clause="costs", num="2", text="The city pays.\n", reason=why),
        am.InsertionDrafted(clause="end", text="This ends in 2029.\n", after="costs"),
        am.RepealDrafted(clause="purpose"),
    )

    assert "_sd" in drafted[0]["data"]
    assert by_hand.sha256(by_hand.modifications(drafted)) == modifications_hash(CHANGES)


def test_provisions_follow_the_text_and_what_was_drafted_before_the_last_time_does_not_count():
    minor = t.Procedure(matter=Matter.MINOR_AMENDMENT, body="board", cls="ordinary")
    history = (
        am.RepealDrafted(clause="purpose"),
        am.ProvisionStrikeDrafted(provision=t.Provision.TERM),
        am.AmendmentRebased(base=2),
        am.ProvisionDrafted(procedure=minor),
        am.ProvisionStrikeDrafted(provision=t.Provision.TERM),
        am.RenumberingDrafted(clause="money", heading=""),
        am.MoveDrafted(clause="money", first=True),
    )
    found = by_hand.modifications(entries(*history))

    assert [each["op"] for each in found] == ["renumber", "move", "provide", "strike"]
    assert by_hand.sha256(found) == standing(am.Amendment, *history).hash


# --- The text on a day -----------------------------------------------------------------------


TIMELINE = [
    Incorporated(date(2026, 9, 1), 1, (Substitute(replace(p.MONEY, text="From September.\n")),)),
    Incorporated(date(2026, 7, 1), 2, (Insert(Clause(id="new", text="New.\n"), before="money"),)),
    Incorporated(date(2026, 9, 1), 3, (Substitute(replace(p.MONEY, text="Adopted last.\n")),)),
    Incorporated(date(2026, 9, 1), 4, (Insert(Clause(id="end", text="End.\n")), Repeal("new"))),
    Incorporated(date(2026, 10, 1), 5, (Move("end", first=True), Renumber("money", num="9"))),
    Incorporated(date(2026, 10, 1), 6, (Move("purpose", after="money"), Move("end"))),
    Incorporated(date(2026, 10, 1), 7, (Move("end", before="members"), Renumber("end", None, "E"))),
]


@pytest.mark.parametrize(
    "day", ["2026-06-30", "2026-07-01", "2026-08-31", "2026-09-01", "2026-10-01"]
)
def test_the_text_on_a_day_is_folded_as_the_page_says(day):
    incorporated = [
        (each.effective_from.isoformat(), each.seq, [c.to_data() for c in each.modifications])
        for each in reversed(TIMELINE)
    ]
    clauses = [each.to_data() for each in p.TERMS.clauses]

    found = text_on(p.TERMS.clauses, TIMELINE, date.fromisoformat(day))
    assert by_hand.text_on(clauses, incorporated, day) == [each.to_data() for each in found]


def test_a_rule_without_a_measure_is_hashed_with_it():
    assert Rule.from_data(
        {"id": "majority", "name": RULE["name"], "pass": p.CAST}
    ).hash == by_hand.sha256(RULE)
