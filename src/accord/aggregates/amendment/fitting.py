"""Whether an amendment fits: on every day from its effect on, text and terms must come out whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from accord.aggregates.agreement.dated import Dated
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.provisions import Contradiction, check_signed_for, check_terms
from accord.aggregates.agreement.terms import Provision, Terms, stands
from accord.aggregates.amendment.changes import (
    ProvisionChange,
    Touched,
    dated,
    named,
    touched,
    touches,
)
from accord.aggregates.amendment.memory import Amendment
from accord.errors import Refused
from accord.text import Incorporated, Modification, Repeal, TextConflict, text_on

OTHER_WAYS = {
    True: "a party joins an agreement by accession, and not by an amendment",
    False: "a party leaves an agreement by withdrawal or expulsion, and not by an amendment",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """What an amendment changes in an agreement from a day on, beside what belongs to it already."""

    agreement: Agreement
    incorporated: Sequence[Incorporated]
    from_: date
    modifications: Sequence[Modification]
    provisions: Sequence[ProvisionChange]

    def fits(self, today: date) -> None:
        """Raise `Refused` where a text or the terms of any day would not come out whole."""
        self._text_fits()
        for index, change in enumerate(self.provisions):
            self._may_change(change, index, today)
        for day in self._days():
            self._terms_fit(day)

    def says_something_new(self) -> None:
        """Raise `Refused` where text and terms say all of it already."""
        clauses, day = self.agreement.terms.clauses, self.from_
        texts = (text_on(clauses, known, day) for known in (self.incorporated, self._timeline()))
        terms = (agreement.terms_on(day) for agreement in (self.agreement, self._amended()))
        if len({*texts}) == 1 and len({each.hash() for each in terms}) == 1:
            raise Refused(
                f"an amendment changes something: text and terms of {day} say all of this already",
                field="modifications" if self.modifications else "terms",
            )

    def no_conflict(self, amendment: Amendment) -> None:
        """Raise `TextConflict` where an amendment unseen, or one in force later, changes the same.

        So does one that was annulled since this one was drafted on the text with it. What one in force
        later only repeals can be changed for the days before.
        """
        mine = touches(self.modifications, self.provisions)
        for entry in self.incorporated:
            both = mine & touched_by(entry)
            if not both:
                continue
            if amendment.saw(entry) and not amendment.saw_annulled(entry):
                raise _annulled_since(min(both), entry)
            unseen, later = not amendment.saw(entry), entry.effective_from > self.from_
            if not unseen:
                both = both & _kept_by(entry)
            if both and not entry.never and (unseen or later):
                raise _conflict(min(both), entry, unseen=unseen)

    def _timeline(self) -> list[Incorporated]:
        seq = len(self.incorporated) + 1
        return [*self.incorporated, Incorporated(self.from_, seq, tuple(self.modifications))]

    def _text_fits(self) -> None:
        clauses, timeline = self.agreement.terms.clauses, self._timeline()
        for day in sorted(turns(timeline)):
            try:
                text = text_on(clauses, timeline, day)
            except TextConflict as conflict:
                raise TextConflict(f"{conflict.reason} on {day}", **conflict.facts) from None
            if not text:
                raise Refused(
                    f"the agreement would have no text from {day}; to end it, terminate it",
                    field="modifications",
                )

    def _days(self) -> list[date]:
        days = turns(self.incorporated) | turns(self.agreement.dated)
        return sorted({self.from_, *(day for day in days if day > self.from_)})

    def _may_change(self, change: ProvisionChange, index: int, today: date) -> None:
        terms, struck = self._amended().terms_on(self.from_), f"strike/{index}"
        before = self.agreement.terms_on(self.from_)
        kind, key = change.touches
        if kind == Provision.CLAUSE:
            raise Refused(
                f"clause {key} is changed by a modification of the text, and not as a provision",
                field=struck,
            )
        if kind == Provision.PARTY:
            _party_stays(before, change, key, struck)
        if change.value is None and not stands(before, Provision(kind), key):
            raise Refused(
                f"{named(change.touches)} cannot be struck: the agreement has none on {self.from_}",
                field=struck,
            )
        if kind == Provision.TERM:
            self._term_can_end(before, terms, today)

    def _term_can_end(self, before: Terms, after: Terms, today: date) -> None:
        ends = after.term.ends_on
        if after.term.starts_on not in (None, before.term.starts_on):
            raise Refused(
                f"the term began on {self.agreement.effective_from}, and its first day cannot be amended",
                field="terms/term/starts_on",
            )
        first = max(self.agreement.effective_from or self.from_, self.from_, today)
        if ends is not None and ends <= first:
            raise Refused(
                f"the term would end on {ends}; it must end after {first}, so that the amended agreement "
                "is in force for a day at least; to end it sooner, terminate it",
                field="terms/term/ends_on",
            )

    def _terms_fit(self, day: date) -> None:
        """Refuse only a contradiction that the amendment makes: a party that left may have left one."""
        without = contradiction(self.agreement, self.incorporated, day)
        found = contradiction(self._amended(), self._timeline(), day)
        if found is not None and (without is None or found.reason != without.reason):
            # Where it stands in the terms is not where it was sent, if it was sent at all.
            raise Contradiction(
                f"on {day} the terms would not hold together: {found.reason}"
            ) from None

    def _amended(self) -> Agreement:
        amended = copy(self.agreement)
        mine = (dated(change, self.from_) for change in self.provisions)
        amended.dated = [*self.agreement.dated, *mine]
        return amended


def turns(timeline: Iterable[Incorporated] | Iterable[Dated]) -> set[date]:
    """Return the days on which something that is dated begins to hold, or holds no longer."""
    days = (day for entry in timeline for day in (entry.effective_from, entry.until))
    return {day for day in days if day is not None}


def contradiction(
    agreement: Agreement, timeline: Iterable[Incorporated], day: date
) -> Contradiction | None:
    """Return in what the text and terms of a day do not hold together, None where they do."""
    text = text_on(agreement.terms.clauses, timeline, day)
    terms = replace(agreement.terms_on(day), clauses=text)
    try:
        check_terms(terms)
        check_signed_for(terms)
    except Contradiction as found:
        return found
    return None


def _party_stays(terms: Terms, change: ProvisionChange, key: str, struck: str) -> None:
    joins = change.value is not None
    if not joins or not stands(terms, Provision.PARTY, key):
        raise Refused(OTHER_WAYS[joins], field="terms/parties" if joins else struck, party=key)


def touched_by(entry: Incorporated) -> set[Touched]:
    """Return everything that an amendment of the agreement touches."""
    return touches(entry.modifications, ()) | set(entry.provisions)


def _kept_by(entry: Incorporated) -> set[Touched]:
    """Return what an amendment of the agreement leaves there, but otherwise than it was."""
    gone = {touched(each) for each in entry.modifications if isinstance(each, Repeal)}
    kept = (each for each in entry.modifications if not isinstance(each, Repeal))
    return (touched_by(entry) - gone) | touches(kept, ())


def _annulled_since(what: Touched, entry: Incorporated) -> TextConflict:
    kind, key = what
    return TextConflict(
        f"the amendment that was in force from {entry.effective_from} was annulled since this one was drafted, "
        f"and it changed {named(what)}; draft this one again, on the text as it stands without that",
        **{kind: key},
    )


def _conflict(what: Touched, entry: Incorporated, *, unseen: bool) -> TextConflict:
    remedy = (
        "draft this one again, on the text as it stands after that"
        if unseen
        else "let this one, drafted on the text after that, take effect no earlier"
    )
    kind, key = what
    return TextConflict(
        f"another amendment, in force from {entry.effective_from}, changes {named(what)}; {remedy}",
        **{kind: key},
    )
