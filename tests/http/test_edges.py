"""The edges of the API: addresses, methods, keys, pages and accidents, all answered as problems."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from tests.http.documented import path_of
from tests.http.office import office
from tests.http.refusing import assert_problem

from accord.http import decisions, parties, system
from accord.store import answers


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/agreements/",
        "/agreements/x",
        "/agreements/x/text",
        "/parties/1/names",
        "/events/5",
    ],
)
def test_an_address_where_nothing_is_says_so(at, path):
    p = at("opened")
    answer = p.secretary.get(path)
    if path == "/agreements/":
        assert answer.status_code == 200
        return
    assert_problem(answer, 404, "not-found")
    assert "there is nothing at this address" in answer.json["detail"]


@pytest.mark.parametrize(
    "id_", ["00000000-0000-0000-0000-00000000000", "../parties", "%00", "%ff", "{x}", "٣"]
)
def test_a_malformed_id_is_nothing(at, id_):
    p = at("opened")
    for method in (p.secretary.get, p.secretary.post):
        assert method(f"/agreements/{id_}/signatures").status_code in (404, 405)


def test_a_wrong_method_is_told_the_right_ones(at):
    p = at("registered")
    city = f"/v1/parties/{p.party['city']}"
    headers = p.secretary.headers()
    for method, path, allowed in (
        ("DELETE", city, {"GET", "HEAD", "OPTIONS"}),
        ("PATCH", city, {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/v1/parties", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", city + "/names", {"OPTIONS", "POST"}),
        ("POST", "/v1/events", {"GET", "HEAD", "OPTIONS"}),
        ("BREW", "/v1/parties", {"GET", "HEAD", "OPTIONS", "POST"}),
    ):
        answer = p.client.open(path, method=method, headers=headers)
        assert_problem(answer, 405, "method-not-allowed")
        assert set(answer.headers["Allow"].split(", ")) == allowed


def test_head_is_get_without_its_body(at):
    p = at("registered")
    path, headers = f"/v1/parties/{p.party['city']}", p.secretary.headers()
    got, head = p.client.get(path, headers=headers), p.client.head(path, headers=headers)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(got.data))


def test_options_tells_the_methods(at):
    p = at("opened")
    answer = p.client.options("/v1/parties", headers=p.secretary.headers())
    assert answer.status_code == 200
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_every_address_but_the_status_needs_a_key(at):
    p = at("in force")
    for rule in p.client.application.url_map.iter_rules():
        path = path_of(rule.rule).replace("{id}", p.agreement)
        if rule.rule.startswith("/v1/") and rule.rule != "/v1/status":
            for method in rule.methods:
                assert p.client.open(path, method=method).status_code == 401, (method, path)
    for path in ("/v1/status", "/livez", "/readyz", "/openapi.json", "/docs", "/problems/stale"):
        assert p.client.get(path).status_code == 200


@pytest.mark.parametrize(
    "scheme", ["Basic {}", "bearer  {}", "Bearer {} x", "{}", "Bearer {}x", "Bearer "]
)
def test_a_key_is_sent_as_bearer(at, scheme):
    p = at("opened")
    header = scheme.format(p.secretary.key)
    answer = p.client.get("/v1/parties", headers={"Authorization": header})
    if scheme == "bearer  {}":
        assert answer.status_code == 200
        return
    assert_problem(answer, 401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert p.secretary.key not in answer.text


def test_a_revoked_key_opens_nothing(at):
    p = at("opened")
    with p.house.record.unit() as unit:
        answers.revoke_key(unit.conn, p.secretary.key.split("_")[2])
    assert_problem(p.secretary.get("/parties"), 401, "unauthorized")
    assert_problem(p.secretary.post("/parties", kind="business", name="x"), 401, "unauthorized")


def test_a_retired_principal_does_nothing_more(at):
    p = at("opened")
    clerk = office(p.house, client=p.client)
    with p.house.command(p.secretary.principal) as accord:
        accord.retire_principal(principal=clerk.principal)
    answer = clerk.post("/parties", kind="business", name="x")
    assert_problem(answer, 403, "not-entitled")
    assert "has no mandate" in answer.json["detail"]


def test_a_huge_header_is_no_accident(at):
    p = at("opened")
    for name in ("Authorization", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-ID"):
        headers = {**p.secretary.headers(), name: "x" * 1_000_000}
        answer = p.client.post(
            "/v1/parties", json={"kind": "business", "name": "x"}, headers=headers
        )
        assert answer.status_code < 500
        assert len(str(answer.headers)) < 2000


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "ä", '"', "a\tb"])
def test_an_idempotency_key_has_1_to_200_visible_characters(at, key):
    p = at("opened")
    headers = {"Authorization": f"Bearer {p.secretary.key}", "Idempotency-Key": key}
    answer = p.client.post("/v1/parties", json={"kind": "business", "name": "x"}, headers=headers)
    assert_problem(answer, 400, "malformed")
    assert answer.json["errors"][0]["pointer"] == "/Idempotency-Key"


def test_an_accident_tells_no_details(at, monkeypatch):
    p = at("voting")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret is 42 in /etc/passwd")

    before = p.position
    monkeypatch.setattr(decisions.DECISION.model.__class__, "read", broken)
    monkeypatch.setattr(parties.PARTY.model.__class__, "page", broken)
    answers_ = [
        p.secretary.get(p.motion),
        p.secretary.get("/parties"),
        p.people["seat-city"].post(f"{p.motion}/ballots", seat="seat-city", position="for"),
    ]
    for answer in answers_:
        assert_problem(answer, 500, "internal-server-error")
        assert answer.json["detail"] == "something went wrong here; nothing was recorded"
        assert not {"42", "passwd", "Traceback", "RuntimeError"} & set(answer.text.split())
        assert set(answer.json) == {"type", "title", "status", "detail", "instance"}
    monkeypatch.undo()
    assert p.position == before
    answer = p.people["seat-city"].post(f"{p.motion}/ballots", seat="seat-city", position="for")
    assert answer.status_code == 201


def test_a_register_whose_schema_is_another_is_not_ready(at):
    p = at("opened")
    with p.house.engine.begin() as conn:
        conn.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    answer = p.client.get("/readyz")
    assert_problem(answer, 503, "unavailable")
    assert "the schema 9999, which is newer than this accord knows" in answer.json["detail"]
    assert answer.headers["Retry-After"] == "5"
    assert p.client.get("/livez").status_code == 200


def test_a_database_that_is_gone_is_not_ready(at, monkeypatch):
    p = at("opened")

    def gone(*_: object) -> None:
        raise sa.exc.OperationalError("SELECT secret", {}, OSError("at 10.0.0.7"))

    monkeypatch.setattr(system, "check_schema", gone)
    answer = p.client.get("/readyz")
    assert_problem(answer, 503, "unavailable")
    assert answer.json["detail"] == "the database cannot be reached"


def test_nothing_is_recorded_while_the_clock_is_behind_the_record(at):
    p = at("opened")
    p.hands.turn(minutes=-6)
    before = p.position
    answer = p.secretary.post("/parties", kind="business", name="x", key="k")
    assert_problem(answer, 503, "unavailable")
    assert "nothing can be recorded until the clock is right" in answer.json["detail"]
    assert answer.headers["Retry-After"] == "1"
    assert p.position == before
    p.hands.turn(minutes=6)
    assert p.secretary.post("/parties", kind="business", name="x", key="k").status_code == 201


def test_every_kind_of_problem_has_a_page(at):
    client = at("opened").client
    for code in ("malformed", "stale", "not-entitled", "out-of-order", "idempotency-key-reused"):
        page = client.get(f"/problems/{code}")
        assert (page.status_code, page.json["code"]) == (200, code)
        assert page.json["meaning"]
    assert client.get("/problems/nonsense").status_code == 404


def test_the_pages_of_the_api_answer(at):
    client = at("opened").client
    assert client.get("/livez").json == {"status": "alive"}
    assert (
        client.get("/readyz").json["status"] == client.get("/v1/status").json["status"] == "ready"
    )
    assert "swagger-ui-bundle.js" in client.get("/docs").text
    with client.get("/docs/swagger-ui-bundle.js") as file:
        assert file.status_code == 200
    assert client.get("/docs/start.js").status_code == 200
    assert client.get("/docs/../../etc/passwd").status_code == 404
    assert client.get("/docs/%2e%2e/%2e%2e/etc/passwd").status_code == 404


def test_every_answer_says_the_version_of_the_api(at):
    p = at("opened")
    for answer in (
        p.secretary.get("/parties"),
        p.secretary.get("/nothing"),
        p.client.get("/livez"),
    ):
        assert answer.headers["API-Version"] == "1.0.0"
    headers = {**p.secretary.headers(), "X-Request-ID": "abc-1"}
    assert p.client.get("/v1/parties", headers=headers).headers["X-Request-ID"] == "abc-1"


def test_a_body_of_no_said_length_is_not_read_in_http_2_either(at):
    p = at("opened")
    told = {"method": "POST", "headers": p.secretary.headers(), "content_type": "application/json"}
    later = {"environ_overrides": {"SERVER_PROTOCOL": "HTTP/2"}}
    answer = p.client.open("/v1/parties", **told, **later)
    assert_problem(answer, 411, "length-required")
    body = {"data": b'{"kind": "business", "name": "Mill"}'}
    assert p.client.open("/v1/parties", **told, **later, **body).status_code == 201
