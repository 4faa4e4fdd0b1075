"""Counts by label: bars across as shares of a whole, columns stacked over the years; both from zero."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart_axes import column_of, height_of, lay_axes, middle_of, most_ticks
from kpidesk.paper.chart_board import GROUND
from kpidesk.paper.chart_marks import Anchor
from kpidesk.paper.chart_ticks import Axis, axis_from_zero
from kpidesk.paper.chart_tones import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.paper.chart import ChartSpec, Datum, Tone
    from kpidesk.paper.chart_board import Board

ROW = 3.1  # em, the least height of a bar with its name
PERCENT_ROW = 1.7
NONE_HERE = "該当がありません"
_WIDEST_NAMES = 0.36  # of the chart's width
_NAME_LINES = 2
_THICKNESS = 0.62  # of a row
_THICKEST = 2.4  # em
_COLUMN = 0.6  # of a step
_WIDEST_COLUMN = 4.5  # em
_GAP = 0.6
_PERCENTS = tuple(Decimal(number) for number in (0, 20, 40, 60, 80, 100))


def lay_bars(board: Board, spec: ChartSpec, area: Box) -> None:
    """Draw a bar across for each category, all equally long; the counts and shares stand on the parts."""
    row = (area.height - PERCENT_ROW * board.em) / len(spec.categories)
    room = area.width * _WIDEST_NAMES
    names = [board.lines(category.name, room, _NAME_LINES) for category in spec.categories]
    totals = [spec.total(place) for place in range(len(spec.categories))]
    left = area.left + max(board.width(line) for lines in names for line in lines) + _GAP * board.em
    sums = [_total_text(spec, place) for place in range(len(spec.categories))]
    right = area.right - max(map(board.width, sums)) - _GAP * board.em
    plot = Box(left, area.top, right - left, row * len(names))
    _lay_percents(board, plot)
    for place, lines in enumerate(names):
        middle = plot.top + (place + 0.5) * row
        for number, line in enumerate(lines):
            y = middle + (number - (len(lines) - 1) / 2) * board.pitch
            board.write(line, (left - _GAP * board.em, y), Anchor.RIGHT, Ink.TEXT)
        thick = min(row * _THICKNESS, _THICKEST * board.em)
        _lay_bar(board, spec, place, totals[place], Box(left, middle - thick / 2, plot.width, thick))
        board.write(sums[place], (area.right, middle), Anchor.RIGHT, Ink.TEXT)
        board.hit(Box(area.left, middle - row / 2, area.width, row), place, spec.told(place))


def lay_columns(board: Board, spec: ChartSpec, area: Box) -> None:
    """Draw a column for each category, as high as its total."""
    totals = [spec.total(place) for place in range(len(spec.categories))]
    roomy = Box(area.left, area.top + board.em * 0.6, area.width, area.height - board.em * 0.6)
    axis = axis_from_zero(max(totals), most_ticks(board, roomy.height))
    plot = lay_axes(board, spec, axis, roomy)
    width = min(plot.width / len(totals) * _COLUMN, _WIDEST_COLUMN * board.em)
    for place, total in enumerate(totals):
        middle = middle_of(place, spec, plot)
        for datum, tone, lower, upper in _parts(spec, place):
            top, bottom = height_of(axis.place(upper), plot), height_of(axis.place(lower), plot)
            _lay_part(board, Box(middle - width / 2, top, width, bottom - top), tone, (datum.label,))
        text = _total_text(spec, place)
        y = height_of(axis.place(total), plot) - 0.7 * board.em
        if total and board.is_free(board.box_of(text, (middle, y), Anchor.CENTER)):
            board.write(text, (middle, y), Anchor.CENTER, Ink.TEXT)
        board.hit(column_of(board, place, spec, plot), place, spec.told(place))


def _lay_percents(board: Board, plot: Box) -> None:
    axis = Axis(_PERCENTS)
    y = plot.bottom + PERCENT_ROW * board.em / 2
    for tick in _PERCENTS:
        x = plot.left + axis.place(tick) * plot.width
        board.stroke((x, plot.top), (x, plot.bottom), colour=Ink.LINE if tick else Ink.MUTED)
        if board.is_free(board.box_of(f"{tick}%", (x, y), Anchor.CENTER)):
            board.write(f"{tick}%", (x, y), Anchor.CENTER)


def _lay_bar(board: Board, spec: ChartSpec, place: int, total: Decimal, bar: Box) -> None:
    if not total:
        left = bar.left + GROUND * board.em
        board.write(board.elided(NONE_HERE, bar.right - left), (left, bar.top + bar.height / 2), Anchor.LEFT)
        return
    whole = Axis((Decimal(0), total))
    for datum, tone, lower, upper in _parts(spec, place):
        start, end = whole.place(lower) * bar.width, whole.place(upper) * bar.width
        _lay_part(board, Box(bar.left + start, bar.top, end - start, bar.height), tone, (datum.text, datum.label))


def _lay_part(board: Board, box: Box, tone: Tone, texts: Iterable[str]) -> None:
    """Fill a part and write on it the first of the texts that fits."""
    board.patch(box, tone)
    for text in texts:
        middle = (box.left + box.width / 2, box.top + box.height / 2)
        if (
            board.width(text) + 2 * GROUND * board.em <= box.width
            and (1 + 2 * GROUND) * board.em <= box.height
            and board.is_free(board.box_of(text, middle, Anchor.CENTER))
        ):
            board.write(text, middle, Anchor.CENTER, on=tone)
            return


def _parts(spec: ChartSpec, place: int) -> Iterator[tuple[Datum, Tone, Decimal, Decimal]]:
    """Yield the parts of a bar that are not nothing, with where they begin and end."""
    lower = Decimal(0)
    for strand in spec.drawn:
        datum = strand.data[place]
        if datum.value:
            yield datum, strand.tone, lower, lower + datum.value
            lower += datum.value


def _total_text(spec: ChartSpec, place: int) -> str:
    """Print the total of a bar, and what is counted beside it."""
    total = spec.total(place)
    beside = sum((strand.data[place].value or 0 for strand in spec.counted if strand not in spec.drawn), Decimal(0))
    return f"{total:,f}{spec.unit}" + (f"（ほか{beside:,f}{spec.unit}）" if beside else "")
