"""What can happen on the way from a draft to an agreement in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.aggregates.matters import Matter
from accord.events import Event
from accord.rules import Measure


@dataclass(frozen=True, kw_only=True)
class TextAdopted(Event, type="agreement.text_adopted/1"):
    """The text is fixed; parties sign this hash."""

    text_hash: str
    terms_hash: str


@dataclass(frozen=True, kw_only=True)
class OpenedForSignature(Event, type="agreement.opened_for_signature/1"):
    """The adopted text awaits signatures, until the deadline where there is one."""

    deadline: date | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Event, type="agreement.signed/1"):
    """A party signed, by the holder of its signatory post on that day."""

    party: UUID
    signatory: UUID
    post: str
    capacity: str
    signed_on: date
    text_hash: str
    counterpart: str | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementConcluded(Event, type="agreement.concluded/1"):
    """The last required act was done on this day."""

    concluded_on: date


@dataclass(frozen=True, kw_only=True)
class EntryIntoForceFixed(Event, type="agreement.entry_into_force_fixed/1"):
    """The agreement binds from `effective_from`, and where it has a term up to but without `effective_to`."""


@dataclass(frozen=True, kw_only=True)
class AssentGiven(Event, type="agreement.assent_given/1"):
    """A party assented to this matter, by the holder of its signatory post on that day.

    `about` is the party, amendment or agreement concerned, where the matter concerns one; where it is
    to hold from or until a day, those are `effective_from` and `effective_to`; `clauses` are those that
    alone are meant, and `modifications_hash` is that of all that an amendment changes.
    """

    party: UUID
    signatory: UUID
    post: str
    matter: Matter
    about: UUID | None = None
    clauses: tuple[str, ...] = ()
    modifications_hash: str | None = None


@dataclass(frozen=True, kw_only=True)
class AssentWithdrawn(Event, type="agreement.assent_withdrawn/1"):
    """A party took back an assent on which nothing rests yet."""

    party: UUID
    signatory: UUID
    post: str
    matter: Matter
    about: UUID | None = None
    clauses: tuple[str, ...] = ()
    modifications_hash: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignatureDeclined(Event, type="agreement.signature_declined/1"):
    """A party will not sign, by the holder of its signatory post on that day."""

    party: UUID
    signatory: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class SignatureWithdrawn(Event, type="agreement.signature_withdrawn/1"):
    """A party took its signature back before the agreement was concluded."""

    party: UUID
    signatory: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class SigningExtended(Event, type="agreement.signing_extended/1"):
    """The parties can sign until the end of this day."""

    deadline: date


@dataclass(frozen=True, kw_only=True)
class RatificationDeposited(Event, type="agreement.ratification_deposited/1"):
    """A party that has signed deposited its instrument of ratification, by hash where it is at hand."""

    party: UUID
    deposited_on: date
    instrument: str | None = None


@dataclass(frozen=True, kw_only=True)
class PartyBound(Event, type="agreement.party_bound/1"):
    """A party that did its last required act after the conclusion is bound from `effective_from`."""

    party: UUID


@dataclass(frozen=True, kw_only=True)
class PartyAcceded(Event, type="agreement.party_acceded/1"):
    """An organisation acceded from `effective_from`, by signing the text in force on that day.

    The holder of `post` signs for it from then on. Without a decision each party had assented.
    """

    party: UUID
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    post: str
    title: str
    signatory: UUID
    capacity: str
    text_hash: str
    decision: UUID | None = None
    signed_on: date | None = None
