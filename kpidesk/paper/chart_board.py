"""Where a chart is put together: texts measured, broken and placed without overlapping, marks gathered in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart_hatch import hatch_dots, hatch_lines
from kpidesk.paper.chart_marks import Anchor, Dash, Dot, Hit, Mark, Patch, Picture, Stroke, Words
from kpidesk.paper.chart_tones import HATCHES, Hatch, Ink
from kpidesk.paper.letters import ASCENT, LEADING, clean

if TYPE_CHECKING:
    from kpidesk.paper.chart import Shape, Tone
    from kpidesk.paper.chart_hatch import Point
    from kpidesk.paper.line_break import LineBreaker

DOT = 0.62  # em
_HATCH_PITCH = 0.7  # em
_HATCH_DOT = 0.16
_SMALLEST_HATCHED = 0.3
_AIR = 0.08  # em between two texts
_ELLIPSIS = "…"
GROUND = 0.2  # em kept free of the hatch around a text on a filled part


class Board:
    """One chart in the making; every length is a multiple of `em`, the size of its texts."""

    def __init__(self, breaker: LineBreaker, em: float) -> None:
        self.em = em
        self._breaker = breaker
        self._marks: list[Mark] = []
        self._hits: list[Hit] = []
        self._taken: list[Box] = []

    @property
    def pitch(self) -> float:
        """The distance from line to line."""
        return self.em * LEADING

    def picture(self, width: float, height: float) -> Picture:
        """Return what was gathered."""
        return Picture(width, height, tuple(self._marks), tuple(self._hits))

    def width(self, text: str, scale: float = 1.0, *, bold: bool = False) -> float:
        """Return the width of a text."""
        return self._breaker.width(text, self.em * scale, bold=bold)

    def lines(self, text: str, room: float, most: int, *, bold: bool = False) -> list[str]:
        """Break a text into at most so many lines, the last one elided where more would follow."""
        found = [
            line.strip()
            for line in self._breaker.lines(clean(text).replace("\n", " ").strip(), room, self.em, bold=bold)
        ]
        if len(found) <= most:
            return [self.elided(line, room, bold=bold) for line in found]
        return [*found[: most - 1], self.elided("".join(found[most - 1 :]), room, bold=bold)]

    def elided(self, text: str, room: float, *, bold: bool = False) -> str:
        """Cut a text that is wider than the room, with … at its end; never used for figures."""
        if self.width(text, bold=bold) <= room:
            return text
        cut = text
        while cut and self.width(cut + _ELLIPSIS, bold=bold) > room:
            cut = cut[:-1]
        return cut + _ELLIPSIS

    def box_of(self, text: str, at: Point, anchor: Anchor, scale: float = 1.0, *, bold: bool = False) -> Box:
        """Return the place a text would take; `at` is the left, middle or right of its vertical middle."""
        width, size = self.width(text, scale, bold=bold), self.em * scale
        return Box(at[0] - width * anchor.value, at[1] - size / 2, width, size)

    def is_free(self, box: Box) -> bool:
        """Whether no text or point is there yet."""
        return not any(_overlap(box, taken, self.em * _AIR) for taken in self._taken)

    def write(
        self,
        text: str,
        at: Point,
        anchor: Anchor,
        colour: Ink | Tone = Ink.MUTED,
        scale: float = 1.0,
        *,
        bold: bool = False,
        on: Tone | None = None,
    ) -> Box:
        """Put a text down on one line and remember its place."""
        box = self.box_of(text, at, anchor, scale, bold=bold)
        size = self.em * scale
        ground = box if on is None else _grown(box, GROUND * self.em)
        self._marks.append(Words(box.left, box.top + ASCENT * size, text, size, ground, colour, bold, on))
        self._taken.append(box)
        return box

    def stroke(self, *points: Point, colour: Ink | Tone, width: float = 0.06, dash: Dash = Dash.SOLID) -> None:
        """Draw a line, its width in em."""
        self._marks.append(Stroke(points, colour, width * self.em, dash))

    def dot(self, at: Point, tone: Tone, shape: Shape, *, hollow: bool, ringed: bool) -> None:
        """Draw the point of a figure and keep its place free of texts."""
        size = self.em * DOT * (1.25 if ringed else 1.0)
        self._marks.append(Dot(at, size, tone, shape, hollow, ringed))
        self._taken.append(Box(at[0] - size / 2, at[1] - size / 2, size, size))

    def patch(self, box: Box, tone: Tone) -> None:
        """Fill a box in a tone with its hatch."""
        hatch, pitch = HATCHES.get(tone, Hatch.NONE), self.em * _HATCH_PITCH
        hatched = min(box.width, box.height) >= self.em * _SMALLEST_HATCHED
        self._marks.append(
            Patch(
                box,
                tone,
                self.em * 0.06,
                tuple(hatch_lines(box, hatch, pitch)) if hatched else (),
                tuple(hatch_dots(box, hatch, pitch)) if hatched else (),
                self.em * _HATCH_DOT,
            )
        )

    def hit(self, box: Box, place: int, text: str) -> None:
        """Say where a category is, unless there is nothing to say about it."""
        if text:
            self._hits.append(Hit(box, place, text))


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by)


def _overlap(one: Box, other: Box, air: float) -> bool:
    return (
        one.left < other.right + air
        and other.left < one.right + air
        and one.top < other.bottom + air
        and other.top < one.bottom + air
    )
