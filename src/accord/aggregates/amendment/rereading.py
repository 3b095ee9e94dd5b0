"""Whether an amendment was drafted on the words as they read: an erratum may have put them right since."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.amendment.memory import Amendment
from accord.text import TextConflict, excerpt, said


def knows_the_words(amendment: Amendment, agreement: Agreement) -> None:
    """Raise `TextConflict` where it says words anew that were corrected since it was drafted.

    It says them as they were, and so may bring the slip back. This is asked as long as it can be drafted again;
    what a body votes on holds as it is worded, and a slip in that is an erratum in the amendment.
    """
    for erratum in agreement.errata.corrected[amendment.corrected :]:
        if any(said(change, erratum.clause, erratum.part) for change in amendment.modifications):
            raise TextConflict(
                f"since this amendment was drafted, erratum {erratum.number} was corrected in clause "
                f"{erratum.clause}, which it says anew: {excerpt(erratum.now)} stands there in place of "
                f"{excerpt(erratum.was)}; draft it again on the text as corrected, in other words or the same",
                clause=erratum.clause,
                erratum=erratum.number,
            )
