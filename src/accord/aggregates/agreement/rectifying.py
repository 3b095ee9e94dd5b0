"""A slip of words in the agreed text is named, the parties answer or are silent, and the words are corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.errata import Erratum, Status
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.slips import slip
from accord.aggregates.effect import follows
from accord.aggregates.role import Role
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Act
from accord.text import (
    ADOPTED,
    Incorporated,
    Part,
    TextConflict,
    corrected_changes,
    corrected_text,
    excerpt,
    modifications_hash,
    text_hash,
    wordings,
)

FEWEST_DAYS = 7
"""Silence binds only who had time to speak; whoever cannot wait asks each party for its assent."""
CORRECTABLE = tuple(
    stage
    for stage in Stage
    if stage not in (Stage.DRAFT, Stage.SHARED, Stage.ABANDONED, Stage.VOID)
)
"""From the adoption on; before, the draft is revised, and what is void says nothing."""


def propose_erratum(
    agreement: Agreement,
    act: Act,
    *,
    clause: str,
    part: Part,
    was: str,
    now: str,
    objections_until: date,
    incorporated: Sequence[Incorporated],
    text_of: date | None = None,
) -> e.ErratumProposed:
    """Say that words of a clause are a slip, and what should stand there; the parties can object until a day.

    Where several wordings of the clause have these words, that of the day `text_of` is meant.
    """
    day = act.day(agreement.zone)
    agreement.must_be(day, CORRECTABLE, "there is no agreed text to correct")
    if not act.reason:
        raise Refused("say how the words are known to be a slip", field="reason")
    found = slip(agreement, incorporated, clause=clause, part=part, was=was, text_of=text_of)
    _says_otherwise(found.words, part, was, now)
    _in_time(day, objections_until)
    by_seq = {each.seq: each.amendment for each in agreement.incorporated}
    proposed = e.ErratumProposed(
        erratum=len(agreement.errata.named) + 1,
        clause=clause,
        part=part,
        was=was,
        now=now,
        amendment=by_seq.get(found.seq),
        objections_until=objections_until,
    )
    _not_twice(agreement, proposed)
    return proposed


def _says_otherwise(words: str, part: Part, was: str, now: str) -> None:
    if was == now:
        raise Refused("an erratum changes words, and these are the same", field="now")
    after = words.replace(was, now, 1)
    if not after.strip():
        raise Refused(
            "nothing would be left to read there; to take words out of force, amend the agreement",
            field="now",
        )
    if part is Part.HEADING and (after != after.strip() or len(after.splitlines()) > 1):
        raise Refused("a heading stands on one line, without space around it", field="now")
    canonical.check(after, "the corrected text")


def _in_time(day: date, until: date) -> None:
    first = day + timedelta(days=FEWEST_DAYS)
    if until < first:
        raise Refused(
            f"silence is assent only of who had time to speak: give the parties {FEWEST_DAYS} days at least, "
            f"until {first}; with the assent of each of them the text is corrected at once",
            field="objections_until",
            earliest=first.isoformat(),
        )


def _not_twice(agreement: Agreement, proposed: e.ErratumProposed) -> None:
    what = (proposed.clause, proposed.part, proposed.was, proposed.now, proposed.amendment)
    for known in agreement.errata.named.values():
        said = (known.clause, known.part, known.was, known.now, known.amendment)
        if known.status is Status.OPEN and said == what:
            raise OutOfOrder(
                f"erratum {known.number} says the same, and is open up to and including "
                f"{known.objections_until}",
                erratum=known.number,
            )


def assent_to_erratum(
    agreement: Agreement, act: Act, *, erratum: int, party: UUID, signatory: UUID, role: Role
) -> e.ErratumAssented:
    """Say for a party that the words are a slip; once each party has, nobody's silence is waited for."""
    found = _answered(agreement, act, erratum, party=party, signatory=signatory, role=role)
    if party in found.assents:
        raise OutOfOrder(f"party {party} has assented to erratum {erratum} already")
    return e.ErratumAssented(erratum=erratum, party=party, signatory=signatory, post=role.post)


def object_to_erratum(
    agreement: Agreement, act: Act, *, erratum: int, party: UUID, signatory: UUID, role: Role
) -> e.ErratumObjected:
    """Say for a party, and why, that the words are what was agreed: the text stays as it is."""
    found = _answered(agreement, act, erratum, party=party, signatory=signatory, role=role)
    if act.day(agreement.zone) > found.objections_until:
        raise OutOfOrder(
            f"the time for objections to erratum {erratum} ended with {found.objections_until}, and silence is "
            "assent; to have other words from now on, amend the agreement",
            erratum=erratum,
        )
    if not act.reason:
        raise Refused("say why these words are no slip", field="reason")
    return e.ErratumObjected(erratum=erratum, party=party, signatory=signatory, post=role.post)


