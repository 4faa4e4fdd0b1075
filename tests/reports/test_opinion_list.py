from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.evaluation import Opinion
from kpidesk.reports.opinion_list import build
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import body, every_table, head, words

YEAR = samples.YEAR


def test_opinions_stand_by_year_and_meeting_with_what_came_of_them() -> None:
    report = build(samples.plan().at(YEAR), YEAR)
    assert [page.sheet for page in report.pages] == ["令和4年度", "令和3年度", "事業・指標ごと"]
    table = every_table(report)[0]
    assert head(table) == ["番号", "対象", "発言者", "意見", "対応", "所管課", "状況"]
    assert body(table) == [
        ["第1回推進委員会（令和4年6月）"] * 7,
        ["1", "人材育成事業", "A委員", "研修の機会を増やせないか。", "来年度から見直します。", "企画課", "対応済"],
        ["2", "", "A委員", "指標を分かりやすくできないか。", "", "企画課", "未対応"],
    ]
    assert "意見 2件（対応済 1件、未対応 1件）" in words(report.pages[0])


def test_opinions_of_years_to_come_are_left_out() -> None:
    report = build(samples.plan().at(YEAR), YEAR)
    assert not any("次の年度" in text for table in every_table(report) for row in body(table) for text in row)


def test_what_was_written_beside_a_project_stands_on_a_page_of_its_own() -> None:
    assert body(every_table(build(samples.plan().at(YEAR), YEAR))[-1]) == [["人材育成事業", "周知を望む。"]]


def test_meetings_are_named_by_what_is_known_of_them() -> None:
    known = (("会議", ""), ("", "6月"), ("", ""))
    opinions = tuple(
        Opinion(uid=f"o{at}", year=YEAR, meeting=meeting, date=date, opinion="意見", about="gone")
        for at, (meeting, date) in enumerate(known)
    )
    [table] = every_table(build(replace(b.plan(b.goal("g1")), opinions=opinions), YEAR))
    assert [row[0] for row in body(table)] == ["会議", "1", "6月", "2", "3"]
    assert {row[1] for row in body(table)} == {"", "会議", "6月"}


def test_without_opinions_the_page_says_so() -> None:
    [page] = build(b.plan(b.goal("g1")), YEAR).pages
    assert words(page)[-1] == "記載する内容がありません。"
