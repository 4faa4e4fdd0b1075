from __future__ import annotations

import errno
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest

from kpidesk.domain.fiscal_year import Period
from kpidesk.errors import CancelledError, UserError
from kpidesk.paper.front import Front
from kpidesk.paper.report import Report
from kpidesk.reports.document_name import BOUND, DocumentName
from kpidesk.reports.options import ReportOptions
from kpidesk.workspace.export import DOCUMENTS, REPORTS, Format, check_year, export, proposed_name, with_content
from tests import builders as b
from tests.reports import samples

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.plan import Plan
    from kpidesk.workspace.services import Services

PLAN = b.plan_of(b.indicator("i1", b.series(targets={2022: "37.0"}, actuals={2022: "25.0"})))
HEADS = {".xlsx": b"PK", ".pdf": b"%PDF-", ".csv": b"\xef\xbb\xbf", ".json": b"{"}
EVERY = [(name, each.value) for name, document in DOCUMENTS.items() for each in document.formats]


@pytest.mark.parametrize(("report", "suffix"), EVERY)
def test_every_format_is_written(tmp_path: Path, services: Services, report: str, suffix: str) -> None:
    to = tmp_path / f"帳票{suffix.upper()}"
    export(PLAN, report, b.fy(2022), to, services)
    assert to.read_bytes().startswith(HEADS[suffix])
    assert list(tmp_path.iterdir()) == [to]


