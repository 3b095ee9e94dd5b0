"""Which seat let which other one answer for it in a vote?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.declaring_events import DeclarationMade
from accord.events import Recorded
from accord.projections.decisions import changed, decisions
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on


@on(r.ProxyGiven)
def proxy_given(views: Views, _position: int, at: Recorded[r.ProxyGiven]) -> None:
    """A seat gave its proxy."""
    event = at.event
    entry = said(
        seat=event.seat,
        to=event.to,
        instructed=event.instructed,
        given_at=canonical.instant(at.env.occurred_at or at.recorded_at),
    )
    changed(views, at).setdefault("proxies", []).append(entry)


@on(r.ProxyRevoked)
def proxy_revoked(views: Views, _position: int, at: Recorded[r.ProxyRevoked]) -> None:
    """It holds no longer."""
    found = changed(views, at)["proxies"]
    entry = next(e for e in reversed(found) if e["seat"] == at.event.seat)
    entry["revoked_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)
    changed(views, at)["ballots_given"] -= at.event.was is not None


@on(r.ProxyBallotCast)
def proxy_ballot_cast(views: Views, _position: int, at: Recorded[r.ProxyBallotCast]) -> None:
    """One more seat has answered; what it says is a question of its own."""
    changed(views, at)["ballots_given"] += 1


@on(r.BallotsDelegated)
def ballots_delegated(views: Views, _position: int, at: Recorded[r.BallotsDelegated]) -> None:
    """So many more seats have an answer."""
    changed(views, at)["ballots_given"] += len(at.event.ballots)


@on(r.PairOffered)
def pair_offered(views: Views, _position: int, at: Recorded[r.PairOffered]) -> None:
    """A seat offered a pair."""
    when = canonical.instant(at.env.occurred_at or at.recorded_at)
    entry = said(seat=at.event.seat, other=at.event.other, offered_at=when)
    changed(views, at).setdefault("pairs", []).append(entry)


@on(r.SeatsPaired)
def seats_paired(views: Views, _position: int, at: Recorded[r.SeatsPaired]) -> None:
    """The other one agreed; what that one had offered to somebody else goes with it."""
    found = changed(views, at)["pairs"]
    when = canonical.instant(at.env.occurred_at or at.recorded_at)
    offered = _last(found, at.event.other, at.event.seat)
    offered["agreed_at"] = when
    for entry in found:
        if entry["seat"] == at.event.seat and not entry.keys() & {"agreed_at", "dissolved_at"}:
            entry["dissolved_at"] = when


@on(r.PairDissolved)
def pair_dissolved(views: Views, _position: int, at: Recorded[r.PairDissolved]) -> None:
    """They are a pair no longer."""
    entry = _last(changed(views, at)["pairs"], at.event.seat, at.event.other)
    entry["dissolved_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)
    if at.event.by_ballot:
        entry["broken_by"] = at.event.seat


def _last(pairs: list[Document], one: str, other: str) -> Document:
    """Return the entry of these two seats that still stands."""
    return next(
        entry
        for entry in reversed(pairs)
        if {entry["seat"], entry["other"]} == {one, other} and "dissolved_at" not in entry
    )


@on(DeclarationMade)
def declaration_made(views: Views, _position: int, at: Recorded[DeclarationMade]) -> None:
    """A seat abstains by declaration; its party may not be bound."""
    document, event = changed(views, at), at.event
    entry = said(seat=event.seat, party=at.env.on_behalf_of, statement=opened(event.statement))
    entry |= {"made_at": canonical.instant(at.env.occurred_at or at.recorded_at)}
    document.setdefault("declarations", []).append(entry)
    if event.not_bound is not None:
        document.setdefault("not_bound", []).append(str(event.not_bound))


@on(e.BallotCast, e.BallotRecorded, d.BallotReplaced)
def declaration_taken_back(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Another ballot of the seat takes its declaration back, and binds its party."""
    document = views.look(decisions, at.agg)
    made = document.get("declarations", [])
    if all(entry["seat"] != at.event.seat for entry in made):
        return
    document = changed(views, at)
    (gone,) = (entry for entry in made if entry["seat"] == at.event.seat)
    others = [entry for entry in made if entry is not gone]
    free = [party for party in document.get("not_bound", []) if party != gone.get("party")]
    for name, left in (("declarations", others), ("not_bound", free)):
        document.pop(name, None)
        document |= {name: left} if left else {}
