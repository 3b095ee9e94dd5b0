"""Amended terms as they are told, and as they read on a day."""

from __future__ import annotations

from datetime import date

import pytest
from tests import partnership as p

from accord.aggregates.agreement import PartyTerms, Signatory
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement import terms as t
from accord.aggregates.amendment import events as m
from accord.projections.agreements.terms import terms_on
from accord.projections.telling import tell

JUNE = date(2026, 6, 1)


def names(party):
    return {p.CITY: "the city", p.TRUST: "the trust", p.AMENDMENT: "“More money”"}[party]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"party": PartyTerms(party=p.TRUST, cls="funder")}, "the trust is a party in the class"),
        ({"signatory": Signatory(party=p.CITY, post="mayor")}, "post mayor signs for the city."),
        ({"change": t.Change(notice_days=14)}, "by the procedure for amendments, on 14 days of"),
        ({"definition": t.Definition(term="River", meaning="x " * 300)}, "“River” is defined."),
    ],
)
def test_an_amended_provision_is_told_as_a_drafted_one(given, words):
    amended = tell(a.ProvisionAmended(effective_from=JUNE, amendment=p.AMENDMENT, **given), names)

    assert amended.startswith("By amendment “More money”, from 2026-06-01: ")
    assert words in amended
    assert words in tell(m.ProvisionDrafted(**given), names)
    assert words in tell(a.ProvisionDrafted(**given), names)


def test_a_struck_provision_is_called_by_what_names_it():
    what = {"provision": t.Provision.SIGNATORY, "key": str(p.CITY)}
    gone = m.ProvisionStrikeDrafted(**what)
    repealed = a.ProvisionRepealed(effective_from=JUNE, amendment=p.AMENDMENT, **what)

    assert tell(gone, names) == "The signatory of the city is to be struck out."
    assert tell(repealed, names) == (
        "The signatory of the city is repealed from 2026-06-01, by amendment “More money”."
    )


@pytest.mark.parametrize("name", ["renewal", "ending", "term"])
def test_a_provision_that_stands_once_is_gone_after_its_repeal(name):
    document = {
        "parties": [],
        name: {"notice_days": 30},
        "dated": [{"name": name, "key": "", "effective_from": "2026-06-01"}],
    }

    assert terms_on(document, "2026-05-31") == {}
    assert terms_on(document, "2026-06-01") == {name: None}
    again = {"name": name, "entry": {"notice_days": 60}, "effective_from": "2026-07-01"}
    document["dated"].append(again)
    assert terms_on(document, "2026-06-30") == {name: None}
    assert terms_on(document, "2026-07-01") == {name: {"notice_days": 60}}


def test_what_is_amended_of_a_party_does_not_bring_it_back_once_it_has_left():
    document = {
        "parties": [{"party": "a"}, {"party": "b"}],
        "dated": [
            {"name": "party", "key": "b", "effective_from": "2026-06-01"},
            {
                "name": "party",
                "entry": {"party": "b", "class": "x"},
                "amends": True,
                "effective_from": "2026-07-01",
            },
        ],
    }

    assert terms_on(document, "2026-07-01")["parties"] == [{"party": "a"}]
    document["dated"] = document["dated"][1:]
    assert terms_on(document, "2026-07-01")["parties"][1] == {"party": "b", "class": "x"}
