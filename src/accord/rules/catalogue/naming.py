"""A rule as it is sent: whole, or by the name that the catalogue has for it."""

from __future__ import annotations

from accord.errors import Malformed, NotFound
from accord.rules.catalogue.entry import rule_name
from accord.rules.catalogue.shelf import find
from accord.rules.reading import record, whole
from accord.rules.rule import Rule


def rule_from(value: object) -> Rule:
    """Return the rule that was sent, or for a name the rule that the catalogue has under it.

    Raise `Malformed` naming the field, as a JSON pointer, that is wrong.
    """
    if not isinstance(value, dict) or "catalogue" not in value:
        return Rule.from_data(value)
    sent = record(value, "", ("catalogue",), ("version",))
    name = rule_name(sent["catalogue"], "/catalogue")
    version = whole(sent["version"], "/version") if "version" in sent else None
    try:
        return find(name, version).rule
    except NotFound as refusal:
        field = "/version" if "versions" in refusal.facts else "/catalogue"
        raise Malformed(f"{refusal.reason}; /v1/rules lists them", field=field) from refusal
