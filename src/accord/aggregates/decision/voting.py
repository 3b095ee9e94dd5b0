"""Voting: the frozen roll and the pinned rule, the ballots, and the close."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.choosing import FEWEST, lacking_groups
from accord.aggregates.decision.corresponding import may_correspond
from accord.aggregates.decision.memory import Decision, Seated, Stage
from accord.aggregates.decision.nominating import lapsing
from accord.aggregates.decision.noticing import must_be_ready, orders_of
from accord.aggregates.decision.objections import no_vote_against
from accord.aggregates.decision.papers import paper_of
from accord.aggregates.decision.recusing import interests_ruled
from accord.aggregates.decision.rolling import in_pieces, not_bound, roll_of
from accord.aggregates.decision.sealing import smallest_group
from accord.aggregates.decision.seats import as_alternate, may_answer, speaks_for_itself
from accord.aggregates.decision.sessions import in_session
from accord.aggregates.decision.sitting import another_voting, at_an_instant, each_once
from accord.aggregates.decision.standing import CASTABLE, RECORDABLE
from accord.aggregates.decision.timing import lasts_as_ordered
from accord.errors import Malformed, OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Position, Rule


def open_voting(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seated: Mapping[str, Seated],
    closes: datetime,
    by_correspondence: bool = False,
    lapsed: Mapping[str, Sequence[UUID]] | None = None,
) -> tuple[Event, ...]:
    """Freeze the roll as it stands on the day, pin the rule, and open the vote until `closes`.

    `seated` has the holder of every post that is filled on the day of opening, `lapsed` the seats that lost their
    vote, each with those that it missed. After a tie, or where too few took part, there is one more vote for each.
    """
    at_an_instant(act)
    cause, day = another_voting(decision, act, agreement), act.day(agreement.zone)
    stages = (Stage.CLOSED, Stage.CERTIFIED) if cause else (Stage.TABLED,)
    decision.next_act(act, stages, "voting cannot be opened")
    in_session(agreement, day, decision.matter, "voting cannot be opened")
    must_be_ready(decision, act, agreement, seated)
    interests_ruled(decision, "before voting opens")
    _closes_later(closes, act.moment)
    orders = orders_of(decision, agreement, day)
    lasts_as_ordered(orders, act.moment, closes, agreement.zone)
    may_correspond(decision, orders, wanted=by_correspondence)
    body = body_now(decision, agreement, day)
    lapses = () if cause else lapsing(decision, orders, seated)
    rule = _rule_of(body, decision, {each.option for each in lapses})
    roll, off = roll_of(decision, agreement, day, seated=seated, lapsed=lapsed or {})
    opened = replace(
        _opened(act.moment, closes, roll, rule, _chair(body, seated)),
        voting=decision.voting + 1,
        cause=cause,
        late_quorum_hours=orders.late_quorum_hours,
        by_correspondence=by_correspondence,
        not_bound=not_bound(decision, agreement, day),
    )
    secret = smallest_group(orders, decision, rule, roll)
    return (*lapses, *in_pieces(roll, off), _in_secret(opened, secret))


def _chair(body: Body, seated: Mapping[str, Seated]) -> tuple[str | None, Seated | None]:
    return body.chair, seated.get(body.chair) if body.chair else None


def _in_secret(opened: e.VotingOpened, smallest: int) -> e.VotingOpened:
    if not smallest:
        return opened
    # Were it extended for its quorum, that would tell how those stand who have voted.
    return replace(opened, secret=True, smallest_secret=smallest, late_quorum_hours=0)


def body_now(decision: Decision, agreement: Agreement, day: date) -> Body:
    """Return the body that is to vote, as it is on a day; raise `OutOfOrder` where it was struck meanwhile."""
    found = agreement.terms_on(day).body(decision.body)
    if found is None:
        raise OutOfOrder(
            f"voting cannot be opened: since the motion was tabled, body {decision.body} was struck from the "
            "agreement; record that the motion lapses"
        )
    return found


def _rule_of(body: Body, decision: Decision, lapsed: Collection[str] = ()) -> Rule:
    """Return the rule for the class of a motion; raise `OutOfOrder` where it does not fit the motion any more."""
    rule = body.rule_for(decision.cls)
    if rule is None:
        raise OutOfOrder(
            f"body {body.id} no longer has a rule for class {decision.cls}; record that the motion lapses"
        )
    if rule.choice is None and not decision.choices.options:
        return rule
    if rule.choice is None:
        raise OutOfOrder(
            f"since the motion was tabled, the rule for class {decision.cls} was changed between choosing among "
            "options and voting for and against: put the motion anew"
        )
    options = [each for id, each in decision.choices.options.items() if id not in lapsed]
    if len(options) < FEWEST:
        without = (
            f" that are seconded as the orders ask (not {', '.join(sorted(lapsed))})"
            if lapsed
            else ""
        )
        raise OutOfOrder(
            f"the body chooses among options, and of at least {FEWEST} there are {len(options)}{without}: "
            f"let more be nominated{' or seconded' if lapsed else ''}, or put the motion anew"
        )
    if why := lacking_groups(rule.choice, options):
        raise OutOfOrder(f"{why}: put the motion anew")
    try:
        rule.choice.fits(options)
    except Malformed as error:
        raise OutOfOrder(f"{error.reason}: put the motion anew") from error
    return rule


def _closes_later(closes: datetime, opens: datetime) -> None:
    if closes <= opens:
        raise Refused(
            f"voting would close at {canonical.instant(closes)}, before it opens", field="closes"
        )


def _opened(
    opens: datetime,
    closes: datetime,
    roll: Sequence[e.RollSeat],
    rule: Rule,
    chair: tuple[str | None, Seated | None],
) -> e.VotingOpened:
    post, seated = chair
    return e.VotingOpened(
        opens=opens,
        closes=closes,
        seats=len(roll),
        roll_hash=roll_hash(roll),
        rule=rule,
        rule_hash=rule.hash,
        chair=post,
        chair_holder=seated.holder if seated else None,
    )


def roll_hash(roll: Iterable[e.RollSeat]) -> str:
    """Return the hex SHA-256 of the frozen seats, in order, in canonical JSON."""
    return canonical.sha256([canonical.plain(seat) for seat in roll])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard or read of one seat."""

    seat: str
    position: Position | None = None
    choice: object = None


