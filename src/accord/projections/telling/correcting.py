"""Corrections of the record, told: what an entry says wrongly, and what it should have said."""

from __future__ import annotations

from accord.aggregates.correcting import Correction, DisclosureCorrected, RecordCorrected
from accord.projections.telling.words import Names, spaced, tells


@tells(RecordCorrected)
def corrected(event: RecordCorrected, names: Names) -> str:  # noqa: ARG001 - as every teller
    """An entry should have said something else."""
    before = f"and not “{event.was}”" if event.was else "where it said nothing"
    return f"{_error(event)}: its {spaced(event.field)} is “{event.now}”, {before}."


@tells(DisclosureCorrected)
def disclosure_corrected(event: DisclosureCorrected, names: Names) -> str:  # noqa: ARG001 - as every teller
    """A disclosed text should have said something else; neither is told."""
    return f"{_error(event)}: its {spaced(event.field)} is another one, kept apart."


def _error(event: Correction) -> str:
    what = spaced(event.corrected.partition(".")[2].partition("/")[0])
    return f"A clerical error in entry {event.version} ({what}) was corrected"
