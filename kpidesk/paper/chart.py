"""What a chart says, as frozen values with exact figures: nothing about places, colours or fonts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

NOTHING_TO_DRAW = "グラフにできる数値がまだありません。"


class ChartKind(Enum):
    """How the figures are drawn."""

    LINES = "lines"  # figures over the years
    BARS = "bars"  # counts as shares of a whole, a bar across for each category
    COLUMNS = "columns"  # counts stacked over the years


class Tone(Enum):
    """What a line or a part of a bar stands for; its colour, hatching and the label together tell it apart."""

    BEST = "best"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    BAD = "bad"
    NEUTRAL = "neutral"
    FAINT = "faint"
    PALE = "pale"
    TARGET = "target"
    ACTUAL = "actual"
    SECOND = "second"  # further series of one indicator
    THIRD = "third"


class Shape(Enum):
    """The form of the points of a line."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Category:
    """A place on the axis: its full name and, where that is long, the name printed there."""

    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Datum:
    """A figure as it is (None where there is none), the label beside its point, and the exact text as printed.

    Without a figure the text says why (算出不可) or is empty; `firm` is False for 暫定値 and the like.
    """

    value: Decimal | None = None
    label: str = ""
    text: str = ""
    firm: bool = True
    number_format: str = "General"  # Excel's


@dataclass(frozen=True, slots=True)
class Strand:
    """One line, or one part of every bar: a datum for each category; `aimed` is drawn dashed with hollow points.

    What stands `apart` is counted beside the bars of shares, not in them.
    """

    name: str
    tone: Tone
    data: tuple[Datum, ...]
    aimed: bool = False
    shape: Shape = Shape.CIRCLE
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A line across the whole chart: the baseline (基準値), or with `aimed` the target of the whole period."""

    name: str
    value: Decimal
    label: str
    text: str
    tone: Tone = Tone.NEUTRAL
    aimed: bool = False
    number_format: str = "General"  # Excel's


@dataclass(frozen=True, slots=True)
class Share:
    """How many there are of one label; those `apart` (not judged) are left out of the percentages."""

    label: str
    count: int
    tone: Tone
    apart: bool = False


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart; `alt` says its content in one sentence, `marked` is the category to stand out (the year in view).

    ValueError where a strand has not one datum for each category, or a part of a bar is below zero.
    """

    kind: ChartKind
    title: str
    categories: tuple[Category, ...]
    strands: tuple[Strand, ...]
    unit: str = ""
    references: tuple[Reference, ...] = ()
    marked: int | None = None
    negative: str = "△"  # printed before figures of the axis below zero
    not_firm: str = ""  # legend of the points that are not firm: 暫定値
    alt: str = ""

    def __post_init__(self) -> None:
        if any(len(strand.data) != len(self.categories) for strand in self.strands):
            raise ValueError("every strand needs one datum for each category")
        if self.kind is not ChartKind.LINES and any(value < 0 for value in self.figures):
            raise ValueError("a part of a bar cannot be below zero")

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """Every figure of the strands."""
        return tuple(datum.value for strand in self.strands for datum in strand.data if datum.value is not None)

    @property
    def counted(self) -> tuple[Strand, ...]:
        """The strands that have any figure."""
        return tuple(strand for strand in self.strands if any(datum.value is not None for datum in strand.data))

    @property
    def drawn(self) -> tuple[Strand, ...]:
        """The strands that are drawn: bars of shares leave out those apart."""
        return tuple(strand for strand in self.counted if self.kind is not ChartKind.BARS or not strand.apart)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no figure at all, or only parts of nothing."""
        return not self.figures or (self.kind is not ChartKind.LINES and not any(self.figures))

    def total(self, place: int) -> Decimal:
        """Return the sum of what is drawn of one category."""
        return sum((strand.data[place].value or Decimal(0) for strand in self.drawn), Decimal(0))

    def told(self, place: int) -> str:
        """Say everything exact about one category, a line for each strand; "" where nothing stands there."""
        lines = [
            f"{strand.name}　{strand.data[place].text}" if strand.name else strand.data[place].text
            for strand in self.strands
            if strand.data[place].text
        ]
        return "\n".join((self.categories[place].name, *lines)) if lines else ""
