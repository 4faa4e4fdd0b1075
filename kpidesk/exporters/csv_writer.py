"""Report -> CSV file that Excel opens as it is: UTF-8 with BOM, CRLF."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kpidesk.exporters.csv_text import plain_text
from kpidesk.exporters.safe_file import replacing
from kpidesk.paper.chart_table import chart_table, heading_of
from kpidesk.paper.report import Chart, Table
from kpidesk.paper.table_grid import place_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Block, Cell, Report, Row


def write(report: Report, to: Path, *, fonts: Path, progress: Progress | None = None) -> None:
    """Write a report's texts and tables one below the other; UserError where the file cannot be written.

    Cells that span rows are repeated on each of them, so that every line can be read, sorted and filtered alone.
    """
    del fonts  # all writers are called alike; this one sets no type
    with replacing(to) as path, path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        for number, page in enumerate(report.pages, 1):
            for block in page.blocks:
                lines.writerows(_lines(block))
            if progress:
                progress(number, len(report.pages))


def _lines(block: Block) -> Iterator[list[str]]:
    if isinstance(block, Table):
        yield from _table_lines(block.head, len(block.columns))
        yield from _table_lines(block.body, len(block.columns))
        yield []
    elif isinstance(block, Chart):
        yield [plain_text(heading_of(block.spec))]
        yield from _lines(chart_table(block.spec))
    elif block.text:
        yield [plain_text(block.text)]


def _table_lines(rows: Sequence[Row], columns: int) -> list[list[str]]:
    lines = [[""] * columns for _ in rows]
    for cells in place_cells(rows, columns):
        for placed in cells:
            for row in range(placed.row, placed.end):
                lines[row][placed.col] = _plain(placed.cell)
    return lines


def _plain(cell: Cell) -> str:
    """Return the text as printed; of a figure only what a program reads as a number: no thousands mark, - for △."""
    if cell.number is None:
        return plain_text(cell.text)
    return cell.text.replace(",", "").replace("△", "-").replace("▲", "-")
