"""Names and titles stand on one line; texts keep every character but U+0000."""

import pytest

ONE_LINE = ["a\nb", "a\tb", "a\x1b[31mb", "a\x7fb", "a\u2028b", "a\x00b"]


@pytest.mark.parametrize("name", ONE_LINE, ids=ascii)
def test_a_name_stands_on_one_line(at, name):
    p = at("in force")
    before = p.position

    answer = p.secretary.post("/parties", kind="nonprofit", name=name)

    assert answer.status_code == 400
    assert answer.json["errors"][0]["pointer"] == "/name"
    assert f"U+{ord(name[1]):04X}" in answer.json["detail"]
    assert p.position == before


def test_a_name_of_space_is_no_name(at):
    answer = at("in force").secretary.post("/parties", kind="nonprofit", name="   ")

    assert (answer.status_code, answer.json["detail"]) == (
        400,
        "/name: this holds nothing but space",
    )
