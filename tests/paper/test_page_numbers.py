from __future__ import annotations

from dataclasses import replace

from kpidesk.paper.page_numbers import counted, with_numbers
from kpidesk.paper.paginate import paginate
from kpidesk.paper.report import PAGE_NUMBER, Cell, Chapter, Column, Page, Paper, Paragraph, Report, Row, Running, Table
from tests.paper.samples import measure

FRONT = Chapter("表", Paper(landscape=False), Running(), Running(), is_counted=False)
LONG = Page("長い", (Paragraph("あいうえお" * 3000),))
SHORT = Page("短い", (Paragraph("文です。"),))


def contents(*leads_to: int) -> Page:
    rows = tuple(Row((Cell("頁", leads_to=to), Cell(PAGE_NUMBER, leads_to=to), Cell(PAGE_NUMBER))) for to in leads_to)
    return Page("目次", (Table((Column(weight=1),) * 3, (), rows),))


def shown(report: Report) -> list[str]:
    table = paginate(report, measure).report.pages[0].blocks[0]
    assert isinstance(table, Table)
    return [cell.text for row in table.body for cell in row.cells]


def test_pages_are_counted_through_without_those_that_are_not_to_be() -> None:
    report = Report("題", (SHORT, replace(SHORT, chapter=FRONT), LONG, SHORT))
    laid = paginate(report, measure)
    assert [page.number for page in laid.pages] == [1, 0, *range(2, len(laid.pages))]
    assert laid.count == len(laid.pages) - 1
    assert len(laid.pages) > 5


def test_a_cell_that_leads_to_a_page_says_its_number_where_it_stands_for_it() -> None:
    laid = paginate(Report("題", (contents(2, 0), LONG, SHORT)), measure)
    last = str(laid.pages[-1].number)
    assert shown(Report("題", (contents(2, 0), LONG, SHORT))) == ["頁", last, PAGE_NUMBER, "頁", "1", PAGE_NUMBER]
    assert [text for page in laid.pages[:1] for text in texts_of(page.parts)] == [
        *("頁", last, PAGE_NUMBER),
        *("頁", "1", PAGE_NUMBER),
    ]


def texts_of(parts: tuple[object, ...]) -> list[str]:
    return [cell.text for part in parts for row in getattr(part, "rows", ()) for cell in row.cells]


def test_a_page_that_refers_to_none_stays_the_same() -> None:
    assert with_numbers(LONG, [1, 2]) is LONG
    table = Page("表", (Table((Column(weight=1),), (), (Row((Cell(PAGE_NUMBER),)),)),))
    assert with_numbers(table, [1]) is table


def test_numbers_are_figures() -> None:
    [table] = with_numbers(contents(1), [1, 12]).blocks
    assert isinstance(table, Table)
    cell = table.body[0].cells[1]
    assert (cell.text, str(cell.number), cell.number_format) == ("12", "12", "0")


def test_nothing_has_no_numbers() -> None:
    assert counted(Report("題", ()), []) == []
