"""Decisions, told: the motion, the interests, the vote and its result."""

from __future__ import annotations

from datetime import datetime

from accord.aggregates.agreement.terms import BodyStage, StagePower
from accord.aggregates.consents_needed import ConsentsNeeded
from accord.aggregates.decision import events as e
from accord.aggregates.decision.choosing_events import ChoiceCertified
from accord.aggregates.matters import Matter
from accord.projections.telling.words import (
    Names,
    at_instant,
    last_day,
    listed,
    number,
    spaced,
    tells,
)
from accord.rules import Position, in_words

_BALLOTS = {
    Position.FOR: "voted for the motion",
    Position.AGAINST: "voted against the motion",
    Position.ABSTAIN: "abstained",
    Position.NOT_VOTING: "was present and did not vote",
    Position.INVALID: "gave an invalid ballot",
    Position.ABSENT: "was absent",
    Position.RECUSED: "was recused",
    Position.VACANT: "was vacant",
}
_OTHERS = {
    e.Answered.ALTERNATE: "the ballot that its alternate cast",
    e.Answered.PROXY: "the ballot that its proxy cast",
    e.Answered.DELEGATED: "the ballot that was delegated",
}
_RULINGS = {
    e.Ruling.RECUSE: "the seat is recused and takes no part",
    e.Ruling.MAY_SPEAK: "the seat may speak and vote",
    e.Ruling.NO_CONFLICT: "there is no conflict, and the seat takes part",
}

_NAMED = 12
_AGAIN = {
    e.VotingCause.SECOND_VOTE: "Another vote on the motion, on which the seats were equally divided,",
    e.VotingCause.SECOND_CALL: "Another vote on the motion, for which too few had taken part,",
}


@tells(e.MotionTabled)
def motion_tabled(event: e.MotionTabled, _names: Names) -> str:
    """A motion was tabled."""
    matter = "" if event.matter is Matter.GENERAL else f", on the matter “{spaced(event.matter)}”"
    seat = f" for seat {event.mover}" if event.mover else ""
    return (
        f"The motion “{event.title}” was tabled{seat} before the body {event.body}, in class {event.cls}"
        f"{matter}.{put_by(event.lapses)}"
    )


def put_by(lapses: datetime | None) -> str:
    """Say until when a motion can be put to the vote, where it lapses."""
    return f" It lapses unless it is put to the vote before {at_instant(lapses)}." if lapses else ""


def spoken(stage: BodyStage) -> str:
    """Say what a body does at a stage."""
    does = "approves" if stage.power is StagePower.APPROVE else "can veto"
    within = f" within {number(stage.most_days, 'day')}" if stage.most_days else ""
    return f"the body {stage.body}, which {does} it{within}"


def _enough(needed: ConsentsNeeded | None) -> str:
    """Say how many of those asked are enough."""
    if needed is None or needed.of_all:
        return ""
    parts = [f"{needed.at_least}"] if needed.at_least else []
    parts += [f"those who hold {needed.share}"] if needed.share else []
    return f"{' and '.join(parts)} of "


@tells(e.InterestDeclared)
def interest_declared(event: e.InterestDeclared, _names: Names) -> str:
    """An interest was declared."""
    return f"The holder of seat {event.seat} declared an interest in the motion."


@tells(e.InterestRuled)
def interest_ruled(event: e.InterestRuled, _names: Names) -> str:
    """The chair ruled."""
    return f"The chair ruled on the interest of seat {event.seat}: {_RULINGS[event.ruling]}."


@tells(e.InterestLifted)
def interest_lifted(event: e.InterestLifted, _names: Names) -> str:
    """An interest has fallen away."""
    return f"The interest of seat {event.seat} in the motion has fallen away; the seat takes part again."


@tells(e.RollSeatsFrozen)
def roll_seats_frozen(event: e.RollSeatsFrozen, _names: Names) -> str:
    """Seats are on the roll."""
    vacant = sum(seat.holder is None for seat in event.seats)
    empty = f", {vacant} of them vacant" if vacant else ""
    return f"The roll was frozen: {number(len(event.seats), 'seat')}{empty}."


