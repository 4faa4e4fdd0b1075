from __future__ import annotations

from kpidesk.paper.report import Cell, Span
from kpidesk.reports.strips import FormRow, Strip, form


def test_rows_divided_each_in_its_own_way_become_columns_and_spans() -> None:
    wide = FormRow((Strip(0.0, 60.0, Cell("題")),))
    thirds = FormRow((Strip(0.0, 20.0, Cell("左"), 2), Strip(20.0, 40.0, Cell("中")), Strip(40.0, 60.0, Cell("右"))))
    halves = FormRow((Strip(20.0, 30.0, Cell("甲")), Strip(30.0, 60.0, Cell("乙"))))
    table = form([wide], [thirds, halves], 4.0)
    assert [column.weight for column in table.columns] == [20.0, 10.0, 10.0, 20.0]
    assert [cell.span for cell in table.head[0].cells] == [Span(4, 1)]
    assert [[cell.span for cell in row.cells] for row in table.body] == [
        [Span(1, 2), Span(2, 1), Span(1, 1)],
        [Span(1, 1), Span(2, 1)],
    ]
    assert len({row.unit for row in table.body}) == 1
