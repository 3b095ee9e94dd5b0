"""Undoing: whether text and terms of every day come out whole without an amendment that belongs to the agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events import AmendmentAnnulled
from accord.aggregates.agreement.memory import Agreement, Incorporation
from accord.aggregates.agreement.provisions import Contradiction
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.changes import named
from accord.aggregates.amendment.fitting import contradiction, touched_by, turns
from accord.aggregates.amendment.memory import Amendment
from accord.errors import OutOfOrder, Refused
from accord.text import Clause, Incorporated, TextConflict, text_on
from accord.text.timeline import in_order

_MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Undoing:
    """An agreement as it is, and as it is once an amendment takes back what it did from a day on."""

    before: Agreement
    after: Agreement
    known: Sequence[Incorporated]
    amendment: UUID
    from_: date
    today: date

    @property
    def number(self) -> int:
        """As the how manieth the amendment was adopted."""
        return next(i.seq for i in self.before.incorporated if i.amendment == self.amendment)

    def comes_out_whole(self) -> None:
        """Raise a kind of `Refused` where something of any day rests on the amendment."""
        self._nothing_rests_on_it()
        for day in self._days():
            self._holds_together(day)
        self._not_renewed()
        self._goes_on()

    def _nothing_rests_on_it(self) -> None:
        """Raise `TextConflict` where later amendments, which stand, change what this one changed or brought in."""
        found = {**self._unfit(), **self._same()}
        if not found:
            return
        later = sorted(found, reverse=True)
        ids = [self._of(seq).amendment for seq in later]
        told = [self._told(id_, found[seq]) for id_, seq in zip(ids, later, strict=True)]
        more = [f"{len(told) - _MOST_NAMED} more"] if len(told) > _MOST_NAMED else []
        raise TextConflict(
            f"later amendments rest on this one: {'; '.join(told[:_MOST_NAMED] + more)}. Annul those first, in "
            "this order; where they stand, amend the text anew instead, and settle the impact item",
            amendments=[str(id_) for id_ in ids[:20]],
        )

    def _told(self, id_: UUID, what: str) -> str:
        from_ = next(i.effective_from for i in self.before.incorporated if i.amendment == id_)
        return f"amendment {id_}, in force from {from_}, {what}"

    def _of(self, seq: int) -> Incorporation:
        return next(i for i in self.before.incorporated if i.seq == seq)

    def _same(self) -> dict[int, str]:
        """Return, by number, what amendments folded after this one change that it changed too."""
        ordered = in_order(self.known)
        at = next(place for place, entry in enumerate(ordered) if entry.seq == self.number)
        mine = ordered[at]
        found = {}
        for entry in ordered[at + 1 :]:
            both = touched_by(mine) & touched_by(entry)
            if both and not entry.never and (entry.until is None or entry.until > self.from_):
                found[entry.seq] = f"changes {' and '.join(map(named, sorted(both)))} too"
        return found

    def _unfit(self) -> dict[int, str]:
        """Return, by number, the amendments that no longer fit the text, and why."""
        clauses, timeline = self.before.terms.clauses, self._timeline()
        return {
            seq: f"no longer fits: {why}"
            for day in self._days()
            for seq, why in _misfits(clauses, timeline, day)
        }

    def _timeline(self) -> list[Incorporated]:
        return [
            replace(entry, until=self.from_) if entry.seq == self.number else entry
            for entry in self.known
        ]

    def _days(self) -> list[date]:
        days = turns(self.known) | turns(self.after.dated)
        return sorted({self.from_, *(day for day in days if day > self.from_)})

    def _holds_together(self, day: date) -> None:
        """Refuse only a contradiction that the annulment makes."""
        timeline = self._timeline()
        if not text_on(self.before.terms.clauses, timeline, day):
            raise Refused(f"without this amendment the agreement would have no text from {day}")
        was = contradiction(self.before, self.known, day)
        found = contradiction(self.after, timeline, day)
        if found is not None and (was is None or found.reason != was.reason):
            raise Contradiction(
                f"without this amendment the terms would not hold together on {day}: {found.reason}"
            ) from None

    def _not_renewed(self) -> None:
        """Refuse where the term was renewed on the footing of what the amendment says of it."""
        ends = self.before.life.course.ends
        of_it = [at for at, entry in enumerate(ends) if entry.amendment == self.amendment]
        if of_it and any(entry.amendment is None for entry in ends[of_it[0] :]):
            raise OutOfOrder(
                "this amendment changed the term, and the term was renewed since; what it says of the term cannot "
                "be taken back: say the term anew by another amendment, and settle the impact item"
            )

    def _goes_on(self) -> None:
        """Refuse where the agreement would not have been in force on days that have passed."""
        for day in self._days_of_course():
            was, found = self.before.stage(day), self.after.stage(day)
            if was is not found:
                raise OutOfOrder(
                    f"without this amendment the agreement would be {found.replace('_', ' ')} on {day}, and what was "
                    "done since then would rest on nothing; say the term anew by another amendment, and settle the "
                    "impact item",
                    stage=found,
                )

    def _days_of_course(self) -> Iterator[date]:
        courses = (self.before.life.course, self.after.life.course)
        days = {span.since for course in courses for span in course.spans()}
        yield from sorted(day for day in {*days, self.today} if self.from_ <= day <= self.today)


def taken_back(amendment: Amendment, event: m.AmendmentAnnulled) -> AmendmentAnnulled:
    """Return what the annulment of an amendment is to its agreement."""
    return AmendmentAnnulled(
        effective_from=event.effective_from,
        amendment=amendment.id,
        ab_initio=event.ab_initio,
        fallen=event.fallen,
    )


def _misfits(
    clauses: Sequence[Clause], timeline: Sequence[Incorporated], day: date
) -> Iterator[tuple[int, str]]:
    """Yield each amendment of a day that does not fit the text before it, and go on without it."""
    fits: list[Incorporated] = []
    for entry in in_order(each for each in timeline if each.holds_on(day)):
        try:
            text_on(clauses, [*fits, entry], day)
        except TextConflict as no:
            yield entry.seq, no.reason
        else:
            fits.append(entry)
