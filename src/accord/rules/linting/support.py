"""What votes in favour do to a motion: whether it can do without any, whether one can defeat it, and the chair's."""

from __future__ import annotations

from collections.abc import Iterator

from accord.rules.certainty.layout import Compared, Sums, met, walked
from accord.rules.certainty.reaching import minus, plus
from accord.rules.comparisons import Share
from accord.rules.explanation import Verdict
from accord.rules.linting.outcomes import CARRIED, carrying
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import ANSWERS, Subject
from accord.rules.positions import Position

_AGAINST = frozenset({Position.AGAINST})


def backwards(subject: Subject) -> Iterator[Remark]:
    """Remark that a vote in favour can defeat a motion, as where `<` was written for `>`."""
    if all(_the_right_way(leaf, stops=stops) for leaf, stops in _leaves(subject)):
        return
    for seats in subject.kinds_once().values():
        kind, adds = subject.kinds[seats[0]], subject.layout.adds
        votes = minus(adds(kind, Position.FOR), adds(kind, Position.AGAINST))

        def defeated(sums: Sums, votes: Sums = votes) -> bool:
            verdict = subject.layout.verdict
            carried = verdict(sums) is Verdict.CARRIED
            return carried and verdict(plus(sums, votes)) not in carrying(subject)

        where = subject.with_seat(seats[0], _AGAINST, ANSWERS)
        if (division := subject.find(defeated, where)) is not None:
            (seat,) = subject.named(seats[:1])
            yield subject.remark(
                "vote_in_favour_defeats",
                f"By {subject.of_body} a vote in favour can defeat a motion: there is a roll on which it carries "
                f"with seat {seat} against, and with that seat in favour, the others as they stand, it does not.",
                division,
            )
            return


def _leaves(subject: Subject) -> list[tuple[Compared, bool]]:
    """Return each comparison, with whether it keeps a motion from carrying where it holds."""
    layout = subject.layout
    parts = ((layout.quorum, False), (layout.veto, True), (layout.pass_, False))
    found = [(leaf, stops) for part, stops in parts if part is not None for leaf in walked(part)]
    return [(leaf, stops) for leaf, stops in found if isinstance(leaf, Compared)]


def _the_right_way(leaf: Compared, *, stops: bool) -> bool:
    """Tell from the words of a test alone that a vote in favour, instead of against, never makes it worse."""
    test = leaf.test
    gains = (Position.FOR in test.of) - (Position.AGAINST in test.of)
    adds = (Position.FOR in test.against_what) - (Position.AGAINST in test.against_what)
    if gains == adds == 0:
        return True
    op = getattr(test, "op", ">")
    if op == "==" or (isinstance(test, Share) and adds):
        return False
    rising = op in (">", ">=")
    if rising is stops:
        return gains <= 0 <= adds
    return adds <= 0 <= gains


def unsupported(subject: Subject) -> Iterator[Remark]:
    """Remark that a motion can carry with nobody in favour, where seats do not object or consent by silence."""
    if subject.rule.objections or subject.rule.silence != Position.ABSENT:
        return
    nobody = subject.all_at(Position.ABSENT)
    alone = subject.layout.verdict(subject.sums(nobody)) is Verdict.CARRIED
    where = (ANSWERS - {Position.FOR},) * len(subject.seats)
    division = nobody if alone else subject.can_end(CARRIED, where)
    if division is not None:
        there = ", and even with nobody there" if alone else ""
        yield subject.remark(
            "carries_with_none_in_favour",
            f"By {subject.of_body} a motion can carry with nobody in favour{there}.",
            division,
            "/pass",
        )


def chaired(subject: Subject) -> Iterator[Remark]:
    """Remark that the casting vote can stand for the majority of a class."""
    layout = subject.layout
    if subject.rule.tie != "casting_vote" or not (subject.has_chair and layout.by_class):
        return

    def in_a_class(sums: Sums) -> bool:
        if layout.verdict(sums) is not Verdict.TIED:
            return False
        held, leaves = layout.holding(sums), layout.leaves
        on_the_whole = [leaf.cls is None and layout.divided(leaf.index, sums) for leaf in leaves]
        return not met(layout.pass_, lambda i: held[i] or on_the_whole[i])

    if subject.can_end(frozenset({Verdict.TIED})) is None:
        return
    if (division := subject.find(in_a_class)) is not None:
        yield subject.remark(
            "casting_vote_within_class",
            f"By {subject.of_body} the casting vote decides also where a class is equally divided, however many "
            "are in favour on the whole; where a class is to agree by its own votes alone, the rule must ask for a "
            "number of its seats.",
            division,
            "/tie",
        )
