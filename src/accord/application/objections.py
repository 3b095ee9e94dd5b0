"""Commands on the objections to a motion, under a rule by which seats object instead of voting against."""

from __future__ import annotations

from uuid import UUID

from accord.aggregates.decision import Decision, objecting
from accord.aggregates.decision.objecting_events import ObjectionOutcome, ObjectionRuling
from accord.aggregates.register import Capability
from accord.application.discussions import DiscussionCommands
from accord.errors import Refused


class ObjectionCommands(DiscussionCommands):
    """From an objection that is raised to what became of it."""

    def raise_objection(self, id: UUID, *, seat: str, statement: str) -> Decision:
        """Object to the motion for a seat, with reasons."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        role = self.seat_of(act, instrument, seat)
        event = objecting.raise_objection(
            found, act, agreement=instrument, seat=seat, role=role, statement=statement
        )
        return self.record(found, act, event, authority=f"role:{role.id}")

    def rule_on_objection(self, id: UUID, *, number: int, ruling: ObjectionRuling) -> Decision:
        """Admit an objection or rule it out, as the one who presides."""
        act, found, _ = self._in_the_chair(id)
        event = objecting.rule_on_objection(found, act, number=number, ruling=ruling)
        return self.record(found, act, event)

    def withdraw_objection(self, id: UUID, *, number: int) -> Decision:
        """Withdraw an objection, for the seat that raised it."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        role = self.seat_of(act, instrument, found.objections.numbered(number).seat)
        event = objecting.withdraw_objection(
            found, act, agreement=instrument, number=number, role=role
        )
        return self.record(found, act, event, authority=f"role:{role.id}")

    def settle_objection(
        self,
        id: UUID,
        *,
        number: int,
        outcome: ObjectionOutcome,
        amendment: int | None = None,
        decision: UUID | None = None,
    ) -> Decision:
        """Record what became of an objection: met by an amendment, sustained, or overruled by a decision."""
        act, found, instrument = self._in_the_chair(id)
        _names_just_what_it_rests_on(outcome, amendment, decision)
        if amendment is not None:
            event = objecting.integrate_objection(found, act, number=number, amendment=amendment)
        elif decision is not None:
            by = self.unit.read(Decision, decision)
            event = objecting.overrule_objection(
                found, act, agreement=instrument, number=number, by=by
            )
        else:
            event = objecting.sustain_objection(found, act, number=number)
        authority = f"decision:{decision}" if decision else None
        return self.record(found, act, event, authority=authority)


def _names_just_what_it_rests_on(
    outcome: ObjectionOutcome, amendment: int | None, decision: UUID | None
) -> None:
    """Raise `Refused` where what an outcome rests on is not said, or something else is."""
    rests = {
        "amendment": (ObjectionOutcome.INTEGRATED, amendment, "by the amendment that meets it"),
        "decision": (ObjectionOutcome.OVERRULED, decision, "by the decision to overrule it"),
    }
    for field, (needs, named, why) in rests.items():
        if (outcome is needs) != (named is not None):
            word = f"an objection is {needs} {why}"
            raise Refused(f"{word}; name it" if outcome is needs else f"only {word}", field=field)
