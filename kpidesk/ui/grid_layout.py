"""Row heights, column widths and spans of the 入力 grid: estimated from the texts, never measured row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.ui import text_block
from kpidesk.ui.grid_columns import Part
from kpidesk.ui.grid_lines import BandLevel
from kpidesk.ui.verdict_look import VerdictRoom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QTableView

    from kpidesk.domain.scheme import Scheme
    from kpidesk.reports.summary_rows import Pair
    from kpidesk.ui.grid_columns import Columns
    from kpidesk.ui.grid_fonts import GridFonts
    from kpidesk.ui.grid_sheet import Sheet

WIDTHS = {
    Part.PROJECT: (7.6, 12.0),
    Part.NAME: (9.4, 15.0),
    Part.SIDE: (4.2, 4.8),
    Part.FIGURE: (5.0, 6.2),
    Part.TOTAL: (4.9, 6.8),
    Part.VERDICT: (4.9, 5.8),
    Part.REMARKS: (19.0, 19.0),
}
"""Least and comfortable column widths in units of the font's size: a narrow window is to show years and totals."""

BAND_LINES = {BandLevel.TITLE: 3.2, BandLevel.OUTCOMES: 2.5, BandLevel.MEASURE: 2.7, BandLevel.SUBMEASURE: 2.4}
LENDING = (Part.PROJECT, Part.NAME)
MOST_LENT = 1.2
ROW_LINES = 2.3
ROOM = 20
OVER = 14
LEAST_OVER = 4


@frozen
class GridLayout:
    """Sizes in px, from the font in use."""

    em: float
    pitch: float
    verdict: VerdictRoom = VerdictRoom()

    @staticmethod
    def of(fonts: GridFonts, scheme: Scheme) -> GridLayout:
        """Return the layout for the grid's fonts and the words of the year's scheme."""
        return GridLayout(fonts.em, fonts.pitch, VerdictRoom.of(scheme, fonts))

    @property
    def row(self) -> int:
        """The height of one row of figures."""
        words = (self.verdict.lines * self.pitch + LEAST_OVER) / 2
        return round(max(self.em * ROW_LINES, words))

    def least(self, columns: Columns, column: int) -> int:
        """Return the width a column needs at least to be read."""
        return round(self.em * self._bounds(columns, column)[0])

    def widths(self, columns: Columns, room: int) -> list[int]:
        """Return the widths that show all columns in a room, px, or all but the 所見 where that is too small."""
        bounds = [self._bounds(columns, column) for column in range(columns.count)]
        lent = self._lent(columns, sum(bound[0] for bound in bounds[:-1]) - room / self.em)
        for part in LENDING:
            low, high = bounds[columns.of(part)]
            bounds[columns.of(part)] = (low - lent, high)
        least, most = (sum(bound[end] for bound in bounds[:-1]) * self.em for end in (0, 1))
        remarks = bounds[-1][0] * self.em
        free = room - least - (remarks if room >= least + remarks else 0)
        share = min(1.0, max(0.0, free / (most - least)))
        return [int(self.em * (low + (high - low) * share)) for low, high in bounds]

    def _lent(self, columns: Columns, lacking: float) -> float:
        """Return what each column of texts gives up so that a long verdict stays in view, in units of the font."""
        verdict = self._bounds(columns, columns.of(Part.VERDICT))[0] - WIDTHS[Part.VERDICT][0]
        return min(MOST_LENT, max(0.0, min(verdict, lacking)) / len(LENDING))

    def _bounds(self, columns: Columns, column: int) -> tuple[float, float]:
        """Return the least and the comfortable width of a column; that of the verdicts has room for every word."""
        part = columns.part(column)
        low, high = WIDTHS[part]
        need = self.verdict.width / self.em if part is Part.VERDICT else 0
        return max(low, need), max(high, need)

    def set_spans(self, view: QTableView, sheet: Sheet, rows: Iterable[int]) -> None:
        """Let headings run across and 事業, KPI, 判定 and 所見 cells down their rows."""
        for row in rows:
            pair = sheet.pair(row)
            if pair is None:
                view.setSpan(row, 0, 1, sheet.columns.count)
            elif sheet.is_first_line(row):
                _span_pair(view, sheet.columns, row, pair)

    def heights(self, sheet: Sheet, rows: Iterable[int], widths: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield rows with their height: more than a figure's where the texts in 事業 and KPI columns need it."""
        height = self.row
        for row in rows:
            if not sheet.continues(row):  # both rows of a pair are as high
                height = self._height(sheet, row, widths)
            yield row, height

    def _height(self, sheet: Sheet, row: int, widths: tuple[int, int]) -> int:
        band = sheet.band(row)
        if band is not None:
            return round(self.em * BAND_LINES[band.level])
        pair = sheet.pair(row)
        returned = self.pitch if pair and sheet.is_returned(row) else 0
        return max(self.row, -(-self._block(pair, widths, returned) // 2)) if pair else self.row

    def _block(self, pair: Pair, widths: tuple[int, int], returned: float) -> int:
        """Return the height the texts of a pair need over both its rows, with the word that it was sent back."""
        wide = widths[1] if pair.entry.project else sum(widths)
        detail = pair.definition
        if text_block.height_of(detail, self.em * 0.9, wide - ROOM) > 1:
            detail = at_arrow(detail)
        name = self._text(pair.name, self.em, wide) + self._text(detail, self.em * 0.9, wide) + returned
        project = self._text(pair.project, self.em, widths[0])
        shared = name / max(1, pair.name_run) if pair.name_run else 0
        return round(max(shared, project / max(1, pair.project_run) if pair.project_run else 0))

    def _text(self, text: str, size: float, width: int) -> float:
        lines = text_block.height_of(text, size, width - ROOM)
        return lines * self.pitch * size / self.em + OVER / 2


def at_arrow(text: str) -> str:
    """Return 基準値→目標値 on two lines, so that neither is torn where both fit."""
    return text.replace("→", "\n→", 1)


def _span_pair(view: QTableView, columns: Columns, row: int, pair: Pair) -> None:
    if pair.entry.project is None and pair.name_run:
        view.setSpan(row, 0, 2 * pair.name_run, 2)
    elif pair.entry.project is not None:
        if pair.project_run:
            view.setSpan(row, columns.of(Part.PROJECT), 2 * pair.project_run, 1)
        if pair.name_run:
            view.setSpan(row, columns.of(Part.NAME), 2 * pair.name_run, 1)
    if pair.name_run:
        for part in (Part.VERDICT, Part.REMARKS):
            view.setSpan(row, columns.of(part), 2 * pair.name_run, 1)
