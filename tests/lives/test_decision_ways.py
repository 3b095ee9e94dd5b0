"""Each way that a result can go, step by step, with all that a walk holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from accord.aggregates.decision import Decision, PaperCount
from accord.aggregates.decision.events import ChallengeRuling
from accord.aggregates.matters import Matter
from accord.rules import Position
from tests import partnership as p
from tests.lives.motions import MOTION, MOTIONS
from tests.lives.observed import ZONE
from tests.lives.test_decision_life import DecisionWalk

ONE = MOTIONS[3]
RELATED = {
    "rescind": Matter.RESCISSION,
    "reopen": Matter.RECONSIDERATION,
    "supersede": Matter.REPLACEMENT,
    "ratify": Matter.RATIFICATION,
}


class Ways(DecisionWalk):
    """One decision, and in few words what is done about it."""

    tells = True

    def go(self, word: str) -> None:
        name, _, later = word.partition("-")
        day = (self.office.now + timedelta(days=30)).date() if later else None
        if name in ("rescind", "reopen", "supersede"):
            dated = {} if name == "reopen" else {"effective_from": day}
            self.must(f"{name}_decision", ONE, decision=self.other(name), **dated)
        elif name == "ratify":
            self.must("ratify_emergency_decision", ONE, decision=self.other(name))
        else:
            getattr(self, name)()

    def must(self, command: str, *args: UUID, **said: object) -> None:
        assert self.give(command, *args, **said), command  # type: ignore[arg-type]

    def other(self, name: str) -> UUID:
        """Another decision about this one; the ratification is lost."""
        id = UUID(int=ONE.int + 0x100 + self.accepted)
        said = MOTION | {"matter": RELATED[name], "about": ONE, "mover": "city-1"}
        said["cls"] = self.office.record.read(Decision, ONE).cls
        self.must("table_motion", id, asserted_by=p.ADA, **said)
        self._vote(id, Position.AGAINST if name == "ratify" else Position.FOR, 4)
        if said["cls"] == "spending":
            self.consent(id)
        return id

    def table(self) -> None:
        self.must("table_motion", ONE, **MOTION)

    def carry(self) -> None:
        self.table()
        self._vote(ONE, Position.FOR, 4)

    def spend(self) -> None:
        self.must("table_motion", ONE, **MOTION | {"cls": "spending"})
        self._vote(ONE, Position.FOR, 4)

    def later(self) -> None:
        self.table()
        self._later()

    def spend_later(self) -> None:
        self.must("table_motion", ONE, **MOTION | {"cls": "spending"})
        self._later()

    def _later(self) -> None:
        self.must("second_motion", ONE, by=p.BEN, seat="city-2")
        self.must("open_voting", ONE, closes=self.office.now + timedelta(days=1))
        for seat, who in (
            ("city-1", p.ADA),
            ("city-2", p.BEN),
            ("trust-1", p.CLEO),
            ("trust-2", p.DAN),
        ):
            self.must("cast_ballot", ONE, by=who, seat=seat, position=Position.FOR)
        self.must("close_voting", ONE)
        day = (self.office.now + timedelta(days=40)).date()
        self.must("certify_result", ONE, effective_from=day)

    def inquorate(self) -> None:
        self.must("open_voting", ONE, closes=self.office.now + timedelta(hours=1))
        self.wait(hours=2)
        self.must("close_voting", ONE)

    def certify(self) -> None:
        self.must("certify_result", ONE)

    def second(self) -> None:
        self.must("second_motion", ONE, by=p.BEN, seat="city-2")

    def secret(self) -> None:
        self.must("table_motion", ONE, **MOTION | {"cls": "secret"})
        self.must("second_motion", ONE, by=p.BEN, seat="city-2")
        self.open_secretly()

    def open_secretly(self) -> None:
        self.must("open_voting", ONE, closes=self.office.now + timedelta(days=7))

    def two_vote(self) -> None:
        for seat, who in (("city-1", p.ADA), ("trust-1", p.CLEO)):
            said = {"seat": seat, "position": Position.FOR}
            self.must("cast_sealed_ballot", ONE, by=who, **said)

    def two_on_paper(self) -> None:
        self.must("record_voters", ONE, seats=["city-2", "trust-2"])
        counts = [PaperCount(Position.FOR, 1), PaperCount(Position.INVALID, 1)]
        self.must("record_secret_count", ONE, counts=counts)

    def close(self) -> None:
        self.must("close_voting", ONE)

    def emergency(self) -> None:
        self.must("take_emergency_decision", ONE, by=p.ADA, reason="The river rises.", **MOTION)

    def hold(self) -> None:
        self.must("place_hold", ONE, by=p.CLEO, seat="trust-1")

    def unhold(self) -> None:
        self.must("withdraw_hold", ONE, by=p.CLEO, seat="trust-1")

    def consent(self, id: UUID = ONE) -> None:
        self.must("consent", id, by=p.ADA, party=p.CITY)
        self.must("consent", id, by=p.CLEO, party=p.TRUST)

    def refuse(self) -> None:
        self.must("refuse_consent", ONE, by=p.CLEO, party=p.TRUST, reason="Too dear.")

    def implement(self) -> None:
        self.must("record_implementation", ONE, complete=True)

    def challenge(self) -> None:
        self.must("challenge_result", ONE, by=p.CLEO, party=p.TRUST, statement="Not heard.")

    def uphold(self) -> None:
        self.must("rule_on_challenge", ONE, by=p.ADA, number=1, ruling=ChallengeRuling.UPHELD)

    def month(self) -> None:
        self.wait(days=31)
        self._look(ONE)

    def notice(self) -> None:
        today = self.office.now.date()
        until = today + timedelta(days=5)
        self.must("notice_motion", ONE, opens_on=today, until=until)

    def defer(self) -> None:
        self.must("defer_motion", ONE)

    def defer_a_week(self) -> None:
        self.must("defer_motion", ONE, until=self.office.now.date() + timedelta(days=7))

    def refer(self) -> None:
        self.must("refer_motion", ONE, body="forum", cls="advice")

    def lapse(self) -> None:
        self.must("lapse_motion", ONE)

    def withdraw(self) -> None:
        self.must("withdraw_motion", ONE)


WAYS = """
spend consent: effective
spend refuse: vetoed
spend challenge refuse uphold: annulled
spend challenge uphold: annulled
spend rescind: rescinded
spend supersede: superseded
spend reopen: tabled
spend rescind-later month: rescinded
spend supersede-later month: superseded
spend hold unhold: awaiting_consent
spend hold refuse: vetoed
spend hold reopen: tabled
spend hold rescind: rescinded
spend hold supersede: superseded
spend hold challenge uphold: annulled
spend hold rescind-later month: rescinded
spend hold supersede-later month: superseded
spend_later consent month month implement: implemented
later hold unhold: certified
later rescind: rescinded
later supersede: superseded
later reopen: tabled
later challenge uphold: annulled
later rescind-later month: rescinded
later supersede-later month: superseded
carry hold unhold: effective
carry reopen: tabled
carry challenge uphold: annulled
carry rescind: rescinded
carry supersede: superseded
carry rescind-later month: rescinded
carry supersede-later month: superseded
carry challenge rescind uphold: annulled
carry challenge supersede uphold: annulled
carry implement challenge uphold: annulled
carry implement supersede: superseded
carry rescind-later implement month: rescinded
carry supersede-later implement month: superseded
emergency ratify: lapsed
emergency implement ratify: lapsed
emergency month: lapsed
emergency implement month: lapsed
emergency challenge month uphold: annulled
table second inquorate challenge uphold: annulled
table second inquorate inquorate certify: certified
table second inquorate certify inquorate: closed
table notice month lapse: lapsed
table notice defer month lapse: lapsed
table notice refer month lapse: lapsed
table defer withdraw: withdrawn
table refer withdraw: withdrawn
table defer_a_week month: tabled
secret two_vote two_on_paper close certify: effective
secret two_vote two_on_paper close certify reopen open_secretly two_vote: voting
secret two_vote month close: tabled
secret two_vote month close open_secretly month close certify: certified
"""


@pytest.fixture
def ways() -> Iterator[Ways]:
    walk = Ways()
    yield walk
    walk.teardown()


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_a_decision_can_go_this_way(ways: Ways, way: str) -> None:
    words, _, end = way.partition(": ")
    for word in words.split():
        ways.go(word)
    found = ways.office.record.read(Decision, ONE)
    assert found.stage(ways.office.now, ZONE) == end
