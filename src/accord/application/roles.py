"""Commands on roles: who holds a post, from when to when, and who is removed from it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import role
from accord.aggregates.agreement import Agreement
from accord.aggregates.party import Party
from accord.aggregates.register import Capability
from accord.aggregates.role import Role, role_id
from accord.application.impacts import OnImpacts
from accord.errors import NotFound, Refused
from accord.events import Act


class OnPosts(OnImpacts):
    """What all commands on posts ask of the desk."""

    def _cited(self, what: str) -> None:
        if self.said.authority is None:
            raise Refused(f"{what} cites its authority", field="authority")

    def _cited_with_reason(self, what: str) -> None:
        missing = [name for name in ("authority", "reason") if not getattr(self.said, name)]
        if missing:
            raise Refused(f"{what} cites its authority and gives its reason", field=missing[0])

    def _others(
        self, instrument: Agreement, post: str, from_: date, until: date | None
    ) -> dict[str, Role]:
        """Return the roles that decide whether somebody may hold a post in a time."""
        posts = role.related(instrument, post, from_, until)
        roles = self.unit.read_many(Role, [role_id(instrument.id, key) for key in posts])
        return dict(zip(posts, roles, strict=True))

    def _of_the_holder(self, act: Act, found: Role, assignment: int) -> None:
        """Raise `NotEntitled` unless the party of the holder acts, or the register's office."""
        held = found.assignments.get(assignment)
        self._of_the_person(act, found, held.party if held else None)

    def _of_the_person(self, act: Act, found: Role, party: UUID | None) -> None:
        """Raise `NotEntitled` unless the party of somebody in a post acts: any party where nobody is known."""
        instrument = self.agreement_of(found)
        day = act.day(instrument.zone)
        known = [instrument.acting_for(party, day)] if party else instrument.parties_on(day)
        self.one_of(act, instrument, *known)

    def _can_appoint(self, party: UUID, day: date) -> Party:
        """Return a party for which somebody is appointed; raise `OutOfOrder` where it takes on nothing new."""
        appointing = self.unit.read(Party, party)
        appointing.must_act(day, "nobody can be appointed for it")
        return appointing


class RoleCommands(OnPosts):
    """Who holds which post when."""

    def create_post(self, *, agreement: UUID, post: str) -> Role:
        """Let a post that the agreement constitutes be filled."""
        act = self.act(Capability.APPOINT)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        day = act.day(instrument.zone)
        role.not_over(instrument, day)
        terms = instrument.terms_on(day).post(post)
        if terms is None:
            raise NotFound(f"the agreement constitutes no post {post} on {day}", field="post")
        found = self.unit.find(Role, role_id(agreement, post))
        event = role.create_post(
            found, agreement=agreement, post=post, title=terms.title, party=terms.party
        )
        return self._in_post(found, act, event)

    def assign_role(
        self,
        id: UUID,
        *,
        holder: UUID,
        party: UUID,
        effective_from: date | None = None,
        effective_to: date | None = None,
    ) -> Role:
        """Appoint a person to a post, under the appointing authority that the request cites."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self.party_to(act, party)
        if self.said.authority is None:
            raise Refused("an appointment cites the appointing authority", field="authority")
        instrument = self.agreement_of(found)
        starts = effective_from or act.day(instrument.zone)
        event = role.assign_role(
            found,
            act,
            agreement=instrument,
            others=self._others(instrument, found.post, starts, effective_to),
            holder=holder,
            party=party,
            from_=effective_from,
            until=effective_to,
        )
        self._of_the_party(party, holder, starts)
        return self._in_post(found, act, event)

    def _of_the_party(self, party: UUID, holder: UUID, day: date) -> None:
        """Raise `Refused` unless the party can appoint, and the holder belongs to it, on a day."""
        appointing = self._can_appoint(party, day)
        if not appointing.belongs(holder, day):
            raise Refused(
                f"person {holder} does not belong to party {party} on {day}, the first day of the "
                "appointment; record the membership first, or appoint one of its members",
                field="holder",
            )

    def accept_role(self, id: UUID, *, assignment: int, effective_from: date | None = None) -> Role:
        """Accept an appointment."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Role, id)
        instrument = self.agreement_of(found)
        zone = instrument.zone
        role.not_over(instrument, act.day(zone))
        events = role.accept_role(
            found, act, zone=zone, assignment=assignment, from_=effective_from
        )
        return self._in_post(found, act, *events)

    def decline_role(self, id: UUID, *, assignment: int) -> Role:
        """Decline an appointment."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Role, id)
        zone = self.agreement_of(found).zone
        event = role.decline_role(found, act, zone=zone, assignment=assignment)
        return self._in_post(found, act, event)

    def extend_term(self, id: UUID, *, assignment: int, effective_to: date) -> Role:
        """Let the holder keep the post for longer, under the authority that the request cites."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        self._cited("an extension")
        instrument = self.agreement_of(found)
        events = role.extend_term(
            found,
            act,
            agreement=instrument,
            others=self._others(instrument, found.post, act.day(instrument.zone), effective_to),
            assignment=assignment,
            until=effective_to,
        )
        return self._in_post(found, act, *events)

    def resign(self, id: UUID, *, assignment: int, effective_to: date | None = None) -> Role:
        """Give up a post."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Role, id)
        zone = self.agreement_of(found).zone
        event = role.resign(found, act, zone=zone, assignment=assignment, until=effective_to)
        return self._in_post(found, act, event)

    def vacate_role(self, id: UUID, *, assignment: int, effective_to: date | None = None) -> Role:
        """Record that a post fell vacant without an act of its holder, for a reason."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        zone = self.agreement_of(found).zone
        event = role.vacate(found, act, zone=zone, assignment=assignment, until=effective_to)
        return self._in_post(found, act, event)

    def revoke_role(self, id: UUID, *, assignment: int, effective_to: date | None = None) -> Role:
        """Remove a holder, under the authority that the request cites, for a reason."""
        act = self.act(Capability.APPOINT)
        found = self.read(Role, id)
        self._of_the_holder(act, found, assignment)
        self._cited_with_reason("a revocation")
        zone = self.agreement_of(found).zone
        event = role.revoke(found, act, zone=zone, assignment=assignment, until=effective_to)
        return self._in_post(found, act, event)
