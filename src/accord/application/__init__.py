"""Everything that can be done in accord: one method for each command, in the order of life."""

from __future__ import annotations

from accord.application.aftermath import AftermathCommands
from accord.application.agreements import AgreementCommands
from accord.application.amendment_signing import AmendmentSigningCommands
from accord.application.amendments import AmendmentCommands
from accord.application.annulling import AnnulmentCommands
from accord.application.choosing import ChoosingCommands
from accord.application.correcting import CorrectingCommands
from accord.application.desk import Said
from accord.application.disputes import DisputeCommands
from accord.application.errata import ErratumCommands
from accord.application.impacts import ImpactCommands
from accord.application.life import LifeCommands
from accord.application.meetings import MeetingCommands
from accord.application.negotiations import NegotiationCommands
from accord.application.obligations import ObligationCommands
from accord.application.parties import PartyCommands
from accord.application.posts import PostCommands
from accord.application.register import RegisterCommands
from accord.application.representing import RepresentationCommands
from accord.application.roles import RoleCommands
from accord.application.secret_ballots import SecretBallotCommands
from accord.application.successions import SuccessionCommands
from accord.application.telling import TellingCommands


class Accord(
    AftermathCommands,
    ChoosingCommands,
    PartyCommands,
    AgreementCommands,
    NegotiationCommands,
    LifeCommands,
    TellingCommands,
    RoleCommands,
    PostCommands,
    RepresentationCommands,
    SecretBallotCommands,
    CorrectingCommands,
    ErratumCommands,
    DisputeCommands,
    ImpactCommands,
    ObligationCommands,
    AmendmentCommands,
    SuccessionCommands,
    MeetingCommands,
    AmendmentSigningCommands,
    AnnulmentCommands,
    RegisterCommands,
):
    """The commands of the register, run by one principal on one open unit of work.

    Each reads streams (never a read model), asks a pure function of the aggregate what happens, and
    appends it. Each raises a kind of `Refused` when the answer is no; then nothing is written.
    """


__all__ = ["Accord", "Said"]
