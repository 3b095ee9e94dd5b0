"""The motions of the demonstration's first year, and how each seat voted on them."""

from __future__ import annotations

from dataclasses import dataclass

from accord.rules import Position

YES, NO, ABSTAIN = Position.FOR, Position.AGAINST, Position.ABSTAIN
_SEATS = ("council", "trust", "brightwater", "harbour", "university", "panel", "food-bank")


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion: when it is tabled and put to the vote, and the ballots; who is not named is absent."""

    week: int
    mover: str
    cls: str
    title: str
    text: str
    background: str
    ballots: dict[str, Position]
    interest: tuple[str, str] | None = None
    casting_vote: Position | None = None
    at_a_meeting: bool = False


def _voted(*positions: Position | None) -> dict[str, Position]:
    """Give each seat its position, in the order of the agreement; None for who did not answer."""
    return {s: p for s, p in zip(_SEATS, positions, strict=True) if p is not None}


FIRST_BUDGET = Motion(
    10,
    "adeyemi",
    "budget",
    "Budget of the first year",
    "That £850,000 of the Fund be spent in the first year: £610,000 on insulation and heat pumps in "
    "400 homes, £140,000 on advisers, £70,000 on measurement and £30,000 on administration.",
    "Brightwater Energy asked for a larger share for heat pumps; the Trust's estimate of eligible "
    "households is in the paper circulated with the notice.",
    _voted(YES, YES, NO, YES, YES, YES, NO),
)
DELIVERY_LEAD = Motion(
    13,
    "adeyemi",
    "ordinary",
    "Delivery lead for the first 400 homes",
    "That Harbour Housing Association be appointed delivery lead for the first 400 homes, at cost and "
    "without a fee.",
    "Two firms tendered besides; the panel of officers scored Harbour first on price and second on "
    "quality.",
    _voted(YES, YES, ABSTAIN, None, YES, YES, NO),
    interest=("harbour", "The association I work for would receive the appointment."),
)
ADVICE_SHOP = Motion(
    17,
    "rowe",
    "ordinary",
    "Saturday opening of the Quay Street advice shop",
    "That the advice shop in Quay Street open on Saturdays for the six winter months.",
    "Half of the Panel's members work on weekdays. The Council's estimate is one further adviser.",
    _voted(NO, YES, NO, NO, ABSTAIN, YES, YES),
    casting_vote=YES,
)
SUMMER_CAMPAIGN = Motion(
    21,
    "calder",
    "ordinary",
    "Summer publicity campaign",
    "That the draft campaign “Warm before winter” be endorsed.",
    "The vote falls into the holidays, and one seat is vacant.",
    _voted(None, YES, YES, None, None, YES, None),
)
TO_PUBLICITY = Motion(
    24,
    "rowe",
    "budget",
    "More for publicity, less for heat pumps",
    "That £180,000 be moved from heat pumps to publicity and home visits in the first year.",
    "Fewer households than expected have come forward: 96 in the first four months.",
    _voted(NO, YES, NO, YES, YES, YES, YES),
)
METER_READINGS = Motion(
    36,
    "sato",
    "reserved",
    "Meter readings for the network operator",
    "That half-hourly meter readings of consenting households be shared with the operator of the "
    "electricity network, for two years.",
    "The operator would reinforce the network where heat pumps are planned.",
    _voted(YES, YES, YES, YES, YES, ABSTAIN, YES),
)
WINTER_CAMPAIGN = Motion(
    38,
    "calder",
    "ordinary",
    "Winter publicity campaign",
    "That the campaign “Warm before winter”, revised, be endorsed and begin at once.",
    "Taken at the meeting of the Board, by a show of hands.",
    _voted(YES, YES, YES, YES, None, YES, YES),
    at_a_meeting=True,
)
THERMAL_CAMERA = Motion(
    39,
    "obi",
    "ordinary",
    "A second thermal camera",
    "That a second thermal camera be bought for the surveyors, for no more than £4,000.",
    "The first is booked for the next five weeks.",
    {},
)
"""Tabled, and waiting: nobody has opened the vote."""

AMENDING = _voted(YES, YES, YES, YES, None, YES, YES)
"""How the seats voted on the amendment: six of seven in favour, the University absent."""
