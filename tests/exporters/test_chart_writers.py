"""A small report with the three kinds of chart, as PDF, Excel and CSV."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from kpidesk.exporters import csv_writer, pdf_writer, xlsx_writer
from kpidesk.exporters.font_files import FontSet
from kpidesk.paper.chart import Tone
from kpidesk.paper.chart_marks import Patch
from kpidesk.paper.chart_table import FIGURES
from kpidesk.paper.laid_out import LaidChart
from kpidesk.paper.paginate import paginate
from kpidesk.paper.report import Chart, Page, Paper, Report
from tests.exporters.samples import FONTS, indicator, table
from tests.paper import chart_samples as samples
from tests.xml_text import plain_xml

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not installed")
SPECS = (samples.lines(), samples.bars(), samples.columns())


def report() -> Report:
    rows = table(*indicator("出店者数", "所見です。", project="朝市", unit=1))
    blocks = (Chart(SPECS[0]), rows, Chart(SPECS[1]), Chart(SPECS[2]), Chart(samples.two_series()))
    return Report("題", (Page("グラフ", blocks),), paper=Paper(landscape=False))


def workbook(folder: Path) -> Workbook:
    xlsx_writer.write(report(), folder / "a.xlsx", fonts=FONTS)
    return openpyxl.load_workbook(folder / "a.xlsx")


def chart_xml(folder: Path, number: int) -> str:
    with ZipFile(folder / "a.xlsx") as archive:
        return plain_xml(archive.read(f"xl/charts/chart{number}.xml"))


@needs_poppler
def test_the_page_shows_the_texts_and_the_colours_of_the_layout(tmp_path: Path) -> None:
    pdf_writer.write(report(), tmp_path / "a.pdf", fonts=FONTS)
    text = subprocess.run(("pdftotext", tmp_path / "a.pdf", "-"), capture_output=True, text=True, check=True).stdout
    for part in ("市内企業への就職率", "36.6", "基準値 36.7%(令和元年)", "該当がありません", "41件"):
        assert part in text
    subprocess.run(("pdftoppm", "-r", "72", "-singlefile", tmp_path / "a.pdf", tmp_path / "a"), check=True)
    data = (tmp_path / "a.ppm").read_bytes()
    head = data.split(b"\n", 3)
    width, pixels = int(head[1].split()[0]), head[3]
    for x, y in best_parts():
        at = 3 * (int(y) * width + int(x))
        assert pixels[at : at + 3] == bytes.fromhex("20588F")


def best_parts() -> list[tuple[float, float]]:
    """Return a place in the left half of each part without a hatch, where no label stands."""
    [page] = paginate(report(), FontSet(FONTS).measure).pages
    return [
        (chart.box.left + mark.box.left + 3, chart.box.top + mark.box.top + 3)
        for chart in page.parts
        if isinstance(chart, LaidChart)
        for mark in chart.picture.marks
        if isinstance(mark, Patch) and mark.tone is Tone.BEST and min(mark.box.width, mark.box.height) > 12
    ]


def test_the_same_charts_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        pdf_writer.write(report(), tmp_path / name, fonts=FONTS)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_excel_charts_are_drawn_from_real_cells(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    figures = book[FIGURES]
    assert book.sheetnames == ["グラフ", FIGURES]
    head = next(row for row in figures.iter_rows() if "実績値" in [cell.value for cell in row])
    column = next(cell for cell in head if cell.value == "実績値")
    letter, first = column.column_letter, column.row + 1
    assert [figures[f"{letter}{row}"].value for row in range(first, first + 5)] == [36.6, 25, None, 41.2, None]
    assert f"<f>'{FIGURES}'!${letter}${first}:${letter}${first + 4}</f>" in chart_xml(tmp_path, 1)
    assert "<c:dispBlanksAs" not in chart_xml(tmp_path, 1)
    assert '<dispBlanksAs val="gap"' in chart_xml(tmp_path, 1)


def test_excel_charts_are_of_their_kind_and_in_the_font_of_documents(tmp_path: Path) -> None:
    workbook(tmp_path)
    lines, bars, columns, series = (chart_xml(tmp_path, number) for number in (1, 2, 3, 4))
    assert "<lineChart>" in lines
    assert "縦軸は0から始まりません" in lines
    assert '<barDir val="bar"/>' in bars
    assert '<grouping val="percentStacked"/>' in bars
    assert '<barDir val="col"/>' in columns
    assert '<min val="0.0"/>' in columns or '<min val="0"/>' in columns
    assert 'prst="diagCross"' in bars
    assert '<symbol val="square"/>' in series
    for xml in (lines, bars, columns, series):
        assert 'ea typeface="BIZ UDゴシック"' in xml


def test_what_is_not_judged_is_no_part_of_the_shares(tmp_path: Path) -> None:
    workbook(tmp_path)
    assert chart_xml(tmp_path, 2).count("<ser>") == 3
    assert chart_xml(tmp_path, 3).count("<ser>") == 4


def test_excel_charts_have_words_for_those_who_cannot_see_them(tmp_path: Path) -> None:
    workbook(tmp_path)
    with ZipFile(tmp_path / "a.xlsx") as archive:
        drawing = plain_xml(archive.read("xl/drawings/drawing1.xml"))
    assert 'descr="「市内企業への就職率」の推移です。"' in drawing
    assert 'title="市内企業への就職率"' in drawing


def test_each_excel_chart_stands_in_a_row_as_tall_as_it(tmp_path: Path) -> None:
    sheet = workbook(tmp_path)["グラフ"]
    [page] = paginate(report(), FontSet(FONTS).measure).pages
    heights = [part.box.height for part in page.parts if isinstance(part, LaidChart)]
    anchors = [chart.anchor for chart in sheet._charts]  # type: ignore[attr-defined]  # noqa: SLF001 -- no other way
    assert [sheet.row_dimensions[anchor._from.row + 1].height for anchor in anchors] == pytest.approx(  # noqa: SLF001
        heights, abs=0.01
    )
    assert [anchor.ext.height / 12700 for anchor in anchors] == pytest.approx(heights, abs=0.01)


def test_a_csv_says_the_figures_of_charts(tmp_path: Path) -> None:
    csv_writer.write(report(), tmp_path / "a.csv", fonts=FONTS)
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "市内企業への就職率（%）" in lines
    assert "令和5年度,38.0,,36.7,実績値：算出不可" in lines
