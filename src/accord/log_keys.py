"""The keys of the log on the command line: who signs how far the record has come."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from accord import clock, serving
from accord.aggregates.register import REGISTER, Register
from accord.application import Said
from accord.errors import Refused
from accord.ledger.note import NotSigned, Signer
from accord.publishing.folder import Folder
from accord.wiring import House

_SAFE = "Keep the folder out of the backups of the database, and a copy of the key apart from both."


@click.command("init-log")
@serving.url_option
def init_log(url: str) -> None:
    """Make the key that signs the checkpoints of the record, and let it sign from here on.

    The private key lies in the folder that ACCORD_LOG_FOLDER names, in a file for its owner alone; where
    ACCORD_LOG_KEY holds a private key, that one is introduced, and no file is written.
    """
    with serving.in_words(url) as house:
        vkey = with_a_new_key(house, lambda accord, vkey: accord.introduce_log_key(vkey=vkey))
    click.echo(
        f"{vkey}\nsigns from here on. Give this line to everybody who is to check the record. {_SAFE}"
    )


@click.command("rotate-log")
@serving.url_option
def rotate_log(url: str) -> None:
    """Make another key and let it sign in the place of the newest, which signs beside it until the next rotation."""
    with serving.in_words(url) as house:
        vkey = with_a_new_key(house, lambda accord, vkey: accord.rotate_log_key(vkey=vkey))
    click.echo(
        f"{vkey}\nsigns from here on; the former key signs beside it until the next rotation. {_SAFE}"
    )


@click.command("revoke-log")
@serving.url_option
@click.argument("vkey")
@click.option("--reason", help="why; kept apart, so that it can be erased")
def revoke_log(url: str, vkey: str, reason: str | None) -> None:
    """Trust a key no longer: what it signs from here on does not count."""
    with serving.in_words(url) as house:
        operator = house.record.outside.new_id()
        with house.command(operator, Said(reason=reason)) as accord:
            accord.revoke_log_key(vkey=vkey)
    click.echo(f"{vkey}\nis revoked")


@click.command("show-log")
@serving.url_option
def show_log(url: str) -> None:
    """Print the public keys that sign now, a line each, for everybody who is to check the record."""
    with serving.in_words(url) as house:
        for vkey in house.record.read(Register, REGISTER).log_keys:
            click.echo(vkey)


@click.command()
@serving.url_option
def checkpoint(url: str) -> None:
    """Sign the record as it stands, and print the checkpoint."""
    with serving.in_words(url) as house:
        signed = house.log.current()
        if signed is None:
            raise Refused("no key signs here; `accord keys init-log` makes one")
    click.echo(signed.note, nl=False)


def with_a_new_key(house: House, introduce: Callable[[Any, str], object]) -> str:
    """Make a key, or take the configured one, and introduce it; return the line that others check by."""
    origin = house.record.read(Register, REGISTER).origin
    signer, file = _new_signer(house, origin)
    vkey = str(signer.verifier)
    try:
        with house.command(house.record.outside.new_id()) as accord:
            introduce(accord, vkey)
    except BaseException:
        if file is not None:
            with suppress(FileNotFoundError):
                file.unlink()
        raise
    house.log.current()
    return vkey


def _new_signer(house: House, origin: str) -> tuple[Signer, Path | None]:
    """Return the key that was configured, or a new one and its file."""
    folder: Folder | None = house.log.folder
    configured = house.log.configured()
    if configured is not None:
        return configured, None
    if folder is None:
        raise Refused(
            "say in ACCORD_LOG_FOLDER in which folder the key shall lie, or in ACCORD_LOG_KEY which it is"
        )
    try:
        signer = Signer.from_seed(origin, clock.new_seed())
    except NotSigned as error:
        raise Refused(
            f"the origin of this register, {origin}, cannot stand in a key: {error}"
        ) from None
    return signer, folder.add(signer)
