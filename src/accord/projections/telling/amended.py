"""Provisions that an amendment says anew or takes out, told."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import BLOCKS, Provision
from accord.aggregates.amendment.changes import ProvisionChange, named
from accord.projections.telling.words import Names, days, short_id, spaced, tells

_MOST = 160
_ASKED = {"cls": "class"}
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def provision(name: str, value: Any, names: Names) -> str:  # noqa: ANN401 - any provision
    """Say a provision in a few words: what names it, and what else is said of it."""
    kind, key = ProvisionChange(name, value).touches
    if name in ("seats", "rule"):
        return f"{spaced(name)} of {named((kind, key))}"
    own = {BLOCKS[Provision(kind)][1]} if Provision(kind) in BLOCKS else set()
    facts = {k: v for k, v in canonical.plain(value).items() if k not in own}
    said = ", ".join(f"{_ASKED.get(k, spaced(k))} {_words(v, names)}" for k, v in facts.items())
    if len(said) > _MOST:
        said = said[: said.rindex(",", 0, _MOST)] + " and more" if "," in said[:_MOST] else ""
    what = _called(Provision(kind), key, names)
    return f"{what} ({said})" if said else what


def struck(kind: Provision, key: str, names: Names) -> str:
    """Say which provision goes."""
    return _called(kind, key, names)


def _called(kind: Provision, key: str, names: Names) -> str:
    if kind in (Provision.PARTY, Provision.SIGNATORY):
        who = names(UUID(key))
        return who if kind is Provision.PARTY else f"the signatory of {who}"
    return named((str(kind), spaced(key)))


def _words(value: Any, names: Names) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return " and ".join(_words(item, names) for item in value)
    if isinstance(value, dict):
        return " ".join(_words(item, names) for item in value.values())
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return names(UUID(text)) if _ID.fullmatch(text) else spaced(text)


@tells(e.ProvisionAmended)
def provision_amended(event: e.ProvisionAmended, names: Names) -> str:
    """A provision is said anew."""
    since = days(event.effective_from, event.effective_to, "at once")
    return (
        f"By amendment {short_id(event.amendment)} the agreement provides, {since}: "
        f"{provision(*event.given, names)}."
    )


@tells(e.ProvisionRepealed)
def provision_repealed(event: e.ProvisionRepealed, names: Names) -> str:
    """A provision is gone."""
    since = days(event.effective_from, event.effective_to, "at once")
    what = struck(event.provision, event.key, names)
    return f"By amendment {short_id(event.amendment)} the agreement loses, {since}, {what}."
