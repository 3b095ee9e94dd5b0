"""A quarrel of the demonstration's first year: a contribution half paid, a notice, a dispute, a settlement."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from accord.aggregates.agreement.events import ServedBy
from accord.aggregates.agreement.terms import NoticeKind
from accord.demo.cast import SIGNATORIES
from accord.demo.secretariat import AGREEMENT, Secretariat

_WHO, _WHOM = "council", "brightwater"
_RECEIPT = sha256(b"Advice of delivery, Brightwater Energy plc").hexdigest()
SETTLEMENT = sha256(b"Settlement on the contribution of the first year").hexdigest()
"""Of the paper that both signed; it lies with the parties, and the register keeps its hash."""


def warn(office: Secretariat) -> int:
    """Let the Council give notice of the breach; it is served, and two days later acknowledged."""
    office.stage.go(15, 1, 10)
    with office.acting(_signs(_WHO)) as accord:
        agreement = accord.give_notice(
            AGREEMENT,
            party=office.parties[_WHO],
            kind=NoticeKind.BREACH,
            against=office.parties[_WHOM],
            statement="The second half of the contribution of the first year has not reached the Fund.",
        )
    notice = len(agreement.life.notices)
    for party, days, means in ((_WHOM, 1, ServedBy.POST), ("trust", 0, ServedBy.EMAIL)):
        office.stage.wait(hours=24 * days)
        with office.acting("secretary", evidence=(_RECEIPT,)) as accord:
            accord.serve_notice(AGREEMENT, notice=notice, party=office.parties[party], means=means)
    office.stage.wait(hours=24)
    with office.acting(_signs(_WHOM)) as accord:
        accord.acknowledge_notice(AGREEMENT, notice=notice, party=office.parties[_WHOM])
    return notice


def dispute(office: Secretariat) -> UUID:
    """Let the Council raise a dispute, which the officers do not settle in their fourteen days."""
    id_ = office.unit.record.outside.new_id()
    with office.acting(_signs(_WHO)) as accord:
        accord.raise_dispute(
            id_,
            agreement=AGREEMENT,
            party=office.parties[_WHO],
            against=(office.parties[_WHOM],),
            clauses=("contributions",),
            title="The second half of the first year's contribution",
            statement="Brightwater Energy says that it is due when the first homes are finished; the Council, "
            "that it was due with the first half.",
        )
    return id_


def refer(office: Secretariat, id_: UUID) -> None:
    """Bring the dispute before the chief officers."""
    office.stage.go(20, 4, 10)
    with office.acting(_signs(_WHO)) as accord:
        accord.refer_dispute(id_, party=office.parties[_WHO])


def settle(office: Secretariat, id_: UUID, notice: int) -> None:
    """Let both agree to a settlement, and the Council take its notice back."""
    office.stage.go(22, 4, 11)
    for party in (_WHO, _WHOM):
        with office.acting(_signs(party)) as accord:
            accord.agree_to_settle(id_, party=office.parties[party], settlement_hash=SETTLEMENT)
    why = "The dispute is settled: the rest is paid by the autumn, and £60,000 more in each further year."
    with office.acting(_signs(_WHO), reason=why) as accord:
        accord.withdraw_notice(AGREEMENT, notice=notice)


def _signs(key: str) -> str:
    return SIGNATORIES[key][0]
