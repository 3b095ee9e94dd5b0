"""What a draft says, after each event of drafting."""

from __future__ import annotations

from dataclasses import replace

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import (
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Signatory,
    Term,
    Terms,
    put,
    put_in,
    strike,
)
from accord.events import Event
from accord.text import Clause


def revised(terms: Terms, event: Event) -> Terms:
    """Return the draft after one more event of drafting."""
    match event:
        case e.AgreementDrafted():
            return replace(terms, title=event.title, zone=event.zone)
        case e.TitleRevised():
            return replace(terms, title=event.title)
        case e.TermDrafted():
            return replace(terms, term=Term(starts_on=event.starts_on, ends_on=event.ends_on))
        case e.ClauseDrafted() | e.ClauseRevised():
            clause = Clause(id=event.clause, num=event.num, heading=event.heading, text=event.text)
            return replace(terms, clauses=put_in(terms.clauses, "id", clause))
        case e.ClausesOrdered():
            return replace(
                terms, clauses=tuple(sorted(terms.clauses, key=lambda c: event.clauses.index(c.id)))
            )
        case e.BodyDrafted() | e.SeatsDrafted() | e.RuleDrafted():
            return replace(terms, bodies=_with_body(terms, event))
        case e.ProvisionStruck():
            return strike(terms, event.provision, event.key)
        case e.ProvisionDrafted():
            return put(terms, *event.given)
    return _with_provision(terms, event)


def _with_provision(terms: Terms, event: Event) -> Terms:
    match event:
        case e.PartyNamed():
            party = PartyTerms(
                party=event.party,
                cls=event.cls,
                measures=event.measures,
                powers=event.powers,
                area=event.area,
            )
            return replace(terms, parties=put_in(terms.parties, "party", party))
        case e.PostDrafted():
            post = Post(post=event.post, title=event.title, party=event.party)
            return replace(terms, posts=put_in(terms.posts, "post", post))
        case e.SignatoryNamed():
            signatory = Signatory(party=event.party, post=event.post)
            return replace(terms, signatories=put_in(terms.signatories, "party", signatory))
        case e.ProcedureDrafted():
            procedure = Procedure(matter=event.matter, body=event.body, cls=event.cls)
            return replace(terms, procedures=put_in(terms.procedures, "matter", procedure))
    return terms


def _with_body(
    terms: Terms, event: e.BodyDrafted | e.SeatsDrafted | e.RuleDrafted
) -> tuple[Body, ...]:
    if isinstance(event, e.BodyDrafted):
        return put_in(terms.bodies, "id", Body(id=event.body, name=event.name, chair=event.chair))
    body = terms.body(event.body) or Body(id=event.body, name=event.body)
    if isinstance(event, e.SeatsDrafted):
        body = replace(body, seats=(*body.seats, *event.seats))
    else:
        body = replace(body, rules=(*body.rules, ClassRule(cls=event.cls, rule=event.rule)))
    return put_in(terms.bodies, "id", body)
