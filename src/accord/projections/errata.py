"""Which words of the agreed text are, or were, a slip, and where do they stand?"""

from __future__ import annotations

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.views import Views, metadata, on

errata = sa.Table(
    "errata",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("erratum", sa.Integer, primary_key=True),
    sa.Column("clause", sa.String(64), nullable=False),
    sa.Column("part", sa.String(10), nullable=False),
    sa.Column("was", sa.Text, nullable=False),
    sa.Column("now", sa.Text, nullable=False),
    sa.Column("amendment", sa.Uuid),
    sa.Column("corrected", sa.BigInteger),
)
"""The slips of words that were named; of those `corrected`, by which entry of the record."""
_CORRECT = (
    sa.update(errata)
    .where(
        errata.c.agreement == sa.bindparam("its_agreement"),
        errata.c.erratum == sa.bindparam("its_erratum"),
    )
    .values(corrected=sa.bindparam("by"))
)


@on(e.ErratumProposed)
def erratum_proposed(views: Views, _position: int, at: Recorded[e.ErratumProposed]) -> None:
    """A slip of words is named; nothing reads otherwise yet."""
    event = at.event
    facts = {
        name: getattr(event, name) for name in ("erratum", "clause", "was", "now", "amendment")
    }
    views.insert(errata, agreement=at.agg, part=event.part.value, corrected=None, **facts)


@on(e.TextCorrected)
def text_corrected(views: Views, position: int, at: Recorded[e.TextCorrected]) -> None:
    """The words read as they should, on every day."""
    views.execute(_CORRECT, its_agreement=at.agg, its_erratum=at.event.erratum, by=position)
