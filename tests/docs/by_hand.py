"""The hashes and the text, from entries as plain JSON: what the page on the hashes says, in standard library alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

Fields = dict[str, Any]


def sha256(value: Any) -> str:
    """The hash of a plain value, with the standard library alone."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def put(provisions: list[Fields], key: str, new: Fields) -> None:
    for index, old in enumerate(provisions):
        if old[key] == new[key]:
            provisions[index] = new
            return
    provisions.append(new)


def renamed(data: Fields, old: str, new: str) -> Fields:
    return {new if key == old else key: value for key, value in data.items()}


def clear(entry: Fields) -> Fields:
    """What an entry says in clear."""
    return {key: value for key, value in entry["data"].items() if key != "_sd"}


def body(draft: Fields, id_: str) -> Fields:
    (found,) = [each for each in draft["bodies"] if each["id"] == id_]
    return dict(found)


def seats(draft: Fields, data: Fields) -> None:
    found = body(draft, data["body"])
    put(draft["bodies"], "id", found | {"seats": found.get("seats", []) + data["seats"]})


def rule(draft: Fields, data: Fields) -> None:
    found = body(draft, data["body"])
    more = {"cls": data["cls"], "rule": data["rule"]}
    put(draft["bodies"], "id", found | {"rules": [*found.get("rules", []), more]})


def clause(draft: Fields, data: Fields) -> None:
    put(draft["clauses"], "id", {"num": "", "heading": ""} | renamed(data, "clause", "id"))


def ordered(draft: Fields, data: Fields) -> None:
    draft["clauses"].sort(key=lambda each: data["clauses"].index(each["id"]))


PLACES = {
    "party": ("parties", "party"),
    "clause": ("clauses", "id"),
    "body": ("bodies", "id"),
    "post": ("posts", "post"),
    "signatory": ("signatories", "party"),
    "procedure": ("procedures", "matter"),
    "definition": ("definitions", "term"),
    "topic": ("topics", "subject"),
    "standing_orders": ("standing_orders", "body"),
    "composition_limit": ("composition_limits", "key"),
    "reserved_matter": ("reserved_matters", "key"),
    "passage": ("passages", "key"),
    "opt_out": ("opt_outs", "key"),
    "tenure": ("tenures", "post"),
    "incompatibility": ("incompatibilities", "key"),
    "activity": ("activities", "key"),
    "contribution": ("contributions", "key"),
    "data_sharing": ("data_sharing", "key"),
    "indicator": ("indicators", "key"),
    "risk": ("risks", "key"),
    "review": ("reviews", "key"),
    "notice_period": ("notice_periods", "kind"),
    "dispute_stage": ("dispute_stages", "key"),
    "annex": ("annexes", "key"),
    "language": ("languages", "tag"),
}
ALONE = ("entry_into_force", "renewal", "accession", "change", "ending")


def provided(draft: Fields, data: Fields) -> None:
    ((kind, said),) = data.items()
    if kind in ALONE:
        draft[kind] = said
    else:
        block, key = PLACES[kind]
        put(draft[block], key, said)


def struck(draft: Fields, data: Fields) -> None:
    if data["provision"] in ALONE:
        del draft[data["provision"]]
        return
    block, key = PLACES[data["provision"]]
    draft[block] = [each for each in draft[block] if each[key] != data["key"]]


DOES: dict[str, Callable[[Fields, Fields], None]] = {
    "drafted": lambda draft, data: draft.update(data),
    "title_revised": lambda draft, data: draft.update(data),
    "term_drafted": lambda draft, data: draft.update(term=data),
    "party_named": lambda draft, data: put(draft["parties"], "party", data),
    "clause_drafted": clause,
    "clause_revised": clause,
    "clauses_ordered": ordered,
    "post_drafted": lambda draft, data: put(draft["posts"], "post", data),
    "body_drafted": lambda draft, data: put(draft["bodies"], "id", renamed(data, "body", "id")),
    "seats_drafted": seats,
    "rule_drafted": rule,
    "signatory_named": lambda draft, data: put(draft["signatories"], "party", data),
    "procedure_drafted": lambda draft, data: put(draft["procedures"], "matter", data),
    "provision_drafted": provided,
    "provision_struck": struck,
}


