"""Write every page of the reference that follows from the code: `python -m tools`."""

from __future__ import annotations

from tools import catalogue, commands, lifecycles, reference

for page in (reference, commands, lifecycles, catalogue):
    page.main([])
