"""Among which options does a body choose, and what did it choose?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.decision import choosing_events as c
from accord.events import Recorded
from accord.projections.decisions import changed
from accord.projections.documents import said
from accord.projections.views import Views, on


@on(c.OptionsPut)
def options_put(views: Views, _position: int, at: Recorded[c.OptionsPut]) -> None:
    """These can be chosen."""
    options = changed(views, at).setdefault("options", [])
    options += [canonical.plain(option) for option in at.event.options]


@on(c.OptionNominated)
def option_nominated(views: Views, _position: int, at: Recorded[c.OptionNominated]) -> None:
    """A seat added this one."""
    option = canonical.plain(at.event.option) | {"nominated_by": at.event.seat}
    changed(views, at).setdefault("options", []).append(option)


@on(c.NominationSeconded)
def nomination_seconded(views: Views, _position: int, at: Recorded[c.NominationSeconded]) -> None:
    """Another seat wants it put to the vote too."""
    for option in changed(views, at)["options"]:
        if option["id"] == at.event.option and at.event.seat not in option.get("seconded_by", ()):
            option.setdefault("seconded_by", []).append(at.event.seat)


@on(c.NominationLapsed)
def nomination_lapsed(views: Views, _position: int, at: Recorded[c.NominationLapsed]) -> None:
    """Too few seconded this one: it cannot be chosen."""
    for option in changed(views, at)["options"]:
        if option["id"] == at.event.option:
            option["lapsed"] = True


@on(c.OptionWithdrawn)
def option_withdrawn(views: Views, _position: int, at: Recorded[c.OptionWithdrawn]) -> None:
    """This one cannot be chosen any more; what it is called is still told."""
    for option in changed(views, at)["options"]:
        if option["id"] == at.event.option:
            option["withdrawn"] = True


@on(c.ChoiceCast, c.ChoiceRecorded)
def choice_given(views: Views, _position: int, at: Recorded[Any]) -> None:
    """One more seat has answered."""
    changed(views, at)["ballots_given"] += 1


@on(c.CastingChoiceGiven)
def casting_choice_given(views: Views, _position: int, at: Recorded[c.CastingChoiceGiven]) -> None:
    """The chair put tied options in order."""
    changed(views, at).update(said(casting_choice=at.event.options))


@on(c.LotDrawn)
def lot_drawn(views: Views, _position: int, at: Recorded[c.LotDrawn]) -> None:
    """Lots put the options in order."""
    changed(views, at).update(said(lot=at.event.order))
