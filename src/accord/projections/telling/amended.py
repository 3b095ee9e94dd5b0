"""Provisions that an amendment says anew or takes out, told."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.provisions import provision_named, provision_words
from accord.projections.telling.words import Names, days, tells, titled


@tells(e.ProvisionAmended)
def provision_amended(event: e.ProvisionAmended, names: Names) -> str:
    """A provision is said anew."""
    since = days(event.effective_from, event.effective_to, "at once")
    said = provision_words(*event.given, names)
    return f"By amendment {titled(event.amendment, names)}, {since}: {said}."


@tells(e.ProvisionRepealed)
def provision_repealed(event: e.ProvisionRepealed, names: Names) -> str:
    """A provision is gone."""
    since = days(event.effective_from, event.effective_to, "at once")
    gone = provision_named(event.provision, event.key, names)
    return f"{gone} is repealed {since}, by amendment {titled(event.amendment, names)}."
