"""Motions before the vote, and votings while they run, told."""

from __future__ import annotations

from accord.aggregates.decision import discussing_events as d
from accord.projections.telling.decision import put_by
from accord.projections.telling.words import (
    Names,
    at_instant,
    days,
    listed,
    number,
    spaced,
    tells,
    titled,
)

_ATTENDED = {
    d.Attendance.PRESENT: "present",
    d.Attendance.REMOTE: "attending remotely",
    d.Attendance.EXCUSED: "excused",
    d.Attendance.ABSENT: "absent",
}


@tells(d.MotionNoticed)
def motion_noticed(event: d.MotionNoticed, names: Names) -> str:
    """Notice was given."""
    when = days(event.effective_from, event.effective_to)
    where = f", at the meeting {titled(event.meeting, names)}" if event.meeting else ""
    return f"Notice was given that the motion will be put to the vote {when}{where}."


@tells(d.MotionNoticeLapsed)
def motion_notice_lapsed(event: d.MotionNoticeLapsed, names: Names) -> str:
    """Notice stands no more."""
    return (
        f"The notice of the motion for the meeting {titled(event.meeting, names)} stands no more, as it is not "
        "taken up there."
    )


@tells(d.MotionSeconded)
def motion_seconded(event: d.MotionSeconded, _names: Names) -> str:
    """A seat seconded."""
    return f"The holder of seat {event.seat} seconded the motion."


@tells(d.MotionSupported)
def motion_supported(event: d.MotionSupported, _names: Names) -> str:
    """A seat stands behind it."""
    return f"The holder of seat {event.seat} declared support for the motion."


@tells(d.SupportWithdrawn)
def support_withdrawn(event: d.SupportWithdrawn, _names: Names) -> str:
    """A seat no longer does."""
    return f"The holder of seat {event.seat} no longer stands behind the motion."


@tells(d.MotionAmendmentProposed)
def motion_amendment_proposed(event: d.MotionAmendmentProposed, _names: Names) -> str:
    """A seat would have the motion read otherwise."""
    return f"The holder of seat {event.seat} proposed how the motion should read: amendment {event.number}."


@tells(d.MotionAmendmentObjected)
def motion_amendment_objected(event: d.MotionAmendmentObjected, _names: Names) -> str:
    """A sponsor would have a vote."""
    return (
        f"The holder of seat {event.seat} objected to amendment {event.number} of the motion, so that it "
        "needs a vote."
    )


@tells(d.MotionAmended)
def motion_amended(event: d.MotionAmended, names: Names) -> str:
    """The motion reads otherwise."""
    how = (
        f"by the decision {titled(event.decision, names)}"
        if event.decision
        else "as its mover accepted"
    )
    anew = "; the days of discussion begin anew" if event.material else ""
    return (
        f"The motion, now “{event.title}”, was amended {how}: amendment {event.number} stands{anew}."
        f"{put_by(event.lapses)}"
    )


@tells(d.MotionAmendmentRejected)
def motion_amendment_rejected(event: d.MotionAmendmentRejected, names: Names) -> str:
    """A proposed amendment came to nothing."""
    if event.decision is None:
        return f"The chair ruled amendment {event.number} of the motion out of order."
    return f"Amendment {event.number} of the motion was rejected by the decision {titled(event.decision, names)}."


@tells(d.MotionAmendmentWithdrawn)
def motion_amendment_withdrawn(event: d.MotionAmendmentWithdrawn, _names: Names) -> str:
    """It was withdrawn."""
    return f"Amendment {event.number} of the motion was withdrawn by the seat that had proposed it."


@tells(d.MotionReferred)
def motion_referred(event: d.MotionReferred, _names: Names) -> str:
    """Another body is to report."""
    return f"The motion was referred to the body {event.body} for its report, in class {event.cls}."


@tells(d.MotionReportedOn)
def motion_reported_on(event: d.MotionReportedOn, _names: Names) -> str:
    """It has reported."""
    with_ = " with a recommendation" if event.recommendation else ""
    return f"The body to which the motion was referred reported back{with_}."


@tells(d.DecisionDeferred)
def decision_deferred(event: d.DecisionDeferred, _names: Names) -> str:
    """The motion rests."""
    until = f"to {event.effective_to}" if event.effective_to else "until it is taken up again"
    return f"The motion was deferred {until}."


@tells(d.MotionTakenUp)
def motion_taken_up(_event: d.MotionTakenUp, _names: Names) -> str:
    """It rests no longer."""
    return "The deferred motion was taken up again."


@tells(d.MotionWithdrawn)
def motion_withdrawn(_event: d.MotionWithdrawn, _names: Names) -> str:
    """Its mover let it go."""
    return "The mover withdrew the motion."


@tells(d.MotionTakenOver)
def motion_taken_over(event: d.MotionTakenOver, _names: Names) -> str:
    """Another seat moves it."""
    return f"The holder of seat {event.seat} took the withdrawn motion over."


@tells(d.MotionLapsed)
def motion_lapsed(_event: d.MotionLapsed, _names: Names) -> str:
    """It can no longer be decided."""
    return "The motion lapsed without having been put to the vote."


@tells(d.AttendanceRecorded)
def attendance_recorded(event: d.AttendanceRecorded, _names: Names) -> str:
    """Who is at the sitting."""
    found = {kind: [s for s in event.seats if s.attendance is kind] for kind in d.Attendance}
    told = [f"{number(len(seats), 'seat')} {_ATTENDED[k]}" for k, seats in found.items() if seats]
    return f"Attendance was recorded: {listed(told)}."


@tells(d.MeetingDemanded)
def meeting_demanded(event: d.MeetingDemanded, _names: Names) -> str:
    """It is for a meeting."""
    return (
        f"The holder of seat {event.seat} demanded a meeting: the vote by correspondence ended without a "
        "result, and the motion is on the table again."
    )


@tells(d.BallotReplaced)
def ballot_replaced(event: d.BallotReplaced, _names: Names) -> str:
    """A seat answered anew."""
    return (
        f"Seat {event.seat} replaced its ballot: {spaced(event.position)}, where it had been "
        f"{spaced(event.was)}."
    )


@tells(d.VotingExtended)
def voting_extended(event: d.VotingExtended, _names: Names) -> str:
    """Voting runs longer."""
    late = " as there is a quorum only now" if event.late_quorum else ""
    return f"Voting was extended{late}: it closes at {at_instant(event.closes)}, not at {at_instant(event.was)}."
