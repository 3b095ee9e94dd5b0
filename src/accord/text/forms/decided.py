"""A decision on a page: the motion, the verdict in words, the counting, the roll, and on what it rests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from accord.text.forms.tables import facts, listed, paragraph, section, table, tree

Document = Mapping[str, Any]


_FACTS = (
    "id", "body", "class", "matter", "stage", "tabled_at", "opens", "closes", "closed_at", "certified_at",
    "effective_from", "effective_to", "rescinded_by", "superseded_by",
)  # fmt: skip
_PARTS = (
    "rule", "tally", "explanation", "objections", "challenges", "recounts", "consents", "interests", "proxies",
    "pairs", "declarations", "motion_amendments", "holds", "stages", "implementations", "reconsiderations",
)  # fmt: skip


def decision(each: Document, names: Mapping[str, str]) -> str:
    """Return a decision: the motion, the verdict in words, how it was counted, the roll, and on what it rests."""
    found = each["decision"]
    body = facts(found, _FACTS) + f'<div class="text">{escape(found["text"])}</div>'
    if "background" in found:
        body += paragraph(f"Background: {found['background']}")
    for name in ("in_words", "verdict"):
        if name in found:
            body += paragraph(str(found[name]), name)
    body += _otherwise(found.get("impacts", ()))
    for name in _PARTS:
        if found.get(name):
            body += f"<h3>{name.replace('_', ' ').capitalize()}</h3>" + tree(found[name])
    body += facts(found, ("chair", "casting_vote", "roll", "rule_hash"))
    body += "".join(_roll(roll, names) for roll in each["rolls"]) + rests(each["authority"])
    return section(f"decision-{found['id']}", f"Decision: {found['title']}", body)


def _otherwise(impacts: Iterable[Document]) -> str:
    """Return what later entries say of the result, if anything."""
    told = [f"{each['in_words']} ({each['status'].replace('_', ' ')})" for each in impacts]
    return "<h3>What is known otherwise since</h3>" + listed(told) if told else ""


def _roll(roll: Document, names: Mapping[str, str]) -> str:
    rows = (
        (
            each["seat"],
            names.get(each.get("party", ""), each.get("party", "")),
            each.get("holder", ""),
            _ballot(each),
            each.get("how", ""),
            each.get("given_at", ""),
        )
        for each in roll["ballots"]
    )
    head = ("Seat", "Party", "Holder", "Ballot", "How", "Given at")
    return f"<h3>Roll of voting {roll['voting']}</h3>" + table(head, rows)


def _ballot(each: Document) -> str:
    """Return what a seat said; of a secret ballot, that it voted."""
    if "choice" in each:
        return json.dumps(each["choice"], ensure_ascii=False)
    return each.get("position") or ("voted" if each.get("voted") else "")


def _act(act: Document) -> str:
    return " ".join(filter(None, (act["act"], act.get("seat"))))


def rests(acts: Iterable[Document]) -> str:
    """Return on what each act rests, link within link."""
    told = "".join(
        f"<li>{escape(_act(act))} of {act['day']}{_links(act['rests_on'])}</li>" for act in acts
    )
    return f"<h3>On what it rests</h3><ul>{told}</ul>" if told else ""


def _links(links: Iterable[Document]) -> str:
    told = "".join(
        f"<li>{'' if link['sound'] else '<strong>does not hold</strong>: '}{escape(link['sentence'])}"
        f"{_links(link.get('then', ()))}</li>"
        for link in links
    )
    return f"<ul>{told}</ul>" if told else ""
