"""The course of an agreement: it can enter into force, be renewed, be amended and come to its end."""

from __future__ import annotations

from accord.aggregates.agreement.provisions.words import (
    Contradiction,
    at_least,
    clauses_exist,
    entries,
    fraction,
    laid_down,
    not_before,
    unique,
)
from accord.aggregates.agreement.terms import (
    EntryIntoForce,
    NoticeKind,
    Provision,
    Renewal,
    RenewalKind,
    Terms,
)
from accord.aggregates.matters import Matter

_AMENDMENTS = (Matter.AMENDMENT, Matter.MINOR_AMENDMENT)


def check_term(terms: Terms) -> None:
    """Refuse a term that ends before it begins."""
    starts, ends = terms.term.starts_on, terms.term.ends_on
    if starts and ends and ends <= starts:
        raise Contradiction(
            f"the term ends on {ends}, not after it begins on {starts}", field="term/ends_on"
        )


def check_entry_into_force(terms: Terms) -> None:
    """Refuse an entry into force that these parties could never bring about."""
    said, own = terms.entry_into_force, "entry_into_force"
    if said is None:
        return
    at_least(1, said.parties, "the number of parties that must sign", f"{own}/parties")
    at_least(0, said.days_after, "the days to the entry into force", f"{own}/days_after")
    if said.parties is not None and said.parties > terms.bound_parties:
        raise Contradiction(
            f"{said.parties} parties must sign{laid_down(said.clause)}, but the agreement has "
            f"{len(terms.parties)}",
            field=f"{own}/parties",
        )
    _share_counts(terms, said, own)


def _share_counts(terms: Terms, said: EntryIntoForce, own: str) -> None:
    if (said.share == "") is not (said.measure == ""):
        raise Contradiction(
            "a share of what the parties hold names the measure that is counted, and a measure the share",
            field=f"{own}/measure" if said.share else f"{own}/share",
        )
    if not said.share:
        return
    fraction(said.share, "the share of those who sign", f"{own}/share")
    held = [m.value for party in terms.parties for m in party.measures if m.name == said.measure]
    if sum(held) <= 0:
        raise Contradiction(
            f"no party holds anything of the measure {said.measure}, of which those who sign must hold "
            f"{said.share}{laid_down(said.clause)}",
            field=f"{own}/measure",
        )


def check_renewal(terms: Terms) -> None:
    """Refuse a renewal of a term without an end, or for no time."""
    said = terms.renewal
    if said is None:
        return
    if terms.term.ends_on is None:
        raise Contradiction(
            f"a term without an end is not renewed{laid_down(said.clause)}; say when the term ends, or "
            "leave the renewal out",
            field="renewal",
        )
    at_least(1, said.months, "the months of a renewal", "renewal/months")
    at_least(1, said.times, "the number of renewals", "renewal/times")
    at_least(0, said.notice_days, "the notice against a renewal", "renewal/notice_days")
    _renews_itself(said)


def _renews_itself(said: Renewal) -> None:
    if said.kind is not RenewalKind.EXPLICIT and said.months is None:
        raise Contradiction(
            f"an {said.kind} renewal{laid_down(said.clause)} says for how many months",
            field="renewal/months",
        )
    if said.kind is not RenewalKind.AUTOMATIC and said.times is not None:
        raise Contradiction(
            f"an {said.kind} renewal{laid_down(said.clause)} has no number of times; an automatic one can",
            field="renewal/times",
        )


def check_reviews(terms: Terms) -> None:
    """Refuse a review on no day, or on two kinds of day."""
    for field, review in entries(terms, Provision.REVIEW):
        if (review.on is None) is (review.every_months is None):
            raise Contradiction(
                f"review {review.key} is either on a day or every so many months; say one of the two",
                field=field,
            )
        what = f"the months between two of review {review.key}"
        at_least(1, review.every_months, what, f"{field}/every_months")
        not_before(terms, review.on, f"review {review.key}", f"{field}/on")


def check_notice_periods(terms: Terms) -> None:
    """Refuse a notice whose effect would lie before it."""
    for field, period in entries(terms, Provision.NOTICE_PERIOD):
        what = f"the days of notice of {period.kind.replace('_', ' ')}"
        at_least(0, period.days, what, f"{field}/days")
    _objected_in_one_time(terms)


def _objected_in_one_time(terms: Terms) -> None:
    said, period = terms.renewal, terms.notice_period(NoticeKind.NON_RENEWAL)
    if said is not None and period is not None and said.notice_days not in (0, period.days):
        raise Contradiction(
            f"notice against a renewal is given {said.notice_days} days before{laid_down(said.clause)}, but "
            f"notice of non-renewal {period.days} days before{laid_down(period.clause)}; say it once",
            field="renewal/notice_days",
        )


def check_ending(terms: Terms, clauses: frozenset[str]) -> None:
    """Refuse an end that has come already, or that clauses survive which are not there."""
    said = terms.ending
    if said is None:
        return
    unique(said.grounds, "ground", "ending/grounds")
    clauses_exist(clauses, said.surviving, "what survives the end", "ending/surviving")
    at_least(1, said.minimum_parties, "the number of parties", "ending/minimum_parties")
    if said.minimum_parties > terms.bound_parties:
        raise Contradiction(
            f"the agreement is closed out with fewer than {said.minimum_parties} parties"
            f"{laid_down(said.clause)}, and has {len(terms.parties)}",
            field="ending/minimum_parties",
        )


def check_change(terms: Terms, clauses: frozenset[str]) -> None:
    """Refuse material clauses that are not there, and signatures under what is no amendment."""
    said = terms.change
    if said is None:
        return
    clauses_exist(clauses, said.material, "what is material", "change/material")
    unique(said.signed, "matter", "change/signed")
    at_least(0, said.notice_days, "the notice of an amendment", "change/notice_days")
    for index, matter in enumerate(said.signed):
        if matter not in _AMENDMENTS:
            raise Contradiction(
                f"parties sign amendments and minor amendments, not {matter.replace('_', ' ')}",
                field=f"change/signed/{index}",
            )
