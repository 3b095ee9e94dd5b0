"""How the undertakings of parties are sent: activities, contributions, data, indicators, risks."""

from __future__ import annotations

from marshmallow import fields, validate

from accord.aggregates.agreement.terms import Means
from accord.http.fields import Amount, Day, Key, Strict
from accord.http.terms.kinds import clause, line, months, named, some_of, words

_MOST_POSTS = 200


class ActivityIn(Strict):
    """Something to be done, and what each post has to do with it (RACI)."""

    key = Key(required=True)
    title = line("what is to be done", required=True)
    accountable = named("the one post that answers for it", required=True)
    responsible = some_of(Key(), "posts that do it", _MOST_POSTS)
    consulted = some_of(Key(), "posts that are asked before", _MOST_POSTS)
    informed = some_of(Key(), "posts that are told after", _MOST_POSTS)
    clause = clause()


class ContributionIn(Strict):
    """What a party contributes on each of these days."""

    key = Key(required=True)
    title = line("what is contributed", required=True)
    party = fields.UUID(required=True)
    means = fields.Enum(Means, by_value=True, required=True)
    due_on = some_of(Day(), "the days on which it is due, each time in full", 1000)
    amount = Amount(metadata={"description": "how much, each time"})
    unit = line("of the amount, as EUR or hours", 40)
    clause = clause()


class DataSharingIn(Strict):
    """Which data are shared for which purpose, and by whose power."""

    key = Key(required=True)
    purpose = words("what the data are for", required=True)
    controllers = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(1, 500),
        metadata={"description": "the parties that decide on the data"},
    )
    processors = some_of(fields.UUID(), "the parties that process them")
    power = words("the legal power to share them")
    retention = words("how long they are kept")
    method = words("how they are shared")
    clause = clause()


class IndicatorIn(Strict):
    """What is measured, from which baseline to which target."""

    key = Key(required=True)
    title = line("what is measured", required=True)
    baseline = line("where it stands at the beginning")
    target = line("where it is to stand")
    unit = line("in which it is measured", 40)
    every_months = months("how often")
    owner = fields.UUID(metadata={"description": "the party that measures it"})
    clause = clause()


class RiskIn(Strict):
    """What may go wrong, and what is done about it."""

    key = Key(required=True)
    title = line("what may go wrong", required=True)
    owner = fields.UUID(metadata={"description": "the party that answers for it"})
    response = words("what is done about it")
    clause = clause()
