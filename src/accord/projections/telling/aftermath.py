"""What became of decisions, told: challenges, holds, consents, what was done, and their ends."""

from __future__ import annotations

from datetime import date

from accord.aggregates.decision import aftermath_events as e
from accord.aggregates.decision import staging_events as s
from accord.projections.telling.words import Names, first, last_day, number, person, tells, titled

_RULINGS = {
    e.ChallengeRuling.DISMISSED: "it is dismissed, and the result stands",
    e.ChallengeRuling.UPHELD: "it is upheld",
}


@tells(e.ResultChallenged)
def result_challenged(event: e.ResultChallenged, names: Names) -> str:
    """Somebody disputes the result."""
    who = f"The holder of seat {event.seat}"
    if event.party is not None:
        who = first(names(event.party))
    return f"{who} challenged the result (challenge {event.number})."


@tells(e.ChallengeRuled)
def challenge_ruled(event: e.ChallengeRuled, _names: Names) -> str:
    """It is settled."""
    return f"Challenge {event.number} was ruled on: {_RULINGS[event.ruling]}."


_GROUNDS = {
    e.RecountGround.EVALUATOR: "because another evaluator counts by now",
    e.RecountGround.CHALLENGE: "because of a challenge",
    e.RecountGround.DOUBT: "because there is doubt about the result",
}


@tells(e.RecountOrdered)
def recount_ordered(event: e.RecountOrdered, _names: Names) -> str:
    """It is to be counted again."""
    return f"A recount was ordered {_GROUNDS[event.ground]} (recount {event.number})."


@tells(e.RecountCertified)
def recount_certified(event: e.RecountCertified, _names: Names) -> str:
    """It was counted again."""
    same = "as before" if event.verdict is event.was else f"and not {event.was} as certified before"
    return (
        f"Counted again by {event.evaluator}, the motion is {event.verdict}, {same} "
        f"(recount {event.number})."
    )


@tells(e.ResultAnnulled)
def result_annulled(event: e.ResultAnnulled, _names: Names) -> str:
    """It never held."""
    why = f"Upon challenge {event.challenge}" if event.challenge else "Upon the recount"
    return f"{why} the result was annulled: it counts as never having held."


@tells(e.HoldPlaced)
def hold_placed(event: e.HoldPlaced, _names: Names) -> str:
    """A seat asks to wait."""
    return f"The holder of seat {event.seat} asked that the decision be held."


@tells(e.DecisionHeld)
def held(event: e.DecisionHeld, _names: Names) -> str:
    """It waits."""
    return f"The decision is held, as {number(event.sponsors, 'seat')} asked."


@tells(e.HoldWithdrawn)
def hold_withdrawn(event: e.HoldWithdrawn, _names: Names) -> str:
    """A seat asks no longer."""
    return f"The holder of seat {event.seat} no longer asks that the decision be held."


@tells(e.DecisionReleased)
def released(event: e.DecisionReleased, names: Names) -> str:
    """It waits no longer."""
    if event.decision is None:
        return "The decision was released: too few seats still asked that it be held."
    return f"The decision was released by decision {titled(event.decision, names)}."


@tells(e.PartyConsented)
def party_consented(event: e.PartyConsented, names: Names) -> str:
    """A party agrees."""
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, gave the consent of "
        f"{names(event.party)} to this reserved matter{_from(event.effective_from)}."
    )


def _from(day: date | None) -> str:
    return f": it is enough, and the decision takes effect on {day}" if day else ""


@tells(e.PartyRefusedConsent)
def party_refused(event: e.PartyRefusedConsent, names: Names) -> str:
    """A party does not agree."""
    what = "the decision is vetoed"
    if event.others_suffice:
        what = "enough others can consent still"
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, refused the consent "
        f"of {names(event.party)} to this reserved matter: {what}."
    )


@tells(e.ConsentLapsed)
def consent_lapsed(event: e.ConsentLapsed, names: Names) -> str:
    """A party cannot be asked any more."""
    told = f"{names(event.party)} being no party any more, its consent is awaited no longer"
    instead = f"; that of {names(event.successor)}, in its place, is" if event.successor else ""
    return f"{told}{instead}{_from(event.effective_from)}."


@tells(s.StagePassed)
def stage_passed(event: s.StagePassed, names: Names) -> str:
    """A body approves."""
    return (
        f"By decision {titled(event.decision, names)} the body {event.body} approved: stage {event.stage} is "
        f"passed on {event.effective_from}."
    )


@tells(s.StageVetoed)
def stage_vetoed(event: s.StageVetoed, names: Names) -> str:
    """A body does not."""
    return (
        f"By decision {titled(event.decision, names)} the body {event.body} vetoed the decision at stage "
        f"{event.stage}."
    )


@tells(e.ImplementationRecorded)
def implemented(event: e.ImplementationRecorded, _names: Names) -> str:
    """Something was done."""
    how = "completely" if event.complete else "in part"
    when = f" by {event.completed_on}" if event.completed_on else ""
    met = f", with {number(len(event.obligations), 'obligation')}" if event.obligations else ""
    still = (
        f", although {number(len(event.still_open), 'obligation')} of it stood open"
        if event.still_open
        else ""
    )
    return f"The decision was implemented {how}{when}{met}{still}."


@tells(e.DecisionReconsidered)
def reconsidered(event: e.DecisionReconsidered, names: Names) -> str:
    """It is open again."""
    return (
        f"By decision {titled(event.decision, names)} the decision is reconsidered: its motion is before "
        "the body again."
    )


@tells(e.DecisionRescinded)
def rescinded(event: e.DecisionRescinded, names: Names) -> str:
    """It ends."""
    return (
        f"The decision was rescinded by decision {titled(event.decision, names)}; from "
        f"{event.effective_from} on it no longer holds."
    )


@tells(e.DecisionSuperseded)
def superseded(event: e.DecisionSuperseded, names: Names) -> str:
    """Another takes its place."""
    return (
        f"From {event.effective_from} on decision {titled(event.decision, names)} stands in the place of "
        "this one."
    )


@tells(e.EmergencyDecisionTaken)
def emergency_taken(event: e.EmergencyDecisionTaken, _names: Names) -> str:
    """The chair decided."""
    until = event.effective_to
    unless = f"; unless ratified, it lapses after {last_day(until)}" if until else ""
    return (
        f"The holder of the post {event.post} decided in an emergency for the body {event.body}, in class "
        f"{event.cls}: “{event.title}”{unless}."
    )


@tells(e.EmergencyRatified)
def ratified(event: e.EmergencyRatified, names: Names) -> str:
    """The body agrees."""
    return f"The emergency decision was ratified by decision {titled(event.decision, names)}."


@tells(e.RatificationRefused)
def not_ratified(event: e.RatificationRefused, names: Names) -> str:
    """The body does not agree."""
    return f"By decision {titled(event.decision, names)} the emergency decision was not ratified; it lapsed."
