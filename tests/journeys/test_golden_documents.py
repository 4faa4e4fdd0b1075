"""The sample's documents against what they were when they were last looked at; --update-golden renews them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pikepdf
import pytest

from kpidesk import paths
from kpidesk.exporters import xlsx_writer
from kpidesk.exporters.font_files import FontSet
from kpidesk.paper.chart import Share, Tone
from kpidesk.paper.chart_marks import Dot, Patch, Stroke
from kpidesk.paper.front import Front
from kpidesk.paper.laid_out import LaidChart, LaidTable, LaidText
from kpidesk.paper.paginate import paginate
from kpidesk.paper.report import Chart, Heading, Page, Paper, PaperSize, Paragraph, Report
from kpidesk.reports import (
    funding_table,
    opinion_list,
    overview,
    plan_text,
    progress,
    project_sheet,
    statistics_table,
    target_list,
)
from kpidesk.reports.charts import indicator_charts, label_bars, label_columns
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.summary_table import build
from kpidesk.workspace.export import DOCUMENTS, export
from tests import builders as b
from tests.domain.json_schema import fits
from tests.reports import samples
from tests.xml_text import plain_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.paper.chart_marks import Mark
    from kpidesk.workspace.services import Services

GOLDEN = Path(__file__).parent.parent / "golden"
YEAR = b.fy(2022)
PAPERS = {
    "progress": progress.build,
    "projects": project_sheet.build,
    "targets": target_list.build,
    "opinions": opinion_list.build,
    "overview": overview.build,
    "plan": plan_text.build,
}
CHOOSERS = {
    "summary": build,
    "progress": progress.build,
    "projects": project_sheet.build,
    "targets": target_list.build,
    "overview": overview.build,
}
CHOSEN = {
    "summary": ReportOptions(PaperSize.A3, first=YEAR, last=b.fy(2024), verdicts=True, section_column=True),
    "progress": ReportOptions(PaperSize.A3, "g1"),
    "projects": ReportOptions(PaperSize.A3, "g2"),
    "targets": ReportOptions(goal="g2"),
    "overview": ReportOptions(PaperSize.A3, "g1"),
}
FRONT = Front(
    "資料1",
    "第2回 推進委員会",
    "令和5年10月3日",
    draft=True,
    approval=True,
    drafted="令和5年9月20日",
    section="企画課",
    drafter="見本 花子",
)
PLAIN_TABLES = ("progress", "targets", "opinions")


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, str], None]:  # noqa: FBT001 -- a fixture's name
    """Return what compares a text with a golden file."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if update_golden:
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare


def test_the_workbook_is_as_it_was(golden: Callable[[str, str], None], tmp_path: Path, services: Services) -> None:
    export(b.published("sunagawa"), "summary", YEAR, tmp_path / "out.xlsx", services)
    golden("summary_r4.xlsx.txt", "\n".join(_workbook_lines(tmp_path / "out.xlsx")) + "\n")


def test_the_pages_are_as_they_were(golden: Callable[[str, str], None]) -> None:
    golden("summary_r4.pages.txt", _pages(build(b.published("sunagawa").at(YEAR), YEAR)))


@pytest.mark.parametrize("name", PAPERS)
def test_the_pages_of_the_committee_s_papers_are_as_they_were(golden: Callable[[str, str], None], name: str) -> None:
    golden(f"{name}.pages.txt", _pages(PAPERS[name](samples.plan().at(YEAR), YEAR)))


@pytest.mark.parametrize("name", PAPERS)
def test_the_workbooks_of_the_committee_s_papers_are_as_they_were(
    golden: Callable[[str, str], None], tmp_path: Path, services: Services, name: str
) -> None:
    export(samples.plan(), name, YEAR, tmp_path / "out.xlsx", services)
    golden(f"{name}.xlsx.txt", "\n".join(_workbook_lines(tmp_path / "out.xlsx")) + "\n")


