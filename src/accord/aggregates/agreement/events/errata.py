"""What can happen to a slip of words in what was agreed: it is named, met or objected to, and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.events import Event
from accord.text import Part


@dataclass(frozen=True, kw_only=True)
class ErratumProposed(Event, type="agreement.erratum_proposed/1"):
    """Words that stand once in a clause are said to be a slip, and `now` what should stand there.

    They are those of the text as adopted, or else as this amendment words it. A party can object up to and
    with the day `objections_until`.
    """

    erratum: int
    clause: str
    part: Part
    was: str
    now: str
    amendment: UUID | None = None
    objections_until: date


@dataclass(frozen=True, kw_only=True)
class ErratumAssented(Event, type="agreement.erratum_assented/1"):
    """A party said, through the post that signs for it, that the words are a slip."""

    erratum: int
    party: UUID
    signatory: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class ErratumObjected(Event, type="agreement.erratum_objected/1"):
    """A party said, through the post that signs for it, that the words are no slip: they stay."""

    erratum: int
    party: UUID
    signatory: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class ErratumWithdrawn(Event, type="agreement.erratum_withdrawn/1"):
    """Who proposed the erratum took it back."""

    erratum: int


@dataclass(frozen=True, kw_only=True)
class TextCorrected(Event, type="agreement.text_corrected/1"):
    """The words were replaced from the beginning on, as every party assented or none objected in time.

    `corrected_hash` is that of the adopted text as it reads now, or of all that the amendment changes; what
    was signed keeps its own.
    """

    erratum: int
    corrected_hash: str
    assented: bool = False
