"""A party's assent to what needs that of each party, where no body decides it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.assents import asked
from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.effect import effective, follows
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act

BY_A_BODY_ALONE = (
    Matter.GENERAL,
    Matter.MINOR_AMENDMENT,
    Matter.RECONSIDERATION,
    Matter.RESCISSION,
    Matter.RATIFICATION,
    Matter.RELEASE,
    Matter.REPLACEMENT,
    Matter.MOTION_AMENDMENT,
    Matter.OVERRULING,
    Matter.STAGE_APPROVAL,
    Matter.STAGE_VETO,
)
"""Matters that only a body decides: no party's assent, nor that of all, takes its place.

Where no body decides on minor amendments, one is an amendment like any other.
"""

CONCERNS = {
    Matter.AMENDMENT: "amendment",
    Matter.ACCESSION: "party",
    Matter.EXPULSION: "party",
    Matter.RETRACTION: "party that gave the notice",
    Matter.SUPERSESSION: "agreement that takes its place",
    Matter.WAIVER: "obligation",
}
"""What an assent to a matter names by its id."""
CONCERNS_NOTHING = (
    Matter.ADOPTION,
    Matter.ENTRY_INTO_FORCE,
    Matter.RENEWAL,
    Matter.VOIDANCE,
)
HOLDS_FROM = {
    Matter.ENTRY_INTO_FORCE: "the agreement is to bind",
    Matter.EXPULSION: "the party is to be none any more",
    Matter.SUSPENSION: "it is to be suspended",
    Matter.RESUMPTION: "it is to hold again",
    Matter.RENEWAL: "the new term is to run, which is the day on which the old one ends",
    Matter.TERMINATION: "there is to be no agreement",
    Matter.SUPERSESSION: "the other agreement is to take its place",
    Matter.RETRACTION: "the notice would have had its effect",
}
"""Matters that hold from a day: an assent that names none, or another one, is to something else."""
HOLDS_AT_ONCE = (Matter.ADOPTION, Matter.ACCESSION, Matter.WAIVER)
HOLDS_UNTIL = (Matter.SUSPENSION, Matter.RENEWAL)

LIVING = (
    Stage.CONCLUDED,
    Stage.IN_FORCE,
    Stage.SUSPENDED,
    Stage.EXPIRED,
    Stage.TERMINATED,
    Stage.CLOSING,
)
WHEN: dict[Matter, tuple[Stage, ...]] = {
    Matter.ADOPTION: (Stage.SHARED,),
    Matter.ENTRY_INTO_FORCE: (Stage.ADOPTED, Stage.OPEN_FOR_SIGNATURE),
    Matter.VOIDANCE: (*LIVING, Stage.CLOSED, Stage.SUPERSEDED),
}
"""At which stages there is something to assent to; other matters arise once it is concluded."""


def _when(agreement: Agreement, matter: Matter) -> tuple[Stage, ...]:
    """Return at which stages something rests on an assent; who founds it alone admits whom it signs with."""
    stages = WHEN.get(matter, LIVING)
    alone = matter is Matter.ACCESSION and len(agreement.terms.parties) == 1
    return (Stage.OPEN_FOR_SIGNATURE, *stages) if alone else stages


def assent(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    signatory: UUID,
    role: Role,
    matter: Matter,
    about: UUID | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
    clauses: tuple[str, ...] = (),
    modifications_hash: str | None = None,
) -> e.AssentGiven:
    """Assent for a party to a matter; `role` is its signatory post, which the signatory must hold.

    An assent to the adoption concerns the draft as it stands: a revision takes it back.
    """
    day = act.day(agreement.zone)
    days = (effective_from, effective_to)
    what = asked(matter, about, *days, clauses, modifications_hash=modifications_hash)
    _fits(matter, about, clauses, days, modifications_hash)
    agreement.must_be(day, _when(agreement, matter), "there is nothing to assent to")
    follows(act, agreement.since, "what it assents to")
    holds_the_post(agreement, role, party, signatory, day)
    if party in agreement.assents.get(what, ()):
        raise OutOfOrder(f"party {party} has already assented to this", party=str(party))
    from_ = effective(act, effective_from, agreement.zone) if effective_from else None
    return e.AssentGiven(
        party=party,
        signatory=signatory,
        post=role.post,
        matter=matter,
        about=about,
        clauses=clauses,
        effective_from=from_,
        effective_to=effective_to,
        modifications_hash=modifications_hash,
    )


def withdraw_assent(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    signatory: UUID,
    role: Role,
    matter: Matter,
    about: UUID | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
    clauses: tuple[str, ...] = (),
    modifications_hash: str | None = None,
) -> e.AssentWithdrawn:
    """Take back an assent, as long as nothing rests on it."""
    day = act.day(agreement.zone)
    days = (effective_from, effective_to)
    what = asked(matter, about, *days, clauses, modifications_hash=modifications_hash)
    agreement.must_be(day, _when(agreement, matter), "no assent can be withdrawn")
    holds_the_post(agreement, role, party, signatory, day)
    given = agreement.assents.get(what, {})
    if party not in given:
        raise OutOfOrder(
            f"party {party} has given no such assent, or something rests on it already",
            party=str(party),
        )
    follows(act, given[party], "the assent")
    return e.AssentWithdrawn(
        party=party,
        signatory=signatory,
        post=role.post,
        matter=matter,
        about=about,
        clauses=clauses,
        effective_from=effective_from,
        effective_to=effective_to,
        modifications_hash=modifications_hash,
    )


def _fits(
    matter: Matter,
    about: UUID | None,
    clauses: tuple[str, ...],
    days: tuple[date | None, date | None],
    modifications_hash: str | None,
) -> None:
    """Raise a kind of `Refused` where an assent says too little for its matter, or what tells nothing apart."""
    _knows_assent(matter)
    _of_an_amendment(matter, modifications_hash)
    _concerns(matter, about, clauses)
    _holds(matter, *days)


def _of_an_amendment(matter: Matter, modifications_hash: str | None) -> None:
    if (matter is not Matter.AMENDMENT) and modifications_hash is not None:
        raise Refused(
            "only what an amendment changes has such a hash; leave this out",
            field="modifications_hash",
        )


def _knows_assent(matter: Matter) -> None:
    if matter in BY_A_BODY_ALONE:
        raise Refused(
            f"the matter “{matter.words}” is decided by a body; it knows no assent of parties",
            field="matter",
        )


def _concerns(matter: Matter, about: UUID | None, clauses: tuple[str, ...]) -> None:
    if matter in CONCERNS and about is None:
        raise Refused(
            f"say about whom or what the assent to the matter “{matter.words}” is: the id of the "
            f"{CONCERNS[matter]}",
            field="about",
        )
    if matter in CONCERNS_NOTHING and about is not None:
        raise Refused(
            f"an assent to the matter “{matter.words}” is about the agreement itself; leave this out",
            field="about",
        )
    if clauses and matter is not Matter.SUSPENSION:
        raise Refused("clauses are named where they are to be suspended alone", field="clauses")


def _holds(matter: Matter, effective_from: date | None, effective_to: date | None) -> None:
    if matter in HOLDS_FROM and effective_from is None:
        raise Refused(f"say from which day {HOLDS_FROM[matter]}", field="effective_from")
    if matter in HOLDS_AT_ONCE and effective_from is not None:
        raise Refused(
            f"an assent to the matter “{matter.words}” names no day; leave this out",
            field="effective_from",
        )
    if (matter is Matter.RENEWAL) and effective_to is None:
        raise Refused("say on which day the renewed term is to end", field="effective_to")
    if matter not in HOLDS_UNTIL and effective_to is not None:
        raise Refused(
            "only a suspension or a renewal has a last day; leave this out", field="effective_to"
        )
    if effective_from and effective_to and effective_to <= effective_from:
        raise Refused(
            f"this would end on {effective_to}, not after it begins on {effective_from}",
            field="effective_to",
        )
