"""What is odd about a rule and its seats, found before anybody adopts them: never a guess.

Each remark is shown to be so over all rolls, by groups of like seats; what would take too long is said
to be not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from accord.rules.linting.applying import applying
from accord.rules.linting.choosing import choosing
from accord.rules.linting.holders import too_few_holders
from accord.rules.linting.outcomes import carries, quorum, second_call, tests
from accord.rules.linting.powers import blockers, deadlocks, dictators, dummies
from accord.rules.linting.remarks import CODES, Gravity, Remark, ShownRoll, gravest_first
from accord.rules.linting.subject import ANSWERS, Subject, TooLarge
from accord.rules.linting.support import backwards, chaired, unsupported
from accord.rules.linting.thresholds import coinciding
from accord.rules.linting.wording import abstentions, ties
from accord.rules.words import listed

__all__ = [
    "ANSWERS",
    "CODES",
    "Gravity",
    "Remark",
    "ShownRoll",
    "Subject",
    "gravest_first",
    "remarks_on",
]

Check = Callable[[Subject], Iterator[Remark]]

_CHECKS: Mapping[str, Check] = {
    "whether a motion can carry, and be lost": carries,
    "whether the quorum of a second call can be met": second_call,
    "tests that never or always hold": tests,
    "seats that can never matter": dummies,
    "seats that carry alone": dictators,
    "seats that can block": blockers,
    "classes that can block": deadlocks,
    "whether a vote in favour can defeat a motion": backwards,
    "whether a motion can carry with nobody in favour": unsupported,
    "ties within a class": chaired,
    "ties": ties,
    "what an abstention counts as": abstentions,
}


def remarks_on(
    subjects: Sequence[Subject], *, gone: frozenset[str] = frozenset(), held: int | None = None
) -> list[Remark]:
    """Return what is to be remarked on the rules of one body.

    `gone` are the seats that nobody can hold, `held` is how many can be held at most.
    """
    found: list[Remark] = []
    sound: list[Subject] = []
    for subject in subjects:
        if subject.rule.choice is not None:
            found += choosing(subject, subject.rule.choice)
            continue
        unfit = list(applying(subject))
        found += unfit
        if not unfit:
            sound.append(subject)
            found += _remarks(subject)
            if held is not None and held < len(subject.seats):
                few = partial(too_few_holders, gone=gone, most=held)
                found += _checked(subject, {"whether enough seats can be held": few})
    return [*found, *coinciding(sound)]


def _remarks(subject: Subject) -> list[Remark]:
    hopeless = _checked(subject, {"whether the quorum can be met": quorum})
    return hopeless or _checked(subject, _CHECKS)


def _checked(subject: Subject, checks: Mapping[str, Check]) -> list[Remark]:
    found: list[Remark] = []
    unchecked: list[str] = []
    for name, check in checks.items():
        try:
            found += list(check(subject))
        except TooLarge:
            unchecked.append(name)
    return [*found, *([_not_checked(subject, unchecked)] if unchecked else [])]


def _not_checked(subject: Subject, what: Sequence[str]) -> Remark:
    return subject.remark(
        "not_checked",
        f"Of {subject.of_body} was not checked: {listed(what)}; its {len(subject.seats)} seats can stand in "
        "too many ways to look at each.",
    )
