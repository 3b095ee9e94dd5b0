"""A decision rule: how a body agreed to decide, as data that is hashed and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accord import canonical
from accord.errors import Malformed, Refused
from accord.rules.algebra import Test, comparisons
from accord.rules.choices.method import ChoiceMethod
from accord.rules.explanation import AS_WHAT, TIES
from accord.rules.grammar import parse_test
from accord.rules.positions import Position
from accord.rules.reading import check_size, chosen, record, rule_id, text, whole, within

SILENCES = tuple(
    position.value
    for position in (Position.ABSENT, Position.FOR, Position.AGAINST, Position.ABSTAIN)
)
"""Where a seat that has not answered may stand; the first where a rule does not say."""

OBJECTIONS = ("raised", "sustained")
"""When an objection stands, under a rule by which seats object instead of voting against."""
_FOR_AND_AGAINST = (
    "quorum",
    "second_call",
    "veto",
    "tie",
    "silence",
    "objections",
    "represented",
)
"""What belongs to motions that are voted on for and against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its version; under one version, votes are always counted in the same way.

    `quorum`, `veto` and `pass_` are evaluated in this order; `tie` says what an equal division
    means: "lost", "casting_vote" (of the person presiding) or "second_vote", after which it is
    lost. `silence` is where a seat stands that has not answered when voting closes. `objections`
    tells that nobody votes against but objects, with reasons: "raised" where an objection stands
    as soon as it is raised,
    "sustained" where it stands only once it was admitted and then sustained.

    `second_call` takes the place of `quorum` where too few took part before, and the motion is called again.

    `represented` is as what a seat counts for the quorum that another seat answers for: in the vote itself
    it counts as it stands.

    `choice` is how the body chooses among options, instead of `pass_`, for or against a motion: exactly one
    of the two. Its turnout is its quorum, and it has its own ways with a tie.
    """

    id: str
    name: str
    pass_: Test | None = None
    choice: ChoiceMethod | None = None
    version: int = 1
    citation: str | None = None
    quorum: Test | None = None
    second_call: Test | None = None
    veto: Test | None = None
    tie: str = "lost"
    silence: Position = Position.ABSENT
    objections: str = ""
    represented: str = "absent"

    @classmethod
    def from_data(cls, data: object) -> Rule:
        """Read a rule; raise `Malformed` naming the field, as a JSON pointer, that is wrong."""
        optional = ("version", "citation", "pass", "choice", *_FOR_AND_AGAINST)
        fields = record(data, "", ("id", "name"), optional)
        _one_way(fields)
        rule = cls(
            id=rule_id(fields["id"]),
            name=text(fields["name"], "/name"),
            pass_=_test(fields, "pass"),
            choice=_choice(fields),
            version=whole(fields.get("version", 1), "/version"),
            citation=text(fields["citation"], "/citation") if "citation" in fields else None,
            quorum=_test(fields, "quorum"),
            second_call=_test(fields, "second_call"),
            veto=_test(fields, "veto"),
            tie=chosen(fields.get("tie", "lost"), TIES, "/tie"),
            silence=Position(chosen(fields.get("silence", "absent"), SILENCES, "/silence")),
            objections=_objections(fields),
            represented=chosen(fields.get("represented", "absent"), AS_WHAT, "/represented"),
        )
        check_size(rule.to_data())
        return rule

    def to_data(self) -> dict[str, object]:
        """Return canonical JSON values: defaults are written out, what is absent is omitted."""
        data: dict[str, object] = {"id": self.id, "version": self.version, "name": self.name}
        if self.choice is None:
            data["tie"] = self.tie
        else:
            data["choice"] = self.choice.to_data()
        if self.citation is not None:
            data["citation"] = self.citation
        if self.silence is not Position.ABSENT:
            data["silence"] = self.silence.value
        if self.objections:
            data["objections"] = self.objections
        if self.represented != "absent":
            data["represented"] = self.represented
        parts = {"quorum": self.quorum, "second_call": self.second_call}
        parts |= {"veto": self.veto, "pass": self.pass_}
        return data | {name: part.to_data() for name, part in parts.items() if part is not None}

    @property
    def tests(self) -> tuple[Test, ...]:
        """The quorum, that of a second call, the veto and the test to carry, as far as the rule has them."""
        found = (self.quorum, self.second_call, self.veto, self.pass_)
        return tuple(test for test in found if test is not None)

    @property
    def called_again(self) -> Rule:
        """The rule as a motion is counted that is called a second time."""
        if self.second_call is None:
            return self
        return replace(self, quorum=self.second_call, second_call=None)

    @property
    def to_carry(self) -> Test:
        """The test that carries a motion; raise `Refused` where the body chooses among options."""
        if self.pass_ is None:
            raise Refused(
                f"rule {self.id} chooses among options: nothing is counted for or against"
            )
        return self.pass_

    @property
    def named_classes(self) -> frozenset[str]:
        """The classes that the rule counts by name; one that no seat has would count nothing."""
        found = (leaf.where for test in self.tests for leaf in comparisons(test))
        return frozenset(cls for cls in found if cls is not None)

    @property
    def hash(self) -> str:
        """The SHA-256, in hex, of the canonical JSON of the rule."""
        return canonical.sha256(self.to_data())


def _objections(fields: Mapping[str, object]) -> str:
    if "objections" not in fields:
        return ""
    return chosen(fields["objections"], OBJECTIONS, "/objections")


def _test(fields: Mapping[str, object], name: str) -> Test | None:
    return parse_test(fields[name], f"/{name}") if name in fields else None


def _one_way(fields: Mapping[str, object]) -> None:
    """Raise `Malformed` unless the rule has one of a test to carry and a choice, with what belongs to it."""
    if "choice" not in fields and "pass" not in fields:
        raise Malformed("/pass is missing", field="/pass")
    for name in ("pass", *_FOR_AND_AGAINST) if "choice" in fields else ():
        if name in fields:
            raise Malformed(f"/{name} does not go with /choice: {_INSTEAD[name]}", field=f"/{name}")
    if "second_call" in fields and "quorum" not in fields:
        raise Malformed(
            "/second_call is the quorum of a second call, and without a /quorum nobody calls again",
            field="/second_call",
        )


_INSTEAD = {
    "pass": "a rule has one of the two",
    "quorum": "the turnout of the choice is its quorum",
    "second_call": "the turnout of the choice is its quorum, in each call",
    "veto": "among options nobody votes against",
    "tie": "the ties of the choice say what breaks one",
    "silence": "a seat that has not answered chooses nothing",
    "objections": "among options nobody votes against",
    "represented": "among options each seat chooses for itself",
}


def _choice(fields: Mapping[str, object]) -> ChoiceMethod | None:
    if "choice" not in fields:
        return None
    try:
        return ChoiceMethod.from_data(fields["choice"])
    except Malformed as error:
        raise within(error, "/choice") from error
