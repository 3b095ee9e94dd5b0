"""What a decision remembers of the options, of who chose which, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision.discussion import speaker
from accord.events import Event, Recorded
from accord.rules import Counted
from accord.rules.choices import Ballot, ChoiceMethod, Chosen, Marked, Option, count


@dataclass
class Choices:
    """The options of a motion, and the ballots among them; `nominated` tells by which seat, where by one.

    `nominators` tells who then spoke for that seat, and `seconded` which others seconded it, each with who spoke.
    `certified` are those that are chosen, once the result is certified.
    """

    options: dict[str, Option] = field(default_factory=dict)
    nominated: dict[str, str] = field(default_factory=dict)
    nominators: dict[str, UUID] = field(default_factory=dict)
    seconded: dict[str, dict[str, UUID]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    given: dict[str, Ballot] = field(default_factory=dict)
    casting: tuple[str, ...] = ()
    lot: tuple[str, ...] = ()
    certified: tuple[str, ...] = ()

    def outcome(
        self,
        method: ChoiceMethod,
        entitled: Iterable[Counted],
        *,
        casting: tuple[str, ...] | None = None,
        sealed: Iterable[Marked] = (),
    ) -> Chosen:
        """Count the ballots of the seats that may take part, also as a casting vote not given yet would have it.

        `sealed` are ballots from the box of a secret vote, whose seats nobody knows.
        """
        weights = {seat.seat: seat.measure(method.measure) for seat in entitled}
        marked = [Marked(self.given[seat], w) for seat, w in weights.items() if seat in self.given]
        return count(
            method,
            list(self.options.values()),
            [*marked, *sealed],
            sum(weights.values(), Fraction()),
            casting_vote=self.casting if casting is None else casting,
            lot=self.lot,
        )

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        match event:
            case c.ChoiceCast() | c.ChoiceRecorded():
                self.given[event.seat] = event.choice.ballot
            case c.OptionsPut():
                self.options.update({each.id: each.counted() for each in event.options})
            case c.OptionNominated():
                self.options[event.option.id] = event.option.counted()
                self.nominated[event.option.id] = event.seat
                self.nominators[event.option.id] = speaker(recorded)
            case c.NominationSeconded():
                self.seconded.setdefault(event.option, {})[event.seat] = speaker(recorded)
            case c.OptionWithdrawn() | c.NominationLapsed():
                self.options.pop(event.option, None)
                self.withdrawn.add(event.option)
            case c.CastingChoiceGiven():
                self.casting = event.options
            case c.LotDrawn():
                self.lot = event.order
            case c.ChoiceCertified():
                self.certified = event.chosen

    def forget_the_voting(self) -> None:
        """Stand where nobody has chosen yet; the options stay."""
        self.given, self.casting, self.lot, self.certified = {}, (), (), ()
