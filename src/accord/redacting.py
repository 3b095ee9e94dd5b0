"""Erasure on the command line: what is disclosed and must go, and the legal holds under which nothing goes."""

from __future__ import annotations

from uuid import UUID

import click

from accord import serving
from accord.application import Said
from accord.audit.erasing import erase
from accord.store.erasing import Where, found


@click.command()
@serving.url_option
@click.option("--stream", type=click.UUID, help="of what: the id of a party, decision, agreement …")
@click.option("--version", type=click.IntRange(min=1), help="of one entry of it")
@click.option("--field", help="of one field, as name or reason")
@click.option("--digest", "digests", multiple=True, help="the text that opens this digest")
@click.option("--ground", required=True, help="the legal ground, as “GDPR, Article 17(1)(b)”")
@click.option(
    "--authority", required=True, help="who orders it: instrument:…, decision:ID, role:ID"
)
@click.option("--reason", help="why; kept apart, so that it can be erased")
@click.option("--yes", is_flag=True, help="do not ask")
def redact(
    url: str,
    *,
    stream: UUID | None,
    version: int | None,
    field: str | None,
    digests: tuple[str, ...],
    ground: str,
    authority: str,
    reason: str | None,
    yes: bool,
) -> None:
    """Erase disclosed texts for good; what was recorded stays as it was, and proves itself as before.

    Refused while a legal hold stands on them (`accord legal-hold`).
    """
    if stream is None and not digests:
        raise click.UsageError("say with --stream or --digest which texts are to be erased")
    where = Where(stream, version, field, digests)
    with serving.in_words(url) as house:
        with house.engine.connect() as conn:
            for text in found(conn, where):
                click.echo(f"{text.stream}  {text.disclosure.name}  {text.disclosure.digest}")
        if not yes:
            click.confirm("Erase these texts? Nobody can bring them back.", abort=True)
        said = Said(authority=authority, reason=reason)
        operator = house.record.outside.new_id()
        gone = erase(house.record, operator, where, ground=ground, said=said)
    click.echo(f"{len(gone)} texts are erased. Replicas and backups are yours to see to.")


@click.group("legal-hold")
def legal_hold() -> None:
    """Place and lift legal holds, under which nothing is erased."""


@legal_hold.command("place")
@serving.url_option
@click.option("--stream", type=click.UUID, help="on what; without it, on the whole register")
@click.option("--ground", required=True, help="why, as “claim 4711 before the county court”")
def place(url: str, *, stream: UUID | None, ground: str) -> None:
    """Forbid to erase anything of a stream and what belongs to it, or of the whole register."""
    with serving.in_words(url) as house, house.command(house.record.outside.new_id()) as accord:
        number = accord.place_legal_hold(ground=ground, stream=stream).legal_holds.placed
    click.echo(f"legal hold {number} stands")


@legal_hold.command("lift")
@serving.url_option
@click.argument("number", type=int)
@click.option("--reason", help="why; kept apart, so that it can be erased")
def lift(url: str, *, number: int, reason: str | None) -> None:
    """Lift a hold."""
    said = Said(reason=reason)
    with (
        serving.in_words(url) as house,
        house.command(house.record.outside.new_id(), said) as accord,
    ):
        accord.lift_legal_hold(hold=number)
    click.echo(f"legal hold {number} is lifted")
