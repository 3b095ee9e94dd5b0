"""Commands on decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from uuid import UUID

from accord.aggregates import decision
from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment, may_be_decided
from accord.aggregates.decision import Answer, Decision, Seated
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.discussing_events import BallotReplaced
from accord.aggregates.decision.events import BallotCast, BallotRecorded, Ruling
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.moving import ABOUT_DECISIONS
from accord.aggregates.decision.sealed_events import VoterMarked
from accord.aggregates.decision.sealing import SEALABLE, groups
from accord.aggregates.matters import Matter
from accord.aggregates.register import Capability
from accord.aggregates.role import Role, role_id
from accord.application.desk import Desk
from accord.errors import NotEntitled, Refused
from accord.events import Act
from accord.rules import Position
from accord.store import ballot_box

_Answered = BallotCast | BallotReplaced | VoterMarked


class DecisionCommands(Desk):
    """From a motion to a certified verdict."""

    def table_motion(
        self,
        id: UUID,
        *,
        agreement: UUID,
        body: str,
        cls: str,
        title: str,
        text: str,
        matter: Matter = Matter.GENERAL,
        background: str | None = None,
        about: UUID | None = None,
        mover: str | None = None,
    ) -> Decision:
        """Put a motion before a body. A motion to amend is tabled with its amendment.

        `mover` is the seat for which it is moved; a motion to reconsider names it.
        """
        if matter in (Matter.AMENDMENT, Matter.MINOR_AMENDMENT):
            raise Refused("draft the amendment first, then put it to a decision", field="matter")
        act = self.act(Capability.TABLE_MOTIONS)
        found = self.unit.find(Decision, id)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        event = decision.table_motion(
            found,
            act,
            agreement=instrument,
            body=body,
            cls=cls,
            title=title,
            text=text,
            matter=matter,
            background=background,
            about=about,
            mover=mover,
            role=self.role_of(instrument, mover) if mover else None,
            original=self._original(matter, about),
        )
        return self.record(found, act, event)

    def _original(self, matter: Matter, about: UUID | None) -> Decision | None:
        """Return the decision that a motion concerns, where its matter is one about decisions."""
        if matter not in ABOUT_DECISIONS:
            return None
        if about is None:
            raise Refused(f"a motion on {matter} says which decision it is about", field="about")
        return self.unit.read(Decision, about)

    def declare_interest(self, id: UUID, *, seat: str, statement: str) -> Decision:
        """Declare an interest of the holder of a seat."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        role = self.role_of(instrument, seat)
        event = decision.declare_interest(
            found,
            act,
            body=body_of(instrument, found.body, act.day(instrument.zone)),
            seat=seat,
            role=role,
            zone=instrument.zone,
            statement=statement,
        )
        return self.record(found, act, event, authority=f"role:{role.id}")

    def rule_on_interest(self, id: UUID, *, seat: str, ruling: Ruling) -> Decision:
        """Rule on a declared interest; `recuse` takes the seat off the count."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        return self.record(
            found, act, decision.rule_on_interest(found, act, seat=seat, ruling=ruling)
        )

    def open_voting(self, id: UUID, *, closes: datetime) -> Decision:
        """Freeze the roll and the rule, and open the vote."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        if found.amendment is not None:
            may_be_decided(self.unit.read(Amendment, found.amendment))
        instrument = self.agreement_of(found)
        seated = self._seated(instrument, found.body, act.day(instrument.zone))
        events = decision.open_voting(
            found, act, agreement=instrument, seated=seated, closes=closes
        )
        self.record(found, act, *events)
        if found.sealed.secret:
            room = product(range(len(groups(found))), SEALABLE)
            ballot_box.lay_out(self.unit.conn, found.id, found.voting, room)
        return found

    def _seated(self, instrument: Agreement, body_id: str, day: date) -> dict[str, Seated]:
        body = body_of(instrument, body_id, day)
        posts = [seat.post for seat in body.seats]
        if body.chair is not None and body.chair not in posts:
            posts.append(body.chair)
        roles = self.unit.read_many(Role, [role_id(instrument.id, post) for post in posts])
        sitting = {post: role.seated_on(day) for post, role in zip(posts, roles, strict=True)}
        parties = instrument.acting_on(day)
        return {
            post: Seated(who.holder, party)
            for post, who in sitting.items()
            if who is not None and (party := instrument.acting_for(who.party, day)) in parties
        }

    def cast_ballot(self, id: UUID, *, seat: str, position: Position) -> Decision:
        """Cast the ballot of the seat that this principal holds, now."""
        act = self._by_its_holder()
        found = self.read(Decision, id)
        event = decision.cast_ballot(found, act, seat=seat, position=position)
        return self._for_its_seat(found, act, event)

    def record_ballots(self, id: UUID, *, answers: Sequence[Answer]) -> Decision:
        """Record the ballots that were given orally or on paper, all or none."""
        act = self.act(Capability.RECORD_FOR_OTHERS)
        found = self.read(Decision, id)
        return self._for_others(found, act, decision.record_ballots(found, act, answers=answers))

    def _by_its_holder(self) -> Act:
        act = self.act(Capability.VOTE)
        if act.env.asserted_by or act.env.occurred_at or act.env.occurred_on:
            raise Refused(
                "a ballot is cast by its holder, now; for others and for the past, record it"
            )
        return act

    def _for_its_seat(self, found: Decision, act: Act, event: _Answered) -> Decision:
        """Record what the holder of a seat did, on the authority of the seat."""
        return self.record(
            found,
            act,
            event,
            authority=self._seat_authority(found, event.seat),
            on_behalf_of=found.seat(event.seat).party,
        )

    def _for_others(
        self, found: Decision, act: Act, events: Iterable[BallotRecorded | VoterMarked]
    ) -> Decision:
        """Record what was heard or seen of seats, each for its party."""
        for event in events:
            party = found.seat(event.seat).party
            self.party_to(act, *([party] if party else []))
            self.record(found, act, event, on_behalf_of=party)
            act = replace(act, reason=None)  # it stands once, on the first event of its act
        return found

    def close_voting(self, id: UUID) -> Decision:
        """Close the vote at its time, or once all have answered."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        conn, voting = self.unit.conn, found.voting
        box = ballot_box.contents(conn, id, voting) if found.sealed.secret else None
        events = decision.close_voting(found, act, box=box)
        if box is not None:
            ballot_box.destroy(conn, id, voting)
        return self.record(found, act, *events)

    def give_casting_vote(self, id: UUID, *, position: Position) -> Decision:
        """Decide a tie, as the one who presides."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        event = decision.give_casting_vote(found, act, position=position)
        return self.record(found, act, event, authority=self._seat_authority(found, found.chair))

    def certify_result(
        self,
        id: UUID,
        *,
        without_casting_vote: bool = False,
        effective_from: date | None = None,
    ) -> Decision:
        """Count again and let the result stand; what is carried holds at once, or from a day on."""
        act = self.act(Capability.CERTIFY)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        counted = decision.certify(found, act, without_casting_vote=without_casting_vote)
        event = take_effect(
            found, act, agreement=instrument, certified=counted, effective_from=effective_from
        )
        return self.record(found, act, event)

    def _presides(self, act: Act, found: Decision, over: str | None = None) -> None:
        """Raise `NotEntitled` unless the chair of the body acts, or of the one that it went `over` to."""
        self.presides(act, self.agreement_of(found), over or found.body)

    @staticmethod
    def _seat_authority(found: Decision, post: str | None) -> str:
        if found.agreement is None or post is None:
            raise NotEntitled("nobody presided when voting opened")
        return f"role:{role_id(found.agreement, post)}"
