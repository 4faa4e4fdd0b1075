from __future__ import annotations

import errno
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.errors import CancelledError, UserError
from kpidesk.paper.front import Front
from kpidesk.reports.options import ReportOptions
from kpidesk.workspace.export import DOCUMENTS, REPORTS, Format, check_year, export, proposed_name
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

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
    for number, plan in enumerate((PLAN, b.plan())):
        export(plan, report, b.fy(2022), tmp_path / f"{number}{suffix}", services)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("year", [2021, 2025])
def test_the_years_of_the_plan_are_accepted(year: int) -> None:
    check_year(PLAN, b.fy(year))


def test_another_year_is_refused_with_the_period() -> None:
    with pytest.raises(UserError, match="令和8年度") as caught:
        check_year(PLAN, b.fy(2026))
    assert "令和3年度から令和7年度まで" in caught.value.remedy


def test_a_proposed_name_can_be_a_file_name() -> None:
    plan = replace(PLAN, municipality='砂川/市:"A"')
    assert proposed_name(plan, "summary", b.fy(2022)).startswith("砂川_市_A_")
    assert proposed_name(plan, "summary", b.fy(2022)).endswith("_令和4年度")
