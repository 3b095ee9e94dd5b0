"""The certificate of a decision: one file with the vote, its verdict and reasons, and what proves its entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.decision.aftermath import After
from accord.aggregates.decision.choosing_events import ChoiceCertified
from accord.aggregates.decision.events import DecisionCertified, MotionTabled
from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.representing_events import BallotsDelegated
from accord.aggregates.register import REGISTER
from accord.errors import NotFound, OutOfOrder
from accord.events import Event, Recorded
from accord.ledger.merkle import inclusion_proof
from accord.ledger.note import to_base64
from accord.rules import in_words
from accord.rules.choices import ballot_data, choice_in_words
from accord.store.checkpoints import Signed
from accord.store.mapper import StrictMapper
from accord.store.record import Record
from accord.store.schema import event
from accord.store.tree import nodes

FORMAT = "accord-certificate/1"
_OF_KEYS = sa.and_(
    event.c.originator_id == REGISTER,
    sa.or_(event.c.topic.like("register.log_key_%"), event.c.topic == "register.opened/1"),
)
Certified = (DecisionCertified, ChoiceCertified)


def certify(record: Record, signed: Signed, decision: UUID) -> bytes:
    """Return the certificate of a certified decision, as canonical JSON.

    Raise `NotFound` where there is no such decision, `OutOfOrder` where its result is not certified.
    """
    mine = sa.or_(event.c.originator_id == decision, _OF_KEYS)
    query = sa.select(event.c.position, event.c.state).where(mine, event.c.position <= signed.size)
    with record.engine.connect() as conn:
        rows = conn.execute(query.order_by(event.c.position)).all()
        node = nodes(conn, signed.size)
        entries = [
            {
                "index": at - 1,
                "entry": bytes(state).decode(),
                "proof": [to_base64(step) for step in inclusion_proof(node, at - 1, signed.size)],
            }
            for at, state in rows
        ]
    read = [StrictMapper().read(bytes(state)) for _, state in rows]
    stream = [recorded for recorded in read if recorded.agg == decision]
    return canonical.encode(
        {"v": FORMAT, "checkpoint": signed.note, "entries": entries, **told(decision, stream)}
    )


def told(id: UUID, stream: Sequence[Recorded[Event]]) -> dict[str, Any]:
    """Return what a certificate tells of a decision, worked out from its entries alone."""
    if not stream or not stream[0].event.TYPE.startswith("decision."):
        raise NotFound(f"there is no decision {id} in this register", id=str(id))
    decision = Decision(id)
    result: DecisionCertified | ChoiceCertified | None = None
    for recorded in stream:
        decision.apply(recorded)
        if isinstance(recorded.event, Certified):
            result = recorded.event
    if result is None or decision.rule is None:
        raise OutOfOrder("a certificate is of a certified result, and this decision has none")
    return {
        "decision": str(id),
        "agreement": str(decision.agreement),
        "body": decision.body,
        "class": decision.cls,
        "motion": dict(_motion(stream)),
        "rule": decision.rule.to_data(),
        "rule_hash": decision.rule.hash,
        "roll": [canonical.plain(seat) for seat in decision.roll.values()],
        "left_off": [canonical.plain(seat) for seat in decision.left_off.values()],
        "seats": list(_seats(decision)),
        "in_secret": [canonical.plain(count) for count in decision.sealed.opened]
        + [canonical.plain(count) for count in decision.sealed.chosen],
        "delegations": list(_delegations(stream)),
        "annulled": decision.aftermath.ended is After.ANNULLED,
        "verdict": result.verdict.value,
        "explanation": result.explanation.to_data(),
        "in_words": _words(result),
    }


def _motion(stream: Sequence[Recorded[Event]]) -> Iterator[tuple[str, str]]:
    for recorded in stream:
        if isinstance(recorded.event, MotionTabled):
            yield from (("title", recorded.event.title), ("text", recorded.event.text))


def _seats(decision: Decision) -> Iterator[dict[str, Any]]:
    """Give where each seat stands, how its ballot came about, and what it chose; of a secret vote, who voted."""
    for seat in decision.roll.values():
        position = decision.position(seat)
        told_: dict[str, Any] = {"seat": seat.seat}
        if seat.seat in decision.choices.given:
            told_["choice"] = ballot_data(decision.choices.given[seat.seat])
        elif position is None:
            told_["voted_in_secret"] = True
        else:
            told_["position"] = position.value
        if (how := decision.representation.answered.get(seat.seat)) is not None:
            told_["how"] = how.value
        if (proxy := decision.representation.proxies.get(seat.seat)) is not None:
            told_["proxy"] = proxy.to
        if decision.is_paired(seat.seat):
            told_["paired_with"] = decision.representation.pairs[seat.seat]
        if seat.seat in decision.declarations.seats:
            told_["by_declaration"] = True
        yield told_


def _delegations(stream: Sequence[Recorded[Event]]) -> Iterator[Any]:
    for recorded in stream:
        if isinstance(recorded.event, BallotsDelegated):
            yield from (canonical.plain(ballot) for ballot in recorded.event.ballots)


def _words(result: DecisionCertified | ChoiceCertified) -> str:
    if isinstance(result, ChoiceCertified):
        return choice_in_words(result.explanation)
    return in_words(result.explanation)
