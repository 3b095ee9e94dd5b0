"""How the terms of an agreement are sent, block by block; drafts and amendments read the same blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import fields, validate

from accord.aggregates.agreement import terms as t
from accord.aggregates.agreement.terms import BLOCKS, SINGLE, Provision
from accord.http.commands import Circumstances
from accord.http.fields import ClearLine, Line, Strict
from accord.http.terms import bodies as b
from accord.http.terms import course as c
from accord.http.terms import duties as d
from accord.http.terms import instrument as i
from accord.http.terms import people as p
from accord.http.terms.kinds import into, some_of
from accord.text import Clause

_READERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "parties": into(t.PartyTerms),
    "clauses": into(Clause),
    "bodies": b.body,
    "posts": into(t.Post),
    "signatories": into(t.Signatory),
    "procedures": into(t.Procedure),
    "definitions": into(t.Definition),
    "topics": into(t.Topic),
    "standing_orders": into(t.StandingOrders),
    "composition_limits": into(t.CompositionLimit),
    "reserved_matters": into(t.ReservedMatter),
    "passages": b.passage,
    "opt_outs": into(t.OptOut),
    "tenures": into(t.Tenure),
    "incompatibilities": into(t.Incompatibility),
    "activities": into(t.Activity),
    "contributions": into(t.Contribution),
    "data_sharing": into(t.DataSharing),
    "indicators": into(t.Indicator),
    "risks": into(t.Risk),
    "reviews": into(t.Review),
    "notice_periods": into(t.NoticePeriod),
    "dispute_stages": into(t.DisputeStage),
    "annexes": into(t.Annex),
    "languages": into(t.Language),
}
_SINGLE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "term": into(t.Term),
    "entry_into_force": into(t.EntryIntoForce),
    "renewal": into(t.Renewal),
    "accession": into(t.Accession),
    "change": into(t.Change),
    "ending": into(t.Ending),
}


def _all(one: type, description: str, most: int) -> fields.List[fields.Field[Any]]:
    return some_of(fields.Nested(one), description, most)


def _one(kind: type, description: str) -> fields.Nested:
    said = f"{description}; null takes it out"
    return fields.Nested(kind, allow_none=True, metadata={"description": said})


class Blocks(Strict):
    """The blocks of the terms: of those with many entries the whole list, of the others the one entry."""

    parties = _all(p.PartyTermsIn, "who is bound", 500)
    clauses = _all(i.ClauseIn, "the text", 900)
    bodies = _all(b.BodyIn, "who decides", 50)
    posts = _all(p.PostIn, "posts without a seat", 1000)
    signatories = _all(p.SignatoryIn, "who signs for whom", 500)
    procedures = _all(b.ProcedureIn, "which body decides which matter", 20)
    term = fields.Nested(c.TermIn)
    definitions = _all(i.DefinitionIn, "what words mean", 500)
    topics = _all(i.TopicIn, "which clauses speak of what", 18)
    standing_orders = _all(b.StandingOrdersIn, "how bodies work", 50)
    composition_limits = _all(b.CompositionLimitIn, "seats for one party at most", 100)
    reserved_matters = _all(b.ReservedMatterIn, "what needs the consent of parties", 100)
    passages = _all(b.PassageIn, "what passes through further bodies", 100)
    opt_outs = _all(b.OptOutIn, "in which decisions a party takes no part", 500)
    tenures = _all(p.TenureIn, "how long posts are held", 1000)
    incompatibilities = _all(p.IncompatibilityIn, "posts that exclude each other", 100)
    activities = _all(d.ActivityIn, "what is done, and by which posts (RACI)", 500)
    contributions = _all(d.ContributionIn, "what parties contribute", 500)
    data_sharing = _all(d.DataSharingIn, "which data are shared", 100)
    indicators = _all(d.IndicatorIn, "what is measured", 500)
    risks = _all(d.RiskIn, "what may go wrong", 500)
    reviews = _all(c.ReviewIn, "when the agreement is reviewed", 100)
    notice_periods = _all(c.NoticePeriodIn, "of which notice is given, and how long before", 10)
    dispute_stages = _all(i.DisputeStageIn, "how disputes are settled, in order", 20)
    annexes = _all(i.AnnexIn, "documents that belong to it", 500)
    languages = _all(i.LanguageIn, "in which it is written", 50)
    entry_into_force = _one(c.EntryIntoForceIn, "what concludes it, and when it then binds")
    renewal = _one(c.RenewalIn, "how the term is renewed")
    accession = _one(c.AccessionIn, "who can accede")
    change = _one(c.ChangeIn, "how it is amended")
    ending = _one(c.EndingIn, "how it ends before its term")


class BlocksIn(Blocks, Circumstances):
    """The blocks of the terms, with the circumstances of a command."""


class TermsIn(BlocksIn):
    """What a draft says, block by block: a block that is sent replaces that block as it was.

    An empty list takes everything out of a block, null a provision that stands once.
    """

    title = ClearLine()


class DraftIn(TermsIn):
    """A draft to begin with."""

    title = ClearLine(required=True)
    zone = Line(
        required=True,
        most=60,
        metadata={"description": "IANA time zone, as Europe/London, or UTC; fixed for ever"},
    )
    parties = fields.List(
        fields.Nested(p.PartyTermsIn), required=True, validate=validate.Length(max=500)
    )


def blocks(body: dict[str, Any]) -> dict[str, Any]:
    """Return the blocks that were sent, as the terms of an agreement have them."""
    found: dict[str, Any] = {name: body[name] for name in ("title", "zone") if name in body}
    for name, read in _READERS.items():
        if name in body:
            found[name] = tuple(map(read, body[name]))
    for name, read in _SINGLE.items():
        if name in body:
            found[name] = None if body[name] is None else read(body[name])
    return found


def provisions(body: dict[str, Any]) -> list[tuple[Provision, Any]]:
    """Return each provision that was sent, by its kind; None where one that stands once is taken out."""
    sent, found = blocks(body), []
    for kind, (block, _) in BLOCKS.items():
        found += [(kind, entry) for entry in sent.get(block, ())]
    return found + [(kind, sent[kind]) for kind in (Provision.TERM, *SINGLE) if kind in sent]
