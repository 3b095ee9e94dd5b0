"""Commands on posts over their life: who stands in, suspension, lapse, abolition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates import role
from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision
from accord.aggregates.docket import Docket, docket_id
from accord.aggregates.meeting import Meeting
from accord.aggregates.register import Capability
from accord.aggregates.role import Role, role_id
from accord.application.roles import OnPosts
from accord.errors import NotFound, Refused


class PostCommands(OnPosts):
    """Who stands in for a holder, and what becomes of the post."""

    def name_alternate(
        self,
        id: UUID,
        *,
        assignment: int,
        person: UUID,
        effective_from: date | None = None,
        effective_to: date | None = None,
    ) -> Role:
        """Name who sits for the holder while the holder is suspended."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        instrument = self.agreement_of(found)
        until = effective_to or found.assignment(assignment).until
        starts = effective_from or act.day(instrument.zone)
        event = role.name_alternate(
            found,
            act,
            agreement=instrument,
            others=self._others(instrument, found.post, starts, until),
            assignment=assignment,
            person=person,
            from_=effective_from,
            until=effective_to,
        )
        return self._in_post(found, act, event)

    def release_alternate(
        self, id: UUID, *, assignment: int, alternate: int, effective_to: date | None = None
    ) -> Role:
        """Let an alternate stand ready no longer."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        event = role.release_alternate(
            found,
            act,
            zone=self.agreement_of(found).zone,
            assignment=assignment,
            alternate=alternate,
            until=effective_to,
        )
        return self._in_post(found, act, event)

    def delegate_vote(
        self,
        id: UUID,
        *,
        to: str,
        classes: Sequence[str] = (),
        effective_from: date | None = None,
        effective_to: date | None = None,
    ) -> Role:
        """Let the seat follow another one in the votes in which its holder does not vote."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Role, id)
        instrument = self.agreement_of(found)
        self.sent_by_a_party(act, instrument, found)
        event = role.delegate_vote(
            found,
            act,
            agreement=instrument,
            others=self._beside(instrument, found, effective_from or act.day(instrument.zone)),
            to=to,
            classes=tuple(classes),
            from_=effective_from,
            until=effective_to,
        )
        return self._in_post(found, act, event, authority=f"role:{id}")

    def _beside(self, instrument: Agreement, found: Role, day: date) -> dict[str, Role]:
        """Return the posts of the bodies in which a post has a seat."""
        bodies = [[seat.post for seat in body.seats] for body in instrument.terms_on(day).bodies]
        posts = sorted({post for seats in bodies if found.post in seats for post in seats})
        roles = self.unit.read_many(Role, [role_id(instrument.id, post) for post in posts])
        return dict(zip(posts, roles, strict=True))

    def revoke_delegation(self, id: UUID, *, delegation: int) -> Role:
        """Take a delegation back, at once."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Role, id)
        zone = self.agreement_of(found).zone
        event = role.revoke_delegation(found, act, zone=zone, delegation=delegation)
        return self._in_post(found, act, event, authority=f"role:{id}")

    def appoint_acting(
        self,
        id: UUID,
        *,
        holder: UUID,
        party: UUID,
        effective_to: date,
        effective_from: date | None = None,
    ) -> Role:
        """Let a person act in a post that is vacant or whose holder is suspended, under an authority."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self.party_to(act, party)
        self._cited("who appoints an acting holder")
        instrument = self.agreement_of(found)
        starts = effective_from or act.day(instrument.zone)
        self._can_appoint(party, starts)
        event = role.appoint_acting(
            found,
            act,
            agreement=instrument,
            others=self._others(instrument, found.post, starts, effective_to),
            holder=holder,
            party=party,
            from_=effective_from,
            until=effective_to,
        )
        return self._in_post(found, act, event)

    def end_acting(self, id: UUID, *, acting: int, effective_to: date | None = None) -> Role:
        """Let somebody act no longer, under the authority that the request cites."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        known = found.actings.get(acting)
        self._of_the_person(act, found, known.party if known else None)
        zone = self.agreement_of(found).zone
        self._cited("who ends the time of an acting holder")
        event = role.end_acting(found, act, zone=zone, acting=acting, until=effective_to)
        return self._in_post(found, act, event)

    def suspend_role(
        self,
        id: UUID,
        *,
        assignment: int,
        effective_from: date | None = None,
        effective_to: date | None = None,
    ) -> Role:
        """Let the holder not exercise the post, under an authority and for a reason."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        self._cited_with_reason("a suspension")
        event = role.suspend_role(
            found,
            act,
            zone=self.agreement_of(found).zone,
            assignment=assignment,
            from_=effective_from,
            until=effective_to,
        )
        return self._in_post(found, act, event)

    def resume_role(self, id: UUID, *, assignment: int, effective_from: date | None = None) -> Role:
        """Let a suspended holder exercise the post again, under an authority and for a reason."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        self._cited_with_reason("a resumption")
        zone = self.agreement_of(found).zone
        events = role.resume_role(
            found, act, zone=zone, assignment=assignment, from_=effective_from
        )
        return self._in_post(found, act, *events)

    def record_lapse(
        self,
        id: UUID,
        *,
        assignment: int,
        decisions: Sequence[UUID],
        effective_to: date | None = None,
    ) -> Role:
        """Record that a holder lost the post by not taking part in these decisions."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        missed = [self._cited_decision(cited, n) for n, cited in enumerate(decisions)]
        body = missed[0].body if missed else ""
        event = role.record_lapse(
            found,
            act,
            agreement=instrument,
            assignment=assignment,
            decisions=missed,
            docket=self.unit.find(Docket, docket_id(instrument.id, body)),
            until=effective_to,
        )
        return self._in_post(found, act, event)

    def _cited_decision(self, id: UUID, index: int) -> Decision:
        try:
            return self.unit.read(Decision, id)
        except NotFound as unknown:
            where = f"decisions/{index}"
            raise Refused(unknown.reason, field=where, decision=str(id)) from None

    def restore_voting_right(
        self, id: UUID, *, meeting: UUID | None = None, effective_from: date | None = None
    ) -> Role:
        """Give a seat its vote back, as the one who presides over its body: on request, or once it attended."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Role, id)
        instrument = self.agreement_of(found)
        day = act.day(instrument.zone)
        body = role.body_with(found, instrument.terms_on(day).body_with(found.post), day)
        self.presides(act, instrument, body.id)
        event = role.restore_voting_right(
            found,
            act,
            agreement=instrument,
            docket=self.unit.find(Docket, docket_id(instrument.id, body.id)),
            meeting=self.unit.read(Meeting, meeting) if meeting else None,
            from_=effective_from,
        )
        return self._in_post(found, act, event)

    def abolish_post(self, id: UUID, *, effective_from: date | None = None) -> Role:
        """Let nobody hold a post from a day on."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        events = role.abolish_post(
            found,
            act,
            agreement=instrument,
            from_=effective_from,
            cited=self.said.authority is not None,
        )
        return self._in_post(found, act, *events)

    def reinstate_post(self, id: UUID, *, effective_from: date | None = None) -> Role:
        """Let an abolished post that the agreement constitutes again be filled."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        event = role.reinstate_post(found, act, agreement=instrument, from_=effective_from)
        return self._in_post(found, act, event)
