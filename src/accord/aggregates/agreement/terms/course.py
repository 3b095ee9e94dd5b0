"""The course of an agreement: its term, its entry into force, how parties come and go, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.aggregates.matters import Matter


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """From when to when the agreement runs, half-open; without a start, from its conclusion."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryIntoForce:
    """Which acts conclude the agreement, and how many days later it binds.

    `parties` is how many must sign (all of them where neither that nor a share is said); `share` "p/q"
    is what they must hold together of the `measure` of all parties. With `ratification` a signature
    counts once it is ratified and the instrument deposited.
    """

    parties: int | None = None
    share: str = ""
    measure: str = ""
    ratification: bool = False
    days_after: int = 0
    clause: str = ""


class RenewalKind(StrEnum):
    """How the term is renewed."""

    EXPLICIT = "explicit"
    AUTOMATIC = "automatic"
    EVERGREEN = "evergreen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewal:
    """How the term is renewed: explicitly, automatically unless a party gives notice, or always.

    Each renewal runs for `months`; an evergreen agreement has no last one, an automatic one at most
    `times` where that is said. `notice_days` before the end of the term a party can still object.
    """

    kind: RenewalKind
    months: int | None = None
    times: int | None = None
    notice_days: int = 0
    clause: str = ""


class NoticeKind(StrEnum):
    """What a party gives notice of."""

    WITHDRAWAL = "withdrawal"
    TERMINATION = "termination"
    BREACH = "breach"
    NON_RENEWAL = "non_renewal"


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticePeriod:
    """How many days lie between a notice of this kind and its effect.

    One that is `firm` is taken back with the leave of the others alone.
    """

    kind: NoticeKind
    days: int
    clause: str = ""
    firm: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """When the agreement is reviewed: on a day, or every so many months from its entry into force."""

    key: str
    title: str
    on: date | None = None
    every_months: int | None = None
    clause: str = ""


class Ground(StrEnum):
    """Why an agreement is terminated."""

    MUTUAL = "mutual"
    CAUSE = "cause"
    CONVENIENCE = "convenience"
    FRUSTRATION = "frustration"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """On which grounds the agreement can be terminated (without any said: on each), and what survives it.

    With fewer than `minimum_parties` it goes into close-out.
    """

    grounds: tuple[Ground, ...] = ()
    minimum_parties: int = 2
    surviving: tuple[str, ...] = ()
    final_report: bool = False
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Accession:
    """That others can accede, and in which class."""

    open: bool = False
    cls: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """How the agreement is amended.

    `material` clauses can be changed by the procedure for amendments alone, never by that for minor
    ones; amendments of the `signed` matters are signed by each party before they take effect. Between
    the drafting of an amendment and its motion lie `notice_days`.
    """

    material: tuple[str, ...] = ()
    signed: tuple[Matter, ...] = ()
    notice_days: int = 0
    clause: str = ""
