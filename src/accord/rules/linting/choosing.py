"""Whether a body can choose among options by a rule, what nothing decides, and who could never be seated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from accord.rules.choices import ChoiceMethod
from accord.rules.choices.options import KEY
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import Subject

_POINTS = ("score", "dots")
_WRITTEN = "up to 64 of a-z, 0-9, “_”, “.” and “-”, beginning with a letter or digit"
_DECIDE = frozenset({"casting_vote", "lot", "declared_order"})
"""Ways that put any options in order; the others leave some of them equal."""


def choosing(subject: Subject, method: ChoiceMethod) -> Iterator[Remark]:
    """Remark what keeps a body from choosing, whatever options are put and whatever the ballots say."""
    lacking = [seat.seat for seat in subject.seats if not seat.has(method.measure)]
    if lacking:
        yield subject.remark(
            "measure_missing",
            f"The {subject.of_body} cannot be applied: seat {lacking[0]} has no measure {method.measure}.",
        )
        return
    roll = sum((seat.measure(method.measure) for seat in subject.seats), Fraction())
    hopeless = [
        *_quorums(subject, method, roll),
        *_support(subject, method, roll),
        *_unwritable(subject, method),
    ]
    yield from hopeless
    if not hopeless:
        yield from _seating(subject, method)
        yield from _ties(subject, method)


def _quorums(subject: Subject, method: ChoiceMethod, roll: Fraction) -> Iterator[Remark]:
    """Remark a turnout, or a quorum of options, that is not reached by all seats together."""
    told = (
        ("turnout", method.turnout, "turnout", "with all {n} seats voting"),
        ("quorum", method.quorum, "quorum of an option", "with all {n} seats preferring it"),
    )
    for name, part, what, even in told:
        if part is not None and not part.met(roll, roll):
            yield subject.remark(
                "quorum_cannot_be_met",
                f"The {what} of {subject.of_body} cannot be met: not even "
                f"{even.format(n=len(subject.seats))}, so nothing could ever be chosen.",
                at=f"/choice/{name}",
            )


def _unwritable(subject: Subject, method: ChoiceMethod) -> Iterator[Remark]:
    """Remark an option that the rule asks for by a name that no option can have: no motion could be put."""
    default = {} if method.default is None else {"/default": (method.default,)}
    named = {
        **default,
        "/declared_order": method.declared_order,
        "/ratio/named": tuple(option for option, _ in method.ratios.named),
    }
    for at, options in named.items():
        if unwritable := [option for option in options if not KEY.fullmatch(option)]:
            yield subject.remark(
                "option_never_put",
                f"The {subject.of_body} asks for an option “{unwritable[0]}”, and nobody could put it: the id of an "
                f"option is {_WRITTEN}.",
                at=f"/choice{at}",
            )


def _support(subject: Subject, method: ChoiceMethod, roll: Fraction) -> Iterator[Remark]:
    """Remark that no option can have as much as it needs, with every seat giving it all it can give."""
    most = roll * (method.form.high if method.form.kind in _POINTS else 1)
    least = method.least
    if most > 0 and (least is None or least.met(most, roll)):
        return
    yield subject.remark(
        "cannot_carry",
        f"By {subject.of_body} nothing can ever be chosen: no option can have what it needs, not even with "
        "every seat giving it all that a ballot can give.",
        at="/choice" if least is None or most <= 0 else "/choice/least",
    )


def _seating(subject: Subject, method: ChoiceMethod) -> Iterator[Remark]:
    """Remark a cap that leaves no group a seat, and an order of fewer options than seats."""
    if method.cap is not None and method.cap.most == 0:
        yield subject.remark(
            "cap_leaves_no_seat",
            f"By the cap of {subject.of_body} no option of any group can be elected: the part of the "
            f"{method.cap.of} seats that a group may have is less than one seat, and is never rounded up.",
            at="/choice/cap",
        )
    yield from _sitting(subject, method)
    known = set(method.declared_order) - {method.default}
    if method.declared_order and len(known) < method.seats:
        yield subject.remark(
            "fewer_options_than_seats",
            f"By {subject.of_body} not all of the {method.seats} seats can be filled: its declared order "
            f"names all options that can be put, and only {len(known)} of them can be elected.",
            at="/choice/declared_order",
        )


def _sitting(subject: Subject, method: ChoiceMethod) -> Iterator[Remark]:
    """Remark seats that count for a group to which no option can be said to belong."""
    for index, (group, _) in enumerate(method.cap.sitting if method.cap else ()):
        if not KEY.fullmatch(group):
            yield subject.remark(
                "group_never_named",
                f"The cap of {subject.of_body} counts the seats that “{group}” holds already, and no option can be "
                f"said to belong to it: the group of an option is {_WRITTEN}.",
                at=f"/choice/cap/sitting/{index}/group",
            )


def _ties(subject: Subject, method: ChoiceMethod) -> Iterator[Remark]:
    """Remark that nothing decides a tie, or that nobody could."""
    deciding = _DECIDE & set(method.ties)
    if not deciding:
        yield subject.remark(
            "tie_stays_open",
            f"By {subject.of_body} a tie can stay open: where the count leaves options equal, no casting "
            "vote, lot or declared order puts them in order, and their places are not filled.",
            at="/choice/ties",
        )
    elif deciding == {"casting_vote"} and not subject.has_chair:
        yield subject.remark(
            "casting_vote_without_chair",
            f"By {subject.of_body} the casting vote alone decides between options that are tied, and nobody "
            "presides over the body who could give it.",
            at="/choice/ties",
        )
