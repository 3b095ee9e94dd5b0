"""Accession: where the agreement is open to others, an organisation joins by signing it as it stands.

What one party founds alone is concluded by the first that accedes: an agreement takes two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import signs_the_text
from accord.aggregates.agreement.entering import concluded_by
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.terms import Accession, PartyTerms, Terms
from accord.aggregates.authority import assented, carried, not_spent
from accord.aggregates.decision.memory import Decision
from accord.aggregates.effect import effective, follows
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Measure
from accord.text import Incorporated

WHY = "an accession"
_POST = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


def accede(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    signatory: UUID,
    post: str,
    title: str,
    capacity: str,
    text_hash: str,
    incorporated: Sequence[Incorporated] = (),
    decision: Decision | None = None,
    cls: str = "",
    measures: tuple[Measure, ...] = (),
    effective_from: date | None = None,
) -> tuple[Event, ...]:
    """Accede for an organisation; the holder of `post` is to sign for it from then on."""
    day = act.day(agreement.zone)
    agreement.must_be(day, _stages(agreement), "nobody can accede")
    follows(act, agreement.since, "the agreement as it stands")
    from_ = _holds_from(agreement, act, effective_from)
    cls = _class(_open(agreement.terms_on(day)), cls)
    _is_new(agreement, party, from_)
    post_is_free(agreement.terms_on(from_), party, post)
    signs_the_text(agreement, act, text_hash, incorporated)
    _is_wanted(agreement, act, party, decision)
    acceded = e.PartyAcceded(
        party=party,
        cls=cls,
        measures=measures,
        post=post,
        title=title,
        signatory=signatory,
        capacity=capacity,
        text_hash=text_hash,
        decision=decision.id if decision else None,
        signed_on=day,
        effective_from=from_,
    )
    return (acceded, *_concluding(agreement, act, party))


def _concluding(agreement: Agreement, act: Act, party: UUID) -> tuple[Event, ...]:
    """Return the conclusion of what one party alone has founded, which its first accession brings about."""
    if agreement.concluded_on is not None:
        return ()
    done = agreement.signing.done_on(agreement.terms) | {party: act.day(agreement.zone)}
    return concluded_by(agreement, act, done)


def _stages(agreement: Agreement) -> tuple[Stage, ...]:
    """Return when one can accede: once it is concluded; before, to what one party alone has founded."""
    alone = len(agreement.terms.parties) == 1
    return (*((Stage.OPEN_FOR_SIGNATURE,) if alone else ()), Stage.CONCLUDED, Stage.IN_FORCE)


def _holds_from(agreement: Agreement, act: Act, day: date | None) -> date:
    from_ = effective(act, day, agreement.zone)
    if agreement.concluded_on is None:
        _concludes(agreement, act.day(agreement.zone), from_)
    elif agreement.stage(from_) is not Stage.CONCLUDED:
        agreement.must_run_on(from_)
    return from_


def _concludes(agreement: Agreement, day: date, from_: date) -> None:
    """Hold that who founded it is bound already, that there is time to sign, and that both are bound at once."""
    (founder,) = agreement.terms.parties
    if founder.party not in agreement.signing.done_on(agreement.terms):
        entry = agreement.terms.entry_into_force
        act = "signed and ratified" if entry and entry.ratification else "signed"
        raise OutOfOrder(
            f"nobody can accede before party {founder.party}, which founds the agreement alone, has {act} it",
            party=str(founder.party),
        )
    deadline = agreement.signing.deadline
    if deadline is not None and day > deadline:
        raise OutOfOrder(f"the time for signing ended on {deadline}")
    if from_ != day:
        raise Refused(
            f"the first that accedes concludes the agreement, and is bound on that day, {day}; leave out "
            f"from when, or wait until {from_}",
            field="effective_from",
        )


def _open(terms: Terms) -> Accession:
    if terms.accession is None or not terms.accession.open:
        clause = terms.accession.clause if terms.accession else ""
        raise Refused(
            f"the agreement {f'(clause {clause}) ' if clause else ''}is not open to accession; its "
            "parties would have to amend it first",
            field="party",
        )
    return terms.accession


def _class(accession: Accession, cls: str) -> str:
    if cls and accession.cls and cls != accession.cls:
        clause = f" (clause {accession.clause})" if accession.clause else ""
        raise Refused(
            f"others accede{clause} in the class {accession.cls}, not {cls}", field="class"
        )
    return cls or accession.cls


def _is_new(agreement: Agreement, party: UUID, from_: date) -> None:
    joins = any(
        isinstance(dated.value, PartyTerms) and dated.value.party == party
        for dated in agreement.dated
        if dated.effective_from > from_
    )
    if joins or party in agreement.parties_on(from_):
        raise OutOfOrder(f"{party} is already a party of this agreement", party=str(party))


def post_is_free(terms: Terms, party: UUID, key: str) -> None:
    """Raise `Refused` where a post cannot become the one that signs for a new party."""
    if not _POST.fullmatch(key):
        raise Refused(f"{key!r} cannot name a post", field="post")
    found = terms.post(key)
    if found is not None and found.party != party:
        raise Refused(
            f"the agreement constitutes a post {key} already; name another one for the new party",
            field="post",
        )


def _is_wanted(agreement: Agreement, act: Act, party: UUID, decision: Decision | None) -> None:
    day = act.day(agreement.zone)
    governed = agreement.stage(day) is Stage.IN_FORCE
    procedure = agreement.terms_on(day).procedure_for(Matter.ACCESSION) if governed else None
    if decision is not None:
        carried(agreement, decision, Matter.ACCESSION, WHY, about=party, act=act)
        not_spent(agreement, decision, WHY)
    elif procedure is None:
        assented(agreement, act, Matter.ACCESSION, WHY, about=party)
    else:
        raise Refused(
            f"{WHY} is decided by the body {procedure.body}: cite its carried decision on the matter "
            f"“accession” about {party}",
            field="decision",
        )
