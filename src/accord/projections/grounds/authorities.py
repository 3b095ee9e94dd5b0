"""What was cited as authority, link by link to where accord's knowledge ends: an instrument, or the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord.aggregates.agreement.stages import Stage as AgreementStage
from accord.errors import NotFound
from accord.projections.agreements import agreements
from accord.projections.agreements import derived as of_agreement
from accord.projections.decisions import decisions
from accord.projections.effects import stage_of
from accord.projections.grounds.link import bears, fails
from accord.projections.roles import covers, roles
from accord.projections.telling.words import person
from accord.projections.views import Document

_STANDS = ("effective", "implemented")
_LONGEST = 12
"""Links of a chain; a longer one is cut, and says so."""


@dataclass
class Chains:
    """Chains of authority on one connection; what was read once is not read again."""

    conn: sa.Connection
    _read: dict[tuple[str, str], Document] = field(default_factory=dict)
    _on: dict[tuple[str, str], Document] = field(default_factory=dict)

    def of(self, authority: str, day: str, depth: int = 0) -> Document:
        """Return what an authority cited on a day comes to."""
        kind, _, cited = authority.partition(":")
        if depth >= _LONGEST:
            return fails(
                "chain_too_long", kind, "the chain of authority is longer than can be followed"
            )
        try:
            return _OF.get(kind, _outside)(self, cited, day, depth)
        except NotFound as unknown:
            return fails("unknown_authority", kind, unknown.reason, cited=authority)

    def decision(self, id: str) -> Document:
        """Return the document of a decision."""
        return self._once("decision", id)

    def agreement(self, id: str) -> Document:
        """Return the document of an agreement."""
        return self._once("agreement", id)

    def agreement_at(self, id: str, at: datetime) -> Document:
        """Return the document of an agreement with what is true of it on the day of an instant."""
        found = self.agreement(id)
        key = id, at.astimezone(ZoneInfo(found["zone"])).date().isoformat()
        if key not in self._on:
            self._on[key] = found | of_agreement(found, at)
        return self._on[key]

    def role(self, id: str) -> Document:
        """Return the document of a post."""
        return self._once("role", id)

    def _once(self, kind: str, id: str) -> Document:
        if (kind, id) not in self._read:
            model = {"decision": decisions, "agreement": agreements, "role": roles}[kind]
            self._read[kind, id] = model.read(self.conn, UUID(id))
        return self._read[kind, id]


def decided(chains: Chains, id: str, day: str) -> Document:
    """Return what a decision bears on a day, and the agreement that empowers its body."""
    found = chains.decision(id)
    zone = chains.agreement(found["agreement"])["zone"]
    stage = stage_of(found, _noon(day, zone)) if found.get("verdict") else found["reached"]
    facts = {"decision": id, "body": found["body"], "day": day, "stage": stage}
    facts |= {"verdict": found.get("verdict"), "certified_at": found.get("certified_at")}
    called = f"decision “{found['title']}” of body {found['body']}"
    if found.get("verdict") != "carried":
        return fails("not_carried", "decision", f"{called} was not carried", **facts)
    if stage not in _STANDS:
        words = str(stage).replace("_", " ")
        return fails("decision_fell", "decision", f"{called} was {words} on {day}", **facts)
    then = [competence(chains, found)]
    return bears("decision", f"{called} was carried and in effect", then=then, **facts)


def competence(chains: Chains, found: Document) -> Document:
    """Return whether the agreement empowered the body of a decision when its motion was tabled."""
    at = datetime.fromisoformat(found["tabled_at"])
    on_day = chains.agreement_at(found["agreement"], at)
    day = at.astimezone(ZoneInfo(on_day["zone"])).date().isoformat()
    facts = {"agreement": found["agreement"], "body": found["body"], "day": day}
    facts |= {"stage": on_day["stage"]}
    body = next((each for each in on_day["bodies"] if each["id"] == found["body"]), None)
    called = f"the agreement “{on_day['title']}”"
    if on_day["stage"] == AgreementStage.VOID:
        return fails("agreement_void", "agreement", f"{called} is void on {day}", **facts)
    if body is None:
        return fails("no_such_body", "agreement", f"{called} had no such body on {day}", **facts)
    if all(rule["class"] != found["class"] for rule in body["rules"]):
        words = f"{called} gave the body no rule for the class {found['class']} on {day}"
        return fails("no_competence", "agreement", words, **facts)
    words = f"{called} empowered body {found['body']} to decide motions of class {found['class']}"
    return bears("agreement", words, **facts)


def _of_decision(chains: Chains, cited: str, day: str, _depth: int) -> Document:
    return decided(chains, cited, day)


def _of_role(chains: Chains, cited: str, day: str, depth: int) -> Document:
    role = chains.role(cited)
    facts = {"role": cited, "post": role["post"], "day": day}
    for entry in role["assignments"]:
        if entry["accepted"] and covers(entry, day):
            since = entry.get("assigned_on", entry["effective_from"])
            then = [chains.of(entry["authority"], since, depth + 1)]
            words = f"post {role['post']} was held by {person(UUID(entry['holder']))} on {day}"
            return bears("role", words, then=then, holder=entry["holder"], **facts)
    if any(covers(entry, day) for entry in role.get("actings", ())):
        return bears("role", f"somebody acted in post {role['post']} on {day}", **facts)
    return fails("no_mandate", "role", f"nobody held post {role['post']} on {day}", **facts)


def _of_agreement(chains: Chains, cited: str, day: str, _depth: int) -> Document:
    found = chains.agreement(cited)
    stage = of_agreement(found, _noon(day, found["zone"]))["stage"]
    words = f"the agreement “{found['title']}” was {str(stage).replace('_', ' ')} on {day}"
    facts = {"agreement": cited, "day": day, "stage": stage}
    if stage == AgreementStage.VOID:
        return fails("agreement_void", "agreement", words, **facts)
    return bears("agreement", words, **facts)


def _of_mandate(_chains: Chains, cited: str, day: str, _depth: int) -> Document:
    words = "the mandate of a principal that the register enrolled"
    return bears("principal", words, mandate=cited, day=day)


def _outside(_chains: Chains, cited: str, day: str, _depth: int) -> Document:
    words = f"outside the register, on {cited}: look at that, the register only names it"
    return bears("instrument", words, cited=cited, day=day)


_OF = {
    "decision": _of_decision,
    "role": _of_role,
    "agreement": _of_agreement,
    "mandate": _of_mandate,
}


def _noon(day: str, zone: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day).date(), time(12), ZoneInfo(zone))
