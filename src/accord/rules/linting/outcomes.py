"""Whether a body can decide at all by a rule: its quorum, its test to carry, and each test within."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.rules.certainty.layout import Compared, walked
from accord.rules.explanation import Verdict
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import Subject
from accord.rules.positions import Position

CARRIED = frozenset({Verdict.CARRIED})
_NOT_CARRIED = frozenset({Verdict.LOST, Verdict.TIED, Verdict.VETOED})


def carrying(subject: Subject) -> frozenset[Verdict]:
    """Return the verdicts that carry a motion, or let the chair carry it."""
    chaired = subject.rule.tie == "casting_vote" and subject.has_chair
    return CARRIED | ({Verdict.TIED} if chaired else set())


def quorum(subject: Subject) -> Iterator[Remark]:
    """Remark a quorum that is not met with every seat there."""
    part = subject.layout.quorum
    if part is None:
        return
    decided = frozenset(Verdict) - {Verdict.INQUORATE}
    if subject.can_end(decided) is None:
        yield subject.remark(
            "quorum_cannot_be_met",
            f"The quorum of {subject.of_body} cannot be met: not even with all {len(subject.seats)} seats "
            "taking part, so nothing could ever be decided.",
            subject.all_at(Position.FOR),
            "/quorum",
        )


def second_call(subject: Subject) -> Iterator[Remark]:
    """Remark a quorum of a second call that is not met with every seat there."""
    if subject.rule.second_call is not None:
        again = replace(subject, rule=subject.rule.called_again)
        for remark in quorum(again):
            yield replace(
                remark,
                code="second_call_cannot_be_met",
                sentence=remark.sentence.replace("The quorum", "In a second call the quorum", 1),
                pointer=remark.pointer.removesuffix("/quorum") + "/second_call",
                roll=None,
            )


def carries(subject: Subject) -> Iterator[Remark]:
    """Remark a rule by which no motion can carry, or none be lost."""
    if subject.can_end(carrying(subject)) is None:
        yield subject.remark(
            "cannot_carry",
            f"By {subject.of_body} no motion can ever carry, not even with every seat in favour.",
            subject.all_at(Position.FOR),
            "/pass",
        )
    elif subject.can_end(_NOT_CARRIED) is None:
        yield subject.remark(
            "cannot_be_lost",
            f"By {subject.of_body} no motion can ever be lost, not even with every seat against.",
            subject.all_at(Position.AGAINST),
            "/pass",
        )


def tests(subject: Subject) -> Iterator[Remark]:
    """Remark each test within a rule that never holds, or always; who declares is not foreseen."""
    found = subject.prospects(subject.free)
    whole = subject.layout.pass_
    for part in subject.layout.parts:
        for leaf in walked(part):
            if not isinstance(leaf, Compared) or (leaf is whole and any(carries(subject))):
                continue
            if leaf.test.declared:
                continue
            if not (found[leaf.index].can and _comes_to(subject, leaf, holds=True)):
                yield _test(subject, leaf, "test_never_holds", "can never hold", Position.FOR)
            elif found[leaf.index].must or not _comes_to(subject, leaf, holds=False):
                yield _test(subject, leaf, "test_always_holds", "always holds", Position.AGAINST)


def _comes_to(subject: Subject, leaf: Compared, *, holds: bool) -> bool:
    """Tell whether there is a roll on which a test holds, or one on which it does not."""
    found = subject.find(lambda sums: subject.layout.holding(sums)[leaf.index] is holds)
    return found is not None


def _test(subject: Subject, leaf: Compared, code: str, does: str, stand: Position) -> Remark:
    within = "" if leaf.cls is None else f", in class {leaf.cls},"
    return subject.remark(
        code,
        f"The test at {leaf.pointer} of {subject.of_body}{within} {does}, however the seats stand, and so "
        "decides nothing.",
        subject.all_at(stand),
        leaf.pointer,
    )