def cast_ballot(
    decision: Decision,
    act: Act,
    *,
    seat: str,
    position: Position | None = None,
    choice: object = None,
) -> e.BallotCast | c.ChoiceCast:
    """Cast the ballot of a seat, once, while voting is open: its holder on the frozen roll can, or the alternate.

    The ballot of the holder takes the place of one that a proxy or the alternate cast.
    """
    own = speaks_for_itself(decision, act, seat)
    alternate = as_alternate(may_answer(decision, act, seat, own=own), act)
    paper = paper_of(decision, position, choice)
    if paper is not None:
        return c.ChoiceCast(seat=seat, choice=paper, alternate=alternate)
    if position is None or position not in CASTABLE:
        found = str(position).replace("_", " ")
        raise Refused(
            f"a ballot is cast for, against or abstain; {found} is not cast but found",
            field="position",
        )
    no_vote_against(decision.rule, position, "position")
    overrides = decision.representation.answered.get(seat)
    return e.BallotCast(seat=seat, position=position, alternate=alternate, overrides=overrides)


def record_ballots(
    decision: Decision, act: Act, *, answers: Sequence[Answer]
) -> tuple[e.BallotRecorded | c.ChoiceRecorded, ...]:
    """Record what was heard or read of several seats, all or none of them."""
    at_an_instant(act)
    if not answers:
        raise Refused("there is nothing to record: no ballot was given", field="ballots")
    each_once([answer.seat for answer in answers], "ballots")
    return tuple(_recorded(decision, act, answer, n) for n, answer in enumerate(answers))


def _recorded(
    decision: Decision, act: Act, answer: Answer, index: int
) -> e.BallotRecorded | c.ChoiceRecorded:
    may_answer(decision, act, answer.seat, own=True)
    paper = paper_of(decision, answer.position, answer.choice, f"ballots/{index}/")
    if paper is not None:
        return c.ChoiceRecorded(seat=answer.seat, choice=paper)
    if answer.position is None or answer.position not in RECORDABLE:
        raise Refused(
            f"{answer.position} follows from the roll and the chair's rulings; it is not recorded as a ballot",
            field=f"ballots/{index}/position",
            seat=answer.seat,
        )
    no_vote_against(decision.rule, answer.position, f"ballots/{index}/position")
    overrides = decision.representation.answered.get(answer.seat)
    return e.BallotRecorded(seat=answer.seat, position=answer.position, overrides=overrides)
