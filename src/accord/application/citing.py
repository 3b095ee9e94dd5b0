"""What an act cites as its authority: something that is known, is fit to rest on, and concerns the same agreement."""

from __future__ import annotations

import re
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.authority import in_effect
from accord.aggregates.decision import Decision
from accord.aggregates.party import Party
from accord.aggregates.role import Role
from accord.errors import NotFound, Refused
from accord.events import Act, Stream
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


def bears(unit: Unit, act: Act, authority: str, state: Stream) -> None:
    """Raise `Refused` where what is cited cannot bear an act on `state`.

    A decision or a role is one of the same agreement, and a decision is carried and in effect on the day.
    """
    agreement = state.id if isinstance(state, Agreement) else getattr(state, "agreement", None)
    found = cited(unit, authority)
    if agreement is None or not isinstance(found, Decision | Role):
        return
    if found.agreement != agreement:
        raise Refused(
            f"the authority cited, {found.NAME} {found.id}, is one of another agreement",
            field="authority",
        )
    if isinstance(found, Decision):
        _carries(unit, act, found)


def _carries(unit: Unit, act: Act, found: Decision) -> None:
    if found.verdict is not Verdict.CARRIED and not found.aftermath.emergency:
        raise Refused(
            f"the authority cited, decision {found.id}, was not carried: {found.verdict or 'it has no result'}",
            field="authority",
        )
    zone = unit.read(Agreement, found.agreement).zone if found.agreement else "UTC"
    try:
        in_effect(found, "what rests on it", act=act, zone=zone)
    except Refused as unfit:
        raise Refused(unfit.reason, field="authority") from None
