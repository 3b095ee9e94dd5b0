"""A decision on a page: the motion, the verdict in words, the rule, the roll, and on what it rests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from accord.text.forms.agreed import rule
from accord.text.forms.called import Document, Names, words
from accord.text.forms.kept import known_since
from accord.text.forms.rested import rests
from accord.text.forms.tables import facts, listed, paragraph, section, table, tree

_FACTS = (
    "body", "class", "matter", "stage", "tabled_at", "opens", "closes", "closed_at", "certified_at", "effective_from",
    "effective_to", "rescinded_by", "superseded_by",
)  # fmt: skip
_PARTS = (
    "options", "objections", "challenges", "recounts", "consents", "interests", "proxies", "pairs", "declarations",
    "motion_amendments", "holds", "stages", "implementations", "reconsiderations",
)  # fmt: skip


def decision(each: Document, names: Names) -> str:
    """Return a decision: the motion, the verdict in words, the rule, the roll, and on what it rests."""
    found = each["decision"]
    body = (
        facts(found, names, _FACTS)
        + f'<h3>The motion</h3><div class="text">{escape(found["text"])}</div>'
    )
    if "background" in found:
        body += paragraph(f"Background: {found['background']}")
    body += _result(found) + _otherwise(found.get("impacts", ()), names)
    for name in _PARTS:
        if found.get(name):
            body += f"<h3>{name.replace('_', ' ').capitalize()}</h3>" + tree(found[name], names)
    if "rule" in found:
        body += "<h3>The rule, as it was pinned when voting opened</h3>" + rule(
            found["rule"], names
        )
        body += facts(found, names, ("rule_hash",))
    body += "".join(_roll(roll, names) for roll in each["rolls"]) + _presided(found, names)
    body += rests(each["authority"], names)
    return section(f"decision-{found['id']}", f"Decision: {found['title']}", body)


def _result(found: Document) -> str:
    """Return the verdict, and the reasons for it in words; how it was counted stands in those."""
    if "in_words" not in found and "verdict" not in found:
        return paragraph("Nothing is decided yet.", "verdict")
    return f"<h3>The result: {escape(words(found.get('verdict', '')))}</h3>" + paragraph(
        found.get("in_words", ""), "in_words"
    )


def _presided(found: Document, names: Names) -> str:
    told = []
    if "chair" in found:
        told.append(
            f"Presided: {names.of(found['chair'].get('holder', ''))}, {names.post(found['chair']['post'])}"
        )
    if "casting_vote" in found:
        told.append(f"Casting vote: {words(found['casting_vote'])}")
    if "roll" in found:
        told.append(
            f"SHA-256 of the roll of {found['roll']['seats']} seats: {found['roll']['hash']}"
        )
    return listed(told)


def _otherwise(impacts: Iterable[Document], names: Names) -> str:
    """Return what later entries say of the result, if anything."""
    told = [names.sentence(known_since(each)) for each in impacts]
    return "<h3>What is known otherwise since</h3>" + listed(told) if told else ""


def _roll(roll: Document, names: Names) -> str:
    rows = (
        (
            names.post(each["seat"]),
            names.of(each.get("party", "")),
            names.of(each.get("holder", "")) or "vacant",
            _ballot(each),
            words(each.get("how", "")),
            words(each.get("given_at", "")),
        )
        for each in roll["ballots"]
    )
    head = ("Seat", "Party", "Held by", "Ballot", "How", "Given at")
    return f"<h3>Roll of voting {roll['voting']}</h3>" + table(head, rows)


def _ballot(each: Document) -> str:
    """Return what a seat said; of a secret ballot, that it voted."""
    if "choice" in each:
        return json.dumps(each["choice"], ensure_ascii=False)
    return words(each.get("position") or ("voted" if each.get("voted") else "none given"))
