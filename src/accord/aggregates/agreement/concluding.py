"""From a draft to a binding agreement: adoption, signatures, conclusion, entry into force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.entering import bound_by
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.provisions import check_signed_for, check_terms
from accord.aggregates.authority import assented
from accord.aggregates.effect import follows
from accord.aggregates.matters import Matter
from accord.aggregates.role.exercising import exercised
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event
from accord.text import Incorporated, text_hash, text_on


class WrongText(Refused):
    """What was signed is not the text that was adopted."""

    code = "wrong-text"


def adopt_text(agreement: Agreement, act: Act) -> e.TextAdopted:
    """Fix the text and the terms; from here on the draft cannot be revised.

    A draft that was shared is adopted once each request to change it is answered and each party that it
    names has assented; of another one the signatures alone tell who agrees.
    """
    day = act.day(agreement.zone)
    agreement.must_be(day, (Stage.DRAFT, Stage.SHARED), "the text cannot be adopted")
    follows(act, agreement.since, "its last draft")
    terms = agreement.terms
    if not terms.clauses:
        raise Refused("there is no text to adopt: the draft has no clause")
    check_signed_for(terms)
    check_terms(terms)
    if agreement.negotiation.shared:
        _all_agree(agreement, act)
    return e.TextAdopted(text_hash=text_hash(terms.clauses), terms_hash=terms.hash())


def _all_agree(agreement: Agreement, act: Act) -> None:
    if unanswered := agreement.negotiation.unanswered():
        numbers = ", ".join(map(str, unanswered[:20]))
        raise OutOfOrder(
            f"the text cannot be adopted while requests to change it are unanswered: {numbers}; revise "
            "the clauses that they name, or answer that they are taken up or declined",
            unanswered=unanswered[:20],
        )
    assented(agreement, act, Matter.ADOPTION, "the adoption of a draft that was shared")


def open_for_signature(
    agreement: Agreement, act: Act, *, deadline: date | None
) -> e.OpenedForSignature:
    """Ask for signatures, until the end of the deadline's day where there is one."""
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.ADOPTED, "it cannot be opened for signature")
    follows(act, agreement.since, "the adoption of the text")
    if deadline is not None and deadline < day:
        raise Refused(f"the deadline {deadline} has passed on {day}", field="deadline")
    return e.OpenedForSignature(deadline=deadline)


def sign(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    signatory: UUID,
    role: Role,
    text_hash: str,
    capacity: str,
    counterpart: str | None = None,
    incorporated: Sequence[Incorporated] = (),
) -> tuple[Event, ...]:
    """Sign for a party; the last signature that is required concludes the agreement.

    `role` is the party's signatory post: its holder on the day of signing must be the signatory. Who
    signs after the conclusion signs the text with the amendments that are `incorporated` by then.
    """
    day = act.day(agreement.zone)
    may_still_sign(agreement, party, day, "it cannot be signed")
    follows(act, agreement.since, "the opening for signature")
    _within_the_deadline(agreement, party, day)
    signs_the_text(agreement, act, text_hash, incorporated)
    holds_the_post(agreement, role, party, signatory, day)
    signed = e.AgreementSigned(
        party=party,
        signatory=signatory,
        post=role.post,
        capacity=capacity,
        signed_on=day,
        text_hash=text_hash,
        counterpart=counterpart,
    )
    signing = replace(agreement.signing, signed_on={**agreement.signing.signed_on, party: day})
    return (signed, *bound_by(agreement, act, signing.done_on(agreement.terms), party))


def may_still_sign(agreement: Agreement, party: UUID, day: date, why: str) -> None:
    """Raise `OutOfOrder` unless a party can sign: until the conclusion, or later where it is not bound.

    After the conclusion only who was not needed for it is not bound.
    """
    stages = [Stage.OPEN_FOR_SIGNATURE]
    if agreement.terms.entry_into_force and party not in agreement.signing.done_on(agreement.terms):
        stages += [Stage.CONCLUDED, Stage.IN_FORCE]
    agreement.must_be(day, stages[0] if len(stages) == 1 else tuple(stages), why)


def signs_the_text(
    agreement: Agreement, act: Act, signed: str, incorporated: Sequence[Incorporated]
) -> None:
    """Raise `WrongText` unless what is signed is the text in force on the day: as adopted, and amended.

    Where an erratum was corrected since, what is recorded late was signed as it read before.
    """
    day = act.day(agreement.zone)
    at = datetime.combine(day, time.min, ZoneInfo(agreement.zone))
    as_it_read = agreement.adopted_as_known(at if act.env.occurred_on else act.moment)
    now, then = (
        text_hash(text_on(clauses, incorporated, day))
        for clauses in (agreement.terms.clauses, as_it_read)
    )
    if signed not in (now, then):
        corrected = agreement.terms.clauses != agreement.as_adopted
        raise WrongText(
            "the hash is not that of the adopted text"
            + (" as it is corrected" if corrected else "")
            + (" as it is amended" if incorporated and now != agreement.text_hash else "")
            + "; read the text again before signing",
            adopted=now,
        )


def holds_the_post(
    agreement: Agreement, role: Role, party: UUID, signatory: UUID, day: date
) -> None:
    """Raise `NotEntitled` unless a person exercises the post that signs for a party, on a day."""
    seated = exercised(role, agreement, day)
    if seated is not None and (seated.holder, seated.party) == (signatory, party):
        return
    named = agreement.terms_on(day).signatory_of(party)
    post, held = role.post or (named.post if named else ""), role.holding_on(day)
    suspended = held is not None and held.holder == signatory and held.suspended_on(day)
    raise NotEntitled(
        f"person {signatory} {'is suspended from' if suspended else 'does not hold'} the post {post}, which "
        f"signs for this party, on {day}" + ("" if suspended else ", nor act in it"),
        post=post,
        day=day.isoformat(),
    )


def _within_the_deadline(agreement: Agreement, party: UUID, day: date) -> None:
    if agreement.terms.signatory_of(party) is None:
        raise NotEntitled(f"{party} is no party of this agreement", party=str(party))
    if party in agreement.signing.signed_on:
        raise OutOfOrder(f"party {party} has already signed", party=str(party))
    deadline = agreement.signing.deadline
    if deadline is not None and day > deadline:
        raise OutOfOrder(f"the time for signing ended on {deadline}")
