"""The table of texts: Qt's rules, one chosen row, the whole table on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kpidesk.ui.text_table import TextTable, TextTableModel
from tests.ui.driver import CONTROL, Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look

    Watch = Callable[[QAbstractItemModel], None]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
ROWS: list[tuple[str, ...]] = [("すべて", "3件"), ("企画課", "2件"), ("福祉課", "1件")]
LONG = "若い世代が地元で働き続けるための支援を見直す。" * 6


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> TextTable:
    del look
    made = TextTable(TextTableModel(("所管課", "件数"), [1], total=True), "所管課", [0])
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.fill(ROWS, 1)
    made.show()
    return made


def test_the_model_keeps_qts_rules(model_tester: Watch) -> None:
    model = TextTableModel(("所管課", "件数"), [1], total=True)
    model_tester(model)
    for rows in ([], ROWS, ROWS[::-1], ROWS[:1], []):
        model.fill(rows)
        assert model.rowCount() == len(rows)
    model.fill(ROWS)
    model.drop_last()
    assert model.rows == ROWS[:2]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_counts_stand_at_the_right_and_the_total_is_bold(table: TextTable) -> None:
    model = table.texts
    places = [model.index(1, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in (0, 1)]
    assert [bool(place & Qt.AlignmentFlag.AlignRight) for place in places] == [False, True]
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).bold()
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole) is None


def test_a_long_text_makes_its_row_higher(table: TextTable) -> None:
    before = table.rowHeight(1)
    table.fill([ROWS[0], (LONG, "2件"), ROWS[2]], 1)
    assert table.rowHeight(1) > 3 * before
    assert table.rowHeight(2) == before
    table.resize(1200, 300)
    QTest.qWait(20)
    assert table.rowHeight(1) < 3 * before


def test_the_arrows_choose_and_enter_goes_on(table: TextTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.keyClick(table, Key.Key_Down)
    assert chosen.args == [2]
    with qtbot.waitSignal(table.entered) as entered:
        QTest.keyClick(table, Key.Key_Return)
    assert entered.args == [2]


def test_a_copy_takes_the_heads_along(table: TextTable) -> None:
    table.fill([("企画課", "一行目\n二行目")])
    QTest.keyClick(table, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().replace("\r\n", "\n") == '所管課\t件数\n企画課\t"一行目\n二行目"\n'


def test_other_texts_in_as_many_rows_leave_the_choice(table: TextTable) -> None:
    table.fill([("全", "1件"), ("甲", "1件"), ("乙", "0件")], None)
    assert table.row == 1
