"""What can happen to an amendment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.terms import Provided, Provision
from accord.events import Event


@dataclass(frozen=True, kw_only=True)
class AmendmentDrafted(Event, type="amendment.drafted/1"):
    """A change to an agreement was drafted, on its text with `base` amendments incorporated.

    That many errata were `corrected` in it by then. Where it is to hold from a day, that is `effective_from`;
    `minor` asks for the procedure of minor amendments, and `replaces` names the amendment in whose place this
    one comes.
    """

    agreement: UUID
    title: str
    base: int = 0
    minor: bool = False
    replaces: UUID | None = None
    corrected: int = 0


@dataclass(frozen=True, kw_only=True)
class AmendmentRebased(Event, type="amendment.rebased/1"):
    """It was drafted again, on the text with `base` amendments incorporated and so many errata `corrected`.

    What it changes follows anew.
    """

    base: int
    corrected: int = 0


@dataclass(frozen=True, kw_only=True)
class SubstitutionDrafted(Event, type="amendment.substitution_drafted/1"):
    """A clause is to be replaced."""

    clause: str
    num: str = ""
    heading: str = ""
    text: str


@dataclass(frozen=True, kw_only=True)
class InsertionDrafted(Event, type="amendment.insertion_drafted/1"):
    """A clause is to be added: after or before another one, else at the end."""

    clause: str
    num: str = ""
    heading: str = ""
    text: str
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, kw_only=True)
class RepealDrafted(Event, type="amendment.repeal_drafted/1"):
    """A clause is to go."""

    clause: str


@dataclass(frozen=True, kw_only=True)
class RenumberingDrafted(Event, type="amendment.renumbering_drafted/1"):
    """A clause is to bear another number or heading; what is not said stays, as does its text."""

    clause: str
    num: str | None = None
    heading: str | None = None


@dataclass(frozen=True, kw_only=True)
class MoveDrafted(Event, type="amendment.move_drafted/1"):
    """A clause is to stand elsewhere: after or before another one, at the beginning, else at the end."""

    clause: str
    after: str | None = None
    before: str | None = None
    first: bool = False


@dataclass(frozen=True, kw_only=True)
class ProvisionDrafted(Provided, Event, type="amendment.provision_drafted/1"):
    """A provision is to be said, or said anew; exactly one of the fields is given."""


@dataclass(frozen=True, kw_only=True)
class ProvisionStrikeDrafted(Event, type="amendment.provision_strike_drafted/1"):
    """A provision is to go; of a kind that stands once, `key` is empty."""

    provision: Provision
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class PutToDecision(Event, type="amendment.put_to_decision/1"):
    """A motion to adopt the amendment was tabled."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class AmendmentOpened(Event, type="amendment.opened_for_signature/1"):
    """Its motion was carried, and the parties are to sign this hash.

    With the last signature it is adopted: from `effective_from`, or else from that day on.
    """

    decision: UUID
    modifications_hash: str
    deadline: date | None = None


@dataclass(frozen=True, kw_only=True)
class AmendmentSigned(Event, type="amendment.signed/1"):
    """A party signed, by the holder of its signatory post on that day."""

    party: UUID
    signatory: UUID
    post: str
    capacity: str
    signed_on: date
    modifications_hash: str


@dataclass(frozen=True, kw_only=True)
class SignatureDeclined(Event, type="amendment.signature_declined/1"):
    """A party said, by the holder of its signatory post, that it does not sign."""

    party: UUID
    signatory: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class AmendmentAdopted(Event, type="amendment.adopted/1"):
    """The motion was certified carried; the amendment is in force from `effective_from`."""

    decision: UUID
    adoption_seq: int
    modifications_hash: str


@dataclass(frozen=True, kw_only=True)
class AmendmentAdoptedByAssent(Event, type="amendment.adopted_by_assent/1"):
    """Every party assented to just this, as no body decides; it is in force from `effective_from`."""

    adoption_seq: int
    modifications_hash: str


@dataclass(frozen=True, kw_only=True)
class AmendmentAnnulled(Event, type="amendment.annulled/1"):
    """An adopted amendment is treated as never having been in effect, or as without effect from `effective_from` on.

    The decision on which it was adopted had `fallen`, or an authority outside annulled it. Its adoption stays
    on record, and so does its number.
    """

    ab_initio: bool
    fallen: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AmendmentRejected(Event, type="amendment.rejected/1"):
    """Before its adoption what carried it was vetoed, rescinded or superseded: this decision no longer does."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class AmendmentReturned(Event, type="amendment.returned/1"):
    """This decision on it was withdrawn, lapsed or annulled: it stands as drafted, and can be put to another."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class AmendmentWithdrawn(Event, type="amendment.withdrawn/1"):
    """Who drafted the amendment withdrew it before the vote."""


@dataclass(frozen=True, kw_only=True)
class AmendmentLapsed(Event, type="amendment.lapsed/1"):
    """The amendment can no longer be adopted."""


@dataclass(frozen=True, kw_only=True)
class AmendmentSuperseded(Event, type="amendment.superseded/1"):
    """Another amendment was drafted in its place."""

    by: UUID
