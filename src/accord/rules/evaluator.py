"""Which evaluator counts: named in every recount, and raised whenever a count could come out otherwise."""

EVALUATOR = "accord-rules/1"
