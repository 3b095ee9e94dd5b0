"""A recount over HTTP: the verdict that it came to stands beside the one that was certified."""

from __future__ import annotations

from tests.http.cases.aftermath import RECOUNT, recounted
from tests.http.cases.choices import opened
from tests.http.stages import SEATS


def test_a_recount_stands_beside_what_was_certified(at):
    p = at("governed carried", recounted)
    (ordered,) = p.read(p.motion).json["recounts"]
    assert {"ground", "authority", "reason"} <= ordered.keys()
    assert "verdict" not in ordered

    shown = p.secretary.done(f"{p.motion}/recount-certification", {}, match=p.read(p.motion)).json
    (recount,) = shown["recounts"]
    assert (recount["was"], recount["verdict"]) == ("carried", "carried")
    assert recount["evaluator"] == "accord-rules/1"
    assert shown["stage"] == "effective"
    told = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"][0]["sentence"]
    assert told.endswith("the motion is carried, as before (recount 1).")


def test_a_second_recount_waits_for_the_first(at):
    p = at("governed carried", recounted)
    refused = p.secretary.post(f"{p.motion}/recounts", RECOUNT, match=p.read(p.motion))
    assert refused.status_code == 409
    assert "recount 1 is ordered already" in refused.json["detail"]


def test_a_choice_among_options_is_recounted_and_who_is_chosen_stands_beside_who_was(at):
    p = at("in force", opened)
    chosen = zip(SEATS, (["weir"], ["weir"], []), strict=True)
    p.secretary.done(f"{p.motion}/roll-call", ballots=[{"seat": s, "choice": x} for s, x in chosen])
    p.secretary.done(f"{p.motion}/closure")
    p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion))
    recounted(p)

    shown = p.secretary.done(f"{p.motion}/recount-certification", {}, match=p.read(p.motion)).json
    (recount,) = shown["recounts"]
    assert (recount["was"], recount["verdict"]) == ("carried", "carried")
    assert (recount["was_chosen"], recount["chosen"]) == (["weir"], ["weir"])
    assert recount["in_words"] == shown["in_words"]
    assert (shown["stage"], shown["chosen"]) == ("effective", ["weir"])
    told = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"][0]["sentence"]
    assert told.startswith("Counted again by accord-rules/1, it comes out as before (recount 1): ")
    assert "A weir is elected" in told
