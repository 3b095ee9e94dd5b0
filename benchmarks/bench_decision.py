"""What a recorded decision of a hundred seats costs over HTTP, against its entries inserted raw and durable."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import groupby
from time import perf_counter_ns
from typing import Any
from uuid import UUID

import msgspec
from benchmarks.bench_append import Rows, databases, median
from tests.http.office import Office, office

from accord.aggregates.agreement import Body, ClassRule, PartyTerms, Post, Seat, Signatory, Terms
from accord.aggregates.party import PartyKind
from accord.application import Accord, Said
from accord.rules import Rule
from accord.text import Clause
from accord.wiring import House, build

ROUNDS, SEATS = 15, 100
MAJORITY = {"test": "share", "of": ["for"], "base": "cast", "op": ">", "at": "1/2"}
LATER = "9999-01-01T00:00:00Z"


def seated(house: House, clerk: Office) -> UUID:
    """Return an agreement in force whose board of a hundred seats is filled."""
    said = Said(authority="instrument:benchmark")
    with house.record.unit() as unit, unit.command():
        accord = house.desk(unit, clerk.principal, said)
        return _in_force(house, accord, clerk.principal)


def _in_force(house: House, accord: Accord, holder: UUID) -> UUID:
    new_id = house.record.outside.new_id
    ours, theirs = (
        accord.register_party(new_id(), kind=PartyKind.NONPROFIT, name=name).id
        for name in ("A", "B")
    )
    agreement = accord.draft_agreement(new_id(), terms=_terms(ours, theirs)).id
    posts = [("clerk", theirs), *((f"seat-{n}", ours) for n in range(SEATS))]
    for post, party in posts:
        role = accord.create_post(agreement=agreement, post=post)
        accord.assign_role(role.id, holder=holder, party=party)
        accord.accept_role(role.id, assignment=1)
    accord.adopt_text(agreement)
    text_hash = accord.open_for_signature(agreement).text_hash or ""
    for party in (ours, theirs):
        accord.said = Said(on_behalf_of=party)
        accord.sign(agreement, party=party, text_hash=text_hash, capacity="clerk")
    return agreement


def _terms(ours: UUID, theirs: UUID) -> Terms:
    rule = Rule.from_data(
        {"id": "majority", "name": "Majority", "pass": MAJORITY | {"measure": "count"}}
    )
    seats = tuple(Seat(post=f"seat-{n}", title=f"Seat {n}", party=ours) for n in range(SEATS))
    return Terms(
        title="Benchmark",
        parties=(PartyTerms(party=ours), PartyTerms(party=theirs)),
        clauses=(Clause(id="one", text="We decide."),),
        posts=(Post(post="clerk", title="Clerk", party=theirs),),
        bodies=(
            Body(id="board", name="Board", seats=seats, rules=(ClassRule(cls="all", rule=rule),)),
        ),
        signatories=(Signatory(party=ours, post="seat-0"), Signatory(party=theirs, post="clerk")),
    )


def decide(clerk: Office, agreement: UUID, **more: str) -> None:
    """Record one decision as an integrator does: five requests, a hundred ballots."""
    motion = clerk.done(
        "/decisions",
        agreement=str(agreement),
        body="board",
        title="T",
        text="T",
        **{"class": "all"},
        **more,
    )
    path = f"/decisions/{motion.json['id']}"
    clerk.done(f"{path}/voting", closes=LATER, match=motion)
    ballots = [{"seat": f"seat-{n}", "position": "for"} for n in range(SEATS)]
    clerk.done(f"{path}/roll-call", ballots=ballots)
    closed = clerk.done(f"{path}/closure")
    clerk.done(f"{path}/certification", match=closed)


def entries(house: House, since: int, id_: Callable[[UUID], Any]) -> list[Rows]:
    """Return the rows of what was recorded since, as batches of one command each."""
    found = house.record.entries(since, 1000)
    by_command = groupby(found, key=lambda row: msgspec.json.decode(row.state)["cmd"]["id"])
    return [
        [(id_(row.originator_id), row.originator_version, row.topic, row.state) for row in rows]
        for _, rows in by_command
    ]


def compare(house: House, insert: Callable[[Rows], None], id_: Callable[[UUID], Any]) -> str:
    """Both in turn, round after round, so that a busy machine slows both."""
    clerk = office(house)
    agreement = seated(house, clerk)
    ours, raw = [], []
    for _ in range(ROUNDS):
        since, began = house.record.last_position(), perf_counter_ns()
        decide(clerk, agreement)
        ours.append(perf_counter_ns() - began)
        batches = entries(house, since, id_)
        began = perf_counter_ns()
        for batch in batches:
            insert(batch)
        raw.append(perf_counter_ns() - began)
    tenths = median([10 * our // their for our, their in zip(ours, raw, strict=True)])
    micro = [median(times) // 1000 for times in (ours, raw)]
    return f"{micro[0]:6} us, raw {micro[1]:6} us, ratio {tenths // 10}.{tenths % 10}"


def main() -> None:
    with databases() as kinds:
        for name, url, raw, id_ in kinds:
            with closing(build(url)) as house, raw(url) as insert:
                print(
                    f"{name:10} a decision of {SEATS} ballots: {compare(house, insert, id_)}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
