"""The auditor on the command line: export what proves the record, and verify it, also without the register."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import click
import sqlalchemy as sa

from accord import serving
from accord.audit.bundle import Scope
from accord.audit.certificate import certify
from accord.audit.database import verify_database
from accord.audit.export import export as export_bundle
from accord.audit.findings import Outcome, Report
from accord.audit.single import verify_certificate, verify_receipt
from accord.audit.trust import parsed
from accord.audit.verifying import Brought, verify_bundle
from accord.errors import Refused
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import NotSigned, Verifier, WeakKey
from accord.ledger.proof import FORMAT as PROOF
from accord.store.checkpoints import Signed
from accord.wiring import House


def _new(_context: click.Context, _option: click.Parameter, into: Path) -> Path:
    if into.exists():
        raise click.BadParameter(f"{into} is there already; name a new file")
    return into


_into = click.option(
    "--into",
    type=click.Path(path_type=Path),
    required=True,
    callback=_new,
    help="a new file",
)
RECEIPT = f"{PROOF}\n".encode()


@click.command()
@serving.url_option
@click.option("--agreement", type=click.UUID, help="only what concerns this agreement")
@click.option("--decision", type=click.UUID, help="only what concerns this decision")
@click.option("--without-disclosures", is_flag=True, help="leave out the texts that can be erased")
@click.option(
    "--readable", is_flag=True, help="add what people read without tools; a part always has it"
)
@_into
def export(
    url: str,
    *,
    agreement: UUID | None,
    decision: UUID | None,
    without_disclosures: bool,
    readable: bool,
    into: Path,
) -> None:
    """Write the record, with what proves it, into one file for an auditor."""
    if agreement and decision:
        raise click.UsageError("say --agreement or --decision, not both")
    named = {"agreement": agreement, "decision": decision}
    kind, id_ = next(((kind, id_) for kind, id_ in named.items() if id_), ("log", None))
    with serving.in_words(url) as house:
        signed = _signed(house)
        with _whole_or_not_at_all(into) as out:
            number = export_bundle(
                house.record,
                signed,
                Scope(kind, id_),
                out,
                disclosures=not without_disclosures,
                readable=readable,
            )
    click.echo(f"{number} entries, under the checkpoint of {signed.size}: {into}")


@click.command()
@serving.url_option
@click.argument("decision", type=click.UUID, metavar="DECISION_ID")
@_into
def certificate(url: str, *, decision: UUID, into: Path) -> None:
    """Write the certificate of a decision: the vote, its verdict and reasons, and what proves them."""
    with serving.in_words(url) as house, _whole_or_not_at_all(into) as out:
        out.write(certify(house.record, _signed(house), decision))
    click.echo(f"the certificate of decision {decision}: {into}")


def _signed(house: House) -> Signed:
    found = house.log.current()
    if found is None:
        raise Refused(
            "no key signs here, so nothing could be proven; `accord keys init-log` makes one"
        )
    return found


@contextmanager
def _whole_or_not_at_all(into: Path) -> Iterator[IO[bytes]]:
    part = into.with_name(f"{into.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(into)
    finally:
        part.unlink(missing_ok=True)


@click.command()
@click.argument("what", metavar="WHAT")
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="a key of the log that you trust: name+id+key, or a file of such lines",
)
@click.option(
    "--known",
    "kept",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a checkpoint that you kept from before",
)
@click.option(
    "--entry",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="the entry that a receipt proves",
)
@click.option("--no-replay", is_flag=True, help="do not work anything out again (V10)")
@click.option("--json", "as_json", is_flag=True, help="print the report as JSON")
def verify(
    what: str,
    keys: tuple[str, ...],
    kept: tuple[Path, ...],
    *,
    entry: Path | None,
    no_replay: bool,
    as_json: bool,
) -> None:
    """Check a bundle, a certificate, a receipt or a database against a key of the log that you trust.

    The exit code is 0 where it is verified, 1 where it is not what was recorded, 2 where the question cannot
    be understood, 3 where something is missing, so that nobody can say.
    """
    if "://" not in what and not Path(what).exists():
        reason = f"there is no file {what}, and it is no sqlite:///file or postgresql://…"
        raise click.UsageError(reason)
    known = tuple(map(_known, kept))
    with _bar() as progress:
        brought = Brought(tuple(_keys(keys)), known, replay=not no_replay, progress=progress)
        if "://" in what:
            report = _in_words(lambda: verify_database(what, brought))
        else:
            report = _of_a_file(Path(what), entry, brought)
    click.echo(
        json.dumps(report.to_data(), ensure_ascii=False, indent=2) if as_json else str(report)
    )
    if report.outcome is not Outcome.VERIFIED:
        raise SystemExit(report.outcome)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Show how far it has come to who watches; nothing goes between the lines of a report."""
    with ExitStack() as shown:
        bars: list[Any] = []

        def progress(done: int, of: int) -> None:
            if not bars:
                bar = click.progressbar(length=of, label=f"{of} entries", file=sys.stderr)
                bars.append(shown.enter_context(bar))
            bars[0].update(done)

        yield progress if sys.stderr.isatty() else lambda _done, _of: None


def _of_a_file(file: Path, entry: Path | None, brought: Brought) -> Report:
    """Tell by how it begins what was handed over."""
    begins = b"" if file.is_dir() else _beginning(file)
    if begins == RECEIPT:
        return verify_receipt(file.read_bytes(), entry.read_bytes() if entry else None, brought)
    if begins.startswith(b"{"):
        return verify_certificate(file.read_bytes(), brought)
    return verify_bundle(file, brought)


def _beginning(file: Path) -> bytes:
    with file.open("rb") as read:
        return read.read(len(RECEIPT))


def _in_words(look: Callable[[], Report]) -> Report:
    try:
        return look()
    except (Refused, sa.exc.SQLAlchemyError) as error:
        raise click.UsageError(f"this database cannot be read: {error}") from None


def _keys(given: tuple[str, ...]) -> list[str]:
    lines = []
    for one in given:
        file = Path(one)
        is_file = "+" not in one and file.is_file()
        lines += _lines(file) if is_file else [one]
    try:
        return [str(Verifier.parse(line)) for line in lines]
    except (NotSigned, WeakKey) as error:
        raise click.UsageError(f"--key: {error}") from None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        reason = f"{file} is no file of keys: a key is a line of plain text, name+id+key"
        raise click.UsageError(f"--key: {reason}") from None


def _known(file: Path) -> Checkpoint:
    try:
        return parsed(file.read_bytes())[0]
    except NotSigned as error:
        raise click.UsageError(f"--known: {file} holds no checkpoint: {error}") from None
