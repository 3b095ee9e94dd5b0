"""Whose consent does a decision on a reserved matter await, and how many of them are enough?"""

from __future__ import annotations

from decimal import Decimal

from accord.aggregates.consents_needed import ConsentsNeeded
from accord.projections.documents import put, said
from accord.projections.views import Document


def awaited(document: Document) -> list[Document]:
    """Return the parties that are still asked for their consent: none of them once it is enough."""
    entries: list[Document] = document.get("consents", [])
    needed = document.get("consents_needed")
    if needed is None:
        return entries
    asked = {
        entry["party"]: Decimal(entry.get("weight", "0"))
        for entry in entries
        if "lapsed" not in entry
    }
    given = {entry["party"] for entry in entries if entry.get("consented")}
    rule = ConsentsNeeded(at_least=needed.get("at_least", 0), share=needed.get("share", ""))
    return [] if rule.are_met(asked, given) else entries


def is_awaited(consent: Document) -> bool:
    """Return whether the consent of a party is neither given nor needed no longer."""
    return "consented" not in consent and "lapsed" not in consent


def need(document: Document, needed: ConsentsNeeded | None) -> None:
    """Say which part of those asked is enough, and what each of them weighs."""
    if needed is None:
        return
    document["consents_needed"] = said(
        at_least=needed.at_least or None,
        share=needed.share or None,
        days_after=needed.days_after or None,
    )
    for entry, weight in zip(document["consents"], needed.weights, strict=False):
        entry["weight"] = f"{weight:f}"


def answer(document: Document, entry: Document) -> None:
    """Put what a party said in its place, which keeps what the party weighs."""
    found: Document = next(
        (each for each in document["consents"] if each["party"] == entry["party"]), {}
    )
    put(document["consents"], "party", found | entry)


def asked_instead(consents: list[Document], party: str, weight: str | None) -> None:
    """Ask who took the place of a party, by what that party weighed."""
    entry = next((each for each in consents if each["party"] == party), None)
    if entry is None:
        consents.append({"party": party} | ({"weight": weight} if weight else {}))
    elif weight:
        entry["weight"] = f"{Decimal(entry.get('weight', '0')) + Decimal(weight):f}"
