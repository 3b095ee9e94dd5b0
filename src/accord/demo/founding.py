"""How the demonstration's partnership is founded: from the first draft to the agreement in force."""

from __future__ import annotations

from accord.aggregates.agreement import Agreement
from accord.aggregates.register import Capability
from accord.demo.cast import ORGANISATIONS, PEOPLE, SEATED_FIRST, SIGNATORIES
from accord.demo.clauses import clauses
from accord.demo.secretariat import AGREEMENT, VISITOR, Secretariat
from accord.demo.staging import next_month
from accord.demo.terms import signatory_post, terms


def found(office: Secretariat) -> None:
    """Tell the first nine weeks."""
    enrol(office)
    draft(office)
    sign(office)
    seat(office)


def enrol(office: Secretariat) -> None:
    """Register the parties, and enrol everybody who will act."""
    _enrol(office, "secretary")
    for organisation in ORGANISATIONS:
        office.parties[organisation.key] = office.unit.record.outside.new_id()
        with office.acting("secretary") as accord:
            accord.register_party(
                office.parties[organisation.key],
                kind=organisation.kind,
                name=organisation.name,
                identifiers=(organisation.identifier,),
            )
    for person in PEOPLE[1:]:
        _enrol(office, person.key)
    office.people["visitor"] = VISITOR
    with office.acting("visitor") as accord:
        accord.enrol_principal(
            principal=VISITOR,
            party=None,
            capabilities=tuple(Capability),
            name="Visitor of the demonstration",
        )


def _enrol(office: Secretariat, key: str) -> None:
    person = next(each for each in PEOPLE if each.key == key)
    office.people[key] = office.unit.record.outside.new_id()
    with office.acting(key) as accord:
        accord.enrol_principal(
            principal=office.people[key],
            party=office.parties[person.party] if person.party else None,
            capabilities=person.can,
            name=person.name,
        )


def draft(office: Secretariat) -> None:
    """Draft the agreement, revise it after comments, and adopt its text."""
    office.stage.go(0, 2, 10)
    starts_on = next_month(office.stage.day(4, 3))
    with office.acting("secretary") as accord:
        accord.draft_agreement(AGREEMENT, terms=terms(office.parties, starts_on))
    office.stage.go(2, 1, 15)
    why = "The Citizens' Panel would not join a board whose chair one party alone can name."
    with office.acting("secretary", reason=why) as accord:
        accord.revise_text(AGREEMENT, clauses=clauses())
    office.stage.go(3, 0, 10)
    with office.acting("secretary") as accord:
        accord.adopt_text(AGREEMENT)
    with office.acting("secretary") as accord:
        accord.open_for_signature(AGREEMENT, deadline=office.stage.day(5, 4))


def sign(office: Secretariat) -> None:
    """Let each party sign, one a day; the last signature concludes the agreement."""
    for number, (key, (who, capacity)) in enumerate(SIGNATORIES.items()):
        week, weekday = divmod(3 * 5 + 1 + number, 5)
        office.stage.go(week, weekday, 11)
        _create(office, signatory_post(key))
        office.appoint(signatory_post(key), who, key, instrument_of(key))
        with office.acting(who) as accord:
            signed = office.unit.read(Agreement, AGREEMENT)
            accord.sign(
                AGREEMENT,
                party=office.parties[key],
                text_hash=signed.text_hash or "",
                capacity=capacity,
            )


def seat(office: Secretariat) -> None:
    """Fill the seats of the board, and name the Chair; the University's seat for a fixed time."""
    office.stage.go(5, 0, 10)
    for key, who in SEATED_FIRST.items():
        _create(office, key)
        until = office.stage.day(33, 0) if key == "university" else None
        office.appoint(key, who, key, instrument_of(key), until=until)
        office.seated[key] = who
    _create(office, "chair")
    office.appoint("chair", "chair", "panel", instrument_of("panel"))


def _create(office: Secretariat, post: str) -> None:
    with office.acting("secretary") as accord:
        accord.create_post(agreement=AGREEMENT, post=post)


def instrument_of(key: str) -> str:
    """Return by which instrument a party appoints its people."""
    organisation = next(each for each in ORGANISATIONS if each.key == key)
    return f"{organisation.name}, {organisation.appoints_by}"
