"""Nobody who reads the register finds out what a seat cast by secret ballot: the attacks, and what is shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from tests.http.cases.secret_ballots import electing, seal, secret, urn
from tests.http.elections import VOTERS, at_work, close, elected, everything, opened, seen, vote
from tests.http.refusing import assert_refused
from tests.http.stages import SEATS as STAGES
from tests.http.stages import Partnership
from tests.http.test_discussions import assert_rebuilt_alike
from tests.postgres import database

from accord.projections import rebuild
from accord.store.schema import ballot_box, idempotency

CAST = ["for", "for", "for", "against", "against", "abstain"]
"""What the six seats that vote cast together; who of them cast what is another matter in every vote."""
Copies = Callable[[], str]


WAYS = [dict(zip(VOTERS, way, strict=True)) for way in sorted(set(permutations(CAST)))]
"""Every way in which they can have done so."""


@pytest.fixture(scope="session")
def sqlite_page(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Partnership, Path]:
    file = tmp_path_factory.mktemp("election") / "open.db"
    shutil.copy(sqlite_template, file)
    page = opened(f"sqlite:///{file}")
    page.house.close()
    return page, file


@pytest.fixture
def sqlite_election(sqlite_page: Any, tmp_path: Path) -> tuple[Partnership, Copies]:
    """An open secret vote, and copies of its file."""
    page, file = sqlite_page

    def copied() -> str:
        copy = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
        return f"sqlite:///{shutil.copy(file, copy)}"

    return page, copied


@pytest.fixture
def postgresql_election(
    postgres_server: str, postgresql_template: str
) -> Iterator[tuple[Partnership, Copies]]:
    """An open secret vote, and copies of its database."""
    with database(postgres_server, postgresql_template) as url:
        page = opened(url)
        page.house.close()
        template = str(make_url(url).database)
        copies: list[Any] = []

        def copied() -> str:
            copies.append(database(postgres_server, template))
            return str(copies[-1].__enter__())

        yield page, copied
        for copy in copies:
            copy.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def election(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(f"{request.param}_election")


# --- The attacks -----------------------------------------------------------------------------


def test_whoever_reads_all_of_the_register_sees_the_same_whoever_cast_what(election):
    """Nothing that an attacker computes from it is then better than chance: it comes out the same."""
    page, copied = election
    first, *others = (seen(page, copied(), way, everything) for way in WAYS[::17])
    assert first[0]["ballot_box"]
    assert first[1]["ballot_box"] == []
    for other in others:
        assert other == first


def test_the_file_itself_is_the_same_to_the_last_byte(sqlite_election):
    page, copied = sqlite_election
    files = []
    for positions in WAYS[::5]:
        url = copied()
        with at_work(page, url) as p:
            vote(p, positions)
        files.append([Path(make_url(url).database).read_bytes()])
        with at_work(page, url, since=1000) as p:
            p.hands.turn(days=1)
            close(p)
        files[-1].append(Path(make_url(url).database).read_bytes())
    assert all(file == files[0] for file in files)


def test_what_differs_where_other_ballots_are_cast_is_the_box_and_the_count(sqlite_election):
    """So that the attacks above would see a ballot, were it anywhere."""
    page, copied = sqlite_election
    one = seen(page, copied(), WAYS[7], everything)
    two = seen(page, copied(), dict.fromkeys(VOTERS, "against"), everything)
    assert [name for name in one[0] if one[0][name] != two[0][name]] == ["ballot_box"]
    told = {"event", "event_head", "tlog_leaf", "decisions", "deadlines", "history", "idempotency"}
    assert {name for name in one[1] if one[1][name] != two[1][name]} == told


@pytest.mark.parametrize("seat", VOTERS[:3])
def test_who_guesses_the_request_of_a_voter_finds_every_guess_as_right(sqlite_election, seat):
    """The answers kept for repeated requests hold a hash of each: of four possible ones it must not tell which."""
    page, copied = sqlite_election
    with at_work(page, copied()) as p:
        vote(p, WAYS[31])
        kept = answers(p)
        for guess in ("for", "against", "abstain", "invalid"):
            again = p.people[seat].post(
                f"{p.motion}/sealed-ballots", seat=seat, position=guess, key=f"ballot-{seat}"
            )
            assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
        assert answers(p) == kept
        assert everything(p)["ballot_box"] == box_of(p)


def test_an_attacker_who_joins_marks_and_ballots_by_order_does_no_better_than_chance(
    sqlite_election,
):
    """The nth mark with the nth row of the box, the nth ballot of the opening, the last row with the last mark."""
    page, copied = sqlite_election
    right = 0
    for positions in WAYS:
        with at_work(page, copied()) as p:
            vote(p, positions)
            close(p)
            (box,) = [e for e in entries(p) if e["type"] == "decision.sealed_ballots_opened/1"]
            marks = [e for e in entries(p) if e["type"] == "decision.voter_marked/1"]
        guesses = [b["position"] for b in box["data"]["ballots"] for _ in range(b["ballots"])]
        seats = [mark["data"]["seat"] for mark in marks]
        right += sum(positions[s] == g for s, g in zip(seats, guesses, strict=True))
    # Of the ballots 3, 2 and 1 say the same: a blind guess is right 9 + 4 + 1 times in 36.
    assert right == len(WAYS) * len(VOTERS) * 14 // 36


def test_no_entry_but_the_marks_names_a_seat_that_voted_and_none_of_them_a_position(
    sqlite_election,
):
    page, copied = sqlite_election
    with at_work(page, copied()) as p:
        before = p.position
        vote(p, WAYS[11])
        close(p)
        found = entries(p)[before:]
    for entry in found:
        written = json.dumps(entry)
        named = [seat for seat in VOTERS if f'"{seat}"' in written]
        if entry["type"] == "decision.voter_marked/1":
            assert (entry["data"].keys(), len(named)) == ({"seat"}, 1)
        else:
            assert named == []
    marks = {e["cmd"]["id"] for e in found if e["type"] == "decision.voter_marked/1"}
    opening = {e["cmd"]["id"] for e in found if e["type"] != "decision.voter_marked/1"}
    assert len(marks) == len(VOTERS)
    assert not marks & opening


def entries(p: Partnership) -> list[dict[str, Any]]:
    return [json.loads(row.state) for row in p.house.record.entries(0, 10_000)]


def answers(p: Partnership) -> list[Any]:
    with p.house.engine.connect() as conn:
        return sorted(map(repr, conn.execute(sa.select(idempotency))))


def box_of(p: Partnership) -> list[Any]:
    with p.house.engine.connect() as conn:
        return [tuple(row) for row in conn.execute(sa.select(ballot_box))]


# --- What is shown ---------------------------------------------------------------------------


def shown(p: Partnership, path: str = "") -> Any:
    return p.read(f"{p.motion}{path}").json


def test_while_the_vote_is_open_it_is_shown_who_voted(at):
    p = at("in force")
    secret(p)
    answer = p.people["seat-trust"].done(
        f"{p.motion}/sealed-ballots", seat="seat-trust", position="against"
    )
    assert (answer.json["secret"], answer.json["ballots_given"]) == (True, 1)
    assert "against" not in json.dumps({**answer.json, "rule": None})
    rows = {row["seat"]: row for row in shown(p, "/ballots")["items"]}
    assert rows["seat-trust"]["voted"]
    assert not rows["seat-trust"].keys() & {"position"}
    assert "voted" not in rows["seat-city"]


def test_once_it_is_closed_the_ballots_are_shown_together(at):
    p = at("in force")
    secret(p)
    seal(p, "for", "against", "for")
    p.secretary.done(f"{p.motion}/closure")
    found = shown(p)
    assert found["sealed_ballots"] == [
        {"position": "for", "ballots": 2},
        {"position": "against", "ballots": 1},
    ]
    assert found["tally"] == [
        {"position": "for", "seats": 2},
        {"position": "against", "seats": 1},
    ]
    told = [entry["sentence"] for entry in shown(p, "/history")["items"]]
    assert "Seat seat-city voted, by secret ballot." in told
    assert "The sealed box was opened. Ballots by position: for 2 and against 1." in told
    assert_rebuilt_alike(p)


def test_what_is_read_again_from_the_log_shows_as_little(at):
    p = at("in force")
    secret(p)
    seal(p, "for", "against", "for")
    p.secretary.done(f"{p.motion}/closure")
    before = everything(p)
    rebuild(p.house.record)
    assert everything(p) == before
    assert all("position" not in row for row in shown(p, "/ballots")["items"])


def test_a_void_vote_is_shown_among_the_earlier_ones(at):
    p = at("in force")
    secret(p)
    seal(p, "for", "against")
    p.hands.turn(days=30)
    p.secretary.done(f"{p.motion}/closure")
    found = shown(p)
    assert (found["stage"], found["voting"], found["ballots_given"]) == ("tabled", 2, 0)
    (void,) = found["votings"]
    assert (void["voting"], void["voided"], void["ballots_given"]) == (1, True, 2)
    assert "tally" not in void
    assert [r.get("voted") for r in shown(p, "/ballots?voting=1")["items"]] == [True, None, True]
    p.open_vote(p.decision, "2026-07-01T09:00:00Z")
    assert (shown(p)["voting"], shown(p)["secret"]) == (2, True)
    assert_rebuilt_alike(p)


def test_a_second_ballot_is_refused_and_a_repeated_one_is_the_first(at):
    p = at("in force")
    secret(p)
    ballot = {"seat": "seat-trust", "position": "for"}
    who, path = p.people["seat-trust"], f"{p.motion}/sealed-ballots"
    first = who.done(path, ballot, key="once")
    again = who.post(path, ballot | {"position": "against"}, key="once")
    assert (again.data, again.headers["Idempotency-Replayed"]) == (first.data, "true")
    assert_refused(who.post(path, ballot), 409, "the ballot of seat seat-trust is already given")
    other = who.post(path, ballot | {"seat": "seat-club"}, key="once")
    assert_refused(other, 422, "used before, for another request")


def test_open_ways_to_vote_are_closed_to_a_secret_vote(at):
    p = at("in force")
    secret(p)
    cast = p.people["seat-city"].post(f"{p.motion}/ballots", seat="seat-city", position="for")
    assert_refused(cast, 409, "this vote is by secret ballot")
    heard = [{"seat": "seat-city", "position": "for"}]
    assert_refused(p.secretary.post(f"{p.motion}/roll-call", ballots=heard), 409, "secret ballot")


def test_a_secret_vote_on_paper_is_counted_from_the_urn(at):
    p = at("in force")
    urn(p)
    refused = p.secretary.post(f"{p.motion}/closure")
    assert_refused(refused, 409, "the paper ballots of 3 seats are not counted yet")
    counts = [{"position": "for", "ballots": 2}, {"position": "invalid", "ballots": 1}]
    p.secretary.done(f"{p.motion}/secret-count", counts=counts)
    closed = p.secretary.done(f"{p.motion}/closure").json
    assert closed["sealed_ballots"] == [
        {"position": "for", "ballots": 2},
        {"position": "invalid", "ballots": 1},
    ]


def test_orders_for_secret_ballots_are_sent_and_read_as_they_are(at):
    p = at("registered")
    orders = {"body": "board", "secret_classes": ["ordinary"], "smallest_secret": 4}
    draft = p.secretary.done("/agreements", p.terms(standing_orders=[orders])).json
    assert draft["standing_orders"] == [orders]
    wrong = orders | {"secret_classes": ["elections"]}
    refused = p.secretary.post("/agreements", p.terms(standing_orders=[wrong]))
    assert_refused(refused, 422, "class elections by secret ballot, but has no rule")
    few = p.terms(standing_orders=[orders | {"smallest_secret": 2}])
    assert p.secretary.post("/agreements", few).status_code == 400


# --- Elections -------------------------------------------------------------------------------


def test_in_an_election_it_is_shown_who_voted_and_later_who_was_named_how_often(at):
    p = at("in force")
    electing(p)
    for seat, choice in zip(STAGES, (["weir"], ["ferry"], ["weir"]), strict=True):
        answer = p.people[seat].done(f"{p.motion}/sealed-ballots", seat=seat, choice=choice)
        assert "sealed_choices" not in answer.json
    assert all("choice" not in row for row in shown(p, "/ballots")["items"])
    p.secretary.done(f"{p.motion}/closure")
    found = shown(p)
    assert found["sealed_choices"] == [
        {"option": "weir", "ballots": 2},
        {"option": "ferry", "ballots": 1},
    ]
    told = [entry["sentence"] for entry in shown(p, "/history")["items"]]
    assert "The sealed box was opened. Ballots by option: “A weir” 2 and “A ferry” 1." in told
    certified = p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion)).json
    assert certified["chosen"] == ["weir"]
    assert_rebuilt_alike(p)


def test_who_guesses_whom_a_voter_named_finds_every_guess_as_right(at):
    p = at("in force")
    electing(p)
    who, path = p.people["seat-trust"], f"{p.motion}/sealed-ballots"
    first = who.done(path, {"seat": "seat-trust", "choice": ["weir"]}, key="once")
    for guess in ({"choice": ["ferry"]}, {"choice": []}, {"position": "invalid"}):
        again = who.post(path, {"seat": "seat-trust", **guess}, key="once")
        assert (again.data, again.headers["Idempotency-Replayed"]) == (first.data, "true")
    assert_refused(
        who.post(path, seat="seat-trust", choice=["weir", "ferry"]), 409, "already given"
    )


def test_whoever_reads_all_of_the_register_sees_the_same_whoever_named_whom(election):
    page, copied = election
    cast = [["weir"], ["weir"], ["weir"], ["ferry"], ["ferry"], []]
    ways = (cast, cast[::-1], [cast[n] for n in (3, 0, 5, 1, 4, 2)])
    first, *others = (elected(page, copied(), dict(zip(VOTERS, w, strict=True))) for w in ways)
    for other in others:
        assert other == first
    another = elected(page, copied(), {seat: ["mill"] for seat in VOTERS})
    assert [name for name in first[0] if first[0][name] != another[0][name]] == ["ballot_box"]


def test_an_election_on_paper_is_counted_by_option(at):
    p = at("in force")
    electing(p)
    p.secretary.done(f"{p.motion}/voters", seats=list(STAGES))
    counts = [{"choice": ["ferry"], "ballots": 2}, {"position": "invalid", "ballots": 1}]
    p.secretary.done(f"{p.motion}/secret-count", counts=counts)
    closed = p.secretary.done(f"{p.motion}/closure").json
    assert closed["sealed_choices"] == [{"option": "ferry", "ballots": 2}]
    assert closed["sealed_ballots"] == [{"position": "invalid", "ballots": 1}]
