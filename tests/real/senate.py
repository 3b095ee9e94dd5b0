"""The United States Senate as a body of an agreement: its roll calls, loaded through the HTTP API."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5

from tests.real.register import DATA, Caller

SENATE = DATA / "us_senate"
BEGAN = "2019-01-03"
VICE_PRESIDENTS = (("pence", BEGAN, "2021-01-20"), ("harris", "2021-01-20", None))
CLASSES = {"1/2": "majority", "3/5": "three_fifths", "2/3": "two_thirds"}
POSITIONS = {
    "Yea": "for",
    "Guilty": "for",
    "Nay": "against",
    "Not Guilty": "against",
    "Not Voting": "absent",
    "Present": "not_voting",
}
# "Veto Sustained" and its like say that the question was lost.
NOT_CARRIED = {
    "Veto Sustained",
    "Not Guilty",
    "Decision of Chair Not Sustained",
    "Amendment Not Germane",
    "Point of Order Not Sustained",
    "Point of Order Not Well Taken",
    "Objection Not Sustained",
}
THEN = {"occurred_on": BEGAN}
LATE = {
    "retroactive": True,
    "reason": "entered from the published roll calls",
    "authority": "instrument:Congressional Record",
}


def share(id_, name, base, op, *, at, tie="lost"):
    test = {"test": "share", "of": ["for"], "base": base, "op": op, "at": at, "measure": "count"}
    return {"id": id_, "name": name, "pass": test, "tie": tie}


RULES = {
    "majority": share(
        "senate_majority", "Majority of votes cast", "cast", ">", at="1/2", tie="casting_vote"
    ),
    "three_fifths": share(
        "senate_three_fifths", "3/5 of senators duly chosen and sworn", "entitled", ">=", at="3/5"
    ),
    "two_thirds": share("senate_two_thirds", "2/3 of senators voting", "cast", ">=", at="2/3"),
}


def roll_calls(congress: int | None = None, session: str | None = None) -> Iterator[dict]:
    with (SENATE / "decisions.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            vote = json.loads(line)
            if congress in (None, vote["congress"]) and session in (None, vote["session"]):
                yield vote


def carried(result: str) -> bool:
    """Return what the published outcome says became of the question."""
    lost = any(word in result for word in ("Rejected", "Failed", "Defeated"))
    return result not in NOT_CARRIED and not lost


def person(member: str) -> str:
    return str(uuid5(NAMESPACE_DNS, f"{member}.senate.example"))


def senators(vote: dict) -> set[str]:
    return {member for ids in vote["votes"].values() for member in ids} - {"VP"}


@dataclass
class Seating:
    """Which seat of its state each senator held, from when until when, as the roll calls show it."""

    seat: dict[str, str] = field(default_factory=dict)
    mandates: list[list[str | None]] = field(default_factory=list)

    @classmethod
    def of(cls, votes: list[dict]) -> Seating:
        states = {
            m["id"]: m["state"].lower() for m in json.loads((SENATE / "members.json").read_text())
        }
        found, holder = cls(), {}
        for vote in votes:
            present, day = senators(vote), vote["date"][:10]
            for seat in [seat for seat, mandate in holder.items() if mandate[1] not in present]:
                holder.pop(seat)[3] = day
            for member in sorted(present - found.sitting(holder)):
                seat = next(s for n in (1, 2) if (s := f"{states[member]}-{n}") not in holder)
                mandate = [
                    seat,
                    member,
                    day if found.mandates and vote is not votes[0] else BEGAN,
                    None,
                ]
                holder[seat] = mandate
                found.seat[member] = seat
                found.mandates.append(mandate)
        return found

    @staticmethod
    def sitting(holder: dict) -> set[str]:
        return {mandate[1] for mandate in holder.values()}

    @property
    def seats(self) -> list[str]:
        return sorted({mandate[0] for mandate in self.mandates})


def constitute(caller: Caller, seating: Seating) -> str:
    """Enter the agreement, sign it, and fill every seat; return the agreement's id."""
    senate, office = (
        caller.post("/parties", {"kind": "public_agency", "name": name}).json["id"]
        for name in ("United States Senate", "Office of the Vice President")
    )
    agreement = caller.post("/agreements", _draft(senate, office, seating.seats))
    id_ = agreement.json["id"]
    for post, party in (("secretary", senate), ("counsel", office)):
        _fill(caller, id_, post, [(post, BEGAN, None)], party)
    for step in ("adoption", "signature-opening"):
        agreement = caller.post(f"/agreements/{id_}/{step}", THEN, match=agreement)
    for post, party in (("secretary", senate), ("counsel", office)):
        caller.post(
            f"/agreements/{id_}/signatures",
            {
                "party": party,
                "text_hash": agreement.json["text_hash"],
                "capacity": post,
                "asserted_by": person(post),
                "occurred_on": BEGAN,
                **LATE,
            },
        )
    _fill(caller, id_, "president", VICE_PRESIDENTS, office)
    mandates = collections.defaultdict(list)
    for seat, member, first, until in seating.mandates:
        mandates[seat].append((member, first, until))
    for seat, holders in mandates.items():
        _fill(caller, id_, seat, holders, senate)
    return id_


