"""Who may vote and sign, and when: each refusal over HTTP says why, and nothing is written."""

from __future__ import annotations

from tests.http.cases import ballots, interest, signature
from tests.http.refusing import NOBODY, assert_refused, nothing_written

# --- Voting ----------------------------------------------------------------------------------


def vote(p, who, seat, position="for", **more):
    office = p.people.get(who, p.secretary)
    return office.post(f"{p.motion}/ballots", seat=seat, position=position, **more)


def test_only_seats_of_the_roll_vote(at):
    p = at("voting")
    with nothing_written(p):
        assert_refused(vote(p, "chair", "chair"), 404, "seat chair is not on the roll")


def test_only_the_holder_casts_the_ballot_of_a_seat(at):
    p = at("voting")
    with nothing_written(p):
        assert_refused(vote(p, "seat-trust", "seat-city"), 403, "only the holder of seat seat-city")
        assert_refused(vote(p, "secretary", "seat-city"), 403, "only the holder of seat seat-city")
        asserted = str(p.people["seat-city"].principal)
        answer = vote(p, "secretary", "seat-city", asserted_by=asserted)
        assert_refused(answer, 422, "a ballot is cast by its holder, now")


def test_nobody_votes_twice(at):
    p = at("voting")
    assert vote(p, "seat-city", "seat-city").status_code == 201
    with nothing_written(p):
        answer = vote(p, "seat-city", "seat-city", "against")
        assert_refused(answer, 409, "the ballot of seat seat-city is already given")


def test_nobody_votes_when_voting_is_over(at):
    p = at("voting")
    p.hands.turn(days=7)
    with nothing_written(p):
        assert_refused(vote(p, "seat-city", "seat-city"), 409, "awaiting closure")
    assert p.secretary.post(f"{p.motion}/closure").status_code == 201
    with nothing_written(p):
        assert_refused(vote(p, "seat-city", "seat-city"), 409, "it is closed")


def test_a_recused_seat_and_a_vacant_one_have_no_vote(at):
    p = at("tabled")
    interest(p)
    p.secretary.done(
        f"{p.motion}/recusals", seat="seat-city", ruling="recuse", match=p.read(p.motion)
    )
    p.people["seat-trust"].done(f"/roles/{p.roles['seat-trust']}/resignations", assignment=1)
    p.open_vote(p.decision)
    with nothing_written(p):
        assert_refused(vote(p, "seat-city", "seat-city"), 403, "seat-city is recused")
        assert_refused(vote(p, "seat-trust", "seat-trust"), 403, "seat-trust was vacant")
        answer = p.secretary.post(f"{p.motion}/roll-call", ballots=ballots("for", "for", "for"))
        assert_refused(answer, 403, "is recused")


def test_a_casting_vote_needs_a_tie_and_the_one_who_presides(at):
    p = at("voting")
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots("for", "for", "against"))
    p.secretary.done(f"{p.motion}/closure")
    path = f"{p.motion}/casting-vote"
    with nothing_written(p):
        assert_refused(p.people["chair"].post(path, position="for"), 409, "there is no tie")
    tied = at("closed")
    path = f"{tied.motion}/casting-vote"
    with nothing_written(tied):
        answer = tied.people["seat-city"].post(path, position="for")
        assert_refused(answer, 403, "only the one who presided")
    tied.people["chair"].done(path, position="for")
    with nothing_written(tied):
        answer = tied.people["chair"].post(path, position="against")
        assert_refused(answer, 409, "the casting vote is already given: for")


def test_nothing_is_certified_before_the_close_nor_twice(at):
    p = at("voting")
    with nothing_written(p):
        answer = p.secretary.post(f"{p.motion}/certification", match="*")
        assert_refused(answer, 409, "the decision must be closed, and it is voting")
    done = at("certified")
    with nothing_written(done):
        answer = done.secretary.post(f"{done.motion}/certification", match="*")
        assert_refused(answer, 409, "the decision must be closed, and it is effective")


def test_an_open_interest_is_ruled_on_before_voting_opens(at):
    p = at("tabled")
    interest(p)
    with nothing_written(p):
        answer = p.secretary.post(f"{p.motion}/voting", closes="2026-06-01T00:00:00Z", match="*")
        assert_refused(answer, 409, "the interest of seat seat-city must be ruled on")


# --- Signing ---------------------------------------------------------------------------------


def test_only_the_holder_of_the_post_signs(at):
    p = at("open for signature")
    path, facts = f"{p.path}/signatures", signature(p)
    with nothing_written(p):
        answer = p.people["chair"].post(path, facts)
        assert_refused(answer, 403, "does not hold the post mayor")
        answer = p.people["warden"].post(path, facts)
        assert_refused(answer, 403, "this principal acts for")
        answer = p.secretary.post(path, {**facts, "party": NOBODY})
        assert_refused(answer, 403, "is no party of this agreement")
        answer = p.secretary.post(path, {**facts, "asserted_by": NOBODY})
        assert_refused(answer, 403, f"{NOBODY} does not hold the post mayor")


def test_another_text_is_signed_by_nobody(at):
    p = at("open for signature")
    with nothing_written(p):
        answer = p.people["mayor"].post(
            f"{p.path}/signatures", {**signature(p), "text_hash": "f" * 64}
        )
        assert_refused(answer, 422, "read the text again before signing")
        assert answer.json["adopted"] == signature(p)["text_hash"]


def test_nobody_signs_twice(at):
    p = at("open for signature")
    assert p.sign("mayor").status_code == 201
    with nothing_written(p):
        assert_refused(p.sign("mayor"), 409, "has already signed")


def test_the_day_of_the_deadline_is_the_last_to_sign(at):
    p = at("open for signature")
    p.hands.turn(days=28)
    assert p.sign("mayor").status_code == 201
    p.hands.turn(days=1)
    with nothing_written(p):
        assert_refused(p.sign("warden"), 409, "the time for signing ended on 2026-06-01")
