"""The history: of one thing, of an agreement, of everything; page by page, with who acted for whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from tests import partnership as p
from tests.story import CLERK, circumstances, recorded

from accord import canonical
from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment, AmendmentDrafted, PutToDecision, RepealDrafted
from accord.aggregates.decision import Decision
from accord.aggregates.party import Party, PartyKind, PartyRegistered, PartyRenamed
from accord.aggregates.register import REGISTER, Capability, PrincipalEnrolled, Register
from accord.aggregates.role import Role, RoleResigned, role_id
from accord.events import Disclosed, Event, Stream
from accord.projections import history as h
from accord.projections import rebuild
from accord.projections.chronicle import history
from accord.rules import Verdict
from accord.store.record import Clock
from accord.wiring import House, build

MAYOR = role_id(p.AGREEMENT, "mayor")
ALL = h.Page(limit=1000)
START = datetime(2026, 5, 1, 8, tzinfo=UTC)


class Minutes:
    """A clock that is one minute later each time it is asked."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    opened = build(database_url, Clock(now=Minutes()))
    yield opened
    opened.close()


def record(house: House, kind: type[Stream], id: UUID, *happened: Any, **said: Any) -> None:
    """Record a history as one command, under these circumstances."""
    events = [entry.event for entry in recorded(id, happened)]
    with house.record.unit() as unit, unit.command():
        unit.append(unit.find(kind, id), circumstances(**said), *events)


def registered(name: str) -> Event:
    return PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name=name)


@pytest.fixture
def partnership(house: House) -> House:
    """A city and a trust, their agreement, a post that is held, a decision and an amendment."""
    record(house, Party, p.CITY, registered("City of Jokikylä"))
    record(house, Party, p.TRUST, registered("River Trust"))
    eve = PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eve Example"))
    record(house, Party, p.EVE, eve)
    record(house, Agreement, p.AGREEMENT, p.in_force(), on_behalf_of=p.TRUST)
    record(house, Role, MAYOR, p.held("mayor", p.ADA, p.CITY), on_behalf_of=p.CITY)
    record(house, Decision, p.DECISION, p.certified(Verdict.CARRIED), on_behalf_of=p.CITY)
    amended = AmendmentDrafted(agreement=p.AGREEMENT, title="Costs by use")
    record(house, Amendment, p.AMENDMENT, amended, RepealDrafted(clause="money"))
    record(house, Amendment, p.AMENDMENT, PutToDecision(decision=p.DECISION), on_behalf_of=p.EVE)
    return house


@contextmanager
def asked(house: House) -> Iterator[sa.Connection]:
    with house.engine.connect() as conn:
        yield conn


def everything(house: House, page: h.Page = ALL, **filters: Any) -> list[dict[str, Any]]:
    with asked(house) as conn:
        return h.of_everything(conn, page, **filters)


def positions(items: list[dict[str, Any]]) -> list[int]:
    return [item["position"] for item in items]


def test_everything_that_is_recorded_stands_in_the_history_once_and_in_order(partnership):
    assert positions(everything(partnership)) == list(
        range(1, partnership.record.last_position() + 1)
    )


def test_the_history_of_one_thing_has_its_versions_without_gaps(partnership):
    with asked(partnership) as conn:
        items = h.of_stream(conn, p.DECISION, ALL)

    assert {item["id"] for item in items} == {str(p.DECISION)}
    assert [item["version"] for item in items] == list(range(1, len(items) + 1))
    assert items[0]["sentence"] == (
        "The motion “Clean the weir” was tabled before the body board, in class ordinary."
    )


def test_the_history_of_an_agreement_has_everything_under_it_and_nothing_else(partnership):
    with asked(partnership) as conn:
        items = h.of_agreement(conn, p.AGREEMENT, ALL)

    under = {str(id) for id in (p.AGREEMENT, MAYOR, p.DECISION, p.AMENDMENT)}
    assert {item["id"] for item in items} == under
    assert items == [item for item in everything(partnership) if item["id"] in under]
    assert all(item["links"]["agreement"] == f"/v1/agreements/{p.AGREEMENT}" for item in items)


def test_what_is_recorded_of_it_later_still_belongs_to_the_agreement(partnership):
    record(partnership, Role, MAYOR, RoleResigned(assignment=1, effective_to=date(2027, 1, 1)))

    with asked(partnership) as conn:
        last = h.of_agreement(conn, p.AGREEMENT, ALL)[-1]

    assert last["type"] == "role.resigned/1"
    assert last["sentence"].endswith("no longer after 2026-12-31 (assignment 1).")


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_follow_each_other_without_gap_or_repetition(partnership, newest_first):
    found: list[int] = []
    whole = positions(everything(partnership))
    for _ in range(0, len(whole), 7):
        after = found[-1] if found else None
        page = everything(partnership, h.Page(limit=7, after=after, newest_first=newest_first))
        found += positions(page)

    assert found == (whole[::-1] if newest_first else whole)


def test_a_filter_by_type_finds_only_that_type(partnership):
    found = everything(partnership, type="decision.ballot_cast/1")

    assert len(found) == 4
    assert {item["type"] for item in found} == {"decision.ballot_cast/1"}


def test_a_filter_by_party_finds_what_was_done_on_its_behalf(partnership):
    found = everything(partnership, party=p.TRUST)

    assert {item["id"] for item in found} == {str(p.AGREEMENT)}
    assert {item["on_behalf_of"]["name"] for item in found} == {"River Trust"}


