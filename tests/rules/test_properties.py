"""What is true of every rule on every roll."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.said import judged, more_than, rule, share

from accord import canonical
from accord.rules import (
    BASES,
    Composed,
    Counted,
    Counting,
    Explanation,
    Measure,
    Outcome,
    Position,
    Rule,
    Verdict,
    evaluate,
    in_words,
)
from accord.rules.exact import exact, read_exact
from accord.rules.explanation import AS_WHAT
from accord.rules.rule import OBJECTIONS, SILENCES

P = Position
CLASSES = ("donor", "implementer")
TIES = ("lost", "casting_vote", "second_vote")

amounts = st.decimals(min_value=0, max_value=Decimal(10) ** 32, places=3, allow_nan=False).map(abs)
measures = amounts.map(lambda value: (Measure("weight", value),))
seats = st.builds(
    Counted,
    st.sampled_from(P),
    st.sampled_from(CLASSES),
    measures,
    represented=st.just(False) | st.booleans(),
)
seats |= st.builds(
    Counted, st.just(P.ABSTAIN), st.sampled_from(CLASSES), measures, declared=st.booleans()
)
small = st.builds(
    Counted,
    st.sampled_from([P.FOR, P.AGAINST, P.ABSTAIN]),
    st.sampled_from(CLASSES),
    st.just((Measure("weight", Decimal(1)),)),
)
rolls = st.lists(seats, max_size=9) | st.lists(small, max_size=9)

ops = st.sampled_from([">", ">=", "==", "<=", "<"])
ratios = (
    st.integers(1, 9).flatmap(lambda q: st.integers(0, q).map(lambda p: Fraction(p, q))).map(str)
)
numbers = st.integers(0, 9).map(str)
some_positions = st.lists(st.sampled_from([p.value for p in P]), min_size=1, unique=True)
measured = st.sampled_from([{}, {"measure": "count"}, {"measure": "weight"}])
filtered = st.sampled_from([{}, {}, *({"where": {"cls": cls}} for cls in CLASSES)])


def merged(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A test with `fields`, and perhaps a measure and a class filter."""
    return st.tuples(st.fixed_dictionaries(fields), measured, filtered).map(
        lambda t: t[0] | t[1] | t[2]
    )


shares = merged(
    test=st.just("share"), of=some_positions, base=st.sampled_from(sorted(BASES)), op=ops, at=ratios
)
declarations = merged(
    test=st.just("share"),
    of=st.just(["abstain"]),
    base=st.sampled_from(sorted(BASES)),
    op=ops,
    at=ratios,
    declared=st.booleans(),
) | merged(
    test=st.just("number"), of=st.just(["abstain"]), op=ops, n=numbers, declared=st.just(True)
)
leaves = (
    shares
    | declarations
    | merged(
        test=st.just("share"),
        of=st.just(["for"]),
        base=st.just("cast"),
        op=st.just(">"),
        at=st.just("1/2"),
    )
    | merged(test=st.just("number"), of=some_positions, op=ops, n=numbers)
    | merged(test=st.just("more_than"), of=some_positions, than=some_positions)
    | st.fixed_dictionaries(
        {
            "test": st.just("sqrt_quorum"),
            "of": some_positions,
            "k": st.sampled_from(["1/2", "3/2", "2"]),
            "base": st.sampled_from(sorted(BASES)),
        }
    )
)
leaves |= st.fixed_dictionaries(
    {
        "test": st.just("fewest_holding"),
        "of": some_positions,
        "op": st.sampled_from([">=", "<"]),
        "at": ratios.filter(lambda text: text != "1"),
        "measure": st.sampled_from(["count", "weight"]),
    },
    optional={"plus": st.integers(1, 3), "where": st.sampled_from([{"cls": c} for c in CLASSES])},
)
for_each = leaves.map(
    lambda leaf: {"for_each": "cls", "test": {k: v for k, v in leaf.items() if k != "where"}}
)


