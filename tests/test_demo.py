"""The demonstration tells its story by the real commands, whole, once, and on any day it is started."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from accord import clock, demo, projections
from accord.aggregates.agreement import Agreement
from accord.aggregates.role import Role, role_id
from accord.demo import seeding
from accord.demo.clauses import clauses
from accord.demo.secretariat import AGREEMENT, VISITOR
from accord.demo.staging import Staged
from accord.errors import OutOfOrder
from accord.projections.agreements.telling import knowledge
from accord.projections.decisions import decisions
from accord.projections.grounds import findings
from accord.projections.text import text_of
from accord.projections.views import Document, Model, metadata
from accord.publishing import LogKeys
from accord.rules import Verdict
from accord.store import answers
from accord.text import plain_text
from accord.wiring import House, build
from tests.served import serving

PROMISED = {
    "Budget of the first year": Verdict.CARRIED,
    "Delivery lead for the first 400 homes": Verdict.CARRIED,
    "Saturday opening of the Quay Street advice shop": Verdict.CARRIED,
    "Summer publicity campaign": Verdict.INQUORATE,
    "More for publicity, less for heat pumps": Verdict.LOST,
    "First amendment: hardship fund": Verdict.CARRIED,
    "Meter readings for the network operator": Verdict.LOST,
    "Winter publicity campaign": Verdict.CARRIED,
    "A second thermal camera": None,
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.db"
    assert seeding.seed(found, clock.now())
    return found


@pytest.fixture
def house(url: str) -> Iterator[House]:
    opened = build(url)
    yield opened
    opened.close()


def all_decisions(house: House) -> dict[str, Document]:
    with house.engine.connect() as conn:
        return {found["title"]: found for found in decisions.page(conn, None, 100)}


def test_every_motion_has_the_promised_verdict(house: House) -> None:
    found = {title: decision.get("verdict") for title, decision in all_decisions(house).items()}

    assert found == PROMISED


def test_the_tie_was_settled_by_the_casting_vote(house: House) -> None:
    shop = all_decisions(house)["Saturday opening of the Quay Street advice shop"]

    assert (shop["tied"], shop["casting_vote"]) == (True, "for")


def test_the_recused_seat_is_counted_as_recused(house: House) -> None:
    lead = all_decisions(house)["Delivery lead for the first 400 homes"]

    assert {"position": "recused", "seats": 1} in lead["tally"]


def test_five_of_seven_lose_against_the_weight_of_the_funders(house: House) -> None:
    lost = all_decisions(house)["More for publicity, less for heat pumps"]

    assert {"position": "for", "seats": 5} in lost["tally"]
    assert "20 of 85 weight" in lost["in_words"]


@pytest.mark.parametrize(
    ("seat", "ended_by"),
    [("food-bank", "resigned"), ("brightwater", "revoked"), ("university", None)],
)
def test_three_seats_were_handed_over(house: House, seat: str, ended_by: str | None) -> None:
    id_ = role_id(AGREEMENT, seat)
    first, second = house.record.read(Role, id_).assignments.values()
    with house.engine.connect() as conn:
        shown = projections.roles.roles.read(conn, id_)

    assert first.until is not None
    assert first.until <= second.from_
    assert first.holder != second.holder
    assert shown["assignments"][0].get("ended_by") == ended_by


def test_the_text_of_two_days_differs_by_the_amendment(house: House) -> None:
    (amended,) = house.record.read(Agreement, AGREEMENT).incorporated
    with house.engine.connect() as conn:
        before = text_of(conn, AGREEMENT, amended.effective_from - timedelta(days=1))
        after = text_of(conn, AGREEMENT, amended.effective_from)

    assert before.clauses == clauses()
    assert after.amendments == (amended.amendment,)
    assert {c.id for c in after.clauses} - {c.id for c in before.clauses} == {"hardship"}
    assert "£250,000" in plain_text(before.clauses)
    assert "£310,000" in plain_text(after.clauses)


def test_the_amendment_is_in_force_and_the_story_over_today(house: House) -> None:
    (amended,) = house.record.read(Agreement, AGREEMENT).incorporated
    (_, last), *_ = house.record.since(house.record.last_position() - 1)

    assert amended.effective_from < clock.now().date()
    assert last.recorded_at < clock.now()


def test_the_board_met_and_its_minutes_stand(house: House) -> None:
    with house.engine.connect() as conn:
        (meeting,) = projections.meetings.meetings.page(conn, None, 10)

    assert meeting["minutes"]["adopted_at"]
    assert meeting["agenda"] == meeting["minutes"]["decisions"]
    statuses = [each["status"] for each in meeting["attendance"]]
    assert sorted(statuses) == ["excused", *["present"] * 6]


def all_of(house: House, model: Model) -> list[Document]:
    with house.engine.connect() as conn:
        return model.page(conn, None, 100)


def test_one_party_paid_another_in_two_halves_and_the_rest_is_yet_due(house: House) -> None:
    found = all_of(house, projections.obligations.obligations)

    assert len(found) == 9
    courses = [[step["status"] for step in each["course"]] for each in found if each["course"]]
    assert sorted(courses) == [["met"], ["partially_met", "met"]]


def test_what_is_owed_in_a_year_is_what_the_amended_text_says(house: House) -> None:
    found = all_of(house, projections.obligations.obligations)
    brightwater = [
        each for each in found if each.get("contribution") in ("brightwater", "hardship")
    ]
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for each in brightwater:
        owed[each["due_on"][:4]] += Decimal(each["amount"])

    assert [owed[year] for year in sorted(owed)] == [250000, 310000, 310000]


def test_the_quarrel_was_settled_and_its_notice_served_acknowledged_and_taken_back(
    house: House,
) -> None:
    (dispute,) = all_of(house, projections.disputes.disputes)
    (agreement,) = all_of(house, projections.agreements.agreements)
    told = knowledge(agreement, clock.now().date())

    assert [step["status"] for step in dispute["course"]] == ["open", "open", "settled"]
    assert told["notices"][0]["withdrawn"] is True
    ways = [each["how"] for party in told["notices"][0]["parties"] for each in party["told"]]
    assert sorted(ways) == ["acknowledged", "served", "served"]
    assert len(told["texts"]) == 2


def test_a_late_entry_has_opened_an_impact_item_and_a_finding(house: House) -> None:
    (item,) = all_of(house, projections.impacts.impacts)
    lost = all_decisions(house)["More for publicity, less for heat pumps"]
    with house.engine.connect() as conn:
        found, unsettled = findings(conn, AGREEMENT)

    assert (item["subject"], item["status"]) == (lost["id"], "open")
    assert item["in_words"].endswith("without it the motion is still lost.")
    assert (found["code"], found["subject"]) == ("no_mandate", lost["id"])
    assert (unsettled["code"], unsettled["subject"]) == ("impact_open", lost["id"])


def test_a_slip_of_the_pen_was_corrected_beside_the_record(house: House) -> None:
    (meeting,) = all_of(house, projections.meetings.meetings)

    assert meeting["place"] == "Northmere Town Hall, the old library"
    assert [each["was"] for each in meeting["corrections"]] == [
        "Northmere Town Hall, the old libary"
    ]


def test_the_agreement_says_how_the_board_works_and_who_else_can_join(house: House) -> None:
    terms = house.record.read(Agreement, AGREEMENT).terms

    assert terms.orders("board").hold_sponsors == 3
    assert terms.renewal is not None
    assert terms.renewal.months == 12
    assert terms.accession is not None
    assert terms.accession.open


def test_holders_cast_their_own_ballots(house: House) -> None:
    cast = [
        at for _, at in house.record.since(0, 1000) if at.event.TYPE == "decision.ballot_cast/1"
    ]

    assert len(cast) > 30
    assert all(at.env.asserted_by is None and at.env.authority.startswith("role:") for at in cast)


def test_what_is_seeded_is_left_as_it_is(url: str, house: House) -> None:
    before = house.record.last_position()

    assert not seeding.seed(url, clock.now())
    assert house.record.last_position() == before


def test_the_read_models_built_again_are_those_that_were_kept(house: House) -> None:
    def rows() -> dict[str, list[str]]:
        with house.engine.connect() as conn:
            return {
                t.name: sorted(map(str, conn.execute(sa.select(t)))) for t in metadata.sorted_tables
            }

    kept = rows()
    projections.rebuild(house.record)

    assert rows() == kept


@pytest.mark.parametrize(
    "now",
    [
        datetime(2028, 2, 29, 12, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ],
    ids=["leap day", "end of a year", "clocks go forward", "clocks go back"],
)
def test_the_story_can_be_told_on_any_day(now: datetime, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/demo.db"

    assert seeding.seed(url, now)

    house = build(url)
    verdicts = {title: found.get("verdict") for title, found in all_decisions(house).items()}
    (_, last), *_ = house.record.since(house.record.last_position() - 1)
    house.close()
    assert verdicts == PROMISED
    assert last.recorded_at < now


def test_the_story_can_be_told_in_postgresql(blank_postgresql_url: str) -> None:
    assert seeding.seed(blank_postgresql_url, clock.now())

    house = build(blank_postgresql_url)
    verdicts = {title: found.get("verdict") for title, found in all_decisions(house).items()}
    house.close()
    assert verdicts == PROMISED
    assert not seeding.seed(blank_postgresql_url, clock.now())


def test_all_weeks_of_a_decade_leave_the_amendment_in_the_past() -> None:
    for week in range(520):
        now = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(weeks=week)
        stage = Staged.before(now)

        starts = demo.staging.next_month(stage.day(4, 3))
        amended = demo.staging.next_month(stage.day(30, 4))
        assert stage.day(4, 2) < starts < stage.day(10, 0)
        assert stage.day(30, 4) < amended < stage.day(36, 0) < date(2037, 1, 1)


def test_a_register_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/own.db"
    build(url).close()

    with pytest.raises(OutOfOrder, match="register of its own"):
        seeding.seed(url, clock.now())
    done = CliRunner().invoke(demo.command, ["--database", url, "--no-serve"])
    assert done.exit_code == 1
    assert "register of its own" in done.output


def test_a_story_cut_short_leaves_nothing_and_is_told_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/demo.db"
    with monkeypatch.context() as patched:
        patched.setattr("accord.demo.first_year.amend", lambda _office: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            seeding.seed(url, clock.now())

    house = build(url)
    assert house.record.last_position() == 1
    house.close()
    assert seeding.seed(url, clock.now())


def test_every_start_gives_another_key_that_works(url: str, house: House) -> None:
    first, second = seeding.visitors_key(url), seeding.visitors_key(url)

    assert first != second
    with house.engine.connect() as conn:
        assert [answers.principal_of(conn, key) for key in (first, second)] == [VISITOR, VISITOR]


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/demo.db"

    done = CliRunner().invoke(demo.command, ["--database", url, "--no-serve"])

    assert done.exit_code == 0, done.output
    assert (tmp_path / "var" / "demo.db").exists()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_what_it_prints_can_be_pasted_and_its_port_is_then_taken(tmp_path: Path) -> None:
    with serving("demo", f"sqlite:///{tmp_path}/demo.db", tmp_path) as (address, printed):
        shown = printed.read_text(encoding="utf-8")
        commands = re.findall(r"^  (curl.*?)\n\n", shown, re.MULTILINE | re.DOTALL)
        text, history, _, motion = (
            subprocess.run(
                ["bash", "-c", c], capture_output=True, text=True, check=True, cwd=tmp_path
            ).stdout
            for c in commands
        )
        port = address.rpartition(":")[2]
        again = CliRunner().invoke(demo.command, ["--port", port])

    assert "Brightwater Energy plc £250,000" in text
    assert '"sentence":"The motion “A second thermal camera” was tabled' in history
    assert '"stage":"tabled"' in motion
    assert "Northmere" in (tmp_path / "dossier.html").read_text("utf-8")
    assert f"port {port} of 127.0.0.1 cannot be used" in again.output


def test_the_demonstration_signs_its_record_and_one_begun_anew_begins_to_sign_anew(tmp_path: Path):
    database = tmp_path / "demo.db"
    signed = []
    for _ in range(2):
        url = f"sqlite:///{database}"
        done = CliRunner().invoke(demo.command, ["--database", url, "--no-serve"])
        assert "telling nine months" in done.output
        assert "entries recorded" in done.output, done.output
        again = CliRunner().invoke(demo.command, ["--database", url, "--no-serve"])
        assert "telling" not in again.output
        assert "already, with" in again.output
        signed.append((tmp_path / "demo-log" / "checkpoint").read_text("utf-8"))
        house = build(url, log=LogKeys(tmp_path / "demo-log"))
        assert not house.record.halted
        house.close()
        database.unlink()
    assert all(note.startswith("northmere.demo.accord.example\n") for note in signed)
    assert signed[0] != signed[1]
