"""The bodies of an agreement: their seats, their rules, and the order in which they work."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.aggregates.agreement.terms.people import Seat
from accord.aggregates.body_stages import BodyStage
from accord.aggregates.matters import Matter
from accord.rules import Rule


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassRule:
    """How a body decides motions of one class."""

    cls: str
    rule: Rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A committee or board: its seats, its rule for each class of decision, and who presides."""

    id: str
    name: str
    seats: tuple[Seat, ...] = ()
    rules: tuple[ClassRule, ...] = ()
    chair: str | None = None

    def rule_for(self, cls: str) -> Rule | None:
        """Return the rule for motions of a class, None where the body does not decide such."""
        return next((entry.rule for entry in self.rules if entry.cls == cls), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingOrders:
    """How a body works: notice and discussion in days, seconders and sponsors in number of seats.

    `notice_days` lie between the notice of a motion and the opening of the vote; `discussion_days`
    between its tabling (or its last material change) and the opening. `hold_sponsors` seats can hold
    a certified decision, within `challenge_days` of its certification; a challenge to the result comes
    within those days too. Zero means that the orders ask for none. Motions of `secret_classes` are voted
    on by secret ballot, where seats that the rule cannot tell apart have `smallest_secret` holders.

    A motion that is not put to the vote within `discussion_most_days` of its tabling (or its last
    material change) lapses. A vote is opened for `voting_days` at least and `voting_most_days` at most.
    What is carried takes effect no sooner than `cooling_off_days` after its certification; it expires
    where it is not implemented within `expires_after_days` of it, and is reconsidered only on a motion
    that is tabled within `reconsider_within_days` of it.

    Where there is a quorum only in the last `late_quorum_hours` of a vote, it is open for as many hours
    more. Motions are decided by correspondence where there is a `written_procedure`; with
    `meeting_on_demand` each seat can demand a meeting instead.

    A seat that missed `voting_right_lapses_after` votes in succession loses its vote, until it is restored:
    on request, or (`voting_right_by_attendance`) once the seat attended a meeting again.

    With `alternates`, who stands ready for the holder of a seat may cast its ballot. A seat may be the proxy
    of at most `proxies` others in one decision, and carry at most `delegations` others that gave no ballot,
    over at most `delegation_depth` steps. With `pairs`, two seats may agree that both abstain in a decision.
    With `nominations`, seats add options to those among which the body is to choose, until the vote opens; each
    needs `nomination_seconders` other seats that second it.
    With `declarations`, a seat that abstains may declare that its party is not bound.
    """

    body: str
    notice_days: int = 0
    discussion_days: int = 0
    seconders: int = 0
    hold_sponsors: int = 0
    challenge_days: int = 0
    replaceable_ballots: bool = False
    chair_decides_emergencies: bool = False
    ratify_within_days: int = 0
    discussion_most_days: int = 0
    voting_days: int = 0
    voting_most_days: int = 0
    cooling_off_days: int = 0
    expires_after_days: int = 0
    reconsider_within_days: int = 0
    late_quorum_hours: int = 0
    written_procedure: bool = False
    meeting_on_demand: bool = False
    voting_right_lapses_after: int = 0
    voting_right_by_attendance: bool = False
    alternates: bool = False
    proxies: int = 0
    delegations: int = 0
    delegation_depth: int = 1
    pairs: bool = False
    nominations: bool = False
    declarations: bool = False
    clause: str = ""
    secret_classes: tuple[str, ...] = ()
    smallest_secret: int = 3
    nomination_seconders: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositionLimit:
    """At most so many seats of a body for the people of one party: a number, or a share "p/q" of all seats."""

    key: str
    body: str
    at_most: int | None = None
    share: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure:
    """Which body decides a matter, by the rule of which class."""

    matter: Matter
    body: str
    cls: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OptOut:
    """Decisions of a body in which a party takes no part and by which it is not bound.

    They are those of these classes and on these matters; without any classes of each class, without any
    matters on each matter.
    """

    key: str
    title: str
    party: UUID
    body: str
    classes: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    clause: str = ""

    def covers(self, body: str, cls: str, matter: Matter) -> bool:
        """Return whether a motion of a class and on a matter, before a body, is one of these decisions."""
        of_class = not self.classes or cls in self.classes
        return self.body == body and of_class and (not self.matters or matter in self.matters)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReservedMatter:
    """Decisions of a class that need the own consent of these parties; without any, of all.

    It is that of each of them, unless `at_least` so many or those who hold a `share` "p/q" of what they
    weigh by a `measure` are enough; where both are said, both are needed. It holds `days_after` that.
    """

    key: str
    title: str
    body: str
    cls: str
    parties: tuple[UUID, ...] = ()
    at_least: int = 0
    share: str = ""
    measure: str = ""
    days_after: int = 0
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Through which stages before further bodies, in order, the decisions of a class go before they hold."""

    key: str
    title: str
    body: str
    cls: str
    stages: tuple[BodyStage, ...] = ()
    clause: str = ""
