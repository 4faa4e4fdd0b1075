"""Fits a text into a width: cleaned, broken into lines, shrunk within its style's limits, never cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.paper.laid_out import PT_PER_MM, TextLine
from kpidesk.paper.letters import ASCENT, LEADING, clean
from kpidesk.paper.line_break import LineBreaker, clusters
from kpidesk.paper.report import Align, VAlign

if TYPE_CHECKING:
    from kpidesk.paper.box import Box
    from kpidesk.paper.line_break import Measure
    from kpidesk.paper.report import Style

PAD_X = 1.3 * PT_PER_MM
PAD_Y = 0.85 * PT_PER_MM
_STEP = 0.5  # pt
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken at one size; the lines joined are the text."""

    lines: tuple[str, ...]
    size: float

    @property
    def text(self) -> str:
        """The whole text again."""
        return "".join(self.lines)

    @property
    def height(self) -> float:
        """Height of all lines with the padding above and below, pt."""
        return len(self.lines) * self.size * LEADING + 2 * PAD_Y

    def lines_within(self, height: float) -> int:
        """Count the lines that fit into a height with its padding."""
        return max(0, int((height - 2 * PAD_Y + _SLACK) / (self.size * LEADING)))


class TextFitter:
    """Fits and places texts at one measure, remembering what it has fitted."""

    def __init__(self, measure: Measure) -> None:
        self.breaker = LineBreaker(measure)
        self._known: dict[tuple[str, Style, float, float], Fitted] = {}

    def fit(self, text: str, style: Style, width: float, *, largest: float = 1000.0) -> Fitted:
        """Break a text for a cell `width` pt wide (padding included), no larger than `largest` pt."""
        key = (text, style, width, largest)
        if key not in self._known:
            self._known[key] = self._fit(clean(text), style, max(width - _margin(style), 1.0), min(style.size, largest))
        return self._known[key]

    def place(self, fitted: Fitted, style: Style, box: Box, shown: int | None = None) -> tuple[TextLine, ...]:
        """Say where each line stands in the box of its cell."""
        lines = fitted.lines[:shown]
        if not any(lines):
            return ()
        pitch = fitted.size * LEADING
        spare = box.height - len(lines) * pitch - 2 * PAD_Y
        top = box.top + PAD_Y + {VAlign.TOP: 0.0, VAlign.MIDDLE: spare / 2, VAlign.BOTTOM: spare}[style.valign]
        first = top + (pitch - fitted.size) / 2 + ASCENT * fitted.size
        texts = [line.rstrip(" \u3000\n") for line in lines]
        return tuple(
            TextLine(self._left(text, style, box, fitted.size), first + number * pitch, text)
            for number, text in enumerate(texts)
            if text
        )

    def _left(self, text: str, style: Style, box: Box, size: float) -> float:
        left = box.left + PAD_X + style.indent * PT_PER_MM
        if style.align is Align.LEFT:
            return left
        spare = box.right - PAD_X - left - self.breaker.width(text, size, bold=style.bold)
        return left + (spare if style.align is Align.RIGHT else spare / 2)

    def _fit(self, text: str, style: Style, room: float, size: float) -> Fitted:
        size = self._size_for_width(text, style, room, size)
        lines = self.breaker.lines(text, room, size, bold=style.bold)
        while style.most_lines and len(lines) > style.most_lines and size - _STEP >= style.smallest:
            size -= _STEP
            lines = self.breaker.lines(text, room, size, bold=style.bold)
        return Fitted(lines, size)

    def _size_for_width(self, text: str, style: Style, room: float, size: float) -> float:
        """Shrink for what must stay on one line: the whole text, or its widest word if shrinking saves it."""
        if "\n" not in text and self.breaker.width(text, size, bold=style.bold) <= room + _SLACK:
            return size
        pieces = clusters(text) if style.wrap else iter(text.split("\n"))
        widest = max((self.breaker.width(piece.rstrip(), 1.0, bold=style.bold) for piece in pieces), default=0.0)
        if widest * size <= room + _SLACK:
            return size
        fitting = int(room / widest * 10 + _SLACK) / 10
        if fitting >= style.smallest:
            return fitting
        return size if style.wrap else min(size, style.smallest)


def _margin(style: Style) -> float:
    return 2 * PAD_X + style.indent * PT_PER_MM