_OFF = {
    e.LeftOff.LAPSED: "its vote lapsed by missed votes",
    e.LeftOff.SUSPENDED: "its party is suspended",
    e.LeftOff.OPTED_OUT: "its party opted out of such decisions",
    e.LeftOff.NO_PARTY: "its party is none of the agreement",
}


@tells(e.SeatsLeftOff)
def seats_left_off(event: e.SeatsLeftOff, _names: Names) -> str:
    """Seats are not on the roll."""
    told = [f"{seat.seat} ({_OFF[seat.reason]})" for seat in event.seats[:_NAMED]]
    if more := len(event.seats) - len(told):
        told.append(f"{more} more")
    count = number(len(event.seats), "seat")
    return (
        f"Left off the roll {'was' if len(event.seats) == 1 else 'were'} {count}: {listed(told)}."
    )


@tells(e.VotingOpened)
def voting_opened(event: e.VotingOpened, names: Names) -> str:
    """Voting began."""
    out = [names(party) for party in event.not_bound[:_NAMED]]
    if more := len(event.not_bound) - len(out):
        out.append(f"{more} more")
    without = f" Not bound by it, having opted out: {listed(out)}." if out else ""
    again = _AGAIN[event.cause] if event.cause else "Voting"
    secretly = " by secret ballot" if event.secret else ""
    how = " by correspondence" if event.by_correspondence else ""
    return (
        f"{again}{how} was opened at {at_instant(event.opens)}, to close at {at_instant(event.closes)}, on "
        f"a roll of {number(event.seats, 'seat')}, by the rule “{event.rule.name}” ({event.rule.id}, "
        f"version {event.rule.version}){secretly}.{without}"
    )


@tells(e.BallotCast)
def ballot_cast(event: e.BallotCast, _names: Names) -> str:
    """A seat voted."""
    by = ", by the alternate of its holder" if event.alternate else ""
    return f"Seat {event.seat} {_BALLOTS[event.position]}{by}{_instead(event)}."


@tells(e.BallotRecorded)
def ballot_recorded(event: e.BallotRecorded, _names: Names) -> str:
    """What a seat said was recorded for it."""
    return f"It was recorded that seat {event.seat} {_BALLOTS[event.position]}{_instead(event)}."


def _instead(event: e.BallotCast | e.BallotRecorded) -> str:
    return f"; this takes the place of {_OTHERS[event.overrides]}" if event.overrides else ""


@tells(e.VotingClosed)
def voting_closed(event: e.VotingClosed, _names: Names) -> str:
    """Voting ended."""
    counted = listed([f"{spaced(found.position)} {found.seats}" for found in event.tally])
    chose = f" {number(event.chose, 'seat')} chose among the options." if event.chose else ""
    divided = "Options are tied" if event.chose else "The seats are equally divided"
    tie = f" {divided}." if event.tied else ""
    return f"Voting was closed. Seats by position: {counted or 'none'}.{chose}{tie}"


@tells(e.CastingVoteGiven)
def casting_vote_given(event: e.CastingVoteGiven, _names: Names) -> str:
    """A tie was decided."""
    return f"The one who presides gave the casting vote, {event.position} the motion."


@tells(e.DecisionCertified)
def certified(event: e.DecisionCertified, names: Names) -> str:
    """The result stands."""
    words = in_words(event.explanation)
    return f"The result was certified: {words[0].lower()}{words[1:]}{from_when(event, names)}"


def from_when(event: e.DecisionCertified | ChoiceCertified, names: Names) -> str:
    """Say from when a carried decision holds, where it does not hold at once."""
    named = [names(party) for party in event.consents[:_NAMED]]
    if more := len(event.consents) - len(named):
        named.append(f"{more} more")
    parts = [f"on {event.effective_from}"] if event.effective_from else []
    parts += [f"once {_enough(event.consents_needed)}{listed(named)} consented"] if named else []
    parts += (
        [f"once it has passed {listed([spoken(stage) for stage in event.stages])}"]
        if event.stages
        else []
    )
    told = f" It takes effect {' and '.join(parts)}." if parts else ""
    until = event.expires_on
    return told + (f" It expires unless it is implemented by {last_day(until)}." if until else "")
