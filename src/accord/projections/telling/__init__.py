"""What happened, told in one plain sentence for people."""

from __future__ import annotations

from accord.events import Event
from accord.projections.telling import (  # noqa: F401 - each registers how its events are told
    aftermath,
    agreement,
    amended,
    amendment,
    choices,
    concluding,
    correcting,
    decision,
    discussion,
    dispute,
    docket,
    errata,
    impact,
    joining,
    living,
    meeting,
    negotiating,
    objections,
    obligation,
    party,
    post,
    register,
    representing,
    role,
    secret_ballots,
    succession,
    told,
)
from accord.projections.telling.words import TELLERS, TELLERS_OF_OPTIONS, Names, Titles, by_id

__all__ = ["TELLERS_OF_OPTIONS", "Names", "Titles", "by_id", "tell"]
_NO_TITLES: Titles = {}


def tell(event: Event, names: Names = by_id, titles: Titles = _NO_TITLES) -> str:
    """Return one sentence that an officer would write about an event.

    Organisations are called as `names` says, persons by their shortened subject id, options of a motion
    as `titles` says; nothing that is disclosed is ever told. Raise `NotImplementedError` for an event that
    nobody can tell.
    """
    of_options = TELLERS_OF_OPTIONS.get(type(event))
    if of_options is not None:
        return of_options(event, names, titles)
    teller = TELLERS.get(type(event))
    if teller is None:
        raise NotImplementedError(f"nobody can tell {event.TYPE}; write its sentence in telling/")
    return teller(event, names)
