"""What a provision says, in words that continue a sentence: by the draft, or from a day on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import terms as t
from accord.aggregates.agreement.terms import SINGLE, Provision
from accord.projections.telling.course import COURSE
from accord.projections.telling.duties import DUTIES
from accord.projections.telling.words import Names, days, listed, number, spaced

_SEATS_NAMED = 12
Words = Callable[[Any, Names], str]


def provision_words(name: str, value: Any, names: Names) -> str:  # noqa: ANN401 - any provision
    """Return what a provision says, as the rest of a sentence: `name` is that which `Provided` has."""
    return _WORDS[name](value, names)


def provision_named(kind: Provision, key: str, names: Names) -> str:
    """Return how a provision that was struck or repealed is called, at the beginning of a sentence."""
    if kind in (*SINGLE, Provision.TERM):
        return f"The provision on the {spaced(kind)}"
    if kind in (Provision.PARTY, Provision.SIGNATORY):
        of = "" if kind is Provision.PARTY else "of "
        return f"The {kind} {of}{names(UUID(key))}"
    called = spaced(key) if kind in _OF_OUR_WORDS else key
    return f"The {spaced(kind)} {called}"


_OF_OUR_WORDS = (Provision.PROCEDURE, Provision.TOPIC, Provision.NOTICE_PERIOD)
"""Kinds of provision that are named by words of accord, not of the agreement."""


def _party(said: t.PartyTerms, names: Names) -> str:
    in_class = f" in the class {said.cls}" if said.cls else ""
    return f"{names(said.party)} is a party{in_class}"


def _body(said: t.BodyName, _names: Names) -> str:
    chaired = f", in which the holder of the post {said.chair} presides" if said.chair else ""
    return f"there is the body {said.name} ({said.id}){chaired}"


def _seats(said: t.MoreSeats, _names: Names) -> str:
    named = [seat.post for seat in said.seats[:_SEATS_NAMED]]
    if more := len(said.seats) - len(named):
        named.append(f"{more} more")
    return f"the body {said.body} has {number(len(said.seats), 'seat')}: {listed(named)}"


def _rule(said: t.BodyRule, _names: Names) -> str:
    rule = f"“{said.rule.name}” ({said.rule.id}, version {said.rule.version})"
    return f"the body {said.body} decides motions of class {said.cls} by {rule}"


def _post(said: t.Post, names: Names) -> str:
    kept = f", kept for {names(said.party)}" if said.party else ""
    return f"there is the post {said.title} ({said.post}){kept}"


def _signatory(said: t.Signatory, names: Names) -> str:
    return f"the holder of the post {said.post} signs for {names(said.party)}"


def _procedure(said: t.Procedure, _names: Names) -> str:
    return (
        f"the matter “{spaced(said.matter)}” is decided by the body {said.body}, by its rule for "
        f"motions of class {said.cls}"
    )


def _term(said: t.Term, _names: Names) -> str:
    runs = days(said.starts_on, said.ends_on, "from its conclusion, without an end")
    return f"the agreement runs {runs}"


def _orders(said: t.StandingOrders, _names: Names) -> str:
    told = (*_ordered(said), *_timed(said), _right_to_vote(said), *_stood_for(said))
    found = [words for words in told if words]
    return f"the body {said.body} works by these orders: {listed(found) or 'none'}"


def _ordered(said: t.StandingOrders) -> tuple[str, ...]:
    return (
        said.notice_days and f"{number(said.notice_days, 'day')} of notice",
        said.discussion_days and f"{number(said.discussion_days, 'day')} of discussion",
        said.seconders and number(said.seconders, "seconder"),
        said.hold_sponsors and f"a hold by {number(said.hold_sponsors, 'seat')}",
        said.challenge_days and f"{number(said.challenge_days, 'day')} to challenge a result",
        said.replaceable_ballots and "ballots can be replaced",
        said.chair_decides_emergencies and "who presides decides in an emergency",
        said.ratify_within_days
        and f"emergency decisions are ratified within {number(said.ratify_within_days, 'day')}",
        said.secret_classes
        and f"secret ballots on motions of class {listed(list(said.secret_classes))}, of at least "
        f"{said.smallest_secret} people whose votes count alike",
    )  # type: ignore[return-value]


def _timed(said: t.StandingOrders) -> tuple[str, ...]:
    told = (
        (said.discussion_most_days, "a motion is put to the vote within {} or lapses"),
        (said.voting_days, "a vote is opened for at least {}"),
        (said.voting_most_days, "a vote is opened for at most {}"),
        (
            said.cooling_off_days,
            "what is carried takes effect {} after its certification at the soonest",
        ),
        (said.expires_after_days, "what is carried and not implemented within {} expires"),
        (
            said.reconsider_within_days,
            "a decision is reconsidered only on a motion within {}",
        ),
    )
    found = [words.format(number(count, "day")) for count, words in told if count]
    if said.late_quorum_hours:
        hours = number(said.late_quorum_hours, "hour")
        found.append(f"a vote is open for {hours} from when there is a quorum")
    if said.written_procedure:
        unless = ", unless a seat demands a meeting" if said.meeting_on_demand else ""
        found.append(f"motions can be decided by correspondence{unless}")
    return tuple(found)


def _stood_for(said: t.StandingOrders) -> tuple[str, ...]:
    alternates = "the alternate of a holder may cast the ballot" if said.alternates else ""
    proxies = f"a seat is the proxy of at most {number(said.proxies, 'other')}"
    steps = number(said.delegation_depth, "step")
    carried = (
        f"a seat carries at most {number(said.delegations, 'other')} by delegation, over {steps}"
    )
    pairs = "two seats may agree to abstain both in a decision" if said.pairs else ""
    return (
        alternates,
        proxies if said.proxies else "",
        carried if said.delegations else "",
        pairs,
        "who abstains may declare that its party is not bound" if said.declarations else "",
        _nominations(said),
    )


def _nominations(said: t.StandingOrders) -> str:
    if not said.nominations:
        return ""
    many = said.nomination_seconders
    seconded = f", each seconded by {number(many, 'other seat')}" if many else ""
    return f"seats may nominate options until voting opens{seconded}"


def _right_to_vote(said: t.StandingOrders) -> str:
    if not said.voting_right_lapses_after:
        return ""
    again = "once it attended a meeting" if said.voting_right_by_attendance else "on request"
    votes = number(said.voting_right_lapses_after, "vote")
    return f"a seat that misses {votes} in succession has no vote until it is restored {again}"


def _limit(said: t.CompositionLimit, _names: Names) -> str:
    most = f"{said.share} of the seats" if said.share else number(said.at_most or 0, "seat")
    return f"the people of one party hold at most {most} of the body {said.body} ({said.key})"


def _reserved(said: t.ReservedMatter, names: Names) -> str:
    whose = _consenting(said, names)
    return (
        f"“{said.title}” ({said.key}: motions of class {said.cls} before the body "
        f"{said.body}) is reserved and needs the consent of {whose}"
    )


def _consenting(said: t.ReservedMatter, names: Names) -> str:
    """Say whose consent is needed, how many of them, and from when it then holds."""
    named = listed([names(party) for party in said.parties])
    enough = [number(said.at_least, "party", "parties")] if said.at_least else []
    enough += [f"who holds {said.share} of the measure {said.measure}"] if said.share else []
    whose = named or "each party"
    if enough:
        whose = " and ".join(enough) + (f" of {named}" if named else "")
    after = f", and holds {number(said.days_after, 'day')} after it" if said.days_after else ""
    return whose + after


def _passage(said: t.Passage, _names: Names) -> str:
    through = listed([_stage(stage) for stage in said.stages])
    return (
        f"“{said.title}” ({said.key}: motions of class {said.cls} before the body {said.body}) holds once it "
        f"has passed {through}"
    )


def _stage(stage: t.BodyStage) -> str:
    power = "must approve it" if stage.power is t.StagePower.APPROVE else "can veto it"
    least = f" after {number(stage.least_days, 'day')} at least" if stage.least_days else ""
    most = f" within {number(stage.most_days, 'day')}" if stage.most_days else ""
    return f"the body {stage.body}, which in class {stage.cls} {power}{least}{most}"


def _opt_out(said: t.OptOut, names: Names) -> str:
    classes = f" of class {listed(list(said.classes))}" if said.classes else ""
    matters = (
        f" on {listed([f'“{spaced(each)}”' for each in said.matters])}" if said.matters else ""
    )
    return (
        f"{names(said.party)} opted out of decisions{classes}{matters} of the body {said.body} "
        f"(“{said.title}”, {said.key}): it takes no part in them and is not bound by them"
    )


def _tenure(said: t.Tenure, _names: Names) -> str:
    found = [
        said.months and f"for {number(said.months, 'month')} in one term",
        said.terms and f"for at most {number(said.terms, 'term')} in succession",
        said.lapse_after and f"until {number(said.lapse_after, 'vote')} in succession are missed",
        said.rotation and "by no party twice in succession",
    ]
    held = ", ".join(str(words) for words in found if words)
    return f"the post {said.post} is held {held or 'as long as appointed'}"


def _incompatible(said: t.Incompatibility, _names: Names) -> str:
    return f"nobody holds two of the posts {listed(list(said.posts))} at once ({said.key})"


_WORDS: dict[str, Words] = {
    "party": _party,
    "body": _body,
    "seats": _seats,
    "rule": _rule,
    "post": _post,
    "signatory": _signatory,
    "procedure": _procedure,
    "term": _term,
    "standing_orders": _orders,
    "composition_limit": _limit,
    "reserved_matter": _reserved,
    "passage": _passage,
    "opt_out": _opt_out,
    "tenure": _tenure,
    "incompatibility": _incompatible,
    **DUTIES,
    **COURSE,
}
