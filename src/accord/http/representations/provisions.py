"""What comes back for further provisions: each as it was sent, so that what was read can be sent again.

What is false, zero where nothing else is said, or empty is left out, as it is in the record.
"""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.http.terms import bodies as b
from accord.http.terms import course as c
from accord.http.terms import duties as d
from accord.http.terms import instrument as i
from accord.http.terms import people as p


def _all(one: type[Schema], description: str) -> fields.List[fields.Field[object]]:
    return fields.List(fields.Nested(one), metadata={"description": description})


def _one(kind: type[Schema], description: str) -> fields.Nested:
    return fields.Nested(kind, metadata={"description": description})


class Provisions(Schema):
    """The blocks that an agreement may have or not have."""

    definitions = _all(i.DefinitionIn, "what words mean")
    topics = _all(i.TopicIn, "which clauses speak of what")
    standing_orders = _all(b.StandingOrdersIn, "how bodies work")
    composition_limits = _all(b.CompositionLimitIn, "seats for one party at most")
    reserved_matters = _all(b.ReservedMatterIn, "what needs the consent of parties")
    passages = _all(b.PassageIn, "what passes through further bodies")
    opt_outs = _all(b.OptOutIn, "in which decisions a party takes no part")
    tenures = _all(p.TenureIn, "how long posts are held")
    incompatibilities = _all(p.IncompatibilityIn, "posts that exclude each other")
    activities = _all(d.ActivityIn, "what is done, and by which posts (RACI)")
    contributions = _all(d.ContributionIn, "what parties contribute")
    data_sharing = _all(d.DataSharingIn, "which data are shared")
    indicators = _all(d.IndicatorIn, "what is measured")
    risks = _all(d.RiskIn, "what may go wrong")
    reviews = _all(c.ReviewIn, "when the agreement is reviewed")
    notice_periods = _all(c.NoticePeriodIn, "of which notice is given, and how long before")
    dispute_stages = _all(i.DisputeStageIn, "how disputes are settled, in order")
    annexes = _all(i.AnnexIn, "documents that belong to it")
    languages = _all(i.LanguageIn, "in which it is written")
    entry_into_force = _one(c.EntryIntoForceIn, "what concludes it, and when it then binds")
    renewal = _one(c.RenewalIn, "how the term is renewed")
    accession = _one(c.AccessionIn, "who can accede")
    change = _one(c.ChangeIn, "how it is amended")
    ending = _one(c.EndingIn, "how it ends before its term")
