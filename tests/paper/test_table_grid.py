from __future__ import annotations

import pytest

from kpidesk.paper.report import Cell, Column, Row, Span
from kpidesk.paper.table_grid import column_edges, place_cells


def test_cells_take_the_columns_that_spans_from_above_leave_free() -> None:
    rows = (Row((Cell("a", span=Span(rows=2)), Cell("b"))), Row((Cell("c"),)), Row((Cell("d", span=Span(cols=2)),)))
    places = [(cell.cell.text, cell.row, cell.col) for row in place_cells(rows, 2) for cell in row]
    assert places == [("a", 0, 0), ("b", 0, 1), ("c", 1, 1), ("d", 2, 0)]


@pytest.mark.parametrize(
    "rows",
    [
        (Row((Cell(),)),),
        (Row((Cell(), Cell(), Cell())),),
        (Row((Cell(span=Span(cols=3)),)),),
        (Row((Cell(span=Span(rows=2)), Cell())),),
        (Row((Cell(), Cell(span=Span(rows=2)))), Row((Cell(span=Span(cols=2)),))),
    ],
)
def test_rows_that_do_not_fill_the_grid_are_refused(rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match=r"column|room|below"):
        place_cells(rows, 2)


def test_weights_share_what_fixed_widths_leave() -> None:
    columns = (Column(width=10), Column(weight=1), Column(weight=3))
    assert column_edges(columns, left=5, room=100, unit=2) == (5, 25, 45, 105)


def test_too_wide_a_table_is_narrowed_evenly() -> None:
    assert column_edges((Column(width=30), Column(width=10)), left=0, room=20, unit=1) == (0, 15, 20)
