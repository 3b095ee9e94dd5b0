"""A partnership at the stage that a test asks for."""

from __future__ import annotations

from tests.http.conftest import album, anywhere, at

__all__ = ["album", "anywhere", "at"]
