"""Every command that a principal can give, with the capability it needs and what it may be asked.

A new command belongs into this table; until then a test fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests import partnership as p
from tests.application.office import AMENDING, BY_LAW

from accord.aggregates.agreement.events import Ground
from accord.aggregates.decision import Answer
from accord.aggregates.decision.events import Ruling
from accord.aggregates.party import PartyKind
from accord.aggregates.register import Capability
from accord.aggregates.role import role_id
from accord.application import Accord
from accord.application.desk import Desk
from accord.application.register import RegisterCommands
from accord.rules import Position
from accord.text import Repeal

NEW = UUID("5e7a0000-0000-7000-8000-0000000000e0")
ROLE = role_id(p.AGREEMENT, "trust-2")
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Command:
    needs: Capability
    args: tuple[Any, ...]
    said: dict[str, Any]


def needs(capability: Capability, *args: Any, **said: Any) -> Command:
    return Command(capability, args, said)


SIGNING = {"party": p.CITY, "text_hash": p.TEXT_HASH, "capacity": "Mayor"}
APPOINTING = {"holder": p.EVE, "party": p.TRUST, "authority": BY_LAW}
MOTION = {"body": "board", "cls": "ordinary", "title": "Rest", "text": "That we rest."}
AMENDMENT = {"agreement": p.AGREEMENT, "title": "No costs", "modifications": [Repeal("money")]}

COMMANDS = {
    "register_party": needs(
        Capability.REGISTER_PARTIES, NEW, kind=PartyKind.BUSINESS, name="Mill Ltd"
    ),
    "rename_party": needs(Capability.REGISTER_PARTIES, p.CITY, name="City of Jokilaakso"),
    "draft_agreement": needs(Capability.DRAFT_AGREEMENTS, NEW, terms=p.TERMS),
    "revise_text": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT, title="Clean river"),
    "adopt_text": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT),
    "open_for_signature": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT),
    "sign": needs(Capability.SIGN, p.AGREEMENT, **SIGNING),
    "terminate": needs(
        Capability.DRAFT_AGREEMENTS, p.AGREEMENT, ground=Ground.MUTUAL, decision=p.DECISION
    ),
    "create_post": needs(Capability.APPOINT, agreement=p.AGREEMENT, post="mayor"),
    "assign_role": needs(Capability.APPOINT, ROLE, **APPOINTING),
    "accept_role": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "resign": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "revoke_role": needs(
        Capability.APPOINT, ROLE, assignment=1, authority=BY_LAW, reason="Absent."
    ),
    "table_motion": needs(Capability.TABLE_MOTIONS, NEW, agreement=p.AGREEMENT, **MOTION),
    "declare_interest": needs(
        Capability.HOLD_OFFICE, AMENDING, seat="trust-1", statement="My brother's."
    ),
    "rule_on_interest": needs(Capability.PRESIDE, AMENDING, seat="trust-1", ruling=Ruling.RECUSE),
    "open_voting": needs(Capability.PRESIDE, AMENDING, closes=LATER),
    "cast_ballot": needs(Capability.VOTE, p.DECISION, seat="city-1", position=Position.FOR),
    "record_ballots": needs(
        Capability.RECORD_FOR_OTHERS, p.DECISION, answers=[Answer("city-1", Position.FOR)]
    ),
    "close_voting": needs(Capability.PRESIDE, p.DECISION),
    "give_casting_vote": needs(Capability.PRESIDE, p.DECISION, position=Position.FOR),
    "certify_result": needs(Capability.CERTIFY, p.DECISION),
    "draft_amendment": needs(Capability.AMEND, NEW, **AMENDMENT),
    "put_to_decision": needs(Capability.TABLE_MOTIONS, p.AMENDMENT, decision=NEW),
    "adopt_amendment": needs(Capability.AMEND, p.AMENDMENT),
}
BEGINNINGS = {"register_party", "draft_agreement", "create_post", "table_motion", "draft_amendment"}
"""What begins a stream; all other commands act on one that exists, at a version."""


def offered() -> set[str]:
    """The names of all commands of a principal; those of the operator have no way in but the machine."""
    return set(_public(Accord)) - set(_public(Desk)) - set(_public(RegisterCommands))


def _public(kind: type) -> list[str]:
    return [
        name for name in dir(kind) if not name.startswith("_") and callable(getattr(kind, name))
    ]
