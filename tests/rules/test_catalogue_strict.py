"""An entry of the catalogue is read strictly: what is wrong in it is named by its field."""

from __future__ import annotations

import json
import re

import pytest

from accord.errors import Malformed
from accord.rules.catalogue import CatalogueEntry, find
from accord.rules.catalogue.shelf import _read


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"id": "Two thirds"}, "/id must be small letters"),
        ({"version": 2}, "/rule/version must be that of the entry"),
        ({"name": "Another"}, "/rule/name must be that of the entry"),
        ({"citation": ""}, "/citation must be a text"),
        ({"says": ""}, "/says must be a text"),
        ({"used_for": ["votes", ""]}, "/used_for/1 must be a text of 1 to 100"),
        ({"used_for": ["v" * 101]}, "/used_for/0 must be a text of 1 to 100"),
        ({"vectors": [{}]}, "/vectors/0/"),
        ({"used_for": []}, "/used_for must be a list that is not empty"),
        ({"vectors": []}, "/vectors must be a list that is not empty"),
        ({"more": 1}, "/more is not known here"),
    ],
)
def test_an_entry_is_read_strictly(wrong, words):
    with pytest.raises(Malformed, match=re.escape(words)):
        CatalogueEntry.from_data(find("two_thirds_cast").to_data() | wrong)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"citation": "Clause 4"}, "/rule/citation is left to the agreement"),
        ({"tie": "perhaps"}, "/tie must be one of"),
    ],
)
def test_the_rule_of_an_entry_is_read_strictly(wrong, words):
    data = find("two_thirds_cast").to_data()
    with pytest.raises(Malformed, match=re.escape(words)):
        CatalogueEntry.from_data(data | {"rule": data["rule"] | wrong})


def test_the_rule_of_an_entry_stands_there_as_the_record_writes_it():
    data = find("two_thirds_cast").to_data()
    short = {key: value for key, value in data["rule"].items() if key != "tie"}
    with pytest.raises(Malformed, match="as the record writes it"):
        CatalogueEntry.from_data(data | {"rule": short})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"verdict": "perhaps"}, "/example/verdict must be one of"),
        ({"roll": []}, "/example/roll must be an object"),
        (
            {"roll": {"seats": [{"position": "for", "n": 0}]}},
            "/example/roll/seats/0/n must be a whole",
        ),
        (
            {"roll": {"seats": [{"position": "yes"}]}},
            "/example/roll/seats/0/position must be one of",
        ),
        (
            {"roll": {"seats": [{"position": "for", "seats": 1}]}},
            "/example/roll/seats/0/seats is no measure",
        ),
        ({"casting_vote": "for"}, "/example/casting_vote is not known here"),
    ],
)
def test_a_case_is_read_strictly(wrong, words):
    data = find("two_thirds_cast").to_data()
    with pytest.raises(Malformed, match=re.escape(words)):
        CatalogueEntry.from_data(data | {"example": data["example"] | wrong})


def test_an_entry_stands_in_a_file_of_its_own_name(tmp_path):
    entry, file = find("two_thirds_cast"), tmp_path / "two_thirds_cast.v1.json"
    file.write_text(json.dumps(entry.to_data()), encoding="utf-8")
    assert _read(file) == entry
    with pytest.raises(Malformed, match=r"^x\.json holds version 1 of two_thirds_cast$") as refused:
        _read(file.rename(tmp_path / "x.json"))
    assert refused.value.facts["field"] == "/id"
