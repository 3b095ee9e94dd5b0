"""What an act cites as its authority: something that is known, is fit to rest on, and concerns the same agreement."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import fields
from uuid import UUID

from accord.aggregates.agreement import Agreement, Stage
from accord.aggregates.agreement.stages import RUNNING, WINDING_UP
from accord.aggregates.authority import in_effect
from accord.aggregates.decision import Decision
from accord.aggregates.party import Party
from accord.aggregates.role import Role
from accord.errors import NotFound, Refused
from accord.events import Act, Event, Stream
from accord.rules import Verdict
from accord.store.unit import Unit

_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_AUTHORITY = re.compile(rf"(role|decision|agreement|party):{_ID}|instrument:\S.{{0,299}}")
_CITED: dict[str, type[Stream]] = {kind.NAME: kind for kind in (Role, Decision, Agreement, Party)}


def cited(unit: Unit, authority: str) -> Stream | None:
    """Return what an authority cites, None for an instrument outside the register.

    Raise `Refused` where it is not cited as it should be, or nobody knows it.
    """
    if not _AUTHORITY.fullmatch(authority):
        raise Refused(
            "an authority is cited as role:<id>, decision:<id>, agreement:<id>, party:<id>, or "
            "instrument:<citation>",
            field="authority",
        )
    kind, _, id_ = authority.partition(":")
    if kind not in _CITED:
        return None
    try:
        return unit.read(_CITED[kind], UUID(id_))
    except NotFound as unknown:
        raise Refused(
            f"the authority cited is unknown: {unknown.reason}", field="authority"
        ) from None


def bears(unit: Unit, act: Act, authority: str, state: Stream, events: Sequence[Event]) -> None:
    """Raise `Refused` where what is cited cannot bear what is to happen to `state`.

    It concerns the same agreement, or one that the act names, as that whose place it takes: a decision or a
    role is one of it, an agreement is the one, a party is one to it or is named. A decision is carried and in
    effect on the day, an agreement binds on it, a role is held by somebody. An agreement that is still drafted
    has nothing of its own to rest on: it may cite what is of another.
    """
    found = cited(unit, authority)
    if isinstance(found, Decision):
        _carries(unit, act, found)
    if isinstance(found, Role):
        _is_held(unit, act, found)
    if isinstance(state, Agreement) and state.concluded_on is None:
        if isinstance(found, Agreement):
            _binds(act, found, RUNNING)
        return
    concerned, named = _concerned(unit, state, events), _named(events)
    if concerned is None:
        if isinstance(found, Agreement):
            _binds(act, found, RUNNING)
    elif isinstance(found, Agreement):
        _is_the_one(act, found, concerned, named)
    elif isinstance(found, Decision | Role):
        _is_of(found, concerned, named)
    elif isinstance(found, Party):
        _is_party(act, found, concerned, named)


def _named(events: Sequence[Event]) -> set[UUID]:
    """Return whatever an act names by its id."""
    values = (getattr(event, each.name) for event in events for each in fields(event))
    return {value for value in values if isinstance(value, UUID)}


def _concerned(unit: Unit, state: Stream, events: Sequence[Event]) -> Agreement | None:
    """Return the agreement that is concerned; of what only begins, its first event says which one."""
    if isinstance(state, Agreement):
        return state
    beginning = next((getattr(event, "agreement", None) for event in events), None)
    id_ = getattr(state, "agreement", None) or beginning
    return None if id_ is None else unit.read(Agreement, id_)


def _carries(unit: Unit, act: Act, found: Decision) -> None:
    if found.verdict is not Verdict.CARRIED and not found.aftermath.emergency:
        raise _unfit(f"decision {found.id}, was not carried: {found.verdict or 'it has no result'}")
    zone = unit.read(Agreement, found.agreement).zone if found.agreement else "UTC"
    try:
        in_effect(found, "what rests on it", act=act, zone=zone)
    except Refused as unfit:
        raise Refused(unfit.reason, field="authority") from None


def _is_held(unit: Unit, act: Act, found: Role) -> None:
    """Raise `Refused` where nobody sits in the post on the day: an empty post orders nothing."""
    zone = unit.read(Agreement, found.agreement).zone if found.agreement else "UTC"
    day = act.day(zone)
    if found.seated_on(day) is None:
        raise _unfit(f"role {found.id} (post {found.post}), is held by nobody on {day}")


def _is_of(found: Decision | Role, concerned: Agreement, named: Collection[UUID]) -> None:
    if found.agreement not in (concerned.id, *named):
        raise _unfit(
            f"{found.NAME} {found.id}, is one of another agreement; cite one of agreement {concerned.id}"
        )


def _is_the_one(act: Act, found: Agreement, concerned: Agreement, named: Collection[UUID]) -> None:
    """Raise `Refused` unless it is the one concerned: from its conclusion on, until what is left is done."""
    if found.id not in (concerned.id, *named):
        raise _unfit(
            f"agreement {found.id}, is not the one concerned; cite agreement {concerned.id}"
        )
    _binds(act, found, (Stage.CONCLUDED, *RUNNING, *WINDING_UP))


def _binds(act: Act, found: Agreement, stages: tuple[Stage, ...]) -> None:
    day = act.day(found.zone)
    stage = found.stage(day)
    if stage not in stages:
        raise _unfit(
            f"agreement {found.id}, is {stage.replace('_', ' ')} on {day}; cite one that is in force"
        )


def _is_party(act: Act, found: Party, concerned: Agreement, named: Collection[UUID]) -> None:
    """Raise `Refused` unless it is a party of the day, or one that the act is for or names (it may join)."""
    day = act.day(concerned.zone)
    if found.id not in (*concerned.parties_on(day), act.env.on_behalf_of, *named):
        raise _unfit(
            f"party {found.id}, is no party to agreement {concerned.id} on {day}; cite one of its parties"
        )


def _unfit(what: str) -> Refused:
    return Refused(f"the authority cited, {what}", field="authority")
