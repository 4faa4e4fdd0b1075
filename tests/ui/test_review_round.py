"""The round of approval in the second view: what comes first, what a deed leads to, what the cards and rows tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from kpidesk.domain.evaluation import Stage
from kpidesk.ui import review_words as words
from kpidesk.ui.closing_dialogs import CloseYearDialog
from kpidesk.ui.review_card_delegate import CardDelegate
from kpidesk.ui.review_delegate import ReviewDelegate
from kpidesk.ui.view_tabs import View
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.review_page import ReviewPage
    from tests.conftest import Made

# the offscreen platform has no size hints, and no stack of windows
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

SHIFT = Qt.KeyboardModifier.ShiftModifier
SMALL_SCREEN = (1366, 768)
LONG = "参加者が減った理由は、感染状況に応じて開放を休止した期間があったことによる。" * 8


def opened(driver: Driver) -> ReviewPage:
    driver.press(Key.Key_2, CONTROL)
    page = driver.desk.review
    page.finish()
    return page


@pytest.fixture
def page(driver: Driver, sample: Path) -> ReviewPage:
    """Return the view of goal 3 on a small screen."""
    driver.window.open_path(sample)
    driver.window.resize(*SMALL_SCREEN)
    page = opened(driver)
    session = driver.desk.session
    session.go(session.plan_uid, session.plan.goals[2].uid)
    page.finish()
    return page


@pytest.fixture
def three(driver: Driver, make_workspace: Made) -> ReviewPage:
    """Return the view of a plan of three projects, the last with a long 所見."""
    kpis = [
        b.indicator(f"i{number}", b.series(targets={2022: "10"}, actuals={2021: "9", 2022: "9"})) for number in range(3)
    ]
    kpis[2] = b.with_remarks(kpis[2], 2022, LONG)
    driver.window.open_path(
        make_workspace(b.plan(b.goal("g1", *(b.project(f"p{n}", kpi) for n, kpi in enumerate(kpis)))))
    )
    page = opened(driver)
    driver.desk.session.evaluate(b.fy(2022))
    page.finish()
    return page


def stages(page: ReviewPage) -> list[Stage]:
    return [row.stage for row in page.list.rows.rows]


def chosen(page: ReviewPage) -> list[str]:
    return [row.entry.comment_owner for row in page.list.chosen]


def focused(page: ReviewPage) -> QWidget | None:
    return page.window().focusWidget()


def pointed(view: QAbstractItemView, at: QPoint) -> str:
    """Return what is told beside the mouse at a place of a view."""
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    told = QToolTip.text()
    QToolTip.hideText()
    return told


def test_five_rows_are_seen_on_a_small_screen(driver: Driver, page: ReviewPage) -> None:
    assert (driver.window.width(), driver.window.height()) == SMALL_SCREEN
    seen = page.list.viewport().rect()
    whole = [at for at in range(10) if seen.contains(page.list.visualRect(page.list.rows.index(at)))]
    assert len(whole) >= 5
    assert page.guide.isVisible()


def test_where_nothing_is_handed_in_that_comes_first(driver: Driver, page: ReviewPage) -> None:
    assert page.guide.words.text().startswith("まだ提出されていません。")
    assert page.guide.hand_in.text() == "まとめて提出（17件）(&U)"
    assert not page.commands.all.isVisible()
    QTest.mouseClick(page.guide.hand_in, Qt.MouseButton.LeftButton)
    assert set(stages(page)) == {Stage.SUBMITTED}
    assert not page.guide.isVisible()
    assert page.commands.all.text() == "まとめて確認（17件）(&L)"
    assert focused(page) is page.list
    assert driver.desk.view is View.REVIEW
    driver.desk.undo()
    assert page.guide.isVisible()


def test_only_what_is_shown_is_handed_in_and_never_what_was_sent_back(page: ReviewPage) -> None:
    page.bar.buttons["short"].click()
    page.guide.hand_in.click()
    page.list.selectAll()
    page.deeds.send_back(page.list.chosen[:1], "理由が足りません。")
    page.bar.clear()
    assert page.guide.words.text() == "まだ提出されていないものが8件あります。"
    page.guide.hand_in.click()
    assert stages(page).count(Stage.RETURNED) == 1
    assert stages(page).count(Stage.OPEN) == 0


def test_nothing_is_offered_where_nothing_can_be_altered(driver: Driver, page: ReviewPage) -> None:
    page.bar.charts.click()
    assert not page.guide.isVisible()
    page.bar.charts.click()
    assert page.guide.isVisible()
    with driver.desk.session.edit("評価確定") as edit:
        edit.close_year(b.fy(2022))
    assert not page.guide.isVisible()


def test_what_is_still_owed_is_told_when_it_is_handed_in(driver: Driver, three: ReviewPage) -> None:
    three.guide.hand_in.click()
    told = driver.desk.status.notice.text()
    assert told == "3件を「提出済」にしました。未入力が残っている項目が2件あります。"


def test_once_all_is_checked_the_year_can_be_closed(driver: Driver, three: ReviewPage) -> None:
    three.guide.hand_in.click()
    three.commands.all.click()
    assert stages(three) == [Stage.CHECKED] * 3
    assert three.guide.words.text().startswith("計画のすべてが確認済です。")
    assert not three.guide.hand_in.isVisible()
    three.guide.close_year.click()
    driver.dialog(CloseYearDialog).reject()


def test_all_rows_are_chosen_with_a_button(three: ReviewPage) -> None:
    assert three.commands.select_all.text() == "すべて選ぶ（3件）(&T)"
    three.commands.select_all.click()
    assert len(three.list.chosen) == 3
    assert three.commands.chosen.text() == "3件を選択中"
    assert not three.commands.select_all.isVisible()
    assert focused(three) is three.list


def test_the_buttons_say_how_many_they_reach(three: ReviewPage) -> None:
    three.deeds.hand_in()
    three.list.selectAll()
    texts = [button.text() for button in three.commands.buttons]
    assert texts == ["提出（2件）(&S)", "確認(&A)", "差戻し(&B)…", "判定の変更(&J)…"]
    three.list.clearSelection()
    assert three.commands.buttons[0].text() == "提出(&S)"


def test_a_deed_leads_to_what_is_left_of_the_same(driver: Driver, three: ReviewPage) -> None:
    three.list.selectAll()
    driver.press(Key.Key_S, CONTROL | SHIFT)
    assert chosen(three) == ["i0"]  # nothing is left: only the row the keys are on stays
    three.list.go(three.list.rows.rows[1].entry.identity)
    driver.press(Key.Key_Return, CONTROL)
    assert chosen(three) == ["i2"]
    three.deeds.send_back(three.list.chosen, "理由が足りません。")
    assert chosen(three) == ["i0"]  # the nearest above
    driver.press(Key.Key_Return, CONTROL)
    assert chosen(three) == ["i0"]
    assert stages(three) == [Stage.CHECKED, Stage.CHECKED, Stage.RETURNED]


def test_a_row_that_leaves_the_filter_makes_room_for_the_next(driver: Driver, three: ReviewPage) -> None:
    three.guide.hand_in.click()
    three.bar.stage.setCurrentIndex(1 + list(Stage).index(Stage.SUBMITTED))
    driver.press(Key.Key_Return, CONTROL)
    assert chosen(three) == ["i1"]
    three.list.selectAll()
    driver.press(Key.Key_Return, CONTROL)
    assert three.below.currentWidget() is three.nothing


def test_the_current_row_stays_in_sight_when_the_filter_is_lifted(driver: Driver, page: ReviewPage) -> None:
    session = driver.desk.session
    session.go(session.plan_uid, session.plan_uid)
    page.bar.order.setCurrentIndex(1)
    page.bar.buttons["short"].click()
    row = page.list.rows.rows[-1]
    page.list.go(row.entry.identity)
    top = page.list.visualRect(page.list.currentIndex()).top()
    page.bar.lift.click()
    assert page.list.current is not None
    assert page.list.current.entry.identity == row.entry.identity
    assert page.list.visualRect(page.list.currentIndex()).top() == pytest.approx(top, abs=90)
    assert page.list.viewport().rect().contains(page.list.visualRect(page.list.currentIndex()))


def test_every_row_shows_its_remarks_in_full(page: ReviewPage) -> None:
    delegate = page.list.itemDelegate()
    assert isinstance(delegate, ReviewDelegate)
    for number in range(10):
        laid = delegate.layout(page.list.rows.index(number))
        shown = ["".join(piece.lines) for piece in laid.pieces]
        assert "".join(laid.row.remarks.split()) in ["".join(text.split()) for text in shown]


def test_the_trend_is_told_beside_the_mouse(page: ReviewPage) -> None:
    delegate = page.list.itemDelegate()
    assert isinstance(delegate, ReviewDelegate)
    index = page.list.rows.index(0)
    box, laid = page.list.visualRect(index), delegate.layout(index)
    assert laid.spark is not None
    told = pointed(page.list, box.topLeft() + laid.spark.center().toPoint())
    assert told.startswith("破線は目標値、実線は実績値です。（単位: ")
    assert "\n令和4年度　目標値　" in told
    assert delegate.tip(index, QPointF(1, 1)) == ""


def test_a_project_without_figures_has_no_trend_to_explain(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(b.plan(b.goal("g1", b.project("p1")))))
    driver.window.resize(*SMALL_SCREEN)
    page = opened(driver)
    delegate = page.list.itemDelegate()
    assert isinstance(delegate, ReviewDelegate)
    spark = delegate.layout(page.list.rows.index(0)).spark
    assert spark is not None
    assert delegate.tip(page.list.rows.index(0), spark.center()) == ""


def test_many_goals_leave_the_room_to_the_list(driver: Driver, make_workspace: Made) -> None:
    goals = [b.goal(f"g{number}", b.project(f"p{number}", b.indicator(f"i{number}"))) for number in range(12)]
    driver.window.open_path(make_workspace(b.plan(*goals)))
    driver.window.resize(*SMALL_SCREEN)
    page = opened(driver)
    card = page.cards.visualRect(page.cards.sums.index(0))
    assert page.cards.height() < 3 * card.height()
    assert card.bottom() <= page.cards.height()
    page.cards.choose("g11")
    assert page.cards.viewport().rect().contains(page.cards.visualRect(page.cards.currentIndex()).center())
    driver.window.resize(1366, 1400)
    assert page.cards.height() > 3 * card.height()


def test_a_part_of_the_bar_says_what_it_counts(page: ReviewPage) -> None:
    index = page.cards.sums.index(1)
    box = page.cards.visualRect(index)
    delegate = page.cards.itemDelegate()
    first, second = delegate.segments(box.toRectF(), page.cards.sums.card(index))  # type: ignore[attr-defined]
    assert pointed(page.cards, first.box.center().toPoint()) == "✓ 達成 1件（14.3%）"
    assert pointed(page.cards, second.box.center().toPoint()) == "▲ 未達成 6件（85.7%）"
    told = pointed(page.cards, box.bottomLeft() + QPoint(30, -20))
    assert "（比べられる7件）\n昨年と今年の両方に判定のあるものだけを比べています。" in told


def test_a_card_says_how_far_the_round_has_come_and_what_waits(page: ReviewPage) -> None:
    def card(*, closed: bool = False) -> list[str]:
        page.finish()
        return words.rounds_of(page.cards.sums.cards[3], closed=closed)

    assert card() == ["すべて入力中（17件）"]
    page.list.go(page.list.rows.rows[0].entry.identity)
    page.deeds.hand_in()
    assert card() == ["入力中 16", "● 提出済 1"]
    assert card(closed=True) == ["✓ 評価確定済", "入力中 16", "提出済 1"]
    page.list.go(page.list.rows.rows[0].entry.identity)
    page.guide.hand_in.click()
    page.deeds.send_back(page.list.chosen, "理由が足りません。")
    assert card() == ["● 提出済 16", "差戻し 1"]
    told = str(page.cards.sums.index(3).data(Qt.ItemDataRole.ToolTipRole))
    assert told.endswith("入力中 0件　提出済 16件　差戻し 1件　確認済 0件\n確認を待っているもの 16件")
    page.commands.all.click()
    assert card() == ["差戻し 1", "確認済 16"]
    page.list.selectAll()
    page.deeds.hand_in()
    page.commands.all.click()
    assert card() == ["✓ すべて確認済（17件）"]
    assert card(closed=True) == ["✓ 評価確定済", "すべて確認済（17件）"]


def test_why_a_sheet_had_come_back_is_told_until_it_is_checked(page: ReviewPage) -> None:
    page.guide.hand_in.click()
    (sent,) = page.list.chosen

    def row() -> Reviewed:
        return next(each for each in page.watch.rows.values() if each.sheet == sent.sheet)

    page.deeds.send_back([sent], "出典を書いてください。")
    assert words.returned_of(row()) == "差戻しの理由: 出典を書いてください。"
    page.deeds.hand_in([row()])
    assert words.returned_of(row()) == "前回の差戻し: 出典を書いてください。"
    assert "前回の差戻し: 出典を書いてください。" in words.spoken(row(), 0)
    page.deeds.approve([row()])
    assert words.returned_of(row()) == ""


def test_a_goal_without_a_sheet_has_no_round_and_a_first_year_no_trend(page: ReviewPage) -> None:
    card = page.cards.sums.cards[3]
    assert words.rounds_of(replace(card, stages=dict.fromkeys(Stage, 0)), closed=True) == []
    note = replace(card.trend, note="計画の初年度のため、前年度と比べられません。")
    assert words.trends_of(card)[1:] == ("昨年より 良い0・同じ12・悪い2", "昨年より 良い0・悪い2")
    assert words.trends_of(replace(card, trend=note)) == ()
    assert words.trend_of(replace(card, trend=note)) == note.note


def sizes(page: ReviewPage, room: int) -> list[str]:
    """Return how the cards tell 事業数 and KPI数 in a width."""
    delegate = page.cards.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    lines = (line.text for card in page.cards.sums.cards for line in delegate._lines(card, room))  # noqa: SLF001 -- what is painted
    return [text for text in lines if text.startswith("事業数")]


def test_the_cards_are_worded_alike(page: ReviewPage) -> None:
    narrow, wide = sizes(page, 184), sizes(page, 900)
    assert narrow[:3] == ["事業数47・KPI数45（判定なし2）", "事業数8・KPI数7", "事業数7・KPI数9（判定なし1）"]
    assert wide[:2] == ["事業数 47　KPI数 45（判定なし 2）", "事業数 8　KPI数 7"]


def test_the_highlight_goes_to_what_is_left_for_each_deed(driver: Driver, three: ReviewPage) -> None:
    three.guide.hand_in.click()
    three.list.go(three.list.rows.rows[1].entry.identity)
    three.deeds.send_back(three.list.chosen, "理由が足りません。")
    assert chosen(three) == ["i2"]
    three.deeds.reopen()
    assert chosen(three) == ["i2"]  # nothing is to be done after that: it stays
    three.deeds.hand_in()
    assert chosen(three) == ["i1"]  # what was sent back is still to be handed in
    assert driver.desk.status.notice.text().startswith("1件を「提出済」にしました。")
    three.list.selectAll()
    three.deeds.approve()
    assert driver.desk.status.notice.text().endswith("差戻し1件はそのままです。")


def test_the_current_row_stays_in_sight_when_the_cards_grow(page: ReviewPage) -> None:
    page.list.go(page.list.rows.rows[9].entry.identity)
    page.list.resize(page.list.width(), page.list.height() - 60)
    assert page.list.viewport().rect().contains(page.list.visualRect(page.list.currentIndex()).bottomLeft())


def test_the_cards_say_at_once_that_the_year_is_closed(driver: Driver, three: ReviewPage) -> None:
    three.guide.hand_in.click()
    three.finish()
    before = three.cards.grab().toImage()
    index = three.cards.sums.index(0)
    with driver.desk.session.edit("評価確定") as edit:
        edit.close_year(b.fy(2022))
    three.finish()
    driver.qtbot.waitUntil(lambda: three.cards.grab().toImage() != before)
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)).endswith("評価確定済")
