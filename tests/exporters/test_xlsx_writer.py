from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kpidesk.errors import CancelledError
from kpidesk.exporters import xlsx_writer
from kpidesk.exporters.xlsx_painter import sheet_name
from kpidesk.paper import styles
from kpidesk.paper.report import Cell, Column, Page, Paper, PaperSize, Report, Row, RowKind, Table
from tests.exporters.samples import FONTS, REMARKS, bound, sample

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.paper.report import Style


def written(report: Report, folder: Path) -> Workbook:
    xlsx_writer.write(report, folder / "a.xlsx", fonts=FONTS)
    return openpyxl.load_workbook(folder / "a.xlsx")


def find(sheet: Worksheet, text: str) -> str:
    return next(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == text)


def single(cell: Cell) -> Report:
    return Report("題", (Page("表", (Table((Column(width=60),), (), (Row((cell,)),)),)),))


def test_figures_are_numbers_with_their_format(tmp_path: Path) -> None:
    sheet = written(sample(), tmp_path).worksheets[0]
    assert sheet["D4"].value == 1168.5
    assert sheet["E4"].value == -7
    assert sheet["E4"].number_format == '#,##0.0_ ;"△"#,##0.0_ '
    assert sheet["D5"].value == "確定値48.3"


def test_sheets_are_named_once_each(tmp_path: Path) -> None:
    assert written(sample(), tmp_path).sheetnames == ["基本目標1", "基本目標1（2）"]


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("目標[1]: A/B", "目標・1・・ A・B"),
        ("'引用'", "引用"),
        ("", "シート"),
        ("𠮷" * 40, "𠮷" * 15),
        ("一\n二", "一 二"),
    ],
)
def test_sheet_names_are_such_as_excel_takes(wish: str, name: str) -> None:
    assert sheet_name(wish, set()) == name


