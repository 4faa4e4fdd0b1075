"""What a printed document is made of, as frozen values: pages, headings, tables, rows, cells and their looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime
    from decimal import Decimal

    from kpidesk.paper.chart import ChartSpec


PAGE_NUMBER = "{page}"
"""Stands for a number of a page in running lines and in cells that lead to a page."""


class Align(StrEnum):
    """Where a text stands between the left and right edge of its cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class VAlign(StrEnum):
    """Where a text stands between the top and bottom edge of its cell."""

    TOP = "top"
    MIDDLE = "center"
    BOTTOM = "bottom"


class Rule(StrEnum):
    """The weight of a border line."""

    NONE = "none"
    HAIR = "hair"
    THIN = "thin"
    MEDIUM = "medium"


class RowKind(StrEnum):
    """What a row is in its table, for those who read or test the report; the look is in the cells."""

    HEAD = "head"
    BAND = "band"  # a heading across the table
    BODY = "body"
    TOTAL = "total"


class PaperSize(Enum):
    """Paper in portrait, (width, height) in mm."""

    A4 = (210.0, 297.0)
    A3 = (297.0, 420.0)


@dataclass(frozen=True, slots=True)
class Margins:
    """White space around the printed area, mm; running head and foot stand inside it."""

    top: float = 16.0
    right: float = 12.0
    bottom: float = 14.0
    left: float = 12.0


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet that is printed on."""

    size: PaperSize = PaperSize.A4
    landscape: bool = True
    margins: Margins = field(default_factory=Margins)

    @property
    def width(self) -> float:
        """Width of the whole sheet as it is turned, mm."""
        return self.size.value[1 if self.landscape else 0]

    @property
    def height(self) -> float:
        """Height of the whole sheet as it is turned, mm."""
        return self.size.value[0 if self.landscape else 1]


@dataclass(frozen=True, slots=True)
class Edges:
    """The four border lines of a cell; None takes the table's own rule or frame."""

    left: Rule | None = None
    top: Rule | None = None
    right: Rule | None = None
    bottom: Rule | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: sizes in pt, colours as "RRGGBB"; equal looks are equal values and may be shared freely."""

    align: Align = Align.LEFT
    valign: VAlign = VAlign.MIDDLE
    size: float = 8.5
    smallest: float = 6.0  # may shrink to this where a word, an unwrapped text or a page would be overrun
    bold: bool = False
    colour: str = "000000"
    fill: str | None = None
    wrap: bool = True  # False: one line, shrunk; wrapped only when even `smallest` is too wide
    most_lines: int = 0  # beyond this many lines the text shrinks first; 0 means any number
    indent: float = 0.0  # mm before the text, besides the padding
    edges: Edges = field(default_factory=Edges)


@dataclass(frozen=True, slots=True)
class Span:
    """How many columns and rows of its table a cell covers."""

    cols: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A text as printed; a figure also has its `number` and Excel format, an editable value its opaque `key`."""

    text: str = ""
    style: Style = field(default_factory=Style)
    span: Span = field(default_factory=Span)
    number: Decimal | None = None
    number_format: str = "General"
    key: Hashable | None = None
    is_header: bool = False  # names the rows it covers, for those who hear the table
    leads_to: int | None = None  # which Page of the report it refers to; the text PAGE_NUMBER becomes the number there


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in this row, from the left; places covered by a span from above are left out (as in HTML).

    Rows with the same `unit` that follow each other, and rows joined by a row span, are not torn if they fit on a page.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    keep_with_next: bool = False
    unit: Hashable | None = None
    least_height: float = 0.0  # mm
    level: int = 1  # of a band below the headings: 2 stands below a band of 1


@dataclass(frozen=True, slots=True)
class Column:
    """A fixed `width` in mm, or a `weight`: its share of what the fixed columns leave of the page's width."""

    width: float = 0.0
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; the head is repeated on every page the body reaches. Too wide a table is narrowed evenly."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    rules: Rule = Rule.THIN  # between cells
    frame: Rule = Rule.MEDIUM  # around the table, on every page
    space_after: float = 4.0  # mm


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above what follows it; never alone at the foot of a page."""

    text: str
    style: Style = field(default_factory=lambda: Style(size=12.0, bold=True))
    space_after: float = 1.5  # mm
    level: int = 2  # 1 is the title of the document


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text across the page: a note, a footnote, a count."""

    text: str
    style: Style = field(default_factory=Style)
    space_after: float = 1.5  # mm


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart across the page, never torn; as tall as reads well, or a little lower if it then stays on a page."""

    spec: ChartSpec
    space_after: float = 4.0  # mm


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Page:
    """A part that starts on a new page (in Excel: on a sheet of its own) and may run over several."""

    bookmark: str  # in the PDF's outline
    blocks: tuple[Block, ...]
    sheet: str = ""  # name of the Excel sheet; empty takes the bookmark
    chapter: Chapter | None = None  # where it is not printed as the rest of the report


@dataclass(frozen=True, slots=True)
class Running:
    """Texts at the head or foot of every page; "{page}" and "{pages}" stand for the numbers."""

    left: str = ""
    center: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document bound into another: its bookmark, above those of its pages, and how these are printed."""

    title: str
    paper: Paper
    head: Running
    foot: Running
    is_counted: bool = True  # its sheets have numbers


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document, ready to be laid out and written as PDF, Excel or CSV."""

    title: str
    pages: tuple[Page, ...]
    paper: Paper = field(default_factory=Paper)
    head: Running = field(default_factory=Running)
    foot: Running = field(default_factory=lambda: Running(center="{page} / {pages}"))
    subject: str = ""
    author: str = ""
    language: str = "ja-JP"
    made: datetime | None = None  # None: files of equal reports are equal to the byte

    def chapter_of(self, page: Page) -> Chapter:
        """Return how a page is printed."""
        return page.chapter or Chapter("", self.paper, self.head, self.foot)

    @property
    def is_bound(self) -> bool:
        """Whether it is made of several documents."""
        return any(page.chapter for page in self.pages)
