"""Why a verdict is what it is: for every test what was counted, what was needed, the margin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.errors import Malformed
from accord.rules.exact import read_exact
from accord.rules.findings import Finding
from accord.rules.positions import Position
from accord.rules.read_findings import read_finding
from accord.rules.reading import Fields, chosen, items, position, record, truth

TIES = ("lost", "casting_vote", "second_vote")
"""What a rule may say about an equal division."""

AS_WHAT = ("absent", "present")
"""As what a represented seat can count for the quorum; the first where a rule does not say."""


class Verdict(StrEnum):
    """What became of a motion."""

    CARRIED = "carried"
    LOST = "lost"
    INQUORATE = "inquorate"
    VETOED = "vetoed"
    TIED = "tied"
    DEFERRED = "deferred"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons stored with a verdict: how many seats stood where, and how each test came out.

    All tests are evaluated and kept, also those that the verdict did not come to (the pass test of
    an inquorate vote, say). `tied` tells an equal division, `casting_vote` what decided it;
    `objections` that those who stand against are those whose objection stands; `represented` how many
    seats another answered for, and `represented_as` as what they counted for the quorum.
    """

    verdict: Verdict
    counts: tuple[tuple[Position, int], ...]
    quorum: Finding | None
    veto: Finding | None
    pass_: Finding
    tie: str
    tied: bool
    casting_vote: Position | None = None
    objections: bool = False
    represented: int = 0
    represented_as: str = ""

    def to_data(self) -> dict[str, object]:
        """Return the explanation as canonical JSON values; what is absent is omitted."""
        parts = {"quorum": self.quorum, "veto": self.veto, "pass": self.pass_}
        data: dict[str, object] = {
            "verdict": self.verdict.value,
            "counts": [{"position": each.value, "seats": str(n)} for each, n in self.counts],
            "tie": self.tie,
            "tied": self.tied,
        }
        data |= {name: part.to_data() for name, part in parts.items() if part is not None}
        if self.casting_vote is not None:
            data["casting_vote"] = self.casting_vote.value
        if self.objections:
            data["objections"] = True
        if self.represented:
            as_what = {"seats": str(self.represented), "counted": self.represented_as}
            data["represented"] = as_what
        return data

    @classmethod
    def from_data(cls, data: object) -> Explanation:
        """Read what `to_data` wrote; raise `Malformed` naming the field for anything else."""
        required = ("verdict", "counts", "pass", "tie", "tied")
        optional = ("quorum", "veto", "casting_vote", "objections", "represented")
        fields = record(data, "", required, optional)
        found = {name: read_finding(fields[name], f"/{name}") for name in _PARTS if name in fields}
        given = fields.get("casting_vote")
        represented, represented_as = _read_represented(fields)
        return cls(
            verdict=Verdict(chosen(fields["verdict"], list(Verdict), "/verdict")),
            counts=_read_counts(fields["counts"]),
            quorum=found.get("quorum"),
            veto=found.get("veto"),
            pass_=found["pass"],
            tie=chosen(fields["tie"], TIES, "/tie"),
            tied=truth(fields["tied"], "/tied"),
            casting_vote=None if "casting_vote" not in fields else position(given, "/casting_vote"),
            objections=truth(fields.get("objections", False), "/objections"),
            represented=represented,
            represented_as=represented_as,
        )


_PARTS = ("quorum", "veto", "pass")


def _read_counts(data: object) -> tuple[tuple[Position, int], ...]:
    counts = tuple(
        _read_count(item, f"/counts/{i}") for i, item in enumerate(items(data, "/counts"))
    )
    if [each for each, _ in counts] != list(Position):
        raise Malformed(
            "/counts must name each of the eight positions once, in order", field="/counts"
        )
    return counts


def _read_represented(fields: Fields) -> tuple[int, str]:
    if "represented" not in fields:
        return 0, ""
    path = "/represented"
    said = record(fields["represented"], path, ("seats", "counted"))
    seats = _seats(said["seats"], f"{path}/seats", least=1)
    return seats, chosen(said["counted"], AS_WHAT, f"{path}/counted")


def _read_count(data: object, path: str) -> tuple[Position, int]:
    fields = record(data, path, ("position", "seats"))
    seats = _seats(fields["seats"], f"{path}/seats")
    return position(fields["position"], f"{path}/position"), seats


def _seats(value: object, path: str, least: int = 0) -> int:
    seats = read_exact(value, path)
    if seats.denominator != 1 or seats < least:
        raise Malformed(f"{path} must be a whole number of seats", field=path)
    return int(seats)
