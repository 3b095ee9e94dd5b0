"""Drafting: what the new draft changes is recorded, provision by provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.provisions import check_terms
from accord.aggregates.agreement.terms import BLOCKS, SINGLE, Body, Provision, Terms
from accord.aggregates.effect import follows
from accord.aggregates.pieces import pieces
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event
from accord.text import Clause

ORDERED = {block: key for block, key in BLOCKS.values() if block != "clauses"}
"""Blocks whose order is that of drafting; clauses alone can be put into another one."""

OWN_EVENT = (
    Provision.PARTY,
    Provision.CLAUSE,
    Provision.BODY,
    Provision.POST,
    Provision.SIGNATORY,
    Provision.PROCEDURE,
)
"""Provisions that are drafted by an event of their own."""


def draft_agreement(agreement: Agreement, *, terms: Terms) -> tuple[Event, ...]:
    """Begin an agreement with everything that the draft says so far."""
    if agreement.version:
        raise OutOfOrder(f"agreement {agreement.id} is already drafted")
    check_terms(terms)
    begun = e.AgreementDrafted(title=terms.title, zone=terms.zone)
    blank = Terms(title=terms.title, zone=terms.zone)
    return (begun, *_changes(blank, terms))


def revise_text(agreement: Agreement, act: Act, *, terms: Terms) -> tuple[Event, ...]:
    """Change the draft into `terms`; what stays the same is not recorded again."""
    drafts = (Stage.DRAFT, Stage.SHARED)
    agreement.must_be(act.day(agreement.zone), drafts, "only a draft can be revised")
    follows(act, agreement.since, "its last draft")
    check_terms(terms)
    if terms.zone != agreement.zone:
        raise Refused(f"the days of this agreement are counted in {agreement.zone} for ever")
    for block, key in ORDERED.items():
        _keeps_order(block, key, agreement.terms, terms)
    changed = tuple(_changes(agreement.terms, terms))
    if not changed:
        raise OutOfOrder("the draft says exactly this already; there is nothing to revise")
    return changed


def _keeps_order(block: str, key: str, old: Terms, new: Terms) -> None:
    """Refuse another order where none is recorded: it would be lost in silence."""
    before, after = ([getattr(p, key) for p in getattr(terms, block)] for terms in (old, new))
    kept = [name for name in before if name in after]
    moved = (i for i, (name, was) in enumerate(zip(after, kept, strict=False)) if name != was)
    if (index := next(moved, None)) is not None:
        raise Refused(
            f"{block} keep the order in which they were drafted; send what stays first, in that "
            "order, and what is new after it",
            field=f"{block}/{index}",
        )


def _changes(old: Terms, new: Terms) -> Iterator[Event]:
    if new.title != old.title:
        yield e.TitleRevised(title=new.title)
    if new.term != old.term:
        yield e.TermDrafted(starts_on=new.term.starts_on, ends_on=new.term.ends_on)
    yield from _struck(old, new)
    for party in _new(old.parties, new.parties):
        yield e.PartyNamed(
            party=party.party,
            cls=party.cls,
            measures=party.measures,
            powers=party.powers,
            area=party.area,
        )
    yield from _clauses(old.clauses, new.clauses)
    for post in _new(old.posts, new.posts):
        yield e.PostDrafted(post=post.post, title=post.title, party=post.party)
    for body in _new(old.bodies, new.bodies):
        yield from _body(body)
    for signatory in _new(old.signatories, new.signatories):
        yield e.SignatoryNamed(party=signatory.party, post=signatory.post)
    for rule in _new(old.procedures, new.procedures):
        yield e.ProcedureDrafted(matter=rule.matter, body=rule.body, cls=rule.cls)
    yield from _provisions(old, new)


def _provisions(old: Terms, new: Terms) -> Iterator[Event]:
    """Record provisions that share one event, in which each kind has a field of its own."""
    for kind, (block, _) in BLOCKS.items():
        if kind not in OWN_EVENT:
            for provision in _new(getattr(old, block), getattr(new, block)):
                yield e.ProvisionDrafted(**{kind: provision})
    for kind in SINGLE:
        if (said := getattr(new, kind)) not in (None, getattr(old, kind)):
            yield e.ProvisionDrafted(**{kind: said})


def _new(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    return [provision for provision in new if provision not in old]


def _struck(old: Terms, new: Terms) -> Iterator[Event]:
    for provision, (block, key) in BLOCKS.items():
        kept = {getattr(entry, key) for entry in getattr(new, block)}
        for entry in getattr(old, block):
            if getattr(entry, key) not in kept:
                yield e.ProvisionStruck(provision=provision, key=str(getattr(entry, key)))
    for provision in SINGLE:
        if getattr(old, provision) is not None and getattr(new, provision) is None:
            yield e.ProvisionStruck(provision=provision, key="")


def _clauses(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[Event]:
    before = {clause.id: clause for clause in old}
    for clause in new:
        kind = e.ClauseRevised if clause.id in before else e.ClauseDrafted
        if clause != before.get(clause.id):
            yield kind(clause=clause.id, num=clause.num, heading=clause.heading, text=clause.text)
    order = [clause.id for clause in new]
    if order != _order_without_asking(old, new):
        yield e.ClausesOrdered(clauses=tuple(order))


def _order_without_asking(old: Iterable[Clause], new: Iterable[Clause]) -> list[str]:
    """Kept clauses stay where they were, new ones stand at the end."""
    wanted = [clause.id for clause in new]
    kept = [clause.id for clause in old if clause.id in wanted]
    return kept + [id_ for id_ in wanted if id_ not in kept]


def _body(body: Body) -> Iterator[Event]:
    yield e.BodyDrafted(body=body.id, name=body.name, chair=body.chair)
    for seats in pieces(body.seats):
        yield e.SeatsDrafted(body=body.id, seats=seats)
    for entry in body.rules:
        yield e.RuleDrafted(body=body.id, cls=entry.cls, rule=entry.rule, rule_hash=entry.rule.hash)
