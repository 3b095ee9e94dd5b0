"""On what each act rests, on a page: link within link, to where the register knows no more."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from accord.text.forms.called import Document, Names


def rests(acts: Iterable[Document], names: Names) -> str:
    """Return on what each act rests, link within link."""
    told = "".join(
        f"<li>{escape(_act(act, names))} {act['day']}{_links(act['rests_on'], names)}</li>"
        for act in acts
    )
    return f"<h3>On what it rests</h3><ul>{told}</ul>" if told else ""


def _act(act: Document, names: Names) -> str:
    if act["act"] == "seat":
        return f"{names.post(act['seat'])}, held by {names.of(act['holder'])} when voting opened on"
    whose = f" for {names.of(act['party'])}" if "party" in act else ""
    return f"{act['act'].capitalize()}{whose} of"


def _links(links: Iterable[Document], names: Names) -> str:
    told = "".join(
        f"<li>{'' if link['sound'] else '<strong>does not hold</strong>: '}"
        f"{escape(names.sentence(link['sentence']))}{_links(link.get('then', ()), names)}</li>"
        for link in links
    )
    return f"<ul>{told}</ul>" if told else ""