def draft_of(history: Iterable[Fields]) -> Fields:
    draft: Fields = {block: [] for block, _ in PLACES.values()} | {"term": {}}
    for entry in history:
        kind = entry["type"].removeprefix("agreement.").removesuffix("/1")
        DOES.get(kind, lambda _draft, _data: None)(draft, clear(entry))
    return draft


def hashes_of(draft: Fields) -> tuple[str, str]:
    clauses = draft["clauses"]
    always = ("term", *ALONE)
    terms = {key: value for key, value in draft.items() if value or key in always}
    terms = {key: value for key, value in terms.items() if key != "clauses"}
    if terms["zone"] == "UTC":
        del terms["zone"]
    return (
        sha256({"v": "accord-text/1", "clauses": clauses}),
        sha256({"v": "accord-terms/1"} | terms),
    )


OPERATIONS = {
    "substitution": "substitute",
    "insertion": "insert",
    "repeal": "repeal",
    "renumbering": "renumber",
    "move": "move",
}


def modifications(history: Iterable[Fields]) -> list[Fields]:
    found: list[Fields] = []
    provisions: list[Fields] = []
    for entry in history:
        kind = entry["type"].removeprefix("amendment.").removesuffix("/1").removesuffix("_drafted")
        data = clear(entry)
        if kind == "rebased":
            found, provisions = [], []
        elif kind == "provision":
            provisions.append({"op": "provide"} | data)
        elif kind == "provision_strike":
            provisions.append({"op": "strike", "key": ""} | data)
        elif kind in OPERATIONS:
            empty = {"num": "", "heading": ""} if kind in ("substitution", "insertion") else {}
            found.append({"op": OPERATIONS[kind]} | empty | renamed(data, "clause", "id"))
    return found + provisions


def text_on(
    clauses: list[Fields],
    incorporated: list[tuple[str, int, list[Fields]]],
    day: str,
    errata: Iterable[tuple[int, Fields]] = (),
) -> list[Fields]:
    """The text of a day; put right are the words of `errata` that are still those of the wording that has them."""
    text = list(clauses)
    due = sorted((from_, seq, changes) for from_, seq, changes in incorporated if from_ <= day)
    whose = {(each["id"], part): 0 for each in text for part in ("heading", "text")}
    for seq, change in ((seq, change) for _, seq, changes in due for change in changes):
        whose |= {(change["id"], part): seq for part in ("heading", "text") if part in change}
        ids = [each["id"] for each in text]
        new = {key: change[key] for key in ("id", "num", "heading", "text") if key in change}
        if change["op"] == "substitute":
            text[ids.index(change["id"])] = new
        elif change["op"] == "repeal":
            del text[ids.index(change["id"])]
        elif change["op"] == "renumber":
            text[ids.index(change["id"])] = text[ids.index(change["id"])] | new
        elif change["op"] == "move":
            stands(text, change, text.pop(ids.index(change["id"])))
        else:
            stands(text, change, new)
    for seq, each in errata:
        if whose.get((each["clause"], each["part"])) == seq:
            put_right(text, each)
    return text


def put_right(text: list[Fields], erratum: Fields) -> None:
    for index, each in enumerate(text):
        if each["id"] == erratum["clause"]:
            words = each[erratum["part"]]
            at = words.index(erratum["was"])
            after = words[:at] + erratum["now"] + words[at + len(erratum["was"]) :]
            text[index] = each | {erratum["part"]: after}


def stands(text: list[Fields], where: Fields, new: Fields) -> None:
    ids = [each["id"] for each in text]
    if "after" in where:
        text.insert(ids.index(where["after"]) + 1, new)
    elif "before" in where:
        text.insert(ids.index(where["before"]), new)
    else:
        text.insert(0 if where.get("first") else len(ids), new)
