"""The lifecycles of everything that accord keeps."""

from __future__ import annotations

from accord.aggregates.lifecycle import Lifecycle

LIVES: tuple[Lifecycle, ...] = ()
