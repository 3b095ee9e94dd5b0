"""Where no body decides on amendments, an amendment is adopted by the assent of every party to just this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.amendment.deciding import first_day, matter_of, must_fit
from accord.aggregates.amendment.events import AmendmentAdoptedByAssent
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.amendment.rereading import knows_the_words
from accord.aggregates.authority import assented
from accord.aggregates.effect import follows
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.text import Incorporated

_WHY = "the adoption of an amendment"


def assented_to(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    effective_from: date | None = None,
    modifications_hash: str | None = None,
) -> tuple[date | None, str]:
    """Return what an assent to an amendment is to: from when it is to hold, and the hash of its changes.

    What is not said is as it is drafted now, so that an assent ends with other words or another day.
    """
    amendment.must_stand("there is nothing to assent to")
    if amendment.agreement != agreement.id:
        raise Refused("this is an amendment of another agreement", field="about")
    _by_no_body(amendment, act, agreement)
    follows(act, amendment.since, "the last draft of this amendment")
    if modifications_hash not in (None, amendment.hash):
        raise WrongText(
            "the hash is not that of the amendment as it is drafted now; read it again before assenting",
            drafted=amendment.hash,
        )
    return _from(amendment, act, agreement, effective_from), amendment.hash


def adopt_by_assent(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    effective_from: date | None = None,
) -> AmendmentAdoptedByAssent:
    """Adopt an amendment to which every party has assented, from the day to which they assented.

    The assent of each was given by the holder of its signatory post, to this hash: no signature is
    asked for besides.
    """
    amendment.must_stand("it cannot be adopted")
    _by_no_body(amendment, act, agreement)
    assented(
        agreement,
        act,
        Matter.AMENDMENT,
        _WHY,
        about=amendment.id,
        effective_from=_from(amendment, act, agreement, effective_from),
        modifications_hash=amendment.hash,
    )
    from_ = first_day(amendment, act, agreement, effective_from)
    knows_the_words(amendment, agreement)
    must_fit(amendment, act, agreement, incorporated, from_)
    return AmendmentAdoptedByAssent(
        effective_from=from_,
        adoption_seq=len(agreement.incorporated) + 1,
        modifications_hash=amendment.hash,
    )


def _by_no_body(amendment: Amendment, act: Act, agreement: Agreement) -> None:
    day = act.day(agreement.zone)
    procedure = agreement.decided_by(matter_of(amendment, agreement, day), day)
    if amendment.decision is not None or procedure is not None:
        by = f"decision {amendment.decision}" if procedure is None else f"the body {procedure.body}"
        raise OutOfOrder(
            f"the amendment is not adopted by assent: {by} decides on it"
            + ("" if amendment.decision else ", and it is not put to a decision yet")
        )


def _from(amendment: Amendment, act: Act, agreement: Agreement, said: date | None) -> date | None:
    return said or amendment.wanted_after(act.today(agreement.zone))
