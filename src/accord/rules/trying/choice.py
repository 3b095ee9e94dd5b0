"""Ballots among options as they are written down, with the options and what breaks a tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from accord.errors import Malformed, Refused
from accord.rules.choices import (
    ChoiceMethod,
    Chosen,
    Marked,
    Option,
    count,
    read_ballot,
    read_options,
)
from accord.rules.reading import Fields, items, number, record
from accord.rules.roll import COUNT
from accord.rules.trying.reading import Total, entry, measures

MOST_BALLOTS = 100_000
"""Ballots that are counted where a method is tried."""

MOST_OPTIONS = 200
"""Options among which is chosen where a method is tried: each is compared with each."""

_BALLOT = ("choice", "n")


def counted(method: ChoiceMethod, roll: object) -> Chosen:
    """Count the ballots; raise `Malformed` naming the place on the roll, and what would be right."""
    fields = record(roll, "", ("options", "ballots"), ("roll", "context"))
    options = _options(method, fields["options"])
    ballots = list(_ballots(method, options, fields["ballots"]))
    context = record(fields.get("context", {}), "/context", (), ("casting_vote", "lot"))
    return count(
        method,
        options,
        ballots,
        _roll(fields, ballots),
        casting_vote=_order(context, "casting_vote", options),
        lot=_order(context, "lot", options),
    )


def _options(method: ChoiceMethod, data: object) -> tuple[Option, ...]:
    options = read_options(data, "/options")
    if len(options) > MOST_OPTIONS:
        reason = f"/options are {len(options)}; at most {MOST_OPTIONS} can be counted"
        raise Malformed(reason, field="/options")
    for index, option in enumerate(options if method.kind == "allocation" else ()):
        if not option.cost:
            field = f"/options/{index}/cost"
            raise Malformed(f"{field} must be more than 0: money is allocated", field=field)
    try:
        method.fits(options)
    except Refused as refusal:
        raise Malformed(
            f"/options do not fit the rule: {refusal.reason}", field="/options"
        ) from refusal
    return options


def _ballots(method: ChoiceMethod, options: Sequence[Option], data: object) -> Iterator[Marked]:
    total = Total("ballots", MOST_BALLOTS)
    for index, item in enumerate(data if data == [] else items(data, "/ballots")):
        path = f"/ballots/{index}"
        fields = entry(item, path)
        if "choice" not in fields:
            raise Malformed(
                f"{path}/choice is missing; [] is a blank ballot", field=f"{path}/choice"
            )
        ballot = read_ballot(method, options, fields["choice"], f"{path}/choice")
        marked = Marked(ballot, _weight(method, fields, path))
        yield from [marked] * total.add(fields, path)


def _weight(method: ChoiceMethod, fields: Fields, path: str) -> Fraction:
    found = {each.name: Fraction(each.value) for each in measures(fields, path, _BALLOT)}
    if method.measure == COUNT:
        return Fraction(1)
    if method.measure not in found:
        field = f"{path}/{method.measure}"
        raise Malformed(f"{field} is missing, and the rule counts it", field=field)
    return found[method.measure]


def _roll(fields: Fields, ballots: Sequence[Marked]) -> Fraction:
    """Return what all weigh who may vote; where it is not said, all of them did."""
    voted = sum((each.weight for each in ballots), Fraction())
    if "roll" not in fields:
        return voted
    sent = fields["roll"]
    roll = number(str(sent) if type(sent) is int else sent, "/roll")
    if roll < voted:
        raise Malformed("/roll is less than what the ballots weigh together", field="/roll")
    return roll


def _order(context: Fields, name: str, options: Sequence[Option]) -> tuple[str, ...]:
    path, known = f"/context/{name}", {option.id for option in options}
    listed = items(context[name], path) if name in context else []
    for index, option in enumerate(listed):
        if not isinstance(option, str) or option not in known or option in listed[:index]:
            reason = f"{path}/{index} must be one of the options, and each stands there once"
            raise Malformed(reason, field=f"{path}/{index}")
    return tuple(map(str, listed))
