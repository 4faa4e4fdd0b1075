"""A form whose rows are divided each in its own way: cells from edge to edge in mm become a table with spans."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.paper.report import Cell, Column, Row, RowKind, Span, Table

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class Strip:
    """A cell from one place to another across a form, mm, over so many of its rows."""

    left: float
    right: float
    cell: Cell
    rows: int = 1


@frozen
class FormRow:
    """A row of a form: what begins in it, from the left; what a strip from above covers is left out."""

    strips: tuple[Strip, ...]
    kind: RowKind = RowKind.BODY
    least_height: float = 0.0


def form(head: Sequence[FormRow], body: Sequence[FormRow], space_after: float) -> Table:
    """Return the table of a form, which is kept on one page if a page can hold it."""
    found = {edge for row in (*head, *body) for strip in row.strips for edge in (strip.left, strip.right)}
    edges = sorted(found)
    columns = tuple(Column(weight=right - left) for left, right in pairwise(edges))
    rows = [[_row(row, edges) for row in part] for part in (head, body)]
    return Table(columns, tuple(rows[0]), tuple(rows[1]), space_after=space_after)


def _row(row: FormRow, edges: Sequence[float]) -> Row:
    cells = tuple(
        replace(strip.cell, span=Span(edges.index(strip.right) - edges.index(strip.left), strip.rows))
        for strip in row.strips
    )
    return Row(cells, row.kind, unit="form", least_height=row.least_height)
