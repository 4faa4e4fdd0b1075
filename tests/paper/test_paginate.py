from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.paper.laid_out import LaidCell, LaidPage, LaidTable, Layout
from kpidesk.paper.paginate import paginate
from kpidesk.paper.part_builder import CONTINUED
from kpidesk.paper.report import (
    Align,
    Cell,
    Column,
    Heading,
    Page,
    Paragraph,
    Report,
    Row,
    RowKind,
    Rule,
    Running,
    Span,
    Style,
    Table,
)
from kpidesk.paper.table_grid import place_cells
from tests.paper.samples import TOP, head, measure, project_table, report

LONG = "あいうえおかきくけこ"


def tables(page: LaidPage) -> list[LaidTable]:
    return [part for part in page.parts if isinstance(part, LaidTable)]


def cells(layout: Layout, *, with_heads: bool = False) -> list[LaidCell]:
    rows = [row for page in layout.pages for table in tables(page) for row in table.rows]
    return [cell for row in rows if with_heads or not row.is_head for cell in row.cells]


def texts(page: LaidPage) -> list[str]:
    return [cell.text for table in tables(page) for row in table.rows if not row.is_head for cell in row.cells]


def lines_table(count: int, *, unit: int | None = None, keep: bool = False) -> Table:
    rows = tuple(Row((Cell(f"行{n}"),), unit=unit, keep_with_next=keep) for n in range(count))
    return Table((Column(weight=1),), (head("見出し"),), rows)


def test_a_short_table_is_one_page_with_its_running_texts() -> None:
    laid = paginate(replace(report(lines_table(3)), head=Running(left="市")), measure)
    assert len(laid.pages) == 1
    assert [text.text for text in (*laid.pages[0].head, *laid.pages[0].foot)] == ["市", "1 / 1"]


def test_the_head_is_repeated_on_every_page() -> None:
    laid = paginate(report(lines_table(100)), measure)
    assert len(laid.pages) > 2
    first_rows = [tables(page)[0].rows[0] for page in laid.pages]
    assert all(row.is_head for row in first_rows)
    assert [row.repeated for row in first_rows] == [False] + [True] * (len(laid.pages) - 1)
    assert [cell.text for cell in cells(laid)] == [f"行{n}" for n in range(100)]


