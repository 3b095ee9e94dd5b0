"""/log: the tree, its checkpoint and proofs, as files that anybody may fetch and keep; entries with a key."""

from __future__ import annotations

import re

import flask
from flask import Response, request

from accord.aggregates.register import REGISTER, Register
from accord.errors import Malformed, NotFound
from accord.http.auth import authenticate
from accord.http.commands import house
from accord.ledger.merkle import HASH, consistency_proof, inclusion_proof
from accord.ledger.note import to_base64
from accord.ledger.proof import Proof
from accord.ledger.tiles import bundle, parse_path
from accord.store.checkpoints import Signed, size_of
from accord.store.tree import entries_of, hashes_of, nodes, nodes_for

blueprint = flask.Blueprint("log", __name__, url_prefix="/log")
_FOR_EVER = "max-age=31536000, immutable"
_SHORTLY = "public, max-age=1"
_NUMBER = re.compile("0|[1-9][0-9]{0,15}")


@blueprint.get("/checkpoint")
def checkpoint() -> Response:
    """Show how far the record has come, signed."""
    return _text(_signed().note, _SHORTLY)


@blueprint.get("/keys")
def keys() -> Response:
    """Show the keys that sign now; whom to trust is not for the register to say."""
    register = house().record.read(Register, REGISTER)
    return _text("".join(f"{vkey}\n" for vkey in register.log_keys), _SHORTLY)


@blueprint.get("/tile/<path:place>")
def tile(place: str) -> Response:
    """Give hashes of the tree, or the entries below them, to who has a key of the API."""
    found = parse_path(place)
    if found is None:
        raise NotFound(f"/log/tile/{place} is no place of a tile")
    wanted, entries = found
    if entries and (refused := authenticate(house())):
        return refused
    with house().engine.connect() as conn:
        size = size_of(conn)
        if not wanted.fits(size):
            raise NotFound(f"a tree of {size} entries has no tile {place}", size=size)
        if entries:
            return _bytes(bundle(entries_of(conn, wanted)), f"private, {_FOR_EVER}")
        hashes = hashes_of(conn, wanted.level, wanted.number, size)
        return _bytes(hashes[: wanted.width * HASH], f"public, {_FOR_EVER}")


@blueprint.get("/proof/<index>")
def proof(index: str) -> Response:
    """Prove that an entry stands in the log: this is the receipt of a command."""
    at, signed = _number("index", index), _signed()
    if at >= signed.size:
        raise NotFound(
            f"the newest checkpoint has {signed.size} entries; entry {at} is not among them",
            size=signed.size,
        )
    with house().engine.connect() as conn:
        path = inclusion_proof(nodes_for(conn, at, signed.size), at, signed.size)
    return _text(str(Proof(at, tuple(path), signed.note)), _SHORTLY)


@blueprint.get("/consistency")
def consistency() -> Response:
    """Prove that the log of `to` entries begins with that of `from` entries, unchanged."""
    old, new = (_number(name, ",".join(request.args.getlist(name))) for name in ("from", "to"))
    with house().engine.connect() as conn:
        size = size_of(conn)
        if not 0 < old <= new <= size:
            raise Malformed(
                f"say `from` and `to` with 1 <= from <= to <= {size}: so many entries there are",
                field="from",
            )
        path = consistency_proof(nodes(conn, new), old, new)
    return _text("".join(f"{to_base64(step)}\n" for step in path), f"public, {_FOR_EVER}")


def _signed() -> Signed:
    found = house().log.current()
    if found is None:
        raise NotFound(
            "nobody signs this register; its operator makes a key with `accord keys init-log`"
        )
    return found


def _number(name: str, text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise Malformed(f"{name} is a whole number in digits", field=name)
    return int(text)


def _text(body: str, cache: str) -> Response:
    return Response(body, 200, {"Cache-Control": cache}, content_type="text/plain; charset=utf-8")


def _bytes(body: bytes, cache: str) -> Response:
    headers = {"Cache-Control": cache}
    return Response(body, 200, headers, content_type="application/octet-stream")
