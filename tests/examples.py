"""One example of every event, always the same: for golden files, and for whoever tells events.

`EXAMPLES` has each as it stands in the record, by the name of its golden file; `OPENED` has what opens
their digests. Where a person and an organisation are told apart, the event has an example of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid5

from accord.aggregates import amendment as m
from accord.aggregates import party as q
from accord.aggregates import register as g
from accord.aggregates import role as r
from accord.aggregates.agreement import events as a
from accord.aggregates.decision import events as d
from accord.aggregates.matters import Matter
from accord.events import EVENT_TYPES, Circumstances, Classification, Disclosed, Event, Recorded
from accord.rules import Position, Verdict, evaluate
from accord.store.disclosures import Disclosure, disclose
from accord.text import Repeal, modifications_hash
from tests import partnership as p
from tests.story import circumstances

AT = datetime(2026, 2, 3, 9, 8, 7, 650, tzinfo=UTC)
MANDATE = UUID("0a9ee000-0000-7000-8000-0000000000a0")
RESERVATION = q.reservation_id(q.Identifier(scheme="FI-YTUNNUS", value="0201256-6"))
MAYOR = r.role_id(p.AGREEMENT, "mayor")
MODIFICATIONS_HASH = modifications_hash([Repeal("money")])


def register_examples() -> Iterator[Event]:
    yield g.RegisterOpened(origin="register.example/accord", zone=p.ZONE)
    yield g.PrincipalEnrolled(
        principal=p.ADA,
        mandate=MANDATE,
        party=p.CITY,
        capabilities=(g.Capability.SIGN, g.Capability.VOTE),
        name=Disclosed("Ada Lovelace"),
    )
    yield g.PrincipalRetired(principal=p.BEN, reason=Disclosed("Moved to another office."))


def party_examples() -> Iterator[Event]:
    yield q.PartyRegistered(kind=q.PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")
    yield q.PartyRegistered(kind=q.PartyKind.PERSON, person_name=Disclosed("Eve Example"))
    yield q.IdentifierAdded(scheme="FI-YTUNNUS", value="0201256-6")
    yield q.IdentifierAdded(scheme="ORCID", person_value=Disclosed("0000-0002-1825-0097"))
    yield q.PartyRenamed(effective_from=date(2026, 3, 1), legal_name="City of Jokilaakso")
    yield q.PartyRenamed(effective_from=date(2026, 3, 1), person_name=Disclosed("Eve Sample"))
    yield q.IdentifierReserved(scheme="FI-YTUNNUS", value="0201256-6", party=p.CITY)


def draft_examples() -> Iterator[Event]:
    city = p.TERMS.parties[0]
    yield a.AgreementDrafted(title="River care", zone=p.ZONE)
    yield a.TitleRevised(title="River and bank care", reason=Disclosed("The banks were forgotten."))
    yield a.PartyNamed(party=city.party, cls=city.cls, measures=city.measures)
    yield a.ClauseDrafted(clause="purpose", num="1", heading="Purpose", text=p.PURPOSE.text)
    yield a.ClauseRevised(clause="purpose", num="1", heading="Aims", text="1. Réd. “clean”.\n")
    yield a.ClausesOrdered(clauses=("members", "purpose", "money"))
    yield a.BodyDrafted(body="board", name="River board", chair="city-1")
    yield a.SeatsDrafted(body="board", seats=p.BOARD.seats[:2])
    yield a.RuleDrafted(body="board", cls="spending", rule=p.CHAIRED, rule_hash=p.CHAIRED.hash)
    yield a.PostDrafted(post="mayor", title="Mayor", party=p.CITY)
    yield a.SignatoryNamed(party=p.CITY, post="mayor")
    yield a.ProcedureDrafted(matter=Matter.AMENDMENT, body="board", cls="change")
    yield a.TermDrafted(starts_on=p.STARTS, ends_on=p.ENDS)
    yield a.ProvisionStruck(provision=a.Provision.CLAUSE, key="money")


def conclusion_examples() -> Iterator[Event]:
    yield a.TextAdopted(text_hash=p.TEXT_HASH, terms_hash=p.TERMS.hash())
    yield a.OpenedForSignature(deadline=date(2026, 3, 31))
    yield p.signed(p.CITY, p.ADA, "mayor", date(2026, 3, 2), counterpart="Finnish")
    yield a.AgreementConcluded(concluded_on=date(2026, 3, 3))
    yield a.EntryIntoForceFixed(effective_from=p.STARTS, effective_to=p.ENDS)
    yield a.AmendmentIncorporated(
        effective_from=date(2026, 6, 1),
        amendment=p.AMENDMENT,
        adoption_seq=1,
        modifications_hash=MODIFICATIONS_HASH,
    )
    yield a.AgreementTerminated(
        effective_from=date(2027, 1, 1), ground=a.Ground.MUTUAL, decision=p.DECISION
    )


def role_examples() -> Iterator[Event]:
    yield r.PostCreated(agreement=p.AGREEMENT, post="mayor", title="Mayor", party=p.CITY)
    yield p.assigned(p.ADA, p.CITY, until=date(2028, 4, 1))
    yield r.RoleAccepted(assignment=1)
    yield r.RoleResigned(assignment=1, effective_to=date(2027, 9, 1))
    yield r.RoleRevoked(
        assignment=1, effective_to=date(2027, 6, 1), reason=Disclosed("The council chose anew.")
    )


def decision_examples() -> Iterator[Event]:
    seats, voting = p.frozen(p.VACANCY, p.CHAIRED)
    yield p.tabled(
        "change",
        matter=Matter.AMENDMENT,
        amendment=p.AMENDMENT,
        background=Disclosed("Eve asked for it."),
    )
    yield d.InterestDeclared(seat="trust-1", statement=Disclosed("My brother owns the weir."))
    yield d.InterestRuled(seat="trust-1", ruling=d.Ruling.RECUSE)
    yield seats
    yield voting
    yield d.BallotCast(seat="city-1", position=Position.FOR)
    yield d.BallotRecorded(seat="city-2", position=Position.AGAINST)
    yield d.VotingClosed(tally=_tally(), tied=True)
    yield d.CastingVoteGiven(position=Position.FOR)
    yield _certified()


def _divided() -> list[Event]:
    ruled = d.InterestRuled(seat="trust-1", ruling=d.Ruling.RECUSE)
    return [
        p.tabled(),
        ruled,
        *p.frozen(p.VACANCY, p.CHAIRED),
        *p.ballots(city_1="for", city_2="against"),
    ]


def _tally() -> tuple[d.PositionCount, ...]:
    found = (Position.FOR, Position.AGAINST, Position.RECUSED, Position.VACANT)
    return tuple(d.PositionCount(position=position, seats=1) for position in found)


def _certified() -> d.DecisionCertified:
    outcome = evaluate(p.CHAIRED, list(p.decision(*_divided()).counted()), Position.FOR)
    assert outcome.verdict is Verdict.CARRIED
    return d.DecisionCertified(
        verdict=outcome.verdict,
        explanation=outcome.explanation,
        rule_id=p.CHAIRED.id,
        rule_version=p.CHAIRED.version,
        rule_hash=p.CHAIRED.hash,
    )


def amendment_examples() -> Iterator[Event]:
    yield m.AmendmentDrafted(agreement=p.AGREEMENT, title="Costs by use", base=1)
    yield m.SubstitutionDrafted(
        clause="money", num="3", heading="Money", text="3. Costs follow use.\n"
    )
    yield m.InsertionDrafted(
        clause="audit", num="4", heading="Audit", text="4. Books are open.\n", after="money"
    )
    yield m.RepealDrafted(clause="money")
    yield m.PutToDecision(decision=p.DECISION)
    yield m.AmendmentAdopted(
        effective_from=date(2026, 6, 1),
        decision=p.DECISION,
        adoption_seq=1,
        modifications_hash=MODIFICATIONS_HASH,
    )


STREAMS = {
    "register": g.REGISTER,
    "party": p.CITY,
    "identifier": RESERVATION,
    "agreement": p.AGREEMENT,
    "role": MAYOR,
    "decision": p.DECISION,
    "amendment": p.AMENDMENT,
}
CHAPTERS = (
    register_examples,
    party_examples,
    draft_examples,
    conclusion_examples,
    role_examples,
    decision_examples,
    amendment_examples,
)
EVENTS = [event for chapter in CHAPTERS for event in chapter()]
SHIPPED = {type_: kind for type_, kind in EVENT_TYPES.items() if not type_.startswith("test_")}
"""Every event type of accord, without those that tests define for themselves."""


def _env(event: Event) -> Circumstances:
    """Most acts say nothing of their circumstances; some are recorded for others, some say it all."""
    if isinstance(event, d.BallotRecorded):
        return circumstances(asserted_by=p.BEN, occurred_at=AT - timedelta(hours=1))
    if isinstance(event, r.RoleRevoked):
        return circumstances(
            authority="instrument:Council minutes 12/2026, § 4",
            occurred_on=date(2026, 2, 1),
            retroactive=True,
            evidence=("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",),
            correlation_id=p.CLUB,
            causation_id=f"{p.DECISION}/7",
            classification=Classification.PARTIES,
        )
    return circumstances()


def name_of(event: Event) -> str:
    """The golden file of an event: `decision.ballot_cast/1` is `decision-ballot_cast-1`."""
    person = any(getattr(event, name, None) for name in ("person_name", "person_value"))
    return event.TYPE.replace(".", "-").replace("/", "-") + ("-person" if person else "")


def _disclosures(event: Event) -> list[Disclosure]:
    salts = (uuid5(g.REGISTER, f"salt/{name_of(event)}/{number}").bytes for number in count())
    return disclose(event, lambda: next(salts))


def _recorded(event: Event) -> Recorded[Event]:
    """All at one instant and version, so that a new example never changes another one's bytes."""
    stream = STREAMS[event.TYPE.partition(".")[0]]
    digests = tuple(sorted(opened.digest for opened in _disclosures(event)))
    cmd = uuid5(stream, name_of(event))
    return Recorded(stream, 7, AT, cmd, _env(event), event, digests)


EXAMPLES = {name_of(event): _recorded(event) for event in EVENTS}
OPENED = {opened.digest: opened for event in EVENTS for opened in _disclosures(event)}
