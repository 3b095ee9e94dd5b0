"""/v1/decisions: who answers for whom in a vote."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accord.aggregates.decision.standing import CASTABLE
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import Key, Text
from accord.http.rules import Stand

blueprint = Blueprint(
    "representing", __name__, url_prefix="/v1", description="Who answers for whom in a vote"
)


class ProxyIn(Circumstances):
    """Which seat gives its proxy for this decision, to which one."""

    seat = Key(required=True)
    to = Key(required=True, metadata={"description": "the seat that may cast its ballot"})
    instructed = Stand(*CASTABLE)


class ProxyRevocationIn(Circumstances):
    """Which seat takes its proxy back."""

    seat = Key(required=True)


class ProxyBallotIn(Circumstances):
    """The ballot of a seat, by its proxy; without a position it is the one that was instructed."""

    seat = Key(
        required=True,
        metadata={"description": "the seat that gave the proxy, not that of the proxy"},
    )
    position = Stand(*CASTABLE)


class PairIn(Circumstances):
    """Which seat offers a pair, or agrees to one, and with which other seat."""

    seat = Key(required=True)
    other = Key(required=True, metadata={"description": "the seat that is to abstain as well"})


class PairDissolutionIn(Circumstances):
    """Which seat ends its pair, or takes back its offer."""

    seat = Key(required=True)


class DeclarationIn(Circumstances):
    """Which seat declares that it abstains, and what its party says to that."""

    seat = Key(required=True)
    statement = Text(
        required=True,
        most=20_000,
        metadata={"description": "what it declares; kept apart, so that it can be erased"},
    )


@command(blueprint, "/decisions/<uuid:id>/proxies", ProxyIn, DECISION)
def give_proxy(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let another seat cast the ballot of yours in this decision."""
    return accord.give_proxy(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/proxy-revocations", ProxyRevocationIn, DECISION)
def revoke_proxy(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Take a proxy back, and with it the ballot that was cast by it."""
    return accord.revoke_proxy(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/proxy-ballots", ProxyBallotIn, DECISION)
def cast_proxy_ballot(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Cast the ballot of another seat, whose proxy yours is."""
    return accord.cast_proxy_ballot(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/pairs", PairIn, DECISION)
def pair_seats(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Offer another seat that both abstain in this decision, or agree to what it offered."""
    return accord.pair_seats(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/pair-dissolutions", PairDissolutionIn, DECISION)
def dissolve_pair(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """End the pair of your seat, or take back its offer."""
    return accord.dissolve_pair(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/declarations", DeclarationIn, DECISION)
def declare_abstention(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Declare that your seat, which abstained, lets the others decide and that its party is not bound."""
    return accord.declare_abstention(id, **body).id
