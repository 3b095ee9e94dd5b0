"""PEP 13 as an agreement: its sections are the clauses, its dated versions amendments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from tests.real.register import DATA, Caller
from tests.real.senate import person

PEP13 = DATA / "pep13"
_UNDERLINE = re.compile(r"[=\-~'\"]{3,}\s*")


@dataclass(frozen=True)
class Version:
    """One real version of the document."""

    number: int
    day: str
    authored: datetime
    committed: datetime
    subject: str
    text: str


def versions() -> list[Version]:
    return [
        Version(
            entry["n"],
            entry["date"],
            datetime.fromisoformat(entry["authored"]),
            datetime.fromisoformat(entry["committed"]),
            entry["subject"],
            (PEP13 / entry["file"]).read_bytes().decode(),
        )
        for entry in json.loads((PEP13 / "versions.json").read_text())
    ]


def sections(text: str) -> list[dict]:
    """Split the document before each heading; put together again it is the same, byte for byte."""
    lines = text.splitlines(keepends=True)
    starts = [0] + [
        i
        for i in range(1, len(lines) - 1)
        if _UNDERLINE.fullmatch(lines[i + 1].rstrip("\n"))
        and lines[i].strip()
        and not lines[i - 1].strip()
    ]
    found = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        heading = lines[start].strip() if start else "Preamble"
        slug = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
        found.append({"id": slug[:60], "heading": heading, "text": "".join(lines[start:end])})
    assert "".join(section["text"] for section in found) == text
    return found


def modifications(old: list[dict], new: list[dict]) -> list[dict]:
    """Return what turns one list of sections into the other, clause by clause."""
    before, after = ([section["id"] for section in side] for side in (old, new))
    repeals, changes = [], []
    for op, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            changes += [
                {"op": "substitute", **_clause(section)}
                for was, section in zip(old[a:b], new[c:d], strict=True)
                if was != section
            ]
        else:
            repeals += [{"op": "repeal", "clause": id_} for id_ in before[a:b]]
            changes += _insertions(new, range(c, d))
    return repeals + changes


def _insertions(new: list[dict], places: range) -> Iterator[dict]:
    for place in places:
        where = {"after": new[place - 1]["id"]} if place else {}
        yield {"op": "insert", **_clause(new[place]), **where}


def _clause(section: dict) -> dict:
    return {"clause": section["id"], "heading": section["heading"], "text": section["text"]}


def late(subject: str) -> dict:
    return {
        "retroactive": True,
        "reason": f"entered from the history of the document: {subject}",
        "authority": "instrument:python/peps, peps/pep-0013.rst",
    }


def found_council(caller: Caller, first: Version) -> str:
    """Enter the first version as an agreement in force from its day; return the agreement's id."""
    team, foundation = (
        caller.post("/parties", {"kind": kind, "name": name}).json["id"]
        for kind, name in (
            ("citizens_group", "Python core team"),
            ("nonprofit", "Python Software Foundation"),
        )
    )
    rule = {
        "id": "merged",
        "name": "Merged by an editor, nobody objecting",
        "pass": {
            "all": [
                {"test": "number", "of": ["for"], "op": ">=", "n": "1", "measure": "count"},
                {"test": "number", "of": ["against"], "op": "==", "n": "0", "measure": "count"},
            ]
        },
    }
    agreement = caller.post(
        "/agreements",
        {
            "title": "PEP 13: Python Language Governance",
            "zone": "UTC",
            "occurred_on": first.day,
            "parties": [{"party": team}, {"party": foundation}],
            "clauses": sections(first.text),
            "bodies": [
                {
                    "id": "editors",
                    "name": "Those who merge what was decided",
                    "seats": [{"post": "editor", "title": "PEP editor", "party": team}],
                    "rules": [{"class": "change", "rule": rule}],
                }
            ],
            "posts": [{"post": "director", "title": "Director", "party": foundation}],
            "signatories": [
                {"party": team, "post": "editor"},
                {"party": foundation, "post": "director"},
            ],
            "procedures": [{"matter": "amendment", "body": "editors", "class": "change"}],
            "term": {"starts_on": first.day},
        },
    )
    id_ = agreement.json["id"]
    for post, party in (("editor", team), ("director", foundation)):
        role = caller.post("/roles", {"agreement": id_, "post": post}).json["id"]
        holder = {"holder": person(post), "party": party, "effective_from": first.day}
        caller.post(f"/roles/{role}/assignments", {**holder, **late(first.subject)})
        caller.post(f"/roles/{role}/acceptances", {"assignment": 1, "asserted_by": person(post)})
    for step in ("adoption", "signature-opening"):
        agreement = caller.post(
            f"/agreements/{id_}/{step}", {"occurred_on": first.day}, match=agreement
        )
    for post, party in (("editor", team), ("director", foundation)):
        caller.post(
            f"/agreements/{id_}/signatures",
            {
                "party": party,
                "text_hash": agreement.json["text_hash"],
                "capacity": post,
                "asserted_by": person(post),
                "occurred_on": first.day,
                **late(first.subject),
            },
        )
    return id_


def amend(caller: Caller, agreement: str, old: Version, new: Version) -> str:
    """Draft the change, have it decided, adopt it; return the decision's id."""
    then = {"occurred_at": new.committed.isoformat()}
    amendment = caller.post(
        "/amendments",
        {
            "agreement": agreement,
            "title": new.subject,
            "modifications": modifications(sections(old.text), sections(new.text)),
            **then,
        },
    )
    path = f"/amendments/{amendment.json['id']}"
    amendment = caller.post(f"{path}/decision", then, match=amendment)
    decision = f"/decisions/{amendment.json['decision']}"
    closes = (new.committed + timedelta(hours=1)).isoformat()
    motion = caller.get(decision)
    caller.post(f"{decision}/voting", {"closes": closes, **then}, match=motion)
    caller.post(
        f"{decision}/roll-call", {"ballots": [{"seat": "editor", "position": "for"}], **then}
    )
    closed = caller.post(f"{decision}/closure", then)
    certified = caller.post(f"{decision}/certification", then, match=closed)
    assert certified.json["verdict"] == "carried"
    effect = {"effective_from": new.day, "occurred_on": new.day, **late(new.subject)}
    caller.post(f"{path}/adoption", effect, match=amendment)
    return certified.json["id"]
