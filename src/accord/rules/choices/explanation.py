"""Why a choice came out as it did: the ballots, what was needed, each step, and each tie."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord.rules.choices.findings import Defeat, Step
from accord.rules.choices.ties import Tie
from accord.rules.exact import exact
from accord.rules.explanation import Verdict


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
    pairs: tuple[Defeat, ...] = ()
    paths: tuple[Defeat, ...] = ()

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
            "ties": [tie_data(each) for each in self.ties],
            "steps": [each.to_data() for each in self.steps],
            "pairs": [each.to_data() for each in self.pairs],
            "paths": [each.to_data() for each in self.paths],
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


def tie_data(tie: Tie) -> dict[str, object]:
    """Return a tie as canonical JSON values; what is absent is omitted."""
    data: dict[str, object] = {
        "about": tie.about,
        "place": tie.place,
        "places": tie.places,
        "options": list(tie.options),
        "order": [list(tier) for tier in tie.order],
    }
    return data | ({"undecided": list(tie.undecided)} if tie.undecided else {})
