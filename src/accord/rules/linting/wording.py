"""What a rule leaves unsaid: how a tie ends, and that an abstention counts as a vote against."""

from __future__ import annotations

from collections.abc import Iterator

from accord.rules.certainty.layout import Compared, walked
from accord.rules.comparisons import Share, SqrtQuorum
from accord.rules.explanation import Verdict
from accord.rules.linting.outcomes import carrying
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import Subject
from accord.rules.positions import Position
from accord.rules.words import BASES_IN_WORDS, positions_in_words

_WHOLE = (
    "all ",
    "whole",
    "entitled",
    "member",
    "seats",
    "every",
    "each",
    "total",
    "absolute",
    "unanim",
)
_SAYS: dict[str, tuple[str, ...]] = {
    "cast_with_abstentions": (),
    "present": ("present",),
    "entitled": _WHOLE,
    "in_office": (*_WHOLE, "in office"),
    "fixed": _WHOLE,
}
"""Words by which the name of a rule says what is counted against; `abst` says it of each."""


def ties(subject: Subject) -> Iterator[Remark]:
    """Remark that the seats can be equally divided, where nobody decides it."""
    tie, chair = subject.rule.tie, subject.has_chair
    if tie == "second_vote" or (tie == "casting_vote" and chair):
        return
    division = subject.can_end(frozenset({Verdict.TIED}))
    if division is None:
        return
    if tie == "casting_vote":
        yield subject.remark(
            "casting_vote_without_chair",
            f"By {subject.of_body} the casting vote decides an equal division, and nobody presides over the "
            "body who could give it.",
            division,
            "/tie",
        )
    else:
        yield subject.remark(
            "tie_is_lost",
            f"By {subject.of_body} the seats can be equally divided, and the motion is then lost; where the "
            "chair or a second vote shall decide, the rule must say so.",
            division,
            "/tie",
        )


def abstentions(subject: Subject) -> Iterator[Remark]:
    """Remark tests in which an abstention counts as a vote against, and the name of the rule does not say so."""
    for leaf in walked(subject.layout.pass_):
        if isinstance(leaf, Compared) and _counts_against(leaf) and not _said(subject, leaf):
            yield subject.remark(
                "abstention_counts_against",
                f"By {subject.of_body} an abstention counts as a vote against: those in favour are measured "
                f"against {_base(leaf)}, those abstaining included{_absent(leaf)}; its name, "
                f"“{subject.rule.name}”, does not say so.",
                _lost_by_abstaining(subject),
                leaf.pointer,
            )


def _counts_against(leaf: Compared) -> bool:
    rises = isinstance(leaf.test, SqrtQuorum) or getattr(leaf.test, "op", ">") in (">", ">=", "==")
    of, other = leaf.test.of, leaf.test.against_what
    both = {Position.ABSTAIN, Position.AGAINST} <= other
    return rises and Position.FOR in of and Position.ABSTAIN not in of and both


def _said(subject: Subject, leaf: Compared) -> bool:
    base = leaf.test.base if isinstance(leaf.test, Share | SqrtQuorum) else ""
    name = subject.rule.name.lower()
    return any(word in name for word in ("abst", *_SAYS.get(base, ())))


def _base(leaf: Compared) -> str:
    if isinstance(leaf.test, Share | SqrtQuorum):
        return f"the seats {BASES_IN_WORDS[leaf.test.base]}"
    found = leaf.test.against_what
    return (
        f"the seats {positions_in_words([position for position in Position if position in found])}"
    )


def _absent(leaf: Compared) -> str:
    return " and those absent too" if Position.ABSENT in leaf.test.against_what else ""


def _lost_by_abstaining(subject: Subject) -> tuple[Position, ...] | None:
    """Return a roll that is lost with nobody against, as many as possible in favour."""
    size = len(subject.seats)
    for first in range(size - 1, -1, -1):
        sums = subject.split(first, Position.FOR, Position.ABSTAIN)
        if subject.layout.verdict(sums) not in carrying(subject):
            return (Position.FOR,) * first + (Position.ABSTAIN,) * (size - first)
    return None
