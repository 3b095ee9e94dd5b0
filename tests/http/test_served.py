"""What only a served register shows: bodies as they come over a socket, and headers sent twice."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator

import pytest
from tests.served import accord, serving

FACTS = b'{"kind": "business", "name": "Mill"}'


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Iterator[tuple[int, str]]:
    """The port of a served register, and a key."""
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder}/register.db"
    printed = accord("keys", "create", "--database", url, "--name", "Ada", "--can", "all")
    with serving("serve", url, folder) as (address, _):
        yield int(address.rpartition(":")[2]), re.findall(r"^key (\S+)$", printed, re.MULTILINE)[0]


def said(port: int, request: bytes) -> tuple[int, dict]:
    """Send these bytes; return the status and the JSON that come back."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall(request)
        answer = b"".join(iter(lambda: wire.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def head(key: str, *more: str) -> bytes:
    lines = (
        "POST /v1/parties HTTP/1.1",
        "Host: accord",
        "Connection: close",
        f"Authorization: Bearer {key}",
        "Content-Type: application/json",
        *more,
    )
    return "\r\n".join([*lines, "", ""]).encode()


def chunks(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def test_a_body_says_its_length_before_it_comes(register):
    port, key = register
    request = head(key, "Idempotency-Key: a", "Transfer-Encoding: chunked") + chunks(FACTS)
    status, problem = said(port, request)
    assert (status, problem["type"]) == (411, "/problems/length-required")
    assert problem["detail"].startswith("say in Content-Length how long the body is")


def test_a_body_larger_than_it_may_be_is_not_read_in_chunks_either(register):
    port, key = register
    many = b"".join(b"100000\r\n" + b"x" * 2**20 + b"\r\n" for _ in range(9))
    request = head(key, "Idempotency-Key: b", "Transfer-Encoding: chunked") + many
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        try:
            wire.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            return  # the server hung up before it was all sent
        assert wire.recv(100).startswith(b"HTTP/1.1 411 ")


def test_no_body_at_all_has_no_length_to_say(register):
    port, key = register
    status, problem = said(port, head(key, "Idempotency-Key: c"))
    assert (status, problem["type"]) == (400, "/problems/malformed")


@pytest.mark.parametrize(
    ("twice", "status", "words"),
    [
        (("Idempotency-Key: d", "Idempotency-Key: e"), 400, "one key"),
        (("Idempotency-Key: g", "Authorization: Bearer x"), 401, "unknown"),
    ],
)
def test_neither_of_two_keys_is_taken(register, twice, status, words):
    port, key = register
    length = f"Content-Length: {len(FACTS)}"
    found, problem = said(port, head(key, *twice, length) + FACTS)
    assert found == status
    assert words in problem["detail"]


def test_what_is_sent_as_it_should_be_is_recorded(register):
    port, key = register
    length = f"Content-Length: {len(FACTS)}"
    status, party = said(port, head(key, "Idempotency-Key: h", length) + FACTS)
    assert (status, party["name"]) == (201, "Mill")
