"""accord tally: a rule and a roll that stand in files, and what comes of them; no register is needed."""

from __future__ import annotations

from typing import Any, TextIO

import click
import msgspec

from accord.errors import Refused
from accord.http.api import read_json
from accord.rules.catalogue import rule_from
from accord.rules.trying import roll_as_written, rule_as_written, tried


@click.command()
@click.argument("rule", type=click.File(encoding="utf-8"))
@click.argument("roll", type=click.File(encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="the verdict and all reasons, as JSON")
def tally(rule: TextIO, roll: TextIO, *, as_json: bool) -> None:
    """Tell what a RULE makes of a ROLL: two files of JSON, as docs/reference/rules.md describes them."""
    sent, place = _read(rule), rule.name
    try:
        found = rule_from(rule_as_written(sent))
        sent, place = _read(roll), roll.name
        outcome = tried(found, roll_as_written(sent))
    except Refused as refusal:
        raise click.ClickException(f"{place}: {refusal.reason}") from refusal
    click.echo(msgspec.json.encode(outcome.to_data()).decode() if as_json else outcome.in_words)


def _read(file: TextIO) -> Any:  # noqa: ANN401 - JSON is any value
    try:
        return read_json(file.read())
    except ValueError as error:
        raise click.ClickException(f"{file.name}: this is no JSON: {error}") from error
