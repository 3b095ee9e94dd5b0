"""The first year of the demonstration's partnership: decisions, a quarrel, three seats handed over, an amendment."""

from __future__ import annotations

from datetime import date

from accord.aggregates.agreement import Agreement
from accord.aggregates.role import role_id
from accord.demo import motions
from accord.demo.clauses import hardship_fund
from accord.demo.deciding import conclude, decide, table, vote_by_post
from accord.demo.founding import found, instrument_of
from accord.demo.owing import owe, pay, pay_further, pay_the_rest
from accord.demo.provisions import hardship
from accord.demo.quarrel import dispute, refer, settle, warn
from accord.demo.recording import correct_the_place, read_the_text
from accord.demo.secretariat import AGREEMENT, Secretariat
from accord.demo.staging import next_month


def tell(office: Secretariat) -> None:
    """Tell the whole story, in the order of its weeks."""
    found(office)
    owe(office)
    decide(office, motions.FIRST_BUDGET)
    pay(office)
    decide(office, motions.DELIVERY_LEAD)
    notice = warn(office)
    decide(office, motions.ADVICE_SHOP)
    quarrel = dispute(office)
    resign(office)
    refer(office, quarrel)
    decide(office, motions.SUMMER_CAMPAIGN)
    settle(office, quarrel, notice)
    succeed(office, "food-bank", "hussain", week=23)
    decide(office, motions.TO_PUBLICITY)
    revoke(office)
    amend(office)
    hand_over(office)
    pay_the_rest(office)
    pay_further(office)
    decide(office, motions.METER_READINGS)
    read_the_text(office)
    decide(office, motions.WINTER_CAMPAIGN)
    correct_the_place(office)
    table(office, motions.THERMAL_CAMERA)


def resign(office: Secretariat) -> None:
    """Let the Food Bank's member resign; nobody follows for a month."""
    office.stage.go(19, 2, 16)
    number = office.number_of("food-bank", "pike")
    with office.acting("pike", reason="I am moving away from Northmere.") as accord:
        accord.resign(
            role_id(AGREEMENT, "food-bank"),
            assignment=number,
            effective_to=office.stage.day(20, 0),
        )


def succeed(office: Secretariat, seat: str, who: str, week: int) -> None:
    """Appoint the next holder of a vacant seat, from this day on."""
    office.stage.go(week, 1, 10)
    office.appoint(seat, who, seat, instrument_of(seat))
    office.seated[seat] = who


def revoke(office: Secretariat) -> None:
    """Enter late that Brightwater Energy had removed its member, who had voted since; it appoints another one."""
    office.stage.go(27, 0, 9)
    authority = f"instrument:{instrument_of('brightwater')}"
    why = "Mr Keane had left the company's employment; its letter came three weeks later."
    number = office.number_of("brightwater", "keane")
    with office.acting("secretary", reason=why, authority=authority, late=True) as accord:
        accord.revoke_role(
            role_id(AGREEMENT, "brightwater"),
            assignment=number,
            effective_to=office.stage.day(24, 0),
        )
    succeed(office, "brightwater", "ferrand", week=27)


def hand_over(office: Secretariat) -> None:
    """Appoint who follows when the time of the University's member ends."""
    office.stage.go(32, 2, 10)
    office.appoint(
        "university",
        "sato",
        "university",
        instrument_of("university"),
        from_=office.stage.day(33, 0),
    )
    office.seated["university"] = "sato"


def amend(office: Secretariat) -> None:
    """Draft an amendment, decide it, and bring it into force on the first day of a month."""
    office.stage.go(28, 0, 10)
    amendment, decision = (office.unit.record.outside.new_id() for _ in range(2))
    further = hardship(office.parties, _second_year(office))
    with office.acting("secretary") as accord:
        accord.draft_amendment(
            amendment,
            agreement=AGREEMENT,
            title="First amendment: hardship fund",
            modifications=hardship_fund(),
            terms={"contributions": (further,)},
        )
    why = "The Food Bank met 31 households in one month that had switched their heating off."
    with office.acting("secretary") as accord:
        accord.put_to_decision(amendment, decision=decision, background=why)
    vote_by_post(office, decision, 28, motions.AMENDING)
    conclude(office, decision)
    office.stage.go(30, 4, 10)
    in_force = next_month(office.stage.day(30, 4))
    with office.acting("secretary") as accord:
        accord.adopt_amendment(amendment, effective_from=in_force)


def _second_year(office: Secretariat) -> date:
    first = office.unit.read(Agreement, AGREEMENT).effective_from or office.stage.day(9, 1)
    return first.replace(year=first.year + 1)
