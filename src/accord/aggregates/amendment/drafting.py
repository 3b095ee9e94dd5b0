"""Drafting an amendment on the agreement as it stands, and again when that has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.incorporating import AMENDABLE
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Term
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.changes import ProvisionChange, changes_hash, named, touches
from accord.aggregates.amendment.fitting import Change
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.amendment.recording import drafted
from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import BEFORE_THE_VOTE
from accord.aggregates.effect import effective, follows
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event
from accord.text import CLAUSE_ID, Incorporated, Insert, Modification, Move, Renumber


def draft_amendment(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    title: str,
    modifications: Sequence[Modification] = (),
    provisions: Sequence[ProvisionChange] = (),
    effective_from: date | None = None,
    minor: bool = False,
    replaces: UUID | None = None,
) -> tuple[Event, ...]:
    """Draft changes of text and terms; refused where one does not fit them as they will then stand."""
    if amendment.version:
        raise OutOfOrder(f"amendment {amendment.id} is already drafted")
    provisions = _with_first_day(agreement, provisions)
    change = Change(
        agreement=agreement,
        incorporated=incorporated,
        from_=effective_from or earliest(agreement, act),
        modifications=modifications,
        provisions=provisions,
    )
    _can_be_drafted(change, act, minor=minor)
    begun = m.AmendmentDrafted(
        effective_from=effective_from,
        agreement=agreement.id,
        title=title,
        base=len(agreement.incorporated),
        minor=minor,
        replaces=replaces,
        corrected=len(agreement.errata.corrected),
    )
    return (begun, *map(drafted, modifications), *map(drafted, provisions))


def rebase(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision | None = None,
    modifications: Sequence[Modification] | None = None,
    provisions: Sequence[ProvisionChange] | None = None,
    effective_from: date | None = None,
) -> tuple[Event, ...]:
    """Draft it again, on the agreement as amended meanwhile; what is None is said again as it was.

    Once it is put to decision only in the same words, and never once the vote is open: what a body
    votes on does not change under its hands.
    """
    amendment.must_stand("it cannot be drafted again")
    follows(act, amendment.since, "the last act of this amendment")
    texts = tuple(amendment.modifications if modifications is None else modifications)
    said = amendment.provisions if provisions is None else provisions
    terms = _with_first_day(agreement, said)
    _still_open(amendment, act, decision, changes_hash(texts, terms))
    wanted = effective_from or amendment.wanted_after(act.today(agreement.zone))
    change = Change(
        agreement=agreement,
        incorporated=incorporated,
        from_=wanted or earliest(agreement, act),
        modifications=texts,
        provisions=terms,
    )
    _can_be_drafted(change, act, minor=amendment.minor)
    again = m.AmendmentRebased(
        effective_from=effective_from,
        base=len(agreement.incorporated),
        corrected=len(agreement.errata.corrected),
    )
    return (again, *map(drafted, texts), *map(drafted, terms))


def earliest(agreement: Agreement, act: Act) -> date:
    """Return from when an amendment holds of which nothing is said: the day of the act, or the first in force."""
    day = act.day(agreement.zone)
    return max(day, agreement.effective_from or day)


def _with_first_day(
    agreement: Agreement, provisions: Sequence[ProvisionChange]
) -> tuple[ProvisionChange, ...]:
    """Let a term that says its end alone keep its first day, which cannot be amended."""
    starts = agreement.terms.term.starts_on
    return tuple(
        replace(change, value=replace(change.value, starts_on=starts))
        if isinstance(change.value, Term) and change.value.starts_on is None
        else change
        for change in provisions
    )


def _still_open(amendment: Amendment, act: Act, decision: Decision | None, hash_: str) -> None:
    if decision is None:
        return
    decision.must_be(
        act.moment,
        BEFORE_THE_VOTE,
        "an amendment is drafted again before the vote on it opens; draft one that replaces it",
    )
    if hash_ != amendment.hash:
        raise OutOfOrder(
            f"the amendment is put to decision {decision.id}; it can be drafted again in the same words "
            "only, and for others draft one that replaces it",
            decision=str(decision.id),
        )


def _can_be_drafted(change: Change, act: Act, *, minor: bool) -> None:
    agreement = change.agreement
    day = act.day(agreement.zone)
    agreement.must_be(day, AMENDABLE, "only what is concluded or in force can be amended")
    if not change.modifications and not change.provisions:
        raise Refused(
            "an amendment changes at least one clause or provision", field="modifications"
        )
    _well_named(change.modifications)
    if change.from_ != day:
        effective(act, change.from_, agreement.zone)
    agreement.must_run_on(change.from_)
    if minor:
        _is_minor(agreement, day, change.modifications, change.provisions)
    change.fits(act.today(agreement.zone))
    change.says_something_new()


def _well_named(modifications: Iterable[Modification]) -> None:
    for index, change in enumerate(modifications):
        where = f"modifications/{index}"
        if isinstance(change, Insert) and not CLAUSE_ID.fullmatch(change.clause.id):
            raise Refused(f"{change.clause.id!r} cannot name a clause", field=f"{where}/clause")
        if isinstance(change, Insert) and change.after and change.before:
            raise Refused("a clause is inserted after or before another, not both", field=where)
        if isinstance(change, Move):
            _one_place(change, where)
        if isinstance(change, Renumber) and change.num is None and change.heading is None:
            raise Refused(
                f"clause {change.id} is renumbered with another number or heading; neither is said",
                field=where,
            )


def _one_place(change: Move, where: str) -> None:
    if sum(map(bool, (change.after, change.before, change.first))) > 1:
        raise Refused(
            "a clause is moved after or before another or to the beginning, not to several places",
            field=where,
        )
    if change.id in (change.after, change.before):
        raise Refused(f"clause {change.id} cannot be moved beside itself", field=where)


def _is_minor(
    agreement: Agreement,
    day: date,
    modifications: Iterable[Modification],
    provisions: Iterable[ProvisionChange],
) -> None:
    found = material(agreement, day, modifications, provisions)
    if found:
        change = agreement.terms_on(day).change
        by = f" (clause {change.clause})" if change and change.clause else ""
        raise Refused(
            f"an amendment of {found} is material{by}; draft it without minor, for the procedure of "
            "amendments",
            field="minor",
        )


def material(
    agreement: Agreement,
    day: date,
    modifications: Iterable[Modification],
    provisions: Iterable[ProvisionChange],
) -> str:
    """Return the first material clause or the provision that is touched, nothing where there is none."""
    change = agreement.terms_on(day).change
    clauses = change.material if change else ()
    for what in sorted(touches(modifications, provisions)):
        if what[0] != "clause" or what[1] in clauses:
            return named(what)
    return ""
