"""What a question as of an earlier state costs, first and again, against the same question as of now."""

from __future__ import annotations

import tempfile
from contextlib import closing
from time import perf_counter_ns

from benchmarks.bench_append import median
from benchmarks.bench_decision import decide, seated
from tests.http.office import Office, office

from accord.wiring import House, build

AGREEMENTS, ROUNDS = 20, 15


def main() -> None:
    """Print the cost of a question about one agreement, and of one about the whole register."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(build(f"sqlite:///{folder}/r.db")) as house,
    ):
        clerk = office(house)
        agreements = [seated(house, clerk) for _ in range(AGREEMENTS)]
        for agreement in agreements:
            decide(clerk, agreement)
        last = house.record.last_position()
        print(f"{last} entries, {AGREEMENTS} agreements of {last // AGREEMENTS} entries each")
        for name, path in (
            ("one agreement", f"/agreements/{agreements[3]}"),
            ("all parties", "/parties"),
        ):
            print(compare(house, clerk, name, path, last))


def compare(house: House, clerk: Office, name: str, path: str, last: int) -> str:
    """Ask as of now, for the first time as of each of several positions, and again."""
    now, first, again = [], [], []
    for position in range(last - ROUNDS, last):
        now.append(_asked(clerk, path))
        house.past.close()
        del house.__dict__["past"]
        first.append(_asked(clerk, f"{path}?known={position}"))
        again.append(_asked(clerk, f"{path}?known={position}"))
    was, built, kept = median(now), median(first), median(again)
    return (
        f"{name:14} now {was / 1e6:7.1f} ms, known: first {built / 1e6:8.1f} ms (ratio {built / was:7.1f}), "
        f"again {kept / 1e6:6.1f} ms (ratio {kept / was:4.1f})"
    )


def _asked(clerk: Office, path: str) -> int:
    began = perf_counter_ns()
    answer = clerk.get(path)
    took = perf_counter_ns() - began
    if answer.status_code != 200:
        raise RuntimeError(answer.text)
    return took