def at_least(parts: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.integers(1, len(parts)).map(lambda k: {"at_least": k, "of_tests": parts})


def composed(
    inner: st.SearchStrategy[dict[str, Any]],
) -> st.SearchStrategy[dict[str, Any]]:
    lists = st.lists(inner, min_size=1, max_size=3)
    return (
        lists.map(lambda parts: {"all": parts})
        | lists.map(lambda parts: {"any": parts})
        | lists.flatmap(at_least)
    )


tests = leaves | for_each | composed(leaves | for_each | composed(leaves))


def rules_of(
    parts: st.SearchStrategy[dict[str, Any]], **more: st.SearchStrategy[dict[str, Any]]
) -> st.SearchStrategy[Rule]:
    fixed = {"id": st.just("r"), "name": st.text("ab", min_size=1), "pass": parts}
    optional = {
        "tie": st.sampled_from(TIES),
        "version": st.integers(1, 9),
        "silence": st.sampled_from(SILENCES),
        "objections": st.sampled_from(OBJECTIONS),
        "represented": st.sampled_from(AS_WHAT),
        **more,
    }
    return st.fixed_dictionaries(fixed, optional=optional).map(_well_formed).map(Rule.from_data)


def _well_formed(data: dict[str, Any]) -> dict[str, Any]:
    """A quorum of a second call is said only beside that of the first one."""
    alone = "second_call" in data and "quorum" not in data
    return {key: said for key, said in data.items() if not alone or key != "second_call"}


rules = rules_of(tests, quorum=leaves, veto=leaves, second_call=leaves)
votes = st.none() | st.sampled_from([P.FOR, P.AGAINST])


def leaves_of(finding: Counting | Composed | None) -> list[Counting]:
    if isinstance(finding, Composed):
        return [leaf for part in finding.parts for leaf in leaves_of(part)]
    return [] if finding is None else [finding]


@given(rules, rolls, votes, st.randoms())
def test_the_order_of_seats_does_not_matter(
    rule: Rule, roll: list[Counted], vote: Position | None, lots: Any
) -> None:
    mixed = list(roll)
    lots.shuffle(mixed)
    assert evaluate(rule, mixed, vote) == evaluate(rule, roll, vote)


@given(rules, rolls, votes)
def test_who_is_represented_matters_to_the_quorum_alone(
    rule: Rule, roll: list[Counted], vote: Position | None
) -> None:
    by_themselves = [replace(seat, represented=False) for seat in roll]
    one, other = evaluate(rule, roll, vote), evaluate(rule, by_themselves, vote)
    assert one.explanation.counts == other.explanation.counts
    assert one.explanation.pass_ == other.explanation.pass_
    assert one.explanation.veto == other.explanation.veto
    if rule.represented == "present" or rule.quorum is None:
        assert one.verdict is other.verdict
    gone = {"position": P.ABSENT, "represented": False}
    absent = [replace(seat, **gone) if seat.represented else seat for seat in roll]
    if rule.represented == "absent":
        assert one.explanation.quorum == evaluate(rule, absent).explanation.quorum


@given(rules)
def test_a_rule_survives_the_record(rule: Rule) -> None:
    data = rule.to_data()
    again = Rule.from_data(canonical.decode(canonical.encode(data)))
    assert again == rule
    assert again.to_data() == data
    assert again.hash == rule.hash == canonical.sha256(data)


@given(rules, rules)
def test_two_rules_are_equal_just_when_their_hashes_are(one: Rule, other: Rule) -> None:
    assert (one == other) == (one.hash == other.hash)


@given(rules, rolls, votes)
def test_an_explanation_survives_the_record_and_can_be_told(
    rule: Rule, roll: list[Counted], vote: Position | None
) -> None:
    outcome = evaluate(rule, roll, vote)
    explanation = outcome.explanation
    kept = canonical.decode(canonical.encode(explanation.to_data()))
    assert Explanation.from_data(kept) == explanation
    assert Explanation.from_data(kept).to_data() == kept
    assert in_words(explanation).lower().startswith(outcome.verdict)


@given(rules, rolls, votes)
def test_the_explanation_agrees_with_the_verdict(
    rule: Rule, roll: list[Counted], vote: Position | None
) -> None:
    outcome = evaluate(rule, roll, vote)
    why = outcome.explanation
    inquorate = why.quorum is not None and not why.quorum.holds
    vetoed = not inquorate and why.veto is not None and why.veto.holds
    reached = not (inquorate or vetoed)
    tied = reached and not why.pass_.holds and why.pass_.could_hold
    casting = tied and why.casting_vote is P.FOR
    expected = {
        Verdict.INQUORATE: inquorate,
        Verdict.VETOED: vetoed,
        Verdict.CARRIED: reached and (why.pass_.holds or casting),
        Verdict.TIED: tied and rule.tie == "second_vote",
    }
    assert outcome.verdict == next((v for v, true in expected.items() if true), Verdict.LOST)
    assert (why.verdict, why.tied, outcome.tied, why.tie) == (outcome.verdict, tied, tied, rule.tie)
    assert why.casting_vote == (vote if tied and rule.tie == "casting_vote" else None)


@given(rules, rolls)
def test_every_number_of_an_explanation_can_be_added_up_again(
    rule: Rule, roll: list[Counted]
) -> None:
    why = evaluate(rule, roll).explanation
    assert why.counts == tuple((p, sum(s.position is p for s in roll)) for p in P)
    away = rule.represented == "absent"
    there = [replace(s, position=P.ABSENT) if away and s.represented else s for s in roll]
    asked = [(leaf, there) for leaf in leaves_of(why.quorum)]
    asked += [(leaf, roll) for leaf in (*leaves_of(why.veto), *leaves_of(why.pass_))]
    for leaf, counted_ in asked:
        chosen = [seat for seat in counted_ if leaf.cls in (None, seat.cls)]

        def summed(
            positions: Any, seats: list[Counted] = chosen, measure: str = leaf.measure
        ) -> Fraction:
            return sum((s.measure(measure) for s in seats if s.position in positions), Fraction())

        those = [seat for seat in chosen if seat.declared] if leaf.declared else chosen
        assert leaf.numerator == summed(leaf.of, those)
        assert leaf.margin == leaf.numerator - leaf.needed
        if leaf.base is not None:
            assert leaf.total == summed(BASES[leaf.base])
        if leaf.than:
            assert leaf.needed == summed(leaf.than)
        something = leaf.total != 0
        compared = {
            ">": leaf.margin > 0,
            ">=": leaf.margin >= 0,
            "==": leaf.margin == 0,
            "<=": leaf.margin <= 0,
            "<": leaf.margin < 0,
        }
        assert leaf.holds == (something and compared[leaf.op])


@given(shares, rolls, seats)
def test_one_more_seat_changes_numerator_and_base_as_the_bases_say(
    test: dict[str, Any], roll: list[Counted], seat: Counted
) -> None:
    before, after = (judged(test, s).explanation.pass_ for s in (roll, [*roll, seat]))
    assert isinstance(before, Counting)
    assert isinstance(after, Counting)
    in_class = "where" not in test or test["where"]["cls"] == seat.cls
    one = seat.measure(test.get("measure", "count")) if in_class else Fraction()
    assert after.numerator - before.numerator == (one if seat.position in test["of"] else 0)
    assert before.total is not None
    assert after.total is not None
    assert after.total - before.total == (one if seat.position in BASES[test["base"]] else 0)


for_share = merged(
    test=st.just("share"),
    of=st.just(["for"]),
    base=st.sampled_from(sorted(BASES)),
    op=st.sampled_from([">", ">="]),
    at=ratios,
)
for_number = merged(
    test=st.just("number"), of=st.just(["for"]), op=st.sampled_from([">", ">="]), n=numbers
)
for_more = merged(test=st.just("more_than"), of=st.just(["for"]), than=st.just(["against"]))
few_against = merged(
    test=st.just("number"), of=st.just(["against"]), op=st.sampled_from(["<", "<="]), n=numbers
)
none_against = merged(
    test=st.just("number"), of=st.just(["against"]), op=st.just("=="), n=st.just("0")
)
share_against = merged(
    test=st.just("share"),
    of=st.just(["against"]),
    base=st.sampled_from(sorted(BASES)),
    op=st.sampled_from(["<", "<="]),
    at=ratios,
)
rising_leaves = for_share | for_number | for_more | few_against | none_against | share_against
rising_each = rising_leaves.map(
    lambda leaf: {"for_each": "cls", "test": {k: v for k, v in leaf.items() if k != "where"}}
)
against_veto = merged(
    test=st.just("number"), of=st.just(["against"]), op=st.just(">="), n=st.sampled_from("123")
)
rising = rules_of(
    composed(rising_leaves | rising_each) | rising_leaves,
    quorum=for_share | for_number,
    veto=against_veto,
)


@given(rising, st.lists(small, min_size=1) | st.lists(seats, min_size=1), st.data(), votes)
def test_moving_a_ballot_from_against_to_for_never_defeats_a_motion(
    rule: Rule, roll: list[Counted], data: st.DataObject, vote: Position | None
) -> None:
    at = data.draw(st.integers(0, len(roll) - 1))
    here = roll[at]
    before, after = (
        [*roll[:at], Counted(position, here.cls, here.measures), *roll[at + 1 :]]
        for position in (P.AGAINST, P.FOR)
    )
    if vote is None and evaluate(rule, before).verdict is Verdict.CARRIED:
        assert evaluate(rule, after).verdict is Verdict.CARRIED
    if evaluate(rule, after).verdict is Verdict.INQUORATE:
        assert evaluate(rule, before).verdict is Verdict.INQUORATE
    ranks = [rank(evaluate(rule, seats_)) for seats_ in (before, after)]
    assert ranks == sorted(ranks)


def rank(outcome: Outcome) -> int:
    """How near to carried an outcome is, before any tie is broken."""
    if outcome.tied:
        return 2
    return {Verdict.INQUORATE: 0, Verdict.VETOED: 1, Verdict.LOST: 1, Verdict.CARRIED: 3}[
        outcome.verdict
    ]


EASED = [(base, position) for base, held in BASES.items() for position in P if position not in held]


@given(rolls, ratios, st.sampled_from(EASED), st.integers(1, 5))
def test_seats_outside_the_base_change_nothing(
    roll: list[Counted], at: str, outside: tuple[str, Position], n: int
) -> None:
    base, position = outside
    test = share(">=", at, base)
    more = [*roll, *[Counted(position, "donor", roll[0].measures if roll else ())] * n]
    assert judged(test, more).verdict is judged(test, roll).verdict


@given(rolls, ratios)
def test_recusal_makes_it_easier_or_equal_and_vacancy_never_helps_of_the_fixed_number(
    roll: list[Counted], at: str
) -> None:
    absent, recused, vacant = (
        [*roll, Counted(p, "donor")] for p in (P.ABSENT, P.RECUSED, P.VACANT)
    )
    entitled, fixed = share(base="entitled", at=at), share(base="fixed", at=at)
    assert judged(entitled, recused).verdict is judged(entitled, roll).verdict
    assert judged(entitled, vacant).verdict is judged(entitled, roll).verdict
    if judged(entitled, absent).verdict is Verdict.CARRIED:
        assert judged(entitled, recused).verdict is Verdict.CARRIED
    assert judged(fixed, vacant).explanation.pass_ == judged(fixed, recused).explanation.pass_
    if judged(fixed, vacant).verdict is Verdict.CARRIED:
        assert judged(fixed, roll).verdict is Verdict.CARRIED


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.integers(0, 60))
def test_weights_of_thirty_digits_are_compared_exactly(one: int, other: int, places: int) -> None:
    def seat(position: Position, value: int) -> Counted:
        return Counted(position, "", (Measure("weight", Decimal(f"{value}e-{places}")),))

    roll = [seat(P.FOR, one), seat(P.AGAINST, other)]
    expected = Verdict.CARRIED if one > other else Verdict.LOST
    assert judged(share(measure="weight"), roll).verdict is expected
    outcome = judged(more_than(measure="weight"), roll)
    assert outcome.verdict is expected
    assert outcome.tied == (one == other > 0)


