"""What the demonstration enters for the record's own sake: who read the amended text, and a slip corrected."""

from __future__ import annotations

from accord.aggregates.agreement import Agreement
from accord.aggregates.meeting import Meeting
from accord.demo.cast import SIGNATORIES
from accord.demo.meeting import PLACE, PLACE_AS_WRITTEN
from accord.demo.secretariat import AGREEMENT, Secretariat
from accord.text import text_hash, text_on


def read_the_text(office: Secretariat) -> None:
    """Let two parties acknowledge the text as it is since the amendment."""
    office.stage.go(37, 4, 11)
    for party in ("university", "food-bank"):
        with office.acting(SIGNATORIES[party][0]) as accord:
            agreement = office.unit.read(Agreement, AGREEMENT)
            adopted, today = agreement.terms.clauses, office.stage.day(37, 4)
            read = text_hash(text_on(adopted, accord.incorporated(agreement), today))
            accord.acknowledge_text(AGREEMENT, party=office.parties[party], text_hash=read)


def correct_the_place(office: Secretariat) -> None:
    """Correct beside the record how the place of the meeting was written."""
    with office.acting("secretary", reason="A slip of the pen in the convocation.") as accord:
        accord.correct_record(
            Meeting,
            office.meetings["board"],
            version=1,
            field="place",
            now=PLACE,
            was=PLACE_AS_WRITTEN,
        )
