"""Which seat let which other one answer for it in a vote?"""

from __future__ import annotations

from accord import canonical
from accord.aggregates.decision import representing_events as r
from accord.events import Recorded
from accord.projections.decisions import changed
from accord.projections.documents import said
from accord.projections.views import Views, on


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