def test_a_long_sheet_name_stays_unique() -> None:
    taken = {sheet_name("あ" * 40, set()).casefold()}
    assert sheet_name("あ" * 40, taken) == "あ" * 28 + "（2）"


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    for text in ("=1+1", "+81", "-5", "@SUM(A1)"):
        cell = written(single(Cell(text)), tmp_path).worksheets[0]["A1"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_control_signs_are_left_out(tmp_path: Path) -> None:
    assert written(single(Cell("a\x00b\x0bc\ud800d")), tmp_path).worksheets[0]["A1"].value == "abcd"


def test_a_number_excel_would_round_stays_text(tmp_path: Path) -> None:
    cell = Cell("1,234,567,890,123,456.7", number=Decimal("1234567890123456.7"))
    assert written(single(cell), tmp_path).worksheets[0]["A1"].value == cell.text


def test_spans_are_merged_and_their_rows_hold_the_text(tmp_path: Path) -> None:
    sheet = written(sample(), tmp_path).worksheets[0]
    remarks = find(sheet, REMARKS)
    assert remarks == "F4"
    assert {"A4:A5", "B4:B5", "F4:F5", "A3:F3"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    width = sheet.column_dimensions["F"].width * 7 * 72 / 96
    lines = len(REMARKS) * 8 / width
    heights = [sheet.row_dimensions[row].height or 0 for row in (4, 5)]
    assert sum(heights) >= lines * 8 * 1.2
    assert heights[0] == pytest.approx(heights[1], abs=0.02)


def test_no_row_is_taller_than_excel_allows(tmp_path: Path) -> None:
    sheet = written(single(Cell("長い所見。" * 3000)), tmp_path).worksheets[0]
    heights = [row.height for row in sheet.row_dimensions.values() if row.height]
    assert max(heights) <= 409.5
    assert "".join(str(sheet.cell(row, 1).value).removeprefix("（続き）") for row in range(1, sheet.max_row + 1)) == (
        "長い所見。" * 3000
    )


def test_sheets_are_set_up_for_print(tmp_path: Path) -> None:
    sheet = written(sample(20), tmp_path).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "A3"
    assert len(sheet.row_breaks.brk) >= 1
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.left.text == "P＆R市"


def test_page_breaks_fall_between_pairs(tmp_path: Path) -> None:
    sheet = written(sample(20), tmp_path).worksheets[0]
    for row_break in sheet.row_breaks.brk:
        assert sheet.cell(row_break.id, 3).value == "実績値"


def test_the_book_says_when_it_was_made(tmp_path: Path) -> None:
    made = datetime(2023, 8, 21, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    about = written(replace(sample(), made=made), tmp_path).properties
    assert about.created == datetime(2023, 8, 21, 0, 30)  # noqa: DTZ001 -- as the file has it


def test_the_workbook_says_what_it_is_and_in_which_font(tmp_path: Path) -> None:
    workbook = written(sample(), tmp_path)
    about = workbook.properties
    assert (about.title, about.creator, about.language) == ("総合戦略 集計表", "見本市", "ja-JP")
    assert workbook.worksheets[0]["A1"].font.name == "BIZ UDゴシック"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        names = set(re.findall(r'<name val="([^"]+)"', archive.read("xl/styles.xml").decode()))
    assert names == {"BIZ UDゴシック"}


def test_two_tables_of_one_sheet_share_the_columns_that_coincide(tmp_path: Path) -> None:
    goal = Table((Column(width=40), Column(width=25), Column(width=25)), (), (Row((Cell("a"), Cell("b"), Cell("c"))),))
    kpi = Table((Column(width=40), Column(width=50.1)), (), (Row((Cell("d"), Cell("e"))),))
    sheet = written(Report("題", (Page("表", (goal, kpi)),)), tmp_path).worksheets[0]
    assert [sheet.cell(1, col).value for col in (1, 2, 3)] == ["a", "b", "c"]
    assert "B3:C3" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_a_head_with_other_tables_below_is_written_again_instead_of_repeated(tmp_path: Path) -> None:
    def table(name: str, rows: int) -> Table:
        body = tuple(Row((Cell(f"{name}{number}"),)) for number in range(rows))
        return Table((Column(weight=1),), (Row((Cell(f"{name}の見出し"),), RowKind.HEAD),), body)

    pages = (Page("表", (table("甲", 60), table("乙", 2), table("丙", 2))), Page("一つ", (table("丁", 60),)))
    several, single_one = written(Report("題", pages), tmp_path).worksheets
    texts = [several.cell(row, 1).value for row in range(1, several.max_row + 1)]
    assert several.print_title_rows is None
    assert several.freeze_panes is None
    assert texts.count("甲の見出し") == 2
    assert single_one.print_title_rows == "$1:$1"
    assert [single_one.cell(row, 1).value for row in range(1, single_one.max_row + 1)].count("丁の見出し") == 1


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise CancelledError(f"{done}/{total}")

    with pytest.raises(CancelledError):
        xlsx_writer.write(sample(), tmp_path / "a.xlsx", fonts=FONTS, progress=cancel)
    assert not list(tmp_path.iterdir())


def test_a3_is_a3(tmp_path: Path) -> None:
    sheet = written(replace(sample(), paper=Paper(PaperSize.A3)), tmp_path).worksheets[0]
    assert sheet.page_setup.paperSize == 8


@pytest.mark.parametrize(
    ("look", "form", "shown"),
    [
        (styles.FIGURE, "#,##0", "#,##0_ "),
        (styles.FIGURE, '"男 "0;"男;▲"0', '"男 "0_ ;"男;▲"0_ '),
        (styles.FIGURE, "General", "General"),
        (styles.LABEL, "0", "0"),
    ],
)
def test_a_figure_at_the_right_keeps_off_the_border(tmp_path: Path, look: Style, form: str, shown: str) -> None:
    report = single(Cell("7", look, number=Decimal(7), number_format=form))
    assert written(report, tmp_path).worksheets[0]["A1"].number_format == shown


def test_a_table_without_a_head_has_its_upper_border(tmp_path: Path) -> None:
    sheet = written(single(Cell("起案日")), tmp_path).worksheets[0]
    assert [sheet["A1"].border.top.style, sheet["A1"].border.bottom.style] == ["medium", "medium"]


def test_bound_documents_are_sheets_with_their_own_paper_and_numbers(tmp_path: Path) -> None:
    book = written(bound(), tmp_path)
    setups = [sheet.page_setup for sheet in book.worksheets]
    assert book.sheetnames == ["表", "目次", "資料1 集計表", "資料1 続き", "資料2 統計"]
    assert [each.paperSize for each in setups] == [9, 9, 9, 9, 8]
    assert [each.orientation for each in setups] == ["portrait", "portrait", "landscape", "landscape", "portrait"]
    assert [each.useFirstPageNumber for each in setups] == [None, True, True, True, True]
    numbers = [each.firstPageNumber for each in setups]
    assert numbers[:3] == [None, 1, 2]
    count = numbers[4] or 0
    assert numbers[3:] == [count - 1, count]
    assert [running(sheet.oddFooter) for sheet in book.worksheets] == [[None] * 3, *[[None, f"&P / {count}", None]] * 4]
    assert [running(sheet.oddHeader)[2] for sheet in book.worksheets] == [None, None, "資料1", "資料1", "資料2"]
    told = [sheet.cell(row, 2).value for sheet in book.worksheets[1:2] for row in (2, 3, 4)]
    assert told == numbers[2:]


def test_contents_lead_to_their_sheets(tmp_path: Path) -> None:
    contents = written(bound(), tmp_path)["目次"]
    links = [contents.cell(row, column).hyperlink for row in (2, 3, 4) for column in (1, 2)]
    names = ("資料1 集計表", "資料1 続き", "資料2 統計")
    assert [link and link.location for link in links] == [f"'{name}'!A1" for name in names for _ in (1, 2)]


def running(item: HeaderFooterItem | None) -> list[str | None]:
    assert item is not None
    return [item.left.text, item.center.text, item.right.text]
