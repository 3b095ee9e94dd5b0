"""How a party comes to know: a notice is served on it, and it acknowledges a notice or a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.events import (
    NoticeAcknowledged,
    NoticeServed,
    ServedBy,
    TextAcknowledged,
)
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.standing import must_be_party
from accord.aggregates.role import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.text import Incorporated, text_hash, text_on


def serve_notice(
    agreement: Agreement, act: Act, *, notice: int, party: UUID, means: ServedBy
) -> NoticeServed:
    """Serve a notice that stands on another party; by other means or on another day it is served again."""
    day = _concerned(agreement, act, notice, party)
    if (notice, party, day, means) in agreement.told.served:
        raise OutOfOrder(
            f"notice {notice} is recorded already as served on {party} on {day} by {means}",
            notice=notice,
        )
    return NoticeServed(notice=notice, party=party, served_on=day, means=means)


def acknowledge_notice(
    agreement: Agreement, act: Act, *, notice: int, party: UUID, role: Role
) -> NoticeAcknowledged:
    """Say for a party that it has a notice, whether or not it is recorded how that reached it."""
    day = _concerned(agreement, act, notice, party)
    holds_the_post(agreement, role, party, act.speaker, day)
    if (before := agreement.told.acknowledged.get((notice, party))) is not None:
        raise OutOfOrder(
            f"party {party} acknowledged notice {notice} on {before} already", notice=notice
        )
    return NoticeAcknowledged(
        notice=notice, party=party, signatory=act.speaker, post=role.post, acknowledged_on=day
    )


def _concerned(agreement: Agreement, act: Act, notice: int, party: UUID) -> date:
    """Return the day on which a party other than the giver comes to know of a notice given by then."""
    agreement.exists()
    found = agreement.life.notice_given(notice)
    day = act.day(agreement.zone)
    if day < found.given_on:
        raise OutOfOrder(
            f"notice {notice} was given on {found.given_on}, and nobody knew of it on {day}",
            field="occurred_on",
        )
    must_be_party(agreement, party, day)
    if party == agreement.acting_for(found.party, day):
        raise Refused(
            f"notice {notice} is this party's own: it is the others who are told of it",
            field="party",
        )
    return day


def acknowledge_text(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    role: Role,
    text: str,
    incorporated: Sequence[Incorporated],
    text_of: date | None = None,
) -> TextAcknowledged:
    """Say for a party that it has read the text of a day, by default of this one, by its hash."""
    agreement.exists()
    day = act.day(agreement.zone)
    of = text_of or day
    if agreement.text_hash is None:
        raise OutOfOrder("a text is acknowledged once it is adopted; until then it may change")
    if of > day:
        raise Refused(
            f"the text of {of} may still change; acknowledge that of {day}, or of a day before",
            field="text_of",
        )
    must_be_party(agreement, party, day)
    holds_the_post(agreement, role, party, act.speaker, day)
    _is_the_text(agreement, of, text, incorporated)
    if (before := agreement.told.read.get((party, text))) is not None:
        raise OutOfOrder(f"party {party} acknowledged this text on {before} already")
    return TextAcknowledged(
        party=party,
        signatory=act.speaker,
        post=role.post,
        text_hash=text,
        text_of=of,
        acknowledged_on=day,
    )


def _is_the_text(
    agreement: Agreement, of: date, text: str, incorporated: Sequence[Incorporated]
) -> None:
    right = text_hash(text_on(agreement.terms.clauses, incorporated, of))
    if text != right:
        raise Refused(
            f"the hash is not that of the text of {of}, which is {right}; read that text and "
            "acknowledge it",
            field="text_hash",
            text_hash=right,
        )
