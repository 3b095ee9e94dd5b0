"""Commands on decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from accord.aggregates import decision
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.superseding import can_be_superseded_by
from accord.aggregates.amendment import Amendment, reject, return_
from accord.aggregates.decision import Decision
from accord.aggregates.decision.choosing import (
    certify_choice,
    put_options,
)
from accord.aggregates.decision.choosing_events import ChoiceCertified, MotionOption
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.events import DecisionCertified, MotionTabled, Ruling
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.moving import ABOUT_DECISIONS
from accord.aggregates.matters import Matter
from accord.aggregates.obligation import Obligation, can_be_waived
from accord.aggregates.party import Party
from accord.aggregates.register import Capability
from accord.aggregates.role import role_id
from accord.application.desk import unreasoned
from accord.application.impacts import OnImpacts
from accord.application.voting import VotingCommands
from accord.errors import NotEntitled, Refused
from accord.events import Act, Event
from accord.rules import Position


class DecisionCommands(VotingCommands, OnImpacts):
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
        options: Sequence[MotionOption] = (),
    ) -> Decision:
        """Put a motion before a body, with its `options` where it chooses, for the seat that is its `mover`."""
        if matter in (Matter.AMENDMENT, Matter.MINOR_AMENDMENT):
            raise Refused("draft the amendment first, then put it to a decision", field="matter")
        act = self.act(Capability.TABLE_MOTIONS)
        found = self.unit.find(Decision, id)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        self._can_concern(act, instrument, matter, about)
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
            role=self.seat_of(act, instrument, mover) if mover else None,
            original=self._original(matter, about),
        )
        return self._with_options(instrument, self.record(found, act, event), act, event, options)

    def _with_options(
        self,
        instrument: Agreement,
        found: Decision,
        act: Act,
        motion: MotionTabled,
        options: Sequence[MotionOption],
    ) -> Decision:
        put = put_options(instrument, act, motion=motion, options=options)
        return self.record(found, unreasoned(act), *put) if put else found

    def _original(self, matter: Matter, about: UUID | None) -> Decision | None:
        """Return the decision that a motion concerns, where its matter is one about decisions."""
        if matter not in ABOUT_DECISIONS:
            return None
        if about is None:
            raise Refused(
                f"a motion on the matter “{matter.words}” says which decision it is about",
                field="about",
            )
        return self.unit.read(Decision, about)

    def _can_concern(
        self, act: Act, instrument: Agreement, matter: Matter, about: UUID | None
    ) -> None:
        """Raise a refusal unless there is what a motion is about, and the matter can concern it.

        Who is to accede is registered, what is to be waived is owed, what is to take the place can be in force.
        """
        if about is None:
            return
        match matter:
            case Matter.ACCESSION:
                self.unit.read(Party, about)
            case Matter.WAIVER:
                can_be_waived(self.unit.read(Obligation, about), instrument)
            case Matter.SUPERSESSION:
                can_be_superseded_by(instrument, act, self.unit.read(Agreement, about))

    def declare_interest(self, id: UUID, *, seat: str, statement: str) -> Decision:
        """Declare an interest of the holder of a seat."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        role = self.seat_of(act, instrument, seat)
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

    def lift_interest(self, id: UUID, *, seat: str) -> Decision:
        """Lift an interest that has fallen away; the seat takes part again."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        return self.record(found, act, decision.lift_interest(found, act, seat=seat))

    def give_casting_vote(self, id: UUID, *, position: Position) -> Decision:
        """Decide a tie, as the one who presides."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        act.day(self.agreement_of(found).zone)  # which has come
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
        counted: DecisionCertified | ChoiceCertified
        if found.rule is not None and found.rule.choice is not None:
            counted = certify_choice(found, act, as_it_stands=without_casting_vote)
        else:
            counted = decision.certify(found, act, without_casting_vote=without_casting_vote)
        event = take_effect(
            found, act, agreement=instrument, certified=counted, effective_from=effective_from
        )
        self.record(found, act, event)
        self._weigh_meanwhile(act, found)
        return found

    def _no_longer_carries(self, found: Decision, act: Act) -> Decision:
        """Reject the amendment that the decision is on, in the same transaction.

        Where it was adopted already it keeps its effect up to the day on which the decision ends; an item says so.
        """
        self._followed(found, act, reject)
        if found.aftermath.ends_on is not None:
            self._amendment_fell(act, found)
        return found

    def _came_to_nothing(self, found: Decision, act: Act) -> Decision:
        """Let the amendment that the decision is on be put to another, in the same transaction.

        Where it was adopted already, or something else rests on the decision, impact items say so.
        """
        self._followed(found, act, return_)
        self._fell(act, found)
        return found

    def _followed(
        self, found: Decision, act: Act, by: Callable[[Amendment, UUID], Iterable[Event]]
    ) -> Decision:
        if found.amendment is not None:
            amendment = self.unit.read(Amendment, found.amendment)
            authority = f"decision:{found.id}"
            self.record(amendment, unreasoned(act), *by(amendment, found.id), authority=authority)
        return found

    @staticmethod
    def _seat_authority(found: Decision, post: str | None) -> str:
        if found.agreement is None or post is None:
            raise NotEntitled("nobody presided when voting opened")
        return f"role:{role_id(found.agreement, post)}"
