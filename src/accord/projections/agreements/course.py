"""Through which days does an agreement stand at which stage?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.agreement.course import FOLLOWERS, followed
from accord.events import Recorded
from accord.projections.agreements.model import agreement_span, agreements, course_of
from accord.projections.views import Views, on

_CLEAR = sa.delete(agreement_span).where(
    agreement_span.c.agreement == sa.bindparam("its_agreement")
)


@on(*FOLLOWERS)
def course_followed(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The course is what the aggregate has too, so that both always tell the same stage."""
    document = views.change(agreements, at.agg)
    before = course_of(document)
    course = followed(before, at.event)
    if course == before:
        return
    document["stages"] = canonical.plain(course)
    views.execute(_CLEAR, its_agreement=at.agg)
    for span in course.spans():
        row: dict[str, Any] = canonical.plain(span)
        views.insert(agreement_span, agreement=at.agg, **({"until": None} | row))
