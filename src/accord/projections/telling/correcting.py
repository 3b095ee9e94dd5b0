"""Corrections of the record, told: what an entry says wrongly, and what it should have said."""

from __future__ import annotations

from accord.aggregates.correcting import Correction, DisclosureCorrected, RecordCorrected
from accord.projections.telling.words import Names, spaced, tells

_CALLED = {
    "completed_on": "day of completion",
    "legal_name": "name",
    "met_on": "day",
    "occurred_on": "day",
    "person_name": "name",
    "person_value": "identifier",
}
"""How a sentence calls a field, where that is not its own name."""


@tells(RecordCorrected)
def corrected(event: RecordCorrected, names: Names) -> str:  # noqa: ARG001 - as every teller
    """An entry should have said something else."""
    before = f"and not “{event.was}”" if event.was else "where it said nothing"
    return f"{_error(event)}: its {_called(event.field)} is “{event.now}”, {before}."


@tells(DisclosureCorrected)
def disclosure_corrected(event: DisclosureCorrected, names: Names) -> str:  # noqa: ARG001 - as every teller
    """A disclosed text should have said something else; neither is told."""
    return f"{_error(event)}: its {_called(event.field)} is another one, kept apart."


def _called(field: str) -> str:
    return _CALLED.get(field, spaced(field))


def _error(event: Correction) -> str:
    what = spaced(event.corrected.partition(".")[2].partition("/")[0])
    return f"A clerical error in entry {event.version} ({what}) was corrected"
