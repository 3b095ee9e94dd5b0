"""A vote by secret ballot, told."""

from __future__ import annotations

from accord.aggregates.decision import sealed_events as s
from accord.canonical import plain
from accord.projections.telling.words import (
    Names,
    Titles,
    listed,
    number,
    option,
    spaced,
    tells,
    tells_of_options,
)


@tells(s.VoterMarked)
def voter_marked(event: s.VoterMarked, _names: Names) -> str:
    """A seat voted."""
    paper = " on paper" if event.on_paper else ""
    return f"Seat {event.seat} voted{paper}, by secret ballot."


@tells(s.PaperBallotsSealed)
def paper_ballots_sealed(event: s.PaperBallotsSealed, _names: Names) -> str:
    """The urn was counted."""
    return f"The urn was counted: {number(event.ballots, 'paper ballot')} went into the sealed box."


@tells(s.SealedBallotsOpened)
def sealed_ballots_opened(event: s.SealedBallotsOpened, _names: Names) -> str:
    """The box was opened."""
    found = listed([f"{spaced(each.position)} {each.ballots}{_of(each)}" for each in event.ballots])
    return f"The sealed box was opened. Ballots by position: {found or 'none'}."


@tells_of_options(s.SealedChoicesOpened)
def sealed_choices_opened(event: s.SealedChoicesOpened, _names: Names, titles: Titles) -> str:
    """The box of a choice was opened."""
    found = listed(
        [
            f"{option(each.option, titles) if each.option else 'blank'} {each.ballots}{_of(each)}"
            for each in event.ballots
        ]
    )
    return f"The sealed box was opened. Ballots by option: {found}."


def _of(count: s.SealedCount | s.SealedChoice) -> str:
    """Say of which seats the ballots are, where the rule tells seats apart."""
    words = [f"class {count.cls}"] if isinstance(count, s.SealedCount) and count.cls else []
    words += [f"{each.name} {plain(each.value)}" for each in count.measures]
    return f" ({', '.join(words)})" if words else ""


@tells(s.SecretVoteVoided)
def secret_vote_voided(event: s.SecretVoteVoided, _names: Names) -> str:
    """The vote decided nothing."""
    return (
        f"The sealed box, with {number(event.ballots, 'ballot')}, was destroyed unopened, since so few would "
        "have shown what single seats cast. The motion is on the table again."
    )
