from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpidesk.exporters import pdf_writer
from kpidesk.exporters.font_files import FontSet
from kpidesk.paper import styles
from kpidesk.paper.chart import ChartKind, ChartSpec
from kpidesk.paper.front import Front
from kpidesk.paper.letters import clean
from kpidesk.paper.paginate import paginate
from kpidesk.paper.report import (
    Cell,
    Chart,
    Column,
    Heading,
    Page,
    Paragraph,
    Report,
    Row,
    RowKind,
    Running,
    Span,
    Style,
    Table,
)
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.summary_table import build
from kpidesk.workspace.export import DOCUMENTS
from tests import builders as b
from tests.exporters.pdf_reading import Node, Reading
from tests.exporters.samples import FONTS, REMARKS, bound, indicator, sample, table
from tests.paper import chart_samples
from tests.reports import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

_UNSPOKEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
YEAR = b.fy(2022)


def read(report: Report) -> Reading:
    """Write a report and read it again; nothing may be wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "a.pdf"
        pdf_writer.write(report, to, fonts=FONTS)
        reading = Reading(to)
    assert reading.faults == []
    return reading


def spoken(text: str) -> str:
    return _UNSPOKEN.sub("", clean(text))


def told(report: Report) -> Iterator[str]:
    """Yield what a report says, a text for each heading, paragraph, cell and chart, in its order."""
    yield from (text for text in (report.head.left, report.head.center, report.head.right) if text)
    for page in report.pages:
        for block in page.blocks:
            if isinstance(block, Table):
                yield from (spoken(cell.text) for row in (*block.head, *block.body) for cell in row.cells)
            elif isinstance(block, Chart):
                yield block.spec.alt or block.spec.title
            elif spoken(block.text):
                yield spoken(block.text)


def heard(reading: Reading) -> list[str]:
    """Return what is read out, a text for each element that holds one."""
    leaves = reading.of("P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "Figure")
    return [
        node.alt or spoken(node.text) for node in leaves if node.parent is None or node.parent.kind not in ("TH", "TD")
    ]


def long_report(pairs: int = 30) -> Report:
    rows: list[Row] = [Row((Cell("（1） 施策", styles.BAND, Span(cols=6)),), RowKind.BAND, keep_with_next=True)]
    for number in range(pairs):
        rows += indicator(f"出店者数{number}", REMARKS, project=f"朝市{number}", unit=number)
    return Report("集計表", (Page("目標", (Heading("集計表", level=1), table(*rows))),), head=Running(left="見本市"))


def test_what_is_heard_is_the_report_in_its_order() -> None:
    assert heard(read(sample(12))) == list(told(sample(12)))


def test_the_sample_says_every_cell_once() -> None:
    report = build(b.published("sunagawa").at(YEAR), YEAR)
    reading = read(report)
    assert heard(reading) == list(told(report))
    kinds = Counter(node.kind for node in reading.nodes)
    assert kinds["Table"] == sum(isinstance(block, Table) for page in report.pages for block in page.blocks)
    assert kinds["H1"] == len(report.pages)
    assert {node.parent.kind for node in reading.of("H3") if node.parent} == {"TH"}
    assert "目標値" in {node.text for node in reading.of("TH") if str(node.facts["Scope"]) == "/Row"}


@pytest.mark.parametrize(("plan", "year"), [(samples.plan(), YEAR), (b.with_tables(), b.fy(2020))])
def test_the_pack_says_every_cell_once(plan: Plan, year: FiscalYear) -> None:
    options = ReportOptions(front=Front("資料1", "推進委員会", approval=True, drafter="見本 花子"))
    pack = DOCUMENTS["pack"].build(plan, year, options)
    assert isinstance(pack, Report)
    report = paginate(pack, FontSet(FONTS).measure).report
    reading = read(report)
    assert heard(reading) == list(told(report))
    kinds = Counter(node.kind for node in reading.nodes)
    assert kinds["Document"] == 1
    assert kinds["Part"] == len({page.chapter for page in report.pages})
    assert kinds["Table"] == sum(isinstance(block, Table) for page in report.pages for block in page.blocks)


def test_bound_documents_are_parts_of_one_tree() -> None:
    report = paginate(bound(), FontSet(FONTS).measure).report
    reading = read(report)
    assert heard(reading) == list(told(report))
    assert [node.kind for node in reading.tree.kids if isinstance(node, Node)] == ["Part"] * 4
    assert [node.title for node in reading.of("Part")] == ["表", "目次", "資料1 集計表", "資料2 統計"]


def test_contents_lead_to_the_sheets_whose_numbers_they_say() -> None:
    reading = read(bound())
    links = [(spoken(node.text), node.leads_to) for node in reading.of("Link")]
    [table_, next_, last] = [leads_to for _, leads_to in links[::2] if leads_to]
    assert links == [
        ("集計表", table_),
        (str(table_), table_),
        ("続きの表", next_),
        (str(next_), next_),
        ("統計", last),
        (str(last), last),
    ]  # the first sheet is not counted, so the number of a sheet is its place from 0
    assert 2 == table_ < next_ - 1 < last - 1


def test_a_table_over_several_pages_is_one_with_one_head() -> None:
    reading = read(long_report())
    [whole] = reading.of("Table")
    assert len({sheet for node in whole.below for sheet in node.sheets}) > 2
    assert [node.text for node in reading.of("TH") if str(node.facts["Scope"]) == "/Column"].count("所見") == 1


def test_a_cell_that_goes_on_is_said_once_without_the_word_for_it() -> None:
    text = REMARKS * 60
    rows = indicator("出店者数", text, project="朝市", unit=0)
    pages = paginate(Report("題", (Page("", (table(*rows),)),)), FontSet(FONTS).measure).pages
    assert len(pages) > 1
    reading = read(Report("題", (Page("", (table(*rows),)),)))
    [remarks] = [node for node in reading.of("TD") if node.text.startswith("駅前")]
    assert remarks.text == spoken(text)
    assert remarks.sheets == list(range(len(pages)))
    assert "続き" not in reading.tree.text


def test_a_word_for_going_on_torn_over_narrow_lines_is_not_said() -> None:
    narrow = Table((Column(width=8.5), Column(weight=1)), (), (Row((Cell("あ" * 400, Style(size=8.0)), Cell("い"))),))
    reading = read(Report("題", (Page("", (narrow,)),)))
    assert [node.text for node in reading.of("TD")] == ["あ" * 400, "い"]


def test_a_paragraph_over_several_pages_is_one() -> None:
    reading = read(Report("題", (Page("", (Paragraph(REMARKS * 120),)),)))
    [paragraph] = reading.of("P")
    assert paragraph.text == spoken(REMARKS * 120)
    assert len(paragraph.sheets) > 1


def test_headings_are_a_tree_whatever_levels_are_asked_for() -> None:
    blocks = (Heading("一", level=3), Heading("二", level=1), Heading("三", level=4), Heading("四", level=2))
    reading = read(Report("題", (Page("", blocks),)))
    assert [(node.kind, node.text) for node in reading.nodes[1:]] == [
        ("H1", "一"),
        ("H1", "二"),
        ("H2", "三"),
        ("H2", "四"),
    ]


def test_a_band_is_a_heading_inside_its_table() -> None:
    bands = [
        Row((Cell(text, styles.BAND, Span(cols=6)),), RowKind.BAND, level=level)
        for text, level in (("（1）", 1), ("①", 2), ("（2）", 1))
    ]
    rows = [row for number, band in enumerate(bands) for row in (band, *indicator("名", "", project="業", unit=number))]
    reading = read(Report("題", (Page("", (Heading("目標"), table(*rows))),)))
    headings = [node for node in reading.nodes if node.kind.startswith("H")]
    assert [(node.kind, node.text) for node in headings] == [
        ("H1", "目標"),
        ("H2", "（1）"),
        ("H3", "①"),
        ("H2", "（2）"),
    ]
    assert all(node.parent and node.parent.fact("ColSpan") == 6 for node in headings[1:])


def test_a_figure_knows_the_heads_it_stands_under() -> None:
    bands = [Row((Cell(text, styles.BAND, Span(cols=6)),), RowKind.BAND) for text in ("（1）", "（2）")]
    blocks = [row for band in bands for row in (band, *indicator("出店者数", "所見です。", project="朝市", unit=0))]
    reading = read(Report("題", (Page("", (table(*blocks),)),)))
    names = {node.name: node.text for node in reading.of("TH")}
    heads = {
        node.text: [names[str(name)] for name in node.facts["Headers"]]
        for node in reading.of("TD")[-5:]  # those below the second band
    }
    assert heads == {
        "1,168.5": ["（2）", "3年度", "朝市", "出店者数", "目標値"],
        "△7.0": ["（2）", "4年度", "朝市", "出店者数", "目標値"],
        "所見です。": ["（2）", "所見", "朝市", "出店者数"],
        "確定値48.3": ["（2）", "3年度", "朝市", "出店者数", "実績値"],
        "—": ["（2）", "4年度", "朝市", "出店者数", "実績値"],
    }


def test_charts_are_figures_with_words() -> None:
    specs = (chart_samples.lines(), replace(chart_samples.bars(), alt=""))
    reading = read(Report("題", (Page("", tuple(Chart(spec) for spec in specs)),)))
    assert [node.alt for node in reading.of("Figure")] == [specs[0].alt, specs[1].title]
    left, bottom, right, top = (float(edge) for edge in reading.of("Figure")[0].facts["BBox"])
    assert 0 < left < right < 842
    assert 0 < bottom < top < 596


def test_an_empty_chart_is_a_figure_too() -> None:
    spec = ChartSpec(ChartKind.LINES, "題", (), (), alt="数値がありません。")
    assert [node.alt for node in read(Report("題", (Page("", (Chart(spec),)),))).of("Figure")] == [spec.alt]


def test_signs_come_out_as_they_were_written(tmp_path: Path) -> None:
    text = "𠮷野・髙橋①㎡😀と㈱"
    report = Report("題", (Page("", (Paragraph(text),)),))
    assert [node.text for node in read(report).of("P")] == [text]
    if shutil.which("pdftotext"):
        pdf_writer.write(report, tmp_path / "a.pdf", fonts=FONTS)
        done = subprocess.run(("pdftotext", tmp_path / "a.pdf", "-"), capture_output=True, text=True, check=True)
        assert text in done.stdout


def test_the_running_head_is_said_once_and_numbers_of_pages_never() -> None:
    report = replace(long_report(), head=Running(left="見本市", right="{page}頁"))
    texts = [node.text for node in read(report).of("P")]
    assert texts == ["見本市"]


def test_the_file_is_sound(tmp_path: Path) -> None:
    pdf_writer.write(sample(12), tmp_path / "a.pdf", fonts=FONTS)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
    if shutil.which("qpdf"):
        subprocess.run(("qpdf", "--check", tmp_path / "a.pdf"), check=True, capture_output=True)


@pytest.mark.parametrize("pairs", [1, 12])
def test_the_same_report_gives_the_same_structure(tmp_path: Path, pairs: int) -> None:
    for name in ("a.pdf", "b.pdf"):
        pdf_writer.write(long_report(pairs), tmp_path / name, fonts=FONTS)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


words = st.text("あ漢（、。）①㎡髙𠮷😀葛\U000e0100 1,9.%Aa\n　", max_size=20).flatmap(
    lambda text: st.sampled_from((1, 1, 1, 40)).map(lambda times: text * times)
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=3), words)
@example([("", "", "")], "\U000e0100")
def test_whatever_is_written_is_heard_once(texts: list[tuple[str, str, str]], note: str) -> None:
    rows = [
        row
        for unit, (project, name, remarks) in enumerate(texts)
        for row in indicator(name, remarks, project=project, unit=unit)
    ]
    report = Report("題", (Page("", (Heading("題"), table(*rows), Paragraph(note))),))
    assert heard(read(report)) == list(told(report))
