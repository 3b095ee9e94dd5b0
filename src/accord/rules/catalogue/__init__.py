"""The catalogue: rules by which institutions decide, each named, cited and tried on rolls at its bounds."""

from accord.rules.catalogue.case import Case
from accord.rules.catalogue.entry import CatalogueEntry, rule_name
from accord.rules.catalogue.naming import rule_from
from accord.rules.catalogue.shelf import entries, find, versions

__all__ = [
    "Case",
    "CatalogueEntry",
    "entries",
    "find",
    "rule_from",
    "rule_name",
    "versions",
]
