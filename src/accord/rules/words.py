"""An explanation told in one plain paragraph that an officer can read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from accord.rules.exact import exact
from accord.rules.explanation import Explanation, Verdict
from accord.rules.findings import Counting, Finding
from accord.rules.positions import BASES, Position
from accord.rules.roll import COUNT

_Names = Mapping[Position, str]
_VERDICTS = {
    Verdict.CARRIED: "Carried.",
    Verdict.LOST: "Lost.",
    Verdict.INQUORATE: "Inquorate: there was no quorum, so nothing was decided.",
    Verdict.VETOED: "Vetoed.",
    Verdict.TIED: "Tied.",
    Verdict.DEFERRED: "Deferred.",
    Verdict.VOID: "Void.",
}
_POSITIONS = {
    Position.FOR: "in favour",
    Position.AGAINST: "against",
    Position.ABSTAIN: "abstaining",
    Position.NOT_VOTING: "not voting",
    Position.INVALID: "invalid",
    Position.ABSENT: "absent",
    Position.RECUSED: "recused",
    Position.VACANT: "vacant",
}
_OBJECTING = {**_POSITIONS, Position.AGAINST: "objecting"}
"""How the positions are called where nobody votes against, but objects."""

BASES_IN_WORDS = {
    "cast": "cast in favour or against",
    "cast_with_abstentions": "cast, abstentions included",
    "present": "of those present",
    "entitled": "of those entitled to vote",
    "entitled_less_abstentions": "of those entitled to vote who did not abstain",
    "in_office": "of those in office",
    "fixed": "of the whole membership",
}
_GROUPS = {
    BASES["present"]: "present",
    BASES["cast"]: "cast in favour or against",
    BASES["cast_with_abstentions"]: "taking part",
}
BOUNDS_IN_WORDS = {
    ">": "more than",
    ">=": "at least",
    "==": "exactly",
    "<=": "at most",
    "<": "fewer than",
}


def in_words(explanation: Explanation) -> str:
    """Tell the verdict, the counts, and each test that led to it, with exact numbers only."""
    names = _OBJECTING if explanation.objections else _POSITIONS
    told = [_VERDICTS[explanation.verdict], _counts(explanation, names), *_represented(explanation)]
    if explanation.quorum is not None:
        told.append(f"Quorum: {_finding(explanation.quorum, names)}.")
    if explanation.veto is not None and explanation.verdict is not Verdict.INQUORATE:
        told.append(f"Veto: {_finding(explanation.veto, names)}.")
    if explanation.verdict not in (Verdict.INQUORATE, Verdict.VETOED):
        told.append(f"To carry: {_finding(explanation.pass_, names)}.")
    return " ".join([*told, *_tie(explanation)])


def _counts(explanation: Explanation, names: _Names) -> str:
    named = [f"{n} {names[position]}" for position, n in explanation.counts if n]
    seats = sum(n for _, n in explanation.counts)
    return f"{counted_in(Fraction(seats), COUNT)} on the roll: {listed(named) or 'none'}."


def _represented(explanation: Explanation) -> list[str]:
    if not explanation.represented:
        return []
    was = "was" if explanation.represented == 1 else "were"
    told = f"{explanation.represented} of these {was} represented"
    if explanation.quorum is None:
        return [f"{told}."]
    counts = "counts" if explanation.represented_as == "present" else "does not count"
    return [f"{told}, which {counts} as attending for the quorum."]


def _tie(explanation: Explanation) -> list[str]:
    if not explanation.tied:
        return []
    divided = f"The seats are equally divided{_where_divided(explanation)}"
    if explanation.tie == "second_vote" and explanation.verdict is Verdict.TIED:
        return [f"{divided}; a second vote is to be taken."]
    if explanation.tie == "second_vote":
        return [f"{divided} again after a second vote, and so the motion is lost."]
    if explanation.tie == "lost":
        return [f"{divided}, and an equal division is lost."]
    given = explanation.casting_vote
    vote = (
        "no casting vote was given"
        if given is None
        else f"the casting vote was {_POSITIONS[given]}"
    )
    return [f"{divided}; {vote}."]


def _where_divided(explanation: Explanation) -> str:
    """Tell in which class or by what they are equal, where on the whole they are not."""
    seats = dict(explanation.counts)
    if seats[Position.FOR] == seats[Position.AGAINST]:
        return ""
    return f" {listed(list(dict.fromkeys(_divisions(explanation.pass_))))}"


def _divisions(finding: Finding) -> Iterator[str]:
    if not isinstance(finding, Counting):
        for part in finding.parts:
            yield from _divisions(part)
    elif finding.even_split:
        by = "" if finding.measure == COUNT else f"by {finding.measure}"
        within = "" if finding.cls is None else f"in class {finding.cls}"
        yield " ".join(filter(None, (by, within)))


def _finding(finding: Finding, names: _Names, number: str = "") -> str:
    if isinstance(finding, Counting):
        return f"{_counting(finding, names)}; this {'was met' if finding.holds else 'was not met'}"
    held = sum(part.holds for part in finding.parts)
    numbers = [f"{number}{index}" for index in range(1, len(finding.parts) + 1)]
    parts = [
        f"({each}) {_finding(part, names, f'{each}.')}"
        for each, part in zip(numbers, finding.parts, strict=True)
    ]
    were = "was" if held == 1 else "were"
    heading = f"{finding.needed} of {len(parts)} conditions had to be met, and {held} {were}"
    return "; ".join([heading, *parts])


def _counting(found: Counting, names: _Names) -> str:
    scope = "" if found.cls is None else f"in class {found.cls}, "
    counted, bound = _counted(found, names), _bound(found, names)
    of = positions_in_words(found.of, names) + (" by declaration" if found.declared else "")
    return f"{scope}{of} {counted}; {bound}{_hence(found)}"


def _counted(found: Counting, names: _Names) -> str:
    if found.total is not None and found.base is not None:
        total = counted_in(found.total, found.measure)
        return f"{exact(found.numerator)} of {total} {BASES_IN_WORDS[found.base]}"
    counted = counted_in(found.numerator, found.measure)
    if not found.than:
        return counted
    return f"{counted}, {positions_in_words(found.than, names)} {exact(found.needed)}"


def _bound(found: Counting, names: _Names) -> str:
    if found.than:
        than = positions_in_words(found.than, names)
        return f"more {positions_in_words(found.of, names)} than {than} was needed"
    if found.test == "number" and found.needed == 0 and found.op in ("==", "<="):
        return "none was allowed"
    if found.test == "share" and str(found.at) == "1" and found.op in (">=", "=="):
        return "all were needed"
    if found.test == "fewest_holding":
        return f"{BOUNDS_IN_WORDS[found.op]} {fewest_in_words(found.plus, found.at, found.holding)} was needed"
    root = f" times the square root of {exact(found.total or Fraction())}"
    return f"{BOUNDS_IN_WORDS[found.op]} {found.at}{root if found.test == 'sqrt_quorum' else ''} was needed"


def _hence(found: Counting) -> str:
    """Say the bound as a number: whole where seats are counted, exact where they are weighed."""
    if found.total == 0:
        return ", and there is nothing to count"
    if found.test == "number":
        return ""
    if found.measure != COUNT:
        return f", so {BOUNDS_IN_WORDS[found.op]} {exact(found.needed)}"
    return _hence_of_seats(found.op, found.needed)


def _hence_of_seats(op: str, needed: Fraction) -> str:
    least = {">": floor(needed) + 1, ">=": ceil(needed)}
    most = {"<": ceil(needed) - 1, "<=": floor(needed)}
    if op in least:
        return f", so at least {least[op]}"
    return f", so at most {most[op]}" if op in most else f", so exactly {exact(needed)}"


def fewest_in_words(plus: int, at: object, measure: str | None) -> str:
    """Say by which seats a number is found: the fewest that hold more than a share of a measure."""
    more = f"{plus} more than " if plus else ""
    return f"{more}the fewest seats that together hold more than {at} of all {measure}"


def counted_in(number: Fraction, measure: str) -> str:
    """Say a number of seats, or of what they weigh in a measure."""
    if measure == COUNT:
        return f"{exact(number)} {'seat' if number == 1 else 'seats'}"
    return f"{exact(number)} {measure}"


def positions_in_words(positions: Sequence[Position], names: _Names = _POSITIONS) -> str:
    """Name the seats that stand at some positions."""
    group = _GROUPS.get(frozenset(positions))
    return group or listed([names[position] for position in positions])


def listed(words: Sequence[str], last: str = "and") -> str:
    """Say several words one after another."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
