"""What comes back for an agreement: its parties, bodies and procedures, its signatures and its term."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.agreement.memory import Stage as AgreementStage
from accord.aggregates.matters import Matter
from accord.http.fields import FIRST_WITHOUT
from accord.http.representations.agreements_in_force import (
    AgreementSuspensionOut,
    CloseOut,
    Departure,
    NoticeGivenOut,
    RenewalOut,
    Supersession,
    SuspendedOut,
    Termination,
    ToldOut,
    Voidance,
)
from accord.http.representations.common import Corrected, MeasureOut, Representation
from accord.http.representations.errata import ErratumOut
from accord.http.representations.negotiations import (
    AccessionOf,
    Assent,
    ChangeRequest,
    Declined,
    Ratification,
    Shared,
)
from accord.http.representations.provisions import Provisions
from accord.projections.agreements.parties import PartyStatus


class PartyTermsOut(Schema):
    """A party of an agreement."""

    party = fields.UUID(required=True)
    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))
    powers = fields.String(metadata={"description": "by which legal basis it enters"})
    area = fields.String(metadata={"description": "where it acts"})
    status = fields.Enum(
        PartyStatus,
        by_value=True,
        required=True,
        metadata={"description": "how far it has come: bound from the entry into force on"},
    )


class ClauseName(Schema):
    """A clause by its names."""

    id = fields.String(required=True)
    num = fields.String(required=True)
    heading = fields.String(required=True)


class SeatOut(Schema):
    """A seat of a body."""

    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID()
    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))


class ClassRuleOut(Schema):
    """How a body decides a class of motions."""

    class_ = fields.String(data_key="class", required=True)
    rule = fields.Dict(required=True)
    rule_hash = fields.String(required=True)


class BodyOut(Schema):
    """A body of an agreement."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    chair = fields.String()
    seats = fields.List(fields.Nested(SeatOut), required=True)
    rules = fields.List(fields.Nested(ClassRuleOut), required=True)


class PostOut(Schema):
    """A post without a seat."""

    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID()


class SignatoryOut(Schema):
    """Who signs for a party."""

    party = fields.UUID(required=True)
    post = fields.String(required=True)


class ProcedureOut(Schema):
    """How a matter is decided."""

    matter = fields.Enum(Matter, by_value=True, required=True)
    body = fields.String(required=True)
    class_ = fields.String(data_key="class", required=True)


class TermOut(Schema):
    """From when to when the agreement is to run."""

    starts_on = fields.Date()
    ends_on = fields.Date(metadata=FIRST_WITHOUT)


