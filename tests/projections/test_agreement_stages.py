"""On every day the read model, its lists and the aggregate tell the same stage of an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from tests import partnership as p
from tests.living import noticed, renews
from tests.story import Happened, recorded

from accord import projections
from accord.aggregates.agreement import Agreement, Stage, Term
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import NoticeKind, RenewalKind
from accord.projections.agreements import agreements, at_stage, derived
from accord.projections.views import metadata
from accord.store.unit import fold

FIRST, LAST = date(2026, 3, 1), date(2026, 12, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(0, (LAST - FIRST).days, 13)]
some_day = st.sampled_from(DAYS)
ENDS = {
    "terminated": lambda day: e.TerminatedByConsent(effective_from=day),
    "closing": lambda day: e.CloseOutStarted(effective_from=day),
    "closed": lambda day: e.CloseOutCompleted(effective_from=day),
    "superseded": lambda day: e.AgreementSuperseded(effective_from=day, by=p.CLUB),
    "void": lambda day: e.AgreementDeclaredVoid(effective_from=day, ab_initio=False),
    "void ab initio": lambda _day: e.AgreementDeclaredVoid(ab_initio=True),
    "renewed": lambda day: e.AgreementRenewed(effective_to=day, renewal=1),
    "another term": lambda day: e.ProvisionAmended(
        effective_from=day, amendment=p.CLUB, term=Term(ends_on=day + timedelta(days=30))
    ),
    "no renewal": lambda day: e.ProvisionRepealed(
        effective_from=day, amendment=p.CLUB, provision=e.Provision.RENEWAL
    ),
    "notice": lambda day: noticed(NoticeKind.NON_RENEWAL, day),
    "left": lambda day: e.PartyExpelled(effective_from=day, party=p.CITY),
}


@st.composite
def lives(draw: Any) -> list[Any]:
    """A history that may not have been allowed, but that both have to follow alike."""
    renewal = draw(st.sampled_from([None, *RenewalKind]))
    months = draw(st.sampled_from([1, 2]))
    terms = [renews(renewal, months=months, times=3)] if renewal else []
    until = draw(st.none() | some_day.filter(lambda day: day > p.STARTS))
    later = [ENDS[draw(st.sampled_from(sorted(ENDS)))](draw(some_day)) for _ in range(3)]
    return [*p.in_force(terms, *draw(_suspensions()), *later, until=until)]


@st.composite
def _suspensions(draw: Any) -> list[Any]:
    found: list[Any] = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        since, until = sorted((draw(some_day), draw(some_day)))
        open_end = draw(st.booleans())
        found.append(
            e.AgreementSuspended(
                effective_from=since, effective_to=None if open_end else until, suspension=number
            )
        )
        if draw(st.booleans()):
            found.append(e.AgreementResumed(effective_from=until, suspension=number))
    return found


def _read(history: list[Any]) -> Iterator[tuple[date, Stage, Stage, list[Stage]]]:
    """Each day with the stage of the aggregate, of the read model, and those under which it is listed."""
    entries = recorded(p.AGREEMENT, history)
    agreement = fold(Agreement, p.AGREEMENT, entries)
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        projections.follow(conn, list(enumerate(entries, 1)))
        document = agreements.read(conn, p.AGREEMENT)
        for day in DAYS:
            at = datetime.combine(day, time(12), UTC)
            listed = [stage for stage in Stage if _lists(conn, stage, at)]
            yield day, agreement.stage(day), derived(document, at)["stage"], listed
    engine.dispose()


def _lists(conn: sa.Connection, stage: Stage, at: datetime) -> bool:
    return bool(agreements.page(conn, None, 2, at_stage(conn, stage, at)))


def _agree(history: list[Any]) -> None:
    for day, stage, shown, listed in _read(history):
        assert (shown, listed) == (stage, [stage]), day


@settings(max_examples=10, deadline=None)
@for_all(lives())
def test_all_tell_the_same_stage_whatever_happened(history):
    _agree(history)


@pytest.mark.parametrize("name", sorted(ENDS))
def test_all_tell_the_same_stage_after_each_act(name):
    _agree(p.in_force(renews(RenewalKind.AUTOMATIC, months=1), ENDS[name](date(2026, 6, 7))))


@pytest.mark.parametrize("history", [p.drafted(), p.adopted(), p.opened()])
def test_all_tell_the_same_stage_before_the_agreement_is_in_force(history):
    _agree([history])


def test_what_is_suspended_is_shown_with_the_current_end():
    history = p.in_force(
        renews(RenewalKind.AUTOMATIC, months=12),
        e.AgreementSuspended(
            effective_from=date(2026, 5, 1),
            effective_to=date(2026, 6, 1),
            suspension=1,
            clauses=("money",),
        ),
        e.AgreementSuspended(effective_from=date(2026, 5, 15), suspension=2, party=p.CITY),
        until=date(2026, 12, 31),
    )
    shown = {day: _derived(history, day) for day in ("2026-04-30", "2026-05-01", "2027-01-31")}
    assert shown["2026-04-30"] == {"stage": Stage.IN_FORCE, "ends_on": "2026-12-31"}
    assert shown["2026-05-01"]["suspended"] == {"clauses": ["money"]}
    assert shown["2027-01-31"] == {
        "stage": Stage.IN_FORCE,
        "ends_on": "2027-12-31",
        "suspended": {"parties": [str(p.CITY)]},
    }


def _derived(history: list[Happened], day: str) -> dict[str, Any]:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        projections.follow(conn, list(enumerate(recorded(p.AGREEMENT, history), 1)))
        document = agreements.read(conn, p.AGREEMENT)
    engine.dispose()
    found = derived(document, datetime.fromisoformat(f"{day}T12:00:00Z"))
    return {name: value for name, value in found.items() if name != "parties"}