def _draft(senate: str, office: str, seats: list[str]) -> dict:
    return {
        "title": "Standing Rules of the Senate, as far as they say how it decides",
        "zone": "America/New_York",
        **THEN,
        "parties": [{"party": senate}, {"party": office}],
        "clauses": [
            {
                "id": "majority",
                "num": "1",
                "text": "A question is carried by a majority of the votes cast.\n",
            },
            {
                "id": "casting",
                "num": "2",
                "text": "The Vice President has no vote unless they be equally divided.\n",
            },
            {
                "id": "cloture",
                "num": "3",
                "text": "Debate is closed by three fifths of the Senators duly chosen and sworn.\n",
            },
        ],
        "bodies": [
            {
                "id": "senate",
                "name": "The Senate",
                "chair": "president",
                "seats": [
                    {"post": seat, "title": f"Senator, seat {seat.upper()}", "party": senate}
                    for seat in seats
                ],
                "rules": [{"class": cls, "rule": rule} for cls, rule in RULES.items()],
            }
        ],
        "posts": [
            {"post": "president", "title": "President of the Senate", "party": office},
            {"post": "secretary", "title": "Secretary of the Senate", "party": senate},
            {"post": "counsel", "title": "Counsel to the Vice President", "party": office},
        ],
        "signatories": [
            {"party": senate, "post": "secretary"},
            {"party": office, "post": "counsel"},
        ],
        "term": {"starts_on": BEGAN},
    }


def _fill(caller: Caller, agreement: str, post: str, holders: list[tuple], party: str) -> None:
    role = caller.post("/roles", {"agreement": agreement, "post": post}).json["id"]
    for number, (member, first, until) in enumerate(holders, 1):
        term = {"effective_from": first, **({"effective_to": until} if until else {})}
        then = {"occurred_on": first}
        appointed = {"holder": person(member), "party": party, **term, **LATE, **then}
        caller.post(f"/roles/{role}/assignments", appointed)
        accepted = {"assignment": number, "asserted_by": person(member), **then}
        caller.post(f"/roles/{role}/acceptances", accepted)


def record(caller: Caller, agreement: str, seating: Seating, vote: dict) -> dict:
    """Enter one roll call as it happened; return the certified decision."""
    began = datetime.fromisoformat(vote["date"])
    heard = {"occurred_at": (began + timedelta(minutes=15)).isoformat()}
    motion = caller.post(
        "/decisions",
        {
            "agreement": agreement,
            "body": "senate",
            "class": CLASSES[vote["requires"]],
            "title": vote["question"][:300].strip(),
            "text": f"{vote['question']} ({vote['vote_id']})",
            "occurred_at": vote["date"],
        },
    )
    path = f"/decisions/{motion.json['id']}"
    closes = (began + timedelta(minutes=30)).isoformat()
    ended = {"occurred_at": closes}
    caller.post(f"{path}/voting", {"closes": closes, "occurred_at": vote["date"]}, match=motion)
    ballots = [
        {"seat": seating.seat[member], "position": POSITIONS[said]}
        for said, members in vote["votes"].items()
        for member in members
        if member != "VP"
    ]
    caller.post(f"{path}/roll-call", {"ballots": ballots, **heard})
    closed = caller.post(f"{path}/closure", ended)
    for said, members in vote["votes"].items():
        if "VP" in members:
            chair = closed.json["chair"]["holder"]
            body = {"position": POSITIONS[said], "asserted_by": chair, **ended}
            closed = caller.post(f"{path}/casting-vote", body)
    declined = {"without_casting_vote": True} if closed.json["tied"] else {}
    return caller.post(f"{path}/certification", {**ended, **declined}, match=closed).json
