"""What do the terms of a day say that its posts do not keep to on that day, and its motions do not meet?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa

from accord import canonical
from accord.aggregates.agreement.terms import CompositionLimit
from accord.aggregates.role.limits import most
from accord.projections import agreements as of_agreements
from accord.projections.agreements import today
from accord.projections.places import beside_a_role
from accord.projections.roles import derived as on_the_day
from accord.projections.roles import roles
from accord.projections.sitting import incompatible, overlong
from accord.projections.stranded import beside_a_struck_body, stranded
from accord.projections.views import BESIDE, Document, decoded


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of an agreement on a day only, and the limits that are exceeded on it.

    An appointment is refused where it would exceed one. A succession, or an amendment that says the limit, is
    recorded all the same: it holds whether or not the posts are filled as the agreement wants.
    """
    found = of_agreements.derived(document, at)
    terms, held = document | found, document.get("held", [])
    sits = {role["post"]: _sits_for(role, at) for role in held}
    day = today(document["zone"], at).isoformat()
    exceeded = {
        "exceeded_limits": list(_exceeded(terms, sits)),
        "incompatible_holders": list(incompatible(terms, held, day)),
        "exceeded_tenures": list(overlong(terms, held, day)),
        "stranded_motions": stranded(terms, document.get("waiting", []), canonical.instant(at)),
    }
    return found | {name: said for name, said in exceeded.items() if said}


def _sits_for(role: Document, at: datetime) -> str | None:
    shown = on_the_day(role, at)
    party: str | None = shown.get("seated_party", shown.get("holder_party"))
    return party


def _exceeded(terms: Document, sits: dict[str, str | None]) -> Iterator[Document]:
    for said in terms.get("composition_limits") or []:
        limit = msgspec.convert(said, CompositionLimit)
        body = next(each for each in terms["bodies"] if each["id"] == limit.body)
        may = most(limit, len(body["seats"]))
        held = Counter(sits.get(seat["post"]) for seat in body["seats"])
        for party, holds in sorted(held.items(), key=str):
            if party is not None and holds > may:
                clause = {"clause": limit.clause} if limit.clause else {}
                named = {"limit": limit.key, "body": limit.body, "party": party}
                yield named | clause | {"holds": holds, "may_hold": may}


def beside_an_agreement(conn: sa.Connection, documents: list[Document]) -> None:
    """Say beside an agreement that limits who holds its posts who does, and what waits before no body."""
    beside_a_struck_body(conn, documents)
    limited = {UUID(document["id"]): document for document in documents if _limits(document)}
    columns = roles.table.c
    query = sa.select(columns.document).where(columns.agreement.in_(limited))
    held = [decoded(row.document) for row in conn.execute(query)] if limited else []
    beside_a_role(conn, held)
    for role in held:
        limited[UUID(role["agreement"])].setdefault("held", []).append(role)


def _limits(document: Document) -> bool:
    dated = any(each["name"] in _LIMITS for each in document.get("dated", []))
    return dated or any(document.get(block) for block in _LIMITS.values())


_LIMITS = {
    "composition_limit": "composition_limits",
    "incompatibility": "incompatibilities",
    "tenure": "tenures",
}
"""Provisions that limit who holds a post, and the blocks of the terms where they stand."""


BESIDE[of_agreements.agreements.name] = beside_an_agreement
