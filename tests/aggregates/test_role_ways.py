"""A post goes from stage to stage by each act that leads there, and by the days of what is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.dockets import docket_with
from tests.partnership import ADA, BEN, CITY, DAN, EVE, TRUST
from tests.story import NOW, given, happened, standing

from accord.aggregates.agreement.memory import Dated
from accord.aggregates.agreement.terms import Tenure
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.role import (
    ActingAppointed,
    PostAbolished,
    PostReinstated,
    Role,
    RoleAccepted,
    RoleSuspended,
    abolish_post,
    accept_role,
    appoint_acting,
    assign_role,
    end_acting,
    record_lapse,
    reinstate_post,
    resign,
    resume_role,
    revoke,
    vacate,
)

TODAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
NEXT_YEAR = date(2027, 1, 1)
IN_JUNE = datetime(2026, 6, 15, 9, tzinfo=UTC)
ZONED: dict[str, Any] = {"zone": p.ZONE}


def at_stage(stage: str, from_: date = p.STARTS, until: date | None = None, number: int = 1) -> Any:
    """What is recorded of a post that stands there on these days."""
    assigned = p.assigned(ADA, CITY, from_, until, number)
    held = [assigned, happened(RoleAccepted(assignment=number), by=ADA)]
    return {
        "vacant": [],
        "pending": [assigned],
        "held": held,
        "suspended": [
            *held,
            RoleSuspended(assignment=number, effective_from=from_, effective_to=until),
        ],
        "acting": [_acting(from_, until, number)],
        "abolished": [
            PostAbolished(effective_from=from_),
            PostReinstated(title="Mayor", party=CITY, effective_from=until),
        ],
    }[stage]


def _acting(from_: date, until: date | None, number: int = 1) -> ActingAppointed:
    return ActingAppointed(
        acting=number,
        holder=EVE,
        party=CITY,
        effective_from=from_,
        effective_to=until or JULY,
    )


def mayor(*history: Any) -> Any:
    return given(Role, p.post_created("mayor", CITY), *history)


def assigning(role: Any) -> Any:
    """An act that changes nothing before next year."""
    return role.when(
        assign_role,
        agreement=p.agreement(),
        others={},
        holder=BEN,
        party=CITY,
        from_=NEXT_YEAR,
        until=None,
    )


# --- By date -----------------------------------------------------------------------------------

FILLED = ("pending", "held", "suspended")
STAGES = ("vacant", *FILLED, "acting")
BY_DATE = [*permutations(STAGES, 2), *(("abolished", after) for after in STAGES)]


@pytest.mark.parametrize(("before", "after"), BY_DATE)
def test_a_day_leads_from_what_ends_to_what_begins(before, after):
    since = p.STARTS if before != "abolished" else TODAY
    number = 2 if before in FILLED else 1
    post = mayor(at_stage(before, since, JUNE), at_stage(after, JUNE, JULY, number))

    assigning(post).then_goes(after, until=IN_JUNE)


@pytest.mark.parametrize("before", STAGES)
def test_a_day_leads_to_where_the_post_is_abolished(before):
    told = mayor(at_stage(before, until=JUNE)).when(
        abolish_post, agreement=p.agreement(), from_=JUNE, cited=True
    )

    told.then_goes("abolished", until=IN_JUNE)


# --- By an act ---------------------------------------------------------------------------------


@pytest.mark.parametrize("before", FILLED)
def test_whoever_was_appointed_gives_the_post_up_or_is_removed(before):
    post, said = mayor(at_stage(before)), {"assignment": 1, "until": None, **ZONED}

    post.when(resign, by=ADA, **said).then_goes("vacant")
    post.when(revoke, **said).then_goes("vacant")
    post.when(vacate, reason="The mayor died.", **said).then_goes("vacant")


def test_who_accepts_from_a_later_day_leaves_the_post_vacant_until_then():
    told = mayor(at_stage("pending")).when(accept_role, by=ADA, assignment=1, from_=JUNE, **ZONED)

    told.then_goes("vacant", "held", until=IN_JUNE)


@pytest.mark.parametrize("before", [*FILLED, "acting"])
def test_a_post_that_the_terms_no_longer_constitute_is_abolished_with_its_mandates(before):
    agreement = p.agreement()
    agreement.dated.append(Dated(TODAY, "post", key="mayor"))
    told = mayor(at_stage(before)).when(abolish_post, agreement=agreement, from_=None, cited=False)

    told.then_goes("abolished")


def test_an_abolished_post_is_reinstated_at_once():
    told = mayor(PostAbolished(effective_from=p.STARTS)).when(
        reinstate_post, agreement=p.agreement(), from_=None
    )

    told.then_goes("vacant")


@pytest.mark.parametrize("beneath", ["vacant", "pending", "suspended"])
def test_who_acts_in_a_post_acts_no_longer(beneath):
    told = mayor(at_stage(beneath), _acting(p.STARTS, JULY)).when(
        end_acting, acting=1, until=None, **ZONED
    )

    told.then_goes(beneath)


def test_who_takes_up_the_post_ends_the_time_of_who_acts_in_it():
    pending, suspended = (at_stage(stage) for stage in ("pending", "suspended"))
    acting, said = _acting(p.STARTS, JULY), {"assignment": 1, "from_": None, **ZONED}

    mayor(pending, acting).when(accept_role, by=ADA, **said).then_goes("held")
    mayor(suspended, acting).when(resume_role, **said).then_goes("held")
    mayor(suspended).when(resume_role, **said).then_goes("held")


def test_somebody_acts_for_a_suspended_holder():
    told = mayor(at_stage("suspended")).when(
        appoint_acting,
        agreement=p.agreement(),
        others={},
        holder=EVE,
        party=CITY,
        from_=None,
        until=JULY,
    )

    told.then_goes("acting", "suspended", until=datetime(2026, 7, 2, 9, tzinfo=UTC))


def missed() -> Decision:
    history = [p.tabled(), *p.frozen(), *p.ballots(city_1="for")]
    closed = happened(d.VotingClosed(tally=(), tied=False), at=p.CLOSES)
    return standing(Decision, *history, closed, id=UUID(int=1))


def test_a_suspended_holder_loses_the_post_all_the_same():
    agreement, seat = p.agreement(), p.held("trust-2", DAN, TRUST)
    agreement.dated.append(Dated(p.STARTS, "tenure", value=Tenure(post="trust-2", lapse_after=1)))
    told = given(Role, seat, RoleSuspended(assignment=1, effective_from=TODAY)).when(
        record_lapse,
        agreement=agreement,
        assignment=1,
        decisions=[missed()],
        docket=docket_with(missed()),
        until=None,
        at=NOW,
    )

    told.then_goes("vacant")
