"""One example of every event, always the same: for golden files, and for whoever tells events.

`EXAMPLES` has each as it stands in the record, by the name of its golden file; `OPENED` has what opens
their digests. Where a person and an organisation are told apart, the event has an example of each; an event
that says one provision of any kind has one of each kind.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import uuid5

from accord.aggregates import party as q
from accord.aggregates import register as g
from accord.aggregates import role as r
from accord.aggregates.agreement.terms import Provided
from accord.aggregates.decision import events as d
from accord.aggregates.docket import docket_id
from accord.aggregates.obligation import schedule_id
from accord.events import EVENT_TYPES, Circumstances, Classification, Event, Recorded
from accord.store.disclosures import Disclosure, disclose
from tests import partnership as p
from tests.examples.aftermath import aftermath_examples
from tests.examples.agreements import conclusion_examples, draft_examples
from tests.examples.amendments import amendment_examples
from tests.examples.choices import choice_examples
from tests.examples.corrections import correction_examples
from tests.examples.decisions import decision_examples
from tests.examples.discussions import discussion_examples
from tests.examples.disputes import dispute_examples
from tests.examples.dockets import docket_examples
from tests.examples.impacts import impact_examples
from tests.examples.living import living_examples
from tests.examples.meetings import meeting_examples
from tests.examples.negotiations import negotiation_examples
from tests.examples.objections import objection_examples
from tests.examples.obligations import obligation_examples
from tests.examples.parties import party_examples
from tests.examples.provisions import provision_examples
from tests.examples.register import register_examples
from tests.examples.representing import representing_examples
from tests.examples.roles import role_examples
from tests.examples.secret_ballots import secret_ballot_examples
from tests.examples.successions import succession_examples
from tests.story import circumstances

AT = datetime(2026, 2, 3, 9, 8, 7, 650, tzinfo=UTC)
RESERVATION = q.reservation_id(q.Identifier(scheme="FI-YTUNNUS", value="0201256-6"))
MAYOR = r.role_id(p.AGREEMENT, "mayor")

STREAMS = {
    "register": g.REGISTER,
    "party": p.CITY,
    "identifier": RESERVATION,
    "agreement": p.AGREEMENT,
    "role": MAYOR,
    "decision": p.DECISION,
    "docket": docket_id(p.AGREEMENT, "board"),
    "amendment": p.AMENDMENT,
    "meeting": p.MEETING,
    "obligation": p.OBLIGATION,
    "dispute": p.DISPUTE,
    "correction": p.OBLIGATION,
    "impact": p.IMPACT,
    "schedule": schedule_id(p.AGREEMENT),
}
CHAPTERS = (
    register_examples,
    party_examples,
    draft_examples,
    provision_examples,
    conclusion_examples,
    negotiation_examples,
    living_examples,
    role_examples,
    decision_examples,
    aftermath_examples,
    discussion_examples,
    objection_examples,
    representing_examples,
    choice_examples,
    secret_ballot_examples,
    docket_examples,
    amendment_examples,
    succession_examples,
    meeting_examples,
    obligation_examples,
    dispute_examples,
    correction_examples,
    impact_examples,
)
EVENTS = [event for chapter in CHAPTERS for event in chapter()]
SHIPPED = {type_: kind for type_, kind in EVENT_TYPES.items() if not type_.startswith("test_")}
"""Every event type of accord, without those that tests define for themselves."""


def _env(event: Event) -> Circumstances:
    """Most acts say nothing of their circumstances; some are recorded for others, some say it all."""
    if isinstance(event, d.BallotRecorded):
        return circumstances(asserted_by=p.BEN, occurred_at=AT - timedelta(hours=1))
    if isinstance(event, r.RoleRevoked):
        return circumstances(
            authority="instrument:Council minutes 12/2026, § 4",
            occurred_on=date(2026, 2, 1),
            retroactive=True,
            evidence=("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",),
            correlation_id=p.CLUB,
            causation_id=f"{p.DECISION}/7",
            classification=Classification.PARTIES,
        )
    return circumstances()


def name_of(event: Event) -> str:
    """The golden file of an event: `decision.ballot_cast/1` is `decision-ballot_cast-1`."""
    person = any(getattr(event, name, None) for name in ("person_name", "person_value"))
    which = f"-{event.given[0]}" if isinstance(event, Provided) else ""
    secret = getattr(event, "secret", False) or getattr(event, "on_paper", False)
    said = ("-person" if person else "") + ("-secret" if secret else "")
    return event.TYPE.replace(".", "-").replace("/", "-") + which + said


def _disclosures(event: Event) -> list[Disclosure]:
    salts = (uuid5(g.REGISTER, f"salt/{name_of(event)}/{number}").bytes for number in count())
    return disclose(event, lambda: next(salts))


def _recorded(event: Event) -> Recorded[Event]:
    """All at one instant and version, so that a new example never changes another one's bytes."""
    stream = STREAMS[event.TYPE.partition(".")[0]]
    digests = tuple(sorted(opened.digest for opened in _disclosures(event)))
    cmd = uuid5(stream, name_of(event))
    return Recorded(stream, 7, AT, cmd, _env(event), event, digests)


EXAMPLES = {name_of(event): _recorded(event) for event in EVENTS}
OPENED = {opened.digest: opened for event in EVENTS for opened in _disclosures(event)}
