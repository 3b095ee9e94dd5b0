"""The terms over HTTP: what is sent comes back as it was sent, is replaced block by block, and is struck."""

from __future__ import annotations

from typing import Any

import pytest

from accord.aggregates.agreement.terms import BLOCKS, SINGLE, Provision, RenewalKind
from accord.http.terms import BlocksIn, provisions

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def full(p: Any) -> dict[str, Any]:
    """Every block that a draft may have beside the usual ones."""
    city, trust = p.party["city"], p.party["trust"]
    return {
        "definitions": [{"term": "the weir", "meaning": "That of 1890.", "clause": "purpose"}],
        "topics": [{"subject": "resources", "clauses": ["money"]}],
        "standing_orders": [{"body": "board", "notice_days": 7, "voting_right_lapses_after": 3}],
        "composition_limits": [{"key": "one", "body": "board", "at_most": 1, "clause": "purpose"}],
        "reserved_matters": [
            {
                "key": "debt",
                "title": "Debt",
                "body": "board",
                "class": "ordinary",
                "parties": [city],
            }
        ],
        "opt_outs": [
            {
                "key": "debts",
                "title": "Borrowing",
                "party": trust,
                "body": "board",
                "classes": ["ordinary"],
                "matters": ["general"],
            }
        ],
        "tenures": [{"post": "chair", "months": 24, "terms": 2, "rotation": True}],
        "incompatibilities": [{"key": "apart", "posts": ["chair", "mayor"]}],
        "activities": [
            {"key": "clean", "title": "Clean", "accountable": "chair", "informed": ["mayor"]}
        ],
        "contributions": [
            {
                "key": "grant",
                "title": "Grant",
                "party": city,
                "means": "cash",
                "due_on": ["2026-06-01"],
                "amount": "1500.50",
                "unit": "EUR",
            }
        ],
        "data_sharing": [{"key": "levels", "purpose": "Floods", "controllers": [city, trust]}],
        "indicators": [{"key": "trout", "title": "Trout", "every_months": 6, "owner": trust}],
        "risks": [{"key": "flood", "title": "A flood", "response": "Sandbags"}],
        "reviews": [{"key": "yearly", "title": "The year", "every_months": 12}],
        "notice_periods": [{"kind": "withdrawal", "days": 90}],
        "dispute_stages": [{"key": "talks", "title": "Talks", "forum": "chairs", "days": 30}],
        "annexes": [{"key": "map", "title": "Map", "sha256": HASH, "media_type": "image/png"}],
        "languages": [{"tag": "en", "authentic": True}],
        "entry_into_force": {"parties": 2, "days_after": 30},
        "term": {"ends_on": "2029-05-01"},
        "renewal": {"kind": "automatic", "months": 12},
        "accession": {"open": True, "class": "friend"},
        "change": {"material": ["money"], "signed": ["amendment"]},
        "ending": {"grounds": ["mutual"], "minimum_parties": 3},
    }


def test_every_block_comes_back_as_it_was_sent(at):
    p = at("registered")
    sent = full(p)

    drafted = p.secretary.done("/agreements", p.terms(**sent))

    assert {name: drafted.json[name] for name in sent} == sent
    shown = p.read(f"/agreements/{drafted.json['id']}")
    assert {name: shown.json[name] for name in sent} == sent


def test_what_was_read_is_no_revision(at):
    p = at("registered")
    sent = full(p)
    drafted = p.secretary.done("/agreements", p.terms(**sent))

    again = p.secretary.post(f"/agreements/{drafted.json['id']}/revisions", sent, match=drafted)

    assert (again.status_code, "nothing to revise" in again.json["detail"]) == (409, True)


def test_a_block_that_is_sent_replaces_that_block_alone(at):
    p = at("registered")
    drafted = p.secretary.done("/agreements", p.terms(**full(p)))
    path = f"/agreements/{drafted.json['id']}/revisions"

    revised = p.secretary.done(path, tenures=[], renewal=None, ending={}, match=drafted)

    assert revised.json["tenures"] == []
    assert "renewal" not in revised.json
    assert revised.json["ending"] == {}
    assert revised.json["activities"] == drafted.json["activities"]


CONTRADICTIONS = {
    "a limit that nobody can meet": (
        {"composition_limits": [{"key": "none", "body": "board", "share": "1/4"}]},
        "/composition_limits/0",
        "limit none lets a party have 0 seats of body board",
    ),
    "a clause that is not there": (
        {"risks": [{"key": "flood", "title": "Flood", "clause": "water"}]},
        "/risks/0/clause",
        "names clause water, which the text does not have",
    ),
    "a renewal without an end": (
        {"renewal": {"kind": "explicit"}},
        "/renewal",
        "a term without an end is not renewed",
    ),
}


