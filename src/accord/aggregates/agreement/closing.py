"""Closing an agreement that has ended: everything is settled, and a last report is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events import CloseOutCompleted, CloseOutStarted
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.standing import by_clause
from accord.aggregates.agreement.terms import Ending
from accord.aggregates.effect import effective
from accord.errors import OutOfOrder, Refused
from accord.events import Act

_SHA256 = re.compile("[0-9a-f]{64}")


def start_close_out(
    agreement: Agreement, act: Act, *, effective_from: date | None = None
) -> CloseOutStarted:
    """Begin to wind up an agreement that is terminated or has expired."""
    ended = (Stage.TERMINATED, Stage.EXPIRED)
    agreement.must_be(act.day(agreement.zone), ended, "it cannot be wound up")
    from_ = effective(act, effective_from, agreement.zone)
    agreement.must_be(from_, ended, "it cannot be wound up")
    return CloseOutStarted(effective_from=from_)


def complete_close_out(
    agreement: Agreement,
    act: Act,
    *,
    unsettled: Sequence[UUID] = (),
    disputes: Sequence[UUID] = (),
    final_report: str | None = None,
) -> CloseOutCompleted:
    """Close the agreement for good, once no obligation is unsettled and no dispute open."""
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.CLOSING, "it cannot be closed")
    if unsettled:
        owed = f"{len(unsettled)} obligations are" if len(unsettled) > 1 else "1 obligation is"
        raise OutOfOrder(
            f"{owed} neither met nor waived; settle everything first",
            unsettled=[str(obligation) for obligation in unsettled[:20]],
        )
    if disputes:
        open_ = f"{len(disputes)} disputes are" if len(disputes) > 1 else "1 dispute is"
        raise OutOfOrder(
            f"{open_} not over: each is settled, withdrawn or decided before the agreement is closed",
            disputes=[str(dispute) for dispute in disputes[:20]],
        )
    ending = agreement.terms_on(day).ending or Ending()
    if ending.final_report and final_report is None:
        raise Refused(
            f"the agreement asks for a final report{by_clause(ending.clause)}: give its SHA-256",
            field="final_report",
        )
    if final_report is not None and not _SHA256.fullmatch(final_report):
        raise Refused("a report is named by its SHA-256 in lower-case hex", field="final_report")
    return CloseOutCompleted(
        effective_from=effective(act, None, agreement.zone), final_report=final_report
    )
