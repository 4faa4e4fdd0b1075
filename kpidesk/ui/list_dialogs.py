"""Plain lists in a dialog: what wants a look, what was changed, which keys there are, about the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kpidesk.ui.review_commands import KEYS
from kpidesk.ui.text_list_delegate import WHOLE, TextListDelegate
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenuBar

    Group = tuple[str, list[tuple[str, str]]]

SIZE = QSize(680, 480)
KEYS_SIZE = QSize(880, 700)
ABOUT_WIDTH = 480
HEAD = 36
IN_THE_GRID = (
    ("文字・数字", "選んだセルの入力を始める"),
    ("Enter／Shift+Enter", "確定して、次／前の未入力のセルへ進む"),
    ("Ctrl+Enter", "入力した値を選んだ範囲すべてに入れる"),
    ("Tab／Shift+Tab", "確定して、右／左のセルへ進む"),
    ("F2", "セルの値を直す"),
    ("Esc", "元の値に戻す(所見では表へ戻る)"),
    ("Shift+矢印", "セルの範囲を選ぶ"),
    ("Ctrl+矢印", "値のあるセルの端まで進む"),
    ("PgUp／PgDn", "1画面分上／下へ進む"),
    ("Home／End", "行の先頭／末尾へ進む"),
    ("Ctrl+Home／Ctrl+End", "表の先頭／末尾へ進む"),
    ("Ctrl+ホイール", "表を拡大／縮小する"),
    ("Alt+下線の文字", "メニューを開く"),
)
"""What no menu holds."""


class ListDialog(QDialog):
    """A list above a button that closes it."""

    def __init__(self, title: str, empty: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(TextListDelegate(self.list, WHOLE))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._empty = Paragraph(empty, "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addWidget(self._empty)
        box.addWidget(self.list)
        self.buttons = closing(self)
        box.addWidget(self.buttons)

    def fill(self, texts: list[str]) -> None:
        """Show the lines."""
        self.list.addItems(texts)
        self._empty.setVisible(not texts)
        self.list.setVisible(bool(texts))
        if texts:
            self.list.setCurrentRow(0)


class KeysDialog(QDialog):
    """What the keys do: all that the menus hold, menu by menu, and what is in the fingers alone."""

    def __init__(self, menus: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("キー操作の一覧")
        self.resize(KEYS_SIZE)
        groups = [("表の中", list(IN_THE_GRID)), ("評価・確認の一覧の中", list(KEYS)), *_groups(menus)]
        self.lines = [line for _, lines in groups for line in lines]
        inside = QWidget()
        halves = QHBoxLayout(inside)
        halves.setSpacing(40)
        for half in _halved(groups):
            halves.addLayout(self._column(half))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("キー操作の一覧")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.addWidget(area, 1)
        box.addWidget(closing(self))

    def _column(self, groups: list[Group]) -> QGridLayout:
        column = QGridLayout()
        column.setHorizontalSpacing(24)
        column.setVerticalSpacing(9)
        row = 0
        for title, lines in groups:
            column.setRowMinimumHeight(row, HEAD)
            column.addWidget(Paragraph(title, "muted"), row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            for keys, does in lines:
                row += 1
                for place, (text, role) in enumerate(((keys, "accent"), (does, ""))):
                    part = Paragraph(text, role)
                    part.setWordWrap(False)
                    column.addWidget(part, row, place)
            row += 1
        column.setRowStretch(row, 1)
        return column


def _halved(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups in two halves that are about as long."""
    lengths = [len(lines) + 1 for _, lines in groups]
    at = min(range(1, len(groups)), key=lambda cut: abs(sum(lengths[:cut]) - sum(lengths[cut:])))
    return groups[:at], groups[at:]


def _groups(menus: QMenuBar) -> Iterator[Group]:
    """Yield the title of each menu with what its keys do."""
    for action in menus.actions():
        lines = list(_keys_of(action))
        if lines:
            yield _plain(action.text()), lines


def _keys_of(action: QAction) -> Iterator[tuple[str, str]]:
    """Yield the keys and the words of an action, or of those in its menu."""
    below = action.menu()
    if isinstance(below, QMenu):
        for each in below.actions():
            yield from _keys_of(each)
        return
    words, _, shown = action.text().partition("\t")
    keys = "／".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()) or shown
    if keys:
        yield keys, _plain(words)


def _plain(words: str) -> str:
    """Return the words of a menu item without its mnemonic, its … and what it would undo now."""
    return re.sub(r"\(&.\)|…|:.*", "", words)


class AboutDialog(QDialog):
    """The version, and whose fonts these are."""

    def __init__(self, version: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("kpideskについて")
        self.setMinimumWidth(ABOUT_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 18)
        box.setSpacing(12)
        for text, role in (
            (f"kpidesk {version}", ""),
            ("市町村の総合戦略・総合計画のKPIを、毎年度、入力・集計・判定・出力します。", ""),
            ("データはお使いのパソコンのファイルだけにあり、どこへも送りません。", ""),
            ("書体: BIZ UDゴシック、BIZ UDPゴシック、Noto Sans JP (SIL Open Font License 1.1)", "muted"),
        ):
            box.addWidget(Paragraph(text, role))
        box.addStretch()
        box.addWidget(closing(self))


def closing(dialog: QDialog) -> QDialogButtonBox:
    """Return the button that closes a dialog."""
    buttons = QDialogButtonBox()
    buttons.addButton("閉じる", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    buttons.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return buttons