@pytest.mark.parametrize(
    ("report", "year", "name", "words"),
    [
        ("無い帳票", 2022, "a.pdf", "無い帳票"),
        ("summary", 2020, "a.pdf", "令和2年度"),
        ("summary", 2022, "a.docx", "この形式"),
        ("summary", 2022, "a", "この形式"),
        ("summary", 2022, "a.json", "この形式"),
        ("opendata", 2022, "a.pdf", "この形式"),
        ("opendata", 2022, "a.xlsx", "この形式"),
        ("opendata", 2026, "a.csv", "令和8年度"),
        ("summary", 2022, "無い/a.pdf", "フォルダーが見つかりません"),
        ("summary", 2022, "無い/a.xlsx", "フォルダーが見つかりません"),
        ("summary", 2022, "無い/a.csv", "フォルダーが見つかりません"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(
    tmp_path: Path, services: Services, report: str, year: int, name: str, words: str
) -> None:
    with pytest.raises(UserError, match=words) as caught:
        export(PLAN, report, b.fy(year), tmp_path / name, services)
    assert caught.value.remedy
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("report", "suffix"), [(name, suffix) for name, suffix in EVERY if name in ("summary", "opendata")]
)
def test_a_full_disk_leaves_the_old_document(
    tmp_path: Path, services: Services, report: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    to = tmp_path / f"集計表{suffix}"
    to.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="空き容量") as caught:
        export(PLAN, report, b.fy(2022), to, services)
    assert caught.value.where == str(to)
    assert to.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [to]


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_a_cancelled_export_leaves_nothing(tmp_path: Path, services: Services, suffix: str) -> None:
    def cancel(_done: int, _all: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        export(PLAN, "summary", b.fy(2022), tmp_path / f"a{suffix}", services, cancel)
    assert not list(tmp_path.iterdir())


def test_a_document_says_when_it_was_made(tmp_path: Path, services: Services) -> None:
    export(samples.plan(), "summary", b.fy(2022), tmp_path / "a.pdf", services)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.docinfo.CreationDate) == f"D:{services.clock():%Y%m%d%H%M%S}+09'00"


def test_every_document_says_what_it_is_for() -> None:
    for document in DOCUMENTS.values():
        assert document.about.endswith("。")
        assert len(set(document.offers)) == len(document.offers)


def test_the_options_are_what_is_written(tmp_path: Path, services: Services) -> None:
    to = tmp_path / "a.csv"
    options = ReportOptions(remarks=False, front=Front("資料1", "推進会議", "令和5年8月1日", draft=True))
    export(PLAN, "summary", b.fy(2022), to, services, options=options)
    lines = to.read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["資料1", "推進会議　令和5年8月1日"]
    assert lines[2].endswith("（案）")
    assert not any("所見" in line for line in lines)


def test_a_goal_that_is_not_in_the_plan_is_refused(tmp_path: Path, services: Services) -> None:
    with pytest.raises(UserError, match="基本目標") as caught:
        export(PLAN, "summary", b.fy(2022), tmp_path / "a.csv", services, options=ReportOptions(goal="gone"))
    assert caught.value.remedy
    assert not list(tmp_path.iterdir())


def test_formats_are_named_for_people() -> None:
    assert [each.label for each in Format] == ["Excelブック", "PDF文書", "CSVファイル", "JSONファイル"]


def test_reports_have_titles() -> None:
    assert set(REPORTS) == set(DOCUMENTS)
    assert next(iter(REPORTS)) == "summary"
    assert all(REPORTS.values())
    assert len(set(REPORTS.values())) == len(REPORTS)


@pytest.mark.parametrize(("report", "suffix"), EVERY)
def test_every_document_of_any_plan_is_written(tmp_path: Path, services: Services, report: str, suffix: str) -> None:
    plans = (PLAN, PLAN if report == "pack" else b.plan())  # nothing cannot be bound
    for number, plan in enumerate(plans):
        export(plan, report, b.fy(2022), tmp_path / f"{number}{suffix}", services)
    assert len(list(tmp_path.iterdir())) == 2


def test_only_the_pack_is_not_written_as_a_table(tmp_path: Path, services: Services) -> None:
    assert [name for name, document in DOCUMENTS.items() if Format.CSV not in document.formats] == ["pack"]
    with pytest.raises(UserError, match=r"委員会資料一式.*この形式では") as caught:
        export(PLAN, "pack", b.fy(2022), tmp_path / "a.csv", services)
    assert ".xlsx、.pdf" in caught.value.remedy
    assert not list(tmp_path.iterdir())


def pack(plan: Plan, options: ReportOptions, year: int = 2022) -> Report:
    built = DOCUMENTS["pack"].build(plan, b.fy(year), options)
    assert isinstance(built, Report)
    return built


def test_the_pack_holds_the_chosen_documents_that_say_something() -> None:
    plan, year = b.published("sunagawa"), b.fy(2022)
    silent = {DocumentName.OPINIONS, DocumentName.FUNDING, DocumentName.STATISTICS}
    assert with_content(plan.at(year), year) == set(BOUND) - silent
    assert bound(ReportOptions()) == [
        "資料1 総括",
        "資料2 進捗状況",
        "資料3 数値目標・KPI集計表",
        "資料4 事業評価シート",
        "資料5 数値目標・KPI一覧",
        "資料6 施策体系・計画本文",
    ]
    chosen = (DocumentName.PLAN, DocumentName.FUNDING, DocumentName.SUMMARY)
    assert bound(ReportOptions(documents=chosen)) == ["資料1 数値目標・KPI集計表", "資料2 施策体系・計画本文"]


def bound(options: ReportOptions) -> list[str]:
    """Return the chapters of the pack behind cover and contents."""
    report = pack(b.published("sunagawa"), options)
    return list(dict.fromkeys(page.chapter.title for page in report.pages[2:] if page.chapter))


def test_a_pack_is_of_the_whole_plan_whatever_was_chosen_for_another_document() -> None:
    plan = b.published("sunagawa")
    options = ReportOptions(goal=plan.goals[1].uid, documents=(DocumentName.SUMMARY,))
    assert len(pack(plan, options).pages) == 2 + len(plan.goals)


@pytest.mark.parametrize(
    ("plan", "documents"), [(PLAN, ()), (PLAN, (DocumentName.STATISTICS,)), (b.plan(), ReportOptions().documents)]
)
def test_a_pack_of_nothing_is_refused(
    tmp_path: Path, services: Services, plan: Plan, documents: tuple[DocumentName, ...]
) -> None:
    with pytest.raises(UserError, match="綴じる帳票がありません") as caught:
        export(plan, "pack", b.fy(2022), tmp_path / "a.pdf", services, options=ReportOptions(documents=documents))
    assert "令和4年度" in caught.value.remedy
    assert not list(tmp_path.iterdir())


def test_a_pack_can_be_cancelled_before_each_document_is_built(tmp_path: Path, services: Services) -> None:
    heard: list[tuple[int, int]] = []

    def cancel(done: int, total: int) -> None:
        heard.append((done, total))
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        export(PLAN, "pack", b.fy(2022), tmp_path / "a.pdf", services, cancel)
    assert heard == [(0, 6), (1, 6), (2, 6)]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("report", [name for name, document in DOCUMENTS.items() if Format.PDF in document.formats])
def test_every_document_can_go_round_for_approval(tmp_path: Path, services: Services, report: str) -> None:
    front = Front("資料1", approval=True, drafter="見本 花子")
    export(PLAN, report, b.fy(2022), tmp_path / "a.xlsx", services, options=ReportOptions(front=front))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["起案用紙"]
    assert book.sheetnames[0] == "起案用紙"
    assert sheet.page_setup.orientation == "portrait"
    assert {"見本 花子", "市長"} <= {cell.value for row in sheet.iter_rows() for cell in row}
    assert [each.page_setup.firstPageNumber for each in book.worksheets[:2]] == [None, 1]


@pytest.mark.parametrize(
    ("plan", "year", "silent"),
    [
        (b.plan(), 2022, set(BOUND)),
        (PLAN, 2022, {DocumentName.OPINIONS, DocumentName.FUNDING, DocumentName.STATISTICS}),
        (b.plan(b.goal("g1")), 2022, {*BOUND} - {DocumentName.PLAN}),
        (b.with_tables(), 2020, {DocumentName.OPINIONS}),
        (samples.plan(), 2022, {DocumentName.FUNDING, DocumentName.STATISTICS}),
    ],
)
def test_a_document_has_content_where_it_says_anything(plan: Plan, year: int, silent: set[DocumentName]) -> None:
    now = plan.at(b.fy(year))
    assert with_content(now, b.fy(year)) == set(BOUND) - silent


@pytest.mark.parametrize("year", [2021, 2025])
def test_the_years_of_the_plan_are_accepted(year: int) -> None:
    check_year(PLAN, b.fy(year))


def test_another_year_is_refused_with_the_period() -> None:
    with pytest.raises(UserError, match="令和8年度") as caught:
        check_year(PLAN, b.fy(2026))
    assert "令和3年度から令和7年度まで" in caught.value.remedy


@pytest.mark.parametrize(
    ("report", "options", "name"),
    [
        ("summary", ReportOptions(), "砂川市_数値目標・KPI集計表_令和4年度"),
        ("summary", ReportOptions(goal="g1"), "砂川市_数値目標・KPI集計表_基本目標1_令和4年度"),
        ("summary", ReportOptions(goal="cross"), "砂川市_数値目標・KPI集計表_横断_目標_令和4年度"),
        ("summary", ReportOptions(goal="gone"), "砂川市_数値目標・KPI集計表_令和4年度"),
        ("statistics", ReportOptions(goal="g1"), "砂川市_統計表_令和4年度"),
        ("overview", ReportOptions(front=Front(draft=True, approval=True)), "砂川市_総括_令和4年度_案_起案"),
        ("opendata", ReportOptions(front=Front(draft=True, approval=True)), "砂川市_オープンデータ_令和3-7年度"),
    ],
)
def test_a_proposed_name_says_what_the_document_is_of(report: str, options: ReportOptions, name: str) -> None:
    goals = b.goal("g1"), replace(b.goal("cross", cross_cutting=True), title="横断 目標")
    assert proposed_name(replace(b.plan(*goals), municipality="砂川市"), report, b.fy(2022), options) == name


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (2019, 2023, "令和元-5年度"),
        (2022, 2022, "令和4年度"),
        (2015, 2019, "平成27年度-令和元年度"),
    ],
)
def test_data_are_named_by_the_years_they_are_of(first: int, last: int, name: str) -> None:
    plan = replace(PLAN, years=Period(b.fy(first), b.fy(last)))
    assert proposed_name(plan, "opendata", b.fy(first)).endswith(f"_オープンデータ_{name}")


def test_a_proposed_name_can_be_a_file_name() -> None:
    plan = replace(PLAN, municipality='砂川/市:"A"')
    assert proposed_name(plan, "summary", b.fy(2022)).startswith("砂川_市_A_")
    assert proposed_name(plan, "summary", b.fy(2022)).endswith("_令和4年度")
