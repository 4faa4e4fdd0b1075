"""The window's fixtures, for the journeys through it."""

from __future__ import annotations

from tests.ui.conftest import driver, look

__all__ = ["driver", "look"]
