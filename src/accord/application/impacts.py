"""What a fact that reaches back means for what was certified before, and how that is settled."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from accord.aggregates import impact
from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision
from accord.aggregates.docket import Docket, docket_id
from accord.aggregates.impact import Change, Impact, ImpactKind, Outcome, impact_id
from accord.aggregates.register import Capability
from accord.aggregates.role import Role
from accord.application.desk import Desk, unreasoned
from accord.events import Act, Event


class OnImpacts(Desk):
    """What every command does whose facts can reach back: it weighs what rests on the days before."""

    def _in_post(self, found: Role, act: Act, *events: Event, authority: str | None = None) -> Role:
        """Record what happens to a post, and what that means for the votes of the days to which it reaches back."""
        before = deepcopy(found)
        self.record(found, act, *events, authority=authority)
        if found.version > before.version:
            self._weigh(act, Change(before, found, before.version + 1))
        return found

    def _weigh(self, act: Act, change: Change) -> None:
        """Open, weigh anew or let fall away the items of certified decisions, in the same transaction.

        What holds from today on does not undo a vote that was opened earlier today, unless it is said to reach back.
        """
        instrument = self.agreement_of(change.after)
        today = act.today(instrument.zone)
        until = today if act.env.retroactive else today - timedelta(days=1)
        first = change.reaches_back(until)
        if first is None:
            return
        for decision in self._decided_between(instrument, first, until):
            item = self.unit.find(Impact, impact_id(decision.id, f"voting/{decision.voting}"))
            events = impact.assess(item, decision=decision, agreement=instrument, change=change)
            self._on_item(item, act, change.after, *events)

    def _decided_between(
        self, instrument: Agreement, first: date, last: date
    ) -> Iterator[Decision]:
        """Yield the decisions that stand, the votes on which were opened on these days, body by body."""
        bodies = [*instrument.terms_on(first).bodies, *instrument.terms_on(last).bodies]
        for body in dict.fromkeys(body.id for body in bodies):
            docket = self.unit.find(Docket, docket_id(instrument.id, body))
            votes = [vote.decision for vote in docket.in_order()]
            for decision in self.unit.read_many(Decision, votes):
                opened = impact.opened_on(decision, instrument)
                if opened is not None and first <= opened <= last:
                    yield decision

    def _on_item(self, item: Impact, act: Act, cause: Role, *events: Event) -> None:
        here = replace(unreasoned(act), env=replace(act.env, retroactive=False))
        self.record(item, here, *events, authority=f"role:{cause.id}")


class ImpactCommands(OnImpacts):
    """What is done about an impact item."""

    def settle_impact(self, id: UUID, *, outcome: Outcome, decision: UUID | None = None) -> Impact:
        """Settle an item, as the one who presides over the body that decided."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Impact, id)
        instrument = self.agreement_of(found)
        subject = self._subject(found)
        if subject is None:
            self.party_of(act, instrument)
        else:
            self.presides(act, instrument, subject.body)
        event = impact.settle(
            found,
            act,
            zone=instrument.zone,
            outcome=outcome,
            subject=subject,
            by=self.unit.read(Decision, decision) if decision else None,
        )
        return self.record(found, act, event)

    def _subject(self, found: Impact) -> Decision | None:
        if found.kind is not ImpactKind.DECISION or found.subject is None:
            return None
        return self.unit.read(Decision, found.subject)
