"""The second view: tabs, cards, order and filters, charts, what is offered and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Approval, Assessment, Reviewer, Stage
from kpidesk.domain.presets import preset
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.chart_view import ChartView
from kpidesk.ui.review_commands import COMMANDS, KEYS
from kpidesk.ui.review_deeds import NOTHING_CHOSEN
from kpidesk.ui.review_delegate import ReviewDelegate
from kpidesk.ui.review_dialogs import AssessDialog, ReasonDialog, VerdictDialog
from kpidesk.ui.theme import ThemeChoice
from kpidesk.ui.view_tabs import View
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.test_window import unnamed

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.review_page import ReviewPage
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


@pytest.fixture
def page(driver: Driver, sample: Path) -> ReviewPage:
    driver.window.open_path(sample)
    return opened(driver)


def has_focus(widget: QWidget) -> bool:
    return widget.hasFocus()


def opened(driver: Driver) -> ReviewPage:
    driver.press(Key.Key_2, CONTROL)
    page = driver.desk.review
    page.finish()
    return page


def owners(page: ReviewPage) -> list[str]:
    return [row.entry.comment_owner for row in page.list.rows.rows]


def small(driver: Driver, make_workspace: Made, *sections: str) -> ReviewPage:
    """Open a plan with a project of one indicator for each section."""
    row = b.series(targets={2021: "10", 2022: "10"}, actuals={2021: "9", 2022: "9"})
    projects = (
        replace(b.project(f"p{number}", b.indicator(f"i{number}", row)), section=section)
        for number, section in enumerate(sections)
    )
    driver.window.open_path(make_workspace(b.plan(b.goal("g1", *projects))))
    return opened(driver)


def test_nothing_of_it_is_there_before_it_is_opened(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    assert "review" not in vars(driver.desk)
    assert "papers" not in vars(driver.desk)
    assert [driver.desk.tabs.tabText(number) for number in range(driver.desk.tabs.count())] == [
        view.value for view in View
    ]


def test_the_keys_switch_between_the_views(driver: Driver, page: ReviewPage) -> None:
    assert driver.desk.tabs.currentIndex() == 1
    assert has_focus(page.list)
    assert not driver.desk.inspector.isVisible()
    assert driver.desk.year.isVisible()
    driver.press(Key.Key_1, CONTROL)
    assert driver.desk.tabs.currentIndex() == 0
    assert has_focus(driver.desk.grid)
    assert driver.desk.inspector.isVisible()
    driver.desk.tabs.setCurrentIndex(1)
    assert page.isVisible()


def test_an_entry_that_cannot_be_read_keeps_the_sheet(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.type("x")
    driver.press(Key.Key_2, CONTROL)
    assert driver.desk.view is View.ENTRY
    assert driver.desk.tabs.currentIndex() == 0
    driver.press(Key.Key_Escape)


def test_a_card_for_each_goal_below_the_line_of_the_plan(page: ReviewPage) -> None:
    cards = page.cards.sums.cards
    assert [card.counts.kpis for card in cards] == [45, 7, 9, 15, 14]
    assert [card.verdicts.counts["達成"] for card in cards] == [17, 1, 2, 5, 9]
    assert page.cards.currentIndex().row() == 0


def test_a_card_chooses_its_goal_with_enter_or_a_click(driver: Driver, page: ReviewPage) -> None:
    session = driver.desk.session
    page.cards.setFocus()
    driver.press(Key.Key_Right)
    driver.press(Key.Key_Right)
    driver.press(Key.Key_Return)
    assert session.node_uid == session.plan.goals[1].uid
    assert len(owners(page)) == 10
    at = page.cards.visualRect(page.cards.sums.index(3)).center()
    QTest.mouseClick(page.cards.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.node_uid == session.plan.goals[2].uid
    assert len(owners(page)) == 17


def test_the_tree_narrows_to_a_measure_and_its_goal_stays_marked(driver: Driver, page: ReviewPage) -> None:
    session = driver.desk.session
    measure = session.plan.goals[1].measures[0]
    session.go(session.plan_uid, measure.uid)
    assert page.cards.currentIndex().row() == 2
    assert 0 < len(owners(page)) < 10


def test_the_worst_stand_first_or_all_in_the_order_of_the_plan(page: ReviewPage) -> None:
    labels = [row.verdict.label if row.verdict else "" for row in page.list.rows.rows]
    assert labels == sorted(labels, key=["未達成", "達成", "未判定", "対象外", "目標年度前", ""].index)
    page.bar.order.setCurrentIndex(1)
    assert owners(page) == [row.entry.comment_owner for row in page.watch.rows.values()]


def test_filters_leave_out_and_are_lifted(page: ReviewPage) -> None:
    page.bar.buttons["short"].click()
    assert page.bar.buttons["short"].text() == "✓ 未達成のみ"
    assert {row.verdict.label for row in page.list.rows.rows if row.verdict} == {"未達成"}
    assert page.bar.count.text().startswith(f"{len(owners(page))}／55件")
    page.bar.stage.setCurrentIndex(2)
    assert page.below.currentWidget() is page.nothing
    page.bar.lift.click()
    assert len(owners(page)) == 55
    assert page.below.currentWidget() is page.list
    page.bar.buttons["doubtful"].click()
    assert 0 < len(owners(page)) < 10


def test_sections_are_offered_where_the_plan_names_any(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "商工課", "農政課")
    assert page.bar.section.isVisible()
    page.bar.section.setCurrentText("農政課")
    assert owners(page) == ["i1"]
    driver.press(Key.Key_PageDown, CONTROL)
    assert page.bar.section.currentText() == "農政課"


def test_the_filter_has_the_words_of_the_scheme_in_force(driver: Driver, page: ReviewPage) -> None:
    scheme = preset("osaka_library")
    assert scheme is not None
    with driver.desk.session.edit("判定方式") as edit:
        edit.set_scheme(b.fy(2022), scheme)
    page.finish()
    assert page.bar.buttons["short"].text() == "「A」以外"
    assert page.cards.sums.cards[0].trend.note == "前年度は判定の区分が違うため、比べられません。"
    assert {row.verdict.label for row in page.list.rows.rows if row.verdict} >= {"A", "D"}
    driver.desk.undo()
    assert page.bar.buttons["short"].text() == "未達成のみ"


def test_a_step_shows_at_once_and_its_row_stays_chosen(driver: Driver, page: ReviewPage) -> None:
    current = page.list.current
    assert current is not None
    driver.desk.session.write_remarks(CommentKey(current.entry.comment_owner, driver.desk.session.year), "増えた。")
    assert page.list.current is not None
    assert page.list.current.remarks == "増えた。"


def test_a_row_that_falls_out_leaves_the_next_one_chosen(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "", "", "")
    page.bar.buttons["unwritten"].click()
    assert owners(page) == ["i0", "i1", "i2"]
    page.list.go(page.list.rows.rows[1].entry.identity)
    driver.desk.session.write_remarks(CommentKey("i1", driver.desk.session.year), "増えた。")
    assert owners(page) == ["i0", "i2"]
    assert page.list.current is not None
    assert page.list.current.entry.comment_owner == "i2"


def test_charts_stand_in_for_the_list(driver: Driver, page: ReviewPage) -> None:
    page.bar.charts.click()
    page.finish()
    assert page.below.currentWidget() is page.charts
    assert not page.commands.isVisible()
    told = [view.accessibleDescription() for view in page.charts.findChildren(ChartView) if view.isVisibleTo(page)]
    assert "基本目標2 新しいひとの流れをつくるは達成2件、未達成6件、対象外1件" in told[0]
    assert "令和4年度は達成17件、未達成26件" in told[1]
    driver.desk.session.go(driver.desk.session.plan_uid, driver.desk.session.plan.goals[1].measures[0].uid)
    page.finish()
    told = [view.accessibleDescription() for view in page.charts.findChildren(ChartView)]
    assert "基本目標2" not in told[0]
    page.bar.charts.click()
    assert page.below.currentWidget() is page.list


def test_what_cannot_be_done_says_why(page: ReviewPage) -> None:
    texts = {action.text(): action.toolTip() for action in page.commands.actions_ if not action.isEnabled()}
    assert texts["確認(&A)"] == "入力中のため、先に提出が必要です。"
    assert texts["差戻し(&B)…"] == "入力中のため、先に提出が必要です。"
    page.list.clearSelection()
    told = {action.toolTip() for action in page.commands.actions_}
    assert told == {"一覧で指標か事業を選んでください。"}
    page.list.selectAll()
    assert page.commands.actions_[3].toolTip() == "指標を1件だけ選んでください。"
    assert page.deeds.why_not_steer() == ""


def test_a_closed_year_disables_everything_and_says_why(driver: Driver, page: ReviewPage) -> None:
    with driver.desk.session.edit("評価確定") as edit:
        edit.close_year(b.fy(2022))
    assert not any(action.isEnabled() for action in page.commands.actions_)
    assert page.commands.lock.isVisible()
    assert page.commands.lock.text() == "令和4年度は評価確定されているため、変更できません。"
    assert not page.commands.courses.isEnabled()
    driver.press(Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert {row.stage for row in page.list.rows.rows} == {Stage.OPEN}
    with driver.desk.session.edit("解除") as edit:
        edit.unlock_year(b.fy(2022), "誤りの訂正のため。")
    assert not page.commands.lock.isVisible()


def test_a_file_that_is_read_only_disables_everything(driver: Driver, sample: Path, services: Services) -> None:
    other = Workspace.open(sample, services)
    driver.window.open_path(sample)
    page = opened(driver)
    assert page.commands.lock.text() == "読み取り専用で開いているため、変更できません。"
    assert not any(action.isEnabled() for action in page.commands.actions_)
    other.close()


def test_many_are_handed_in_and_checked_at_once(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "商工課", "農政課", "農政課")
    page.list.setFocus()
    driver.press(Key.Key_A, CONTROL)
    driver.press(Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert [row.stage for row in page.list.rows.rows] == [Stage.SUBMITTED] * 3
    page.bar.section.setCurrentText("農政課")
    assert page.commands.all.text() == "まとめて確認（2件）(&L)"
    page.commands.all.click()
    page.bar.clear()
    assert [row.stage for row in page.list.rows.rows] == [Stage.SUBMITTED, Stage.CHECKED, Stage.CHECKED]
    assert driver.desk.status.notice.text() == "2件を「確認済」にしました。"
    driver.desk.undo()
    assert [row.stage for row in page.list.rows.rows] == [Stage.SUBMITTED] * 3


def test_what_the_cards_do_not_count_is_told_beside_the_list(driver: Driver, page: ReviewPage) -> None:
    session = driver.desk.session
    session.go(session.plan_uid, session.plan.goals[1].uid)
    assert page.bar.count.text() == "10件（うちKPI数に数えないもの1件）"


def test_what_still_looks_wrong_is_told_before_and_after_it_is_checked(driver: Driver, page: ReviewPage) -> None:
    driver.desk.watch.finish()
    assert not page.commands.caution.isVisible()
    page.list.selectAll()
    page.deeds.hand_in()
    driver.desk.watch.finish()
    rows, open_ = page.list.rows.rows, {each.uid for each in driver.desk.watch.open}
    doubtful = len({row.sheet for row in rows if row.uids & open_})
    assert doubtful
    told = f"うち要確認{doubtful}件・未判定1件"
    assert page.commands.caution.isVisible()
    assert page.commands.caution.text() == told
    assert page.commands.all.toolTip().endswith(f"\n{told}です。")
    page.commands.all.click()
    assert driver.desk.status.notice.text() == f"{len({row.sheet for row in rows})}件を「確認済」にしました。（{told}）"
    assert not page.commands.caution.isVisible()


def test_what_looks_wrong_leads_from_a_row_to_its_line(driver: Driver, page: ReviewPage) -> None:
    driver.desk.watch.finish()
    delegate = page.list.itemDelegate()
    assert isinstance(delegate, ReviewDelegate)
    number = next(at for at, row in enumerate(page.list.rows.rows) if page.list.rows.doubts_of(row))
    row = page.list.rows.rows[number]
    page.list.go(row.entry.identity)
    index = page.list.currentIndex()
    marks = delegate.layout(index).marks
    assert marks is not None
    sentence = page.list.rows.sentences_of(row)[0]
    assert delegate.tip(index, marks.center()).startswith(sentence)
    at = page.list.visualRect(index).topLeft()
    QTest.mouseMove(page.list.viewport(), at + QPoint(3, 3))
    driver.qtbot.waitUntil(lambda: page.list.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor)
    QTest.mouseMove(page.list.viewport(), at + marks.center().toPoint())
    driver.qtbot.waitUntil(lambda: page.list.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor)
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(3, 3))
    assert page.isVisible()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at + marks.center().toPoint())
    assert not page.isVisible()
    item = driver.desk.findings.list.currentItem()
    assert item is not None
    assert sentence in item.text()


def test_the_list_of_what_looks_wrong_is_offered_where_there_is_any(driver: Driver, page: ReviewPage) -> None:
    driver.desk.watch.finish()
    rows = page.list.rows
    sound = next(row for row in rows.rows if not rows.doubts_of(row))
    page.list.go(sound.entry.identity)
    assert not page.commands.doubts.isEnabled()
    page.deeds.open_doubts()
    assert driver.desk.view is View.REVIEW
    page.list.clearSelection()
    assert page.deeds.why_no_doubts() == NOTHING_CHOSEN
    page.list.go(next(row for row in rows.rows if rows.doubts_of(row)).entry.identity)
    assert page.commands.doubts.isEnabled()
    page.commands.doubts.trigger()
    assert driver.desk.findings.isVisible()


def test_those_at_another_stage_stay_as_they_are(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "", "")
    page.deeds.hand_in()
    page.list.selectAll()
    page.deeds.hand_in()
    assert driver.desk.status.notice.text() == (
        "1件を「提出済」にしました。提出済1件はそのままです。未入力が残っている項目が1件あります。"
    )
    page.list.selectAll()
    page.deeds.reopen()
    assert {row.stage for row in page.list.rows.rows} == {Stage.OPEN}
    page.deeds.approve()
    assert {row.stage for row in page.list.rows.rows} == {Stage.OPEN}


def test_the_course_of_a_project_is_chosen_from_the_words_of_the_plan(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "")
    words = [action.text().partition("(")[0] for action in page.commands.courses.actions()]
    assert words == ["なし", "継続", "拡充", "見直し", "縮小", "廃止"]
    page.commands.courses.actions()[1].trigger()
    assert page.list.rows.rows[0].course == "継続"
    page.commands.courses.actions()[0].trigger()
    assert page.list.rows.rows[0].course == ""
    driver.desk.undo()
    assert page.list.rows.rows[0].course == "継続"


def test_what_the_reviewers_say_is_written_side_by_side(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "")
    page.deeds.ask_assessments()
    dialog = driver.dialog(AssessDialog)
    label, text = dialog.fields[Reviewer.OFFICE]
    label.setCurrentIndex(1)
    text.setPlainText("概ね妥当である。")
    dialog.keep.click()
    (row,) = page.list.rows.rows
    assert row.judgement is not None
    assert row.judgement.office == Assessment("達成", "概ね妥当である。")
    assert row.judgement.own is None
    said = str(page.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "庁内評価: 達成 概ね妥当である。" in said


def test_what_is_sent_back_together_is_listed(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, *[""] * 9)
    page.guide.hand_in.click()
    page.list.selectAll()
    page.deeds.ask_back()
    dialog = driver.dialog(ReasonDialog)
    assert dialog.titles.isVisible()
    assert dialog.titles.toPlainText().split("\n") == [f"・事業p{number}" for number in range(9)]
    driver.compose("資料が足りません。")
    driver.press(Key.Key_Return, CONTROL)
    assert {row.approval.reason for row in page.list.rows.rows} == {"資料が足りません。"}


def test_a_reason_is_needed_to_send_back(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "")
    page.deeds.hand_in()
    page.deeds.ask_back()
    dialog = driver.dialog(ReasonDialog)
    assert not dialog.titles.isVisible()
    assert not dialog.keep.isEnabled()
    dialog.reason.setPlainText("実績値を確かめてください。")
    dialog.keep.click()
    assert page.list.rows.rows[0].approval == Approval(Stage.RETURNED, "実績値を確かめてください。")


def test_a_reason_is_needed_for_another_verdict_unless_people_judge(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "")
    page.deeds.ask_verdict()
    dialog = driver.dialog(VerdictDialog)
    assert dialog.keep.isEnabled()
    assert not dialog.reason.isEnabled()
    dialog.label.setCurrentIndex(1)
    assert not dialog.keep.isEnabled()
    dialog.without_reason()
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_going_back_in_steps_leads_to_the_entry(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, "", "")
    page.list.go(page.list.rows.rows[1].entry.identity)
    page.deeds.hand_in()
    page.list.go(page.list.rows.rows[0].entry.identity)
    driver.desk.undo()
    assert driver.desk.view is View.REVIEW
    assert page.list.current is not None
    assert page.list.current.entry.comment_owner == "i1"


def test_everything_has_a_name_and_can_be_reached(driver: Driver, page: ReviewPage) -> None:
    assert unnamed(driver.window) == []
    seen = set()
    for _ in range(3):
        seen.add(driver.focus)
        driver.press(Key.Key_F6)
    assert seen == {page.list, page.cards, driver.desk.tree.view}
    driver.press(Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert has_focus(page.bar.order)
    driver.press(Key.Key_Escape)
    assert has_focus(page.list)


def test_no_two_commands_share_a_key_or_a_mnemonic() -> None:
    keys = [command.keys for command in COMMANDS if command.keys]
    assert len(set(keys)) == len(keys)
    letters = [command.text.partition("&")[2][:1] for command in COMMANDS]
    others = "DIYLMTUC"  # 方向性, 入力で開く, 要確認の一覧, まとめて確認, その他, すべて選ぶ, まとめて提出, 評価を確定
    assert len({*letters, *others}) == len(letters) + len(others)
    assert {words for _, words in KEYS} >= {"提出", "確認", "差戻し", "判定の変更"}


def test_the_shares_of_the_panes_outlast_the_second_view(driver: Driver, page: ReviewPage) -> None:
    splitter = driver.desk.splitter
    driver.desk.show_view(View.ENTRY)
    before = splitter.sizes()
    driver.desk.show_view(View.REVIEW)
    assert splitter.sizes()[2] == 0
    splitter.moveSplitter(300, 1)
    driver.desk.show_view(View.ENTRY)
    left, _, right = splitter.sizes()
    assert [left, right] == pytest.approx([300, before[2]], abs=2)
    del page


def test_both_colours_are_painted(driver: Driver, page: ReviewPage) -> None:
    light = page.grab().toImage()
    driver.window.choose_theme(ThemeChoice.DARK)
    assert page.grab().toImage() != light
    driver.window.choose_theme(ThemeChoice.LIGHT)


def test_the_menu_alters_no_cell_that_is_out_of_sight(driver: Driver, page: ReviewPage) -> None:
    before = driver.desk.session.plan
    edit = driver.window.menuBar().actions()[1].menu()
    cells = next(action.menu() for action in edit.actions() if action.text() == "セル(&E)")  # type: ignore[attr-defined]
    next(action for action in cells.actions() if action.text().startswith("消去")).trigger()
    assert driver.desk.session.plan is before
    assert not page.isVisible()


def test_the_zoom_is_that_of_the_sheet(driver: Driver, page: ReviewPage) -> None:
    index = page.list.rows.index(0)
    before = page.list.sizeHintForIndex(index).height()
    for _ in range(3):
        driver.press(Key.Key_Plus, CONTROL)
    assert page.list.sizeHintForIndex(index).height() > before
    driver.press(Key.Key_0, CONTROL)
    assert page.list.sizeHintForIndex(index).height() == before


def test_the_keys_of_the_window_speak_of_the_chosen_entry(driver: Driver, page: ReviewPage) -> None:
    row = page.list.rows.rows[4]
    page.list.go(row.entry.identity)
    assert driver.desk.session.entry is not None
    assert driver.desk.session.entry.identity == row.entry.identity
    driver.press(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert not page.isVisible()
    assert driver.focus is driver.desk.inspector.remarks
    assert driver.desk.session.entry.identity == row.entry.identity


def test_the_sheet_follows_where_the_second_view_was_left(driver: Driver, page: ReviewPage) -> None:
    session = driver.desk.session
    session.go(session.plan_uid, session.plan.goals[3].uid)
    driver.press(Key.Key_1, CONTROL)
    driver.desk.model.finish()
    shown = driver.desk.model.sheet.entries
    assert shown == len(list(entries(session.plan, session.plan.goals[3])))
    assert not page.isVisible()


def test_every_row_is_chosen_those_out_of_sight_too(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, *[""] * 130)
    assert page.list.rows.rowCount() < 130
    page.list.selectAll()
    assert len(page.list.chosen) == 130


def test_scrolling_brings_further_rows(driver: Driver, make_workspace: Made) -> None:
    page = small(driver, make_workspace, *[""] * 130)
    bar = page.list.verticalScrollBar()
    for _ in range(5):
        driver.qtbot.waitUntil(lambda: bar.maximum() > 0)
        bar.setValue(bar.maximum())
        page.list.doItemsLayout()
    assert page.list.rows.rowCount() == 130
    page.bar.order.setCurrentIndex(1)
    page.list.setFocus()
    driver.press(Key.Key_End)
    assert page.list.current is not None
    assert page.list.current.entry.comment_owner == "i129"


def test_an_entry_far_below_comes_wholly_into_view(page: ReviewPage) -> None:
    page.list.go(page.list.rows.rows[50].entry.identity)
    box = page.list.visualRect(page.list.currentIndex())
    assert box.isValid()
    assert page.list.viewport().rect().contains(box)
