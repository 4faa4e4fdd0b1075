from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.paper.front import Front
from kpidesk.paper.report import PAGE_NUMBER, Heading, Page, Paper, Paragraph, Report
from kpidesk.reports.approval_sheet import CLOSING
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.pack import CONTENTS, bind
from tests import builders as b
from tests.reports.reading import body, tables, words

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = b.fy(2022)
PLAN = b.plan()


def document(title: str, *pages: str, landscape: bool = True) -> Report:
    made = (Page(name, (Heading(title, level=1), Paragraph(name)), sheet=name[:2]) for name in pages)
    return Report(title, tuple(made), Paper(landscape=landscape))


DOCUMENTS = {
    DocumentName.OVERVIEW: document("総合戦略 総括", "判定", "判定別のKPI"),
    DocumentName.PLAN: document("総合戦略 計画本文", "施策体系", landscape=False),
}


def pack(front: Front | None = None) -> Report:
    return bind(PLAN, YEAR, DOCUMENTS, front or Front())


def contents(report: Report, at: int = 1) -> list[list[str]]:
    return body(tables(report.pages[at])[0])


def test_cover_and_contents_stand_before_the_documents() -> None:
    report = pack()
    assert [page.bookmark for page in report.pages] == ["表紙", CONTENTS, "判定", "判定別のKPI", ""]
    assert report.title == f"{PLAN.title} 委員会資料一式"
    assert words(report.pages[0])[1:] == [PLAN.title, "委員会資料一式", "評価対象年度　令和4年度", PLAN.municipality]


def test_the_cover_says_what_it_is_handed_out_with() -> None:
    cover = pack(Front("資料1", "第2回 推進委員会", "令和5年10月3日", draft=True)).pages[0]
    assert words(cover) == [
        "資料1",
        "第2回 推進委員会",
        PLAN.title,
        "委員会資料一式（案）",
        "評価対象年度　令和4年度",
        "令和5年10月3日",
        PLAN.municipality,
    ]


def test_documents_are_numbered_from_1() -> None:
    assert contents(pack()) == [
        ["資料1", "総括", PAGE_NUMBER],
        ["", "判定", PAGE_NUMBER],
        ["", "判定別のKPI", PAGE_NUMBER],
        ["資料2", "施策体系・計画本文", PAGE_NUMBER],
    ]
    assert [words(page)[0] for page in pack().pages[2:]] == ["資料1", "総合戦略 総括", "資料2"]


def test_documents_are_numbered_below_the_number_of_the_whole() -> None:
    report = pack(Front("資料2"))
    assert [row[0] for row in contents(report)] == ["資料2-1", "", "", "資料2-2"]
    assert [page.sheet for page in report.pages[2:]] == ["資料2-1 判定", "資料2-1 判定", "資料2-2 施策体系・計画本文"]


def leading(report: Report, at: int) -> Sequence[int | None]:
    return [cell.leads_to for row in tables(report.pages[at])[0].body for cell in row.cells]


def test_the_contents_lead_to_the_pages_also_behind_an_approval_sheet() -> None:
    assert leading(pack(), 1) == [None, 2, 2, None, 2, 2, None, 3, 3, None, 4, 4]
    approved = pack(Front(approval=True))
    assert leading(approved, 2) == [to and to + 1 for to in leading(pack(), 1)]
    assert [page.bookmark for page in approved.pages[:3]] == ["起案用紙", "表紙", CONTENTS]
    assert words(approved.pages[0])[3:] == [
        f"1　資料　{PLAN.title} 委員会資料一式",
        "資料1 総括",
        "資料2 施策体系・計画本文",
        "2　評価対象年度　令和4年度",
        CLOSING,
    ]


def test_each_document_keeps_its_paper_and_runs_under_its_name_and_number() -> None:
    chapters = [page.chapter for page in pack(Front(draft=True)).pages]
    assert [chapter and chapter.title for chapter in chapters] == [
        "表紙",
        "目次",
        "資料1 総括",
        "資料1 総括",
        "資料2 施策体系・計画本文",
    ]
    assert [chapter and chapter.paper.landscape for chapter in chapters] == [False, False, True, True, False]
    heads = [chapter and (chapter.head.left, chapter.head.right) for chapter in chapters[2:]]
    assert heads == [*[("総括（案）", "資料1")] * 2, ("施策体系・計画本文（案）", "資料2")]
    assert [chapter and chapter.foot.center for chapter in chapters] == ["", *["{page} / {pages}"] * 4]


def test_a_draft_says_so_in_every_title() -> None:
    report = pack(Front(draft=True))
    titles = [text for page in report.pages[2:] for text in words(page) if text.startswith("総合戦略")]
    assert titles == ["総合戦略 総括（案）", "総合戦略 総括（案）", "総合戦略 計画本文（案）"]
    assert report.title.endswith("（案）")
