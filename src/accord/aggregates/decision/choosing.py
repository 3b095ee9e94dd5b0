"""Choosing among options: what is put, each seat's ballot, what breaks a tie, and who or what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision.events import MotionTabled
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.verdict import must_preside
from accord.aggregates.matters import Matter
from accord.aggregates.pieces import pieces
from accord.errors import Malformed, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict
from accord.rules.choices import ChoiceMethod, Chosen, Option
from accord.rules.choices.room import how_many_fit

FEWEST = 2
"""Options of which one can be chosen; a single one is put to a vote for and against."""


def put_options(
    agreement: Agreement,
    act: Act,
    *,
    motion: MotionTabled,
    options: Sequence[c.MotionOption],
) -> tuple[c.OptionsPut, ...]:
    """Put the options of a motion that is being tabled, where the rule for its class is a choice.

    Where seats may nominate others, those that are put need not be enough yet.
    """
    body, cls, matter = motion.body, motion.cls, motion.matter
    found = body_of(agreement, body, act.day(agreement.zone))
    rule = found.rule_for(cls)
    method = None if rule is None else rule.choice
    if method is None:
        if options:
            raise Refused(
                f"motions of class {cls} are voted on for and against: they have no options",
                field="options",
            )
        return ()
    if matter is not Matter.GENERAL:
        raise Refused(
            f"the matter “{matter.words}” is decided for or against, and body {body} chooses among options in "
            f"class {cls}: lay down a procedure in another class",
            field="class",
        )
    open_still = agreement.terms_on(act.day(agreement.zone)).orders(body).nominations
    _each_once(options)
    if not open_still:
        _can_be_chosen_among(method, options)
    must_leave_room(method, [option.id for option in options], found, "options")
    return tuple(c.OptionsPut(options=piece) for piece in pieces(options))


def _can_be_chosen_among(method: ChoiceMethod, options: Sequence[c.MotionOption]) -> None:
    if len(options) < FEWEST:
        raise Refused(
            f"the body chooses among options: name at least {FEWEST}, and there are {len(options)}",
            field="options",
        )
    if why := lacking_groups(method, options):
        raise Refused(why, field="options")
    try:
        method.fits([option.counted() for option in options])
    except Malformed as error:
        raise Refused(error.reason, field="options") from error


def lacking_groups(
    method: ChoiceMethod, options: Iterable[c.MotionOption] | Iterable[Option]
) -> str:
    """Say why a cap would mean nothing, where no option says its group."""
    if method.cap is None or any(option.group for option in options):
        return ""
    return (
        "the rule lets a group have so many seats only, and no option says its group; an option without one is of "
        "no group"
    )


def must_leave_room(method: ChoiceMethod, options: Collection[str], body: Body, field: str) -> None:
    """Raise `Refused` where the reasons of the result might not fit into an entry, whatever the ballots say."""
    weights = [
        Fraction(next((each.value for each in seat.measures if each.name == method.measure), 1))
        for seat in body.seats
    ]
    fit = how_many_fit(method, options, weights)
    if fit is not None:
        raise Refused(
            f"the reasons of the result go into one entry of the record, and with {len(options)} options that are "
            f"called so they might not fit: about {fit} can be put to the body at once; give shorter ids, or put "
            "several motions",
            field=field,
            most=fit,
        )


def _each_once(options: Sequence[c.MotionOption]) -> None:
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option.id in seen:
            raise Refused(
                f"option {option.id} stands twice in this list", field=f"options/{index}/id"
            )
        seen.add(option.id)


def give_casting_choice(
    decision: Decision, act: Act, *, options: Sequence[str]
) -> c.CastingChoiceGiven:
    """Put tied options in order, the preferred one first; only the one who presided at the opening can, once."""
    found = _tied(decision, act, "casting_vote", "no casting vote can be given")
    if decision.choices.casting:
        raise OutOfOrder("the casting vote is already given")
    must_preside(decision, act)
    tied = {option for tie in found.tied for option in tie.undecided}
    if not options or not set(options) <= tied:
        named = ", ".join(sorted(tied))
        raise Refused(f"a casting vote names options that are tied: {named}", field="options")
    after = decision.chosen(casting=tuple(options))
    if after.verdict is Verdict.TIED:
        left = sorted({option for tie in after.tied for option in tie.undecided})
        raise Refused(
            f"this casting vote leaves {', '.join(left)} tied: put them in order too",
            field="options",
        )
    return c.CastingChoiceGiven(options=tuple(options))


def draw_lot(decision: Decision, act: Act, *, order: Sequence[str]) -> c.LotDrawn:
    """Record the lots that were drawn because options are tied: all options, in the order they came."""
    _tied(decision, act, "lot", "no lot can be recorded")
    known = decision.choices.options
    if sorted(order) != sorted(known):
        raise Refused(
            f"lots are drawn for all {len(known)} options, so that every tie is settled: name each once, in the "
            "order drawn",
            field="order",
        )
    if not act.env.evidence:
        raise Refused("lots are drawn in public: name the minutes that say so", field="evidence")
    return c.LotDrawn(order=tuple(order))


def _tied(decision: Decision, act: Act, way: str, why: str) -> Chosen:
    """Return the count of a closed vote that a tie leaves open; raise `OutOfOrder` where `way` does not help."""
    decision.next_act(act, (Stage.CLOSED,), why)
    if decision.rule is None or decision.rule.choice is None:
        raise OutOfOrder(f"{why}: this motion is voted on for and against, and has no options")
    if way not in decision.rule.choice.ties:
        raise OutOfOrder(f"{why}: the rule of this decision breaks no tie so")
    found = decision.chosen()
    if found.verdict is not Verdict.TIED:
        raise OutOfOrder(f"{why}: no options are tied")
    return found


def certify_choice(
    decision: Decision, act: Act, *, as_it_stands: bool = False
) -> c.ChoiceCertified:
    """Count again, by the pinned rule on the frozen roll, and state who or what is chosen, with the reasons.

    A tie that a casting vote or a lot can still break is certified only when it is said that this is meant.
    """
    decision.next_act(act, (Stage.CLOSED,), "the result cannot be certified")
    if decision.rule is None or decision.rule.choice is None:
        raise OutOfOrder("no rule is pinned before voting opens")
    found = decision.chosen()
    if found.verdict is Verdict.TIED and not as_it_stands:
        _can_still_be_broken(decision.rule.choice.ties)
    return c.ChoiceCertified(
        verdict=found.verdict,
        chosen=found.chosen,
        explanation=found.explanation,
        rule_id=decision.rule.id,
        rule_version=decision.rule.version,
        rule_hash=decision.rule.hash,
    )


def _can_still_be_broken(ways: Collection[str]) -> None:
    told = {
        "casting_vote": "the one who presides can still put them in order",
        "lot": "lots can be drawn",
    }
    if open_still := [said for way, said in told.items() if way in ways]:
        raise OutOfOrder(
            f"options are tied, and {' or '.join(open_still)}; where that is not done, certify with "
            "without_casting_vote: true"
        )
