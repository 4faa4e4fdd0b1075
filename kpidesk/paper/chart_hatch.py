"""The lines and dots of hatches, cut off at the edges of what they fill, so that painters need no clipping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.paper.chart_tones import Hatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.paper.box import Box

Point = tuple[float, float]


def hatch_lines(box: Box, hatch: Hatch, pitch: float) -> Iterator[tuple[Point, Point]]:
    """Yield the lines of a hatch, cut off at the edges of the box."""
    if hatch is Hatch.LEVEL:
        for number in range(1, int(box.height / pitch) + 1):
            y = box.top + number * pitch
            yield (box.left, y), (box.right, y)
    if hatch is Hatch.UPRIGHT:
        for number in range(1, int(box.width / pitch) + 1):
            x = box.left + number * pitch
            yield (x, box.top), (x, box.bottom)
    if hatch in (Hatch.RISING, Hatch.CROSS):
        for (x1, y1), (x2, y2) in _falling(box, pitch):
            yield (x1, box.top + box.bottom - y1), (x2, box.top + box.bottom - y2)
    if hatch in (Hatch.FALLING, Hatch.CROSS):
        yield from _falling(box, pitch)


def hatch_dots(box: Box, hatch: Hatch, pitch: float) -> Iterator[Point]:
    """Yield the middles of the dots of a hatch, in rows set off against each other, none touching an edge."""
    if hatch is not Hatch.DOTS:
        return
    half = pitch / 2
    for row in range(int((box.height - half) / half)):
        left = box.left + (half if row % 2 else pitch)
        for col in range(max(0, int((box.right - half / 2 - left) / pitch + 1))):
            yield left + col * pitch, box.top + (row + 1) * half


def _falling(box: Box, pitch: float) -> Iterator[tuple[Point, Point]]:
    """Yield the lines from the upper left to the lower right, `pitch` apart along the edges."""
    for number in range(1, int((box.width + box.height) / pitch) + 1):
        offset = number * pitch - box.height  # of the point on the upper edge, seen from the left
        start, end = max(offset, 0.0), min(offset + box.height, box.width)
        if end > start:
            yield (box.left + start, box.top + start - offset), (box.left + end, box.top + end - offset)
