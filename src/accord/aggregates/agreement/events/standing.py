"""What can happen to an agreement in force."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.aggregates.agreement.terms import Ground, Provided, Provision
from accord.events import Event


@dataclass(frozen=True, kw_only=True)
class AmendmentIncorporated(Event, type="agreement.amendment_incorporated/1"):
    """An adopted amendment belongs to the agreement, in force from `effective_from`."""

    amendment: UUID
    adoption_seq: int
    modifications_hash: str


@dataclass(frozen=True, kw_only=True)
class AmendmentAnnulled(Event, type="agreement.amendment_annulled/1"):
    """An amendment takes back what it did to text and terms: on every day, or on those from `effective_from` on.

    The decision on which it was adopted had `fallen`, or an authority outside annulled it.
    """

    amendment: UUID
    ab_initio: bool
    fallen: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ProvisionAmended(Provided, Event, type="agreement.provision_amended/1"):
    """An amendment says a provision anew from `effective_from`; exactly one other field is given."""

    amendment: UUID


@dataclass(frozen=True, kw_only=True)
class ProvisionRepealed(Event, type="agreement.provision_repealed/1"):
    """An amendment takes a provision out of the agreement from `effective_from`."""

    amendment: UUID
    provision: Provision
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreementTerminated(Event, type="agreement.terminated/1"):
    """The agreement ends on `effective_from`, by this decision."""

    ground: Ground
    decision: UUID
