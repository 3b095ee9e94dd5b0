"""Which fields of which entries can be corrected as clerical errors, and which act is right for every other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from accord.events import Circumstances, Event

CORRECTABLE: Mapping[str, frozenset[str]] = {
    "agreement.signed/1": frozenset({"capacity", "counterpart"}),
    "agreement.party_acceded/1": frozenset({"capacity"}),
    "agreement.ratification_deposited/1": frozenset({"instrument"}),
    "amendment.signed/1": frozenset({"capacity"}),
    "decision.emergency_taken/1": frozenset({"title"}),
    "decision.motion_amended/1": frozenset({"title"}),
    "decision.motion_tabled/1": frozenset({"title"}),
    "dispute.brought_to_court/1": frozenset({"court", "reference"}),
    "dispute.raised/1": frozenset({"title"}),
    "dispute.raised_without_stages/1": frozenset({"title"}),
    "meeting.convened/1": frozenset({"place"}),
    "meeting.minutes_recorded/1": frozenset({"title"}),
    "obligation.scheduled/1": frozenset({"title"}),
    "party.registered/1": frozenset({"legal_name"}),
    "party.renamed/1": frozenset({"legal_name"}),
}
"""Which fields of which entries can be corrected: those that no rule and no guard ever reads."""

DISCLOSED: Mapping[str, frozenset[str]] = {
    "decision.motion_tabled/1": frozenset({"background"}),
    "party.identifier_added/1": frozenset({"person_value"}),
    "party.notices_address_set/1": frozenset({"address", "email"}),
    "party.registered/1": frozenset({"person_name"}),
    "party.renamed/1": frozenset({"person_name"}),
}
"""Which disclosed fields of which entries can be; the reason of an act can, in every entry but these."""

DAYS: Mapping[str, frozenset[str]] = {
    "decision.implementation_recorded/1": frozenset({"completed_on"}),
    "obligation.met/1": frozenset({"met_on"}),
    "party.identifier_added/1": frozenset({"occurred_on"}),
    "party.registered/1": frozenset({"occurred_on"}),
}
"""Which days of which entries can be: those that nothing remembers, so that nothing later rests on them."""

_OWN_REASONS = frozenset({"decision.objection_ruled/1"})
"""Where the reason is what was ruled, in the words of the one who ruled."""

NEVER_ADDED = frozenset({"legal_name"})
"""What is not added where nothing was said: a natural person has no legal name in the clear."""

_OF_A_FIELD = {
    "authority": "what an act relies on is cited when it is done; undo the act and do it anew under the right "
    "authority",
    "evidence": "evidence is named by its digest, which is what makes it evidence; record the act again with the "
    "right document",
}
"""What is right for a field, in whichever entry it stands."""

_OF_A_DAY = {
    "agreement": "who could act, and what held, is read from it; withdraw the act, or have it declared void, and do "
    "it anew",
    "amendment": "the text it rests on, and whether it came in time, are read from it; withdraw the amendment and "
    "draft another",
    "decision": "who held which seat, and whether it was in time, is read from it; challenge the result, or rescind "
    "the decision",
    "dispute": "the days of its stages are counted from it; record the step that follows, or withdraw the dispute "
    "and raise it anew",
    "meeting": "whether notice was given in time is counted from it; call the meeting off, or record the act again",
    "obligation": "whether it was due, and who could waive it, is read from it; move it to another day, or record "
    "anew whether it was met",
    "party": "from when it holds is read from it; record what holds from now on",
    "role": "who held the post is read from it; revoke the appointment, and appoint anew",
}
"""What is right for the day or the instant at which an act occurred, in a history of its kind."""

_OF_AN_ENTRY = {
    "decision.ballot_cast/1": "a ballot counts as it was given; challenge the result, or have it counted again",
    "decision.ballot_recorded/1": "a ballot counts as it was given; challenge the result, or have it counted again",
    "decision.certified/1": "order a recount, or challenge the result and have it annulled; rescind what should hold "
    "no longer",
    "decision.choice_certified/1": "order a recount, or challenge the result and have it annulled; rescind what "
    "should hold no longer",
    "decision.roll_seats_frozen/1": "the roll of a vote is frozen; challenge the result, and have it annulled",
    "decision.voting_opened/1": "challenge the result, and have it annulled",
    "party.identifier_added/1": "withdraw the identifier, and add the right one",
    "decision.objection_ruled/1": "a ruling stands in the words of the one who ruled; its result can be challenged",
    "party.member_joined/1": "end the membership, and record the right one",
    "party.notices_address_set/1": "set another address from the day on which it holds",
    "party.registered/1": "record another name from the day it is borne; a party of another kind is registered anew "
    "and takes this one's place by succession",
    "party.renamed/1": "record another name from the day it is borne",
    "party.succeeded/1": "record the further succession under the deed that orders it",
    "role.assigned/1": "revoke the appointment, and appoint anew under the right authority",
    "role.acting_appointed/1": "end the acting appointment, and make another",
    "role.alternate_named/1": "release the alternate, and name another",
    "role.post_created/1": "a post is called as the agreement says; amend the agreement",
    "role.post_reinstated/1": "a post is called as the agreement says; amend the agreement",
    "role.vote_delegated/1": "revoke the delegation, and give another",
}
"""What is right for the other fields of an entry."""

_OF_A_KIND = {
    "agreement": "amend what was agreed; withdraw an act that should not stand, or have it declared void",
    "amendment": "withdraw the amendment and draft another, or amend again what it has changed",
    "correction": "correct the entry itself once more",
    "decision": "amend or withdraw the motion before the vote; afterwards challenge the result, or rescind the "
    "decision",
    "dispute": "withdraw the dispute and raise it anew, or record the step that follows",
    "meeting": "revise the agenda, call the meeting off, or record the attendance or the minutes again",
    "obligation": "move the obligation to another day, waive it, or record anew whether it was met",
    "party": "record what holds from now on: another name, address, identifier or member, or a succession",
    "role": "revoke, resign or extend the appointment, or appoint anew",
}
"""What is right for everything else in a history of its kind."""


def disclosed(event: Event) -> frozenset[str]:
    """Return which disclosed fields of an entry can be corrected."""
    kind = event.TYPE.partition(".")[0]
    reason = kind != "correction" and event.TYPE not in _OWN_REASONS
    return DISCLOSED.get(event.TYPE, frozenset()) | ({"reason"} if reason else set())


def instead(type_: str, field: str) -> str:
    """Return which act to use for a field that is not corrected as a clerical error."""
    kind = type_.partition(".")[0]
    if field in ("occurred_on", "occurred_at") and kind in _OF_A_DAY:
        return _OF_A_DAY[kind]
    return _OF_A_FIELD.get(field) or _OF_AN_ENTRY.get(type_) or _OF_A_KIND[kind]


def days(event: Event) -> frozenset[str]:
    """Return which days of an entry can be corrected."""
    return DAYS.get(event.TYPE, frozenset())


def fields_of(event: Event) -> list[str]:
    """Return which fields an entry can have, its circumstances included."""
    return sorted({each.name for part in (event, Circumstances) for each in fields(part)})
