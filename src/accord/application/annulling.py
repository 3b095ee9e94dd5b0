"""The command by which an amendment is annulled and takes back what it did to text and terms."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from uuid import UUID

from accord.aggregates import amendment as amendments
from accord.aggregates import impact
from accord.aggregates.agreement import Agreement, Terms
from accord.aggregates.agreement.standing import from_outside
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.impact import Impact, impact_id
from accord.aggregates.register import REGISTER, Capability
from accord.aggregates.role import Role, reinstate_post, role_id
from accord.application.amending import AmendmentDesk
from accord.application.desk import unreasoned
from accord.errors import NotEntitled
from accord.events import Act


class AnnulmentCommands(AmendmentDesk):
    """What is done once the ground of an amendment fell."""

    def annul_amendment(
        self, id: UUID, *, ab_initio: bool, effective_from: date | None = None
    ) -> Amendment:
        """Annul an adopted amendment, as the one who presides over the body that adopted it.

        The agreement takes back text and terms in the same transaction, and the impact item about it is
        settled. That an authority outside annulled it is recorded by the register's office.
        """
        act = self.act(Capability.PRESIDE)
        found = self.read(Amendment, id)
        instrument, decision = self.agreement_of(found), self._decision_on(found)
        self._can_annul(act, instrument, decision)
        event = amendments.annul(
            found,
            act,
            agreement=instrument,
            incorporated=self.incorporated(instrument),
            ab_initio=ab_initio,
            decision=decision,
            effective_from=effective_from,
        )
        from_ = effective_from or found.effective_from or act.day(instrument.zone)
        before = instrument.terms_on(from_)
        item = self._item_about(found, decision)
        settled = impact.settle_by_annulment(item, outside=from_outside(act))
        was = deepcopy(instrument)
        authority = None if from_outside(act) else f"decision:{event.fallen}"
        self.record(found, act, event, authority=authority)
        further = unreasoned(act)
        self.record(instrument, further, amendments.taken_back(found, event), authority=authority)
        self.record(item, act, *settled, authority=authority)
        self._posts_follow(further, instrument, before, found, authority or act.env.authority)
        self._weigh_counts(act, was, instrument, from_, act.today(instrument.zone))
        return found

    def _can_annul(self, act: Act, instrument: Agreement, decision: Decision | None) -> None:
        if from_outside(act) and act.env.on_behalf_of != REGISTER:
            raise NotEntitled(
                "that an authority outside annulled an amendment is recorded by the register's office",
                field="authority",
            )
        if decision is None:
            self.party_of(act, instrument)
        else:
            self.presides(act, instrument, decision.body)

    def _item_about(self, found: Amendment, decision: Decision | None) -> Impact:
        """Return the item that says that the decision on an amendment fell; empty where there is none."""
        about = f"decision/{decision.id}" if decision is not None else "annulment"
        return self.unit.find(Impact, impact_id(found.id, about))

    def _posts_follow(
        self, act: Act, instrument: Agreement, before: Terms, found: Amendment, authority: str
    ) -> None:
        """Let nobody hold a post that is gone with the amendment, and one that comes back be filled again.

        Both hold from the day on which the amendment is without effect, and are weighed like every late entry.
        """
        began = found.effective_from or act.day(instrument.zone)
        from_ = max(began, found.annulled_from or began)
        late = replace(act, env=replace(act.env, retroactive=from_ < act.today(instrument.zone)))
        self._abolish(late, instrument, before, from_, authority)
        known = {post.post for post in before.all_posts()}
        after = [post.post for post in instrument.terms_on(from_).all_posts()]
        back = [role_id(instrument.id, post) for post in after if post not in known]
        for role in self.unit.read_many(Role, back):
            last = role.abolitions[-1] if role.abolitions else None
            if last is not None and last.from_ == began and last.overlaps(from_, None):
                event = reinstate_post(role, late, agreement=instrument, from_=from_)
                self._in_post(role, late, event, authority=authority)