def test_since_is_included_and_until_is_not(partnership):
    instants = sorted({item["recorded_at"] for item in everything(partnership)})
    since, until = (datetime.fromisoformat(instants[index]) for index in (2, 5))

    found = everything(partnership, since=since, until=until)

    assert sorted({item["recorded_at"] for item in found}) == instants[2:5]


def test_filters_hold_together(partnership):
    found = everything(partnership, party=p.CITY, type="role.accepted/1")

    assert [item["id"] for item in found] == [str(MAYOR)]


def test_the_register_acts_under_its_own_name_and_has_no_page(partnership):
    first = everything(partnership)[0]

    assert first["on_behalf_of"] == {"id": str(REGISTER), "name": "the register"}
    assert first["links"] == {}


def test_a_person_for_whom_somebody_acts_is_not_named(partnership):
    put = everything(partnership, party=p.EVE)[0]

    assert put["on_behalf_of"] == {"id": str(p.EVE)}
    assert "Eve Example" not in str(everything(partnership))


def test_a_person_who_is_a_party_is_told_by_the_subject_id(partnership):
    mandate = p.CLUB
    acts = (Capability.SIGN,)
    enrolled = PrincipalEnrolled(principal=p.DAN, mandate=mandate, party=p.EVE, capabilities=acts)
    record(partnership, Register, REGISTER, enrolled)

    last = everything(partnership, h.Page(limit=1, newest_first=True))[0]

    assert (
        last["sentence"]
        == "Person …00000013 was enrolled to act for party …00000014, and may: sign."
    )


def test_who_said_it_and_when_it_happened_and_why_stand_beside_the_sentence(partnership):
    resigned = RoleResigned(
        assignment=1, effective_to=date(2026, 5, 1), reason=Disclosed("She moved to another city.")
    )
    record(
        partnership,
        Role,
        MAYOR,
        resigned,
        asserted_by=p.ADA,
        on_behalf_of=p.CITY,
        authority=f"role:{MAYOR}",
        occurred_on=date(2026, 4, 28),
        retroactive=True,
    )

    last = everything(partnership, h.Page(limit=1, newest_first=True))[0]

    assert last == {
        "position": partnership.record.last_position(),
        "id": str(MAYOR),
        "version": 4,
        "type": "role.resigned/1",
        "sentence": (
            "The holder resigned from the post and holds it no longer after 2026-04-30 (assignment 1)."
        ),
        "recorded_at": last["recorded_at"],
        "recorded_by": str(CLERK),
        "asserted_by": str(p.ADA),
        "on_behalf_of": {"id": str(p.CITY), "name": "City of Jokikylä"},
        "authority": f"role:{MAYOR}",
        "occurred_on": "2026-04-28",
        "effective_to": "2026-05-01",
        "retroactive": True,
        "reason": "She moved to another city.",
        "links": {
            "subject": f"/v1/roles/{MAYOR}",
            "agreement": f"/v1/agreements/{p.AGREEMENT}",
            "on_behalf_of": f"/v1/parties/{p.CITY}",
        },
    }


def test_an_instant_at_which_it_happened_is_told_as_an_instant(partnership):
    record(partnership, Role, MAYOR, _resigned(), occurred_at=START)

    last = everything(partnership, h.Page(limit=1, newest_first=True))[0]

    assert last["occurred_at"] == canonical.instant(START)
    assert "occurred_on" not in last


def _resigned() -> Event:
    return RoleResigned(assignment=1, effective_to=date(2026, 6, 1))


def test_a_sentence_keeps_the_name_that_a_party_had_when_it_was_recorded(partnership):
    renamed = PartyRenamed(legal_name="City of Jokilaakso", effective_from=date(2026, 6, 1))
    record(partnership, Party, p.CITY, renamed)

    with asked(partnership) as conn:
        signed = next(i for i in h.of_stream(conn, p.AGREEMENT, ALL) if "signed" in i["type"])
        appointed = h.of_stream(conn, MAYOR, ALL)[1]

    assert "signed for City of Jokikylä as Mayor" in signed["sentence"]
    assert appointed["on_behalf_of"]["name"] == "City of Jokilaakso"


def test_adoption_and_incorporation_are_one_command(partnership):
    with partnership.record.unit() as unit, unit.command():
        clerk = partnership.desk(unit, CLERK)
        clerk.enrol_principal(principal=CLERK, party=None, capabilities=(Capability.AMEND,))
    carried = partnership.record.last_position()

    with partnership.command(CLERK) as desk:
        desk.adopt_amendment(p.AMENDMENT)

    with asked(partnership) as conn:
        rows = conn.execute(sa.select(history).where(history.c.position > carried)).all()
    assert {row.type for row in rows} == {
        "amendment.adopted/1",
        "agreement.amendment_incorporated/1",
    }
    assert len({(row.cmd, row.recorded_at, row.effective_from) for row in rows}) == 1
    assert {row.authority for row in rows} == {f"decision:{p.DECISION}"}


def test_recording_never_runs_backwards_in_the_history(partnership):
    instants = [item["recorded_at"] for item in everything(partnership)]

    assert all(earlier <= later for earlier, later in pairwise(instants))


def test_built_again_from_nothing_it_is_the_same(partnership):
    renamed = PartyRenamed(legal_name="City of Jokilaakso", effective_from=date(2026, 6, 1))
    record(partnership, Party, p.CITY, renamed)
    record(partnership, Role, MAYOR, _resigned())
    with asked(partnership) as conn:
        kept_up = conn.execute(sa.select(history).order_by(history.c.position)).all()

    rebuild(partnership.record)

    with asked(partnership) as conn:
        built = conn.execute(sa.select(history).order_by(history.c.position)).all()
    assert built == kept_up
