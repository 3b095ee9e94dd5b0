"""Which provisions did a draft or an amendment say or strike?"""

from __future__ import annotations

from datetime import date
from typing import Any

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.agreements.model import changed
from accord.projections.agreements.terms import given, place
from accord.projections.documents import said
from accord.projections.views import Document, Views, on


@on(e.ProvisionDrafted)
def provision_drafted(views: Views, _position: int, at: Recorded[e.ProvisionDrafted]) -> None:
    """The draft says a provision, or says it anew."""
    name, value = at.event.given
    place(changed(views, at), name, given(value))


@on(e.ProvisionAmended)
def provision_amended(views: Views, _position: int, at: Recorded[e.ProvisionAmended]) -> None:
    """From a day on the agreement says a provision, or says it anew."""
    name, value = at.event.given
    document, dated = changed(views, at), {"name": name, "entry": given(value), "amends": True}
    _from(document, at, dated)
    if name == "term":
        _ends(document, dated, value.ends_on)


@on(e.ProvisionRepealed)
def provision_repealed(views: Views, _position: int, at: Recorded[e.ProvisionRepealed]) -> None:
    """From a day on the agreement no longer says a provision."""
    document = changed(views, at)
    dated: Document = {"name": str(at.event.provision), "key": at.event.key}
    _from(document, at, dated)
    if at.event.provision is e.Provision.TERM:
        _ends(document, dated, None)


def _ends(document: Document, dated: Document, day: date | None) -> None:
    dated["ended_before"] = document.pop("effective_to", None)
    document |= said(effective_to=day)


def _from(document: Document, at: Recorded[Any], dated: Document) -> None:
    dated["amendment"] = str(at.event.amendment)
    dated["effective_from"] = canonical.plain(at.event.effective_from)
    document.setdefault("dated", []).append(dated)
