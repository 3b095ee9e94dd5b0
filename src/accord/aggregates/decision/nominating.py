"""Nominations: a seat adds an option to those among which its body is to choose, or takes its own back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision.choosing import must_leave_room
from accord.aggregates.decision.memory import Decision, Seated, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.seats import must_hold
from accord.aggregates.decision.timing import cited
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Act
from accord.rules.choices import ChoiceMethod


def nominate_option(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seat: str,
    role: Role,
    option: c.MotionOption,
) -> c.OptionNominated:
    """Add an option for a seat before voting opens, where the standing orders of the body know nominations."""
    decision.next_act(act, (Stage.TABLED,), "options are nominated before voting opens")
    _known_to(_orders(decision, act, agreement))
    body = body_of(agreement, decision.body, act.day(agreement.zone))
    must_hold(body, seat, role, act, zone=agreement.zone, to="nominate for it")
    rule = body.rule_for(decision.cls)
    if rule is None or rule.choice is None:
        raise OutOfOrder(
            f"motions of class {decision.cls} are voted on for and against: nothing is nominated"
        )
    _new(decision, option.id)
    _can_be_counted(rule.choice, option)
    must_leave_room(rule.choice, [*decision.choices.options, option.id], body, "option")
    return c.OptionNominated(seat=seat, option=option)


def second_nomination(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role, option: str
) -> c.NominationSeconded:
    """Second an option for another seat than the one that nominated it, before voting opens."""
    decision.next_act(act, (Stage.TABLED,), "a nomination is seconded before voting opens")
    orders = _orders(decision, act, agreement)
    _known_to(orders)
    if not orders.nomination_seconders:
        raise Refused(
            f"{cited(orders)} ask for no seconders of what is nominated: it is put to the vote as it is",
            field="option",
        )
    body = body_of(agreement, decision.body, act.day(agreement.zone))
    must_hold(body, seat, role, act, zone=agreement.zone, to="second a nomination for it")
    _there(decision, option)
    by = decision.choices.nominated.get(option)
    if by is None:
        raise Refused(
            f"option {option} was put with the motion, and needs no seconder", field="option"
        )
    if by == seat or decision.choices.nominators.get(option) == act.speaker:
        raise NotEntitled(
            f"nobody seconds a nomination of their own: option {option} is that of seat {by}",
            seat=seat,
        )
    if decision.choices.seconded.get(option, {}).get(seat) == act.speaker:
        raise OutOfOrder(f"seat {seat} has already seconded option {option}", seat=seat)
    return c.NominationSeconded(seat=seat, option=option)


def lapsing(
    decision: Decision, orders: StandingOrders, seated: Mapping[str, Seated]
) -> tuple[c.NominationLapsed, ...]:
    """Return the nominations that lapse as the vote opens: too few who seconded them sit in their seats still."""
    known = decision.choices
    return tuple(
        c.NominationLapsed(option=option)
        for option in known.nominated
        if option in known.options
        and len(_seconding(known.seconded.get(option, {}), seated)) < orders.nomination_seconders
    )


def _seconding(said: Mapping[str, UUID], seated: Mapping[str, Seated]) -> list[str]:
    return [seat for seat, who in said.items() if seat in seated and seated[seat].holder == who]


def withdraw_option(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role, option: str
) -> c.OptionWithdrawn:
    """Take an option back before voting opens: the seat that nominated it can, or moved the motion with it."""
    decision.next_act(act, (Stage.TABLED,), "options are withdrawn before voting opens")
    _known_to(_orders(decision, act, agreement))
    body = body_of(agreement, decision.body, act.day(agreement.zone))
    must_hold(body, seat, role, act, zone=agreement.zone, to="withdraw an option for it")
    _there(decision, option)
    whose = decision.choices.nominated.get(option, decision.discussion.mover_seat)
    if whose != seat:
        by = f"seat {whose}" if whose else "nobody's seat"
        raise NotEntitled(
            f"option {option} stands for {by}, and only that one can withdraw it", seat=seat
        )
    rule = body.rule_for(decision.cls)
    if rule is not None and rule.choice is not None and rule.choice.default == option:
        raise Refused(
            f"option {option} is the one that means none of the others, and rule {rule.id} asks for it",
            field="option",
        )
    return c.OptionWithdrawn(seat=seat, option=option)


def _orders(decision: Decision, act: Act, agreement: Agreement) -> StandingOrders:
    return orders_of(decision, agreement, act.day(agreement.zone))


def _known_to(orders: StandingOrders) -> None:
    if not orders.nominations:
        raise Refused(
            f"{cited(orders)} know no nominations: the options are those that were put with the motion",
            field="option",
        )


def _there(decision: Decision, option: str) -> None:
    if option not in decision.choices.options:
        known = ", ".join(decision.choices.options) or "none"
        raise NotFound(f"the motion has no option {option}; it has: {known}", field="option")


def _new(decision: Decision, option: str) -> None:
    known = decision.choices
    if option in known.options:
        raise OutOfOrder(f"the motion has an option {option} already", option=option)
    if option in known.withdrawn:
        raise OutOfOrder(
            f"option {option} was withdrawn: one that is nominated now has another id",
            option=option,
        )


def _can_be_counted(method: ChoiceMethod, option: c.MotionOption) -> None:
    """Refuse what the method could not count, as it would be refused when the vote is opened."""
    if method.declared_order and option.id not in method.declared_order:
        named = ", ".join(method.declared_order)
        raise Refused(
            f"the rule puts all options there can be in order, and {option.id} is none of them: {named}",
            field="option/id",
        )
    if method.kind == "allocation" and not option.cost:
        raise Refused(
            "the rule allocates money: say what the option costs, more than 0", field="option/cost"
        )
