"""How the course of an agreement is sent: its term, its entry into force, its renewal, its end."""

from __future__ import annotations

from marshmallow import fields

from accord.aggregates.agreement.terms import Ground, NoticeKind, RenewalKind
from accord.aggregates.matters import Matter
from accord.http.fields import FIRST_WITHOUT, Day, Flag, Key, Strict
from accord.http.terms.kinds import clause, days, line, months, named, number, share, some_of


class TermIn(Strict):
    """From when to when, half-open; without a start, from the conclusion on."""

    starts_on = Day()
    ends_on = Day(metadata=FIRST_WITHOUT)


class EntryIntoForceIn(Strict):
    """Which acts conclude the agreement, and how many days later it binds."""

    parties = number("how many parties must sign; not said: all", 1, 500)
    share = share("what those who sign must hold together of the `measure` of all parties")
    measure = named("the measure of parties by which the share is counted")
    ratification = Flag(
        metadata={"description": "that a signature counts once it is ratified and deposited"},
    )
    days_after = days("from the conclusion to the entry into force")
    clause = clause()


class RenewalIn(Strict):
    """How the term is renewed when it ends."""

    kind = fields.Enum(RenewalKind, by_value=True, required=True)
    months = months("for how long each time")
    times = number("how often, at most; for an automatic renewal alone", 1, 100)
    notice_days = days("before the end of the term, up to which a party can object")
    clause = clause()


class NoticePeriodIn(Strict):
    """How many days lie between a notice and its effect."""

    kind = fields.Enum(NoticeKind, by_value=True, required=True)
    days = days("between the notice and its effect", required=True)
    clause = clause()
    firm = Flag(
        metadata={"description": "that it is taken back with the leave of the others alone"}
    )


class ReviewIn(Strict):
    """When the agreement is reviewed: on a day or every so many months, not both."""

    key = Key(required=True)
    title = line("what is reviewed", required=True)
    on = Day(metadata={"description": "on which day"})
    every_months = months("how often, from the entry into force on")
    clause = clause()


class EndingIn(Strict):
    """On which grounds the agreement ends before its term, and what survives it."""

    grounds = some_of(fields.Enum(Ground, by_value=True), "none named: each ground", 10)
    minimum_parties = number("with fewer, the agreement is closed out; not said: 2", 1, 500)
    surviving = some_of(Key(), "clauses that bind after the end")
    final_report = Flag(metadata={"description": "that the close-out needs a final report"})
    clause = clause()


class AccessionIn(Strict):
    """Whether others can accede, and in which class."""

    open = Flag(metadata={"description": "that others can accede"})
    class_ = Key(data_key="class", metadata={"description": "in which class they accede"})
    clause = clause()


class ChangeIn(Strict):
    """How the agreement is amended."""

    material = some_of(Key(), "clauses that the procedure for minor amendments cannot change")
    signed = some_of(
        fields.Enum(Matter, by_value=True),
        "amendments that each party signs: `amendment`, `minor_amendment`",
        10,
    )
    notice_days = days("between the drafting of an amendment and its motion")
    clause = clause()
