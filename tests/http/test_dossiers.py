"""A dossier holds what a reader needs years later: gathered once, told in words, proved in the log."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from tests.http.cases.aftermath import recounted
from tests.http.cases.impacts import removed
from tests.http.refusing import assert_problem
from tests.http.test_grounds import amended

from accord import clock
from accord.demo import seeding
from accord.demo.secretariat import AGREEMENT
from accord.demo.signing import signing
from accord.http import create_app
from accord.text.forms.called import Names, time

ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
VOID = {"meta"}


class Nesting(HTMLParser):
    """A page whose tags close in the order in which they opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(p, path):
    answer = p.read(f"{path}/dossier?format=html")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    told = Nesting()
    told.feed(answer.text)
    assert told.open == []
    assert not told.seen & {"script", "link", "img", "iframe"}
    return answer.text


def dossier(p, path, asked=""):
    return p.read(f"{path}/dossier{asked}").json


def test_of_an_agreement_it_has_all_that_stands_under_it(at):
    p = amended(at)
    found = dossier(p, p.path)
    assert (found["kind"], found["id"], found["title"]) == (
        "agreement",
        p.agreement,
        "River partnership",
    )
    assert {party["name"] for party in found["parties"]} == {"city", "trust", "club"}
    assert found["agreement"] == p.read(p.path).json
    for name in ("roles", "obligations", "meetings"):
        assert found[name] == p.read(f"{p.path}/{name}?limit=200").json["items"]
    decided = [each["decision"] for each in found["decisions"]]
    assert decided == p.read(f"{p.path}/decisions").json["items"]
    assert found["history"] == p.read(f"{p.path}/history?limit=200").json["items"]
    assert found["authority"] == p.read(f"{p.path}/authority").json["acts"]
    same = p.read(f"/exceptions?agreement={p.agreement}&limit=200").json["items"]
    assert found["exceptions"] == same
    assert found["record"]["entries"] == [item["position"] for item in found["history"]]
    assert found["record"]["position"] == found["history"][-1]["position"]


def test_the_text_is_that_of_the_day_and_each_amendment_shows_its_redline(at):
    p = amended(at)
    before = dossier(p, p.path, "?at=2026-06-30")
    after = dossier(p, p.path, "?at=2026-07-01")
    assert "redline" not in before["amendments"][0]
    (amendment,) = after["amendments"]
    (change,) = amendment["redline"]
    assert (change["id"], change["change"]) == ("money", "changed")
    assert amendment["text_hash_before"] == before["text"]["text_hash"]
    assert amendment["text_hash_after"] == after["text"]["text_hash"]
    assert after["text"]["text_hash"] == p.read(f"{p.path}/text?at=2026-07-01").json["text_hash"]


def test_of_a_decision_it_has_the_rule_the_roll_and_the_verdict_in_words(at):
    p = at("certified")
    found = dossier(p, p.motion)
    (each,) = found["decisions"]
    assert each["decision"] == p.read(p.motion).json
    assert each["rolls"] == [{"voting": 1, "ballots": p.read(f"{p.motion}/ballots").json["items"]}]
    assert each["authority"] == p.read(f"{p.motion}/authority").json["acts"]
    codes = [why["code"] for item in found["exceptions"] for why in item["exceptions"]]
    assert codes == ["casting_vote", "moved_and_certified"]
    assert "text" not in found


def test_as_it_was_known_then_it_says_what_was_known_then(at):
    p = at("certified")
    before = p.position
    p.owe()
    then = dossier(p, p.path, f"?known={before}")
    assert then["obligations"] == []
    assert then["record"]["position"] == before
    assert len(dossier(p, p.path)["obligations"]) == 1


def test_the_page_of_an_agreement_tells_it_all(at):
    p = amended(at)
    text = page(p, p.path)
    for item in p.read(f"{p.path}/history?limit=200").json["items"]:
        assert f"<td>{item['position']}</td>" in text
    assert "<h2>Amendment: More money</h2>" in text
    for told in ("Roll of voting 1", "Carried.", "Cabinet minute 3", "/log/checkpoint", "SHA-256"):
        assert told in text


