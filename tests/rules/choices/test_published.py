"""Elections that were held and published come out as they did, counted from their own ballots."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.rules.choices.elections import method

from accord.rules.choices import Marked, Option, count, read_ballot

DATA = Path(__file__).parents[4] / "shared" / "data"
K8S, PEP13 = DATA / "k8s_elections", DATA / "pep13" / "elections"


def known(folder: Path) -> list[dict[str, Any]]:
    file = folder / "expected.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else []


ELECTIONS = known(K8S)
COUNCILS = known(PEP13)
k8s = pytest.mark.skipif(
    not ELECTIONS, reason="the elections are not here: ../shared/data/k8s_elections"
)
pep13 = pytest.mark.skipif(not COUNCILS, reason="the elections are not here: ../shared/data/pep13")


def rows(election: dict[str, Any]) -> list[list[str]]:
    folder = K8S / "original" / election["election"]
    (file,) = [each for each in folder.iterdir() if each.name.lower() == "ballots.csv"]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.reader(lines) if row]


def ranked(names: list[str], row: list[str]) -> list[list[str]]:
    """A row of ranks as a ranking; "No opinion" leaves the candidate out."""
    places: dict[int, list[str]] = {}
    for name, said in zip(names, row, strict=True):
        if said.strip().isdigit():
            places.setdefault(int(said), []).append(name)
    return [places[place] for place in sorted(places)]


def recounted(election: dict[str, Any], **more: Any) -> Any:
    header, *cast = rows(election)
    names = [name.strip() for name in header]
    seats = len(election["published"]["winners"])
    how = method("schulze", **{"seats": seats, "unranked": "no_opinion"} | more)
    employers = election.get("employers", {})
    among = [Option(name, employers.get(name, "")) for name in names]
    marked = [Marked(read_ballot(how, among, ranked(names, row), "")) for row in cast]
    return count(how, among, marked, Fraction(election["published"]["eligible"]))


def order(chosen: Any) -> list[tuple[str, ...]]:
    return [step.options for step in chosen.explanation.steps if step.did == "ranked"]


def google(sitting: int) -> dict[str, Any]:
    """At most a third of the thirteen; of the seven who sat before, so many were of Google."""
    held = {"sitting": [{"group": "Google", "seats": sitting}]} if sitting else {}
    return {"at": "1/3", "of": 13} | held


@k8s
@pytest.mark.parametrize(
    "election",
    [each for each in ELECTIONS if "2017" not in each["election"]],
    ids=lambda e: e["election"],
)
def test_the_published_winners_are_elected(election: dict[str, Any]) -> None:
    found = recounted(election)
    assert found.verdict == "carried"
    assert set(found.chosen) == set(election["published"]["winners"])


@k8s
@pytest.mark.parametrize(
    "election",
    [each for each in ELECTIONS if each["published"]["ranking"]],
    ids=lambda e: e["election"],
)
def test_the_published_order_comes_out_whole(election: dict[str, Any]) -> None:
    assert order(recounted(election)) == [(name,) for name in election["published"]["ranking"]]


@k8s
def test_what_was_not_decided_by_the_ballots_is_told() -> None:
    (election,) = [each for each in ELECTIONS if each["election"] == "code-of-conduct/2025"]
    assert order(recounted(election))[-1] == ("sreeram-venkitesh", "swatisehgal")


@k8s
@pytest.mark.parametrize(
    ("sitting", "as_published"), [(0, False), (2, False), (3, True), (4, False)]
)
def test_a_third_of_the_committee_is_the_most_for_one_company(
    sitting: int, as_published: bool
) -> None:
    # The files do not say where the seven worked who sat already: only three explains the outcome.
    (election,) = [each for each in ELECTIONS if "excluded_by_company_cap" in each]
    found = recounted(election, cap=google(sitting))
    assert (set(found.chosen) == set(election["published"]["winners"])) is as_published
    if as_published:
        capped = [step.options for step in found.explanation.steps if step.did == "capped"]
        assert capped == [tuple(election["excluded_by_company_cap"])]


@k8s
@pytest.mark.parametrize("election", ELECTIONS, ids=lambda e: e["election"])
def test_one_seat_by_the_text_of_the_rule_goes_to_the_first_in_the_order(
    election: dict[str, Any],
) -> None:
    found, first = recounted(election, seats=1), order(recounted(election, seats=2))[0]
    if election["election"] == "code-of-conduct/2025":  # published as a tie for the first place
        assert [tie.undecided for tie in found.tied] == [("divya-mohan0209", "endocrimes")]
    else:
        assert found.chosen == first


@k8s
def test_no_opinion_counted_as_last_would_have_elected_others() -> None:
    (election,) = [each for each in ELECTIONS if each["election"] == "steering/2021"]
    last = recounted(election, unranked="last")
    assert set(last.chosen) != set(election["published"]["winners"])


def by_totals(table: dict[str, int], roll: int, **more: Any) -> Any:
    """Only totals are public: each approval stands on a ballot of its own, which adds up the same."""
    among = [Option(name) for name in table]
    how = method("approval", seats=5, **more)
    marked = [Marked((name,), Fraction(total)) for name, total in table.items()]
    return count(how, among, marked, Fraction(roll))


@pep13
@pytest.mark.parametrize("council", COUNCILS, ids=lambda c: str(c["pep"]))
def test_the_five_with_most_approvals_are_the_council(council: dict[str, Any]) -> None:
    found = by_totals(council["tables"][0], council["eligible"])
    assert (found.verdict, set(found.chosen)) == ("carried", set(council["winners"]))


@pep13
def test_no_more_than_two_of_one_employer_sit_on_the_council() -> None:
    table = COUNCILS[0]["tables"][0]
    best = sorted(table, key=lambda name: -table[name])
    among = [Option(name, "one employer" if name in best[:3] else "") for name in table]
    how = method("approval", seats=5, cap={"n": 2})
    marked = [Marked((name,), Fraction(total)) for name, total in table.items()]
    found = count(how, among, marked, Fraction(COUNCILS[0]["eligible"]))
    assert list(found.chosen) == [*best[:2], *best[3:6]]
