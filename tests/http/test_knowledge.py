"""Who was told what, and when: of each notice each party, with what proves it, by both clocks."""

from __future__ import annotations

from tests.http.cases.life import noticed

PROOF = "ab" * 32


def told(p):
    served = {"notice": 1, "party": p.party["trust"], "means": "courier", "evidence": [PROOF]}
    p.hands.turn(days=1)
    p.secretary.done(f"{p.path}/notice-services", served)
    p.hands.turn(days=1)
    facts = {"notice": 1, "party": p.party["trust"]}
    p.people["warden"].done(f"{p.path}/notice-acknowledgements", facts)


def knowledge(p, asked=""):
    return p.read(f"{p.path}/knowledge{asked}").json


def test_a_party_knows_of_a_notice_since_it_was_served(at):
    p = at("in force", noticed(90))
    told(p)
    (notice,) = knowledge(p)["notices"]
    by_party = {entry["party"]: entry for entry in notice["parties"]}
    assert set(by_party) == {p.party["trust"], p.party["club"]}
    assert "knows_since" not in by_party[p.party["club"]]
    trust = by_party[p.party["trust"]]
    assert trust["knows_since"] == "2026-05-05"
    assert [entry["how"] for entry in trust["told"]] == ["served", "acknowledged"]
    assert trust["told"][0]["evidence"] == [PROOF]
    assert trust["told"][1]["position"] == p.position


def test_what_was_known_on_a_day_and_what_the_register_knew(at):
    p = at("in force", noticed(90))
    before = p.position
    told(p)

    def known(asked):
        (notice,) = knowledge(p, asked)["notices"]
        return {entry["party"]: len(entry["told"]) for entry in notice["parties"]}[p.party["trust"]]

    assert known("?at=2026-05-04") == 0
    assert known("?at=2026-05-05") == 1
    assert known("?at=2026-05-06") == 2
    assert known(f"?known={before}") == 0
    assert knowledge(p, "?at=2026-05-03")["notices"] == []


def test_who_acknowledged_which_text(at):
    p = at("in force")
    hash_ = p.read(f"{p.path}/text").json["text_hash"]
    facts = {"party": p.party["club"], "text_hash": hash_}
    p.people["captain"].done(f"{p.path}/text-acknowledgements", facts)
    (text,) = knowledge(p)["texts"]
    assert (text["party"], text["text_hash"]) == (p.party["club"], hash_)
    assert (text["text_of"], text["on"]) == ("2026-05-04", "2026-05-04")
    told_ = p.read(f"{p.path}/history?order=newest&limit=1").json["items"][0]["sentence"]
    assert "acknowledged on 2026-05-04 that it has read the text of 2026-05-04" in told_


def test_a_text_that_was_amended_is_acknowledged_by_its_new_hash(at):
    p = at("amendment carried")
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", effective_from="2026-05-04", match=p.read(own))
    hash_ = p.read(f"{p.path}/text").json["text_hash"]
    assert hash_ != p.read(p.path).json["text_hash"]
    facts = {"party": p.party["club"], "text_hash": hash_}
    p.people["captain"].done(f"{p.path}/text-acknowledgements", facts)


def test_the_dossier_says_who_was_told(at):
    p = at("in force", noticed(90))
    told(p)
    assert p.read(f"{p.path}/dossier").json["knowledge"]["notices"] == knowledge(p)["notices"]
    page = p.read(f"{p.path}/dossier?format=html").text
    assert "courier" in page
    assert "the record does not show it" in page
