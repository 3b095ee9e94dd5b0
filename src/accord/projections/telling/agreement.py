"""The drafting of an agreement, told provision by provision."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.provisions import provision_named, provision_words
from accord.projections.telling.words import Names, days, listed, number, short_hash, spaced, tells

_SEATS_NAMED = 12


@tells(e.AgreementDrafted)
def drafted(event: e.AgreementDrafted, _names: Names) -> str:
    """A draft was begun."""
    return f"The agreement “{event.title}” was drafted; its days are counted in {event.zone}."


@tells(e.TitleRevised)
def title_revised(event: e.TitleRevised, _names: Names) -> str:
    """The draft bears another title."""
    return f"The draft was given the title “{event.title}”."


@tells(e.PartyNamed)
def party_named(event: e.PartyNamed, names: Names) -> str:
    """The draft names a party."""
    measures = [f"{measure.name} {measure.value:f}" for measure in event.measures]
    in_class = f" in the class {event.cls}" if event.cls else ""
    weighing = f", with {listed(measures)}" if measures else ""
    return f"The draft names {names(event.party)} as a party{in_class}{weighing}."


def _clause(event: e.ClauseDrafted | e.ClauseRevised) -> str:
    called = " ".join(part for part in (event.num, event.heading) if part)
    return f"{event.clause} ({called})" if called else event.clause


@tells(e.ClauseDrafted)
def clause_drafted(event: e.ClauseDrafted, _names: Names) -> str:
    """The draft has a new clause."""
    return f"Clause {_clause(event)} was added to the draft."


@tells(e.ClauseRevised)
def clause_revised(event: e.ClauseRevised, _names: Names) -> str:
    """A clause of the draft says something else."""
    return f"Clause {_clause(event)} of the draft was revised."


@tells(e.ClausesOrdered)
def clauses_ordered(event: e.ClausesOrdered, _names: Names) -> str:
    """The clauses stand in another order."""
    clauses = number(len(event.clauses), "clause")
    return f"The clauses of the draft were put in another order ({clauses})."


@tells(e.BodyDrafted)
def body_drafted(event: e.BodyDrafted, _names: Names) -> str:
    """The draft constitutes a body."""
    chaired = f", in which the holder of the post {event.chair} presides" if event.chair else ""
    return f"The draft constitutes the body {event.name} ({event.body}){chaired}."


@tells(e.SeatsDrafted)
def seats_drafted(event: e.SeatsDrafted, _names: Names) -> str:
    """A body has seats."""
    seats = number(len(event.seats), "seat")
    named = [seat.post for seat in event.seats[:_SEATS_NAMED]]
    if more := len(event.seats) - len(named):
        named.append(f"{more} more")
    return f"The draft gives the body {event.body} {seats}: {listed(named)}."


@tells(e.RuleDrafted)
def rule_drafted(event: e.RuleDrafted, _names: Names) -> str:
    """A body decides by a rule."""
    rule = f"“{event.rule.name}” ({event.rule.id}, version {event.rule.version})"
    return f"By the draft, the body {event.body} decides motions of class {event.cls} by {rule}."


@tells(e.PostDrafted)
def post_drafted(event: e.PostDrafted, names: Names) -> str:
    """The draft constitutes a post."""
    kept = f", kept for {names(event.party)}" if event.party else ""
    return f"The draft constitutes the post {event.title} ({event.post}){kept}."


@tells(e.SignatoryNamed)
def signatory_named(event: e.SignatoryNamed, names: Names) -> str:
    """It is said who signs for a party."""
    return f"By the draft, the holder of the post {event.post} signs for {names(event.party)}."


@tells(e.ProcedureDrafted)
def procedure_drafted(event: e.ProcedureDrafted, _names: Names) -> str:
    """A matter goes to a body."""
    return (
        f"By the draft, the matter “{spaced(event.matter)}” is decided by the body {event.body}, by its rule "
        f"for motions of class {event.cls}."
    )


@tells(e.TermDrafted)
def term_drafted(event: e.TermDrafted, _names: Names) -> str:
    """The agreement is to run for a time."""
    runs = days(event.starts_on, event.ends_on, "from its conclusion, without an end")
    return f"By the draft, the agreement runs {runs}."


@tells(e.ProvisionStruck)
def provision_struck(event: e.ProvisionStruck, names: Names) -> str:
    """The draft lost a provision."""
    return f"{provision_named(event.provision, event.key, names)} was struck from the draft."


@tells(e.ProvisionDrafted)
def provision_drafted(event: e.ProvisionDrafted, names: Names) -> str:
    """The draft says a provision, or says it anew."""
    name, value = event.given
    return f"By the draft, {provision_words(name, value, names)}."


@tells(e.TextAdopted)
def text_adopted(event: e.TextAdopted, _names: Names) -> str:
    """The text is fixed."""
    return f"The text was adopted, with the hash {short_hash(event.text_hash)}"
