"""Reading a report as a person does: tables with every cell on each row it covers, texts without blanks."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.domain.presets import preset
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.paper.report import Cell, Chart, Heading, Page, Paragraph, Report, Row, Table
from kpidesk.paper.table_grid import place_cells
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.plan import Plan

PUBLISHED = Path(__file__).parent.parent / "golden" / "published"


def published_figures(name: str) -> Any:  # noqa: ANN401 -- JSON
    """Return the figures and names that a city printed."""
    return json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8"))


def iwamizawa() -> Plan:
    """Return 岩見沢市's plan with the scheme it judges by."""
    plan, scheme = b.published("iwamizawa"), preset("iwamizawa")
    assert scheme
    return replace(plan, rating=(SchemeVersion(plan.years.first, scheme),))


def plain(text: str) -> str:
    """Return a text as it compares: one form of each sign, no blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def tables(page: Page) -> list[Table]:
    """Return the tables of a page."""
    return [block for block in page.blocks if isinstance(block, Table)]


def every_table(report: Report) -> list[Table]:
    """Return the tables of a report."""
    return [table for page in report.pages for table in tables(page)]


def cells_of(table: Table) -> Iterator[Cell]:
    """Yield every cell of a table."""
    for row in (*table.head, *table.body):
        yield from row.cells


def lines(rows: Sequence[Row], columns: int) -> list[list[str]]:
    """Return the texts of each row, cells that span repeated."""
    found = [[""] * columns for _ in rows]
    for placed in (placed for row in place_cells(rows, columns) for placed in row):
        for row in range(placed.row, placed.end):
            for col in range(placed.col, placed.col + placed.cols):
                found[row][col] = placed.cell.text
    return found


def body(table: Table) -> list[list[str]]:
    """Return the texts of the body."""
    return lines(table.body, len(table.columns))


def head(table: Table) -> list[str]:
    """Return the texts of the last head row, without line breaks."""
    return [text.replace("\n", "") for text in lines(table.head, len(table.columns))[-1]]


def words(page: Page) -> list[str]:
    """Return the headings and paragraphs of a page."""
    return [block.text for block in page.blocks if isinstance(block, Heading | Paragraph)]


def charts(report: Report) -> list[Chart]:
    """Return the charts of a report."""
    return [block for page in report.pages for block in page.blocks if isinstance(block, Chart)]