@pytest.mark.parametrize("name", PLAIN_TABLES)
def test_the_csv_of_the_committee_s_papers_is_as_it_was(
    golden: Callable[[str, str], None], tmp_path: Path, services: Services, name: str
) -> None:
    export(samples.plan(), name, YEAR, tmp_path / "out.csv", services)
    golden(f"{name}.csv.txt", (tmp_path / "out.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))


def test_the_csv_is_as_it_was(golden: Callable[[str, str], None], tmp_path: Path, services: Services) -> None:
    export(b.published("sunagawa"), "summary", YEAR, tmp_path / "out.csv", services)
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    golden("summary_r4.csv.txt", text.replace("\r\n", "\n"))


@pytest.mark.parametrize("name", CHOSEN)
def test_the_pages_of_what_is_chosen_are_as_they_were(golden: Callable[[str, str], None], name: str) -> None:
    plan, options = samples.plan().at(YEAR), CHOSEN[name]
    golden(f"{name}_chosen.pages.txt", _pages(CHOOSERS[name](plan, YEAR, options)))


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_the_open_data_are_as_they_were(
    golden: Callable[[str, str], None], tmp_path: Path, services: Services, suffix: str
) -> None:
    export(samples.plan(), "opendata", YEAR, tmp_path / f"out.{suffix}", services)
    text = (tmp_path / f"out.{suffix}").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    golden(f"opendata.{suffix}.txt", text)
    if suffix == "json":
        schema = json.loads((paths.root() / "resources/schema/open_data.schema.json").read_text("utf-8"))
        assert fits(json.loads(text), schema, schema)


@pytest.mark.parametrize("name", ["funding", "statistics"])
def test_the_tables_are_as_they_were(
    golden: Callable[[str, str], None], tmp_path: Path, services: Services, name: str
) -> None:
    year, plan = b.fy(2020), b.with_tables()
    for suffix in (".xlsx", ".csv"):
        export(plan, name, year, tmp_path / f"out{suffix}", services)
    golden(f"{name}_r2.xlsx.txt", "\n".join(_workbook_lines(tmp_path / "out.xlsx")) + "\n")
    golden(f"{name}_r2.csv.txt", (tmp_path / "out.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    build = {"funding": funding_table.build, "statistics": statistics_table.build}[name]
    layout = paginate(build(plan, year), FontSet(paths.fonts_folder()).measure)
    lines = [
        line
        for number, page in enumerate(layout.pages, 1)
        for part in page.parts
        for line in (
            (f"{number} chart {part.spec.title}: {part.spec.alt}",)
            if isinstance(part, LaidChart)
            else _placed_lines(number, part)
        )
    ]
    golden(f"{name}_r2.pages.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", ["pack", "summary"])
def test_the_documents_for_approval_are_as_they_were(
    golden: Callable[[str, str], None], tmp_path: Path, services: Services, name: str
) -> None:
    options = ReportOptions(front=FRONT)
    for suffix in (".xlsx", ".pdf"):
        export(samples.plan(), name, YEAR, tmp_path / f"out{suffix}", services, options=options)
    golden(f"{name}_approval.xlsx.txt", "\n".join(_workbook_lines(tmp_path / "out.xlsx")) + "\n")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        golden(f"{name}_approval.pdf.txt", "\n".join(_pdf_lines(pdf)) + "\n")


def test_the_pages_of_the_pack_are_as_they_were(golden: Callable[[str, str], None]) -> None:
    report = DOCUMENTS["pack"].build(samples.plan(), YEAR, ReportOptions(front=FRONT))
    assert isinstance(report, Report)
    golden("pack.pages.txt", _pages(report))


def _pdf_lines(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield a line for each sheet with its size, its pieces of content and where its links lead, and each bookmark."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for number, page in enumerate(pdf.pages, 1):
        links = " ".join(str(numbers[area.Dest[0].objgen]) for area in page.obj.get("/Annots", ()))
        pieces = sum(holder is not None for holder in pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number - 1])
        yield f"{number} {page.mediabox[2]}x{page.mediabox[3]} {pieces} {links}".rstrip()
    with pdf.open_outline() as outline:
        for mark in outline.root:
            yield f"# {mark.title}"
            yield from (f"## {below.title}" for below in mark.children)
    yield f"{pdf.docinfo.Title} {pdf.Root.Lang}"


def test_the_charts_on_paper_are_as_they_were(golden: Callable[[str, str], None]) -> None:
    layout = paginate(_charts(), FontSet(paths.fonts_folder()).measure)
    charts = [part for page in layout.pages for part in page.parts if isinstance(part, LaidChart)]
    lines = [line for chart in charts for line in (f"# {chart.spec.title}", *map(_mark_line, chart.picture.marks))]
    golden("charts.pages.txt", "\n".join(lines) + "\n")


def test_the_charts_of_the_workbook_are_as_they_were(golden: Callable[[str, str], None], tmp_path: Path) -> None:
    xlsx_writer.write(_charts(), tmp_path / "out.xlsx", fonts=paths.fonts_folder())
    with ZipFile(tmp_path / "out.xlsx") as archive:
        names = [name for name in archive.namelist() if name.startswith(("xl/charts/", "xl/drawings/drawing"))]
        parts = [f"# {name}\n{plain_xml(archive.read(name)).replace('><', f'>{chr(10)}<')}" for name in sorted(names)]
    golden("charts.xlsx.txt", "\n".join([*parts, *_workbook_lines(tmp_path / "out.xlsx")]) + "\n")


def _charts() -> Report:
    """Return a report with the three kinds of chart: lines of the sample, labels counted by goal and by year."""
    plan = b.published("sunagawa")
    [lines] = indicator_charts(plan, plan.indicator("i2"), YEAR)
    shares = [
        (
            Share("達成", met, Tone.GOOD),
            Share("未達成", missed, Tone.BAD),
            Share("未判定", open_, Tone.NEUTRAL, apart=True),
        )
        for met, missed, open_ in ((5, 7, 2), (0, 3, 0), (0, 0, 4))
    ]
    bars = label_bars("基本目標別の判定", {goal.title: each for goal, each in zip(plan.goals, shares, strict=False)})
    columns = label_columns("判定の推移", dict(zip(plan.years.years, shares, strict=False)), YEAR)
    note = Paragraph("判定は令和4年度のものです。")
    page = Page("グラフ", (Heading("評価の概要"), Chart(lines), note, Chart(bars), Chart(columns)))
    return Report("グラフ", (page,), paper=Paper(landscape=False))


def _mark_line(mark: Mark) -> str:
    """Say what a mark is and where, in pt."""
    if isinstance(mark, Stroke):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
        return f"stroke {mark.colour.value} {mark.dash.name} {mark.width:.2f} {points}"
    if isinstance(mark, Patch):
        box = mark.box
        place = f"{box.left:.1f},{box.top:.1f} {box.width:.1f}x{box.height:.1f}"
        return f"patch {mark.tone.value} {place} lines {len(mark.lines)} dots {len(mark.dots)}"
    if isinstance(mark, Dot):
        looks = " hollow" * mark.hollow + " ringed" * mark.ringed
        return f"dot {mark.tone.value} {mark.shape.value}{looks} {mark.at[0]:.1f},{mark.at[1]:.1f}"
    return f"words {mark.left:.1f},{mark.baseline:.1f} {mark.size:g}{' bold' * mark.bold} {mark.text}"


def _pages(report: Report) -> str:
    """Return a line for each line of text on each page."""
    layout = paginate(report, FontSet(paths.fonts_folder()).measure)
    parts = [
        (number, part)
        for number, page in enumerate(layout.pages, 1)
        for part in page.parts
        if isinstance(part, LaidText | LaidTable)
    ]
    return "\n".join(line for number, part in parts for line in _placed_lines(number, part)) + "\n"


def _placed_lines(number: int, part: LaidText | LaidTable) -> Iterator[str]:
    """Yield the page, place in pt, size and text of each line."""
    cells = [cell for row in part.rows for cell in row.cells] if isinstance(part, LaidTable) else [part]
    for cell in cells:
        for line in cell.lines:
            yield f"{number} {line.left:.1f} {line.baseline:.1f} {cell.size:g} {line.text}"


def _workbook_lines(path: Path) -> Iterator[str]:
    """Yield a line for each cell that says something, each merged area, each page setting."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        setup = sheet.page_setup
        yield f"# {sheet.title} {setup.orientation} {setup.paperSize} {sheet.print_title_rows} {sheet.freeze_panes}"
        yield " ".join(sorted(str(area) for area in sheet.merged_cells.ranges))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} {cell.number_format} {cell.value!r}"
