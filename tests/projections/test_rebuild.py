"""Read models are thrown away and built again: the same rows come back, without what was erased."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from tests.http.cases import ballots
from tests.http.cases.disputes import STAGES, raised
from tests.http.cases.impacts import learned
from tests.http.stages import SIGNATORIES, Partnership, begin

from accord.projections import rebuild
from accord.projections.views import metadata
from accord.store.schema import disclosure

SECRETS = {
    "The weir is my brother's.",
    "Ada of the River",
    "Because the old one was worn out",
    "The background of the dredging",
    "GB-NINO-1",
    "Ada the Second",
    "The clerk at Riverside 1",
    "clerk@northmere.example",
    "Say who pays, and when.",
    "The trust has paid nothing since April.",
}
Rows = dict[str, list[Any]]


def long_story(p: Partnership) -> None:
    """Everything that read models follow, in one life: persons, revisions, votes, amendments, an end."""
    p.reach("drafted")
    ada = {"kind": "person", "name": "Ada of the River"}
    ada["identifiers"] = [{"scheme": "GB-NINO", "value": "GB-NINO-1"}]
    person = p.secretary.done("/parties", ada)
    p.secretary.done(person.headers["Location"][3:] + "/names", name="Ada the Second", match=person)
    revised(p)
    negotiated(p)
    p.reach("tabled")
    voted(p)
    amended(p)
    emended(p)
    disputed(p)
    city = f"/parties/{p.party['city']}"
    p.secretary.done(
        f"{city}/names",
        name="Northmere",
        reason="Because the old one was worn out",
        match=p.read(city),
    )
    roles(p)
    owed(p)
    known(p)
    ended(p)
    met(p)
    settled(p)


def revised(p: Partnership) -> None:
    clauses = [
        {"id": "money", "num": "1", "heading": "Money", "text": "All of it.\n"},
        {"id": "purpose", "num": "2", "heading": "Purpose", "text": "To keep the river clean.\n"},
        {"id": "last", "text": "The end.\n"},
    ]
    for changes in (
        {"clauses": clauses, "title": "River compact"},
        {"posts": [*p.terms()["posts"], {"post": "pilot", "title": "Pilot"}]},
        {"parties": [{"party": p.party["city"], "class": "funder"}, *p.terms()["parties"][1:]]},
        {"clauses": clauses[:2], "posts": p.terms()["posts"], "term": {"ends_on": "2030-01-01"}},
    ):
        p.secretary.done(f"{p.path}/revisions", changes, match=p.read(p.path))


def negotiated(p: Partnership) -> None:
    """A change is asked for and declined, each party assents, and the mayor signs, twice."""
    own, city = p.path, p.party["city"]
    p.secretary.done(f"{own}/sharings", recipients=list(p.party.values()), match=p.read(own))
    words = {"clauses": ["money"], "request": "Say who pays, and when."}
    p.secretary.done(f"{own}/change-requests", party=city, **words)
    p.secretary.done(f"{own}/change-answers", number=1, answer="declined", match=p.read(own))
    p.reach("filled")
    for post, party in SIGNATORIES.items():
        asked = {"party": p.party[party], "matter": "adoption"}
        p.people[post].done(f"{own}/assents", **asked, match=p.read(own))
    p.reach("open for signature")
    mayor = p.people["mayor"]
    p.sign("mayor")
    mayor.done(f"{own}/signature-withdrawals", party=city, match=p.read(own))
    mayor.done(f"{own}/refusals-to-sign", party=city, reason="Unread.")
    p.secretary.done(f"{own}/signing-extensions", deadline="2026-06-09", match=p.read(own))


def voted(p: Partnership) -> None:
    p.people["seat-city"].done(
        f"{p.motion}/interests", seat="seat-city", statement="The weir is my brother's."
    )
    p.secretary.done(
        f"{p.motion}/recusals", seat="seat-city", ruling="recuse", match=p.read(p.motion)
    )
    p.open_vote(p.decision)
    p.people["seat-trust"].done(f"{p.motion}/ballots", seat="seat-trust", position="for")
    p.secretary.done(f"{p.motion}/roll-call", ballots=[ballots("for", "for", "against")[2]])
    p.secretary.done(f"{p.motion}/closure")
    given = p.people["chair"].done(f"{p.motion}/casting-vote", position="for")
    p.secretary.done(f"{p.motion}/certification", match=given)
    p.decide(p.table(background="The background of the dredging"), "for", "not_voting", "invalid")


def amended(p: Partnership) -> None:
    changes = (
        {"op": "substitute", "clause": "money", "text": "The city pays half.\n"},
        {"op": "insert", "clause": "fish", "text": "Fish are kept.\n", "before": "purpose"},
        {"op": "repeal", "clause": "purpose"},
    )
    p.amendment = p.amend(*changes)
    own = f"/amendments/{p.amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "for")
    p.secretary.done(f"{own}/adoption", effective_from="2026-07-01", match=p.read(own))
    p.amend({"op": "substitute", "clause": "money", "text": "Nothing.\n"}, title="Never adopted")
    stays = p.amendment
    p.amendment = p.amend({"op": "renumber", "clause": "money", "num": "9"}, title="Annulled")
    own = f"/amendments/{p.amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "for")
    p.secretary.done(f"{own}/adoption", effective_from="2026-08-01", match=p.read(own))
    by = {"authority": "instrument:Order 9", "reason": "Because the old one was worn out"}
    p.secretary.done(f"{own}/annulment", {"ab_initio": True, **by}, match=p.read(own))
    p.amendment = stays


def emended(p: Partnership) -> None:
    """A slip is put right in the adopted text and one in the amendment; a third is none, a fourth is taken back."""
    slips = (
        ("purpose", "text", "river clean", "rivers clean"),
        ("fish", "text", "are kept", "are cared for"),
        ("purpose", "heading", "Purpose", "Purposes"),
        ("money", "text", "half", "one half"),
    )
    reason = "Because the old one was worn out"
    for number, (clause, part, was, now) in enumerate(slips, 1):
        words = {"clause": clause, "part": part, "was": was, "now": now, "reason": reason}
        p.secretary.done(f"{p.path}/errata", words, objections_until="2026-06-30")
        if number > 2:
            continue
        for post, party in SIGNATORIES.items():
            said = {"erratum": number, "party": p.party[party]}
            p.people[post].done(f"{p.path}/erratum-assents", said)
        p.secretary.done(f"{p.path}/text-corrections", erratum=number, match=p.read(p.path))
    objection = {"erratum": 3, "party": p.party["trust"], "reason": reason}
    p.people["warden"].done(f"{p.path}/erratum-objections", objection)
    p.secretary.done(f"{p.path}/erratum-withdrawals", erratum=4, reason=reason)


def disputed(p: Partnership) -> None:
    """The city and the trust are at odds, and settle it before the chairs."""
    raised(*STAGES)(p)
    own = f"/disputes/{p.dispute}"
    for post in ("mayor", "warden"):
        agreed = {"party": p.party[SIGNATORIES[post]], "settlement_hash": "ab" * 32}
        p.people[post].done(f"{own}/settlement-agreements", agreed)


def settled(p: Partnership) -> None:
    """A seat had no mandate when the weir was voted on, and the chair settles what follows."""
    learned(p)
    own, reason = f"/impacts/{p.impact}", "Because the old one was worn out"
    p.secretary.done(f"{own}/settlement", outcome="no_action", reason=reason, match=p.read(own))


def roles(p: Partnership) -> None:
    p.people["warden"].done(
        f"/roles/{p.roles['warden']}/resignations", assignment=1, effective_to="2026-09-01"
    )
    own = f"/roles/{p.roles['captain']}"
    facts = {"assignment": 1, "authority": "instrument:Minute 9"}
    reason = "Because the old one was worn out"
    p.secretary.done(f"{own}/revocations", facts, reason=reason, match=p.read(own))


def known(p: Partnership) -> None:
    """What is known of the city, until the club stands in its place."""
    city = f"/parties/{p.party['city']}"
    address = {"address": "The clerk at Riverside 1", "email": "clerk@northmere.example"}
    reason = "Because the old one was worn out"
    club = {"successors": [p.party["club"]], "kind": "merged"}
    for path, facts in (
        ("identifiers", {"scheme": "LEI", "value": "5493001KJTIIGC8Y1R12"}),
        ("identifier-withdrawals", {"number": 2}),
        ("members", {"person": str(p.people["mayor"].principal)}),
        ("membership-endings", {"membership": 1, "effective_to": "2026-06-01"}),
        ("notices-addresses", address),
        ("deactivations", {"reason": reason}),
        ("reactivations", {"reason": reason}),
        ("successions", {**club, "reason": reason, "authority": "instrument:Merger Act"}),
    ):
        p.secretary.done(f"{city}/{path}", facts, match=p.read(city))
    place = {"predecessor": p.party["city"], "successor": p.party["club"]}
    p.secretary.done(f"{p.path}/successions", place, match=p.read(p.path))


def met(p: Partnership) -> None:
    """The board meets, after a meeting that did not take place."""
    notice = {"agreement": p.agreement, "body": "board", "place": "Town hall"}
    starts = "2026-05-20T16:00:00Z"
    for urgent in (True, False):
        facts = {**notice, "starts": starts, "urgent": urgent, "reason": "The weir"}
        own = p.secretary.done("/meetings", facts).headers["Location"][3:]
        seen = p.secretary.done(f"{own}/agendas", agenda=[p.decision], match=p.read(own))
        excuse = {"seat": "seat-city", "status": "excused"}
        seen = p.secretary.done(f"{own}/attendance", excuse)
        if urgent:
            p.secretary.done(f"{own}/calling-off", reason="Ill", match=seen)
    p.hands.turn(days=20)
    minutes = {"sha256": "ab" * 32, "title": "Minutes", "decisions": [p.decision]}
    p.secretary.done(f"{own}/attendance", seat="seat-city", status="remote")
    seen = p.secretary.done(f"{own}/minutes", minutes, match=p.read(own))
    p.secretary.done(f"{own}/minutes-adoption", match=p.read(own))


def owed(p: Partnership) -> None:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    own = f"/obligations/{p.owe(amount='12.50', unit='EUR')}"
    p.hands.turn(days=1)
    p.secretary.done(f"{own}/failures", reason="It was forgotten", match=p.read(own))
    cited = {"due_on": "2026-06-01", "authority": "instrument:Letter"}
    p.secretary.done(f"{own}/due-days", cited, match=p.read(own))
    p.secretary.done(f"{own}/part-fulfilments", statement="The first half", amount="6")
    p.secretary.done(f"{own}/fulfilments", evidence=[digest])


def ended(p: Partnership) -> None:
    motion = p.table(matter="termination")
    p.decide(motion, "for", "for", "for")
    facts = {"ground": "mutual", "decision": motion, "effective_from": "2026-12-01"}
    p.secretary.done(f"{p.path}/termination", facts, match=p.read(p.path))


def rows(p: Partnership) -> Rows:
    with p.house.engine.connect() as conn:
        return {
            table.name: sorted(map(repr, conn.execute(sa.select(table))))
            for table in metadata.sorted_tables
        }


def pages_of(p: Partnership, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    since = p.house.record.since
    monkeypatch.setattr(p.house.record, "since", lambda position: since(position, size))


@pytest.fixture
def p(database_url: str) -> Iterator[Partnership]:
    partnership = begin(database_url)
    long_story(partnership)
    yield partnership
    partnership.house.close()


def test_every_read_model_built_again_equals_the_one_kept(p, monkeypatch):
    kept = rows(p)
    assert all(kept.values()), [name for name, found in kept.items() if not found]
    for size in (500, 3, 1):
        pages_of(p, size, monkeypatch)
        told: list[int] = []
        assert rebuild(p.house.record, told.append) == p.position == sum(told)
        assert max(told) <= size
        for name, found in rows(p).items():
            assert found == kept[name], (name, size)
        monkeypatch.undo()


def test_what_was_asked_is_answered_alike_after_a_rebuild(p):
    paths = [p.path, f"{p.path}/text", f"{p.path}/text?at=2026-07-01&format=plain", p.motion]
    paths += [f"{p.motion}/ballots", f"{p.path}/history?limit=200", "/history?limit=200"]
    before = [p.read(path).data for path in paths]
    rebuild(p.house.record)
    assert [p.read(path).data for path in paths] == before


def test_what_was_erased_does_not_come_back(p):
    assert {word for word in SECRETS if word in everything(p)} == SECRETS
    with p.house.record.unit() as unit:
        kept = list(unit.conn.scalars(sa.select(disclosure.c.text).order_by(disclosure.c.digest)))
        digests = list(
            unit.conn.scalars(sa.select(disclosure.c.digest).order_by(disclosure.c.digest))
        )
        gone = digests[::2]
        unit.conn.execute(sa.delete(disclosure).where(disclosure.c.digest.in_(gone)))
    assert rebuild(p.house.record) == p.position
    remaining = {opened(text) for text in kept[1::2]}
    for word in SECRETS:
        assert (word in everything(p)) == (word in remaining), word
    p.read("/history?limit=200")
    p.read("/parties")


def test_without_any_disclosure_everything_is_still_answered(p):
    verdicts = [item["verdict"] for item in p.read("/decisions").json["items"]]
    with p.house.record.unit() as unit:
        unit.conn.execute(sa.delete(disclosure))
    rebuild(p.house.record)
    found = everything(p)
    assert not [word for word in SECRETS if word in found]
    assert [item["verdict"] for item in p.read("/decisions").json["items"]] == verdicts
    for path in ("/parties", "/history?limit=200", p.motion, f"{p.path}/text", "/amendments"):
        assert p.secretary.get(path).status_code == 200


def opened(text: str) -> str:
    """The value of a disclosure: salt, name and value, in JSON, in base64url."""
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))[2]


def everything(p: Partnership) -> str:
    """All that the read models hold, as text."""
    with p.house.engine.connect() as conn:
        cells = [
            cell
            for table in metadata.sorted_tables
            for row in conn.execute(sa.select(table))
            for cell in row
        ]
    return "\n".join(c.decode() if isinstance(c, bytes) else str(c) for c in cells)
