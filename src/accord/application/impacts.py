"""What a fact that reaches back means for what was certified before, and how that is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates import impact
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.terms import BodyName
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.docket import Docket, docket_id
from accord.aggregates.impact import Change, Impact, ImpactKind, Outcome, impact_id
from accord.aggregates.register import Capability
from accord.aggregates.role import Role, role_id
from accord.application.desk import Desk, unreasoned
from accord.events import Act, Event, Recorded


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
        self._weigh_signatures(act, instrument, change, until)

    def _weigh_counts(
        self, act: Act, before: Agreement, after: Agreement, first: date, until: date
    ) -> None:
        """Weigh the votes of the days on which seats count otherwise by other terms of an agreement."""
        for decision in self._decided_between(after, first, until):
            item = self.unit.find(Impact, impact_id(decision.id, f"voting/{decision.voting}"))
            events = impact.assess_counts(item, decision=decision, before=before, after=after)
            self._on_item(item, act, after, *events)

    def _weigh_meanwhile(self, act: Act, found: Decision) -> None:
        """Weigh what reached back to a vote while that was open or not certified: its roll was frozen, and stays."""
        instrument, frozen = self.agreement_of(found), found.frozen_at
        posts = dict.fromkeys([*found.roll, *filter(None, (found.chair,))])
        ids = [role_id(instrument.id, post) for post in posts] if found.verdict else []
        for role in self.unit.read_many(Role, ids):
            if frozen is not None and role.changed_at is not None and role.changed_at > frozen:
                for retroactive, at, change in self._changes_since(role, frozen):
                    today = at.astimezone(ZoneInfo(instrument.zone)).date()
                    until = today if retroactive else today - timedelta(days=1)
                    self._weigh_for(act, found, instrument, change, until)

    def _changes_since(
        self, role: Role, frozen: datetime
    ) -> Iterator[tuple[bool, datetime, Change]]:
        """Yield what each command did to a post since an instant, whether it reaches back, and when it came."""
        state = Role(role.id)
        entries = cast("Iterable[Recorded[Event]]", self.unit.events.get(role.id))
        for _, group in groupby(entries, key=lambda entry: entry.cmd):
            before, came = deepcopy(state), list(group)
            for entry in came:
                state.apply(entry)
            if came[0].recorded_at > frozen:
                back = any(entry.env.retroactive for entry in came)
                yield back, came[0].recorded_at, Change(before, deepcopy(state), came[0].ver)

    def _weigh_for(
        self, act: Act, found: Decision, instrument: Agreement, change: Change, until: date
    ) -> None:
        opened, first = impact.opened_on(found, instrument), change.reaches_back(until)
        if opened is None or first is None or not first <= opened <= until:
            return
        item = self.unit.find(Impact, impact_id(found.id, f"voting/{found.voting}"))
        events = impact.assess(
            item, decision=found, agreement=instrument, change=change, meanwhile=True
        )
        self._on_item(item, act, change.after, *events)

    def _weigh_signatures(
        self, act: Act, instrument: Agreement, change: Change, until: date
    ) -> None:
        """Weigh the signatures under the agreement and its amendments that were given from the post by then."""
        adopted = [entry.amendment for entry in instrument.incorporated]
        amendments = self.unit.read_many(Amendment, adopted)
        signed: list[Agreement | Amendment] = [instrument, *amendments]
        for subject in signed:
            for party, signature in subject.signing.signatures.items():
                if signature.day > until:
                    continue
                item = self.unit.find(Impact, impact_id(subject.id, f"signature/{party}"))
                events = impact.assess_signature(
                    item,
                    subject=subject.id,
                    party=party,
                    signature=signature,
                    agreement=instrument,
                    change=change,
                )
                self._on_item(item, act, change.after, *events)

    def _fell(self, act: Act, fallen: Decision) -> None:
        """Open the items of what rests on a decision whose result was annulled: an amendment, appointments."""
        instrument, version = self.agreement_of(fallen), fallen.version
        self._amendment_fell(act, fallen)
        posts = {post.post for post in instrument.terms_on(act.day(instrument.zone)).all_posts()}
        ids = [role_id(instrument.id, post) for post in sorted(posts)]
        for role in self.unit.read_many(Role, ids):
            for held in role.assignments.values():
                found = impact.on_a_fallen_appointment(fallen, version, role, held)
                about = f"decision/{fallen.id}/{held.number}"
                self._falls(act, fallen, role.id, about, found)

    def _amendment_fell(self, act: Act, fallen: Decision) -> None:
        """Open the item of an amendment that was adopted on a decision which was annulled, or ended later."""
        if fallen.amendment is not None:
            amendment = self.unit.read(Amendment, fallen.amendment)
            found = impact.on_a_fallen_amendment(fallen, fallen.version, amendment)
            self._falls(act, fallen, amendment.id, f"decision/{fallen.id}", found)

    def _falls(
        self, act: Act, fallen: Decision, subject: UUID, about: str, found: Event | None
    ) -> None:
        if found is not None:
            item = self.unit.find(Impact, impact_id(subject, about))
            self._on_item(item, act, fallen, found)

    def _decided_between(
        self, instrument: Agreement, first: date, last: date
    ) -> Iterator[Decision]:
        """Yield the decisions that stand, the votes on which were opened on these days, body by body."""
        days = (instrument.terms_on(day) for day in (first, last))
        bodies = [body.id for terms in days for body in terms.bodies]
        # A body that an amendment constituted which was annulled since decided all the same.
        said = [each.value for each in instrument.dated if isinstance(each.value, BodyName)]
        for body in dict.fromkeys([*bodies, *(each.id for each in said)]):
            docket = self.unit.find(Docket, docket_id(instrument.id, body))
            votes = [vote.decision for vote in docket.in_order()]
            for decision in self.unit.read_many(Decision, votes):
                opened = impact.opened_on(decision, instrument)
                if opened is not None and first <= opened <= last:
                    yield decision

    def _on_item(
        self, item: Impact, act: Act, cause: Role | Decision | Agreement, *events: Event
    ) -> None:
        here = replace(unreasoned(act), env=replace(act.env, retroactive=False))
        self.record(item, here, *events, authority=f"{cause.NAME}:{cause.id}")


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
