"""Commands that open a vote and close it: who is on its roll, and how it goes into the docket of the body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from accord.aggregates import decision
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.terms import Body
from accord.aggregates.amendment import Amendment, may_be_decided
from accord.aggregates.decision import Decision, Seated
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.voting import body_now
from accord.aggregates.docket import entered, without_vote
from accord.aggregates.register import Capability
from accord.aggregates.role import Role, exercised, role_id, standing_ready
from accord.application import sealed_boxes
from accord.application.desk import Desk, unreasoned
from accord.application.following import following
from accord.application.standing import those_there
from accord.events import Act


class VotingCommands(Desk):
    """From the frozen roll to the close."""

    def open_voting(
        self, id: UUID, *, closes: datetime, by_correspondence: bool = False
    ) -> Decision:
        """Freeze the roll and the rule, and open the vote, at a meeting or by correspondence."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        instrument = self.agreement_of(found)
        if found.amendment is not None:
            amendment = self.unit.read(Amendment, found.amendment)
            incorporated = self.incorporated(instrument)
            may_be_decided(amendment, act, agreement=instrument, incorporated=incorporated)
        body = body_now(found, instrument, act.day(instrument.zone))
        seated = self._seated(act, instrument, body)
        events = decision.open_voting(
            found,
            act,
            agreement=instrument,
            seated=seated,
            closes=closes,
            by_correspondence=by_correspondence,
            lapsed=self._without_vote(act, instrument, found, seated),
        )
        self.record(found, act, *events)
        sealed_boxes.put_up(self.unit.conn, found)
        return found

    def _without_vote(
        self, act: Act, instrument: Agreement, found: Decision, seated: Mapping[str, Seated]
    ) -> dict[str, list[UUID]]:
        """Return the seats of the body that lost their vote by missing others, each with what it missed."""
        day = act.day(instrument.zone)
        orders = instrument.terms_on(day).orders(found.body)
        if not orders.voting_right_lapses_after:
            return {}
        seats = body_of(instrument, found.body, day).seats
        roles = self.unit.read_many(Role, [role_id(instrument.id, seat.post) for seat in seats])
        docket = self.docket_of(found)
        own = docket.votes.get(found.id)  # voted on again, a motion does not count against itself
        counted = {
            seat.post: (
                seated[seat.post].party if seat.post in seated else seat.party,
                role.settled_by(day),
            )
            for seat, role in zip(seats, roles, strict=True)
        }
        return without_vote(docket, orders, counted, before=own.opened if own else act.moment)

    def _seated(self, act: Act, instrument: Agreement, body: Body) -> dict[str, Seated]:
        day = act.day(instrument.zone)
        posts = [seat.post for seat in body.seats]
        if body.chair is not None and body.chair not in posts:
            posts.append(body.chair)
        roles = self.unit.read_many(Role, [role_id(instrument.id, post) for post in posts])
        ready = {role.post: standing_ready(role, day) for role in roles}
        sitting = [(role.post, exercised(role, instrument, day)) for role in roles]
        parties = those_there(self.unit, act, instrument.acting_on(day))
        return {
            post: Seated(who.holder, who.party, ready[post])
            for post, who in sitting
            if who is not None and who.party in parties
        }

    def close_voting(self, id: UUID) -> Decision:
        """Close the vote at its time, or once no ballot can change the verdict."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        box = sealed_boxes.contents(self.unit.conn, found)
        instrument = self.agreement_of(found)
        events = decision.close_voting(
            found,
            act,
            agreement=instrument,
            box=box,
            following=following(self.unit, found, act, instrument),
        )
        sealed_boxes.destroy(self.unit.conn, found)
        self.record(found, act, *events)
        return self._into_the_docket(found, act) if found.closed else found

    def _into_the_docket(self, found: Decision, act: Act) -> Decision:
        """Enter the voting that was just closed into the docket of its body, in the same transaction."""
        docket = self.docket_of(found)
        entries = entered(found, act)
        self.record(docket, unreasoned(act), *entries, authority=f"decision:{found.id}")
        return found

    def _presides(self, act: Act, found: Decision, over: str | None = None) -> None:
        """Raise `NotEntitled` unless the chair of the body acts, or of the one that it went `over` to."""
        self.presides(act, self.agreement_of(found), over or found.body)
