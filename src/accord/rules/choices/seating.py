"""Who takes the seats, once the options stand in order: the best first, within the limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from accord.rules.choices.cap import Room
from accord.rules.choices.ties import Round, Tie, TieBreak, Tiers, tiered


@dataclass(slots=True)
class Seating:
    """Seats being filled: who was elected, who was passed over for the limit, who is tied."""

    seats: int
    room: Room
    breaks: TieBreak
    elected: list[str] = field(default_factory=list)
    capped: list[str] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    held: int = 0

    @property
    def left(self) -> int:
        """How many seats are still open: those for which options are tied are not."""
        return self.seats - len(self.elected) - self.held

    @property
    def undecided(self) -> bool:
        """Whether a seat could not be filled because of a tie."""
        return any(tie.undecided for tie in self.ties)

    def fill(self, tiers: Tiers, rounds: Sequence[Round] = ()) -> None:
        """Give the seats that are open to the options, tier by tier."""
        for tier in tiers:
            able = self._able(tier)
            if able and self.left:
                self._seat(able, rounds)

    def _able(self, options: Iterable[str]) -> tuple[str, ...]:
        """Leave out those whose group is full."""
        full = self.room.full(options)
        if self.left:
            self.capped.extend(full)
        return tuple(option for option in sorted(options) if option not in full)

    def _seat(self, able: tuple[str, ...], rounds: Sequence[Round]) -> None:
        """Seat options that are equal: all, where there is room for all of them."""
        groups = self._groups(able)
        wanted = sum(self._places(group) for group in groups)
        if wanted > self.left:
            self._contest(able, self.left, rounds)
            return
        for group in groups:
            if self._places(group) == len(group):
                self._elect(group)
        for group in groups:
            if group[0] not in self.elected:
                self._contest_within(group, rounds)

    def _contest_within(self, group: tuple[str, ...], rounds: Sequence[Round]) -> None:
        """Let the members of one group contend for its last seats, which they take in any case."""
        held = self.held
        self._contest(group, self._places(group), rounds)
        for _ in range(self.held - held):
            self.room.take(group[0])

    def _contest(self, options: tuple[str, ...], places: int, rounds: Sequence[Round]) -> None:
        """Let the tie rule say who of `options` takes the places, and note what it could not."""
        place, order = len(self.elected) + self.held + 1, self.breaks.order(options, rounds)
        until = self.left - places
        undecided: tuple[str, ...] = ()
        for tier in order:
            able = self._able(tier)
            wanted = sum(self._places(group) for group in self._groups(able))
            if wanted <= self.left - until and wanted == len(able):
                self._elect(able)
            elif self.left > until:
                undecided, self.held = able, self.held + self.left - until
        self.ties.append(Tie("seat", place, places, options, order, undecided))

    def _elect(self, options: Iterable[str]) -> None:
        for option in options:
            self.room.take(option)
            self.elected.append(option)

    def _groups(self, options: tuple[str, ...]) -> Tiers:
        """Put the options that count together for the limit together; the others stand alone."""
        return tiered(options, lambda option: _own(self.room.groups[option], option))

    def _places(self, group: tuple[str, ...]) -> int:
        left = self.room.left(group[0])
        return len(group) if left is None else min(left, len(group))


def _own(group: str, option: str) -> tuple[str, str]:
    return (group, "") if group else ("", option)
