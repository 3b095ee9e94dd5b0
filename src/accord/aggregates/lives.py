"""The lifecycles of everything that accord keeps."""

from __future__ import annotations

from accord.aggregates.agreement.lifecycle import LIFE as AGREEMENT
from accord.aggregates.lifecycle import Lifecycle
from accord.aggregates.obligation.lifecycle import LIFE as OBLIGATION
from accord.aggregates.role.lifecycle import LIFE as ROLE

LIVES: tuple[Lifecycle, ...] = (AGREEMENT, OBLIGATION, ROLE)
