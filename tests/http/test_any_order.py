"""In whichever order independent facts are recorded, the truth that they come to is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from tests.http.asking import all_of
from tests.http.cases.disputes import STAGES, at_odds
from tests.http.stages import Album, Partnership

PAST, TODAY = ("2026-01-15", "2026-04-01"), "2026-05-04"
COMING = ("2026-06-10", "2026-07-01", "2026-08-15", "2026-12-31", "2028-02-29")
ASKED = ("2026-01-14", *PAST, TODAY, *COMING, "2028-03-01", "2030-01-01")
CLAUSES = [
    {"id": id_, "num": str(n), "heading": id_.title(), "text": f"What is said of {id_}.\n"}
    for n, id_ in enumerate(("purpose", "money", "boats", "fish", "reeds", "weir"), 1)
]
LATE = {
    "retroactive": True,
    "reason": "It was found in a drawer.",
    "authority": "instrument:Letter 7",
}
Deed = Callable[[Partnership, str], object]


def broad(p: Partnership) -> None:
    """An agreement under which much can happen."""
    terms = p.terms(
        clauses=CLAUSES,
        term={"starts_on": "2026-01-01", "ends_on": "2030-01-01"},
        notice_periods=[{"kind": "withdrawal", "days": 30, "clause": "money"}],
        dispute_stages=list(STAGES),
        procedures=[
            {"matter": matter, "body": "board", "class": "ordinary"}
            for matter in ("amendment", "suspension")
        ],
    )
    p.agreement = p.secretary.done("/agreements", terms).json["id"]
    p.stage = "drafted"
    p.reach("filled")
    p.reach("open for signature")
    for post in ("mayor", "warden", "captain"):
        assert p.sign(post, **LATE).status_code == 201


# --- What happens, each to something of its own ----------------------------------------------


def amending(*modifications: dict[str, Any]) -> Deed:
    def deed(p: Partnership, day: str) -> None:
        id_ = p.amend(*modifications, title=f"Of {modifications[0]['clause']}")
        own = f"/amendments/{id_}"
        put = p.secretary.done(f"{own}/decision", match=p.read(own))
        p.decide(put.json["decision"], "for", "for", "for")
        p.secretary.done(f"{own}/adoption", {"effective_from": day, **LATE}, match=p.read(own))

    return deed


def appointed_before(post: str) -> Deed:
    """Who holds a post leaves it on a day, and another of the same party follows at once."""

    def deed(p: Partnership, day: str) -> None:
        own = f"/roles/{p.roles[post]}"
        day = max(day, COMING[0])
        p.people[post].done(f"{own}/resignations", assignment=1, effective_to=day)
        next_, party = p.person(party="trust"), p.party["trust"]
        facts = {"holder": str(next_.principal), "party": party, "authority": "instrument:M"}
        p.secretary.done(f"{own}/assignments", facts, effective_from=day)
        next_.done(f"{own}/acceptances", assignment=2)

    return deed


def renamed(name: str) -> Deed:
    def deed(p: Partnership, day: str) -> None:
        own, day = f"/parties/{p.party[name]}", min(day, TODAY)
        p.secretary.done(
            f"{own}/names", {"name": f"{name} anew", "effective_from": day, **LATE}, match="*"
        )

    return deed


def owed(title: str, then: str, **facts: Any) -> Deed:
    def deed(p: Partnership, day: str) -> None:
        id_ = p.owe(title=title, due_on=day)
        if then:
            own = f"/obligations/{id_}"
            p.secretary.done(f"{own}/{then}", facts, match=p.read(own))

    return deed


def suspended(p: Partnership, day: str) -> None:
    motion = p.table(matter="suspension", title="Suspend the reeds")
    p.decide(motion, "for", "for", "against")
    facts = {"decision": motion, "clauses": ["reeds"], "effective_from": day, **LATE}
    p.secretary.done(f"{p.path}/suspensions", facts, match="*")


def left(p: Partnership, day: str) -> None:
    """The club gives notice, and withdraws from the day of its effect."""
    day = max(day, COMING[0])
    notice = {"party": p.party["club"], "kind": "withdrawal", "statement": "We leave."}
    p.people["captain"].done(f"{p.path}/notices", notice, effective_from=day)
    number = p.read(p.path).json["notices"][-1]["notice"]
    facts = {"party": p.party["club"], "notice": number}
    p.people["captain"].done(f"{p.path}/withdrawals", facts, match="*")


def disputed(p: Partnership, _day: str) -> None:
    p.people["mayor"].done("/disputes", at_odds(p))


def resolved(p: Partnership, day: str) -> None:
    motion = p.table(title="Count the herons")
    p.decide(motion, "for", "for", "abstain")
    p.table(title=f"Wait until {day}")


def met(p: Partnership, day: str) -> None:
    facts = {"agreement": p.agreement, "body": "board", "place": "Town hall"}
    p.secretary.done("/meetings", facts, starts=f"{max(day, COMING[0])}T16:00:00Z")


DEEDS: tuple[Deed, ...] = (
    amending({"op": "substitute", "clause": "money", "text": "The city pays half.\n"}),
    amending({"op": "insert", "clause": "swans", "text": "Swans are let be.\n", "after": "boats"}),
    amending({"op": "repeal", "clause": "fish"}),
    amending({"op": "renumber", "clause": "weir", "num": "9"}),
    appointed_before("seat-trust"),
    renamed("city"),
    renamed("club"),
    owed("Paid in part", "part-fulfilments", statement="The first half"),
    owed("Met", "fulfilments", evidence=["ab" * 32]),
    owed("Open", ""),
    suspended,
    left,
    disputed,
    resolved,
    met,
)


# --- The truth that they come to -------------------------------------------------------------

SHOWN = {
    "parties": ("name", "names"),
    "agreements": ("title", "stage", "ends_on", "suspended", "clauses", "posts", "bodies"),
    "roles": ("post", "status", "holder_party"),
    "decisions": ("title", "stage", "verdict", "tally"),
    "amendments": ("title", "stage", "effective_from"),
    "obligations": ("title", "status", "overdue", "due_on"),
    "disputes": ("title", "status", "stage", "due_on"),
    "meetings": ("starts", "stage"),
}


def truth(p: Partnership) -> dict[str, Any]:
    """All that holds on each day, without what numbers and ids say of the order."""
    found: dict[str, Any] = {}
    for day in ASKED:
        found[f"text on {day}"] = p.read(f"{p.path}/text?format=plain&at={day}").text
        for kind, names in SHOWN.items():
            items = all_of(p.secretary, f"/{kind}", at=day)
            shown = [{name: item.get(name) for name in names} for item in items]
            found[f"{kind} on {day}"] = sorted(map(str, shown))
        parties = p.read(f"{p.path}?at={day}").json["parties"]
        found[f"bound on {day}"] = sorted((each["party"], each["status"]) for each in parties)
    return found


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    return Album(tmp_path_factory.mktemp("orders"))


ORDERS = some.permutations(range(len(DEEDS)))
DAYS = some.lists(
    some.sampled_from((*PAST, TODAY, *COMING)), min_size=len(DEEDS), max_size=len(DEEDS)
)
FEW = settings(
    max_examples=4,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.mark.no_cover  # drawn by lot
def test_the_order_in_which_independent_facts_are_recorded_changes_nothing(album, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    files = iter(range(10_000))

    def lived(order: list[int], days: list[str]) -> dict[str, Any]:
        p = album.open("registered", folder / f"{next(files)}.db", broad)
        try:
            for number in order:
                DEEDS[number](p, days[number])
                p.hands.turn(minutes=1)
            return truth(p)
        finally:
            p.house.close()

    @FEW
    @given(order=ORDERS, days=DAYS)
    def comes_to_one_truth(order: list[int], days: list[str]) -> None:
        found = lived(order, days)
        assert found == lived(sorted(order), days)
        assert len({found[f"text on {day}"] for day in ASKED}) > 1

    comes_to_one_truth()
