"""Standing delegations: a seat follows another one in the votes in which its holder does not vote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.calendar import up_to
from accord.aggregates.effect import effective
from accord.aggregates.role import events as e
from accord.aggregates.role.delegation import Delegation
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Act

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement
    from accord.aggregates.agreement.terms import Body, StandingOrders


def delegate_vote(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    others: Mapping[str, Role],
    to: str,
    classes: tuple[str, ...] = (),
    from_: date | None = None,
    until: date | None = None,
) -> e.VoteDelegated:
    """Let a seat follow another one of its body, in all motions or in those of some classes.

    `others` are the posts of the seats of the body; their delegations say who follows whom already.
    """
    role.exists()
    starts = effective(act, from_, agreement.zone)
    _speaks(role, act, act.day(agreement.zone))
    new = Delegation(starts, until, to=to, classes=classes, holder=act.speaker, given=act.moment)
    _well_formed(role, new)
    body = _body_of_both(agreement, starts, role.post, to)
    _known_classes(body, classes)
    _one_at_a_time(role, new)
    edges = dict(_edges(role.post, new, others))
    _no_cycle(role.post, edges)
    _within_the_orders(agreement.terms_on(starts).orders(body.id), role.post, edges)
    return e.VoteDelegated(
        delegation=len(role.delegations) + 1,
        holder=act.speaker,
        to=to,
        classes=classes,
        effective_from=starts,
        effective_to=until,
    )


def _well_formed(role: Role, new: Delegation) -> None:
    if new.to == role.post:
        raise Refused(
            f"seat {new.to} would follow itself; a vote is delegated to another seat of the body",
            field="to",
        )
    if new.empty:
        raise Refused(
            f"the delegation would end on {new.until}, and it begins on {new.from_}",
            field="effective_to",
        )


def _speaks(role: Role, act: Act, day: date) -> None:
    seated = role.seated_on(day)
    if seated is None or seated.holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {role.post} can delegate its vote")


def _body_of_both(agreement: Agreement, day: date, post: str, to: str) -> Body:
    for body in agreement.terms_on(day).bodies:
        seats = [seat.post for seat in body.seats]
        if post in seats and to in seats:
            return body
    raise Refused(
        f"no body has both the seat {post} and the seat {to}; a vote is delegated within a body",
        field="to",
    )


def _known_classes(body: Body, classes: Iterable[str]) -> None:
    for index, cls in enumerate(classes):
        if body.rule_for(cls) is None:
            known = ", ".join(entry.cls for entry in body.rules)
            raise Refused(
                f"body {body.id} has no rule for motions of class {cls}; it decides: {known}",
                field=f"classes/{index}",
            )


def _one_at_a_time(role: Role, new: Delegation) -> None:
    for number, other in role.delegations.items():
        if other.meets(new):
            raise OutOfOrder(
                f"the vote of seat {role.post} is delegated to seat {other.to} from {other.from_} "
                f"{up_to(other.until)} (delegation {number}); revoke that first",
                delegation=number,
            )


def _edges(
    post: str, new: Delegation, others: Mapping[str, Role]
) -> Iterator[tuple[str, list[str]]]:
    """Yield whom each seat follows at some time and in some class of the new delegation, that included."""
    for name, role in others.items():
        found = [each.to for each in role.delegations.values() if each.meets(new)]
        if name != post and found:
            yield name, found
    yield post, [new.to]


def _no_cycle(post: str, edges: Mapping[str, list[str]]) -> None:
    paths = [[post, *edges[post]]]
    while paths:
        path = paths.pop()
        if path[-1] == post:
            raise Refused(
                f"the delegation would close a circle: {', which follows '.join(path)}; nobody in it would vote",
                field="to",
                cycle=path,
            )
        paths += [[*path, to] for to in edges.get(path[-1], ()) if to not in path[1:]]


def _within_the_orders(orders: StandingOrders, post: str, edges: Mapping[str, list[str]]) -> None:
    clause = f" ({orders.clause})" if orders.clause else ""
    under = f"the standing orders of body {orders.body}{clause}"
    if not orders.delegations or not orders.delegation_depth:
        raise Refused(f"{under} know no delegation: each seat votes itself", field="to")
    for target in _reached(post, edges, orders.delegation_depth):
        carried = sorted(_followers(target, edges, orders.delegation_depth))
        if len(carried) > orders.delegations:
            raise Refused(
                f"seat {target} would carry {', '.join(carried)}, and under {under} a seat carries at most "
                f"{orders.delegations} by delegation",
                field="to",
                carries=carried,
            )


def _reached(post: str, edges: Mapping[str, list[str]], depth: int) -> set[str]:
    found, here = set[str](), {post}
    for _ in range(depth):
        here = {to for each in here for to in edges.get(each, ())}
        found |= here
    return found


def _followers(target: str, edges: Mapping[str, list[str]], depth: int) -> set[str]:
    found, here = set[str](), {target}
    for _ in range(depth):
        here = {name for name, to in edges.items() if here.intersection(to)}
        found |= here
    return found - {target}


def revoke_delegation(role: Role, act: Act, *, zone: str, delegation: int) -> e.DelegationRevoked:
    """Take a delegation back, at once: a vote that is not closed yet no longer follows it."""
    role.exists()
    known = role.delegations.get(delegation)
    if known is None:
        raise NotFound(f"post {role.post} has no delegation {delegation}", delegation=delegation)
    if known.revoked is not None:
        raise OutOfOrder(f"delegation {delegation} is revoked already", delegation=delegation)
    seated = role.seated_on(act.day(zone))
    if act.speaker not in (known.holder, seated.holder if seated else None):
        raise NotEntitled(f"only the holder of seat {role.post} can revoke its delegation")
    return e.DelegationRevoked(delegation=delegation)


def followed(role: Role, at: datetime, day: date, cls: str, holder: UUID | None) -> str | None:
    """Return the seat that a seat follows at an instant in a class of motions, if it does.

    A delegation binds only as long as who gave it holds the seat.
    """
    for each in role.delegations.values():
        if each.holds(at, day, cls) and each.holder == holder:
            return each.to
    return None
