"""A post as it is read: who holds it and who sits in it on each day, and which posts somebody holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as some
from tests import partnership as q
from tests.http.cases.roles import FOR_A_REASON
from tests.story import happened, recorded, standing

from accord.aggregates import role as r
from accord.projections import posts, roles
from accord.projections.agreements import agreements
from accord.projections.views import HANDLERS, Views

WHY = {"authority": "instrument:Minute 9"}


def chair(p, **facts):
    """Create the chair and appoint somebody for a time."""
    person = p.fill("chair", "city")
    return person, f"/roles/{p.roles['chair']}"


def shown(p, path, day):
    found = p.secretary.get(f"{path}?at={day}").json
    return found["status"], found.get("holder"), found.get("seated")


def done(p, path, fact, **facts):
    return p.secretary.done(f"{path}/{fact}", facts, match=p.read(path))


def test_a_post_is_read_as_it_stands_on_a_day(at):
    p = at("drafted")
    person, own = chair(p)
    other = p.person()
    holder, stands_in = str(person.principal), str(other.principal)
    done(p, own, "suspensions", assignment=1, effective_from="2026-06-01", **FOR_A_REASON)
    facts = {"holder": stands_in, "party": p.party["city"], **WHY}
    done(p, own, "actings", effective_from="2026-08-01", effective_to="2026-09-01", **facts)
    done(p, own, "alternates", assignment=1, person=stands_in, effective_from="2026-07-01")
    done(p, own, "resumptions", assignment=1, effective_from="2026-10-01", **FOR_A_REASON)
    done(p, own, "revocations", assignment=1, effective_to="2026-11-01", **FOR_A_REASON)
    done(p, own, "abolitions", effective_from="2026-12-01", **WHY)

    assert shown(p, own, "2026-05-03") == ("vacant", None, None)
    assert shown(p, own, "2026-05-04") == ("held", holder, holder)
    assert shown(p, own, "2026-06-01") == ("suspended", holder, None)
    assert shown(p, own, "2026-07-01") == ("suspended", holder, stands_in)
    assert shown(p, own, "2026-08-01") == ("acting", holder, stands_in)
    assert shown(p, own, "2026-09-01") == ("suspended", holder, stands_in)
    assert shown(p, own, "2026-10-01") == ("held", holder, holder)
    assert shown(p, own, "2026-11-01") == ("vacant", None, None)
    assert shown(p, own, "2026-12-01") == ("abolished", None, None)
    (entry,) = p.read(own).json["assignments"]
    assert entry["ended_by"] == "revoked"
    assert entry["suspensions"] == [
        {
            "effective_from": "2026-06-01",
            "effective_to": "2026-10-01",
            **FOR_A_REASON,
            "entry": 4,
        }
    ]


def test_how_each_assignment_ended_is_said_from_its_day_on(at):
    p = at("drafted")
    person = p.person(party="city")
    p.roles["chair"] = p.secretary.done("/roles", agreement=p.agreement, post="chair").json["id"]
    own = f"/roles/{p.roles['chair']}"
    facts = {"holder": str(person.principal), "party": p.party["city"], **WHY}
    p.secretary.done(f"{own}/assignments", facts, effective_to="2026-06-01")
    p.secretary.done(
        f"{own}/assignments", facts, effective_from="2026-06-01", effective_to="2026-07-01"
    )
    p.secretary.done(f"{own}/assignments", facts, effective_from="2026-07-01")
    person.done(f"{own}/acceptances", assignment=1, effective_from="2026-05-10")
    person.done(f"{own}/declinations", assignment=3)

    def ends(day):
        return [a.get("ended_by") for a in p.secretary.get(f"{own}?at={day}").json["assignments"]]

    assert ends("2026-05-31") == [None, None, "declined"]
    assert ends("2026-06-01") == ["expired", None, "declined"]
    assert ends("2026-07-01") == ["expired", "not_accepted", "declined"]
    assert shown(p, own, "2026-05-09")[0] == "vacant"
    assert shown(p, own, "2026-05-10")[0] == "held"
    assert shown(p, own, "2026-06-15")[0] == "pending"
    assert shown(p, own, "2026-07-15")[0] == "vacant"


def asked(p, **query):
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return sorted(item["post"] for item in p.read(f"/roles?{words}").json["items"])


def test_posts_are_found_by_who_holds_them_on_a_day_or_ever(at):
    p = at("filled")
    person = p.people["seat-city"]
    who = str(person.principal)

    assert asked(p, holder=who) == ["seat-city"]
    assert asked(p, holder=who, at="2026-05-03") == []
    assert asked(p, holder=who, at="2026-05-04") == ["seat-city"]
    assert asked(p, party=p.party["city"]) == ["chair", "mayor", "seat-city"]
    assert asked(p, post="warden") == ["warden"]
    assert asked(p, post="warden", party=p.party["city"]) == []
    person.done(
        f"/roles/{p.roles['seat-city']}/resignations", assignment=1, effective_to="2026-06-01"
    )
    assert asked(p, holder=who, at="2026-05-31") == ["seat-city"]
    assert asked(p, holder=who, at="2026-06-01") == []
    assert asked(p, holder=who) == ["seat-city"]


def test_a_list_as_of_a_day_shows_what_is_so_on_it(at):
    p = at("filled")
    (found,) = p.read("/roles?post=mayor&at=2026-05-03").json["items"]
    assert found["status"] == "vacant"
    (found,) = p.read("/roles?post=mayor&at=2026-05-04").json["items"]
    assert found["status"] == "held"


def test_who_acts_is_found_and_who_is_only_appointed_is_not(at):
    p = at("drafted")
    pending = p.fill("chair", "city", accept=False)
    own, acting = f"/roles/{p.roles['chair']}", str(p.secretary.principal)
    facts = {"holder": acting, "party": p.party["city"], **WHY}
    p.secretary.done(f"{own}/actings", facts, effective_to="2026-09-01")

    assert asked(p, holder=acting, at="2026-08-31") == ["chair"]
    assert asked(p, holder=str(pending.principal)) == []
    pending.done(f"{own}/acceptances", assignment=1)
    assert asked(p, holder=acting) == []
    assert asked(p, holder=str(pending.principal)) == ["chair"]


# --- The read model and the aggregate say the same -------------------------------------------

FIRST = date(2026, 5, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
a_day = some.sampled_from(DAYS)
TOLD = (
    some.builds(lambda d: r.RoleSuspended(assignment=1, effective_from=d), a_day),
    some.builds(
        lambda d: r.AlternateNamed(assignment=1, alternate=1, person=q.BEN, effective_from=d),
        a_day,
    ),
    some.builds(
        lambda d: r.ActingAppointed(
            acting=1,
            holder=q.CLEO,
            party=q.CITY,
            effective_from=d,
            effective_to=d + timedelta(days=2),
        ),
        a_day,
    ),
    some.builds(lambda d: r.RoleResigned(assignment=1, effective_to=d), a_day),
    some.builds(lambda d: r.PostAbolished(effective_from=d), a_day),
)


class Kept(Views):
    """Read models in memory: documents alone."""

    def __init__(self):
        super().__init__(None)
        self.begin(agreements, q.AGREEMENT, {"zone": "UTC"})

    def execute(self, statement, **values):
        pass


def document(history):
    views, id_ = Kept(), r.role_id(q.AGREEMENT, "mayor")
    for entry in recorded(id_, history):
        for handler in HANDLERS.get(type(entry.event), ()):
            if handler.__module__ in (roles.__name__, posts.__name__):
                handler(views, 1, entry)
    return views.look(roles.roles, id_)


@settings(suppress_health_check=list(HealthCheck), max_examples=150)
@whatever(
    some.tuples(*(some.lists(kind, max_size=1) for kind in TOLD)),
    some.booleans(),
    a_day,
    some.none() | a_day,
)
def test_the_read_model_and_the_aggregate_say_the_same_on_every_day(told, accepts, from_, resumes):
    if told[0] and resumes:
        told = (*told, r.RoleResumed(assignment=1, effective_from=resumes))
    accepted = [happened(r.RoleAccepted(assignment=1), by=q.ADA)] if accepts else []
    begun = [q.post_created("mayor", q.CITY), q.assigned(q.ADA, q.CITY, from_, DAYS[6]), accepted]
    history = [begun, *told]
    role, read = standing(r.Role, *history), document(history)

    for day in DAYS:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        seen = roles.derived(read, noon)
        assert seen["status"] == role.stage(day)
        seated = role.seated_on(day)
        assert seen.get("seated") == (str(seated.holder) if seated else None)


@pytest.mark.parametrize("query", ["holder=nobody", "post=A%20B", "at=tomorrow", "party=1"])
def test_a_question_that_cannot_be_read_is_refused(at, query):
    p = at("registered")
    assert p.secretary.get(f"/roles?{query}").status_code == 400
