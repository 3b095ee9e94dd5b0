"""A draft is recorded provision by provision, and revised until its text is adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as some
from tests import partnership as p
from tests.partnership import BOARD, CITY, CLUB, MEMBERS, MONEY, PURPOSE, TERMS, TRUST
from tests.story import given, id_of

from accord.aggregates.agreement import (
    Agreement,
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Seat,
    Signatory,
    Term,
    Terms,
    draft_agreement,
    revise_text,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.provisions import MAX_CLAUSES, Contradiction
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import Measure, Rule
from accord.text import Clause

SHORT = Terms(
    title="River care", zone=p.ZONE, parties=(PartyTerms(party=CITY), PartyTerms(party=TRUST))
)


def drafting(*history, terms=TERMS, **changes):
    return given(Agreement, *history).when(draft_agreement, terms=replace(terms, **changes))


def revising(*history, terms=TERMS, **changes):
    return given(Agreement, *(history or p.drafted())).when(
        revise_text, terms=replace(terms, **changes)
    )


def struck(provision, key):
    return e.ProvisionStruck(provision=provision, key=str(key))


def test_a_draft_begins_with_its_title_zone_and_parties():
    drafting(terms=SHORT).then(
        e.AgreementDrafted(title="River care", zone=p.ZONE),
        e.PartyNamed(party=CITY),
        e.PartyNamed(party=TRUST),
    )


def test_each_provision_of_a_draft_is_an_entry_of_its_own():
    told = drafting()

    kinds = [type(event).TYPE.split(".")[1].split("/")[0] for event in told.events]
    assert kinds == (
        ["drafted", "term_drafted", "party_named", "party_named"]
        + ["clause_drafted"] * 3
        + ["post_drafted"] * 2
        + ["body_drafted", "seats_drafted"]
        + ["rule_drafted"] * 3
        + ["signatory_named"] * 2
        + ["procedure_drafted"] * 2
    )
    told.then(*told.events)


def test_what_was_drafted_is_remembered_whole():
    assert drafting().state.terms == TERMS


def test_the_rule_of_a_body_stands_with_its_hash():
    assert all(
        event.rule_hash == event.rule.hash
        for event in drafting().events
        if isinstance(event, e.RuleDrafted)
    )


def test_the_seats_of_a_large_body_stand_in_entries_of_two_hundred():
    seats = tuple(Seat(post=f"seat-{n}", title="Delegate") for n in range(401))
    told = drafting(bodies=(replace(BOARD, seats=seats, chair=None),))

    pieces = [len(x.seats) for x in told.events if isinstance(x, e.SeatsDrafted)]
    assert pieces == [200, 200, 1]
    assert told.state.terms.bodies[0].seats == seats


def test_an_agreement_is_drafted_once():
    drafting(p.drafted()).then_refused(OutOfOrder, "is already drafted")


def body(**changes):
    return {"bodies": (replace(BOARD, **changes),)}


WEIGHED = Rule.from_data({"id": "w", "name": "By weight", "pass": {**p.CAST, "measure": "weight"}})
OF_FUNDERS = Rule.from_data(
    {"id": "f", "name": "By funders", "pass": {"all": [{**p.CAST, "where": {"cls": "funder"}}]}}
)
WORDY = Rule.from_data({"id": "wordy", "name": "In many words", "pass": {"all": [p.CAST] * 190}})
CONTRADICTIONS = [
    (
        body(rules=(ClassRule(cls="funders", rule=OF_FUNDERS),), seats=BOARD.seats),
        "rule f of body board counts the class funder, but no seat of the body is of that class",
        "bodies/0/rules/0",
    ),
    ({"title": " "}, "needs a title", "title"),
    (
        body(rules=(ClassRule(cls="ordinary", rule=WORDY),)),
        "the reasons of a verdict by rule wordy would not fit into an entry",
        "bodies/0/rules/0",
    ),
    ({"zone": "Mars/Olympus"}, "Mars/Olympus is not an IANA time zone", "zone"),
    ({"zone": "EST"}, "EST is not an IANA time zone", "zone"),
    ({"parties": TERMS.parties[:1]}, "at least two parties", "parties"),
    ({"parties": (*TERMS.parties, PartyTerms(party=CITY))}, "stands 2 times", "parties/2"),
    ({"clauses": (PURPOSE, PURPOSE)}, "clause purpose stands 2 times", "clauses/1"),
    ({"clauses": (Clause(id="A 1", text="x"),)}, "'A 1' cannot name a clause", "clauses/0/id"),
    (
        {"clauses": tuple(Clause(id=str(n), text="") for n in range(MAX_CLAUSES + 1))},
        "at most 900 clauses",
        "clauses",
    ),
    ({"posts": (*TERMS.posts, Post(post="city-1", title="x"))}, "post city-1 stands 2", "posts/2"),
    (
        {"posts": (*TERMS.posts, Post(post="Mayor", title="x"))},
        "'Mayor' cannot name",
        "posts/2/post",
    ),
    (
        {"posts": (*TERMS.posts, Post(post="guest", title="x", party=CLUB))},
        "is no party of this agreement",
        "posts/2/party",
    ),
    (body(id="The board"), "'The board' cannot name a body", "bodies/0/id"),
    (
        {"bodies": (BOARD, replace(BOARD, seats=(Seat(post="x", title="x"),)))},
        "board stands 2",
        "bodies/1",
    ),
    (body(rules=(*BOARD.rules, BOARD.rules[0])), "ordinary stands 2 times", "bodies/0/rules/3"),
    (body(seats=()), "has no seats; nobody could decide", "bodies/0/seats"),
    (body(rules=()), "has no rule to decide by", "bodies/0/rules"),
    (body(chair="duke"), "chaired by post duke, which", "bodies/0/chair"),
    (
        body(rules=(*BOARD.rules, ClassRule(cls="weighed", rule=WEIGHED))),
        "cannot decide by rule w: city-1 has no weight",
        "bodies/0/rules/3",
    ),
    (
        {"signatories": (*TERMS.signatories, TERMS.signatories[0])},
        "signatory of party",
        "signatories/2",
    ),
    (
        {"signatories": (Signatory(party=CLUB, post="mayor"),)},
        "signs, but is no party",
        "signatories/0/party",
    ),
    (
        {"signatories": (Signatory(party=CITY, post="duke"),)},
        "post duke signs, but the agreement does not constitute it",
        "signatories/0/post",
    ),
    (
        {"signatories": (Signatory(party=CITY, post="warden"),)},
        "but is kept for party",
        "signatories/0/post",
    ),
    (
        {"procedures": (*TERMS.procedures, TERMS.procedures[0])},
        "procedure for amendment stands 2",
        "procedures/2",
    ),
    (
        {"procedures": (Procedure(matter=Matter.AMENDMENT, body="club", cls="change"),)},
        "decided by body club in class change, but there is no such body",
        "procedures/0",
    ),
    (
        {"procedures": (Procedure(matter=Matter.AMENDMENT, body="board", cls="war"),)},
        "or it has no rule for that class",
        "procedures/0",
    ),
    (
        {"term": Term(starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 1))},
        "not after it begins",
        "term/ends_on",
    ),
]


@pytest.mark.parametrize(("changes", "words", "field"), CONTRADICTIONS)
def test_no_draft_contradicts_itself(changes, words, field):
    told = drafting(**changes)

    told.then_refused(Contradiction, words)
    assert told.refused.facts["field"] == field


@pytest.mark.parametrize(("changes", "words", "field"), CONTRADICTIONS)
def test_no_revision_makes_a_draft_contradict_itself(changes, words, field):
    revising(**changes).then_refused(Contradiction, words)


def test_a_post_without_a_party_may_sign_for_any():
    posts = (Post(post="notary", title="Notary"), *TERMS.posts)
    signatories = (Signatory(party=CITY, post="notary"), TERMS.signatories[1])

    assert drafting(posts=posts, signatories=signatories).refused is None


def test_as_many_clauses_as_fit_into_their_order_are_drafted():
    clauses = tuple(Clause(id=f"{n:064}", text="") for n in range(MAX_CLAUSES))
    told = drafting(terms=SHORT, clauses=clauses)

    told.then(*told.events)
    turned = revising(*told.events, terms=SHORT, clauses=clauses[::-1])
    turned.then(e.ClausesOrdered(clauses=tuple(clause.id for clause in clauses[::-1])))


def test_only_what_changed_is_recorded_again():
    cleaner = replace(PURPOSE, text="1. The parties keep the river clean.\n")
    revising(title="Clean river", clauses=(cleaner, MEMBERS, MONEY)).then(
        e.TitleRevised(title="Clean river"),
        e.ClauseRevised(clause="purpose", num="1", heading="Purpose", text=cleaner.text),
    )


def test_a_new_clause_at_the_end_needs_no_order():
    extra = Clause(id="audit", text="4. Books are open.\n")
    revising(clauses=(*TERMS.clauses, extra)).then(e.ClauseDrafted(clause="audit", text=extra.text))


def test_a_new_clause_elsewhere_is_put_in_order():
    extra = Clause(id="audit", text="Books are open.\n")
    told = revising(clauses=(extra, *TERMS.clauses))

    told.then(
        e.ClauseDrafted(clause="audit", text=extra.text),
        e.ClausesOrdered(clauses=("audit", "purpose", "members", "money")),
    )
    assert told.state.terms.clauses == (extra, *TERMS.clauses)


def test_what_a_revision_leaves_out_is_struck():
    told = revising(
        clauses=(PURPOSE, MONEY), procedures=TERMS.procedures[:1], posts=(), signatories=()
    )

    told.then(
        struck(e.Provision.CLAUSE, "members"),
        struck(e.Provision.POST, "mayor"),
        struck(e.Provision.POST, "warden"),
        struck(e.Provision.SIGNATORY, CITY),
        struck(e.Provision.SIGNATORY, TRUST),
        struck(e.Provision.PROCEDURE, "termination"),
    )
    assert told.state.terms.clauses == (PURPOSE, MONEY)


def test_a_body_that_changed_is_drafted_again_whole():
    smaller = replace(BOARD, seats=BOARD.seats[:3])
    told = revising(bodies=(smaller,))

    assert [type(event) for event in told.events] == [e.BodyDrafted, e.SeatsDrafted] + [
        e.RuleDrafted
    ] * 3
    assert told.state.terms.bodies == (smaller,)


def test_the_term_the_parties_and_their_weights_are_revised():
    heavy = PartyTerms(party=TRUST, cls="provider", measures=(Measure("weight", Decimal(9)),))
    revising(parties=(TERMS.parties[0], heavy), term=Term()).then(
        e.TermDrafted(), e.PartyNamed(party=TRUST, cls="provider", measures=heavy.measures)
    )


def test_a_revision_that_changes_nothing_is_refused():
    revising().then_refused(OutOfOrder, "the draft says exactly this already")


def test_a_revision_made_twice_is_refused_the_second_time():
    once = revising(title="Clean river")
    revising(p.drafted(), once.events, title="Clean river").then_refused(
        OutOfOrder, "nothing to revise"
    )


def test_the_zone_of_an_agreement_never_changes():
    revising(zone="Europe/London").then_refused(
        Refused, "the days of this agreement are counted in Europe/Helsinki for ever"
    )


@pytest.mark.parametrize(
    ("history", "stage"),
    [(p.adopted(), "adopted"), (p.opened(), "open for signature"), (p.in_force(), "in force")],
)
def test_only_a_draft_is_revised(history, stage):
    revising(*history, title="x").then_refused(
        OutOfOrder, "only a draft can be revised", f"it is {stage}"
    )


def test_a_draft_is_revised_after_it_was_drafted():
    given(Agreement, p.drafted()).when(
        revise_text, terms=replace(TERMS, title="Clean river"), occurred_on=date(2026, 1, 30)
    ).then_refused(OutOfOrder, "this would have happened before its last draft")


def test_what_was_never_drafted_is_not_revised():
    given(Agreement).when(revise_text, terms=TERMS).then_refused(
        NotFound, f"there is no agreement {id_of(Agreement)}"
    )


CLAUSE = some.builds(
    Clause, id=some.sampled_from("abcdef"), text=some.text("xyz", max_size=2), num=some.just("")
)
CLAUSES = some.lists(CLAUSE, unique_by=lambda clause: clause.id).map(tuple)


@whatever(CLAUSES, CLAUSES)
def test_any_revision_leads_to_the_text_that_was_asked_for(before, after):
    told = revising(p.drafted(SHORT, clauses=before), terms=SHORT, clauses=after)

    assert (told.refused is not None) == (before == after)
    assert told.state.terms.clauses == after


BODIES = some.lists(
    some.builds(
        Body,
        id=some.sampled_from("abc"),
        name=some.sampled_from("xy"),
        seats=some.just(()),
        rules=some.lists(some.sampled_from(BOARD.rules), min_size=1, unique=True).map(tuple),
    ),
    unique_by=lambda body: body.id,
).map(lambda bodies: tuple(replace(b, seats=(Seat(post=f"{b.id}1", title="x"),)) for b in bodies))


@settings(max_examples=30)
@whatever(BODIES, BODIES)
def test_any_revision_leads_to_the_bodies_that_were_asked_for_or_is_refused(before, after):
    told = revising(p.drafted(SHORT, bodies=before), terms=SHORT, title="Other", bodies=after)

    wanted = {each.id for each in after}
    stays = [each.id for each in before if each.id in wanted]
    if [each.id for each in after][: len(stays)] == stays:
        assert told.state.terms.bodies == after
    else:
        told.then_refused(Refused, "bodies keep the order in which they were drafted")


@pytest.mark.parametrize("block", ["parties", "posts", "signatories", "procedures"])
def test_all_but_clauses_keep_the_order_in_which_they_were_drafted(block):
    told = revising(title="Other", **{block: getattr(TERMS, block)[::-1]})

    told.then_refused(Refused, f"{block} keep the order in which they were drafted")
    assert told.refused.facts == {"field": f"{block}/0"}


def test_what_is_new_stands_after_what_stays():
    notary, (mayor, warden) = Post(post="notary", title="Notary"), TERMS.posts
    told = revising(posts=(mayor, warden, notary))
    told.then(e.PostDrafted(post="notary", title="Notary"))
    assert told.state.terms.posts == (mayor, warden, notary)
    revising(posts=(notary, mayor, warden)).then_refused(
        Refused, "send what stays first, in that order, and what is new after it"
    )
