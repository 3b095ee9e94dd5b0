"""The demonstration: an invented partnership with nine months of history, served on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click
from sqlalchemy.engine import make_url

from accord import clock, serving
from accord.demo import seeding
from accord.demo.banner import banner
from accord.demo.signing import folder_of, signing
from accord.errors import Refused

HOST = "127.0.0.1"


@click.command("demo")
@click.option("--database", "url", default="sqlite:///var/demo.db", show_default=True)
@click.option("--port", type=serving.port_type, default=8080, show_default=True)
@click.option("--serve/--no-serve", default=True, help="only seed and say what there is")
def command(url: str, port: int, *, serve: bool) -> None:
    """Seed an invented partnership in an empty database, and serve it on this machine only."""
    if serve:
        serving.check_port(
            HOST, port, f"make run PORT={port + 1} (or accord demo --port {port + 1})"
        )
    _make_folder(url)
    try:
        told = seeding.seed(url, clock.now(), lambda: _begins(url))
        key = seeding.visitors_key(url)
        house = signing(url, anew=told)
    except Refused as refusal:
        raise click.ClickException(refusal.reason) from refusal
    click.echo(f"accord: {_what_there_is(url, house.record.last_position(), told=told)}")
    shown = banner(house, f"http://{HOST}:{port}", key)
    house.close()
    if not serve:
        click.echo(shown)
    else:
        if (folder := folder_of(url)) is not None:
            os.environ[serving.LOG_FOLDER] = str(folder)
        serving.serve(url, HOST, port, workers=1, told=f"{shown}\nStop with Ctrl-C.")


def _begins(url: str) -> None:
    click.echo(f"accord: telling nine months of an invented partnership in {url} ...")


def _what_there_is(url: str, entries: int, *, told: bool) -> str:
    """Say whether the story was told now, or is left as it is, and how to have it told anew."""
    if told:
        return f"{entries} entries recorded."
    return (
        f"the partnership is in {url} already, with {entries} entries, and stays as it is. "
        "To have its story told anew, stop this, delete the database, and start again."
    )


def _make_folder(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
