"""What the long answers cost that an auditor asks for, as the register grows: time for twice as much, and again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from time import process_time
from uuid import UUID

from benchmarks import bench_decision
from benchmarks.bench_decision import decide, seated
from tests.http.office import Office, office

from accord.aggregates.role import role_id
from accord.application import Said
from accord.wiring import House, build

SIZES, SEATS, ROUNDS = (50, 100, 200), 10, 3


def main() -> None:
    """Print the time of each answer under an agreement with so many decisions, and so many appointments."""
    bench_decision.SEATS = SEATS
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(build(f"sqlite:///{folder}/r.db")) as house,
    ):
        clerk = office(house)
        agreement = seated(house, clerk)
        done = 0
        for size in SIZES:
            for number in range(done, size):
                decide(clerk, agreement)
                appoint(house, clerk, agreement, number)
            done = size
            last = house.record.last_position()
            times = ", ".join(
                f"{name} {took:.0f} ms" for name, took in asked(clerk, agreement, last)
            )
            print(f"{size:4} decisions, {last:5} entries: {times}", flush=True)


def appoint(house: House, clerk: Office, agreement: UUID, number: int) -> None:
    """Let one clerk appoint to the same post for a day, and accept: two acts that should be two people's."""
    role, party = role_id(agreement, "seat-0"), _first_party(clerk, agreement)
    day = house.record.outside.now().date() + timedelta(days=number + 1)
    said = Said(authority="instrument:benchmark")
    with house.record.unit() as unit, unit.command():
        accord = house.desk(unit, clerk.principal, said)
        if not number:
            accord.resign(role, assignment=1, effective_to=day)
        until = day + timedelta(days=1)
        accord.assign_role(
            role, holder=clerk.principal, party=party, effective_from=day, effective_to=until
        )
    with house.record.unit() as unit, unit.command():
        house.desk(unit, clerk.principal, said).accept_role(role, assignment=number + 2)


def _first_party(clerk: Office, agreement: UUID) -> UUID:
    return UUID(clerk.get(f"/agreements/{agreement}").json["parties"][0]["party"])


def asked(clerk: Office, agreement: UUID, last: int) -> Iterator[tuple[str, float]]:
    """Return what each answer took of the processor, at its best."""
    for name, path in (
        ("dossier", f"/agreements/{agreement}/dossier"),
        ("exceptions", "/exceptions?limit=200"),
        ("one kind", "/exceptions?limit=200&kind=duties"),
        ("findings", "/findings?limit=200"),
        ("changes", f"/changes?from={last // 2}&limit=50"),
        ("text then", f"/agreements/{agreement}/text?known={last - 1}"),
    ):
        yield name, min(_took(clerk, path) for _ in range(ROUNDS)) * 1000


def _took(clerk: Office, path: str) -> float:
    began = process_time()
    answer = clerk.get(path)
    took = process_time() - began
    if answer.status_code != 200:
        raise RuntimeError(answer.text)
    return took


if __name__ == "__main__":
    main()
