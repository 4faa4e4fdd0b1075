"""A document laid out: pages with everything at its place, in pt from the top left corner of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.paper.box import Box
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_marks import Picture
    from kpidesk.paper.report import Cell, Page, Report, RowKind, Rule, Style

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, ready to be drawn from its left end on its baseline."""

    left: float
    baseline: float
    text: str


@dataclass(frozen=True, slots=True)
class LaidText:
    """A heading, a running line, or what of a paragraph stands on one page."""

    text: str
    style: Style
    box: Box
    size: float
    lines: tuple[TextLine, ...]
    index: int | None = None  # which block of its Page; None for a running line


@dataclass(frozen=True, slots=True)
class Ruled:
    """The border lines of a cell as they are drawn, after neighbours and frame have been asked."""

    left: Rule
    top: Rule
    right: Rule
    bottom: Rule


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell, or what of it stands on this page; `text` is what is shown, `rows` and `cols` what it covers here."""

    cell: Cell
    box: Box
    row: int  # of its table, those of the head counted first
    col: int
    cols: int
    rows: int
    text: str
    size: float
    lines: tuple[TextLine, ...]
    ruled: Ruled
    continued: bool = False  # began in a row above or on an earlier page
    added: int = 0  # signs at the beginning of `text` that are no news: （続き）, or a label printed again


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row, or a piece of a row too tall for its page, with the cells that begin in it here."""

    top: float
    height: float
    kind: RowKind
    cells: tuple[LaidCell, ...]
    is_head: bool = False
    repeated: bool = False  # the head again, on a later page


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A border line to draw, horizontal or vertical."""

    left: float
    top: float
    right: float
    bottom: float
    rule: Rule


@dataclass(frozen=True, slots=True)
class LaidTable:
    """What of a table stands on one page; `edges` are the x of its column borders, one more than columns."""

    index: int  # which block of its Page
    edges: tuple[float, ...]
    rows: tuple[LaidRow, ...]
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class LaidChart:
    """A chart at its place; the marks of its picture are seen from the top left corner of the box."""

    spec: ChartSpec
    box: Box
    picture: Picture
    index: int  # which block of its Page


LaidPart = LaidText | LaidTable | LaidChart


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One sheet of paper."""

    number: int  # from 1; 0 where it is not counted
    width: float  # of the whole sheet, pt
    height: float
    source: Page
    is_first: bool  # of its source
    parts: tuple[LaidPart, ...]
    head: tuple[LaidText, ...]  # running lines, numbers filled in
    foot: tuple[LaidText, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole document, laid out once; the numbers of pages are filled in where the report refers to them."""

    report: Report
    pages: tuple[LaidPage, ...]

    @property
    def count(self) -> int:
        """How many pages have a number."""
        return sum(page.number > 0 for page in self.pages)
