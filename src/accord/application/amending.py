"""What commands on amendments share: what belongs to the agreement already, and taking in one more."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta

from accord.aggregates import agreement as agreements
from accord.aggregates.agreement import Agreement, Terms
from accord.aggregates.amendment import Amendment, AmendmentAdopted, AmendmentAdoptedByAssent
from accord.aggregates.amendment.changes import dated
from accord.aggregates.decision import Decision
from accord.aggregates.decision.sponsoring import UNDECIDED, fall_with_its_amendment
from accord.aggregates.role import Role, abolish_post, role_id
from accord.application.desk import unreasoned
from accord.application.impacts import OnImpacts
from accord.errors import OutOfOrder
from accord.events import Act


class AmendmentDesk(OnImpacts):
    """One principal's commands on amendments."""

    def _decision_on(self, found: Amendment) -> Decision | None:
        """Return the decision to which the amendment is put, None before that."""
        return None if found.decision is None else self.unit.read(Decision, found.decision)

    def _its_decision(self, found: Amendment) -> Decision:
        """Return the decision to which the amendment is put; raise `OutOfOrder` before that."""
        decision = self._decision_on(found)
        if decision is None:
            raise OutOfOrder("the amendment is not put to a decision yet")
        return decision

    def _fall(self, decision: Decision | None, act: Act) -> None:
        """Withdraw the motion on an amendment that is no more, where it could still come to the vote."""
        if decision is not None and decision.stage(act.moment) in UNDECIDED:
            self.record(decision, unreasoned(act), fall_with_its_amendment(decision, act))

    def _take_in(
        self,
        found: Amendment,
        act: Act,
        instrument: Agreement,
        adopted: AmendmentAdopted | AmendmentAdoptedByAssent,
    ) -> Amendment:
        """Record the adoption, and on the agreement what belongs to it from that day on."""
        from_ = adopted.effective_from or act.day(instrument.zone)
        incorporated = agreements.incorporate(
            instrument,
            act,
            amendment=found.id,
            effective_from=from_,
            modifications_hash=adopted.modifications_hash,
        )
        changes = [dated(change, from_) for change in found.provisions]
        amended = agreements.amend_provisions(found.id, changes)
        before, today = instrument.terms_on(from_), act.today(instrument.zone)
        until = today if act.env.retroactive else today - timedelta(days=1)
        was = deepcopy(instrument) if from_ <= until else None
        authority = f"agreement:{instrument.id}"
        if isinstance(adopted, AmendmentAdopted):
            authority = f"decision:{adopted.decision}"
        self.record(found, act, adopted, authority=authority)
        self.record(instrument, act, incorporated, *amended, authority=authority)
        self._abolish(act, instrument, before, from_, authority)
        if was is not None:
            self._weigh_counts(act, was, instrument, from_, until)
        return found

    def _abolish(
        self, act: Act, instrument: Agreement, before: Terms, from_: date, authority: str
    ) -> None:
        """Let every post that the amendment strikes be held by nobody from its day on, in the same transaction."""
        after = {post.post for post in instrument.terms_on(from_).all_posts()}
        struck = [post.post for post in before.all_posts() if post.post not in after]
        for role in self.unit.read_many(Role, [role_id(instrument.id, post) for post in struck]):
            if role.version and not any(span.overlaps(from_, None) for span in role.abolitions):
                events = abolish_post(role, act, agreement=instrument, from_=from_, cited=False)
                self._in_post(role, unreasoned(act), *events, authority=authority)
