"""A case of a choice among options: ballots as they are tried, what is chosen, and why in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.errors import Malformed
from accord.rules.choices import ChoiceMethod, Chosen
from accord.rules.explanation import Verdict
from accord.rules.reading import chosen, record, text
from accord.rules.trying.choice import counted


@dataclass(frozen=True, slots=True)
class ChoiceCase:
    """Options and ballots (`roll`, as they are sent to be tried) with what the method chooses, in its order."""

    roll: Mapping[str, object]
    chosen: tuple[str, ...]
    verdict: Verdict
    why: str

    @classmethod
    def from_data(cls, data: object, path: str) -> ChoiceCase:
        """Read a case; raise `Malformed` naming the field that is wrong."""
        fields = record(data, path, ("roll", "chosen", "verdict", "why"))
        options, roll = fields["chosen"], fields["roll"]
        if not isinstance(options, list) or not all(isinstance(each, str) for each in options):
            raise Malformed(f"{path}/chosen must be a list of options", field=f"{path}/chosen")
        if not isinstance(roll, Mapping):
            raise Malformed(f"{path}/roll must be an object", field=f"{path}/roll")
        return cls(
            roll=roll,
            chosen=tuple(options),
            verdict=Verdict(chosen(fields["verdict"], list(Verdict), f"{path}/verdict")),
            why=text(fields["why"], f"{path}/why", 300),
        )

    def counted(self, method: ChoiceMethod) -> Chosen:
        """Return what the method finds."""
        return counted(method, self.roll)

    def to_data(self) -> dict[str, object]:
        """Return the case as JSON values."""
        return {
            "roll": dict(self.roll),
            "chosen": list(self.chosen),
            "verdict": self.verdict.value,
            "why": self.why,
        }
