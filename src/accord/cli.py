"""accord on the command line: serve, migrate, rebuild, replay, lint, tally, keys, export, verify, redact, demo."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import click

from accord import auditing, canonical, demo, log_keys, projections, redacting, serving, tallying
from accord.aggregates.register import REGISTER, Capability, Register
from accord.audit.replay import replay as audit_replay
from accord.errors import NotFound, Refused
from accord.http.linting import remarks_on
from accord.projections.knowing import known_at
from accord.rules.linting import Gravity, Remark
from accord.store import answers
from accord.store.engine import make_engine
from accord.store.migrate import migrate as migrate_database


@click.group(cls=serving.Plainly)
@click.version_option(package_name="accord")
def main() -> None:
    """Keep the record of what organisations agree and decide together."""


@main.command()
@serving.url_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=serving.port_type, default=8080, show_default=True)
@click.option("--workers", default=2, show_default=True, help="processes; SQLite always has one")
def serve(url: str, host: str, port: int, workers: int) -> None:
    """Serve the API. An empty database is migrated first."""
    serving.check_port(host, port, f"--port {port + 1}")
    with serving.in_words(url):
        pass
    told = f"accord is at http://{host}:{port} (API: /v1, its description: /docs)"
    serving.serve(url, host, port, workers, told=told)


@main.command()
@serving.url_option
def migrate(url: str) -> None:
    """Bring the database to the schema of this accord."""
    try:
        engine = make_engine(url)
        migrate_database(engine)
        engine.dispose()
    except Refused as refusal:
        raise click.ClickException(refusal.reason) from refusal
    click.echo("the database has the schema of this accord")


@main.command()
@serving.url_option
def rebuild(url: str) -> None:
    """Throw the read models away and build them again from the record."""
    with serving.in_words(url) as house:
        total = house.record.last_position()
        with click.progressbar(length=total, label=f"{total} events") as bar:
            projections.rebuild(house.record, bar.update)


@main.command()
@serving.url_option
@click.option(
    "--until",
    required=True,
    callback=lambda _context, _option, said: _position_or_instant(said),
    help="a position of the record, or an instant with its offset",
)
@click.option("--into", required=True, help="sqlite:///file, a new one")
@click.option("--port", type=serving.port_type, help="serve it there, read-only")
def replay(url: str, until: int | datetime, into: str, port: int | None) -> None:
    """Build the register as it was known then in a database of its own, for reading."""
    if port is not None:
        serving.check_port("127.0.0.1", port, f"--port {port + 1}")
    with serving.in_words(url) as house:
        with house.engine.connect() as conn:
            known = known_at(conn, until, house.record.outside.now())
        with click.progressbar(length=known.position, label=f"{known.position} events") as bar:
            key = audit_replay(house.record, known.position, into, bar.update)
    click.echo(f"the register as it was known at {canonical.instant(known.recorded_at)}: {into}")
    click.echo(f"key {key}")
    if port is not None:
        told = f"accord is at http://127.0.0.1:{port}, for reading"
        serving.serve(into, "127.0.0.1", port, 1, told=told)


def _position_or_instant(until: str) -> int | datetime:
    if until.isdigit():
        return int(until)
    try:
        found = datetime.fromisoformat(until)
    except ValueError:
        found = datetime.min  # noqa: DTZ901 - has no offset
    if found.tzinfo is None:
        raise click.UsageError(
            "--until is a position, or an instant with its offset: 2026-03-31T18:00:00Z"
        )
    return found


@main.command()
@serving.url_option
@click.argument("agreement", type=click.UUID, metavar="AGREEMENT_ID")
@click.option(
    "--at", type=click.DateTime(["%Y-%m-%d"]), help="the day to look at; by default today"
)
def lint(url: str, agreement: UUID, at: datetime | None) -> None:
    """Look for what is odd about the rules of an agreement; the exit code is 1 where something is grave."""
    with serving.in_words(url) as house:
        day, remarks = remarks_on(house, agreement, at.date() if at else None)
    for remark in remarks:
        click.echo(_told(remark))
    grave = sum(remark.gravity is Gravity.GRAVE for remark in remarks)
    click.echo(f"{len(remarks)} remarks on the terms of {day}, of which {grave} are grave")
    if grave:
        raise SystemExit(1)


def _told(remark: Remark) -> str:
    where = f"{remark.pointer}, clause {remark.clause}" if remark.clause else remark.pointer
    lines = [f"{remark.gravity} {remark.code} ({where})", f"  {remark.sentence}"]
    if remark.roll is not None:
        stand = ", ".join(f"{seat} {position}" for seat, position in remark.roll.seats)
        lines.append(f"  {stand}: {remark.roll.verdict}")
    return "\n".join(lines)


@main.group()
def keys() -> None:
    """Create, list and revoke API keys and keys of the log; enrol and retire principals."""


@keys.command("create")
@serving.url_option
@click.option("--name", help="who this is; kept apart, so that it can be erased")
@click.option(
    "--label",
    default="",
    help='which system the key is for, as "case system of the council"; kept in clear: no person',
)
@click.option(
    "--party", type=click.UUID, help="the party acted for; without it, the register's office"
)
@click.option(
    "--can", "capabilities", multiple=True, help="a capability, or `all`; may be repeated"
)
@click.option(
    "--principal", type=click.UUID, help="another key for a principal that is enrolled already"
)
def create(
    url: str,
    *,
    name: str | None,
    label: str,
    party: UUID | None,
    capabilities: tuple[str, ...],
    principal: UUID | None,
) -> None:
    """Enrol a principal and print its API key, once; with --principal, print another key for it."""
    if principal is None and not name:
        raise click.UsageError("say with --name who is enrolled")
    if principal is not None and (name or party or capabilities):
        raise click.UsageError(
            "a principal has its name, party and capabilities from when it was enrolled; with "
            "--principal, say only --label"
        )
    with serving.in_words(url) as house:
        who = principal or house.record.outside.new_id()
        with house.record.unit() as unit, unit.command():
            if principal is None:
                able = _capabilities(capabilities)
                house.desk(unit, who).enrol_principal(
                    principal=who, party=party, capabilities=able, name=name
                )
            elif who not in unit.read(Register, REGISTER).mandates:
                raise NotFound(f"there is no principal {who} enrolled in this register")
            key = answers.create_key(unit.conn, who, label)
    click.echo(f"principal {who}\nkey {key}\nKeep the key; only its hash is stored.")


def _capabilities(names: tuple[str, ...]) -> tuple[Capability, ...]:
    if names == ("all",):
        return tuple(Capability)
    try:
        return tuple(Capability(name) for name in names)
    except ValueError as error:
        known = ", ".join(Capability)
        raise click.ClickException(f"{error}; the capabilities are: all, {known}") from error


@keys.command("list")
@serving.url_option
def list_(url: str) -> None:
    """List the keys, without their secrets."""
    with serving.in_words(url) as house, house.engine.connect() as conn:
        for key in answers.list_keys(conn):
            state = f"revoked {key.revoked_at}" if key.revoked_at else "in use"
            click.echo(f"{key.id}  {key.principal}  {key.created_at}  {state}  {key.label}")


@keys.command()
@serving.url_option
@click.argument("key_id")
def revoke(url: str, key_id: str) -> None:
    """Stop a key at once."""
    with serving.in_words(url) as house, house.record.unit() as unit:
        answers.revoke_key(unit.conn, key_id)
    click.echo(f"key {key_id} is revoked")


@keys.command()
@serving.url_option
@click.argument("principal", type=click.UUID)
def retire(url: str, principal: UUID) -> None:
    """End the mandate of a principal, and stop all its keys at once."""
    with serving.in_words(url) as house:
        operator = house.record.outside.new_id()
        with house.record.unit() as unit, unit.command():
            house.desk(unit, operator).retire_principal(principal=principal)
            stopped = answers.revoke_keys_of(unit.conn, principal)
    click.echo(
        f"principal {principal} is retired; {stopped} of its keys were in use and are revoked"
    )


for _command in (log_keys.init_log, log_keys.show_log, log_keys.rotate_log, log_keys.revoke_log):
    keys.add_command(_command)
for _command in (
    log_keys.checkpoint,
    tallying.tally,
    auditing.export,
    auditing.certificate,
    auditing.verify,
    redacting.redact,
    redacting.legal_hold,
):
    main.add_command(_command)
main.add_command(demo.command)
