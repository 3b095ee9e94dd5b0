"""An office where the stories' people act on a real record, at instants that the test sets."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests import partnership as p
from tests.examples.impacts import impact_examples
from tests.story import CLERK, NOW, circumstances

from accord.aggregates.agreement import Terms
from accord.aggregates.agreement.terms import DisputeStage
from accord.aggregates.impact import Impact
from accord.aggregates.obligation import Kind
from accord.aggregates.party import PartyKind
from accord.aggregates.register import Capability
from accord.aggregates.role import role_id
from accord.application import Accord, Said
from accord.errors import Refused
from accord.store.record import Clock, Record
from accord.text import Repeal

OPERATOR = UUID("5e7a0000-0000-7000-8000-00000000000a")
STRANGER = UUID("5e7a0000-0000-7000-8000-00000000000b")
SPRING = datetime(2026, 2, 2, 9, tzinfo=UTC)
AMENDING = UUID("5e7a0000-0000-7000-8000-0000000000d2")
"""The decision on the amendment."""
BY_LAW = "instrument:Municipal charter, § 4"
_SAID = {field.name for field in fields(Said)}
_C = Capability
MEMBER = (_C.VOTE, _C.HOLD_OFFICE, _C.SIGN, _C.PRESIDE)
OWED: dict[str, Any] = {
    "party": p.CITY,
    "title": "Yearly report",
    "due_on": date(2026, 5, 1),
    "kind": Kind.REPORT,
    "clause": "money",
}
POSTS = {
    "city-1": (p.ADA, p.CITY),
    "city-2": (p.BEN, p.CITY),
    "trust-1": (p.CLEO, p.TRUST),
    "trust-2": (p.DAN, p.TRUST),
    "mayor": (p.ADA, p.CITY),
    "warden": (p.CLEO, p.TRUST),
}


class Office:
    """Commands on a record; each is a transaction of its own."""

    def __init__(self, url: str, now: datetime = NOW) -> None:
        self.now = now
        self.record = Record(url, outside=Clock(now=lambda: self.now))

    def do(self, command: str, *args: Any, **said: Any) -> Any:
        """Let `by` give a command; what belongs to the circumstances is said with it."""
        by, expected = said.pop("by", CLERK), said.pop("expected", None)
        words = Said(**{name: said.pop(name) for name in _SAID & said.keys()})
        with self.record.unit() as unit, unit.command():
            return getattr(Accord(unit, by, words, expected), command)(*args, **said)

    def refusal(self, command: str, *args: Any, **said: Any) -> Refused:
        """The refusal that a command meets; nothing may have been written."""
        before = self.record.last_position()
        try:
            self.do(command, *args, **said)
        except Refused as refused:
            assert self.record.last_position() == before, "refused, and yet something was written"
            return refused
        raise AssertionError(f"{command} was not refused")

    def last(self, count: int = 1) -> list[Any]:
        """The newest entries of the record, with their disclosures opened."""
        return [entry for _, entry in self.record.since(self.record.last_position() - count)]


def found(office: Office) -> None:
    """The register is open, the parties registered, their people enrolled."""
    office.now = SPRING
    office.do("open_register", by=OPERATOR, origin="register.example", zone=p.ZONE)
    _enrol(office, CLERK, None, tuple(Capability))
    for party, name in ((p.CITY, "City"), (p.TRUST, "Trust")):
        office.do("register_party", party, kind=PartyKind.PUBLIC_AGENCY, name=name)
    for person, party in ((p.ADA, p.CITY), (p.BEN, p.CITY), (p.CLEO, p.TRUST), (p.DAN, p.TRUST)):
        _enrol(office, person, party, MEMBER)


def _enrol(office: Office, who: UUID, party: UUID | None, capabilities: tuple[_C, ...]) -> None:
    office.do("enrol_principal", by=OPERATOR, principal=who, party=party, capabilities=capabilities)


TALKS = DisputeStage(key="talks", title="Talks", forum="the chairs", days=14)
AGREED = replace(p.TERMS, dispute_stages=(TALKS,))


def conclude(office: Office, terms: Terms = AGREED) -> None:
    """The agreement is drafted, adopted and signed, its posts are filled."""
    office.do("draft_agreement", p.AGREEMENT, terms=terms)
    office.do("adopt_text", p.AGREEMENT)
    for post, (holder, party) in POSTS.items():
        fill(office, post, holder, party)
    office.do("open_for_signature", p.AGREEMENT)
    for who, party, capacity in ((p.ADA, p.CITY, "Mayor"), (p.CLEO, p.TRUST, "Warden")):
        office.do(
            "sign", p.AGREEMENT, by=who, party=party, text_hash=p.TEXT_HASH, capacity=capacity
        )


def fill(office: Office, post: str, holder: UUID, party: UUID) -> None:
    office.do("create_post", agreement=p.AGREEMENT, post=post)
    role = role_id(p.AGREEMENT, post)
    office.do("assign_role", role, holder=holder, party=party, authority=BY_LAW)
    office.do("accept_role", role, by=holder, assignment=1)


def move(office: Office) -> None:
    """Two motions are before the board, one to amend; voting is open on the other; the city owes a report."""
    office.now = NOW
    office.do(
        "draft_amendment",
        p.AMENDMENT,
        agreement=p.AGREEMENT,
        title="No costs",
        modifications=[Repeal("money")],
    )
    office.do("put_to_decision", p.AMENDMENT, decision=AMENDING)
    motion = {"body": "board", "cls": "spending", "title": "Clean the weir", "text": "That it be."}
    office.do("table_motion", p.DECISION, agreement=p.AGREEMENT, **motion)
    office.do("open_voting", p.DECISION, by=p.ADA, closes=p.CLOSES)
    hall = {"body": "board", "starts": p.CLOSES, "place": "Town hall"}
    office.do("convene_meeting", p.MEETING, agreement=p.AGREEMENT, **hall)
    office.do("schedule_obligation", p.OBLIGATION, agreement=p.AGREEMENT, **OWED)
    at_odds = {"title": "Who pays", "statement": "Nothing was paid.", "party": p.CITY}
    office.do("raise_dispute", p.DISPUTE, by=p.ADA, agreement=p.AGREEMENT, **at_odds)
    _learn(office)


def _learn(office: Office) -> None:
    """It was found out later that a seat had no mandate when an earlier motion was voted on."""
    with office.record.unit() as unit, unit.command():
        (found, *_) = impact_examples()
        unit.append(Impact(p.IMPACT), circumstances(), found)


def vote(office: Office, decision: UUID, **positions: str) -> None:
    """The seats of these names cast their ballots."""
    for seat, position in positions.items():
        post = seat.replace("_", "-")
        office.do(
            "cast_ballot", decision, by=POSTS[post][0], seat=post, position=p.Position(position)
        )


def decide(office: Office, decision: UUID) -> None:
    """All seats vote for it, and the result is certified."""
    vote(office, decision, city_1="for", city_2="for", trust_1="for", trust_2="for")
    office.do("close_voting", decision, by=p.ADA)
    office.do("certify_result", decision)
