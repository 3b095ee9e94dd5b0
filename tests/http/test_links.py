"""Every link in every answer about the demonstration's register leads to an answer, and what can be asked is linked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accord import clock
from accord.demo import seeding
from accord.demo.signing import signing
from accord.http import create_app

NEEDED = {
    "/v1/deadlines": "?until=2027-12-31",
    "/v1/changes": "?from=1",
    "/v1/agreements/{id}/redline": "?from=2026-06-01",
}
"""What these questions do not do without."""
NOT_ALWAYS = {"/v1/decisions/{id}/certificate", "/v1/decisions/{id}/standing"}
"""What there is at some stages of a decision alone; elsewhere the answer says at which."""
ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
FORMS = {"html": "text/html", "plain": "text/plain", "markdown": "text/markdown"}


@dataclass
class Walk:
    """Somebody who asks for everything, and then for whatever the answers name."""

    client: FlaskClient
    key: str
    paths: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, TestResponse] = field(default_factory=dict)
    named_by: dict[str, str] = field(default_factory=dict)
    todo: list[str] = field(default_factory=list)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers={"Authorization": f"Bearer {self.key}"})

    def add(self, path: str, named_by: str) -> None:
        if path not in self.named_by:
            self.named_by[path] = named_by
            self.todo.append(path)

    def walk(self) -> None:
        found = self.get("/openapi.json").json["paths"]
        self.paths = {path: said["get"] for path, said in found.items() if "get" in said}
        for path in self.paths:
            if "{" not in path:
                self.add(path + NEEDED.get(path, ""), "the description of the API")
        while self.todo:
            self._ask(self.todo.pop())

    def _ask(self, path: str) -> None:
        answer = self.answers[path] = self.get(path)
        for link in re.findall("<([^>]+)>", answer.headers.get("Link", "")):
            self.add(re.sub("^https?://[^/]+", "", link), f"Link of {path}")
        if answer.mimetype == "application/json" and answer.status_code == 200:
            for link in links(json.loads(answer.data)):
                self.add(link.replace("{index}", "0"), path)
        if found := re.fullmatch(rf"(/v1/[a-z]+)/({ID})", path):
            for each in self.paths:
                if each.startswith(f"{found[1]}/{{id}}/"):
                    self.add(each.replace("{id}", found[2]) + NEEDED.get(each, ""), path)


def links(value: Any) -> Iterator[str]:
    """Every text in an answer that is a path of this API."""
    if isinstance(value, str):
        if re.fullmatch(r"/(v1|log)/\S*", value):
            yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from links(each)


def template(path: str) -> str:
    return re.sub(ID, "{id}", path.partition("?")[0])


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    url = f"sqlite:///{tmp_path_factory.mktemp('links')}/demo.db"
    seeding.seed(url, clock.now())
    house = signing(url, anew=True)
    found = Walk(create_app(house).test_client(), seeding.visitors_key(url))
    found.walk()
    yield found
    house.close()


@pytest.mark.no_cover
def test_every_link_leads_to_an_answer(walk: Walk) -> None:
    assert len(walk.answers) > 250
    lost = {
        path: (answer.status_code, walk.named_by[path])
        for path, answer in walk.answers.items()
        if answer.status_code != 200 and template(path) not in NOT_ALWAYS
    }
    assert not lost


@pytest.mark.no_cover
def test_what_there_is_at_some_stages_alone_says_at_which(walk: Walk) -> None:
    for path, answer in walk.answers.items():
        if answer.status_code != 200:
            assert answer.status_code == 409
            assert answer.mimetype == "application/problem+json"
            assert len(answer.json["detail"]) > 40, path


@pytest.mark.no_cover
def test_what_can_be_asked_of_a_thing_is_among_its_links(walk: Walk) -> None:
    for path, answer in walk.answers.items():
        if not re.fullmatch(rf"/v1/[a-z]+/{ID}", path):
            continue
        parts = {each for each in walk.paths if each.startswith(f"{template(path)}/")}
        asked = {each for each in parts if each not in NEEDED and each not in NOT_ALWAYS}
        linked = {template(link) for link in answer.json["links"].values()}
        assert not asked - linked, path


@pytest.mark.no_cover
def test_siblings_say_the_same_of_how_long_an_answer_keeps(walk: Walk) -> None:
    for path, answer in walk.answers.items():
        if not path.startswith("/v1/") or answer.status_code != 200:
            continue
        assert answer.headers["Cache-Control"] == "private, no-cache", path
        assert answer.mimetype == "application/json", path
        page = "items" in answer.json
        if "Accord-At" in answer.headers and not page:
            assert answer.headers["ETag"], path


@pytest.mark.no_cover
@pytest.mark.parametrize("form", FORMS)
def test_a_text_for_people_has_the_media_type_of_its_form(walk: Walk, form: str) -> None:
    (agreement,) = walk.get("/v1/agreements").json["items"]
    answer = walk.get(f"{agreement['links']['text']}?format={form}")
    assert (answer.status_code, answer.mimetype) == (200, FORMS[form])
    assert answer.headers["ETag"]
