"""A party: an organisation (or a person) that can be bound by agreements and named to seats."""

from accord.aggregates.party.events import (
    IdentifierAdded,
    IdentifierReserved,
    IdentifierWithdrawn,
    MemberJoined,
    MemberLeft,
    NoticesAddressSet,
    PartyDeactivated,
    PartyKind,
    PartyReactivated,
    PartyRegistered,
    PartyRenamed,
    PartySucceeded,
    SuccessionBegun,
    SuccessionKind,
)
from accord.aggregates.party.identifiers import add_identifier, reserve, withdraw_identifier
from accord.aggregates.party.membership import end_membership, record_member
from accord.aggregates.party.memory import Identifier, Party, Reservation, reservation_id
from accord.aggregates.party.registering import register_party, rename_party
from accord.aggregates.party.standing import deactivate, reactivate, set_notices_address
from accord.aggregates.party.succession import begin_succession, record_succession

__all__ = [
    "Identifier",
    "IdentifierAdded",
    "IdentifierReserved",
    "IdentifierWithdrawn",
    "MemberJoined",
    "MemberLeft",
    "NoticesAddressSet",
    "Party",
    "PartyDeactivated",
    "PartyKind",
    "PartyReactivated",
    "PartyRegistered",
    "PartyRenamed",
    "PartySucceeded",
    "Reservation",
    "SuccessionBegun",
    "SuccessionKind",
    "add_identifier",
    "begin_succession",
    "deactivate",
    "end_membership",
    "reactivate",
    "record_member",
    "record_succession",
    "register_party",
    "rename_party",
    "reservation_id",
    "reserve",
    "set_notices_address",
    "withdraw_identifier",
]
