"""What is odd about the rules, seats and procedures of an agreement, to be seen before its text is adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.aggregates.agreement.conducting import odd_orders, seconders_of
from accord.aggregates.agreement.holders import most_held, never_held
from accord.aggregates.agreement.provisions import Contradiction, check_terms
from accord.aggregates.agreement.terms import Body, Terms
from accord.aggregates.agreement.terms import Subject as Spoken
from accord.aggregates.matters import Matter
from accord.rules import Counted, Position
from accord.rules.linting import Gravity, Remark, Subject, gravest_first, remarks_on

_MOST_STEPS = 400_000
"""Steps of looking at rolls for all rules of an agreement together: a second or two."""
_LEAST_STEPS, _PER_RULE = 500, 20_000


def lint(terms: Terms, *, as_draft: bool = True) -> list[Remark]:
    """Return what is to be remarked on the terms, the gravest first.

    `as_draft` tells that they are still to be adopted, and so also whether they could be.
    """
    found = [remark for index in range(len(terms.bodies)) for remark in _body(terms, index)]
    found += odd_orders(terms)
    found += _leading_nowhere(terms)
    found += _amending(terms, found)
    if as_draft and not any(remark.gravity is Gravity.GRAVE for remark in found):
        found += _contradiction(terms)
    return gravest_first(found)


def _body(terms: Terms, index: int) -> Iterator[Remark]:
    body, at = terms.bodies[index], f"/bodies/{index}"
    if not body.seats:
        yield _remark(
            "body_without_seats", at, f"Body {body.id} has no seats; nobody could decide."
        )
        return
    if not body.rules:
        yield _remark("body_without_rules", at, f"Body {body.id} has no rule to decide by.")
    gone, held = never_held(terms, body), most_held(terms, body)
    yield from remarks_on(_subjects(terms, body, at), gone=gone, held=held or None)
    if held == 0:
        yield _remark(
            "vacancy_only_body",
            f"{at}/seats",
            f"Nobody can hold a seat of body {body.id}: each is kept for who is no party of the agreement, or "
            "beyond what its limits let a party have.",
            _clause(terms, body.id),
        )


def _subjects(terms: Terms, body: Body, at: str) -> list[Subject]:
    seats = tuple(Counted(Position.ABSENT, s.cls, s.measures, s.post) for s in body.seats)
    rules = sum(len(each.rules) for each in terms.bodies)
    most = min(_PER_RULE, max(_LEAST_STEPS, _MOST_STEPS // max(rules, 1)))
    return [
        Subject(
            body=body.id,
            cls=entry.cls,
            rule=entry.rule,
            seats=seats,
            has_chair=body.chair is not None,
            most=most,
            pointer=f"{at}/rules/{number}/rule",
            clause=_clause(terms, body.id),
        )
        for number, entry in enumerate(body.rules)
    ]


def _clause(terms: Terms, body: str) -> str:
    """Return the clause that speaks of how a body decides: its standing orders', or that on decisions."""
    spoken = {topic.subject: topic.clauses for topic in terms.topics}
    of_topic = spoken.get(Spoken.DECISIONS) or spoken.get(Spoken.GOVERNANCE) or ("",)
    return terms.orders(body).clause or of_topic[0]


def _leading_nowhere(terms: Terms) -> Iterator[Remark]:
    """Remark procedures and reserved matters of no body, or of a class without a rule."""
    named = [
        (f"/procedures/{i}", f"the procedure for {p.matter}", p.body, p.cls, "")
        for i, p in enumerate(terms.procedures)
    ] + [
        (f"/reserved_matters/{i}", f"reserved matter {r.key}", r.body, r.cls, r.clause)
        for i, r in enumerate(terms.reserved_matters)
    ]
    for at, what, id_, cls, clause in named:
        body = terms.body(id_)
        said = f"{what[0].upper()}{what[1:]} names"
        if body is None:
            words = f"{said} body {id_}, which the agreement does not constitute."
            yield _remark("body_unknown", f"{at}/body", words, clause)
        elif body.rule_for(cls) is None:
            words = f"{said} class {cls}, for which body {id_} has no rule."
            yield _remark("class_without_rule", f"{at}/class", words, clause)


def _amending(terms: Terms, found: Sequence[Remark]) -> Iterator[Remark]:
    """Remark that the agreement cannot be amended, its clause on amendment included."""
    procedure = terms.procedure_for(Matter.AMENDMENT)
    clause = terms.change.clause if terms.change else ""
    if procedure is None:
        yield Remark(
            code="no_amendment_procedure",
            pointer="/procedures",
            sentence="The agreement lays down no procedure for amendment: each needs the assent of every "
            "party, so that any one of them can prevent it.",
            clause=clause,
        )
        return
    at = f"/procedures/{terms.procedures.index(procedure)}"
    if any(_stops(remark, terms, procedure.body, procedure.cls, at) for remark in found):
        yield _remark(
            "amendment_impossible",
            at,
            f"Amendments are decided by body {procedure.body} in class {procedure.cls}, which can carry none: "
            "neither the agreement nor its own clause on amendment could ever be changed.",
            clause,
        )


def _stops(remark: Remark, terms: Terms, body: str, cls: str, procedure: str) -> bool:
    """Tell whether what is remarked keeps a body from carrying a motion of a class."""
    if remark.gravity is not Gravity.GRAVE:
        return False
    if remark.pointer.startswith(f"{procedure}/"):
        return True
    if remark.code == "too_few_to_second":
        return remark.pointer == seconders_of(terms, body)
    index = next((i for i, each in enumerate(terms.bodies) if each.id == body), None)
    if index is None:
        return False
    rules = terms.bodies[index].rules
    number = next((n for n, entry in enumerate(rules) if entry.cls == cls), None)
    of_body = remark.pointer in (f"/bodies/{index}", f"/bodies/{index}/seats")
    of_rule = remark.pointer.startswith(f"/bodies/{index}/rules/{number}/")
    return of_body or (
        of_rule and remark.code not in ("cannot_be_lost", "casting_vote_without_chair")
    )


def _contradiction(terms: Terms) -> Iterator[Remark]:
    """Remark what a draft is refused for."""
    try:
        check_terms(terms)
    except Contradiction as refusal:
        sentence = f"{refusal.reason[0].upper()}{refusal.reason[1:]}."
        yield _remark("contradiction", f"/{refusal.facts.get('field', '')}", sentence)


def _remark(code: str, pointer: str, sentence: str, clause: str = "") -> Remark:
    return Remark(code=code, pointer=pointer, sentence=sentence, clause=clause)
