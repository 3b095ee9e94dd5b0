"""A dossier as a page that needs nothing else and prints well, also where it is long."""

from __future__ import annotations

from collections.abc import Iterator

from accord.text.forms.agreed import agreed, of_agreement, parties
from accord.text.forms.called import Document, Names, ids, words
from accord.text.forms.chronicled import exceptions, history, proved
from accord.text.forms.decided import decision
from accord.text.forms.html import page
from accord.text.forms.kept import disputes, meetings, obligations, otherwise, posts, told
from accord.text.forms.tables import listed, paragraph, section, table


def dossier_html(found: Document, names: Names) -> str:
    """Return the dossier as a page: what was agreed and decided, on what it rests, where it is proved."""
    about = [f"Dossier of the {found['kind']}", f"as of {found['at']}"]
    about.append(f"the record up to and including entry {found['record']['position']}")
    return page(found["title"], about, _sections(found, names), "en")


def _sections(found: Document, names: Names) -> Iterator[str]:
    yield section("clocks", "Which day, and which knowledge", _clocks(found))
    yield section("parties", "Parties", parties(found, names))
    if "text" in found:
        yield from of_agreement(found, names)
        yield section("knowledge", "Who was told what", told(found["knowledge"], names))
        yield section("roles", "Posts, and who held them", posts(found["roles"], names))
    else:
        yield section("agreement", "Agreement", agreed(found["agreement"], names))
    for each in found["decisions"]:
        yield decision(each, names)
    if "text" in found:
        yield section("meetings", "Meetings", meetings(found["meetings"], names))
        yield section("obligations", "Obligations", obligations(found["obligations"], names))
        yield section("disputes", "Disputes", disputes(found["disputes"], names))
        since = otherwise(found["impacts"], names)
        yield section("impacts", "What is known otherwise since", since)
    findings = (names.sentence(each["sentence"]) for each in found["findings"])
    yield section("findings", "Findings: what does not bear what rests on it", listed(findings))
    yield section(
        "exceptions", "Out of the ordinary", exceptions(found["exceptions"], names, found["id"])
    )
    yield section("history", "What happened", history(found["history"], names, found["id"]))
    yield section("record", "Where it is proved", proved(found["record"]))
    yield section("ids", "Names, and the ids behind them", _ids(found, names))


def _clocks(found: Document) -> str:
    """Say both clocks in words: for which day this holds, and what the register knew."""
    record, zone = found["record"], found["agreement"]["zone"]
    known = f"entry {record['position']}, recorded at {words(record['recorded_at'])}"
    return (
        paragraph(
            f"The day: this file says what held on {found['at']}, as days are counted in {zone}."
        )
        + paragraph(
            f"The knowledge: it says what the register knew with {known}. What was recorded later is not in it."
        )
        + paragraph(
            "Times of day are in UTC. A natural person is called by the end of an id: a name can be erased."
        )
    )


def _ids(found: Document, names: Names) -> str:
    seen = dict.fromkeys(ids({name: each for name, each in found.items() if name != "history"}))
    acted = (item["recorded_by"] for item in found["history"])
    every = sorted(dict.fromkeys([*seen, *acted]), key=lambda id_: (names.of(id_).casefold(), id_))
    return table(("Called here", "Id"), ((names.of(id_), id_) for id_ in every))
