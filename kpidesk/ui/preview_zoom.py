"""How large pages are shown: fitted to the room there is, or at a percentage of their true size."""

from __future__ import annotations

from enum import Enum
from typing import Final

LADDER: Final = (25, 33, 50, 67, 75, 90, 100, 125, 150, 200, 300, 400)
"""The sizes in % that the keys and the wheel go through."""


class Fit(Enum):
    """What pages are fitted to; the value is the word on the screen."""

    WIDTH = "幅に合わせる"
    PAGE = "ページ全体"


Zoom = Fit | int
"""A fit, or a size in %."""


def words(zoom: Zoom) -> str:
    """Return how a zoom is named."""
    return zoom.value if isinstance(zoom, Fit) else f"{zoom}%"


def stepped(percent: float, by: int) -> int:
    """Return the next larger (1) or smaller (-1) size of the ladder from any size."""
    if by > 0:
        return next((step for step in LADDER if step > percent + 0.5), LADDER[-1])
    return next((step for step in reversed(LADDER) if step < percent - 0.5), LADDER[0])
