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
    return {p.CITY: "the city", p.TRUST: "the trust"}[party]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"party": PartyTerms(party=p.TRUST, cls="funder")}, "the trust (class funder)"),
        ({"signatory": Signatory(party=p.CITY, post="mayor")}, "the signatory of the city"),
        (
            {
                "reserved_matter": t.ReservedMatter(
                    key="k", title="T", body="b", cls="c", parties=(p.CITY, p.TRUST)
                )
            },
            "reserved matter k (title T, body b, class c, parties the city and the trust)",
        ),
        ({"seats": t.MoreSeats(body="board", seats=p.BOARD.seats)}, "seats of body board"),
        ({"change": t.Change(notice_days=14)}, "the change (notice days 14)"),
        ({"definition": t.Definition(term="River", meaning="x " * 300)}, "definition River."),
        ({"standing_orders": t.StandingOrders(body="board", replaceable_ballots=True)}, "yes"),
    ],
)
def test_a_provision_is_told_in_few_words(given, words):
    amended = a.ProvisionAmended(effective_from=JUNE, amendment=p.AMENDMENT, **given)

    assert words in tell(amended, names)
    assert tell(amended, names).startswith("By amendment …8425a72f the agreement provides, from")
    assert words in tell(m.ProvisionDrafted(**given), names)


def test_a_struck_provision_is_called_by_what_names_it():
    gone = m.ProvisionStrikeDrafted(provision=t.Provision.SIGNATORY, key=str(p.CITY))

    assert tell(gone, names) == "The agreement is to lose the signatory of the city."


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
