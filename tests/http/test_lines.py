"""Names and titles stand on one line; texts keep every character but U+0000."""

import pytest

ONE_LINE = ["a\nb", "a\tb", "a\x1b[31mb", "a\x7fb", "a\u2028b", "a\x00b"]
TURNED = ["a\u202eb", "a\u202ab", "a\u2066b", "a\u2069b", "a\u200eb", "a\u200fb", "a\u061cb"]
UNSEEN = ["   ", "\u200b", "\u200d\u00a0", "\u00ad", "\ufeff", "\u2060\u3000", "\u3164", "\ufe0f"]
SEEN = ["a\u200db", "می‌خواهم", "שלום", "👩‍🚀", "ก็", "*"]


@pytest.mark.parametrize("name", [*ONE_LINE, *TURNED], ids=ascii)
def test_a_name_stands_on_one_line(at, name):
    p = at("in force")
    before = p.position

    answer = p.secretary.post("/parties", kind="nonprofit", name=name)

    assert answer.status_code == 400
    assert answer.json["errors"][0]["pointer"] == "/name"
    assert f"U+{ord(name[1]):04X}" in answer.json["detail"]
    assert p.position == before


@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
def test_a_name_can_be_seen(at, name):
    answer = at("opened").secretary.post("/parties", kind="nonprofit", name=name)

    assert (answer.status_code, answer.json["detail"]) == (
        400,
        "/name: this holds nothing that can be seen; write words, or leave it out",
    )


@pytest.mark.parametrize("name", [" a", "a ", "a\u00a0", "\u3000a"], ids=ascii)
def test_a_name_has_no_space_around_it(at, name):
    answer = at("opened").secretary.post("/parties", kind="nonprofit", name=name)

    assert (answer.status_code, answer.json["detail"]) == (
        400,
        "/name: this begins or ends with space; leave that out",
    )


@pytest.mark.parametrize("name", SEEN, ids=ascii)
def test_every_script_can_write_its_names(at, name):
    answer = at("opened").secretary.post("/parties", kind="nonprofit", name=name)

    assert (answer.status_code, answer.json["name"]) == (201, name)
