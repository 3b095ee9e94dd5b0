"""What a rule lays down, before anything is counted, in sentences that an officer can read out."""

from __future__ import annotations

from accord.rules.algebra import All, Any_, AtLeast, ForEachClass, Single, Test
from accord.rules.comparisons import MoreThan, Number, Share, SqrtQuorum
from accord.rules.fewest import FewestHolding
from accord.rules.positions import Position
from accord.rules.roll import COUNT
from accord.rules.rule import Rule
from accord.rules.words import (
    BASES_IN_WORDS,
    BOUNDS_IN_WORDS,
    counted_in,
    fewest_in_words,
    positions_in_words,
)

_TIES = {
    "casting_vote": "where the seats are equally divided, who presides may give a casting vote",
    "second_vote": "where the seats are equally divided, a second vote is taken, after which it is lost",
}
_SILENCES = {
    Position.FOR: "who has not answered when voting closes counts in favour",
    Position.AGAINST: "who has not answered when voting closes counts against",
    Position.ABSTAIN: "who has not answered when voting closes counts as abstaining",
}
_OBJECTIONS = {
    "raised": "nobody votes against: who is against objects, and an objection stands when it is raised",
    "sustained": "nobody votes against: who is against objects, and an objection stands once it is sustained",
}


def laid_down(rule: Rule) -> list[str]:
    """Return what a motion needs under a rule; nothing of a rule that chooses among options."""
    parts = {
        "Quorum": rule.quorum,
        "Quorum of a second call": rule.second_call,
        "Vetoed by": rule.veto,
        "To carry": rule.pass_,
    }
    told = [f"{name}: {_test(test)}." for name, test in parts.items() if test is not None]
    besides = (_TIES.get(rule.tie), _SILENCES.get(rule.silence), _OBJECTIONS.get(rule.objections))
    told += [f"{words[0].upper()}{words[1:]}." for words in besides if words]
    if rule.represented != "absent":
        told.append("A seat that another one answers for counts as present for the quorum.")
    return told


def _test(test: Test, number: str = "") -> str:
    match test:
        case All(parts):
            return f"all of these: {_parts(parts, number)}"
        case Any_(parts):
            return f"at least one of these: {_parts(parts, number)}"
        case AtLeast(k, parts):
            return f"at least {k} of these: {_parts(parts, number)}"
        case ForEachClass(inner):
            return f"in each class, {_test(inner, number)}"
        case Share() | Number() | MoreThan() | SqrtQuorum() | FewestHolding():
            return _comparison(test)
    raise TypeError(type(test).__name__)


def _parts(parts: tuple[Test, ...], number: str) -> str:
    numbers = [f"{number}{index}" for index in range(1, len(parts) + 1)]
    return "; ".join(
        f"({each}) {_test(part, f'{each}.')}" for each, part in zip(numbers, parts, strict=True)
    )


def _comparison(test: Single) -> str:
    scope = "" if test.where is None else f"in class {test.where}, "
    counted = positions_in_words(test.of) + (" by declaration" if test.declared else "")
    return f"{scope}{_bound(test, counted)}"


def _bound(test: Single, counted: str) -> str:
    measured = "seats" if test.measure == COUNT else test.measure
    match test:
        case MoreThan():
            more = "" if test.measure == COUNT else f", counted in {test.measure}"
            return f"more {counted} than {positions_in_words(test.than)}{more}"
        case Number() if test.n == 0 and test.op in ("==", "<="):
            return f"nobody {counted}"
        case Number():
            return f"{counted} {BOUNDS_IN_WORDS[test.op]} {counted_in(test.n, test.measure)}"
        case SqrtQuorum():
            of = f"{test.k} times the square root of the number of seats"
            return f"{counted} at least {of} {BASES_IN_WORDS[test.base]}"
        case FewestHolding():
            bound = fewest_in_words(test.plus, test.at, test.measure)
            return f"{counted} {BOUNDS_IN_WORDS[test.op]} {bound}"
    whole = f"{measured} {BASES_IN_WORDS[test.base]}"
    if test.at.value == 1 and test.op in (">=", "=="):
        return f"all {whole} {counted}"
    return f"{counted} {BOUNDS_IN_WORDS[test.op]} {test.at} of the {whole}"
