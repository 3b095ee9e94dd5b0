"""A case: a roll, or ballots among options, as they are sent to be tried; what comes out, and why in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.errors import Malformed
from accord.rules.explanation import Verdict
from accord.rules.reading import Fields, chosen, record, text, within
from accord.rules.rule import Rule
from accord.rules.trying import Tried, read_roll, tried

_SAID = ("roll", "verdict", "why")


@dataclass(frozen=True, slots=True)
class Case:
    """A roll with the verdict that the rule gives on it; among options also what is chosen, in its order."""

    roll: Mapping[str, object]
    verdict: Verdict
    why: str
    chosen: tuple[str, ...] | None = None

    @classmethod
    def of_seats(cls, data: object, path: str) -> Case:
        """Read a case of seats for and against; raise `Malformed` naming the field that is wrong."""
        case = cls._of(record(data, path, _SAID), path)
        try:
            read_roll(case.roll)
        except Malformed as error:
            raise within(error, f"{path}/roll") from error
        return case

    @classmethod
    def of_ballots(cls, data: object, path: str) -> Case:
        """Read a case of ballots among options; raise `Malformed` naming the field that is wrong."""
        fields = record(data, path, (*_SAID, "chosen"))
        options = fields["chosen"]
        if not isinstance(options, list) or not all(isinstance(each, str) for each in options):
            raise Malformed(f"{path}/chosen must be a list of options", field=f"{path}/chosen")
        return cls._of(fields, path, tuple(options))

    @classmethod
    def _of(cls, fields: Fields, path: str, options: tuple[str, ...] | None = None) -> Case:
        """Read what every case says."""
        roll = fields["roll"]
        if not isinstance(roll, Mapping):
            raise Malformed(f"{path}/roll must be an object", field=f"{path}/roll")
        verdict = Verdict(chosen(fields["verdict"], list(Verdict), f"{path}/verdict"))
        return cls(roll, verdict, text(fields["why"], f"{path}/why", 300), options)

    def tried(self, rule: Rule) -> Tried:
        """Return what the rule finds."""
        return tried(rule, self.roll)

    def to_data(self) -> dict[str, object]:
        """Return the case as JSON values, in the order in which it is written."""
        data: dict[str, object] = {"roll": dict(self.roll)}
        if self.chosen is not None:
            data["chosen"] = list(self.chosen)
        return data | {"verdict": self.verdict.value, "why": self.why}
