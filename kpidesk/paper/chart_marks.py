"""A chart laid out: strokes, patches, dots and words at their places, in pt (or px) from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.paper.box import Box
    from kpidesk.paper.chart import Shape, Tone
    from kpidesk.paper.chart_hatch import Point
    from kpidesk.paper.chart_tones import Ink


RIM = 0.22
"""The width of a point's rim, in sizes of the point."""

CORE = 0.36
"""How wide the core of a ringed point is, in sizes of the point."""


class Anchor(Enum):
    """Which point of a text is given: its left end, its middle or its right end."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


class Dash(Enum):
    """How a line is broken."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"

    @property
    def pattern(self) -> tuple[float, ...]:
        """Lengths of stroke and gap in widths of the line; none for an unbroken one."""
        return {"solid": (), "dashed": (5.0, 3.0), "dotted": (1.0, 2.5)}[self.value]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through two or more points."""

    points: tuple[Point, ...]
    colour: Ink | Tone
    width: float
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled box with a thin outline, the lines and dots of its hatch cut off at its edges."""

    box: Box
    tone: Tone
    outline: float
    lines: tuple[tuple[Point, Point], ...]
    dots: tuple[Point, ...]
    dot_size: float


@dataclass(frozen=True, slots=True)
class Dot:
    """The point of a figure, `size` across; a hollow one shows the ground, a ringed one (not firm) a core as well."""

    at: Point
    size: float
    tone: Tone
    shape: Shape
    hollow: bool = False
    ringed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text on one line from its left end on its baseline; on a filled part it covers the hatch around it."""

    left: float
    baseline: float
    text: str
    size: float
    box: Box
    colour: Ink | Tone
    bold: bool = False
    on: Tone | None = None  # the filled part it stands on; the colour is then that part's text colour


Mark = Stroke | Patch | Dot | Words


@dataclass(frozen=True, slots=True)
class Hit:
    """Where one category is: its place in the chart, and everything exact about it."""

    box: Box
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out chart; marks are painted in their order."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    hits: tuple[Hit, ...]
