"""The decision on an amendment: which body decides it, and its adoption once that is carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Change as HowAmended
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.drafting import earliest, material
from accord.aggregates.amendment.fitting import Change
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.amendment.rereading import knows_the_words
from accord.aggregates.authority import carried
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective, follows
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict
from accord.text import Incorporated


def matter_of(amendment: Amendment, agreement: Agreement, day: date) -> Matter:
    """Return by which procedure the amendment is decided: that of minor ones only where nothing is material."""
    minor = agreement.terms_on(day).procedure_for(Matter.MINOR_AMENDMENT)
    if not amendment.minor or minor is None:
        return Matter.AMENDMENT
    if material(agreement, day, amendment.modifications, amendment.provisions):
        return Matter.AMENDMENT
    return Matter.MINOR_AMENDMENT


def put_to_decision(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision,
) -> m.PutToDecision:
    """Link the motion that was tabled to adopt the amendment, its notice having been given."""
    amendment.must_stand("it cannot be put to a decision")
    if amendment.decision is not None:
        raise OutOfOrder(
            f"the amendment is already put to decision {amendment.decision}",
            decision=str(amendment.decision),
        )
    follows(act, amendment.since, "the last draft of this amendment")
    _noticed(amendment, agreement, act.day(agreement.zone))
    knows_the_words(amendment, agreement)
    seen = _change(amendment, agreement, incorporated, date.max)
    seen.no_conflict(amendment)  # its order among those in force is asked at its adoption
    return m.PutToDecision(decision=decision.id)


def taken_over(amendment: Amendment, decision: UUID) -> m.PutToDecision:
    """Link a motion to adopt it that another seat took over, unless it has gone its way without it."""
    amendment.must_stand("no motion on it can be taken over")
    if amendment.decision is not None:
        raise OutOfOrder(
            f"the amendment is put to decision {amendment.decision} by now",
            decision=str(amendment.decision),
        )
    return m.PutToDecision(decision=decision)


def may_be_decided(
    amendment: Amendment, act: Act, *, agreement: Agreement, incorporated: Sequence[Incorporated]
) -> None:
    """Raise a kind of `Refused` where the vote would come to nothing: it has ended, or fits no more."""
    amendment.must_stand("no vote is opened on a motion to adopt it")
    knows_the_words(amendment, agreement)
    _change(amendment, agreement, incorporated, date.max).no_conflict(amendment)
    today = act.today(agreement.zone)
    _change(amendment, agreement, incorporated, amendment.wanted_after(today) or today).fits(today)


def _noticed(amendment: Amendment, agreement: Agreement, day: date) -> None:
    how, stated = agreement.terms_on(day).change, amendment.stated_on(agreement.zone)
    if how is None or stated is None:
        return
    first = stated + timedelta(days=how.notice_days)
    if day < first:
        by = f"clause {how.clause} asks" if how.clause else "the agreement asks"
        raise OutOfOrder(
            f"{by} for {how.notice_days} days between the drafting of an amendment and its motion; "
            f"drafted on {stated}, it can be put to a decision from {first}",
            first=first.isoformat(),
        )


def adopt_amendment(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision,
    effective_from: date | None = None,
) -> m.AmendmentAdopted:
    """Adopt the amendment, its motion being certified carried, from a day on.

    Refused where the amendment no longer fits the text, because another one that was incorporated
    meanwhile changed the same clause; and where parties still have to sign it. Where the only one that
    had not signed is none any more, nobody's signature is the last, and this adopts it.
    """
    must_be_carried(amendment, act, agreement, decision)
    day = act.day(agreement.zone)
    if how := signed_by_parties(agreement, decision.matter, day):
        _signed_by_all(amendment, agreement, day, how)
        effective_from = _said_at_the_opening(amendment, effective_from)
    return adopted(
        amendment,
        act,
        agreement=agreement,
        incorporated=incorporated,
        decision=decision,
        effective_from=effective_from,
    )


def unsigned(amendment: Amendment, agreement: Agreement, day: date) -> list[UUID]:
    """Return which parties have not signed: those of the day, and of the last one on which they could."""
    signing = amendment.signing
    last = min(day, signing.deadline or day)
    asked = dict.fromkeys((*agreement.parties_on(last), *agreement.parties_on(day)))
    return [party for party in asked if party not in signing.signed]


def _signed_by_all(amendment: Amendment, agreement: Agreement, day: date, how: HowAmended) -> None:
    by = f" (clause {how.clause})" if how.clause else ""
    signs = f"an amendment by this procedure is signed by each party{by}"
    if not amendment.signing.opened:
        raise OutOfOrder(f"{signs}; open it for signature, and the last signature adopts it")
    if missing := list(map(str, unsigned(amendment, agreement, day))):
        raise OutOfOrder(
            f"{signs}, and {len(missing)} have not signed: {', '.join(missing[:5])}",
            missing=missing[:20],
        )


def _said_at_the_opening(amendment: Amendment, asked: date | None) -> date | None:
    said = amendment.signing.effective_from
    if asked not in (None, said):
        raise Refused(
            f"the parties have signed that it holds from {said or 'the day of its adoption'}; leave this "
            "out",
            field="effective_from",
        )
    return said


def must_be_carried(
    amendment: Amendment, act: Act, agreement: Agreement, decision: Decision
) -> None:
    """Raise `OutOfOrder` unless the amendment stands and its motion is certified carried."""
    amendment.must_stand("it cannot be adopted")
    if decision.verdict is not Verdict.CARRIED:
        found = decision.verdict or "not certified yet"
        raise OutOfOrder(
            f"an amendment is adopted when its motion is certified carried; the decision is {found}",
            decision=str(decision.id),
        )
    why = "the adoption of an amendment"
    carried(agreement, decision, decision.matter, why, about=decision.about, act=act)


def signed_by_parties(agreement: Agreement, matter: Matter, day: date) -> HowAmended | None:
    """Return the provision by which amendments of a matter are signed, None where they are not."""
    how = agreement.terms_on(day).change
    return how if how is not None and matter in how.signed else None


def adopted(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision,
    effective_from: date | None,
) -> m.AmendmentAdopted:
    """Let the amendment hold from a day on: the one said, else the one it was drafted for, else today."""
    from_ = first_day(amendment, act, agreement, effective_from)
    must_fit(amendment, act, agreement, incorporated, from_)
    return m.AmendmentAdopted(
        effective_from=from_,
        decision=decision.id,
        adoption_seq=len(agreement.incorporated) + 1,
        modifications_hash=amendment.hash,
    )


def first_day(
    amendment: Amendment, act: Act, agreement: Agreement, effective_from: date | None
) -> date:
    """Return from when it is to hold; the day it was drafted for, once that has passed, is as if unsaid."""
    wanted = amendment.wanted_after(act.today(agreement.zone))
    return effective(act, effective_from or wanted or earliest(agreement, act), agreement.zone)


def must_fit(
    amendment: Amendment,
    act: Act,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    from_: date,
) -> None:
    """Raise `Refused` where it no longer fits text and terms from that day on."""
    change = _change(amendment, agreement, incorporated, from_)
    change.no_conflict(amendment)
    change.fits(act.today(agreement.zone))


def _change(
    amendment: Amendment, agreement: Agreement, incorporated: Sequence[Incorporated], from_: date
) -> Change:
    return Change(
        agreement=agreement,
        incorporated=incorporated,
        from_=from_,
        modifications=amendment.modifications,
        provisions=amendment.provisions,
    )
