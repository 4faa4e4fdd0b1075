"""Small documents to lay out, with a measure that needs no font: half an em for ASCII, one for all else."""

from __future__ import annotations

from decimal import Decimal

from kpidesk.paper.report import Cell, Column, Heading, Page, Report, Row, Span, Style, Table, VAlign

TOP = Style(valign=VAlign.TOP, size=8.0)


def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 -- a Measure is called so
    del bold
    return size * sum(0.0 if sign == "\ufe00" else 0.5 if sign.isascii() else 1.0 for sign in text)


def head(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))


def pair(name: str, remarks: str, unit: int, *, project: str | None = None, project_rows: int = 2) -> tuple[Row, Row]:
    """Return the two lines of an indicator: [project], name, label, figure, remarks."""
    first = [] if project is None else [Cell(project, TOP, Span(rows=project_rows))]
    figure = Cell("1,234.5", number=Decimal("1234.5"), number_format="#,##0.0")
    spanning = Cell(name, TOP, Span(rows=2))
    above = Row((*first, spanning, Cell("目標値"), figure, Cell(remarks, TOP, Span(rows=2))), unit=unit)
    return above, Row((Cell("実績値"), Cell("△7.0", number=Decimal("-7.0"))), unit=unit)


def project_table(*projects: tuple[str, tuple[str, ...]]) -> Table:
    """Return a table of projects, each with a pair of rows for each of its remarks."""
    rows: list[Row] = []
    for name, remarks in projects:
        for number, text in enumerate(remarks):
            is_first = name if number == 0 else None
            rows += pair(f"指標{number}", text, len(rows), project=is_first, project_rows=2 * len(remarks))
    columns = (Column(width=40), Column(width=40), Column(width=14), Column(width=16), Column(weight=1))
    return Table(columns, (head("事業", "指標", "区分", "4年度", "所見"),), tuple(rows))


def report(*blocks: Table | Heading, title: str = "集計表") -> Report:
    return Report(title, (Page("基本目標1", blocks),))
