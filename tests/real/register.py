"""A register served by `accord serve` in a process of its own, and a caller that speaks HTTP to it."""

from __future__ import annotations

import http.client
import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from tests.served import accord, serving

DATA = Path(__file__).parents[2].parent / "shared" / "data"


class RefusalError(AssertionError):
    """The register refused a fact of the real history."""


@dataclass
class Caller:
    """A case system with one API key and one connection that it keeps."""

    connection: http.client.HTTPConnection
    key: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def post(
        self, path: str, body: dict, *, match: SimpleNamespace | None = None
    ) -> SimpleNamespace:
        headers = {
            "Idempotency-Key": f"import-{next(self._numbers)}",
            "Content-Type": "application/json",
        }
        if match is not None:
            headers["If-Match"] = match.etag
        answer = self._ask("POST", path, json.dumps(body), headers)
        if answer.status != 201:
            raise RefusalError(f"POST {path}: {answer.status} {answer.text}")
        return answer

    def get(self, path: str) -> SimpleNamespace:
        answer = self._ask("GET", path, None, {})
        if answer.status != 200:
            raise RefusalError(f"GET {path}: {answer.status} {answer.text}")
        return answer

    def _ask(self, method: str, path: str, body: str | None, headers: dict) -> SimpleNamespace:
        headers["Authorization"] = f"Bearer {self.key}"
        self.connection.request(method, f"/v1{path}", body, headers)
        response = self.connection.getresponse()
        raw = response.read()
        is_json = "json" in response.headers["Content-Type"]
        return SimpleNamespace(
            status=response.status,
            etag=response.headers.get("ETag"),
            text=raw.decode(),
            json=json.loads(raw) if is_json else None,
        )


@contextmanager
def register(url: str, folder: Path) -> Iterator[Caller]:
    """Create a key on the database, serve it on loopback, and yield who calls; stop it afterwards."""
    said = accord(
        "keys", "create", "--database", url, "--name", "the clerk of the import", "--can", "all"
    )
    with serving("serve", url, folder) as (address, _printed):
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
        try:
            yield Caller(connection, re.search(r"ak_live_\S+", said)[0])
        finally:
            connection.close()
