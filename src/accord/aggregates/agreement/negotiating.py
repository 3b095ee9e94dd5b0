"""Negotiating a draft: parties read it, ask for changes, and may leave; it may come to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.terms import Provision
from accord.aggregates.effect import follows
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Act, Disclosed, Event

DRAFTS = (Stage.DRAFT, Stage.SHARED)
LAPSABLE = (*DRAFTS, Stage.ADOPTED, Stage.OPEN_FOR_SIGNATURE)


def share_draft(agreement: Agreement, act: Act, *, recipients: Sequence[UUID]) -> e.DraftShared:
    """Send the draft, as it stands, to parties that it names; from now on they negotiate it."""
    agreement.must_be(act.day(agreement.zone), DRAFTS, "the draft cannot be shared")
    follows(act, agreement.since, "its last draft")
    if len(agreement.terms.parties) < agreement.terms.fewest_parties:
        raise OutOfOrder(
            "the draft names fewer than two parties; name another one, open it to accession, or abandon it",
            needed=agreement.terms.fewest_parties,
        )
    if not recipients:
        raise Refused("say with which parties the draft is shared", field="recipients")
    for index, party in enumerate(recipients):
        _named(agreement, party, f"recipients/{index}")
        if party in recipients[:index]:
            raise Refused(
                f"party {party} stands twice in this list; name each party once",
                field=f"recipients/{index}",
            )
    return e.DraftShared(recipients=tuple(recipients))


def request_change(
    agreement: Agreement, act: Act, *, party: UUID, request: str, clauses: Sequence[str] = ()
) -> e.ChangeRequested:
    """Ask for another wording of a draft that was shared with the party; it is answered before the adoption."""
    agreement.must_be(act.day(agreement.zone), Stage.SHARED, "no change can be requested")
    follows(act, agreement.since, "the draft was last shared or revised")
    _named(agreement, party, "party")
    _has_the_draft(agreement, party)
    known = {clause.id for clause in agreement.terms.clauses}
    for index, clause in enumerate(clauses):
        if clause not in known:
            where = f"clauses/{index}"
            raise Refused(f"the draft has no clause {clause}", field=where, clause=clause)
        if clause in clauses[:index]:
            raise Refused(
                f"clause {clause} stands twice in this list; name each clause once",
                field=f"clauses/{index}",
                clause=clause,
            )
    return e.ChangeRequested(
        number=len(agreement.negotiation.requests) + 1,
        party=party,
        clauses=tuple(clauses),
        request=Disclosed(request),
    )


def _has_the_draft(agreement: Agreement, party: UUID) -> None:
    if party not in agreement.negotiation.known_to:
        raise OutOfOrder(
            f"the draft was not shared with party {party}: share it first, so that it asks for changes of what "
            "it has read",
            field="party",
            party=str(party),
        )


def answer_change(
    agreement: Agreement, act: Act, *, number: int, answer: e.ChangeAnswer
) -> e.ChangeAnswered:
    """Say what becomes of a request to change the draft that no revision has answered."""
    agreement.must_be(act.day(agreement.zone), Stage.SHARED, "no request can be answered")
    found = agreement.negotiation.requests.get(number)
    if found is None:
        raise NotFound(f"no change number {number} was requested", number=number)
    if not found.open:
        raise OutOfOrder(f"the request for change {number} is already answered", number=number)
    follows(act, found.since, "the request")
    return e.ChangeAnswered(number=number, answer=answer)


def leave_negotiation(agreement: Agreement, act: Act, *, party: UUID) -> tuple[Event, ...]:
    """Leave the negotiation: the draft loses the party, and who would have signed for it."""
    agreement.must_be(act.day(agreement.zone), DRAFTS, "nobody can leave the negotiation")
    follows(act, agreement.since, "its last draft")
    _named(agreement, party, "party")
    struck = [e.ProvisionStruck(provision=Provision.PARTY, key=str(party))]
    if agreement.terms.signatory_of(party) is not None:
        struck.append(e.ProvisionStruck(provision=Provision.SIGNATORY, key=str(party)))
    return (e.NegotiationLeft(party=party), *struck)


def abandon(agreement: Agreement, act: Act) -> e.AgreementAbandoned:
    """Give the agreement up before its conclusion, for a reason.

    While parties can still sign and none has declined, their signatures are waited for.
    """
    day = act.day(agreement.zone)
    agreement.must_be(day, LAPSABLE, "it cannot be abandoned")
    follows(act, agreement.since, "the last act on it")
    if not act.reason:
        raise Refused("say why the agreement is abandoned", field="reason")
    _not_awaited(agreement, day)
    return e.AgreementAbandoned()


def _not_awaited(agreement: Agreement, day: date) -> None:
    signing, deadline = agreement.signing, agreement.signing.deadline
    over = deadline is not None and day > deadline
    if signing.opened and not over and not signing.declined:
        until = f" up to and including {deadline}" if deadline else ""
        raise OutOfOrder(
            f"it cannot be abandoned: the parties can sign{until}, and none has declined to",
            **({"deadline": deadline.isoformat()} if deadline else {}),
        )


def _named(agreement: Agreement, party: UUID, field: str) -> None:
    if agreement.terms.party(party) is None:
        raise NotEntitled(
            f"{party} is no party of this agreement: the draft does not name it",
            field=field,
            party=str(party),
        )
