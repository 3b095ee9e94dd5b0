"""An example of every event of an agreement: of its draft, and of its life once the text is adopted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates.agreement import events as a
from accord.aggregates.matters import Matter
from accord.events import Disclosed, Event
from tests import partnership as p
from tests.examples.amendments import MODIFICATIONS_HASH


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
    yield a.AmendmentAnnulled(amendment=p.AMENDMENT, ab_initio=True, fallen=p.DECISION)
    yield a.AgreementTerminated(
        effective_from=date(2027, 1, 1), ground=a.Ground.MUTUAL, decision=p.DECISION
    )
