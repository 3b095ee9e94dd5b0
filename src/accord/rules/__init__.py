"""How bodies decide: positions, bases, tests, rules as data, verdicts that explain themselves."""

from accord.rules.algebra import All, Any_, AtLeast, ForEachClass, Test
from accord.rules.alike import Likeness, alike
from accord.rules.comparisons import MoreThan, Number, Share, SqrtQuorum
from accord.rules.evaluator import EVALUATOR
from accord.rules.exact import Ratio
from accord.rules.explanation import Explanation
from accord.rules.fewest import FewestHolding
from accord.rules.findings import Composed, Counting
from accord.rules.grammar import parse_test
from accord.rules.positions import BASES, Position
from accord.rules.roll import Counted, Measure
from accord.rules.rule import Rule
from accord.rules.verdict import Outcome, Verdict, evaluate
from accord.rules.words import in_words

__all__ = [
    "BASES",
    "EVALUATOR",
    "All",
    "Any_",
    "AtLeast",
    "Composed",
    "Counted",
    "Counting",
    "Explanation",
    "FewestHolding",
    "ForEachClass",
    "Likeness",
    "Measure",
    "MoreThan",
    "Number",
    "Outcome",
    "Position",
    "Ratio",
    "Rule",
    "Share",
    "SqrtQuorum",
    "Test",
    "Verdict",
    "alike",
    "evaluate",
    "in_words",
    "parse_test",
]
