"""An integrator at work: posts facts and reads answers, over HTTP."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accord.aggregates.register import Capability
from accord.http import create_app
from accord.store import answers
from accord.wiring import House

_numbers = itertools.count(1)


@dataclass
class Office:
    """One API key, and the client that sends it."""

    client: FlaskClient
    key: str
    principal: UUID
    sent: dict = field(default_factory=dict)

    def post(self, path, facts=None, /, *, match=None, key=None, **more) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": key or f"k-{next(_numbers)}"}
        if match:
            headers["If-Match"] = match if isinstance(match, str) else match.headers["ETag"]
        return self.client.post("/v1" + path, json={**(facts or {}), **more}, headers=headers)

    def done(self, path, facts=None, /, **more):
        """Post a fact that must be accepted; return the representation."""
        answer = self.post(path, facts, **more)
        assert answer.status_code == 201, answer.json
        return answer

    def get(self, path, **headers) -> TestResponse:
        return self.client.get("/v1" + path, headers={"Authorization": f"Bearer {self.key}", **headers})

    def etag(self, path):
        return self.get(path).headers["ETag"]


def office(house: House, *capabilities: Capability, party: UUID | None = None, client=None) -> Office:
    """Enrol a principal (with every capability unless some are named) and give it a key."""
    who = house.record.outside.new_id()
    with house.record.unit() as unit, unit.command():
        house.desk(unit, who).enrol_principal(
            principal=who, party=party, capabilities=capabilities or tuple(Capability)
        )
        key = answers.create_key(unit.conn, who, "test")
    return Office(client or create_app(house).test_client(), key, who)
