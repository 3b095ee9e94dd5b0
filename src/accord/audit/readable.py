"""What a person reads of a bundle without tools: its entries as a table, and a page that tells what happened."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import islice
from uuid import UUID

from accord import canonical
from accord.audit.bundle import EVENTS, REPORT, NotABundle, Scope
from accord.audit.findings import Check, Report
from accord.audit.packing import PIECE, Archive
from accord.audit.reading import Reading
from accord.events import Event
from accord.ledger.note import to_base64
from accord.projections.telling import tell
from accord.projections.telling.words import by_id
from accord.store.checkpoints import Signed
from accord.store.disclosures import Damaged
from accord.store.entry import decode
from accord.store.seen import Seen, Sight

COLUMNS = (
    "index", "recorded_at", "type", "stream", "version", "command", "recorded_by", "on_behalf_of", "authority"
)  # fmt: skip
NOT_CHECKED = "report.html is there to be read; nobody checks it. What holds is in the entries, and in events.csv."
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:16px/1.5 Georgia,serif;margin:2em auto;max-width:60em;padding:0 1em}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left;"
    "vertical-align:top}td:first-child{white-space:nowrap}"
)


def row(index: int, seen: Seen) -> bytes:
    """Write the line of `events.csv` for an entry."""
    acted = seen.env
    at = canonical.instant(seen.recorded_at)
    what = (index, at, seen.type, seen.agg, seen.ver, seen.cmd.id)
    return _line((*what, acted.recorded_by, acted.on_behalf_of, acted.authority))


def _line(values: Sequence[object]) -> bytes:
    """RFC 4180, with the line ends of that."""
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue().encode()


HEADING = _line(COLUMNS)


class Table:
    """Compares `events.csv` with the entries, as they come."""

    def __init__(self, report: Report, lines: Iterator[bytes]) -> None:
        self._report, self._lines = report, lines
        self._same(HEADING, "its heading")

    def compare(self, index: int, seen: Seen) -> None:
        """Compare the line of an entry; one with a break in a cell is several."""
        self._same(row(index, seen), f"the line of entry {index}")

    def _same(self, wanted: bytes, which: str) -> None:
        if b"".join(islice(self._lines, wanted.count(b"\n"))) != wanted:
            self._report.fail(Check.FILES, EVENTS, f"{which} is not what the entries say")

    def end(self) -> None:
        """Say where there are more lines than entries."""
        if next(self._lines, None) is not None:
            self._report.fail(Check.FILES, EVENTS, "it has more lines than there are entries")


@contextmanager
def compared(report: Report, archive: Archive, names: set[str], reading: Reading) -> Iterator[None]:
    """V1: a table of the entries, where there is one, says what they say; a page is nobody's proof."""
    there = {EVENTS, REPORT} & names
    if len(there) == 1 or not (there or reading.whole):
        raise NotABundle(f"{EVENTS} and {REPORT} come together, and with every part")
    names -= there
    if not there:
        yield
        return
    report.notes.append(NOT_CHECKED)
    table = Table(report, archive.lines(EVENTS))
    reading.besides = table.compare
    yield
    table.end()


class Readable:
    """Takes up the entries of a bundle as they are exported."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.sight = scope, Sight()
        self.lines = tempfile.SpooledTemporaryFile(PIECE)  # noqa: SIM115 - closed with it
        self.lines.write(HEADING)
        self.kinds: Counter[str] = Counter()
        self.told: list[tuple[str, Event]] = []
        self.names: dict[UUID, str] = {}

    def close(self) -> None:
        """Throw away what was put aside."""
        self.lines.close()

    def add(self, first: int, entries: Sequence[bytes]) -> None:
        """Take up entries, the first of which has this index."""
        for index, (entry, seen) in enumerate(
            zip(entries, self.sight.look(entries), strict=True), first
        ):
            if isinstance(seen, Damaged):
                raise seen
            self.lines.write(row(index, seen))
            self.kinds[seen.type] += 1
            if not self.scope.whole:
                self._tell(decode(entry, {}).event, seen)

    def _tell(self, event: Event, seen: Seen) -> None:
        if name := getattr(event, "legal_name", None):
            self.names[UUID(seen.agg)] = name
        self.told.append((canonical.instant(seen.recorded_at), event))

    def table(self) -> Iterator[bytes]:
        """Give `events.csv` in pieces."""
        self.lines.seek(0)
        while piece := self.lines.read(PIECE):
            yield piece

    def page(self, origin: str, signed: Signed) -> bytes:
        """Write `report.html`: it needs nothing else, runs nothing and fetches nothing."""
        facts = {
            "Register": origin,
            "Of": str(self.scope),
            "Entries here": str(self.kinds.total()),
            "Entries of the register": str(signed.size),
            "Root of its checkpoint": to_base64(signed.root),
        }
        parts = [
            (
                '<!doctype html><html lang="en"><head><meta charset="utf-8">'
                f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING}">'
                f"<title>{escape(origin)}: {escape(str(self.scope))}</title><style>{_STYLE}</style></head><body>"
            ),
            f"<h1>{escape(str(self.scope)).capitalize()}</h1>",
            (
                "<p>This page is there to be read; it proves nothing. What does is in the other files of this "
                "bundle: "
                "<code>accord verify</code> or <code>verify_accord.py</code> checks them, with a key of the register "
                "that you have from elsewhere. Each entry stands in <code>events.csv</code>.</p>"
            ),
            _table(("", ""), facts.items()),
            "<h2>Kinds of entries</h2>",
            _table(("Kind", "Entries"), sorted(self.kinds.items())),
        ]
        if self.told:
            sentences = ((at, tell(event, self._name)) for at, event in self.told)
            parts += ["<h2>What happened</h2>", _table(("Recorded", ""), sentences)]
        return "\n".join([*parts, "</body></html>\n"]).encode()

    def _name(self, id_: UUID) -> str:
        return self.names.get(id_) or by_id(id_)


def _table(heads: tuple[str, str], rows: object) -> str:
    lines = [f"<tr><th>{escape(heads[0])}</th><th>{escape(heads[1])}</th></tr>"]
    for one, other in rows:  # type: ignore[attr-defined]
        lines.append(f"<tr><td>{escape(str(one))}</td><td>{escape(str(other))}</td></tr>")
    return "<table>" + "\n".join(lines) + "</table>"
