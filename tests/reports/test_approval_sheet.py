from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.paper.front import Front
from kpidesk.paper.report import Page, Paragraph, Report
from kpidesk.reports.approval_sheet import CLOSING, REQUEST, approval_sheet, usual_offices, with_approval
from tests import builders as b
from tests.reports.reading import body, head, tables, words

YEAR = b.fy(2022)
FRONT = Front(approval=True, drafted="令和5年9月20日", section="企画課", drafter="見本 花子")


def sheet(front: Front = FRONT, *bound: str) -> Page:
    return approval_sheet(b.plan(), YEAR, front, "総合戦略 集計表（案）", bound)


def test_it_says_who_drafts_what_and_leaves_blank_what_is_settled_later() -> None:
    form = tables(sheet())[0]
    assert body(form) == [
        ["文書番号", "", "保存期間", ""],
        ["起案日", "令和5年9月20日", "決裁区分", ""],
        ["所属", "企画課", "決裁日", ""],
        ["起案者", *["見本 花子"] * 3],
        ["件名", *["総合戦略 集計表（案）について"] * 3],
    ]


def test_without_names_the_form_is_blank_but_for_its_subject() -> None:
    assert [row[1] for row in body(tables(sheet(Front(approval=True)))[0])] == [
        *[""] * 4,
        "総合戦略 集計表（案）について",
    ]


def test_the_request_is_followed_by_what_is_to_be_decided() -> None:
    assert words(sheet())[1:] == [
        REQUEST,
        "記",
        "1　資料　総合戦略 集計表（案）",
        "2　評価対象年度　令和4年度",
        CLOSING,
    ]
    front = replace(FRONT, meeting="推進委員会", date="10月3日")
    assert words(sheet(front, "資料1 総括", "資料2 集計表"))[3:] == [
        "1　資料　総合戦略 集計表（案）",
        "資料1 総括",
        "資料2 集計表",
        "2　評価対象年度　令和4年度",
        "3　会議　推進委員会　10月3日",
        CLOSING,
    ]


@pytest.mark.parametrize(
    ("municipality", "first", "last"),
    [
        ("砂川市", ["市長", "副市長", "部長"], "担当"),
        ("北区", ["区長", "副区長", "部長"], "担当"),
        ("上砂川町", ["町長", "副町長", "課長"], "担当"),
        ("泊村", ["村長", "副村長", "課長"], "担当"),
        ("北海道", ["知事", "副知事", "部長"], "担当"),
        ("見本", ["課長", "係長", "担当"], "担当"),
        ("", ["課長", "係長", "担当"], "担当"),
    ],
)
def test_offices_are_those_of_the_kind_of_municipality(municipality: str, first: list[str], last: str) -> None:
    offices = usual_offices(replace(b.plan(), municipality=municipality))
    assert list(offices[:3]) == first
    assert offices[-1] == last


def test_each_office_has_an_empty_box() -> None:
    [_, boxes] = tables(sheet())
    assert head(boxes) == list(usual_offices(b.plan()))
    assert body(boxes) == [[""] * len(boxes.columns)]
    assert boxes.body[0].least_height > 15


@pytest.mark.parametrize("written", ["町長、副町長、課長", "町長・副町長・課長", " 町長, 副町長\n課長 "])
def test_other_offices_are_parted_as_people_write_them(written: str) -> None:
    assert head(tables(sheet(replace(FRONT, offices=written)))[1]) == ["町長", "副町長", "課長"]


def test_many_offices_have_rows_of_equal_boxes() -> None:
    offices = [f"係{number}" for number in range(11)]
    [_, first, second] = tables(sheet(replace(FRONT, offices="、".join(offices))))
    assert [*head(first), *head(second)] == [*offices, ""]
    assert len(first.columns) == len(second.columns) == 6


def test_it_stands_before_the_document_and_is_not_one_of_its_pages() -> None:
    report = Report("集計表", (Page("一", (Paragraph("文"),)),))
    first, second = with_approval(report, b.plan(), YEAR, FRONT).pages
    assert first.chapter is not None
    assert not first.chapter.is_counted
    assert not first.chapter.paper.landscape
    assert second == report.pages[0]


def test_without_approval_the_report_is_the_same() -> None:
    report = Report("集計表", ())
    assert with_approval(report, b.plan(), YEAR, Front(drafter="見本")) is report
