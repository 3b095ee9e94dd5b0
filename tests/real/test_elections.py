"""Those who were elected in real elections are elected through the HTTP API, ballot by ballot."""

from __future__ import annotations

import time

import pytest
from tests.real.elections import K8S, PEP13, Election, councils, hold, kubernetes
from tests.real.register import Caller, register

needs_the_data = pytest.mark.skipif(
    not (K8S.exists() and PEP13.exists()),
    reason="the elections are not here: ../shared/data/k8s_elections or pep13 is absent",
)
SMALL = ("code-of-conduct/2023", "code-of-conduct/2025", "steering/2025-GB")


def elected(caller: Caller, election: Election) -> set[str]:
    """Hold the election and return who is chosen; every ballot is in the register."""
    decision = hold(caller, election).json
    assert decision["verdict"] == "carried", election.name
    assert decision["ballots_given"] == len(election.ballots), election.name
    return {election.candidates[id_] for id_ in decision["chosen"]}


@needs_the_data
def test_small_elections_come_out_as_published(sqlite_url, tmp_path):
    held = [each for each in kubernetes() if each.name in SMALL]
    with register(sqlite_url, tmp_path) as caller:
        found = {each.name: elected(caller, each) for each in held}

    assert set(found) == set(SMALL)
    assert found == {each.name: each.winners for each in held}


@pytest.mark.real
@needs_the_data
def test_every_election_comes_out_as_published(database_url, tmp_path, capsys):
    held, took = [*kubernetes(), *councils()], {}
    with register(database_url, tmp_path) as caller:
        found = {}
        for each in held:
            began = time.perf_counter()
            found[each.name] = elected(caller, each)
            took[each.name] = time.perf_counter() - began

    with capsys.disabled():
        print(f"\nElections on {database_url.partition(':')[0]}, through HTTP:")
        for each in held:
            print(f"  {each.name}: {len(each.ballots)} ballots in {took[each.name]:.1f} s")
    assert len(held) == 21
    assert found == {each.name: each.winners for each in held}
