"""The register itself: where it was opened, and who may act in it for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.legal_holds import LegalHolds
from accord.aggregates.zones import is_zone
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Disclosed, Event, Recorded, Stream

REGISTER = UUID("ac0d0000-0000-8000-8000-000000000001")
"""The stream of the register; every database holds one register."""
_ORIGIN = re.compile(r"[^\s+]+")


class Capability(StrEnum):
    """What a principal may do. Each act of the register needs exactly one of these."""

    REGISTER_PARTIES = "register-parties"
    DRAFT_AGREEMENTS = "draft-agreements"
    SIGN = "sign"
    APPOINT = "appoint"
    HOLD_OFFICE = "hold-office"
    TABLE_MOTIONS = "table-motions"
    PRESIDE = "preside"
    VOTE = "vote"
    CERTIFY = "certify"
    AMEND = "amend"
    RECORD_FOR_OTHERS = "record-for-others"


# --- What can happen -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class RegisterOpened(Event, type="register.opened/1"):
    """The register began, under the name that its log will carry for ever."""

    origin: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class PrincipalEnrolled(Event, type="register.principal_enrolled/1"):
    """A person or system may act, for a party or (without one) for the register's own office."""

    principal: UUID
    mandate: UUID
    party: UUID | None = None
    capabilities: tuple[Capability, ...]
    name: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class PrincipalRetired(Event, type="register.principal_retired/1"):
    """The mandate of a principal ended."""

    principal: UUID


@dataclass(frozen=True, kw_only=True)
class LogKeyIntroduced(Event, type="register.log_key_introduced/1"):
    """From here on this key signs the checkpoints of the record; before it, none did."""

    vkey: str


@dataclass(frozen=True, kw_only=True)
class LogKeyRotated(Event, type="register.log_key_rotated/1"):
    """From here on another key signs the checkpoints; the `former` one beside it, until the next rotation."""

    vkey: str
    former: str


@dataclass(frozen=True, kw_only=True)
class LogKeyRevoked(Event, type="register.log_key_revoked/1"):
    """This key may be in other hands: what it signs from here on does not count."""

    vkey: str


# --- What the register remembers -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mandate:
    """For whom a principal acts, and what it may do."""

    id: UUID
    on_behalf_of: UUID
    capabilities: frozenset[Capability]


@dataclass
class Register(Stream):
    """Who may act in this register."""

    NAME: ClassVar[str] = "register"

    origin: str = ""
    zone: str = "UTC"
    mandates: dict[UUID, Mandate] = field(default_factory=dict)
    log_keys: list[str] = field(default_factory=list)
    """Those that sign checkpoints: the former one, if it still does, and the newest."""
    seen_keys: set[str] = field(default_factory=set)
    legal_holds: LegalHolds = field(default_factory=LegalHolds)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case RegisterOpened():
                self.origin, self.zone = event.origin, event.zone
            case PrincipalEnrolled():
                self.mandates[event.principal] = Mandate(
                    event.mandate, event.party or self.id, frozenset(event.capabilities)
                )
            case PrincipalRetired():
                self.mandates.pop(event.principal, None)
            case LogKeyIntroduced():
                self._signs([event.vkey])
            case LogKeyRotated():
                self._signs([event.former, event.vkey])
            case LogKeyRevoked():
                self._signs([key for key in self.log_keys if key != event.vkey])
            case _:
                self.legal_holds.follow(event)

    def _signs(self, keys: list[str]) -> None:
        self.log_keys = keys
        self.seen_keys.update(keys)


# --- What may be done, and when it is refused ------------------------------------------------


def open_register(register: Register, *, origin: str, zone: str) -> RegisterOpened:
    """Begin a register; refused where one has begun."""
    if register.version:
        raise OutOfOrder("this register is already open")
    if not _ORIGIN.fullmatch(origin) or not origin.isprintable():
        raise Refused(
            f"{origin} is no origin of a log: it has no spaces and no +, as register.example.org",
            field="origin",
        )
    if not is_zone(zone):
        raise Refused(f"{zone} is not an IANA time zone, as Europe/London", field="zone")
    return RegisterOpened(origin=origin, zone=zone)


def enrol_principal(
    register: Register,
    *,
    principal: UUID,
    party: UUID | None,
    capabilities: tuple[Capability, ...],
    name: str | None,
) -> PrincipalEnrolled:
    """Let a person or system act, for a party or for the register's own office."""
    register.exists()
    if principal in register.mandates:
        raise OutOfOrder(f"principal {principal} is already enrolled", principal=str(principal))
    if not capabilities:
        raise Refused("a principal without any capability could do nothing")
    return PrincipalEnrolled(
        principal=principal,
        mandate=uuid5(REGISTER, f"mandate/{principal}/{register.version + 1}"),
        party=party,
        capabilities=tuple(sorted(set(capabilities))),
        name=Disclosed(name) if name else None,
    )


def retire_principal(register: Register, *, principal: UUID) -> PrincipalRetired:
    """End the mandate of a principal; refused where there is none."""
    if principal not in register.mandates:
        raise OutOfOrder(f"principal {principal} has no mandate", principal=str(principal))
    return PrincipalRetired(principal=principal)


def introduce_log_key(register: Register, *, vkey: str) -> LogKeyIntroduced:
    """Let a first key sign checkpoints; refused where one signs already."""
    register.exists()
    if register.log_keys:
        raise OutOfOrder(f"{register.log_keys[-1]} signs already; let another take its place")
    return LogKeyIntroduced(vkey=_new_key(register, vkey))


def rotate_log_key(register: Register, *, vkey: str) -> LogKeyRotated:
    """Let another key sign in the place of the newest; refused where none signs."""
    if not register.log_keys:
        raise OutOfOrder("no key signs the checkpoints of this register; introduce one")
    return LogKeyRotated(vkey=_new_key(register, vkey), former=register.log_keys[-1])


def revoke_log_key(register: Register, *, vkey: str) -> LogKeyRevoked:
    """Trust a key no longer; refused where it does not sign."""
    if vkey not in register.log_keys:
        raise OutOfOrder(f"{vkey} does not sign the checkpoints of this register")
    return LogKeyRevoked(vkey=vkey)


def _new_key(register: Register, vkey: str) -> str:
    if vkey.partition("+")[0] != register.origin:
        raise Refused(f"a key of this register bears its origin, {register.origin}", field="vkey")
    if vkey in register.seen_keys:
        raise Refused(f"{vkey} was a key of this register before; make a new one", field="vkey")
    return vkey


def mandate_of(register: Register, principal: UUID, capability: Capability) -> Mandate:
    """Return the principal's mandate; raise `NotEntitled` where it lacks the capability."""
    mandate = register.mandates.get(principal)
    if mandate is None:
        raise NotEntitled(
            "this principal has no mandate in this register", principal=str(principal)
        )
    if capability not in mandate.capabilities:
        raise NotEntitled(
            f"this act needs the capability {capability}, which this principal does not hold",
            needed=capability,
        )
    return mandate
