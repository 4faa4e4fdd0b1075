"""The head of a chart: its title and the legend, in as many lines as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart import ChartKind, Reference, Shape, Strand, Tone
from kpidesk.paper.chart_marks import Anchor, Dash
from kpidesk.paper.chart_tones import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_board import Board

LINE = 0.16  # em, the width of a line of figures
REFERENCE_LINE = 0.1
_TITLE_LINES = 2
_SAMPLE_OF_LINE = 2.6  # em
_SAMPLE_OF_PART = 1.1
_GAP = 0.4  # between sample and name
_APART = 1.3  # between entries
_NOT_FIRM = Strand("", Tone.TARGET, ())


@dataclass(frozen=True, slots=True)
class _Entry:
    of: Strand | Reference
    name: str
    sample: float  # em
    ringed: bool = False


def head_height(board: Board, spec: ChartSpec, width: float, *, titled: bool) -> float:
    """Return the height of title and legend."""
    return board.pitch * (len(_title(board, spec, width, titled=titled)) + len(_rows(board, spec, width)))


def lay_head(board: Board, spec: ChartSpec, width: float, *, titled: bool) -> None:
    """Write the title and the legend from the top of the chart."""
    y = board.pitch / 2
    for line in _title(board, spec, width, titled=titled):
        board.write(line, (0.0, y), Anchor.LEFT, Ink.TEXT, bold=True)
        y += board.pitch
    for row in _rows(board, spec, width):
        x = 0.0
        for entry in row:
            _lay_sample(board, spec.kind, entry, x, y)
            left = x + (entry.sample + _GAP) * board.em
            box = board.write(board.elided(entry.name, width - left), (left, y), Anchor.LEFT, Ink.TEXT)
            x = box.right + _APART * board.em
        y += board.pitch


def line_dash(strand: Strand) -> Dash:
    """Return how the line of a strand is drawn."""
    return Dash.DASHED if strand.aimed else Dash.SOLID


def reference_dash(reference: Reference) -> Dash:
    """Return how a line across the chart is drawn."""
    return Dash.DASHED if reference.aimed else Dash.DOTTED


def reference_colour(reference: Reference) -> Ink | Tone:
    """Return the colour of a line across the chart; the baseline is quiet."""
    return reference.tone if reference.aimed else Ink.MUTED


def _title(board: Board, spec: ChartSpec, width: float, *, titled: bool) -> list[str]:
    return board.lines(spec.title, width, _TITLE_LINES, bold=True) if titled and spec.title else []


def _entries(spec: ChartSpec) -> Iterator[_Entry]:
    if spec.is_empty:
        return
    sample = _SAMPLE_OF_LINE if spec.kind is ChartKind.LINES else _SAMPLE_OF_PART
    for strand in spec.drawn:
        if strand.name:
            yield _Entry(strand, strand.name, sample)
    for reference in spec.references:
        yield _Entry(reference, f"{reference.name} {reference.text}", _SAMPLE_OF_LINE)
    if spec.not_firm:
        yield _Entry(_NOT_FIRM, spec.not_firm, _SAMPLE_OF_PART, ringed=True)


def _rows(board: Board, spec: ChartSpec, width: float) -> list[list[_Entry]]:
    rows: list[list[_Entry]] = []
    x = 0.0
    for entry in _entries(spec):
        needed = (entry.sample + _GAP) * board.em + board.width(entry.name)
        if not rows or x + needed > width:
            rows.append([])
            x = 0.0
        rows[-1].append(entry)
        x += needed + _APART * board.em
    return rows


def _lay_sample(board: Board, kind: ChartKind, entry: _Entry, x: float, y: float) -> None:
    right = x + entry.sample * board.em
    middle = ((x + right) / 2, y)
    if isinstance(entry.of, Reference):
        dash = reference_dash(entry.of)
        board.stroke((x, y), (right, y), colour=reference_colour(entry.of), width=REFERENCE_LINE, dash=dash)
    elif entry.ringed:
        board.dot(middle, entry.of.tone, Shape.CIRCLE, hollow=False, ringed=True)
    elif kind is ChartKind.LINES:
        board.stroke((x, y), (right, y), colour=entry.of.tone, width=LINE, dash=line_dash(entry.of))
        board.dot(middle, entry.of.tone, entry.of.shape, hollow=entry.of.aimed, ringed=False)
    else:
        side = entry.sample * board.em
        board.patch(Box(x, y - side / 2, side, side), entry.of.tone)
