"""A clerk in this process whose clock the test turns: so a real history is recorded on its real days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from tests.http.office import Office, client_of, office
from tests.http.stages import Hands
from tests.real.register import RefusalError

from accord.store.record import Clock
from accord.wiring import build


@dataclass
class Clerk:
    """Posts and asks as a `Caller` does, at the hour to which its clock is turned."""

    hands: Hands
    office: Office

    def post(
        self, path: str, body: dict[str, Any], *, match: SimpleNamespace | None = None
    ) -> SimpleNamespace:
        answer = self.office.post(path, body, match=match.etag if match else None)
        if answer.status_code != 201:
            raise RefusalError(f"POST {path}: {answer.status_code} {answer.text}")
        return SimpleNamespace(etag=answer.headers.get("ETag"), json=answer.json)

    def get(self, path: str) -> SimpleNamespace:
        answer = self.office.get(path)
        if answer.status_code != 200:
            raise RefusalError(f"GET {path}: {answer.status_code} {answer.text}")
        found = answer.json if answer.is_json else None
        return SimpleNamespace(etag=answer.headers.get("ETag"), text=answer.text, json=found)


@contextmanager
def clerk(url: str, begins: datetime) -> Iterator[Clerk]:
    """Open a register on a database at an hour of the past."""
    hands = Hands(begins)
    with closing(build(url, outside=Clock(now=hands.now))) as house:
        yield Clerk(hands, office(house, client=client_of(house)))
