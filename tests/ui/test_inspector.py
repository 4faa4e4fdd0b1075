"""The inspector: facts, the direction that is decided there, the 所見 with its autosave, last year's, the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextBlock, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from kpidesk.domain.entries import entries
from kpidesk.domain.indicator import Direction
from kpidesk.domain.wording import DigitWidth
from kpidesk.domain.year_value import CommentKey, Side
from kpidesk.ui.chart_view import ChartView
from kpidesk.ui.inspector_panel import InspectorPanel
from kpidesk.ui.line_spacing import space_lines
from kpidesk.ui.remarks_pane import LINES
from kpidesk.ui.widgets import Disclosure, Paragraph
from kpidesk.workspace.settings import Settings
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

R4 = b.fy(2022)
UNDECIDED = "対象者1人当たりの助成額"


@pytest.fixture
def inspector(session: Session, look: Look, qtbot: QtBot) -> Iterator[InspectorPanel]:
    panel = InspectorPanel(session, look)
    qtbot.addWidget(panel)
    panel.resize(360, 900)
    panel.show()
    panel.remarks.save()  # puts it together at once
    yield panel
    panel.remarks.save()


def pick(session: Session, name: str) -> None:
    """Show the first entry whose indicator or project has that name."""
    named = (each for each in entries(session.plan, session.plan) if name in (_name(each.shown), _name(each.project)))
    session.pick(next(named))


def _name(what: object) -> str:
    return str(getattr(what, "name", "") or getattr(what, "title", ""))


def said(inspector: InspectorPanel) -> str:
    """Return every text the inspector shows, once it is laid out."""
    QCoreApplication.processEvents()
    return "\n".join(part.plain for part in inspector.findChildren(Paragraph) if part.isVisible())


def compose(inspector: InspectorPanel, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(inspector.remarks, event)


def test_it_tells_the_facts_and_the_verdict_with_its_arithmetic(inspector: InspectorPanel, session: Session) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    text = said(inspector)
    for part in ("36.7%(令和元年)", "40.0%(令和7年)", "▲ 未達成", "25.0 ＜ 37.0", "豊かな労働環境の充実支援事業"):
        assert part in text
    assert inspector.remarks.toPlainText().startswith("市内企業への就職率は25.0%")


def charts(inspector: InspectorPanel) -> list[ChartView]:
    return [view for view in inspector.findChildren(ChartView) if view.isVisible()]


def test_the_chart_tells_targets_and_actuals_of_the_years(inspector: InspectorPanel, session: Session) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    [chart] = charts(inspector)
    assert "実績値は令和3年度が36.6%、令和4年度が25.0%です" in chart.accessibleDescription()
    session.pick(next(each for each in entries(session.plan, session.plan) if each.shown is None))
    assert not charts(inspector)


def test_a_figure_alone_makes_no_chart(inspector: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    alone = "農作業受託面積"
    pick(session, alone)
    assert len(charts(inspector)) == 1
    entry = session.entry
    assert entry is not None
    assert entry.shown is not None
    with session.edit("削除") as edit:
        edit.set_value(entry.value_key(entry.shown.series[0], R4, Side.ACTUAL), None)
    qtbot.waitUntil(lambda: not charts(inspector))


def test_a_project_without_an_indicator_says_why(inspector: InspectorPanel, session: Session) -> None:
    entry = next(each for each in entries(session.plan, session.plan) if each.shown is None)
    session.pick(entry)
    assert entry.source is not None
    assert entry.source.waiver in said(inspector)


def test_an_undecided_direction_is_decided_there(inspector: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    pick(session, UNDECIDED)
    assert "どちらが良いかを決めてください" in said(inspector)
    box = inspector.findChild(QComboBox)
    assert box is not None
    assert box.currentText() == "未定"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert session.entry is not None
    assert session.entry.shown is not None
    assert session.entry.shown.direction is Direction.HIGHER
    qtbot.waitUntil(lambda: "どちらが良いかを決めてください" not in said(inspector))
    session.undo()
    assert session.entry.shown.direction is None


def test_a_direction_that_is_refused_is_not_shown_either(
    inspector: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    with session.edit("評価確定") as edit:
        edit.close_year(R4)
    box = inspector.findChild(QComboBox)
    assert box is not None
    box.setFocus()
    with qtbot.capture_exceptions() as raised:
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert [each[0].__name__ for each in raised] == ["LockedYearError"]
    assert box.currentText() == "大きいほど良い"


def test_the_autosaves_of_one_sitting_are_one_step(inspector: InspectorPanel, session: Session) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    before = inspector.remarks.toPlainText()
    inspector.remarks.setFocus()
    for text in ("一。", "二。", "三。"):
        compose(inspector, text)
        inspector.remarks.save()
    assert session.plan.indicator("i2").comments[R4].remarks == "一。二。三。" + before
    session.undo()
    assert session.plan.indicator("i2").comments[R4].remarks == before


def test_typing_is_saved_by_itself(inspector: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    compose(inspector, "追記。")
    qtbot.waitUntil(lambda: session.workspace.undo_title != "", timeout=3000)
    assert session.plan.indicator("i2").comments[R4].remarks.startswith("追記。")


def test_what_is_typed_for_one_indicator_is_saved_before_another_shows(
    inspector: InspectorPanel, session: Session
) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    compose(inspector, "追記。")
    pick(session, "研修終了者数")
    assert session.plan.indicator("i2").comments[R4].remarks.startswith("追記。")
    assert not inspector.remarks.toPlainText().startswith("追記。")


def test_the_count_follows_the_typing(inspector: InspectorPanel, session: Session) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    compose(inspector, "五文字です")
    assert inspector.pane.count.text() == "5字"


def test_last_years_text_and_the_history_are_there(inspector: InspectorPanel, session: Session) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    assert "市内企業への就職率は25.0%" in said(inspector)
    session.write_remarks(CommentKey("i2", b.fy(2023)), "新しい所見。")
    history = inspector.findChildren(Disclosure)[1]
    history.click()
    assert "所見: 0字 → 6字" in said(inspector)


def test_the_length_is_held_against_the_limit_in_words(inspector: InspectorPanel, session: Session) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    session.prefer(Settings(remarks_limit=4))
    compose(inspector, "四文字だ")
    assert inspector.pane.count.text() == "4／4字"
    compose(inspector, "った")
    assert inspector.pane.count.text() == "6／4字　2字超えています"
    assert inspector.pane.count.property("role") == "over"


def test_last_years_figures_and_verdict_stand_beside_its_text(inspector: InspectorPanel, session: Session) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    assert inspector.pane.last_figures.plain == "目標値 37.0%　実績値 25.0%\n▲ 未達成"


def test_last_years_text_is_copied_and_taken_back(inspector: InspectorPanel, session: Session) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    inspector.pane.copy.click()
    assert inspector.remarks.toPlainText() == session.plan.indicator("i2").comments[R4].remarks
    QTest.keyClick(inspector.remarks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert inspector.remarks.toPlainText() == ""


def test_digits_are_made_alike_in_one_click_only_where_they_are_not(
    inspector: InspectorPanel, session: Session
) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    assert not inspector.pane.unify.isVisible()
    compose(inspector, "前年の２５．０％から38%へ")
    assert inspector.pane.unify.text() == "数字を半角にそろえる"
    inspector.pane.unify.click()
    assert inspector.remarks.toPlainText() == "前年の25.0%から38%へ"
    assert not inspector.pane.unify.isVisible()
    session.prefer(Settings(digits=DigitWidth.FULL))
    inspector.pane.unify.click()
    assert inspector.remarks.toPlainText() == "前年の２５．０％から３８％へ"


def test_undo_in_the_field_takes_back_typing_not_a_step(inspector: InspectorPanel, session: Session) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    before = inspector.remarks.toPlainText()
    compose(inspector, "追記。")
    inspector.remarks.save()
    QTest.keyClick(inspector.remarks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert inspector.remarks.toPlainText() == before
    assert session.plan.indicator("i2").comments[R4].remarks == "追記。" + before


def test_an_autosave_leaves_the_composition_alone(inspector: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    inspector.remarks.setFocus()
    compose(inspector, "目標を")
    QCoreApplication.sendEvent(inspector.remarks, QInputMethodEvent("たっせい", []))
    qtbot.waitUntil(lambda: session.workspace.undo_title != "", timeout=3000)
    QTest.qWait(50)
    assert session.plan.indicator("i2").comments[b.fy(2023)].remarks == "目標を"
    assert inspector.remarks.textCursor().block().layout().preeditAreaText() == "たっせい"
    compose(inspector, "達成")
    assert inspector.remarks.toPlainText() == "目標を達成"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_begins_a_line(inspector: InspectorPanel, session: Session, modifier: Qt.KeyboardModifier) -> None:
    session.evaluate(b.fy(2023))
    pick(session, "砂川高校からの市内企業就職率")
    compose(inspector, "一")
    QTest.keyClick(inspector.remarks, Qt.Key.Key_Return, modifier)
    compose(inspector, "二")
    assert inspector.remarks.toPlainText() == "一\n二"


def test_a_heading_shows_nobody_elses_remarks(inspector: InspectorPanel, session: Session) -> None:
    pick(session, UNDECIDED)
    assert inspector.remarks.isVisible()
    session.pick(None)
    assert session.entry is None
    assert not inspector.remarks.isVisible()


def test_a_sheet_that_was_sent_back_says_why(inspector: InspectorPanel, session: Session) -> None:
    pick(session, UNDECIDED)
    entry = session.entry
    assert entry is not None
    assert entry.source is not None
    assert "差戻しの理由" not in said(inspector)
    with session.edit("差戻し") as edit:
        edit.hand_in(entry.source.uid, session.year)
        edit.send_back(entry.source.uid, session.year, "根拠となる資料を確認してください。")
    inspector.follow()
    assert "確認の状況" in said(inspector)
    assert "差戻しの理由" in said(inspector)
    assert "根拠となる資料を確認してください。" in said(inspector)
    with session.edit("再提出") as edit:
        edit.hand_in(entry.source.uid, session.year)
    inspector.follow()
    assert "差戻しの理由" not in said(inspector)
    assert "前回の差戻し" in said(inspector)
    assert "根拠となる資料を確認してください。" in said(inspector)


def test_the_field_shows_whole_lines(inspector: InspectorPanel, session: Session) -> None:
    pick(session, UNDECIDED)
    field = inspector.remarks
    field.setPlainText("\n".join("一二三" for _ in range(30)))
    space_lines(field.document())
    QTest.qWait(20)
    heights = [field.document().documentLayout().blockBoundingRect(block) for block in blocks_of(field.document())]
    bottom = field.viewport().height()
    cut = [box for box in heights if box.top() + 2 < bottom < box.bottom() - 6]
    assert cut == []
    assert sum(box.bottom() <= bottom + 6 for box in heights) == LINES


def blocks_of(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def test_the_chart_stands_below_the_remarks(inspector: InspectorPanel, session: Session) -> None:
    pick(session, "砂川高校からの市内企業就職率")
    (chart,) = inspector.findChildren(ChartView)
    assert chart.mapTo(inspector, QPoint()).y() > inspector.remarks.mapTo(inspector, QPoint()).y()
    inspector.size_wanted.emit()
    inspector.take_pane()
    assert chart.mapTo(inspector, QPoint()).y() > inspector.remarks.mapTo(inspector, QPoint()).y()
