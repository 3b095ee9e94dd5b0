"""Why a choice came out as it did: the ballots, what was needed, each step, and each tie."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord.rules.choices.findings import Row, Step
from accord.rules.choices.grammar import KINDS
from accord.rules.choices.read_findings import (
    read_each,
    read_ids,
    read_number,
    read_pairs,
    read_step,
    read_tie,
)
from accord.rules.choices.ties import Tie
from accord.rules.exact import exact
from accord.rules.explanation import Verdict
from accord.rules.reading import chosen, record, whole
from accord.rules.roll import measure_name

VERDICTS = (Verdict.CARRIED, Verdict.LOST, Verdict.INQUORATE, Verdict.TIED)
"""What can become of a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceExplanation:
    """The reasons stored with a choice.

    `cast` is what the ballots that choose something weigh, `blank` what the others weigh, `roll`
    what all who may vote weigh; `turnout` what had to take part, where anything had to. `vacant`
    are the seats that nobody was elected to and nobody is tied for.
    """

    verdict: Verdict
    kind: str
    measure: str
    chosen: tuple[str, ...]
    seats: int
    cast: Fraction
    blank: Fraction
    roll: Fraction
    turnout: Fraction | None = None
    ties: tuple[Tie, ...] = ()
    steps: tuple[Step, ...] = ()
    pairs: tuple[Row, ...] = ()

    @property
    def tied(self) -> tuple[Tie, ...]:
        """The ties that nothing broke."""
        return tuple(tie for tie in self.ties if tie.undecided)

    @property
    def vacant(self) -> int:
        """How many seats stay empty because nobody had what is needed for them."""
        if self.kind == "allocation" or self.verdict in (Verdict.INQUORATE, Verdict.TIED):
            return 0
        return self.seats - len(self.chosen)

    def to_data(self) -> dict[str, object]:
        """Return the explanation as canonical JSON values; what is absent is omitted."""
        numbers = {
            "cast": self.cast,
            "blank": self.blank,
            "roll": self.roll,
            "turnout": self.turnout,
        }
        lists = {
            "ties": [each.to_data() for each in self.ties],
            "steps": [each.to_data() for each in self.steps],
            "pairs": [each.to_data() for each in self.pairs],
        }
        data: dict[str, object] = {
            "verdict": self.verdict.value,
            "kind": self.kind,
            "measure": self.measure,
            "chosen": list(self.chosen),
            "seats": self.seats,
        }
        data |= {name: exact(value) for name, value in numbers.items() if value is not None}
        return data | {name: listed for name, listed in lists.items() if listed}

    @classmethod
    def from_data(cls, data: object) -> ChoiceExplanation:
        """Read what `to_data` wrote; raise `Malformed` naming the field for anything else."""
        required = ("verdict", "kind", "measure", "chosen", "seats", "cast", "blank", "roll")
        fields = record(data, "", required, ("turnout", "ties", "steps", "pairs"))
        turnout = fields.get("turnout")
        return cls(
            verdict=Verdict(chosen(fields["verdict"], VERDICTS, "/verdict")),
            kind=chosen(fields["kind"], KINDS, "/kind"),
            measure=measure_name(fields["measure"], "/measure"),
            chosen=read_ids(fields["chosen"], "/chosen"),
            seats=whole(fields["seats"], "/seats"),
            cast=read_number(fields["cast"], "/cast"),
            blank=read_number(fields["blank"], "/blank"),
            roll=read_number(fields["roll"], "/roll"),
            turnout=None if turnout is None else read_number(turnout, "/turnout"),
            ties=read_each(fields, "ties", "", read_tie),
            steps=read_each(fields, "steps", "", read_step),
            pairs=read_pairs(fields),
        )