def withdraw_erratum(agreement: Agreement, act: Act, *, erratum: int) -> e.ErratumWithdrawn:
    """Take an erratum back that is still open, for a reason."""
    _open(agreement, act, erratum)
    if not act.reason:
        raise Refused("say why the erratum is taken back", field="reason")
    return e.ErratumWithdrawn(erratum=erratum)


def correct_text(
    agreement: Agreement,
    act: Act,
    *,
    erratum: int,
    incorporated: Sequence[Incorporated],
    provisions: Iterable[dict[str, object]] = (),
) -> e.TextCorrected:
    """Replace the words from the beginning on: every party has assented, or none has objected in time.

    `provisions` are what the amendment, where it words the clause, changes beside the text.
    """
    found = _open(agreement, act, erratum)
    agreement.must_be(act.day(agreement.zone), CORRECTABLE, "there is no agreed text to correct")
    assented = _nobody_objects(agreement, act, found)
    _still_there(agreement, incorporated, found)
    hash_ = corrected_hash(agreement, found, incorporated, provisions)
    return e.TextCorrected(erratum=erratum, corrected_hash=hash_, assented=assented)


def corrected_hash(
    agreement: Agreement,
    found: Erratum,
    incorporated: Sequence[Incorporated],
    provisions: Iterable[dict[str, object]] = (),
) -> str:
    """Return the hash of what an erratum corrects, as it reads then: the adopted text, or an amendment."""
    correction = agreement.correction(found)
    if found.amendment is None:
        return text_hash(corrected_text(agreement.terms.clauses, [correction]))
    (whose,) = [each for each in incorporated if each.seq == correction.seq]
    changes = corrected_changes(whose.modifications, [correction], correction.seq)
    return modifications_hash(changes, provisions)


def _answered(
    agreement: Agreement, act: Act, erratum: int, *, party: UUID, signatory: UUID, role: Role
) -> Erratum:
    """Return an open erratum to which a party that is bound answers, by who signs for it."""
    found, day = _open(agreement, act, erratum), act.day(agreement.zone)
    if party not in agreement.bound_on(day):
        raise NotEntitled(
            f"{party} is not bound by this agreement on {day}, and has no say in its words",
            field="party",
        )
    holds_the_post(agreement, role, party, signatory, day)
    return found


def _open(agreement: Agreement, act: Act, erratum: int) -> Erratum:
    agreement.exists()
    found = agreement.errata.named.get(erratum)
    if found is None:
        raise NotFound(f"there is no erratum {erratum} in this agreement", field="erratum")
    if found.status is not Status.OPEN:
        raise OutOfOrder(_OVER[found.status].format(erratum), erratum=erratum, stage=found.status)
    follows(act, found.since, "the erratum was proposed")
    return found


_OVER = {
    Status.CORRECTED: "erratum {} is corrected; what is wrong in the words that stand now is another erratum",
    Status.OBJECTED: "a party objected to erratum {}, and the words stay; amend the agreement, or propose it anew",
    Status.WITHDRAWN: "erratum {} was withdrawn; propose it anew",
}


def _nobody_objects(agreement: Agreement, act: Act, found: Erratum) -> bool:
    """Return whether each party has assented; raise `OutOfOrder` where one has not and can still object."""
    day = act.day(agreement.zone)
    given = {agreement.acting_for(party, day): at for party, at in found.assents.items()}
    asked = agreement.bound_on(day)
    missing = [str(party) for party in asked if party not in given]
    if asked and not missing:
        follows(act, max(given[party] for party in asked), "the last assent that it rests on")
        return True
    if day <= found.objections_until:
        raise OutOfOrder(
            f"parties can object to erratum {found.number} up to and including {found.objections_until}; before, the "
            f"text is corrected with the assent of each, and {len(missing)} have not given it: "
            f"{', '.join(missing[:5])}",
            missing=missing[:20],
        )
    return False


def _still_there(
    agreement: Agreement, incorporated: Sequence[Incorporated], found: Erratum
) -> None:
    seqs = {each.amendment: each.seq for each in agreement.incorporated} | {None: ADOPTED}
    known = wordings(agreement.terms.clauses, incorporated, found.clause, found.part)
    words = [each.words for each in known if each.seq == seqs.get(found.amendment)]
    if [each.count(found.was) for each in words] != [1]:
        raise TextConflict(
            f"erratum {found.number} no longer fits: {excerpt(found.was)} does not stand once in the {found.part} of "
            f"clause {found.clause} as it reads now; withdraw it, and propose it in the words that stand there",
            clause=found.clause,
        )
