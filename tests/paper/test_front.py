from __future__ import annotations

from kpidesk.paper.front import Front, with_front
from kpidesk.paper.report import Heading, Page, Paragraph, Report

PAGES = tuple(Page(name, (Heading("総合戦略 集計表"), Heading(name), Paragraph("本文"))) for name in ("一", "二"))
REPORT = Report("総合戦略 集計表", PAGES)


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Heading | Paragraph)]


def test_without_a_front_the_report_is_the_same() -> None:
    assert with_front(REPORT, Front()) == REPORT


def test_number_meeting_and_date_stand_above_the_first_page_alone() -> None:
    first, second = with_front(REPORT, Front("資料2-1", "第2回推進会議", "令和5年10月3日")).pages
    assert texts(first) == ["資料2-1", "第2回推進会議　令和5年10月3日", "総合戦略 集計表", "一", "本文"]
    assert second == PAGES[1]


def test_a_date_alone_has_no_gap_before_it() -> None:
    assert texts(with_front(REPORT, Front(date="令和5年10月3日")).pages[0])[0] == "令和5年10月3日"


def test_the_occasion_is_one_line() -> None:
    assert [front.occasion for front in (Front(), Front(meeting="会議"), Front(meeting="会議", date="10月"))] == [
        "",
        "会議",
        "会議　10月",
    ]


def test_a_draft_says_so_wherever_its_title_stands() -> None:
    report = with_front(REPORT, Front(draft=True))
    assert report.title == "総合戦略 集計表（案）"
    assert [texts(page)[0] for page in report.pages] == ["総合戦略 集計表（案）"] * 2
    assert [texts(page)[1:] for page in report.pages] == [["一", "本文"], ["二", "本文"]]


def test_a_report_without_pages_stays_without() -> None:
    assert with_front(Report("空", ()), Front("資料1")).pages == ()
