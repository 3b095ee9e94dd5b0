"""Every question that has both clocks, asked of everything that is there: what a register can be asked at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from tests.http.office import Office
from werkzeug.test import TestResponse

LISTS = (
    "parties",
    "agreements",
    "roles",
    "decisions",
    "amendments",
    "meetings",
    "obligations",
    "disputes",
    "impacts",
)
UNTIL, MOST = "2028-01-01", 200
_BESIDES = {
    "/agreements/{id}/text": ("format=html", "format=akn"),
    "/agreements/{id}/dossier": ("format=html",),
}


@cache
def clocked(app: Flask) -> dict[str, set[str]]:
    """Return the addresses of all that can be asked with both clocks, each with what else can be said there."""
    paths = app.test_client().get("/openapi.json").json["paths"]
    said = {
        path.removeprefix("/v1"): {
            str(each.get("name")) for each in operations.get("get", {}).get("parameters", ())
        }
        for path, operations in paths.items()
    }
    return {path: names for path, names in said.items() if names >= {"at", "known"}}


def questions(office: Office) -> list[str]:
    """Return every address at which the register, as it is now, can be asked for what it knows."""
    found = []
    there = {name: [item["id"] for item in all_of(office, f"/{name}")] for name in LISTS}
    for path, names in clocked(office.client.application).items():
        kind = path.split("/")[1]
        places = [path.replace("{id}", id_) for id_ in there[kind]] if "{id}" in path else [path]
        for place in places:
            found += [f"{place}?{query}" for query in _queries(path, names)]
    return found


def _queries(path: str, names: set[str]) -> Iterator[str]:
    needed = {"until": UNTIL} if path == "/deadlines" else {}
    yield urlencode(needed | ({"limit": MOST} if "limit" in names else {}))
    yield from _BESIDES.get(path, ())


def all_of(office: Office, path: str, **asked: str) -> Iterator[dict[str, Any]]:
    """Return every item of a list, page by page."""
    said: dict[str, Any] | None = {"limit": MOST, **asked}
    while said:
        found = office.get(f"{path}?{urlencode(said)}").json
        yield from found["items"]
        said = {**said, "cursor": found["next"]} if "next" in found else None


def told(answer: TestResponse) -> Any:
    """Return what an answer says, without the clocks by which it says so."""
    if not answer.is_json:
        return answer.text
    return {key: value for key, value in answer.json.items() if key != "clocks"}
