"""An integrator at work: posts facts and reads answers, over HTTP."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from tests.http.documented import assert_documented
from werkzeug.test import TestResponse

from accord.aggregates.register import Capability
from accord.http import create_app
from accord.store import answers
from accord.wiring import House

_numbers = itertools.count(1)


class Client(FlaskClient):
    """A client that takes no answer which the OpenAPI document does not describe."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        assert_documented(self.application, answer, kwargs.get("json"))
        return answer


@dataclass
class Office:
    """One API key, and the client that sends it."""

    client: FlaskClient
    key: str
    principal: UUID

    def post(self, path, facts=None, /, *, match=None, key=None, **more) -> TestResponse:
        headers = self.headers(key=key, match=match)
        return self.client.post("/v1" + path, json={**(facts or {}), **more}, headers=headers)

    def headers(self, *, key=None, match=None):
        found = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": key or f"k-{next(_numbers)}",
        }
        if match:
            found["If-Match"] = match if isinstance(match, str) else match.headers["ETag"]
        return found

    def send(self, path, body: bytes, *, type="application/json", **headers) -> TestResponse:
        """Post a body as it is."""
        return self.client.post(
            "/v1" + path, data=body, content_type=type, headers=self.headers(**headers)
        )

    def done(self, path, facts=None, /, **more):
        """Post a fact that must be accepted; return the answer."""
        answer = self.post(path, facts, **more)
        assert answer.status_code == 201, answer.json
        return answer

    def get(self, path, **headers) -> TestResponse:
        return self.client.get(
            "/v1" + path, headers={"Authorization": f"Bearer {self.key}", **headers}
        )

    def etag(self, path):
        return self.get(path).headers["ETag"]

    def elsewhere(self, client: FlaskClient) -> Office:
        """The same key, sent by another client."""
        return replace(self, client=client)


def client_of(house: House) -> FlaskClient:
    """Return a client of a register's API. Building the application takes long: one serves every test."""
    app = _application(house) if not _apps else _apps[0]
    app.extensions["accord"] = house
    return app.test_client()


def _application(house: House) -> Flask:
    app = create_app(house)
    app.test_client_class = Client
    _apps.append(app)
    return app


_apps: list[Flask] = []


def office(
    house: House, *capabilities: Capability, party: UUID | None = None, client=None
) -> Office:
    """Enrol a principal (with every capability unless some are named) and give it a key."""
    who = house.record.outside.new_id()
    with house.record.unit() as unit, unit.command():
        house.desk(unit, who).enrol_principal(
            principal=who, party=party, capabilities=capabilities or tuple(Capability)
        )
        key = answers.create_key(unit.conn, who, "test")
    return Office(client or client_of(house), key, who)
