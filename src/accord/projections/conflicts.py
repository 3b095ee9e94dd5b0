"""Which other amendments touch the same clause or provision?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accord.aggregates.agreement.events import AgreementDrafted
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.changes import Touched, touched
from accord.aggregates.amendment.memory import Stage
from accord.aggregates.amendment.recording import modification_of, provision_of
from accord.aggregates.decision.events import DecisionCertified
from accord.events import Recorded
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.views import Document, Model, Views, on
from accord.rules import Verdict

touching = Model.of("touching", lambda _document: {})
"""Of each agreement the amendments that stand, by what they touch."""

_PROVISIONS = (m.ProvisionDrafted, m.ProvisionStrikeDrafted)


@on(AgreementDrafted)
def begun(views: Views, _position: int, at: Recorded[AgreementDrafted]) -> None:
    """There is an agreement, which nothing touches yet."""
    views.begin(touching, at.agg, {"id": str(at.agg), "version": at.ver, "by": {}})


@on(
    m.SubstitutionDrafted,
    m.InsertionDrafted,
    m.RepealDrafted,
    m.RenumberingDrafted,
    m.MoveDrafted,
    *_PROVISIONS,
)
def touches(views: Views, _position: int, at: Recorded[Any]) -> None:
    """An amendment touches something; each other that does stands in its way, and it in theirs."""
    event = at.event
    what = (
        provision_of(event).touches
        if isinstance(event, _PROVISIONS)
        else touched(modification_of(event))
    )
    mine = views.change(amendments, at.agg)
    mine.setdefault("touches", []).append(what)
    _meets(views, mine, what)


def _meets(views: Views, mine: Document, what: Touched) -> None:
    by: dict[str, list[str]] = views.change(touching, UUID(mine["agreement"]))["by"]
    others = by.setdefault(" ".join(what), [])
    for other in others:
        _meet(mine, views.change(amendments, UUID(other)), what)
    if mine["id"] not in others:
        others.append(mine["id"])


def _meet(mine: Document, other: Document, what: Touched) -> None:
    if mine is other or not _in_the_way(other, mine):
        return
    _add(mine, other, what)
    if other["reached"] != Stage.ADOPTED:
        _add(other, mine, what)


def _in_the_way(other: Document, mine: Document) -> bool:
    """Whether what is drafted now meets another: one pending, or one that takes effect after it."""
    if other["reached"] != Stage.ADOPTED:
        return True
    found: bool = other["effective_from"] > mine.get("requested_from", mine["drafted_on"])
    return found


def _add(document: Document, other: Document, what: Touched) -> None:
    kind, key = what
    named = {"clause": key} if kind == "clause" else {"provision": kind, "key": key}
    entry = {**named, "amendment": other["id"]}
    document["conflicts"] = [each for each in document["conflicts"] if each != entry]
    document["conflicts"].append(entry)


@on(
    m.AmendmentRebased,
    m.AmendmentRejected,
    m.AmendmentWithdrawn,
    m.AmendmentLapsed,
    m.AmendmentSuperseded,
)
def released(views: Views, _position: int, at: Recorded[Any]) -> None:
    """An amendment stands in nobody's way any longer, or says anew what it touches."""
    _release(views, at.agg)
    if isinstance(at.event, m.AmendmentRebased):
        views.change(amendments, at.agg)["touches"] = []


@on(m.AmendmentAnnulled)
def annulled(views: Views, _position: int, at: Recorded[m.AmendmentAnnulled]) -> None:
    """One that is annulled stands in the way of those alone that were drafted on the text with it."""
    mine = views.change(amendments, at.agg)
    by, touched_ = views.look(touching, UUID(mine["agreement"]))["by"], mine.get("touches", ())
    beside = {id_: None for what in touched_ for id_ in by[" ".join(what)] if id_ != mine["id"]}
    for id_ in beside:
        other = views.change(amendments, UUID(id_))
        other["conflicts"] = [e for e in other["conflicts"] if e["amendment"] != mine["id"]]
        if other["reached"] != Stage.ADOPTED and other["base"] >= mine["adoption_seq"]:
            for what in touched_:
                if what in other["touches"]:
                    _add(other, mine, what)
    _release(views, at.agg)


@on(m.AmendmentReturned)
def returned(views: Views, _position: int, at: Recorded[m.AmendmentReturned]) -> None:
    """One that can be put to a decision again stands in the way again."""
    mine = views.change(amendments, at.agg)
    for what in mine["touches"]:
        _meets(views, mine, what)


@on(DecisionCertified)
def decided(views: Views, _position: int, at: Recorded[DecisionCertified]) -> None:
    """One that is rejected stands in nobody's way."""
    amendment = views.look(decisions, at.agg).get("amendment")
    if amendment and at.event.verdict is not Verdict.CARRIED:
        _release(views, UUID(amendment))


@on(m.AmendmentAdopted, m.AmendmentAdoptedByAssent)
def adopted(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Nothing stands in its way any longer; it stands in that of others until they are drafted again."""
    views.change(amendments, at.agg)["conflicts"] = []


def _release(views: Views, id: UUID) -> None:
    mine = views.change(amendments, id)
    for entry in mine["conflicts"]:
        other = views.change(amendments, UUID(entry["amendment"]))
        other["conflicts"] = [e for e in other["conflicts"] if e["amendment"] != mine["id"]]
    mine["conflicts"] = []
    by = views.change(touching, UUID(mine["agreement"]))["by"]
    for others in by.values():
        if mine["id"] in others:
            others.remove(mine["id"])
