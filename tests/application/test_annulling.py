"""Annulled, an amendment leaves text and terms as if it had never been; what was known before stays known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import partnership as p
from tests.application.office import AGREED, AMENDING, Office, conclude, decide, found
from tests.application.test_impacts import recounted

from accord import projections
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import AmendmentAnnulled, AmendmentIncorporated
from accord.aggregates.agreement.terms import Definition
from accord.aggregates.amendment import Amendment, Stage
from accord.aggregates.decision.aftermath_events import DecisionRescinded
from accord.aggregates.impact import Impact, ImpactKind, Outcome, Status, impact_id
from accord.aggregates.impact.events import Fell
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.projections.agreements import agreements
from accord.projections.agreements.terms import terms_on
from accord.projections.text import text_of
from accord.projections.views import metadata
from accord.text import (
    Clause,
    Insert,
    Modification,
    Move,
    Renumber,
    Repeal,
    Substitute,
    consolidate,
)

VOTED_ON = date(2026, 5, 4)
WHY = "The vote was counted wrongly."
BY_COURT = {"authority": "instrument:District Court 7/2026", "reason": "So it was ruled."}


@pytest.fixture
def adopted(office: Office) -> Office:
    """The amendment that strikes the clause on money is in force."""
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("adopt_amendment", p.AMENDMENT)
    return office


ITEM = impact_id(p.AMENDMENT, f"decision/{AMENDING}")


def test_it_is_annulled_with_its_agreement_and_its_item_in_one_transaction(adopted, monkeypatch):
    recounted(adopted, AMENDING, monkeypatch)
    adopted.do("annul_amendment", p.AMENDMENT, by=p.ADA, ab_initio=True, reason=WHY)
    annulled, back, settled = adopted.last(3)

    assert [each.agg for each in (annulled, back, settled)] == [p.AMENDMENT, p.AGREEMENT, ITEM]
    assert back.event == AmendmentAnnulled(amendment=p.AMENDMENT, ab_initio=True, fallen=AMENDING)
    assert settled.event.outcome is Outcome.ANNULLED
    assert len({each.cmd for each in (annulled, back, settled)}) == 1
    assert {each.env.authority for each in (annulled, back, settled)} == {f"decision:{AMENDING}"}
    assert (annulled.event.reason.reveal(), back.event.reason) == (WHY, None)
    assert adopted.record.read(Impact, ITEM).status is Status.SETTLED
    assert adopted.record.read(Amendment, p.AMENDMENT).stage(VOTED_ON) is Stage.ANNULLED


def test_its_number_is_not_used_again(adopted, monkeypatch):
    recounted(adopted, AMENDING, monkeypatch)
    adopted.do("annul_amendment", p.AMENDMENT, ab_initio=True, reason=WHY)
    monkeypatch.undo()
    other, deciding = p.IMPACT, p.DISPUTE
    other, deciding = UUID(int=7), UUID(int=8)
    said = {"agreement": p.AGREEMENT, "title": "Again", "modifications": [Repeal("money")]}
    adopted.do("draft_amendment", other, **said)
    adopted.do("put_to_decision", other, decision=deciding)
    adopted.do("open_voting", deciding, by=p.ADA, closes=p.CLOSES)
    decide(adopted, deciding)
    adopted.do("adopt_amendment", other)

    (entry,) = [e.event for e in adopted.last(3) if isinstance(e.event, AmendmentIncorporated)]
    assert entry.adoption_seq == 2


def test_a_decision_that_is_rescinded_leaves_the_amendment_its_effect_up_to_then(adopted):
    rescind(adopted)
    rescinded, opened = adopted.last(2)

    assert isinstance(rescinded.event, DecisionRescinded)
    found_ = opened.event
    assert (found_.kind, found_.subject) == (ImpactKind.AMENDMENT, p.AMENDMENT)
    assert (found_.fell, found_.concerns_on) == (Fell.RESCINDED, date(2026, 5, 20))
    refused = adopted.refusal("annul_amendment", p.AMENDMENT, ab_initio=True, reason=WHY)
    assert "keeps its effect up to then; say 2026-05-20 or a later day" in refused.reason
    later = {"ab_initio": False, "effective_from": date(2026, 5, 20)}
    adopted.do("annul_amendment", p.AMENDMENT, reason=WHY, **later)
    amendment = adopted.record.read(Amendment, p.AMENDMENT)
    assert amendment.stage(date(2026, 5, 19)) is Stage.IN_FORCE
    assert amendment.stage(date(2026, 5, 20)) is Stage.ANNULLED


def rescind(office: Office) -> None:
    """The board decides that what it decided ends on 20 May."""
    motion = UUID(int=9)
    said = {"body": "board", "cls": "change", "title": "Rescind", "text": "That it end."}
    about = {"matter": Matter.RESCISSION, "about": AMENDING}
    office.do("table_motion", motion, agreement=p.AGREEMENT, **said, **about)
    office.do("open_voting", motion, by=p.ADA, closes=p.CLOSES)
    decide(office, motion)
    office.do("rescind_decision", AMENDING, decision=motion, effective_from=date(2026, 5, 20))


def test_what_was_annulled_is_not_in_doubt_again(adopted):
    adopted.do("annul_amendment", p.AMENDMENT, ab_initio=True, **BY_COURT)
    rescind(adopted)

    assert isinstance(adopted.last()[0].event, DecisionRescinded)
    assert adopted.record.read(Amendment, p.AMENDMENT).stage(VOTED_ON) is Stage.ANNULLED


def test_nobody_of_a_party_annuls_what_all_assented_to(new_office):
    conclude(new_office, replace(AGREED, procedures=()))
    life = Life(new_office)
    life.adopts((Repeal("money"),), 0, "x")
    refused = new_office.refusal(
        "annul_amendment", life.ids[0], by=p.ADA, ab_initio=True, reason=WHY
    )
    assert "adopted by the assent of every party" in refused.reason
    refused = new_office.refusal(
        "annul_amendment", life.ids[0], by=p.ADA, ab_initio=True, **BY_COURT
    )
    assert "recorded by the register's office" in refused.reason


# --- Whatever happens ------------------------------------------------------------------------

TODAY = date(2026, 4, 6)
DAYS = [TODAY + timedelta(days=days) for days in range(-6, 9)]
NAMES = st.sampled_from(("purpose", "members", "money", "n0", "n1"))
WORDS = st.sampled_from(("a\n", "b\n"))
CLAUSES = st.builds(lambda id, text: Clause(id=id, text=text), NAMES, WORDS)
CHANGES: st.SearchStrategy[Modification] = st.one_of(
    st.builds(Substitute, CLAUSES),
    st.builds(Insert, CLAUSES, after=st.one_of(st.none(), NAMES)),
    st.builds(Repeal, NAMES),
    st.builds(Renumber, NAMES, num=WORDS.map(str.strip)),
    st.builds(Move, NAMES, after=st.one_of(st.none(), NAMES)),
)
STEPS = st.one_of(
    st.tuples(
        st.just("adopt"),
        st.lists(CHANGES, min_size=1, max_size=2),
        st.integers(0, 4),
        st.sampled_from(("", "", "a\n", "b\n")),
    ),
    st.tuples(st.just("annul"), st.integers(0, 5), st.one_of(st.none(), st.integers(-2, 6)), WORDS),
)


@dataclass
class Life:
    """Amendments that are adopted and annulled, and beside them what a plain fold makes of it."""

    office: Office
    ids: list[UUID] = field(default_factory=list)
    standing: list[tuple[date, int, tuple[Modification, ...], str, date]] = field(
        default_factory=list
    )

    def adopts(self, changes: tuple[Modification, ...], days: int, meaning: str) -> None:
        """Each party assents to an amendment, and it is adopted from a day on; what cannot be is not."""
        id_, day = UUID(int=100 + len(self.ids)), TODAY + timedelta(days=days)
        self.office.now = datetime(2026, 4, 6, 9, tzinfo=UTC)
        said = {"modifications": changes, "effective_from": day, "title": "Change"}
        terms = {"definitions": (Definition(term="River", meaning=meaning),)} if meaning else {}
        about = {"matter": Matter.AMENDMENT, "about": id_}
        try:
            self.office.do("draft_amendment", id_, agreement=p.AGREEMENT, terms=terms, **said)
            self.office.do("assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **about)
            self.office.do("assent", p.AGREEMENT, by=p.CLEO, party=p.TRUST, **about)
            self.office.do("adopt_amendment", id_)
        except Refused:
            self.ids.append(id_)
            self.standing.append((day, 0, (), "", day))
            return
        self.ids.append(id_)
        self.standing.append((day, len(self.ids), tuple(changes), meaning, date.max))

    def annuls(self, which: int, days: int | None) -> None:
        """A court annuls one of them, on every day or from one on; what rests on it may forbid that."""
        if which >= len(self.ids):
            return
        said: dict[str, Any] = {"ab_initio": True}
        from_, *rest = self.standing[which]
        until = from_
        if days is not None:
            until = TODAY + timedelta(days=days)
            said = {"ab_initio": False, "effective_from": until, "retroactive": True}
        try:
            self.office.do("annul_amendment", self.ids[which], **said, **BY_COURT)
        except Refused:
            return
        self.standing[which] = (from_, *rest[:-1], until)

    def due(self, day: date) -> list[tuple[tuple[Modification, ...], str]]:
        """What is in effect on a day, in order."""
        found_ = sorted(each for each in self.standing if each[0] <= day < each[-1])
        return [(changes, meaning) for _, _, changes, meaning, _ in found_]

    def text(self, day: date) -> tuple[Clause, ...]:
        changes = (change for changes, _ in self.due(day) for change in changes)
        return consolidate(AGREED.clauses, changes)

    def meaning(self, day: date) -> str:
        return next((meaning for _, meaning in reversed(self.due(day)) if meaning), "")


@dataclass
class Reading:
    """The read models, as they follow the record."""

    office: Office
    engine: sa.Engine = field(default_factory=lambda: sa.create_engine("sqlite://"))
    at: int = 0

    def __post_init__(self) -> None:
        with self.engine.begin() as conn:
            metadata.create_all(conn)

    def follows(self, until: int | None = None) -> None:
        entries = [e for e in self.office.record.since(self.at) if until is None or e[0] <= until]
        with self.engine.begin() as conn:
            projections.follow(conn, entries)
        self.at = entries[-1][0] if entries else self.at

    def says(self) -> list[tuple[tuple[Clause, ...], str]]:
        """The text of each day, and what the river is."""
        with self.engine.connect() as conn:
            document = agreements.read(conn, p.AGREEMENT)
            return [
                (text_of(conn, p.AGREEMENT, day).clauses, _meaning(document, day)) for day in DAYS
            ]


def _meaning(document: Any, day: date) -> str:
    known = (document | terms_on(document, day.isoformat())).get("definitions", ())
    return next((each["meaning"] for each in known), "")


@pytest.fixture(scope="module")
def founded(sqlite_template, tmp_path_factory) -> Iterator[Any]:
    """Offices with an agreement in force that no body amends, as many as are asked for."""
    folder, opened = tmp_path_factory.mktemp("annulling"), []
    shutil.copy(sqlite_template, folder / "first.db")
    first = Office(f"sqlite:///{folder / 'first.db'}")
    found(first)
    conclude(first, replace(AGREED, procedures=()))
    first.record.close()

    def another() -> Office:
        file = folder / f"{len(opened)}.db"
        shutil.copy(folder / "first.db", file)
        opened.append(Office(f"sqlite:///{file}"))
        return opened[-1]

    yield another
    for office in opened:
        office.record.close()


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=2, max_size=9), back=st.integers(0, 8))
def test_the_text_is_the_fold_without_what_was_annulled_and_what_was_known_stays(
    founded, steps, back
):
    life = Life(founded())
    reading = Reading(life.office)
    told = []
    for name, which, days, meaning in steps:
        if name == "adopt":
            life.adopts(tuple(which), days, meaning)
        else:
            life.annuls(which, days)
        reading.follows()
        told.append((reading.at, reading.says()))
        state = life.office.record.read(Agreement, p.AGREEMENT)
        wanted = [(life.text(day), life.meaning(day)) for day in DAYS]
        assert told[-1][1] == wanted
        assert [_river(state, day) for day in DAYS] == [meaning for _, meaning in wanted]

    position, said = told[back % len(told)]
    then = Reading(life.office)
    then.follows(position)
    assert then.says() == said
    life.office.record.close()


def _river(state: Agreement, day: date) -> str:
    return next((each.meaning for each in state.terms_on(day).definitions), "")


def test_what_forbids_it_is_told_of_what_belongs_to_the_agreement(founded):
    life = Life(founded())
    life.adopts((Insert(Clause(id="n0", text="a\n")),), 0, "a\n")
    life.adopts((Substitute(Clause(id="n0", text="b\n")),), 1, "b\n")
    refused = life.office.refusal("annul_amendment", life.ids[0], ab_initio=True, **BY_COURT)
    assert refused.facts["amendments"] == [str(life.ids[1])]
    life.annuls(1, None)
    life.annuls(0, None)
    assert life.text(TODAY + timedelta(days=2)) == AGREED.clauses
    again = life.office.refusal("annul_amendment", life.ids[0], ab_initio=True, **BY_COURT)
    assert type(again) is OutOfOrder
    life.office.record.close()
