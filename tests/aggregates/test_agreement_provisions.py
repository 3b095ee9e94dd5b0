"""A draft says provisions of every kind; each points at what is there, and can be followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests import partnership as p
from tests.examples.provisions import PROVISIONS, full_terms
from tests.story import given

from accord.aggregates.agreement import Agreement, draft_agreement, revise_text
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement import terms as t
from accord.aggregates.agreement.provisions import Contradiction, check_terms
from accord.aggregates.agreement.terms import BLOCKS, Provision, put, strike
from accord.aggregates.matters import Matter
from accord.rules import Rule

FULL = full_terms()


def block_of(name: str) -> str:
    return BLOCKS[Provision(name)][0] if Provision(name) in BLOCKS else name


# --- It happens ------------------------------------------------------------------------------


def test_a_draft_says_a_provision_of_every_kind():
    told = given(Agreement, p.drafted()).when(revise_text, terms=FULL)

    told.then(*(e.ProvisionDrafted(**{name: said}) for name, said in PROVISIONS.items()))
    assert told.state.terms == FULL


def test_a_draft_begins_with_a_provision_of_every_kind():
    assert given(Agreement).when(draft_agreement, terms=FULL).state.terms == FULL


@pytest.mark.parametrize("name", PROVISIONS)
def test_a_provision_is_struck_from_the_draft(name):
    kind = Provision(name)
    key = str(getattr(PROVISIONS[name], BLOCKS[kind][1])) if kind in BLOCKS else ""
    less = strike(FULL, kind, key)

    told = given(Agreement, p.drafted(FULL)).when(revise_text, terms=less)

    told.then(e.ProvisionStruck(provision=kind, key=key))
    assert told.state.terms == less


@pytest.mark.parametrize("name", PROVISIONS)
def test_a_provision_that_nothing_else_needs_stands_alone(name):
    draft = p.drafted(put(p.TERMS, name, PROVISIONS[name]))

    assert draft[-1] == e.ProvisionDrafted(**{name: PROVISIONS[name]})


# --- It is refused, for each of its reasons --------------------------------------------------

MORE = Decimal(0)
REFUSED = {
    ("definition", "clause", "fees"): ("clause fees", "definitions/0/clause"),
    ("topic", "clauses", ()): ("names no clause", "topics/0/clauses"),
    ("topic", "clauses", ("fees",)): ("clause fees", "topics/0/clauses/0"),
    ("topic", "clauses", ("money", "money")): ("stands 2 times", "topics/0/clauses/1"),
    ("standing_orders", "body", "court"): ("body court", "standing_orders/0/body"),
    ("standing_orders", "notice_days", -1): ("0 or more", "standing_orders/0/notice_days"),
    ("standing_orders", "seconders", 5): ("has 4 seats", "standing_orders/0/seconders"),
    ("standing_orders", "hold_sponsors", 5): ("clause members", "standing_orders/0/hold_sponsors"),
    ("standing_orders", "nomination_seconders", 5): (
        "has 4 seats",
        "standing_orders/0/nomination_seconders",
    ),
    ("standing_orders", "nomination_seconders", 1): (
        "its seats nominate nothing: allow nominations too",
        "standing_orders/0/nomination_seconders",
    ),
    ("standing_orders", "smallest_secret", 2): ("knows what", "standing_orders/0/smallest_secret"),
    ("standing_orders", "secret_classes", ("grave",)): (
        "class grave by secret ballot (clause members), but has no rule",
        "standing_orders/0/secret_classes",
    ),
    ("standing_orders", "secret_classes", ("ordinary",) * 2): (
        "stands 2 times",
        "standing_orders/0/secret_classes/1",
    ),
    ("composition_limit", "body", "court"): ("body court", "composition_limits/0/body"),
    ("composition_limit", "at_most", 2): ("either a number", "composition_limits/0"),
    ("composition_limit", "share", ""): ("either a number", "composition_limits/0"),
    ("composition_limit", "share", "3/2"): ("above 0 and up to 1", "composition_limits/0/share"),
    ("composition_limit", "share", "half"): ("is a fraction", "composition_limits/0/share"),
    ("composition_limit", "share", "1/5"): ("nobody could sit", "composition_limits/0"),
    ("composition_limit", "share", "1/4"): ("2 are kept for party", "composition_limits/0"),
    ("composition_limit", "key", "Half"): ("cannot name a provision", "composition_limits/0/key"),
    ("reserved_matter", "body", "court"): ("body court", "reserved_matters/0/body"),
    ("reserved_matter", "cls", "grave"): ("class grave", "reserved_matters/0/class"),
    ("reserved_matter", "parties", (p.CLUB,)): ("no party", "reserved_matters/0/parties/0"),
    ("standing_orders", "voting_right_lapses_after", -1): (
        "0 or more",
        "standing_orders/0/voting_right_lapses_after",
    ),
    ("opt_out", "body", "court"): ("body court", "opt_outs/0/body"),
    ("opt_out", "classes", ("grave",)): ("class grave", "opt_outs/0/classes/0"),
    ("opt_out", "party", p.CLUB): ("no party", "opt_outs/0/party/0"),
    ("tenure", "post", "pilot"): ("post pilot", "tenures/0/post"),
    ("tenure", "months", 0): ("1 or more, and is 0", "tenures/0/months"),
    ("tenure", "terms", 0): ("1 or more", "tenures/0/terms"),
    ("tenure", "lapse_after", 0): ("1 or more", "tenures/0/lapse_after"),
    ("tenure", "rotation", True): ("is kept for party", "tenures/0/rotation"),
    ("incompatibility", "posts", ("mayor",)): ("at least two posts", "incompatibilities/0/posts"),
    ("incompatibility", "posts", ("mayor", "mayor")): (
        "stands 2 times",
        "incompatibilities/0/posts/1",
    ),
    ("incompatibility", "posts", ("mayor", "pilot")): ("post pilot", "incompatibilities/0/posts/1"),
    ("activity", "accountable", "pilot"): ("post pilot", "activities/0/accountable"),
    ("activity", "responsible", ("pilot",)): ("post pilot", "activities/0/responsible/0"),
    ("activity", "consulted", ("mayor", "mayor")): ("stands 2 times", "activities/0/consulted/1"),
    ("activity", "informed", ("pilot",)): ("post pilot", "activities/0/informed/0"),
    ("contribution", "party", p.CLUB): ("is no party", "contributions/0/party"),
    ("contribution", "amount", MORE): ("more than nothing", "contributions/0/amount"),
    ("contribution", "unit", ""): ("say of what", "contributions/0/unit"),
    ("contribution", "due_on", (date(2026, 6, 1),) * 2): ("2 times", "contributions/0/due_on/1"),
    ("data_sharing", "controllers", ()): ("names no controller", "data_sharing/0/controllers"),
    ("data_sharing", "controllers", (p.CLUB,)): ("is no party", "data_sharing/0/controllers/0"),
    ("data_sharing", "processors", (p.CLUB,)): ("is no party", "data_sharing/0/processors/0"),
    ("indicator", "owner", p.CLUB): ("is no party", "indicators/0/owner"),
    ("indicator", "every_months", 0): ("1 or more", "indicators/0/every_months"),
    ("risk", "owner", p.CLUB): ("is no party", "risks/0/owner"),
    ("contribution", "due_on", (date(2026, 3, 31),)): (
        "is on 2026-03-31, before the term begins on 2026-04-01",
        "contributions/0/due_on",
    ),
    ("review", "every_months", None): ("say one of the two", "reviews/0"),
    ("review", "on", date(2027, 1, 1)): ("say one of the two", "reviews/0"),
    ("review", "every_months", 0): ("1 or more", "reviews/0/every_months"),
    ("notice_period", "days", -1): ("0 or more", "notice_periods/0/days"),
    ("dispute_stage", "days", 0): ("1 or more", "dispute_stages/0/days"),
    ("annex", "sha256", "abc"): ("no SHA-256", "annexes/0/sha256"),
    ("language", "sha256", "abc"): ("no SHA-256", "languages/0/sha256"),
    ("entry_into_force", "parties", 3): ("the agreement has 2", "entry_into_force/parties"),
    ("entry_into_force", "parties", 0): ("1 or more", "entry_into_force/parties"),
    ("entry_into_force", "days_after", -1): ("0 or more", "entry_into_force/days_after"),
    ("entry_into_force", "measure", ""): ("names the measure", "entry_into_force/measure"),
    ("entry_into_force", "share", ""): ("a measure the share", "entry_into_force/share"),
    ("entry_into_force", "share", "0/3"): ("above 0", "entry_into_force/share"),
    ("entry_into_force", "measure", "people"): (
        "of the measure people",
        "entry_into_force/measure",
    ),
    ("renewal", "months", None): ("for how many months", "renewal/months"),
    ("renewal", "months", 0): ("1 or more", "renewal/months"),
    ("renewal", "times", 0): ("1 or more", "renewal/times"),
    ("renewal", "notice_days", -1): ("0 or more", "renewal/notice_days"),
    ("renewal", "notice_days", 30): (
        "30 days before, but notice of non-renewal",
        "renewal/notice_days",
    ),
    ("renewal", "kind", t.RenewalKind.EVERGREEN): ("no number of times", "renewal/times"),
    ("accession", "clause", "fees"): ("clause fees", "accession/clause"),
    ("change", "material", ("fees",)): ("clause fees", "change/material/0"),
    ("change", "signed", (Matter.EXPULSION,)): ("not expulsion", "change/signed/0"),
    ("change", "notice_days", -1): ("0 or more", "change/notice_days"),
    ("ending", "surviving", ("fees",)): ("clause fees", "ending/surviving/0"),
    ("ending", "grounds", (t.Ground.MUTUAL,) * 2): ("ground mutual stands 2", "ending/grounds/1"),
    ("ending", "minimum_parties", 3): ("and has 2", "ending/minimum_parties"),
    ("ending", "minimum_parties", 0): ("1 or more", "ending/minimum_parties"),
}


@pytest.mark.parametrize(
    ("name", "field", "value"), REFUSED, ids=[f"{name} {field}" for name, field, _ in REFUSED]
)
def test_no_provision_points_at_nothing_or_cannot_be_followed(name, field, value):
    words, where = REFUSED[name, field, value]
    changed = replace(PROVISIONS[name], **{field: value})
    alone = Provision(name) not in BLOCKS
    terms = replace(FULL, **{block_of(name): changed if alone else (changed,)})

    told = given(Agreement, p.drafted()).when(revise_text, terms=terms)

    told.then_refused(Contradiction, words)
    assert told.refused.facts["field"] == where


@pytest.mark.parametrize("name", [name for name in PROVISIONS if Provision(name) in BLOCKS])
def test_no_two_provisions_of_a_kind_bear_one_name(name):
    block = block_of(name)
    told = given(Agreement).when(
        draft_agreement, terms=replace(FULL, **{block: (PROVISIONS[name],) * 2})
    )

    told.then_refused(Contradiction, "stands 2 times in the draft")
    assert told.refused.facts["field"] == f"{block}/1"


OPEN_BOARD = replace(
    p.BOARD, seats=tuple(t.Seat(post=f"seat-{n}", title="Member") for n in range(5)), chair=None
)


def with_board(**more: object) -> t.Terms:
    return replace(p.TERMS, bodies=(OPEN_BOARD,), **more)


def test_a_limit_is_refused_within_which_the_parties_could_not_fill_the_body():
    limit = t.CompositionLimit(key="two", body="board", at_most=2, clause="members")

    told = given(Agreement).when(draft_agreement, terms=with_board(composition_limits=(limit,)))

    told.then_refused(Contradiction, "limit two (clause members)", "5 seats could never be filled")


def test_who_holds_a_post_signs_for_one_party():
    both = tuple(replace(each, post="pilot") for each in p.TERMS.signatories)
    posts = (*p.TERMS.posts, t.Post(post="pilot", title="Pilot"))

    told = given(Agreement).when(
        draft_agreement, terms=replace(p.TERMS, signatories=both, posts=posts)
    )

    told.then_refused(Contradiction, "post pilot signs for party", "name another post for party")


def test_a_limit_of_no_seat_at_all_is_refused_with_its_clause():
    limit = t.CompositionLimit(key="none", body="board", at_most=0, clause="members")

    told = given(Agreement).when(draft_agreement, terms=with_board(composition_limits=(limit,)))

    told.then_refused(
        Contradiction, "limit none (clause members) lets a party have 0 seats", "nobody"
    )


def test_whoever_may_still_accede_can_fill_the_seats_that_a_limit_keeps_from_the_parties():
    limit = t.CompositionLimit(key="two", body="board", at_most=2)
    open_to_others = t.Accession(open=True)

    check_terms(with_board(composition_limits=(limit,), accession=open_to_others))


def test_a_limit_within_which_the_parties_just_fill_the_body_stands():
    limit = t.CompositionLimit(key="three", body="board", at_most=3)

    check_terms(with_board(composition_limits=(limit,)))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            {
                "pass": {"test": "number", "of": ["against"], "op": "==", "n": "0"},
                "objections": "raised",
            },
            "by rule special seats object by name",
        ),
        (
            {"choice": {"kind": "approval", "measure": "count", "ties": ["lot"], "seats": 1}},
            "by rule special a ballot names more than one option",
        ),
    ],
)
def test_where_a_ballot_would_show_whose_it_is_no_vote_is_secret(rule, words):
    name = {"id": "special", "version": 1, "name": "A special rule"}
    if "choice" in rule:
        rule = {"choice": name | rule["choice"]}
    body = replace(
        p.BOARD,
        rules=(
            *p.BOARD.rules,
            t.ClassRule(cls="special", rule=Rule.from_data(name | rule)),
        ),
    )
    orders = t.StandingOrders(body="board", secret_classes=("special",), clause="members")
    terms = replace(p.TERMS, bodies=(body,), standing_orders=(orders,))
    with pytest.raises(Contradiction, match=words) as refused:
        check_terms(terms)
    assert refused.value.facts["field"] == "standing_orders/0/secret_classes"


def test_nobody_decides_an_emergency_where_nobody_presides():
    orders = t.StandingOrders(body="board", chair_decides_emergencies=True)

    told = given(Agreement).when(draft_agreement, terms=with_board(standing_orders=(orders,)))

    told.then_refused(Contradiction, "nobody presides")


@pytest.mark.parametrize(
    ("name", "within", "words"),
    [
        ("discussion_days", "discussion_most_days", "would lapse before it can be put to the vote"),
        ("notice_days", "discussion_most_days", "would lapse before it can be put to the vote"),
        ("voting_days", "voting_most_days", "no vote could be opened"),
        ("cooling_off_days", "expires_after_days", "would expire before it takes effect"),
    ],
)
def test_days_lie_within_those_that_they_must_lie_within(name, within, words):
    just = t.StandingOrders(body="board", clause="members", **{name: 7, within: 7})
    check_terms(with_board(standing_orders=(just,)))
    check_terms(with_board(standing_orders=(replace(just, **{within: 0}),)))
    orders = replace(just, **{name: 8})

    told = given(Agreement).when(draft_agreement, terms=with_board(standing_orders=(orders,)))

    told.then_refused(Contradiction, "body board (clause members)", "is 8, and", "only 7", words)
    assert told.refused.facts["field"] == f"standing_orders/0/{name}"


@pytest.mark.parametrize(
    "name", ["voting_days", "cooling_off_days", "expires_after_days", "reconsider_within_days"]
)
def test_no_number_of_days_is_negative(name):
    orders = t.StandingOrders(body="board", **{name: -1})

    told = given(Agreement).when(draft_agreement, terms=with_board(standing_orders=(orders,)))

    told.then_refused(Contradiction, "must be 0 or more")


def test_no_meeting_is_demanded_where_nothing_is_decided_by_correspondence():
    orders = t.StandingOrders(body="board", meeting_on_demand=True)

    told = given(Agreement).when(draft_agreement, terms=with_board(standing_orders=(orders,)))

    told.then_refused(Contradiction, "it decides nothing by correspondence")


def test_a_term_without_an_end_is_not_renewed():
    told = given(Agreement).when(draft_agreement, terms=replace(FULL, term=t.Term()))

    told.then_refused(Contradiction, "a term without an end is not renewed")
    assert told.refused.facts["field"] == "renewal"


def test_two_reserved_matters_are_not_of_one_class():
    twice = (PROVISIONS["reserved_matter"], replace(PROVISIONS["reserved_matter"], key="loans"))

    told = given(Agreement).when(draft_agreement, terms=replace(FULL, reserved_matters=twice))

    told.then_refused(Contradiction, "class spending of body board stands 2 times")


def test_provisions_cite_the_clauses_of_the_text_as_it_reads_where_it_was_amended():
    late = put(FULL, "risk", replace(PROVISIONS["risk"], clause="audit"))

    check_terms(late, frozenset({"purpose", "members", "money", "audit"}))
    with pytest.raises(Contradiction, match="clause audit"):
        check_terms(late)


# --- It is repeated --------------------------------------------------------------------------


def test_a_provision_that_stays_is_not_recorded_again():
    longer = replace(PROVISIONS["tenure"], months=36)

    told = given(Agreement, p.drafted(FULL)).when(revise_text, terms=put(FULL, "tenure", longer))

    told.then(e.ProvisionDrafted(tenure=longer))


def test_a_provision_that_stands_once_is_said_anew():
    other = t.Ending(minimum_parties=1)

    told = given(Agreement, p.drafted(FULL)).when(revise_text, terms=replace(FULL, ending=other))

    told.then(e.ProvisionDrafted(ending=other))
