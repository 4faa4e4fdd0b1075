"""The numbers of pages: which page gets which, and the places of a report that name them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from operator import is_
from typing import TYPE_CHECKING

from kpidesk.paper.report import PAGE_NUMBER, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.paper.laid_out import LaidPage
    from kpidesk.paper.report import Cell, Page, Report, Row


def counted(report: Report, sheets: Sequence[Sequence[LaidPage]]) -> list[list[LaidPage]]:
    """Give every sheet of every page its number, from 1; those of a chapter that is not counted stay 0."""
    number = 0
    numbered: list[list[LaidPage]] = []
    for page, laid in zip(report.pages, sheets, strict=True):
        if report.chapter_of(page).is_counted:
            numbered.append([replace(sheet, number=number + at) for at, sheet in enumerate(laid, 1)])
            number += len(laid)
        else:
            numbered.append(list(laid))
    return numbered


def with_numbers(page: Page, firsts: Sequence[int]) -> Page:
    """Return a page with the first number of every page it refers to; the same where it refers to none."""
    blocks = tuple(_table(block, firsts) if isinstance(block, Table) else block for block in page.blocks)
    return page if all(map(is_, blocks, page.blocks)) else replace(page, blocks=blocks)


def _table(table: Table, firsts: Sequence[int]) -> Table:
    body = tuple(_row(row, firsts) for row in table.body)
    return table if all(map(is_, body, table.body)) else replace(table, body=body)


def _row(row: Row, firsts: Sequence[int]) -> Row:
    cells = tuple(_cell(cell, firsts) for cell in row.cells)
    return row if all(map(is_, cells, row.cells)) else replace(row, cells=cells)


def _cell(cell: Cell, firsts: Sequence[int]) -> Cell:
    if cell.leads_to is None or cell.text != PAGE_NUMBER:
        return cell
    number = firsts[cell.leads_to]
    return replace(cell, text=str(number), number=Decimal(number), number_format="0")
