"""Two act at the same moment, on each database: one is first, and the other is told so."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from tests.http.cases import signature
from tests.http.office import Office
from tests.http.stages import SIGNATORIES, Partnership
from werkzeug.test import TestResponse

from accord.store.schema import event, idempotency

Request = Callable[[], TestResponse]


def at_once(*requests: Request) -> list[TestResponse]:
    """Send each from a thread of its own, all released together."""
    ready = threading.Barrier(len(requests))

    def send(request: Request) -> TestResponse:
        ready.wait(10)
        return request()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def apart(office: Office) -> Office:
    """The same key on a connection of its own."""
    return office.elsewhere(office.client.application.test_client())


def statuses(answers: list[TestResponse]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def recorded(p: Partnership, type: str) -> int:
    with p.house.engine.connect() as conn:
        query = sa.select(sa.func.count()).select_from(event).where(event.c.topic == type)
        return conn.scalar(query)


@pytest.mark.parametrize("many", [2, 6])
def test_one_key_sent_at_once_acts_once_and_is_answered_alike(anywhere, many):
    p = anywhere("registered")
    party = {"kind": "business", "name": "Mill"}
    before = p.position
    senders = [apart(p.secretary) for _ in range(many)]
    answers = at_once(*(lambda o=o: o.post("/parties", party, key="the-same") for o in senders))
    assert statuses(answers) == {201: many}
    assert len({answer.data for answer in answers}) == 1
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == many - 1
    assert p.types_after(before) == ["party.registered/1"]
    with p.house.engine.connect() as conn:
        kept = sa.select(sa.func.count()).where(idempotency.c.key == "the-same")
        assert conn.scalar(kept) == 1


def test_one_key_for_two_requests_at_once_serves_one(anywhere):
    p = anywhere("registered")
    one, other = apart(p.secretary), apart(p.secretary)
    answers = at_once(
        lambda: one.post("/parties", kind="business", name="Mill", key="k"),
        lambda: other.post("/parties", kind="business", name="Farm", key="k"),
    )
    assert statuses(answers) == {201: 1, 422: 1}
    assert recorded(p, "party.registered/1") == 4


def test_a_seat_votes_once_even_when_its_holder_clicks_twice(anywhere):
    p = anywhere("voting")
    path = f"{p.motion}/ballots"
    holder, again = apart(p.people["seat-city"]), apart(p.people["seat-city"])
    answers = at_once(
        lambda: holder.post(path, seat="seat-city", position="for"),
        lambda: again.post(path, seat="seat-city", position="against"),
    )
    assert statuses(answers) == {201: 1, 409: 1}
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json["detail"] == "the ballot of seat seat-city is already given"
    assert recorded(p, "decision.ballot_cast/1") == 1
    assert p.read(p.motion).json["ballots_given"] == 1


def test_every_seat_that_votes_at_once_is_counted(anywhere):
    p = anywhere("voting")
    holders = {seat: apart(p.people[seat]) for seat in ("seat-city", "seat-trust", "seat-club")}
    answers = at_once(
        *(
            lambda s=s, o=o: o.post(f"{p.motion}/ballots", seat=s, position="for")
            for s, o in holders.items()
        )
    )
    assert statuses(answers) == {201: 3}
    assert {answer.json["ballots_given"] for answer in answers} == {1, 2, 3}
    assert len({answer.headers["Accord-Position"] for answer in answers}) == 3


def test_two_revisions_of_one_version_cannot_both_stand(anywhere):
    p = anywhere("drafted")
    seen = p.read(p.path).headers["ETag"]
    one, other = apart(p.secretary), apart(p.secretary)
    answers = at_once(
        lambda: one.post(f"{p.path}/revisions", title="By the city", match=seen),
        lambda: other.post(f"{p.path}/revisions", title="By the trust", match=seen),
    )
    assert statuses(answers) == {201: 1, 412: 1}
    done, stale = sorted(answers, key=lambda answer: answer.status_code)
    assert stale.headers["ETag"] == done.headers["ETag"]
    assert p.read(p.path).json["title"] == done.json["title"]


def test_the_last_signatures_at_once_conclude_once(anywhere):
    p = anywhere("open for signature")
    assert p.sign("mayor").status_code == 201
    facts = signature(p)
    signers = {post: apart(p.people[post]) for post in ("warden", "captain")}
    answers = at_once(
        *(
            lambda post=post, o=o: o.post(
                f"{p.path}/signatures", {**facts, "party": p.party[SIGNATORIES[post]]}
            )
            for post, o in signers.items()
        )
    )
    assert statuses(answers) == {201: 2}
    assert {answer.json["stage"] for answer in answers} == {"open_for_signature", "in_force"}
    assert recorded(p, "agreement.signed/1") == 3
    assert recorded(p, "agreement.concluded/1") == 1
    assert recorded(p, "agreement.entry_into_force_fixed/1") == 1


def test_an_identifier_is_given_to_one_of_two(anywhere):
    p = anywhere("opened")
    senders = [apart(p.secretary) for _ in range(4)]
    lei = {"scheme": "LEI", "value": "5493001KJTIIGC8Y1R12"}
    party = {"kind": "business", "name": "x", "identifiers": [lei]}
    answers = at_once(*(lambda o=o: o.post("/parties", party) for o in senders))
    assert statuses(answers) == {201: 1, 409: 3}
    assert recorded(p, "party.registered/1") == 1


def test_the_feed_has_no_gap_while_six_write(anywhere):
    p = anywhere("opened")
    writers = [apart(p.secretary) for _ in range(6)]
    reader, stop = apart(p.secretary), threading.Event()

    def write(office: Office, number: int) -> TestResponse:
        for n in range(8):
            office.done("/parties", kind="business", name=f"{number}/{n}")
        return office.get("/parties?limit=1")

    def tail() -> list[int]:
        seen: list[int] = []
        while True:
            last = stop.is_set()
            page = reader.get(f"/events?after={seen[-1] if seen else 0}&limit=7").json
            seen += [item["position"] for item in page["items"]]
            assert page["next"] == (seen[-1] if seen else 0)
            if last and not page["items"]:
                return seen

    with ThreadPoolExecutor(1) as pool:
        tailed = pool.submit(tail)
        answers = at_once(*(lambda o=o, n=n: write(o, n) for n, o in enumerate(writers)))
        stop.set()
        seen = tailed.result(60)
    assert statuses(answers) == {200: 6}
    assert seen == list(range(1, p.position + 1))
    assert p.position >= 48


def test_a_walk_through_a_list_sees_each_thing_once_while_others_are_added(anywhere):
    p = anywhere("registered")
    for n in range(10):
        p.secretary.done("/parties", kind="business", name=f"before {n}")
    seen, cursor = [], ""
    while True:
        page = p.read(f"/parties?limit=3{cursor}").json
        seen += [item["id"] for item in page["items"]]
        if "next" not in page:
            break
        if len(seen) < 12:
            p.secretary.done("/parties", kind="business", name=f"during {len(seen)}")
        cursor = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen))
    everyone = {item["id"] for item in p.read("/parties?limit=200").json["items"]}
    assert set(seen) == everyone
