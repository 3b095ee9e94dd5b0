"""An example of every event of an amendment: each kind of change, and its adoption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates.agreement import Procedure, Term
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import Provision
from accord.aggregates.amendment import events as m
from accord.aggregates.matters import Matter
from accord.events import Event
from accord.text import Repeal, modifications_hash
from tests import partnership as p

MODIFICATIONS_HASH = modifications_hash([Repeal("money")])


def amendment_examples() -> Iterator[Event]:
    yield m.AmendmentDrafted(agreement=p.AGREEMENT, title="Costs by use", base=1)
    yield m.SubstitutionDrafted(
        clause="money", num="3", heading="Money", text="3. Costs follow use.\n"
    )
    yield m.InsertionDrafted(
        clause="audit", num="4", heading="Audit", text="4. Books are open.\n", after="money"
    )
    yield m.RepealDrafted(clause="money")
    yield m.RenumberingDrafted(clause="money", num="4", heading="Costs")
    yield m.MoveDrafted(clause="money", before="members")
    yield m.ProvisionDrafted(
        procedure=Procedure(matter=Matter.MINOR_AMENDMENT, body="board", cls="ordinary")
    )
    yield m.ProvisionStrikeDrafted(provision=Provision.NOTICE_PERIOD, key="withdrawal")
    yield m.AmendmentRebased(base=2)
    yield m.PutToDecision(decision=p.DECISION)
    yield m.AmendmentAdopted(
        effective_from=date(2026, 6, 1),
        decision=p.DECISION,
        adoption_seq=1,
        modifications_hash=MODIFICATIONS_HASH,
    )
    yield m.AmendmentAdoptedByAssent(
        effective_from=date(2026, 6, 1), adoption_seq=1, modifications_hash=MODIFICATIONS_HASH
    )
    yield m.AmendmentAnnulled(ab_initio=True, fallen=p.DECISION)
    yield m.AmendmentOpened(
        effective_from=date(2026, 6, 1),
        decision=p.DECISION,
        modifications_hash=MODIFICATIONS_HASH,
        deadline=date(2026, 5, 29),
    )
    yield m.AmendmentSigned(
        party=p.CITY,
        signatory=p.ADA,
        post="mayor",
        capacity="Mayor",
        signed_on=date(2026, 5, 12),
        modifications_hash=MODIFICATIONS_HASH,
    )
    yield m.SignatureDeclined(party=p.TRUST, signatory=p.CLEO, post="warden")
    yield m.AmendmentWithdrawn()
    yield m.AmendmentLapsed()
    yield m.AmendmentSuperseded(by=p.CLUB)
    yield m.AmendmentRejected(decision=p.DECISION)
    yield m.AmendmentReturned(decision=p.DECISION)
    yield from incorporation_examples()


def incorporation_examples() -> Iterator[Event]:
    """What an amendment changes in the agreement beside its text."""
    yield a.ProvisionAmended(
        effective_from=date(2026, 6, 1), amendment=p.AMENDMENT, term=Term(ends_on=p.ENDS)
    )
    yield a.ProvisionRepealed(
        effective_from=date(2026, 6, 1),
        amendment=p.AMENDMENT,
        provision=Provision.PROCEDURE,
        key="termination",
    )
