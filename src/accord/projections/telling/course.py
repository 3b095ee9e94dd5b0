"""How an agreement begins, changes and ends, in words that continue a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accord.aggregates.agreement import terms as t
from accord.projections.telling.words import Names, listed, number, spaced


def _review(said: t.Review, _names: Names) -> str:
    when = f"on {said.on}" if said.on else f"every {number(said.every_months or 0, 'month')}"
    return f"“{said.title}” ({said.key}) is reviewed {when}"


def _notice(said: t.NoticePeriod, _names: Names) -> str:
    firm = ", and is taken back with the leave of the others alone" if said.firm else ""
    return f"notice of {spaced(said.kind)} takes effect {number(said.days, 'day')} after it is given{firm}"


def _entry(said: t.EntryIntoForce, _names: Names) -> str:
    who = "each party" if said.parties is None else number(said.parties, "party", "parties")
    held = f", together holding {said.share} of the {said.measure}," if said.share else ""
    act = "ratified" if said.ratification else "signed"
    has = "has" if said.parties in (None, 1) else "have"
    later = f"; it binds {number(said.days_after, 'day')} later" if said.days_after else ""
    return f"the agreement is concluded once {who}{held} {has} {act}{later}"


def _renewal(said: t.Renewal, _names: Names) -> str:
    how = {
        t.RenewalKind.EXPLICIT: "when that is decided",
        t.RenewalKind.AUTOMATIC: "by itself",
        t.RenewalKind.EVERGREEN: "by itself, without a last time",
    }[said.kind]
    long = f", each time for {number(said.months, 'month')}" if said.months else ""
    times = f", at most {number(said.times, 'time')}" if said.times else ""
    but = f", unless a party objects {number(said.notice_days, 'day')} before its end"
    return f"the term is renewed {how}{long}{times}{but if said.notice_days else ''}"


def _accession(said: t.Accession, _names: Names) -> str:
    if not said.open:
        return "nobody else can accede"
    return "others can accede" + (f", in the class {said.cls}" if said.cls else "")


def _change(said: t.Change, _names: Names) -> str:
    notice = f", on {number(said.notice_days, 'day')} of notice" if said.notice_days else ""
    material = f"; {number(len(said.material), 'clause')} can be changed by it alone"
    signed = listed([f"“{spaced(matter)}”" for matter in said.signed])
    by_all = f"; each party signs what is decided on the matter {signed}"
    return (
        f"the agreement is amended by the procedure for amendments{notice}"
        f"{material if said.material else ''}{by_all if signed else ''}"
    )


_EVERY_GROUND = "the agreement can be terminated on every ground"
_GROUNDS = {
    t.Ground.MUTUAL: "mutual consent",
    t.Ground.CAUSE: "cause",
    t.Ground.CONVENIENCE: "convenience",
    t.Ground.FRUSTRATION: "frustration",
}


def _ending(said: t.Ending, _names: Names) -> str:
    grounds = listed([_GROUNDS[ground] for ground in said.grounds])
    why = f"the grounds to terminate the agreement are: {grounds}"
    least = number(said.minimum_parties, "party", "parties")
    survive = f"; {number(len(said.surviving), 'clause outlasts', 'clauses outlast')} it"
    report = "; a final report closes it" if said.final_report else ""
    return (
        f"{why if grounds else _EVERY_GROUND}; with fewer than {least} it is closed "
        f"out{survive if said.surviving else ''}{report}"
    )


COURSE: dict[str, Callable[[Any, Names], str]] = {
    "review": _review,
    "notice_period": _notice,
    "entry_into_force": _entry,
    "renewal": _renewal,
    "accession": _accession,
    "change": _change,
    "ending": _ending,
}
