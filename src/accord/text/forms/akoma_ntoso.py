"""The consolidated text in Akoma Ntoso 3.0, the OASIS standard for legal documents."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

from accord.text.clauses import Clause
from accord.text.forms.document import Consolidated

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NOWHERE = "zz"
"""The country of an agreement between organisations: none. ISO 3166 leaves this code to its users."""
_HERE = "#accord"
_SUSPENDED = {"status": "undefined"}
# What XML 1.0 cannot say; a carriage return would come back as another character.
_UNSAYABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def akoma_ntoso(text: Consolidated) -> bytes:
    """Return the text as a document; each paragraph of a clause is one of its `p`, in order and verbatim.

    A clause keeps its id as `wId`. Characters that XML does not know are shown as U+FFFD.
    """
    root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
    doc = ET.SubElement(root, "doc", name="agreement", contains="singleVersion")
    _meta(ET.SubElement(doc, "meta"), text)
    _preface(doc, text.title)
    body = ET.SubElement(doc, "mainBody", eId="body")
    for clause in text.clauses:
        _clause(body, clause, suspended=clause.id in text.suspended)
    if not text.clauses:
        ET.SubElement(body, "block", name="empty")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _meta(meta: ET.Element, text: Consolidated) -> None:
    work = f"/akn/{NOWHERE}/doc/agreement/{text.since.isoformat()}/{text.agreement}"
    expression = f"{work}/{text.language}@{text.day.isoformat()}"
    identification = ET.SubElement(meta, "identification", source=_HERE)
    found = _level(identification, "FRBRWork", work, text.since, "adopted")
    ET.SubElement(found, "FRBRcountry", value=NOWHERE)
    found = _level(identification, "FRBRExpression", expression, text.day, "as of")
    ET.SubElement(found, "FRBRlanguage", language=text.language)
    _level(identification, "FRBRManifestation", f"{expression}.xml", text.day, "as of")
    _lifecycle(meta, text)
    references = ET.SubElement(meta, "references", source=_HERE)
    ET.SubElement(
        references,
        "TLCOrganization",
        eId="accord",
        href="/ontology/register",
        showAs="the register",
    )
    for party in text.parties:
        ET.SubElement(
            references,
            "TLCOrganization",
            eId=f"party_{party.id}",
            href=f"/ontology/organization/{party.id}",
            showAs=_said(party.name),
        )
    _notes(meta, text)


def _notes(meta: ET.Element, text: Consolidated) -> None:
    """Say of each erratum what it has put right."""
    if not text.errata:
        return
    notes = ET.SubElement(meta, "notes", source=_HERE)
    for each in text.errata:
        names = {"eId": f"note_erratum_{each.erratum}", "class": "erratum"}
        note = ET.SubElement(notes, "note", names)
        words = f"Clause {each.clause}, {each.part}: {each.in_words}"
        ET.SubElement(note, "p").text = _said(words)


def _level(above: ET.Element, name: str, uri: str, day: date, what: str) -> ET.Element:
    level = ET.SubElement(above, name)
    ET.SubElement(level, "FRBRthis", value=f"{uri}/!main")
    ET.SubElement(level, "FRBRuri", value=uri)
    ET.SubElement(level, "FRBRdate", date=day.isoformat(), name=what)
    ET.SubElement(level, "FRBRauthor", href=_HERE)
    return level


def _lifecycle(meta: ET.Element, text: Consolidated) -> None:
    lifecycle = ET.SubElement(meta, "lifecycle", source=_HERE)
    ET.SubElement(
        lifecycle,
        "eventRef",
        date=text.since.isoformat(),
        eId="adoption",
        source=_HERE,
        type="generation",
    )
    for amendment in text.amendments:
        ET.SubElement(
            lifecycle,
            "eventRef",
            date=amendment.name,
            eId=f"amendment_{amendment.id}",
            source=f"#amendment_{amendment.id}",
            type="amendment",
        )
    for each in text.errata:
        ET.SubElement(
            lifecycle,
            "eventRef",
            date=each.corrected_on,
            eId=f"erratum_{each.erratum}",
            source=f"#note_erratum_{each.erratum}",
            type="amendment",
        )


def _preface(doc: ET.Element, title: str) -> None:
    line = ET.SubElement(ET.SubElement(doc, "preface"), "p")
    ET.SubElement(line, "docTitle").text = _said(title)


def _clause(body: ET.Element, clause: Clause, *, suspended: bool) -> None:
    names = {"eId": f"clause_{clause.id}", "wId": clause.id}
    element = ET.SubElement(body, "clause", names | (_SUSPENDED if suspended else {}))
    for name in ("num", "heading"):
        if said := getattr(clause, name):
            ET.SubElement(element, name).text = _said(said)
    content = ET.SubElement(element, "content")
    for paragraph in clause.text.split("\n"):
        ET.SubElement(content, "p").text = _said(paragraph)


def _said(words: str) -> str:
    return _UNSAYABLE.sub("\ufffd", words)
