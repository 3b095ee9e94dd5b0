"""Every event is told in one plain sentence, and no sentence gives a person away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from tests import partnership as p
from tests.examples import EVENTS, EXAMPLES, OPENED, SHIPPED
from tests.examples.provisions import PROVISIONS

from accord.aggregates.agreement import Seat
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement import terms as t
from accord.aggregates.agreement.terms import PROVIDED, BodyName, BodyRule, MoreSeats
from accord.aggregates.agreement.terms.instrument import Subject
from accord.aggregates.consents_needed import ConsentsNeeded
from accord.aggregates.decision.events import DecisionCertified
from accord.aggregates.matters import Matter
from accord.aggregates.register import REGISTER
from accord.aggregates.role import RoleAssigned
from accord.events import EVENT_TYPES, Event
from accord.projections.telling import by_id, tell
from accord.projections.telling.provisions import provision_words


@dataclass(frozen=True, kw_only=True)
class Untold(Event, type="test_telling.untold/1"):
    """An event without a sentence."""


def names(party: UUID) -> str:
    known = {p.CITY: "City of Jokikylä", p.TRUST: "River Trust", p.CLUB: "Boat Club"}
    return known.get(party) or by_id(party)


def test_every_event_type_has_an_example_that_is_told():
    told = {event.TYPE for event in EVENTS if tell(event, names)}

    assert told == set(SHIPPED) == {name for name in EVENT_TYPES if not name.startswith("test_")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_told_in_one_line_of_plain_words(name):
    sentence = tell(EXAMPLES[name].event, names)

    assert sentence[0].isupper()
    assert sentence[-1] in ".…"
    assert "\n" not in sentence
    assert "None" not in sentence
    assert "  " not in sentence
    assert "_" not in sentence.replace("majority_chaired", "")


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_disclosed_is_told(name):
    sentence = tell(EXAMPLES[name].event, names)

    assert all(str(opened.value) not in sentence for opened in OPENED.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_person_is_told_by_the_whole_subject_id(name):
    sentence = tell(EXAMPLES[name].event, names)

    assert all(str(person) not in sentence for person in (p.ADA, p.BEN, p.CLEO, p.DAN, p.EVE))


def test_an_event_that_nobody_can_tell_says_where_its_sentence_belongs():
    with pytest.raises(NotImplementedError, match=r"test_telling.untold/1.*telling/"):
        tell(Untold())


def test_an_organisation_is_called_by_its_name_where_one_is_known():
    signed = p.CITY_SIGNED

    assert "signed for City of Jokikylä as Mayor on 2026-03-02" in tell(signed, names)
    assert "signed for party …00000001 as Mayor" in tell(signed)


def test_the_register_acts_under_its_own_name():
    assert by_id(REGISTER) == "the register"


def test_a_half_open_time_is_told_by_its_last_day():
    appointed = p.assigned(p.ADA, p.CITY, p.STARTS, p.ENDS)

    assert "from 2026-04-01 up to and including 2029-03-31" in tell(appointed, names)


def test_a_time_without_an_end_is_told_as_such():
    appointed = p.assigned(p.ADA, p.CITY)

    assert isinstance(appointed, RoleAssigned)
    assert "from 2026-04-01, until further notice" in tell(appointed, names)


def test_the_certification_tells_the_verdict_and_the_counts_in_words():
    told = tell(EXAMPLES["decision-certified-1"].event, names)

    assert told.startswith("The result was certified: carried. 4 seats on the roll: 1 in favour")
    assert "1/2" in told


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"effective_from": p.STARTS}, "It takes effect on 2026-04-01."),
        ({"consents": (p.CITY, p.CLUB)}, "once City of Jokikylä and Boat Club consented."),
        ({"consents": (p.CITY,) * 14}, "City of Jokikylä and 2 more consented."),
        (
            {"effective_from": p.STARTS, "consents": (p.CITY,)},
            "It takes effect on 2026-04-01 and once City of Jokikylä consented.",
        ),
    ],
)
def test_the_certification_tells_from_when_the_decision_holds(given, words):
    certified = EXAMPLES["decision-certified-1"].event

    assert isinstance(certified, DecisionCertified)
    assert "It takes effect" not in tell(certified, names)
    assert tell(replace(certified, **given), names).endswith(words)


def test_a_matter_is_told_in_words():
    procedure = t.Procedure(matter=Matter.MINOR_AMENDMENT, body="board", cls="ordinary")
    drafted = a.ProcedureDrafted(matter=procedure.matter, body="board", cls="ordinary")

    assert "the matter “minor amendment”" in tell(drafted)
    assert "the matter “minor amendment”" in provision_words("procedure", procedure, names)


def test_what_is_suspended_without_an_end_is_so_until_further_notice():
    suspended = a.AgreementSuspended(effective_from=p.STARTS, suspension=1)

    assert tell(suspended) == (
        "The agreement was suspended from 2026-04-01, until further notice, with the assent of the "
        "parties (suspension 1)."
    )


def test_of_two_hundred_seats_the_first_twelve_are_named():
    seats = tuple(Seat(post=f"seat-{n}", title="Member") for n in range(200))

    told = tell(a.SeatsDrafted(body="board", seats=seats))

    assert told.endswith("seat-10, seat-11 and 188 more.")
    assert "200 seats: seat-0, seat-1" in told


def test_a_struck_party_is_called_by_its_name():
    struck = a.ProvisionStruck(provision=a.Provision.PARTY, key=str(p.TRUST))

    assert tell(struck, names) == "The party River Trust was struck from the draft."


def test_a_struck_provision_that_stands_once_is_told_without_a_name():
    struck = a.ProvisionStruck(provision=a.Provision.ENTRY_INTO_FORCE, key="")

    assert tell(struck) == "The provision on the entry into force was struck from the draft."


def test_a_struck_provision_that_accord_names_is_told_in_words():
    struck = a.ProvisionStruck(provision=a.Provision.NOTICE_PERIOD, key="non_renewal")

    assert tell(struck) == "The notice period non renewal was struck from the draft."


SAID = {
    "party": p.TERMS.parties[0],
    "body": BodyName(id="board", name="River board", chair="city-1"),
    "seats": MoreSeats(body="board", seats=p.BOARD.seats * 4),
    "rule": BodyRule(body="board", cls="ordinary", rule=p.MAJORITY),
    "post": p.TERMS.posts[0],
    "signatory": p.TERMS.signatories[0],
    "procedure": p.TERMS.procedures[0],
    "term": p.TERMS.term,
    **PROVISIONS,
}


@pytest.mark.parametrize("name", PROVIDED)
def test_a_provision_of_every_kind_continues_a_sentence(name):
    words = provision_words(name, SAID[name], names)

    assert words.strip("“ ")
    assert not words.endswith(".")
    assert "None" not in words
    assert "  " not in words


BARE = {
    "standing_orders": (t.StandingOrders(body="board"), "orders: none"),
    "tenure": (t.Tenure(post="chair"), "is held as long as appointed"),
    "composition_limit": (
        t.CompositionLimit(key="k", body="board", at_most=1),
        "at most 1 seat of",
    ),
    "reserved_matter": (
        t.ReservedMatter(key="k", title="Debt", body="board", cls="spending"),
        "the consent of each party",
    ),
    "opt_out": (
        t.OptOut(key="k", title="Debt", party=p.CITY, body="board"),
        "opted out of decisions of the body board",
    ),
    "contribution": (
        t.Contribution(key="k", title="Work", party=p.CITY, means=t.Means.IN_KIND),
        "contributes “Work” (k) in kind",
    ),
    "activity": (t.Activity(key="k", title="Work", accountable="chair"), "“Work” (k)"),
    "topic": (
        t.Topic(subject=Subject.END, clauses=tuple(f"c{n}" for n in range(6))),
        "6 clauses speak of the subject “end”",
    ),
    "risk": (t.Risk(key="k", title="Flood"), "there is the risk “Flood” (k)"),
    "indicator": (t.Indicator(key="k", title="Trout"), "“Trout” (k) is measured"),
    "review": (t.Review(key="k", title="Work", on=p.STARTS), "is reviewed on 2026-04-01"),
    "language": (t.Language(tag="sv"), "sv does not bind"),
    "entry_into_force": (t.EntryIntoForce(), "once each party has signed"),
    "renewal": (t.Renewal(kind=t.RenewalKind.EXPLICIT), "is renewed when that is decided"),
    "accession": (t.Accession(), "nobody else can accede"),
    "change": (t.Change(), "by the procedure for amendments"),
    "ending": (t.Ending(), "on every ground; with fewer than 2 parties it is closed out"),
}


@pytest.mark.parametrize("name", BARE)
def test_a_provision_that_says_little_is_told_in_few_words(name):
    said, words = BARE[name]

    assert words in provision_words(name, said, names)


def test_orders_for_secret_ballots_say_on_what_and_of_how_many():
    orders = t.StandingOrders(body="board", secret_classes=("election", "removal"))
    assert provision_words("standing_orders", orders, names).endswith(
        "secret ballots on motions of class election and removal, of at least 3 people whose votes count alike"
    )


def test_the_days_of_standing_orders_are_told():
    days = ("discussion_most_days", "voting_days", "voting_most_days", "cooling_off_days")
    more = ("expires_after_days", "reconsider_within_days")
    said = t.StandingOrders(body="board", **{name: n for n, name in enumerate((*days, *more), 1)})

    assert provision_words("standing_orders", said, names) == (
        "the body board works by these orders: a motion is put to the vote within 1 day or lapses, a vote is "
        "opened for at least 2 days, a vote is opened for at most 3 days, what is carried takes effect 4 days "
        "after its certification at the soonest, what is carried and not implemented within 5 days expires "
        "and a decision is reconsidered only on a motion within 6 days"
    )


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        ({"late_quorum_hours": 6}, "a vote is open for 6 hours from when there is a quorum"),
        ({"written_procedure": True}, "motions can be decided by correspondence"),
        ({"written_procedure": True, "meeting_on_demand": True}, "unless a seat demands a meeting"),
    ],
)
def test_how_votes_are_taken_is_told(orders, words):
    said = t.StandingOrders(body="board", **orders)
    assert provision_words("standing_orders", said, names).endswith(words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"at_least": 2}, "needs the consent of 2 parties"),
        (
            {"at_least": 1, "share": "55/100", "measure": "weight", "days_after": 30},
            "of 1 party and who holds 55/100 of the measure weight, and holds 30 days after it",
        ),
        (
            {"at_least": 1, "parties": (p.CITY, p.CLUB)},
            "the consent of 1 party of City of Jokikylä and Boat Club",
        ),
    ],
)
def test_how_many_must_consent_is_told(changes, words):
    said = t.ReservedMatter(key="k", title="Debt", body="board", cls="spending", **changes)
    assert provision_words("reserved_matter", said, names).endswith(words)


def test_what_a_consent_or_a_refusal_comes_to_is_told():
    given = EXAMPLES["decision-party_consented-1"].event
    refused = EXAMPLES["decision-party_refused_consent-1"].event
    assert tell(replace(given, effective_from=p.STARTS), names).endswith(
        "to this reserved matter: it is enough, and the decision takes effect on 2026-04-01."
    )
    assert tell(refused, names).endswith("the decision is vetoed.")
    assert tell(replace(refused, others_suffice=True), names).endswith(
        "enough others can consent still."
    )
    certified = EXAMPLES["decision-certified-1"].event
    needed = ConsentsNeeded(at_least=1, share="1/2")
    told = tell(replace(certified, consents=(p.CITY, p.CLUB), consents_needed=needed), names)
    assert told.endswith(
        "once 1 and those who hold 1/2 of City of Jokikylä and Boat Club consented."
    )


def test_a_passage_tells_what_each_body_does():
    stages = (
        t.BodyStage(body="council", cls="review", least_days=2),
        t.BodyStage(body="forum", cls="advice", power=t.StagePower.VETO, most_days=10),
    )
    said = t.Passage(key="k", title="Both", body="board", cls="spending", stages=stages)

    assert provision_words("passage", said, names) == (
        "“Both” (k: motions of class spending before the body board) holds once it has passed the body council, "
        "which in class review must approve it after 2 days at least and the body forum, which in class advice can "
        "veto it within 10 days"
    )


def test_an_accession_without_a_decision_rests_on_the_assent_of_each_party():
    acceded = a.PartyAcceded(
        party=p.CLUB,
        post="captain",
        title="Captain",
        signatory=p.EVE,
        capacity="Captain",
        text_hash=p.TEXT_HASH,
        effective_from=p.STARTS,
    )

    assert tell(acceded, names).startswith(
        "Boat Club acceded to the agreement, from 2026-04-01, with the assent of each party;"
    )
    signed = replace(acceded, signed_on=p.STARTS)
    assert f"signed for it as Captain on {p.STARTS}, and its" in tell(signed, names)


def test_who_signed_a_withdrawal_and_from_when_a_renewed_term_runs_is_told_where_it_is_known():
    left = a.PartyWithdrew(effective_from=p.ENDS, party=p.TRUST, notice=2)
    assert tell(left, names).endswith("its last day is 2029-03-31.")
    signed = tell(replace(left, signatory=p.CLEO), names)
    assert signed.endswith("signed the withdrawal.")
    renewed = a.AgreementRenewed(effective_to=date(2031, 4, 1), renewal=1)
    assert "renewed up to and including 2031-03-31, with" in tell(renewed, names)
    assert "renewed from 2029-04-01 up to" in tell(replace(renewed, effective_from=p.ENDS), names)


def test_a_sentence_begins_with_a_capital_where_no_name_is_at_hand():
    assert tell(a.NegotiationLeft(party=p.TRUST)) == "Party …00000002 left the negotiation."


def test_of_many_recipients_the_first_twelve_are_named():
    told = tell(a.DraftShared(recipients=(p.TRUST,) * 14), names)

    assert told.endswith("River Trust and 2 more.")
