"""How bodies are sent: their seats and rules, their standing orders, and who may sit in them."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from accord.aggregates.agreement.provisions.conduct import SMALLEST_SECRET
from accord.aggregates.agreement.terms import Body, BodyStage, ClassRule, Passage, Seat, StagePower
from accord.aggregates.matters import Matter
from accord.http.fields import ClearLine, Flag, Key, Line, Strict
from accord.http.rules import RuleDocument
from accord.http.terms.kinds import clause, days, into, line, named, number, share, some_of, weights

MOST_SEATS = 20_000


class SeatIn(Strict):
    """A seat of a body: a post with a vote."""

    post = Key(required=True)
    title = ClearLine("as an officer would call it", required=True)
    party = fields.UUID(metadata={"description": "only this party's people can hold it"})
    class_ = Key(data_key="class")
    measures = weights()


class ClassRuleIn(Strict):
    """How a body decides motions of one class."""

    class_ = Key(data_key="class", required=True)
    rule = RuleDocument(required=True)


class BodyIn(Strict):
    """A body with its seats and rules."""

    id = Key(required=True)
    name = Line(required=True)
    chair = Key(metadata={"description": "the post that presides, with or without a seat"})
    seats = fields.List(
        fields.Nested(SeatIn), required=True, validate=validate.Length(1, MOST_SEATS)
    )
    rules = fields.List(fields.Nested(ClassRuleIn), required=True, validate=validate.Length(1, 50))


class ProcedureIn(Strict):
    """Which body decides a matter, by its rule for which class."""

    matter = fields.Enum(
        Matter,
        by_value=True,
        required=True,
        validate=validate.NoneOf(
            [Matter.GENERAL],
            error="general motions have no procedure of their own; name another matter",
        ),
    )
    body = Key(required=True)
    class_ = Key(data_key="class", required=True)


class StandingOrdersIn(Strict):
    """How a body works; what is not sent is not asked for."""

    body = Key(required=True)
    notice_days = days("between the notice of a motion and the opening of the vote")
    discussion_days = days("between tabling, or the last material change, and the opening")
    seconders = number("seats that must second a motion")
    hold_sponsors = number("seats that can hold a certified decision together")
    challenge_days = days("after certification, to challenge or hold the result")
    replaceable_ballots = Flag(
        metadata={"description": "that a seat can replace its ballot while the vote is open"},
    )
    chair_decides_emergencies = Flag(
        metadata={"description": "that who presides can decide in an emergency"},
    )
    ratify_within_days = days("within which the body ratifies an emergency decision")
    secret_classes = some_of(Key(), "classes of motions voted on by secret ballot")
    smallest_secret = number(
        "people, at least, whose votes count alike in a secret ballot", SMALLEST_SECRET
    )
    discussion_most_days = days(
        "after tabling, or the last material change, by which a motion is put to the vote or lapses"
    )
    voting_days = days("for which a vote is opened, at least")
    voting_most_days = days("for which a vote is opened, at most")
    cooling_off_days = days("between the certification of what is carried and its effect, at least")
    expires_after_days = days(
        "after its certification, by which what is carried is implemented or expires"
    )
    reconsider_within_days = days(
        "after the certification, within which a motion to reconsider is tabled"
    )
    late_quorum_hours = number(
        "hours for which a vote is open from when there is a quorum, at least", 0, 720
    )
    written_procedure = Flag(metadata={"description": "that motions are decided by correspondence"})
    meeting_on_demand = Flag(
        metadata={"description": "that a seat can demand a meeting instead of correspondence"}
    )
    voting_right_lapses_after = number(
        "votes missed in succession, after which a seat is left off the roll"
    )
    voting_right_by_attendance = Flag(
        metadata={
            "description": "that a seat gets its vote back once it attended a meeting; otherwise on request"
        },
    )
    alternates = Flag(
        metadata={
            "description": "that who stands ready for a holder may cast the ballot of the seat"
        }
    )
    proxies = number("seats whose proxy one seat may be in one decision, at most")
    delegations = number("seats that one seat may carry by their delegations, at most")
    delegation_depth = number("steps over which a delegation is followed, at most; by default one")
    declarations = Flag(
        metadata={
            "description": "that a seat that abstains may declare that its party is not bound"
        }
    )
    pairs = Flag(metadata={"description": "that two seats may agree to abstain both in a decision"})
    nominations = Flag(
        metadata={"description": "that seats may nominate options until voting opens"}
    )
    nomination_seconders = number("other seats that must second an option that is nominated")
    clause = clause()


class CompositionLimitIn(Strict):
    """At most so many seats of a body for the people of one party: a number or a share, not both."""

    key = Key(required=True)
    body = Key(required=True)
    at_most = number("seats, at most", 0)
    share = share("of all seats, at most")
    clause = clause()


class ReservedMatterIn(Strict):
    """Decisions of a class that need the own consent of these parties, or of all where none is named."""

    key = Key(required=True)
    title = line("what is reserved", required=True)
    body = Key(required=True)
    class_ = Key(data_key="class", required=True)
    parties = some_of(fields.UUID(), "whose consent is needed; none named: that of all")
    at_least = number("how many of them are enough; not said, nor a share: all", 0, 500)
    share = share("what those who consent must hold together of the `measure`")
    measure = named("the measure of parties by which the share is counted")
    days_after = days("between the consent that is enough and the effect")
    clause = clause()


class BodyStageIn(Strict):
    """A stage before a body, which approves or may veto by its rule for a class."""

    body = Key(required=True)
    class_ = Key(data_key="class", required=True)
    power = fields.Enum(StagePower, by_value=True)
    least_days = days("before its approval is recorded, at least")
    most_days = days("after which what it may veto has passed, and what it must approve lapses")


class PassageIn(Strict):
    """Through which stages before further bodies, in order, decisions of a class go before they hold."""

    key = Key(required=True)
    title = line("what passes so", required=True)
    body = Key(required=True)
    class_ = Key(data_key="class", required=True)
    stages = fields.List(fields.Nested(BodyStageIn), required=True, validate=validate.Length(1, 20))
    clause = clause()


def passage(sent: dict[str, Any]) -> Passage:
    """Return the passage that was sent."""
    stages = list(map(into(BodyStage), sent["stages"]))
    return into(Passage)({**sent, "stages": stages})


class OptOutIn(Strict):
    """Decisions of a body in which a party takes no part, and by which it is not bound."""

    key = Key(required=True)
    title = line("from what the party opted out", required=True)
    party = fields.UUID(required=True)
    body = Key(required=True)
    classes = some_of(Key(), "of these classes; none named: of each class")
    matters = some_of(
        fields.Enum(Matter, by_value=True), "on these matters; none named: on each matter"
    )
    clause = clause()


def body(sent: dict[str, Any]) -> Body:
    """Return the body that was sent."""
    return Body(
        id=sent["id"],
        name=sent["name"],
        chair=sent.get("chair"),
        seats=tuple(map(into(Seat), sent["seats"])),
        rules=tuple(map(into(ClassRule), sent["rules"])),
    )