@pytest.mark.parametrize("which", CONTRADICTIONS)
def test_a_contradiction_is_refused_at_its_place(at, which):
    sent, pointer, words = CONTRADICTIONS[which]
    p = at("registered")

    answer = p.secretary.post("/agreements", p.terms(**sent))

    assert answer.status_code == 422
    assert answer.json["type"] == "/problems/contradiction"
    assert words in answer.json["detail"]
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


MALFORMED = {
    "a list for one that stands once": ({"ending": []}, "/ending"),
    "null for a list": ({"risks": None}, "/risks"),
    "an amount that is a number": (
        {
            "contributions": [
                {"key": "a", "title": "A", "party": HASH, "means": "cash", "amount": 1}
            ]
        },
        "/contributions/0/amount",
    ),
    "a share that is no fraction": (
        {"composition_limits": [{"key": "a", "body": "board", "share": "50"}]},
        "/composition_limits/0/share",
    ),
    "no months": ({"tenures": [{"post": "chair", "months": 0}]}, "/tenures/0/months"),
    "months in words": ({"tenures": [{"post": "chair", "months": "12"}]}, "/tenures/0/months"),
    "a hash in capitals": (
        {"annexes": [{"key": "a", "title": "A", "sha256": HASH.upper()}]},
        "/annexes/0/sha256",
    ),
    "a field nobody knows": ({"reviews": [{"key": "a", "title": "A", "at": 1}]}, "/reviews/0/at"),
    "a language with a space": ({"languages": [{"tag": "en GB"}]}, "/languages/0/tag"),
}


@pytest.mark.parametrize("which", MALFORMED)
def test_what_cannot_be_read_is_refused_at_its_place(at, which):
    sent, pointer = MALFORMED[which]
    p = at("registered")

    answer = p.secretary.post("/agreements", p.terms(**sent))

    assert answer.status_code == 400
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_there_is_a_way_to_send_every_kind_of_provision():
    sent = set(BlocksIn._declared_fields)

    assert {block for block, _ in BLOCKS.values()} | {*SINGLE, "term"} <= sent


def test_provisions_are_told_apart_by_kind(at):
    p = at("registered")
    body = BlocksIn().load(full(p) | {"renewal": {"kind": "evergreen"}, "ending": None})

    found = provisions(body)

    kinds = [kind for kind, _ in found]
    assert {*SINGLE, Provision.TERM, Provision.RISK, Provision.TENURE} <= set(kinds)
    said = dict(found)
    assert said[Provision.RENEWAL].kind is RenewalKind.EVERGREEN
    assert said[Provision.ENDING] is None
    assert said[Provision.RESERVED_MATTER].cls == "ordinary"


def test_the_time_and_the_stages_of_decisions_come_back_as_they_were_sent(at):
    p = at("filled")
    board = p.board()
    (ordinary,) = board["rules"]
    board["rules"] = [ordinary, ordinary | {"class": "review"}, ordinary | {"class": "debt"}]
    sent = {
        "standing_orders": [
            {
                "body": "board",
                "discussion_most_days": 60,
                "voting_days": 3,
                "voting_most_days": 14,
                "cooling_off_days": 10,
                "expires_after_days": 365,
                "reconsider_within_days": 30,
                "late_quorum_hours": 6,
                "written_procedure": True,
                "meeting_on_demand": True,
                "clause": "money",
            }
        ],
        "reserved_matters": [
            {
                "key": "debt",
                "title": "Debt",
                "body": "board",
                "class": "debt",
                "at_least": 2,
                "days_after": 30,
            }
        ],
        "passages": [
            {
                "key": "both",
                "title": "In two readings",
                "body": "board",
                "class": "ordinary",
                "stages": [
                    {"body": "board", "class": "review", "least_days": 2},
                    {"body": "board", "class": "review", "power": "veto", "most_days": 10},
                ],
                "clause": "money",
            }
        ],
    }
    p.secretary.done(f"{p.path}/revisions", {"bodies": [board], **sent}, match=p.read(p.path))

    read = p.read(p.path).json
    assert {name: read[name] for name in sent} == sent
    again = {"passages": [{**sent["passages"][0], "stages": []}]}
    refused = p.secretary.post(f"{p.path}/revisions", again, match=p.read(p.path))
    assert refused.status_code == 400
    again["passages"][0]["stages"] = [{"body": "board", "class": "ordinary"}]
    refused = p.secretary.post(f"{p.path}/revisions", again, match=p.read(p.path))
    assert (refused.status_code, refused.json["field"]) == (422, "passages/0/stages/0/body")
