"""Every command over HTTP: it happens, is refused, is repeated, collides. A new route needs a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from tests.http.cases import CASES, MATCHED, Case, address
from tests.http.office import Office, client_of
from tests.http.stages import Partnership, nothing
from werkzeug.test import TestResponse

from accord.aggregates.register import Capability
from accord.store.schema import idempotency

ROUTES = pytest.mark.parametrize("rule", sorted(CASES))


@dataclass
class Sent:
    """A command about to be posted, and what to compare afterwards."""

    p: Partnership
    rule: str
    case: Case

    def __post_init__(self) -> None:
        self.path = address(self.rule, self.case, self.p)
        self.body = self.case.body(self.p)
        self.before = self.p.position
        self.answers = self.kept()

    def kept(self) -> int:
        with self.p.house.engine.connect() as conn:
            return conn.scalar(sa.select(sa.func.count()).select_from(idempotency))

    def etag(self) -> str | None:
        return self.p.secretary.etag(self.thing()) if self.rule in MATCHED else None

    def thing(self) -> str:
        return "/".join(self.path.split("/")[:3])

    def post(self, who: Office | None = None, body: Any = None, **more: Any) -> TestResponse:
        sender = who or self.case.sender(self.p)
        match = more.pop("match", "now")
        if match == "now":
            match = self.etag()
        return sender.post(self.path, self.body if body is None else body, match=match, **more)

    def assert_nothing_written(self) -> None:
        assert self.p.position == self.before
        assert self.kept() == self.answers


@pytest.fixture
def sent(at) -> Iterator[Any]:
    def ready(rule: str, stage: str | None = None, *, prepared: bool = True) -> Sent:
        case = CASES[rule]
        beyond = case.prepare if prepared and stage is None else nothing
        return Sent(at(stage or case.stage, beyond), rule, case)

    return ready


def test_every_command_route_has_its_stories(at):
    routes = {
        rule.rule
        for rule in client_of(at("opened").house).application.url_map.iter_rules()
        if "POST" in rule.methods
    }
    questions = {"/v1/agreements/<uuid:id>/lint", "/v1/rules/evaluation"}  # put by POST
    assert routes - questions == set(CASES)


def test_no_address_takes_two_commands(at):
    rules = client_of(at("opened").house).application.url_map.iter_rules()
    posted = [rule.rule for rule in rules if "POST" in rule.methods]

    assert [rule for rule in posted if posted.count(rule) > 1] == []


@ROUTES
def test_a_command_happens_and_is_answered_with_what_it_made(sent, rule):
    act = sent(rule)
    answer = act.post()
    assert answer.status_code == 201, answer.json
    assert tuple(act.p.types_after(act.before)) == act.case.events
    assert answer.headers["Accord-Position"] == str(act.p.position) == str(answer.json["position"])
    assert answer.headers["Location"] == answer.json["links"]["self"]
    assert "Idempotency-Replayed" not in answer.headers
    read = act.p.read(answer.headers["Location"].removeprefix("/v1"))
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert read.json == {k: v for k, v in answer.json.items() if k != "position"}
    assert answer.headers["ETag"].startswith(f'"{answer.json["version"]}.')
    assert act.kept() == act.answers + 1


@ROUTES
def test_all_events_of_a_command_carry_one_command_id(sent, rule):
    act = sent(rule)
    act.post()
    entries = act.p.house.record.since(act.before)
    assert len({recorded.cmd for _, recorded in entries}) == 1
    assert len({recorded.recorded_at for _, recorded in entries}) == 1


@ROUTES
def test_a_refused_command_says_why_and_writes_nothing(sent, rule):
    refusal = CASES[rule].refusal
    act = sent(rule, refusal.stage, prepared=refusal.prepared)
    body = {k: v for k, v in (act.body | refusal.changes).items() if v is not None}
    answer = act.post(body=body)
    assert (answer.status_code, answer.mimetype) == (refusal.status, "application/problem+json")
    assert refusal.words in answer.json["detail"]
    assert answer.json["status"] == refusal.status
    assert answer.json["instance"] == "/v1" + act.path
    assert answer.headers["Cache-Control"] == "no-store"
    act.assert_nothing_written()


@ROUTES
def test_a_repeated_command_is_answered_again_and_happens_once(sent, rule):
    act = sent(rule)
    etag = act.etag()
    first, again = (act.post(key="the-same", match=etag) for _ in range(2))
    assert again.status_code == 201
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.data == first.data
    for name in ("ETag", "Location", "Accord-Position"):
        assert again.headers[name] == first.headers[name]
    assert tuple(act.p.types_after(act.before)) == act.case.events


@ROUTES
def test_a_quoted_key_is_the_same_key(sent, rule):
    act = sent(rule)
    etag = act.etag()
    act.post(key="k", match=etag)
    assert act.post(key='"k"', match=etag).headers["Idempotency-Replayed"] == "true"


@ROUTES
def test_a_key_is_not_used_for_another_request(sent, rule):
    act = sent(rule)
    etag = act.etag()
    act.post(key="k", match=etag)
    position = act.p.position
    other = act.post(body={**act.body, "reason": "because"}, key="k", match=etag)
    assert (other.status_code, other.json["type"]) == (422, "/problems/idempotency-key-reused")
    assert other.json["detail"] == "this Idempotency-Key was used before, for another request"
    assert act.p.position == position


@ROUTES
def test_a_key_belongs_to_the_one_who_sent_it(sent, rule):
    act = sent(rule)
    act.post(key="k")
    answer = act.post(act.p.person(), key="k", match="*")
    assert "Idempotency-Replayed" not in answer.headers


@ROUTES
def test_a_refused_command_can_be_sent_again_under_its_key(sent, rule):
    act = sent(rule)
    assert act.post(body={**act.body, "nonsense": 1}, key="k").status_code == 400
    assert act.post(key="k").status_code == 201


@pytest.mark.parametrize("rule", sorted(MATCHED))
def test_a_command_that_rests_on_what_was_seen_needs_if_match(sent, rule):
    act = sent(rule)
    answer = act.post(match=None)
    assert (answer.status_code, answer.json["type"]) == (428, "/problems/if-match-required")
    assert "send If-Match" in answer.json["detail"]
    act.assert_nothing_written()


@pytest.mark.parametrize("rule", sorted(rule for rule in CASES if "<uuid:id>" in rule))
def test_a_command_on_an_older_version_is_told_the_current_one(sent, rule):
    act = sent(rule)
    current = act.p.secretary.etag(act.thing())
    answer = act.post(match='"999.deadbeef"')
    assert (answer.status_code, answer.json["type"]) == (412, "/problems/stale")
    assert re.search(r"is at version \d+, not 999", answer.json["detail"])
    assert answer.headers["ETag"] == current
    act.assert_nothing_written()
    assert act.post(match=current).status_code == 201


@pytest.mark.parametrize(
    "etag", ["1", "latest", '"abc"', '"a", "b"', '"03"', '"0"', '"1"x', '"1",', "1, 3"]
)
def test_what_is_no_etag_of_this_register_is_stale(sent, etag):
    act = sent("/v1/agreements/<uuid:id>/revisions")
    answer = act.post(match=etag)
    assert answer.status_code == 412
    assert "is no ETag of this register" in answer.json["detail"]
    assert answer.headers["ETag"] == act.etag()
    act.assert_nothing_written()


@pytest.mark.parametrize(
    "form",
    [
        '"{version}"',
        'W/"{version}.00000000"',
        "*",
        '"998", "{version}", "abc"',
        '"{version}","999"',
    ],
)
def test_the_version_alone_is_compared(sent, form):
    act = sent("/v1/agreements/<uuid:id>/revisions")
    version = act.p.read(act.thing()).json["version"]
    assert act.post(match=form.format(version=version)).status_code == 201


@pytest.mark.parametrize("rule", sorted(rule for rule in CASES if "<uuid:id>" in rule))
def test_a_command_on_none_of_several_versions_is_told_the_current_one(sent, rule):
    act = sent(rule)
    answer = act.post(match='"998", "999"')
    assert (answer.status_code, answer.json["type"]) == (412, "/problems/stale")
    assert answer.headers["ETag"] == act.p.secretary.etag(act.thing())
    act.assert_nothing_written()


@ROUTES
def test_two_idempotency_keys_are_one_too_many(sent, rule):
    act = sent(rule)
    headers = [*act.p.secretary.headers().items(), ("Idempotency-Key", "another")]
    answer = act.p.client.post("/v1" + act.path, json=act.body, headers=headers)
    assert answer.status_code == 400
    assert answer.json["errors"][0]["pointer"] == "/Idempotency-Key"
    assert "one key" in answer.json["detail"]
    act.assert_nothing_written()


@ROUTES
def test_a_command_needs_its_idempotency_key(sent, rule):
    act = sent(rule)
    headers = {"Authorization": f"Bearer {act.p.secretary.key}"}
    answer = act.p.client.post("/v1" + act.path, json=act.body, headers=headers)
    assert answer.status_code == 400
    assert answer.json["errors"] == [
        {
            "in": "header",
            "pointer": "/Idempotency-Key",
            "detail": "send a key of your own choice, so that a repeated request acts once",
        }
    ]
    act.assert_nothing_written()


@ROUTES
def test_a_command_needs_the_capability_for_it(sent, rule):
    act = sent(rule)
    nobody = act.p.person(*_none_of(rule))
    act.before = act.p.position
    answer = act.post(nobody)
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/not-entitled")
    assert "this act needs the capability" in answer.json["detail"]
    act.assert_nothing_written()


def _none_of(rule: str) -> tuple[Capability, ...]:
    return (Capability.CERTIFY,) if "amendments" in rule else (Capability.AMEND,)


@ROUTES
@pytest.mark.parametrize("key", [None, "ak_live_00000000_" + "x" * 43, "nonsense", ""])
def test_nobody_commands_without_a_key_of_the_register(sent, rule, key):
    act = sent(rule)
    headers = {"Idempotency-Key": "k"} | (
        {"Authorization": f"Bearer {key}"} if key is not None else {}
    )
    answer = act.p.client.post("/v1" + act.path, json=act.body, headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    act.assert_nothing_written()


ONLY_OTHERWISE = {
    "/v1/decisions/<uuid:id>/ballots": "cast by its holder, now",
    "/v1/decisions/<uuid:id>/ballot-replacements": "say at which instant this occurred",
    "/v1/decisions/<uuid:id>/declarations": "say at which instant this occurred",
    "/v1/decisions/<uuid:id>/proxy-ballots": "cast by its holder, now",
    "/v1/decisions/<uuid:id>/roll-call": "say at which instant this occurred",
    "/v1/decisions/<uuid:id>/sealed-ballots": "cast by its holder, now",
    "/v1/decisions/<uuid:id>/voters": "say at which instant this occurred",
}
"""What is never said by its day alone."""


@ROUTES
def test_nothing_that_is_recorded_occurred_in_the_future(sent, rule):
    act = sent(rule)
    tomorrow = act.p.hands.at + timedelta(days=1)
    by = {"asserted_by": str(act.case.sender(act.p).principal)}
    for name, when in (("occurred_on", tomorrow.date()), ("occurred_at", tomorrow)):
        body = act.body | by | {name: when.isoformat()}
        answer = act.post(act.p.secretary, body)
        otherwise = ONLY_OTHERWISE.get(rule, "")
        assert answer.status_code == 422, answer.json
        if not (otherwise and otherwise in answer.json["detail"]):
            assert "cannot have occurred in the future" in answer.json["detail"]
            assert answer.json["errors"][0]["pointer"] == f"/{name}"
    act.assert_nothing_written()