class Signature(Schema):
    """One party's signature."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    post = fields.String(required=True)
    capacity = fields.String(required=True)
    signed_on = fields.Date(required=True)
    counterpart = fields.String()


class IncorporatedAmendment(Schema):
    """An amendment that belongs to the agreement."""

    amendment = fields.UUID(required=True)
    adoption_seq = fields.Integer(required=True)
    effective_from = fields.Date(required=True)
    modifications_hash = fields.String(required=True)
    ab_initio = fields.Boolean(metadata={"description": "where it was annulled: on every day"})
    annulled_from = fields.Date(metadata={"description": "the first day without it"})


class PlaceOut(Schema):
    """Who stands in whose place, and from when."""

    predecessor = fields.UUID(required=True)
    successor = fields.UUID(required=True)
    effective_from = fields.Date(required=True)


class ShareOut(PlaceOut):
    """Which share of a place a successor has, and what is left of it."""

    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))
    left = fields.List(fields.Nested(MeasureOut))
    post = fields.String(required=True)


class ExceededLimit(Schema):
    """A composition limit that a party exceeds, as after a succession."""

    limit = fields.String(required=True, metadata={"description": "its key in the terms"})
    body = fields.String(required=True)
    party = fields.UUID(required=True)
    clause = fields.String()
    holds = fields.Integer(required=True, metadata={"description": "how many seats it holds"})
    may_hold = fields.Integer(required=True)


class IncompatibleHolder(Schema):
    """A person in more than one of posts that exclude each other, as after an amendment."""

    limit = fields.String(required=True, metadata={"description": "its key in the terms"})
    person = fields.UUID(required=True)
    posts = fields.List(fields.String(), required=True)
    clause = fields.String()


class StrandedMotion(Schema):
    """A motion that waits before a body that was struck: no vote can be opened on it."""

    decision = fields.UUID(required=True)
    body = fields.String(required=True)


class ExceededTenure(Schema):
    """A holder whose term the terms of the day would not let anybody be appointed for."""

    post = fields.String(required=True)
    assignment = fields.Integer(required=True)
    holder = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(
        metadata={"description": "up to but without this day, where it has an end"}
    )
    latest = fields.Date(
        metadata={"description": "up to but without which day a term that began then may run"}
    )
    terms = fields.Integer(metadata={"description": "the how many-th term in succession it is"})
    may_hold_terms = fields.Integer()
    out_of_turn = fields.UUID(
        metadata={"description": "the party that held the post just before, where it rotates"}
    )
    clause = fields.String()


class Agreement(Corrected, Provisions, Representation):
    """An agreement as it stands."""

    title = fields.String(required=True)
    zone = fields.String(required=True)
    stage = fields.Enum(AgreementStage, by_value=True, required=True)
    parties = fields.List(fields.Nested(PartyTermsOut), required=True)
    clauses = fields.List(fields.Nested(ClauseName), required=True)
    bodies = fields.List(fields.Nested(BodyOut), required=True)
    posts = fields.List(fields.Nested(PostOut), required=True)
    signatories = fields.List(fields.Nested(SignatoryOut), required=True)
    procedures = fields.List(fields.Nested(ProcedureOut), required=True)
    signatures = fields.List(fields.Nested(Signature), required=True)
    amendments = fields.List(fields.Nested(IncorporatedAmendment), required=True)
    successions = fields.List(
        fields.Nested(PlaceOut),
        metadata={"description": "of parties that merged or split; what they signed stays signed"},
    )
    divisions = fields.List(
        fields.Nested(ShareOut),
        metadata={"description": "of places of parties that split, among their successors"},
    )
    exceeded_limits = fields.List(
        fields.Nested(ExceededLimit),
        metadata={"description": "on the day, until posts are vacated or the limit is amended"},
    )
    incompatible_holders = fields.List(
        fields.Nested(IncompatibleHolder),
        metadata={"description": "on the day, until one of the posts is vacated"},
    )
    exceeded_tenures = fields.List(
        fields.Nested(ExceededTenure),
        metadata={"description": "on the day, until the term ends or the tenure is amended"},
    )
    stranded_motions = fields.List(
        fields.Nested(StrandedMotion),
        metadata={"description": "on the day, until each is recorded as lapsed or withdrawn"},
    )
    term = fields.Nested(TermOut)
    text_hash = fields.String(
        metadata={"description": "the same as `adopted_text_hash`, under its older name"}
    )
    adopted_text_hash = fields.String(
        metadata={
            "description": "of the text as it was adopted, which parties sign; no amendment changes it"
        }
    )
    corrected_text_hash = fields.String(
        metadata={
            "description": "of the adopted text as errata have put it right; what was signed keeps its own"
        }
    )
    terms_hash = fields.String()
    errata = fields.List(
        fields.Nested(ErratumOut), metadata={"description": "slips of words that were named"}
    )
    deadline = fields.Date()
    concluded_on = fields.Date()
    effective_from = fields.Date()
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    ends_on = fields.Date(
        metadata={
            "description": "up to but without this day runs the term of the day, renewals counted"
        }
    )
    terminated_from = fields.Date()
    shared = fields.Nested(Shared)
    change_requests = fields.List(fields.Nested(ChangeRequest))
    left = fields.List(fields.UUID(), metadata={"description": "parties that left the negotiation"})
    assents = fields.List(fields.Nested(Assent))
    declined = fields.List(fields.Nested(Declined))
    ratifications = fields.List(fields.Nested(Ratification))
    accessions = fields.List(fields.Nested(AccessionOf))
    termination = fields.Nested(Termination)
    notices = fields.List(fields.Nested(NoticeGivenOut))
    told = fields.List(
        fields.Nested(ToldOut), metadata={"description": "which party was told what, and when"}
    )
    departures = fields.List(fields.Nested(Departure))
    suspensions = fields.List(fields.Nested(AgreementSuspensionOut))
    suspended = fields.Nested(
        SuspendedOut, metadata={"description": "what is suspended on the day, where anything is"}
    )
    renewals = fields.List(fields.Nested(RenewalOut))
    close_out = fields.Nested(CloseOut)
    surviving = fields.List(
        fields.String(),
        metadata={"description": "once it has ended: the clauses that bind beyond the end"},
    )
    supersession = fields.Nested(Supersession)
    supersedes = fields.List(
        fields.UUID(), metadata={"description": "the agreements whose place it takes"}
    )
    voidance = fields.Nested(Voidance)