@given(st.fractions(max_denominator=10**6))
def test_every_number_has_one_exact_text(number: Fraction) -> None:
    text = exact(number)
    assert read_exact(text, "") == number
    never_ends = 10**20 % number.denominator != 0
    assert ("/" in text) is never_ends


@given(st.lists(seats, max_size=9))
def test_a_weight_of_one_each_is_a_count(roll: list[Counted]) -> None:
    even = [Counted(s.position, s.cls, (Measure("weight", Decimal(1)),)) for s in roll]
    by_count, by_weight = (judged(share(measure=m), even) for m in ("count", "weight"))
    assert by_count.verdict is by_weight.verdict
    assert by_count.tied is by_weight.tied


def test_the_version_and_the_tie_are_written_out() -> None:
    data = rule(share()).to_data()
    assert (data["version"], data["tie"]) == (1, "lost")
    assert set(data) == {"id", "name", "version", "tie", "pass"}
    assert data["pass"] == share() | {"measure": "count"}


@given(rules, rolls, votes)
def test_a_second_call_is_counted_by_its_own_quorum_and_else_alike(
    rule: Rule, roll: list[Counted], vote: Position | None
) -> None:
    called = evaluate(rule, roll, vote, second_call=True)
    assert called == evaluate(rule.called_again, roll, vote)
    if rule.second_call is None:
        assert called == evaluate(rule, roll, vote)
