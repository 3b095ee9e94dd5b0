"""What have errata put right in the words of an amendment, which its own entries keep as they were signed?"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from accord.projections import impacts
from accord.projections.agreements import corrected_words
from accord.projections.agreements.stand_ins import documents_of
from accord.projections.amendments import amendments
from accord.projections.views import BESIDE, Document


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of an amendment at an instant only, and what errata have put right in it by then."""
    emended = document.get("emended")
    found = impacts.derived_of_amendment(document, at)
    return found | ({"errata": emended} if emended else {})


def beside_an_amendment(conn: sa.Connection, documents: list[Document]) -> None:
    """Say beside an amendment what its agreement says of it: errata that were put right in its words."""
    impacts.beside_its_subject(conn, documents)
    found = documents_of(conn, (document["agreement"] for document in documents))
    for document in documents:
        known = corrected_words(found[document["agreement"]]).values()
        document["emended"] = [each for each in known if each.get("amendment") == document["id"]]


BESIDE[amendments.name] = beside_an_amendment
