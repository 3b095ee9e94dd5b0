"""The chronicle: each event of the record as one row, told when it is recorded."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.correcting import Correction, DisclosureCorrected
from accord.aggregates.impact import Impact
from accord.aggregates.party import PartyKind
from accord.errors import NotFound
from accord.events import Event, Recorded
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.documents import opened
from accord.projections.impacts import impacts
from accord.projections.obligations import obligations
from accord.projections.parties import parties
from accord.projections.telling import TELLERS_OF_OPTIONS, Names, Titles, by_id, tell
from accord.projections.views import Views, metadata, on

_TITLED = (decisions, amendments, agreements, obligations, disputes)

history = sa.Table(
    "history",
    metadata,
    sa.Column(
        "position",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("stream", sa.Uuid, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("type", sa.String(100), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("agreement", sa.Uuid),
    sa.Column("concerns", sa.Uuid),
    sa.Column("cause", sa.Uuid),
    sa.Column("recorded_at", sa.String(27), nullable=False, index=True),
    sa.Column("recorded_by", sa.Uuid, nullable=False),
    sa.Column("asserted_by", sa.Uuid),
    sa.Column("on_behalf_of", sa.Uuid, nullable=False),
    sa.Column("authority", sa.Text, nullable=False),
    sa.Column("occurred", sa.String(27)),
    sa.Column("effective_from", sa.String(10)),
    sa.Column("effective_to", sa.String(10)),
    sa.Column("retroactive", sa.Boolean, nullable=False),
    sa.Column("corrects", sa.Integer),
    sa.Column("now", sa.Text),
    sa.Column("cmd", sa.Uuid, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Index("history_of_stream", "stream", "position"),
    sa.Index("history_of_agreement", "agreement", "position"),
    sa.Index("history_of_concerned", "concerns", "position"),
    sa.Index("history_of_cause", "cause", "position"),
    sa.Index("history_of_type", "type", "position"),
    sa.Index("history_of_party", "on_behalf_of", "position"),
)
_first = history.alias("first")
_SAME_AGREEMENT = (
    sa.select(_first.c.agreement)
    .where(_first.c.stream == sa.bindparam("its_stream"))
    .order_by(_first.c.position)
    .limit(1)
    .scalar_subquery()
)
# Only the first event of a role, a decision, an amendment or a meeting names its agreement.
_ADD = sa.insert(history).values(
    agreement=sa.func.coalesce(sa.bindparam("named", type_=sa.Uuid), _SAME_AGREEMENT)
)


@on(Event)
def happened(views: Views, position: int, at: Recorded[Event]) -> None:
    """Whatever happened is told, with who did it and when it holds."""
    event, env = at.event, at.env
    views.execute(
        _ADD,
        position=position,
        stream=at.agg,
        its_stream=at.agg,
        version=at.ver,
        type=event.TYPE,
        kind=_kind(event),
        named=_agreement(at),
        **_both_sides(views, at),
        recorded_at=canonical.instant(at.recorded_at),
        recorded_by=env.recorded_by,
        asserted_by=env.asserted_by,
        on_behalf_of=env.on_behalf_of,
        authority=env.authority,
        occurred=canonical.plain(env.occurred_at or env.occurred_on),
        effective_from=canonical.plain(event.effective_from),
        effective_to=canonical.plain(event.effective_to),
        retroactive=env.retroactive,
        corrects=event.version if isinstance(event, Correction) else None,
        now=opened(event.now) if isinstance(event, DisclosureCorrected) else None,
        cmd=at.cmd,
        sentence=tell(event, _names(views), _titles(views, at)),
        reason=opened(event.reason),
    )


def _kind(event: Event) -> str:
    """Return what it happened to: what is corrected is a thing of its own kind."""
    type_ = event.corrected if isinstance(event, Correction) else event.TYPE
    return type_.partition(".")[0]


def _agreement(at: Recorded[Event]) -> UUID | None:
    return at.agg if _kind(at.event) == "agreement" else getattr(at.event, "agreement", None)


def _both_sides(views: Views, at: Recorded[Event]) -> dict[str, UUID | None]:
    """Return what an impact item concerns, and what caused it: it is told in the history of both."""
    if _kind(at.event) != Impact.NAME:
        return {"concerns": None, "cause": None}
    cause = getattr(at.event, "cause", None)
    return {"concerns": UUID(views.look(impacts, at.agg)["subject"]), "cause": cause}


def _titles(views: Views, at: Recorded[Event]) -> Titles:
    """Call the options of a motion as they were put."""
    if type(at.event) not in TELLERS_OF_OPTIONS:
        return {}
    options = views.look(decisions, at.agg).get("options", [])
    return {option["id"]: option["title"] for option in options}


def _names(views: Views) -> Names:
    """Name organisations and things as the read models call them at this point of the record."""

    def name(id: UUID) -> str:
        for model in (parties, *_TITLED):
            with suppress(NotFound):
                found = views.look(model, id)
                if found.get("kind") == PartyKind.PERSON:
                    return by_id(id)
                return str(found["name"]) if model is parties else f"“{found['title']}”"
        return by_id(id)

    return name
