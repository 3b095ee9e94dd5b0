"""A register served by `accord serve` in a process of its own, and a caller that speaks HTTP to it."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

DATA = Path(__file__).parents[2].parent / "shared" / "data"
_ACCORD = Path(sys.executable).with_name("accord")


class Refusal(AssertionError):
    """The register refused a fact of the real history."""


@dataclass
class Caller:
    """A case system with one API key and one connection that it keeps."""

    connection: http.client.HTTPConnection
    key: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def post(self, path: str, body: dict, *, match: SimpleNamespace | None = None) -> SimpleNamespace:
        headers = {"Idempotency-Key": f"import-{next(self._numbers)}", "Content-Type": "application/json"}
        if match is not None:
            headers["If-Match"] = match.etag
        answer = self._ask("POST", path, json.dumps(body), headers)
        if answer.status != 201:
            raise Refusal(f"POST {path}: {answer.status} {answer.text}")
        return answer

    def get(self, path: str) -> SimpleNamespace:
        answer = self._ask("GET", path, None, {})
        if answer.status != 200:
            raise Refusal(f"GET {path}: {answer.status} {answer.text}")
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
def register(url: str) -> Iterator[Caller]:
    """Create a key on the database, serve it on loopback, and yield who calls; stop it afterwards."""
    env = {**os.environ, "ACCORD_DATABASE_URL": url}
    made = subprocess.run(
        [_ACCORD, "keys", "create", "--name", "the clerk of the import", "--can", "all"],
        env=env, check=True, capture_output=True, text=True,
    ).stdout
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [_ACCORD, "serve", "--port", str(port)], env=env, stdout=subprocess.DEVNULL
    )
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        _until_ready(connection)
        yield Caller(connection, re.search(r"ak_live_\S+", made)[0])
        connection.close()
    finally:
        server.terminate()
        server.wait(30)


def _until_ready(connection: http.client.HTTPConnection) -> None:
    for _ in range(200):
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().read() and connection.sock is not None:
                return
        except (ConnectionError, http.client.HTTPException):
            connection.close()
        time.sleep(0.05)
    raise AssertionError("the register did not begin to serve within ten seconds")
