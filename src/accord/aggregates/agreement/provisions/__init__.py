"""A draft can stand: no provision contradicts another, and none points at nothing."""

from __future__ import annotations

from accord.aggregates.agreement.provisions import (
    bodies,
    conduct,
    course,
    duties,
    instrument,
    passages,
    people,
)
from accord.aggregates.agreement.provisions.instrument import MAX_CLAUSES
from accord.aggregates.agreement.provisions.people import check_signed_for
from accord.aggregates.agreement.provisions.words import KEY, Contradiction
from accord.aggregates.agreement.terms import Terms
from accord.aggregates.zones import is_zone

__all__ = ["KEY", "MAX_CLAUSES", "Contradiction", "check_signed_for", "check_terms"]

_CHECKS = (
    people.check_parties,
    instrument.check_clauses,
    instrument.check_keys,
    people.check_posts,
    bodies.check_bodies,
    people.check_signatories,
    bodies.check_procedures,
    course.check_term,
    people.check_tenures,
    people.check_incompatibilities,
    conduct.check_standing_orders,
    conduct.check_composition_limits,
    conduct.check_reserved_matters,
    passages.check_passages,
    conduct.check_opt_outs,
    duties.check_activities,
    duties.check_contributions,
    duties.check_data_sharing,
    duties.check_owners,
    course.check_entry_into_force,
    course.check_renewal,
    course.check_reviews,
    course.check_notice_periods,
    instrument.check_stages,
    instrument.check_documents,
)
_CITING = (
    instrument.check_citations,
    instrument.check_topics,
    course.check_ending,
    course.check_change,
)
"""What cites clauses is looked at with the clauses that there are."""


def check_terms(terms: Terms, clauses: frozenset[str] | None = None) -> None:
    """Raise `Contradiction` naming the first provision that cannot stand.

    `clauses` are those of the text as it reads where amendments have changed it; by default those of
    the draft.
    """
    if not terms.title.strip():
        raise Contradiction("an agreement needs a title", field="title")
    if not is_zone(terms.zone):
        raise Contradiction(
            f"{terms.zone} is not an IANA time zone, as Europe/London", field="zone"
        )
    for check in _CHECKS:
        check(terms)
    cited = frozenset(clause.id for clause in terms.clauses) if clauses is None else clauses
    for citing in _CITING:
        citing(terms, cited)
