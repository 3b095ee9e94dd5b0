"""Who answered for whom in a vote, told."""

from __future__ import annotations

from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.declaring_events import DeclarationMade
from accord.projections.telling.words import Names, spaced, tells

_NAMED = 12


@tells(r.ProxyGiven)
def proxy_given(event: r.ProxyGiven, _names: Names) -> str:
    """A seat lets another one vote for it."""
    how = f"instructed to vote {spaced(event.instructed)}" if event.instructed else "free"
    return f"For this decision seat {event.seat} gave its proxy to seat {event.to}, {how}."


@tells(r.ProxyRevoked)
def proxy_revoked(event: r.ProxyRevoked, _names: Names) -> str:
    """It holds no longer."""
    told = f"Seat {event.seat} revoked the proxy that it had given to seat {event.to}"
    return (
        f"{told}, and its ballot ({spaced(event.was)}) is taken back." if event.was else f"{told}."
    )


@tells(r.BallotsDelegated)
def ballots_delegated(event: r.BallotsDelegated, _names: Names) -> str:
    """Seats stand where those stand that they follow."""
    told = [_followed(ballot) for ballot in event.ballots[:_NAMED]]
    if more := len(event.ballots) - len(told):
        told.append(f"{more} more")
    return f"Seats that gave no ballot stand where those stand that they follow: {'; '.join(told)}."


def _followed(ballot: r.DelegatedBallot) -> str:
    via = f" over {' and '.join(ballot.via)}" if ballot.via else ""
    return f"seat {ballot.seat} with seat {ballot.to}{via}, {spaced(ballot.position)}"


@tells(r.ProxyBallotCast)
def proxy_ballot_cast(event: r.ProxyBallotCast, _names: Names) -> str:
    """A seat voted for another."""
    return f"Seat {event.by}, as its proxy, cast the ballot of seat {event.seat}: {spaced(event.position)}."


@tells(r.PairOffered)
def pair_offered(event: r.PairOffered, _names: Names) -> str:
    """One seat would abstain if another one does."""
    return (
        f"Seat {event.seat} offered seat {event.other} a pair: that both abstain in this decision."
    )


@tells(r.SeatsPaired)
def seats_paired(event: r.SeatsPaired, _names: Names) -> str:
    """Two seats abstain together."""
    return (
        f"Seat {event.seat} agreed with seat {event.other}: they are paired, and both abstain in this decision as "
        "long as neither gives a ballot."
    )


@tells(r.PairDissolved)
def pair_dissolved(event: r.PairDissolved, _names: Names) -> str:
    """They are free again."""
    if event.by_ballot:
        return f"The ballot of seat {event.seat} broke its pair with seat {event.other}."
    return f"Seat {event.seat} ended its pair with seat {event.other}, or took back its offer."


@tells(DeclarationMade)
def declaration_made(event: DeclarationMade, names: Names) -> str:
    """A seat abstains by declaration."""
    told = f"Seat {event.seat} declared formally that it abstains, and lets the others decide"
    free = f"; the decision does not bind {names(event.not_bound)}" if event.not_bound else ""
    return f"{told}{free}."