def test_the_page_calls_everything_by_name_and_lists_the_ids_once(at):
    p = amended(at)
    for path in (p.path, p.motion):
        before, _, ids = page(p, path).partition('<section class="part" id="ids">')
        spoken = re.sub("<style>.*?</style>", "", before, flags=re.DOTALL)
        spoken = spoken.replace("(simple_majority, version 1)", "")
        assert not re.findall(rf">[^<]*{ID}[^<]*<", spoken)
        assert not re.findall(r">[^<]*\b[a-z]+_[a-z_]+\b[^<]*<", spoken)
        assert f"<td>{p.agreement}</td>" in ids


def test_the_page_says_both_clocks_in_words_and_who_recorded_each_act(at):
    p = amended(at)
    text = page(p, p.path)
    position = p.position
    assert f"what held on {p.read(f'{p.path}/dossier').json['at']}, as days are counted in" in text
    assert f"what the register knew with entry {position}, recorded at" in text
    assert "<th>Recorded by</th>" in text
    first = p.read(f"{p.path}/history?limit=1").json["items"][0]
    assert f"<td>person …{first['recorded_by'][-8:]}, for the register&#x27;s office</td>" in text


def test_a_last_day_is_said_as_the_last_day(at):
    p = at("certified")
    p.hands.turn(days=3)
    removed(p, "seat-city", "2026-05-06")
    removed(p, "seat-club", "2026-05-01")
    text = page(p, p.path)
    assert "<td>2026-05-04</td><td>2026-05-05</td>" in text
    assert "<td>2026-05-04</td><td>on no day</td>" in text
    assert time("2026-04-01", "2029-04-01") == "from 2026-04-01 up to and including 2029-03-31"


def test_what_somebody_quotes_is_left_as_it_was_written():
    names = Names(posts={"chair": "Independent Chair"}, bodies={"board": "Board"})
    said = (
        "Post chair: the motion “post chair” came before the body board; the post chair, post cook."
    )
    assert names.sentence(said) == (
        "Post “Independent Chair”: the motion “post chair” came before the body “Board”; "
        "the post “Independent Chair”, post cook."
    )


@pytest.mark.parametrize("beyond", [None, recounted])
def test_the_page_of_a_decision_tells_it_all(at, beyond):
    p = at("governed carried", beyond) if beyond else at("certified")
    text = page(p, p.motion)
    assert p.read(p.motion).json["in_words"].partition(":")[0] in text
    assert len(re.findall("<h3>Roll of voting", text)) == 1


def test_what_a_clause_or_a_motion_says_is_never_markup(at):
    p = at("in force")
    decision = p.table(title="<b>Weir</b>", text="<script>alert(1)</script>")
    text = page(p, f"/decisions/{decision}")
    assert "&lt;script&gt;" in text
    assert "&lt;b&gt;Weir" in text


@pytest.mark.parametrize("stage", ["drafted", "adopted", "in force", "voting"])
def test_a_dossier_is_given_at_every_stage(at, stage):
    p = at(stage)
    assert page(p, p.path)
    assert dossier(p, p.path)["history"]


def test_a_dossier_that_is_kept_already_is_not_sent_again(at):
    p = at("certified")
    for asked in ("", "?format=html"):
        answer = p.secretary.get(f"{p.path}/dossier{asked}")
        again = p.secretary.get(
            f"{p.path}/dossier{asked}", **{"If-None-Match": answer.headers["ETag"]}
        )
        assert again.status_code == 304
    missing = p.secretary.get("/decisions/00000000-0000-4000-8000-000000000000/dossier")
    assert_problem(missing, 404, "not-found")
    assert p.secretary.get(f"{p.path}/dossier?format=pdf").status_code == 400


def test_the_page_of_the_demonstration_says_what_its_story_tells(tmp_path):
    url = f"sqlite:///{tmp_path}/demo.db"
    seeding.seed(url, clock.now())
    house = signing(url, anew=True)
    key = {"Authorization": f"Bearer {seeding.visitors_key(url)}"}
    path = f"/v1/agreements/{AGREEMENT}/dossier?format=html"
    text = create_app(house).test_client().get(path, headers=key).text
    house.close()
    for told in (
        "breach, given on ",
        ", taken back since</td>",
        "<td>text of 2",
        "Seat “Seat of Brightwater Energy plc” had no mandate on",
        "Further contribution to the Fund, for hardship, 60000 GBP, clause 7A Hardship fund",
        "its place is “Northmere Town Hall, the old library”, and not",
        "<dt>corrected by</dt><dd>person …",
        "<dt>act</dt><dd>laid down</dd>",
    ):
        assert told in text, told
    assert "mandate:" not in text
