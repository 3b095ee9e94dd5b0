"""What the stories of an amendment share: agreements that amend in certain ways, and what belongs to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests import partnership as p
from tests.story import an_act, standing

from accord.aggregates.agreement import Procedure, amend_provisions
from accord.aggregates.agreement.events import AmendmentIncorporated
from accord.aggregates.agreement.terms import Change
from accord.aggregates.amendment import (
    Amendment,
    AmendmentDrafted,
    draft_amendment,
)
from accord.aggregates.amendment.changes import changes_of, dated
from accord.aggregates.matters import Matter
from accord.text import Incorporated

MINOR = Procedure(matter=Matter.MINOR_AMENDMENT, body="board", cls="ordinary")
HOW = Change(material=("purpose",), signed=(Matter.AMENDMENT,), notice_days=14, clause="members")
DRAFTED = AmendmentDrafted(agreement=p.AGREEMENT, title="Change")


def standing_with(*entries: Any, **terms: Any) -> dict[str, Any]:
    """An agreement and what belongs to it: `(day, [modification…], {terms}, [strike])` as adopted."""
    events: list[Any] = []
    timeline = []
    for seq, (day, texts, said, struck) in enumerate(entries, 1):
        changes = tuple(changes_of(said, struck))
        id_ = UUID(int=seq)
        events += [
            AmendmentIncorporated(
                effective_from=day, amendment=id_, adoption_seq=seq, modifications_hash="0" * 64
            ),
            *amend_provisions(id_, [dated(change, day) for change in changes]),
        ]
        named = frozenset(change.touches for change in changes)
        timeline.append(Incorporated(day, seq, tuple(texts), named))
    return {"agreement": p.agreement(*p.in_force(*events, **terms)), "incorporated": timeline}


def drafted(*modifications: Any, terms: Any = None, strike: Any = (), **more: Any) -> list[Any]:
    """The entries of an amendment that was drafted on an agreement as usual."""
    usual: dict[str, Any] = standing_with() | {"act": an_act(), "title": "Change"}
    provisions = tuple(changes_of(terms or {}, strike))
    facts = usual | {"modifications": modifications, "provisions": provisions} | more
    return list(draft_amendment(Amendment(p.AMENDMENT), **facts))


def amendment(*history: Any) -> Amendment:
    return standing(Amendment, *history)
