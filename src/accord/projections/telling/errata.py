"""An erratum, told: which words are a slip, what the parties said, and that the text was corrected."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import Names, first, person, short_hash, tells, titled
from accord.text import excerpt


@tells(e.ErratumProposed)
def proposed(event: e.ErratumProposed, names: Names) -> str:
    """A slip of words is named."""
    where = f"as amendment {titled(event.amendment, names)} words it" if event.amendment else ""
    return (
        f"Erratum {event.erratum} was proposed: in the {event.part} of clause {event.clause} "
        f"{where or 'as adopted'}, {excerpt(event.was)} is to read {excerpt(event.now)}; parties can object "
        f"up to and including {event.objections_until}."
    )


@tells(e.ErratumAssented)
def assented(event: e.ErratumAssented, names: Names) -> str:
    """A party agrees that it is one."""
    return f"{_who(event, names)} assented to erratum {event.erratum}; {_said_so(event)}."


@tells(e.ErratumObjected)
def objected(event: e.ErratumObjected, names: Names) -> str:
    """A party says that it is none."""
    return f"{_who(event, names)} objected to erratum {event.erratum}, and the words stay; {_said_so(event)}."


@tells(e.ErratumWithdrawn)
def withdrawn(event: e.ErratumWithdrawn, _names: Names) -> str:
    """It was taken back."""
    return f"Erratum {event.erratum} was withdrawn."


@tells(e.TextCorrected)
def corrected(event: e.TextCorrected, _names: Names) -> str:
    """The words read as they should."""
    how = "every party having assented" if event.assented else "no party having objected in time"
    return (
        f"Erratum {event.erratum} was corrected, {how}: the words read so from the beginning on "
        f"({short_hash(event.corrected_hash)})."
    )


def _who(event: e.ErratumAssented | e.ErratumObjected, names: Names) -> str:
    return first(names(event.party))


def _said_so(event: e.ErratumAssented | e.ErratumObjected) -> str:
    return f"{person(event.signatory)} said so, holding the post {event.post}"
