"""Elections that were held and published, each as a motion with options, held through the HTTP API."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tests.real.register import DATA, Caller
from tests.real.senate import person

K8S, PEP13 = DATA / "k8s_elections", DATA / "pep13" / "elections"
BEGAN = "2017-01-02"
OPENS, CLOSES = "2017-10-02T12:00:00+00:00", "2017-10-19T12:00:00+00:00"
LATE = {
    "retroactive": True,
    "reason": "entered from the published ballots",
    "authority": "instrument:the published results",
}
# The files do not say where the seven worked who sat already: only three of Google explain the outcome.
A_THIRD = {"at": "1/3", "of": 13, "sitting": [{"group": "google", "seats": 3}]}


@dataclass(frozen=True)
class Election:
    """Who could be chosen, how ballots are counted, what each ballot says, and who was elected."""

    name: str
    candidates: dict[str, str]
    employers: dict[str, str]
    method: dict[str, Any]
    ballots: list[Any]
    winners: set[str]

    @property
    def options(self) -> list[dict[str, str]]:
        return [
            {"id": id_, "title": name}
            | ({"group": _key(self.employers[name])} if name in self.employers else {})
            for id_, name in self.candidates.items()
        ]


def _key(employer: str) -> str:
    return employer.lower().replace(" ", "-")


def kubernetes() -> list[Election]:
    """Return the elections whose ranked ballots are public."""
    return [_ranked(each) for each in _known(K8S)]


def councils() -> list[Election]:
    """Return the elections of which the totals are public."""
    return [_totalled(each) for each in _known(PEP13)]


def _known(folder: Any) -> list[dict[str, Any]]:
    file = folder / "expected.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else []


def _ranked(known: dict[str, Any]) -> Election:
    (file,) = [
        each
        for each in (K8S / "original" / known["election"]).iterdir()
        if each.name.lower() == "ballots.csv"
    ]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = [row for row in csv.reader(lines) if row]
    candidates = {f"candidate-{n}": name.strip() for n, name in enumerate(header, 1)}
    cap = {"cap": A_THIRD} if "excluded_by_company_cap" in known else {}
    winners = known["published"]["winners"]
    method = {"kind": "schulze", "seats": len(winners), "unranked": "no_opinion"} | cap
    ballots = [_ranking(list(candidates), row) for row in rows]
    employers = known["employers"] if cap else {}
    return Election(known["election"], candidates, employers, method, ballots, set(winners))


def _ranking(ids: list[str], row: list[str]) -> list[list[str]]:
    """A row of ranks as a ranking; "No opinion" leaves the candidate out."""
    places: dict[int, list[str]] = {}
    for id_, said in zip(ids, row, strict=True):
        if said.strip().isdigit():
            places.setdefault(int(said), []).append(id_)
    return [places[place] for place in sorted(places)]


def _totalled(known: dict[str, Any]) -> Election:
    """Spread the published totals over as many ballots as were cast: which ballot said what is not public."""
    totals, cast = known["tables"][0], known["cast"]
    candidates = {f"candidate-{n}": name for n, name in enumerate(totals, 1)}
    points = [
        {id_: totals[name] // cast + (n < totals[name] % cast) for id_, name in candidates.items()}
        for n in range(cast)
    ]
    if max(totals.values()) > cast:  # stars, since 2025
        method: dict[str, Any] = {"kind": "score", "min": 0, "max": 5, "seats": 5}
        ballots: list[Any] = [
            [{"option": id_, "points": n} for id_, n in given.items()] for given in points
        ]
    else:
        method = {"kind": "approval", "seats": 5}
        ballots = [[id_ for id_, n in given.items() if n] for given in points]
    return Election(f"pep-{known['pep']}", candidates, {}, method, ballots, set(known["winners"]))


def hold(caller: Caller, election: Election) -> SimpleNamespace:
    """Enter the body, put the candidates, record every ballot, close and certify; return the decision."""
    seats = [f"voter-{n}" for n in range(1, len(election.ballots) + 1)]
    agreement = constitute(caller, election, seats)
    motion = caller.post(
        "/decisions",
        {
            "agreement": agreement,
            "body": "voters",
            "class": "election",
            "title": f"Election {election.name}",
            "text": "Who is to be elected?",
            "options": election.options,
            "occurred_at": OPENS,
        },
    )
    path = f"/decisions/{motion.json['id']}"
    caller.post(f"{path}/voting", {"closes": CLOSES, "occurred_at": OPENS}, match=motion)
    ballots = [
        {"seat": seat, "choice": choice}
        for seat, choice in zip(seats, election.ballots, strict=True)
    ]
    caller.post(f"{path}/roll-call", {"ballots": ballots, "occurred_at": OPENS})
    closed = caller.post(f"{path}/closure", {"occurred_at": CLOSES})
    return caller.post(f"{path}/certification", {"occurred_at": CLOSES}, match=closed)


def constitute(caller: Caller, election: Election, seats: list[str]) -> str:
    """Enter the agreement under which the voters elect, sign it, and fill a seat for each ballot."""
    project, foundation = (
        caller.post("/parties", {"kind": "citizens_group", "name": name}).json["id"]
        for name in ("The project", "The foundation")
    )
    signing = (("secretary", project), ("counsel", foundation))
    then = {"occurred_on": BEGAN}
    agreement = caller.post("/agreements", _draft(election, seats, signing))
    id_ = agreement.json["id"]
    for post, party in signing:
        _fill(caller, id_, post, party)
    for step in ("adoption", "signature-opening"):
        agreement = caller.post(f"/agreements/{id_}/{step}", then, match=agreement)
    for post, party in signing:
        signed = {"party": party, "capacity": post, "asserted_by": person(post), **then, **LATE}
        text = {"text_hash": agreement.json["text_hash"]}
        caller.post(f"/agreements/{id_}/signatures", signed | text)
    for seat in seats:
        _fill(caller, id_, seat, project)
    return id_


def _draft(
    election: Election, seats: list[str], signing: tuple[tuple[str, str], ...]
) -> dict[str, Any]:
    (_, project), (_, foundation) = signing
    choice = {"id": "election", "name": "As the voters are asked", **election.method}
    rule = {"id": "election", "name": "As the voters are asked", "choice": choice}
    return {
        "title": f"How the voters elect: {election.name}",
        "zone": "UTC",
        "occurred_on": BEGAN,
        "parties": [{"party": project}, {"party": foundation}],
        "clauses": [{"id": "election", "num": "1", "text": "The voters elect.\n"}],
        "bodies": [
            {
                "id": "voters",
                "name": "The voters",
                "seats": [{"post": s, "title": s, "party": project} for s in seats],
                "rules": [{"class": "election", "rule": rule}],
            }
        ],
        "posts": [{"post": post, "title": post, "party": party} for post, party in signing],
        "signatories": [{"party": party, "post": post} for post, party in signing],
        "term": {"starts_on": BEGAN},
    }


def _fill(caller: Caller, agreement: str, post: str, party: str) -> None:
    role = caller.post("/roles", {"agreement": agreement, "post": post}).json["id"]
    then = {"occurred_on": BEGAN}
    held = {"holder": person(post), "party": party, "effective_from": BEGAN}
    caller.post(f"/roles/{role}/assignments", held | LATE | then)
    accepted = {"assignment": 1, "asserted_by": person(post), **then}
    caller.post(f"/roles/{role}/acceptances", accepted)
