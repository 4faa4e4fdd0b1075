"""Marks what is painted: content with its place in the report, furniture as artifacts that no reader speaks."""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from kpidesk.paper.box import Box


BEFORE_PAGES = -1  # as page of a place: the running head, which stands before all else and is said once


class Place(NamedTuple):
    """Where in the report something stands: block of a Page, and in a table the cell's row and column."""

    page: int
    block: int
    row: int = 0
    col: int = 0


class Mark(NamedTuple):
    """A piece of marked content: on which sheet (from 0), its number there."""

    sheet: int
    number: int


class Link(NamedTuple):
    """What leads elsewhere: on which sheet, its box there in pt from below, the sheet it leads to, in words."""

    sheet: int
    box: tuple[float, float, float, float]
    to: int
    words: str


class Furniture(Enum):
    """What belongs to the paper, not to the text; the value is the properties of the artifact."""

    HEAD = "<</Type /Pagination /Subtype /Header>>"
    FOOT = "<</Type /Pagination /Subtype /Footer>>"
    AGAIN = "<</Type /Pagination>>"  # what a page repeats of an earlier one
    LINES = "<</Type /Layout>>"  # border lines and grounds


class Marks:
    """The marked content of one document, in the order it is painted."""

    def __init__(self, canvas: Canvas) -> None:
        self.places: dict[Place, list[Mark]] = {}
        self.boxes: dict[Place, tuple[float, float, float, float]] = {}  # of figures: left, bottom, right, top in pt
        self.links: dict[Place, Link] = {}
        self.counts: list[int] = [0]  # of pieces on each sheet
        self._canvas = canvas

    def turn(self) -> None:
        """Begin the next sheet."""
        self.counts.append(0)

    @contextmanager
    def content(self, place: Place, kind: str = "P") -> Iterator[None]:
        """Mark what is painted meanwhile as (a piece of) what stands at a place of the report."""
        mark = Mark(len(self.counts) - 1, self.counts[-1])
        self.counts[-1] += 1
        self.places.setdefault(place, []).append(mark)
        self._canvas.addLiteral(f"/{kind} <</MCID {mark.number}>> BDC")
        yield
        self._canvas.addLiteral("EMC")

    @contextmanager
    def figure(self, place: Place, box: Box, height: float) -> Iterator[None]:
        """Mark a figure; `height` is that of the sheet."""
        self.boxes[place] = _from_below(box, height)
        with self.content(place, "Figure"):
            yield

    def link(self, place: Place, box: Box, height: float, to: int, words: str) -> None:
        """Let what is at a place lead to another sheet; `height` is that of its own."""
        self.links[place] = Link(len(self.counts) - 1, _from_below(box, height), to, words)

    @contextmanager
    def artifact(self, what: Furniture) -> Iterator[None]:
        """Mark what is painted meanwhile as furniture."""
        self._canvas.addLiteral(f"/Artifact {what.value} BDC")
        yield
        self._canvas.addLiteral("EMC")


def _from_below(box: Box, height: float) -> tuple[float, float, float, float]:
    return box.left, height - box.bottom, box.right, height - box.top


@contextmanager
def standing_for(pen: PDFTextObject, text: str) -> Iterator[None]:
    """Say what text the signs written meanwhile stand for; nothing where they are the text."""
    if not text:
        yield
        return
    code: list[str] = vars(pen)["_code"]  # reportlab has no words for marked content inside a text
    code.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
    yield
    code.append("EMC")
