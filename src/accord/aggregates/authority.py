"""On what an act rests that one party alone cannot do: a carried decision, or the assent of all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.decision.aftermath import After
from accord.aggregates.effect import follows
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict

if TYPE_CHECKING:  # both packages ask here, so that neither can be loaded before it
    from accord.aggregates.agreement.memory import Agreement, Asked
    from accord.aggregates.decision.memory import Decision

_ASKED = ("about", "effective_from", "effective_to", "clauses", "modifications_hash")
"""What tells assents to one matter apart."""
_CARRIED = "certified, carried"


def carried(
    agreement: Agreement,
    decision: Decision,
    matter: Matter,
    why: str,
    *,
    act: Act,
    about: UUID | None = None,
) -> None:
    """Raise `Refused` unless the decision is certified carried, on just this matter of this agreement.

    That body and class are those of the agreement's procedure was held when the motion was tabled.
    Nor is one relied on that is held, awaits consent, was annulled, rescinded or superseded, is
    not effective on the day of the act, or was certified after it.
    """
    _on(agreement, decision, matter, why, about)
    if decision.verdict is not Verdict.CARRIED:
        raise _unfit(decision, matter, why, about)
    in_effect(decision, why, act=act, zone=agreement.zone)


def not_spent(relying: Agreement | Decision, decision: Decision, why: str) -> None:
    """Raise `OutOfOrder` where an act of `relying` rests on the decision: as assents, it is spent by one."""
    if decision.id in relying.relied_on:
        raise OutOfOrder(
            f"{why} needs a decision of its own: another act rests on decision {decision.id} already, and "
            "what is to happen again is decided again",
            field="decision",
            decision=str(decision.id),
        )


def certified_on(
    agreement: Agreement, decision: Decision, matter: Matter, why: str, *, about: UUID, act: Act
) -> None:
    """Raise `Refused` unless a body has decided on just this matter, whether it carried it or not.

    Where too few took part, or the seats were equally divided, it has not: it can vote again.
    """
    if decision.verdict is Verdict.CARRIED:
        carried(agreement, decision, matter, why, about=about, act=act)
        return
    _on(agreement, decision, matter, why, about, a="certified")
    undecided = decision.verdict in (None, Verdict.INQUORATE, Verdict.TIED)
    if undecided or decision.aftermath.ended is not None:
        raise _unfit(decision, matter, why, about, a="certified")
    follows(act, decision.aftermath.since, "the decision was certified")


def in_effect(decision: Decision, why: str, *, act: Act, zone: str) -> None:
    """Raise `Refused` unless a carried decision is in effect on the day of the act, and was certified before it."""
    after = decision.aftermath
    found = after.stage(act.day(zone))
    if found not in (After.EFFECTIVE, After.IMPLEMENTED):
        state = found.replace("_", " ")
        if found is After.CERTIFIED:
            state = f"effective from {after.effective_from} only"
        raise Refused(
            f"{why} needs a decision in effect, and decision {decision.id} is {state}",
            field="decision",
            decision=str(decision.id),
            stage=found,
        )
    follows(act, after.since, "the decision was certified")


def _on(
    agreement: Agreement,
    decision: Decision,
    matter: Matter,
    why: str,
    about: UUID | None,
    *,
    a: str = _CARRIED,
) -> None:
    # A motion that concerns nobody else concerns its agreement, whether that is said or not.
    concerns = {about} if about else {None, agreement.id}
    if (decision.agreement, decision.matter) != (agreement.id, matter) or (
        decision.about not in concerns
    ):
        raise _unfit(decision, matter, why, about, a=a)


def _unfit(
    decision: Decision, matter: Matter, why: str, about: UUID | None, *, a: str = _CARRIED
) -> Refused:
    return Refused(
        f"{why} needs a {a} decision of this agreement on the matter "
        f"“{matter.replace('_', ' ')}”" + (f" about {about}" if about else ""),
        field="decision",
        decision=str(decision.id),
    )


def assented(
    agreement: Agreement,
    act: Act,
    matter: Matter,
    why: str,
    *,
    about: UUID | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
    clauses: tuple[str, ...] = (),
    modifications_hash: str | None = None,
    but: tuple[UUID, ...] = (),
) -> None:
    """Raise `OutOfOrder` unless each party of the day (all `but` these) has assented to just this before."""
    day = act.day(agreement.zone)
    what = (matter, about, effective_from, effective_to, frozenset(clauses), modifications_hash)
    # What a party assented to, who takes its place has assented to.
    given = {agreement.acting_for(p, day): at for p, at in agreement.assents.get(what, {}).items()}
    asked = [party for party in agreement.bound_on(day) if party not in but]
    missing = [str(party) for party in asked if party not in given]
    if missing:
        raise OutOfOrder(
            f"{why} needs the assent of each party to just this (matter “{matter.replace('_', ' ')}”"
            + (f", from {effective_from}" if effective_from else "")
            + (f", up to but without {effective_to}" if effective_to else "")
            + (f", about {about}" if about else "")
            + f"), and {len(missing)} have not given it: {', '.join(missing[:5])}"
            + _given_otherwise(agreement, what),
            missing=missing[:20],
        )
    if not asked:
        raise OutOfOrder(
            f"{why} needs the assent of another party, and there is none left to give it"
        )
    follows(act, max(given[party] for party in asked), "the last assent that it rests on")


def _given_otherwise(agreement: Agreement, what: Asked) -> str:
    """Say in which fields the nearest assents to the same matter differ, where there are such."""
    others = [
        [name for name, a, b in zip(_ASKED, what[1:], other[1:], strict=True) if a != b]
        for other, given in agreement.assents.items()
        if other[0] is what[0] and given and other != what
    ]
    if not others:
        return ""
    nearest = min(others, key=len)
    return f"; assents that were given differ in {' and '.join(nearest)}"
