"""A rule and the seats that decide by it, and whether any way in which they can stand is of a certain sort."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate

from accord.rules.certainty.bounds import Prospect, possible, prospects
from accord.rules.certainty.layout import Layout, Sums
from accord.rules.certainty.reaching import Chosen, Reached, minus, plus, reached
from accord.rules.certainty.seats import Alike, Kind, Place, alike, pooled
from accord.rules.explanation import Verdict
from accord.rules.linting.remarks import Remark, ShownRoll
from accord.rules.positions import Position
from accord.rules.roll import Counted
from accord.rules.rule import Rule
from accord.rules.verdict import evaluate

ANSWERS = frozenset(Position) - {Position.RECUSED, Position.VACANT}
"""Where a seat can stand that is held, and not recused."""

Options = tuple[frozenset[Position], ...]
"""Of each seat in turn: where it can stand."""

Division = tuple[Position, ...]
"""Of each seat in turn: where it stands."""

Wanted = Callable[[Sums], bool]


class TooLarge(Exception):  # noqa: N818 - nothing went wrong: it is not looked at
    """The roll can stand in so many ways that not all of them are looked at."""


@dataclass(frozen=True)
class Subject:
    """A rule of a body, with its seats; `most` is how many steps may be taken to look at every roll."""

    body: str
    cls: str
    rule: Rule
    seats: tuple[Counted, ...]
    has_chair: bool
    most: int
    pointer: str = ""
    clause: str = ""

    @cached_property
    def layout(self) -> Layout:
        """The rule laid out for the seats."""
        return Layout.of(self.rule, self.seats)

    @cached_property
    def kinds(self) -> list[Kind]:
        """What the rule sees of each seat."""
        return [self.layout.kind(seat) for seat in self.seats]

    @cached_property
    def free(self) -> Options:
        """Every seat can stand wherever a seat that is held can."""
        return (ANSWERS,) * len(self.seats)

    @cached_property
    def _known(self) -> dict[Options, Reached | None]:
        return {}

    # --- Looking for a roll --------------------------------------------------------------------

    def find(self, wanted: Wanted, options: Options | None = None) -> Division | None:
        """Return how the seats stand on a roll that is wanted, None where there is none.

        Raise `TooLarge` where none was found, and not every roll was looked at.
        """
        where = self.free if options is None else options
        found = self.every(where)
        if found is None:
            for division in self._likely(where):
                if wanted(self.sums(division)):
                    return division
            raise TooLarge
        for sums, chosen in found.items():
            if wanted(sums):
                return self._division(chosen, where)
        return None

    def can_end(
        self, verdicts: frozenset[Verdict], options: Options | None = None
    ) -> Division | None:
        """Return how the seats stand where one of these verdicts comes out (a tie is `tied`), None if never."""
        where = self.free if options is None else options
        if not verdicts & possible(self.layout, self.prospects(where)):
            return None
        return self.find(lambda sums: self.layout.verdict(sums) in verdicts, where)

    def every(self, options: Options) -> Reached | None:
        """Return every sum that can be reached, None where that takes too many steps."""
        if options not in self._known:
            self._known[options] = reached(self.layout, self._groups(options), self.most)
        return self._known[options]

    def prospects(self, options: Options) -> list[Prospect]:
        """Return what can become of each comparison."""
        return prospects(self.layout, pooled(self._groups(options)))

    def sums(self, division: Sequence[Position]) -> Sums:
        """Return the sums of a roll."""
        stand: dict[tuple[Kind, Place], int] = defaultdict(int)
        for pair in zip(self.kinds, division, strict=True):
            stand[pair] += 1
        return self.layout.sums(stand)

    @cached_property
    def _firsts(self) -> list[Kind]:
        """Of each number of seats: what so many of them, from the first on, weigh together."""
        return list(accumulate(self.kinds, plus, initial=(0,) * len(self.layout.leaves)))

    def split(
        self, first: int, stand: Position, rest: Position, but: tuple[int, Position] | None = None
    ) -> Sums:
        """Return the sums where so many seats from the first on stand at one position, the rest at another.

        Where it is said of one seat that it stands elsewhere, it is none of these.
        """
        if but is None:
            together = self._firsts[first]
            others = minus(self._firsts[-1], together)
            return plus(self.layout.adds(together, stand), self.layout.adds(others, rest))
        index, position = but
        kind = self.kinds[index]
        together = self._firsts[first] if first <= index else minus(self._firsts[first + 1], kind)
        others = minus(minus(self._firsts[-1], kind), together)
        told = ((together, stand), (others, rest), (kind, position))
        return reduce(plus, (self.layout.adds(*each) for each in told))

    def _groups(self, options: Options) -> list[Alike]:
        return sorted(
            alike(zip(self.kinds, options, strict=True)), key=lambda group: len(group.options)
        )

    def _division(self, chosen: Chosen | None, options: Options) -> Division:
        places = defaultdict[tuple[Kind, frozenset[Place]], list[Position]](list)
        while chosen is not None:
            key = (chosen.group.kind, chosen.group.options)
            for place, n in chosen.places:
                places[key] += [place] * n if isinstance(place, Position) else []
            chosen = chosen.before
        return tuple(places[key].pop(0) for key in zip(self.kinds, options, strict=True))

    def _likely(self, options: Options) -> Iterator[Division]:
        """Yield rolls on which much hangs: of one mind, evenly divided, and just at the edge of carrying."""
        size = len(self.seats)
        for rest in (Position.AGAINST, Position.ABSENT, Position.ABSTAIN):
            edge = self._edge(rest)
            for k in {size, 0, size // 2, max(edge - 1, 0), min(edge, size), 1}:
                yield self._placed((Position.FOR,) * k + (rest,) * (size - k), options)
        half = size // 2
        even = (Position.FOR,) * half + (Position.AGAINST,) * half + (Position.ABSENT,) * (size % 2)
        yield self._placed(even, options)

    def _edge(self, rest: Position) -> int:
        """Return with how many seats in favour a motion first carries, the rest of them elsewhere."""
        size = len(self.seats)

        def carries(k: int) -> bool:
            return self.layout.verdict(self.split(k, Position.FOR, rest)) is Verdict.CARRIED

        return bisect_left(range(size + 1), 1, key=carries)

    @staticmethod
    def _placed(division: Division, options: Options) -> Division:
        return tuple(p if p in may else min(may) for p, may in zip(division, options, strict=True))

    # --- Saying it -----------------------------------------------------------------------------

    def with_seat(
        self, index: int, stands: frozenset[Position], others: frozenset[Position]
    ) -> Options:
        """Return where the seats can stand if one is held to some positions."""
        return tuple(stands if each == index else others for each in range(len(self.seats)))

    def kinds_once(self) -> dict[Kind, list[int]]:
        """Return the seats by kind; raise `TooLarge` where they are of very many kinds."""
        found = defaultdict[Kind, list[int]](list)
        for index, kind in enumerate(self.kinds):
            found[kind].append(index)
        if len(found) > MOST_KINDS:
            raise TooLarge
        return found

    def shown(self, division: Sequence[Position]) -> ShownRoll:
        """Return a roll with its verdict, counted as a vote is."""
        roll = [
            Counted(position, seat.cls, seat.measures, seat.seat)
            for seat, position in zip(self.seats, division, strict=True)
        ]
        named = tuple((seat.seat, seat.position) for seat in roll)
        return ShownRoll(named, evaluate(self.rule, roll).verdict)

    def all_at(self, position: Position) -> Division:
        """Return the roll on which every seat stands at one position."""
        return (position,) * len(self.seats)

    def named(self, indices: Sequence[int]) -> list[str]:
        """Return the names of seats."""
        return [self.seats[index].seat for index in indices]

    @property
    def of_body(self) -> str:
        """How a sentence names the rule."""
        return f"rule {self.rule.id} of body {self.body} (class {self.cls})"

    def remark(
        self,
        code: str,
        sentence: str,
        division: Sequence[Position] | None = None,
        at: str = "",
    ) -> Remark:
        """Remark something on this rule, at a pointer within it."""
        return Remark(
            code=code,
            pointer=f"{self.pointer}{at}",
            sentence=sentence,
            clause=self.clause,
            roll=None if division is None else self.shown(division),
        )


MOST_KINDS = 40
"""Kinds of seats whose powers are looked at one by one."""