def test_a_unit_that_fits_on_a_page_is_not_torn() -> None:
    rows = tuple(Row((Cell(f"行{n}"),), unit=n // 7) for n in range(98))
    laid = paginate(report(Table((Column(weight=1),), (), rows)), measure)
    for page in laid.pages:
        assert len(texts(page)) % 7 == 0


def test_spanned_rows_that_fit_on_a_page_are_not_torn() -> None:
    laid = paginate(report(project_table(*((f"事業{n}", ("所見",) * 3) for n in range(20)))), measure)
    assert len(laid.pages) > 1
    assert not any(cell.continued for cell in cells(laid))


def test_a_project_taller_than_a_page_goes_on_between_its_pairs() -> None:
    laid = paginate(report(project_table(("長い事業", (LONG * 12,) * 30))), measure)
    for number, page in enumerate(laid.pages):
        first = tables(page)[0].rows[1].cells[0]
        assert first.text == ("長い事業" if number == 0 else f"長い事業{CONTINUED}")
        assert texts(page).count("目標値") == texts(page).count("実績値")


def test_a_text_taller_than_a_page_goes_on_marked() -> None:
    remarks = LONG * 1200
    laid = paginate(report(project_table(("事業", (remarks,)))), measure)
    pieces = [cell for cell in cells(laid) if LONG in cell.text]
    assert len(laid.pages) == len(pieces) > 1
    assert [piece.text.startswith(CONTINUED) for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert "".join(piece.text.removeprefix(CONTINUED) for piece in pieces) == remarks
    assert [cell.text for cell in cells(laid)].count("1,234.5") == 1


def test_a_text_a_little_taller_than_a_page_is_shrunk_instead() -> None:
    remarks = LONG * 290
    laid = paginate(report(project_table(("事業", (remarks,)))), measure)
    shrunk = next(cell for cell in cells(laid) if LONG in cell.text)
    assert len(laid.pages) == 1
    assert TOP.smallest <= shrunk.size < TOP.size


def test_a_heading_row_stays_with_the_rows_below() -> None:
    for before in range(10, 40):
        rows = (*lines_table(before).body, Row((Cell("施策"),), keep_with_next=True), *lines_table(2, unit=1).body)
        laid = paginate(report(Table((Column(weight=1),), (head("見出し"),), rows)), measure)
        assert all(texts(page)[-1] != "施策" for page in laid.pages)


def banded(text: str, level: int) -> Row:
    return Row((Cell(text, span=Span(cols=2)),), RowKind.BAND, keep_with_next=True, level=level)


def grouped(*numbers: int) -> Table:
    """Return groups of so many rows, each below a band of its own, all below one of a higher level, and a total."""
    rows = [banded("目標", 1)]
    for at, count in enumerate(numbers):
        rows += [banded(f"施策{at}", 2), *(Row((Cell(f"行{at}-{n}"), Cell())) for n in range(count))]
    total = Row((Cell("小計", span=Span(cols=2)),), RowKind.TOTAL)
    return Table((Column(weight=1),) * 2, (head("名", "値"),), (*rows, total))


@pytest.mark.parametrize("first", range(20, 45))
def test_a_group_that_goes_on_stands_below_its_band_again(first: int) -> None:
    laid = paginate(report(grouped(first, 60)), measure)
    assert all(tables(page)[0].rows[-1].kind is not RowKind.BAND for page in laid.pages)
    for page in laid.pages[1:]:
        above = [row.cells[0].text for row in tables(page)[0].rows if row.repeated]
        below = next(row for row in tables(page)[0].rows if not row.repeated)
        if below.kind is RowKind.TOTAL:
            assert above == ["名"]
        elif below.kind is RowKind.BAND:
            assert above == ["名", f"目標{CONTINUED}"]
        else:
            group = below.cells[0].text.split("-")[0].removeprefix("行")
            assert above == ["名", f"目標{CONTINUED}", f"施策{group}{CONTINUED}"]
    assert "".join(news(laid).values()).count("目標") == 1


def test_a_row_taller_than_a_page_goes_on_below_its_band() -> None:
    table = Table((Column(weight=1),), (), (banded_alone("目標"), Row((Cell(LONG * 2500, TOP),))))
    laid = paginate(report(table), measure)
    assert len(laid.pages) > 2
    for page in laid.pages[1:]:
        assert tables(page)[0].rows[0].cells[0].text == f"目標{CONTINUED}"
        check_places(tables(page)[0], page.height - report().paper.margins.bottom * 72 / 25.4)


def banded_alone(text: str) -> Row:
    return Row((Cell(text),), RowKind.BAND, keep_with_next=True)


def test_a_band_that_grows_by_its_mark_has_a_taller_row() -> None:
    width = 40 * 8.5
    wide = banded_alone("目" * 40)
    margins = 2 * 1.3
    table = Table((Column(width=width * 25.4 / 72 + margins),), (), (wide, *lines_table(100).body))
    laid = paginate(report(table), measure)
    first, again = (tables(page)[0].rows[0] for page in laid.pages[:2])
    assert again.repeated
    assert again.height > first.height


def test_a_heading_is_never_alone_at_the_foot() -> None:
    for before in range(10, 40):
        laid = paginate(report(lines_table(before), Heading("見出し"), lines_table(2, unit=1)), measure)
        for page in laid.pages:
            assert isinstance(page.parts[-1], LaidTable)
            assert not tables(page)[-1].rows[-1].is_head


def test_an_unbroken_figure_is_shrunk_to_its_column() -> None:
    style = Style(align=Align.RIGHT, wrap=False)
    table = Table((Column(width=16), Column(weight=1)), (), (Row((Cell("12,345,678.9", style), Cell())),))
    figure = cells(paginate(report(table), measure))[0]
    assert len(figure.lines) == 1
    assert figure.size < style.size
    assert figure.lines[0].left > figure.box.left


def test_figures_of_a_column_end_at_the_same_place() -> None:
    style = Style(align=Align.RIGHT)
    rows = tuple(Row((Cell(text, style),)) for text in ("1.0", "1,234.5", "△7.0"))
    found = cells(paginate(report(Table((Column(width=30),), (), rows)), measure))
    ends = {round(c.lines[0].left + measure(c.lines[0].text, c.size, bold=False), 3) for c in found}
    assert len(ends) == 1


def test_a_text_beyond_its_most_lines_is_shrunk_first() -> None:
    style = Style(most_lines=3, size=10.0, smallest=6.0)
    table = Table((Column(width=50),), (), (Row((Cell(LONG * 4, style),)),))
    cell = cells(paginate(report(table), measure))[0]
    assert len(cell.lines) == 3
    assert cell.size < 10


def test_the_frame_is_heavier_and_a_style_may_ask_for_other_lines() -> None:
    hair = Style(edges=replace(Style().edges, bottom=Rule.HAIR))
    laid = paginate(report(Table((Column(width=30),), (), (Row((Cell("上", hair),)), Row((Cell("下"),))))), measure)
    above, below = cells(laid)
    assert (above.ruled.top, above.ruled.bottom) == (Rule.MEDIUM, Rule.HAIR)
    assert (below.ruled.top, below.ruled.bottom) == (Rule.HAIR, Rule.MEDIUM)
    assert next(line.rule for line in tables(laid.pages[0])[0].rules) is Rule.HAIR


def test_no_row_is_taller_than_allowed() -> None:
    laid = paginate(report(project_table(("事業", (LONG * 150,)))), measure, tallest_row=80)
    rows = [row for page in laid.pages for table in tables(page) for row in table.rows]
    assert max(row.height for row in rows) <= 80.001
    assert "".join(c.text.removeprefix(CONTINUED) for c in cells(laid) if LONG in c.text) == LONG * 150


def test_every_page_of_a_report_begins_on_a_new_sheet() -> None:
    laid = paginate(Report("題", (Page("一", (lines_table(60),)), Page("二", (Paragraph("文"),)))), measure)
    assert [page.is_first for page in laid.pages] == [True, False, True]
    assert [page.number for page in laid.pages] == [1, 2, 3]


def test_a_long_paragraph_goes_on_over_pages() -> None:
    laid = paginate(Report("題", (Page("一", (Heading("前書き"), Paragraph(LONG * 1000))),)), measure)
    assert len(laid.pages) > 1


def test_control_signs_are_not_printed() -> None:
    laid = paginate(report(Table((Column(width=50),), (), (Row((Cell("a\x00b\tc\r\nd\ud800"),)),))), measure)
    assert cells(laid)[0].text == "ab c\nd"


def test_progress_may_cancel() -> None:
    seen = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        paginate(report(lines_table(5)), measure, stop)
    assert seen == [(1, 5)]


def test_margins_that_leave_nothing_are_refused() -> None:
    narrow = replace(report().paper, margins=replace(report().paper.margins, left=280.0))
    with pytest.raises(ValueError, match="margins"):
        paginate(replace(report(), paper=narrow), measure)


remarks = st.integers(min_value=0, max_value=3000).map(lambda n: (LONG * 300)[:n])
projects = st.lists(st.lists(remarks, min_size=1, max_size=6), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(projects, st.sampled_from([1e9, 150.0]))
def test_nothing_is_lost_and_nothing_overlaps(wanted: list[list[str]], tallest: float) -> None:
    source = project_table(*((f"事業{n}の名称", tuple(texts)) for n, texts in enumerate(wanted)))
    laid = paginate(report(source), measure, tallest_row=tallest)
    shown = "".join(c.text.removeprefix(CONTINUED) for c in cells(laid) if c.col == 4)
    assert shown == "".join(text for texts in wanted for text in texts)
    rows = (*place_cells(source.head, 5), *place_cells(source.body, 5))
    assert news(laid) == {(number, each.col): each.cell.text for number, row in enumerate(rows) for each in row}
    for page in laid.pages:
        for table in tables(page):
            check_places(table, page.height - report().paper.margins.bottom * 72 / 25.4)


def news(laid: Layout) -> dict[tuple[int, int], str]:
    """Return the text of each cell by row and column of the table, without what a page says again."""
    found: dict[tuple[int, int], str] = {}
    for row in (row for page in laid.pages for table in tables(page) for row in table.rows if not row.repeated):
        for cell in row.cells:
            at = (cell.row, cell.col)
            found[at] = found.get(at, "") + cell.text[cell.added :]
    return found


def check_places(table: LaidTable, foot: float) -> None:
    assert all(above.top + above.height == pytest.approx(below.top) for above, below in pairwise(table.rows))
    assert table.rows[-1].top + table.rows[-1].height <= foot + 0.01
    area = 0.0
    for cell in (cell for row in table.rows for cell in row.cells):
        area += cell.box.width * cell.box.height
        for line in cell.lines:
            assert cell.box.top <= line.baseline - 0.88 * cell.size + 0.01
            assert line.baseline <= cell.box.bottom + 0.01
            assert cell.box.left <= line.left
            assert line.left + measure(line.text, cell.size, bold=False) <= cell.box.right + 0.01
    assert area == pytest.approx((table.edges[-1] - table.edges[0]) * sum(row.height for row in table.rows))
