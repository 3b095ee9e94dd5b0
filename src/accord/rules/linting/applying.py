"""Whether a rule can be applied to the seats at all: the classes and the measures that it counts."""

from __future__ import annotations

from collections.abc import Iterator

from accord.errors import Refused
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import Subject
from accord.rules.verdict import evaluate


def applying(subject: Subject) -> Iterator[Remark]:
    """Remark what keeps a rule from being applied to the seats of its body."""
    seated = {seat.cls for seat in subject.seats}
    for cls in sorted(subject.rule.named_classes - seated):
        yield subject.remark(
            "class_without_seats",
            f"The {subject.of_body} counts the class {cls}, and no seat of the body is of that class.",
        )
    try:
        evaluate(subject.rule, subject.seats)
        evaluate(subject.rule, subject.seats, second_call=True)
    except Refused as refusal:
        code = "measure_missing" if "measure" in refusal.facts else "seat_without_class"
        yield subject.remark(
            code,
            f"The {subject.of_body} cannot be applied: {refusal.reason}.",
        )
