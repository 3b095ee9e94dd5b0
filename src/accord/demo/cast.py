"""Who takes part in the demonstration: seven organisations and their people, all of them invented."""

from __future__ import annotations

from dataclasses import dataclass

from accord.aggregates.party import Identifier, PartyKind
from accord.aggregates.register import Capability

PRESIDES = (Capability.PRESIDE, Capability.HOLD_OFFICE)
SITS = (Capability.VOTE, Capability.HOLD_OFFICE, Capability.TABLE_MOTIONS)
SIGNS = (Capability.SIGN, Capability.HOLD_OFFICE)
KEEPS_THE_BOOKS = (
    Capability.REGISTER_PARTIES,
    Capability.DRAFT_AGREEMENTS,
    Capability.APPOINT,
    Capability.TABLE_MOTIONS,
    Capability.CERTIFY,
    Capability.AMEND,
    Capability.RECORD_FOR_OTHERS,
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party of the agreement, which has one seat; the seat bears the same key."""

    key: str
    name: str
    kind: PartyKind
    identifier: Identifier
    cls: str
    weight: str
    appoints_by: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for a party, or (without one) keeps the register."""

    key: str
    name: str
    party: str | None
    can: tuple[Capability, ...]


def _code(scheme: str, value: str) -> Identifier:
    return Identifier(scheme=scheme, value=value)


_PUBLIC, _CHARITY = PartyKind.PUBLIC_AGENCY, PartyKind.NONPROFIT
ORGANISATIONS = (
    Organisation(
        "council",
        "Northmere City Council",
        _PUBLIC,
        _code("GB-LAE", "XNOR"),
        "funder",
        "40",
        "Full Council, minute 41",
    ),
    Organisation(
        "trust",
        "Northmere & Fells NHS Health Trust",
        _PUBLIC,
        _code("GB-NHS", "XNF"),
        "funder",
        "20",
        "Trust Board, paper 7.2",
    ),
    Organisation(
        "brightwater",
        "Brightwater Energy plc",
        PartyKind.BUSINESS,
        _code("LEI", "0000DEMOBRIGHTWATE52"),
        "funder",
        "25",
        "Board resolution BW-118",
    ),
    Organisation(
        "harbour",
        "Harbour Housing Association",
        _CHARITY,
        _code("GB-COH", "DEMO0001"),
        "provider",
        "8",
        "Management Committee, item 9",
    ),
    Organisation(
        "university",
        "University of the Fells",
        _PUBLIC,
        _code("GB-HESA", "X999"),
        "provider",
        "5",
        "Senate, minute S/30",
    ),
    Organisation(
        "panel",
        "Northmere Citizens' Panel",
        PartyKind.CITIZENS_GROUP,
        _code("X-NORTHMERE", "PANEL-1"),
        "community",
        "1",
        "Assembly of the Panel, third sitting",
    ),
    Organisation(
        "food-bank",
        "Fellside Food Bank",
        _CHARITY,
        _code("GB-CHC", "DEMO0002"),
        "community",
        "1",
        "Meeting of trustees, item 4",
    ),
)

PEOPLE = (
    Person("secretary", "Priya Nair", None, KEEPS_THE_BOOKS),
    Person("chair", "Eleanor Marsh", "panel", PRESIDES),
    Person("adeyemi", "Tom Adeyemi", "council", SITS),
    Person("calder", "Ruth Calder", "trust", SITS),
    Person("keane", "Simon Keane", "brightwater", SITS),
    Person("ferrand", "Alice Ferrand", "brightwater", SITS),
    Person("obi", "Grace Obi", "harbour", SITS),
    Person("lindqvist", "Ivo Lindqvist", "university", SITS),
    Person("sato", "Hana Sato", "university", SITS),
    Person("rowe", "Dilys Rowe", "panel", SITS),
    Person("pike", "Martin Pike", "food-bank", SITS),
    Person("hussain", "Zainab Hussain", "food-bank", SITS),
    Person("brandt", "Helen Brandt", "council", SIGNS),
    Person("farouk", "Omar Farouk", "trust", SIGNS),
    Person("penn", "Laura Penn", "brightwater", SIGNS),
    Person("tully", "Joan Tully", "harbour", SIGNS),
    Person("mensah", "Kwame Mensah", "university", SIGNS),
    Person("grant", "Sheila Grant", "panel", SIGNS),
    Person("lowe", "Peter Lowe", "food-bank", SIGNS),
)

SEATED_FIRST = {
    "council": "adeyemi",
    "trust": "calder",
    "brightwater": "keane",
    "harbour": "obi",
    "university": "lindqvist",
    "panel": "rowe",
    "food-bank": "pike",
}
"""Who holds each seat at the beginning."""

SIGNATORIES = {
    "council": ("brandt", "Chief Executive"),
    "trust": ("farouk", "Chief Executive"),
    "harbour": ("tully", "Chief Executive"),
    "panel": ("grant", "Convenor"),
    "food-bank": ("lowe", "Chair of Trustees"),
    "university": ("mensah", "Registrar"),
    "brightwater": ("penn", "Company Secretary"),
}
"""Who signs for each party and in which capacity, in the order of signing."""
