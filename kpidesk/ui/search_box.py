"""The search in the top bar: words in titles, indicators and comments, with what was found right below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from kpidesk.domain.year_value import CommentKey, CommentKind
from kpidesk.ui.jump import jump
from kpidesk.ui.slices import Slices
from kpidesk.ui.text_list_delegate import TextListDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from kpidesk.domain.search import Hit
    from kpidesk.ui.ground import Ground

PAUSE_MS = 150
SHOWN = 40
WIDTHS = (160, 260)
LIST_WIDTH = 460
LIST_HEIGHT = 380
FRAME = 10
MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchBox(QLineEdit):
    """Looks while nothing is typed for a moment; arrows choose, Enter goes there, Esc clears."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk)
        self._desk = desk
        self._hits: list[Hit] = []
        self.list = QListWidget(desk)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._slices: Slices[Hit] = Slices(self._show, self)
        self.setPlaceholderText("事業・KPI・所見を検索")
        self.setAccessibleName("事業・KPI・所見を検索")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(WIDTHS[0])
        self.setMaximumWidth(WIDTHS[1])
        self._build_list()
        self._pause.timeout.connect(self._look)
        self.textChanged.connect(self._later)
        self.list.itemClicked.connect(self._go)
        desk.session.changed.connect(self._stale)
        desk.session.moved.connect(self._stale)

    def _build_list(self) -> None:
        self.list.setObjectName("hits")
        self.list.setAccessibleName("検索の結果")
        self.list.setItemDelegate(TextListDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()

    def finish(self) -> None:
        """Look at once for what was typed."""
        if self._pause.isActive():
            self._look()
        self._slices.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES and self.list.isVisible():
            row = self.list.currentRow() + MOVES[Qt.Key(event.key())]
            self.list.setCurrentRow(min(max(0, row), len(self._hits[:SHOWN]) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()

    def _later(self) -> None:
        self._slices.stop()
        if self.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._show([])

    def _stale(self) -> None:
        """Look again after a step or for another year, where words stand there."""
        if self.text().strip():
            self._later()

    def _look(self) -> None:
        from kpidesk.domain.search import searched  # noqa: PLC0415 -- nobody waits for it while the window comes up

        self._pause.stop()
        self._slices.start(searched(self._desk.session.plan, self.text()))

    def _show(self, hits: list[Hit]) -> None:
        """List what was found, and mark in the tree where it stands."""
        places = self._desk.session.plan.places
        self._hits = hits
        found = [places[uid] for uid in dict.fromkeys(hit.uid for hit in hits)]
        self._desk.tree.mark({each.uid for place in found for each in (place, *place.ancestors)})
        self.list.clear()
        self.list.addItems([f"{hit.excerpt}\n{hit.what}　{places[hit.uid].title}" for hit in hits[:SHOWN]])
        if not hits:
            self._say("見つかりません。別の語で検索してください。")
        elif len(hits) > SHOWN:
            self._say(f"ほかに{len(hits) - SHOWN}件あります。語を足すと絞り込めます。")
        self.list.setCurrentRow(0 if hits else -1)
        self.list.setVisible(bool(self.text().strip()) and self.hasFocus())
        if self.list.isVisible():
            self._place()

    def _say(self, sentence: str) -> None:
        item = QListWidgetItem(sentence)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _place(self) -> None:
        """Put the list below the field, inside the desk."""
        below = self.mapTo(self._desk, QPoint(0, self.height() + 2))
        width = max(LIST_WIDTH, self.width())
        left = max(0, min(below.x(), self._desk.width() - width - FRAME))
        self.list.setGeometry(left, below.y(), width, LIST_HEIGHT)
        self.list.doItemsLayout()
        tall = sum(self.list.sizeHintForRow(row) for row in range(min(SHOWN, self.list.count()))) + FRAME
        self.list.resize(width, min(tall, LIST_HEIGHT, self._desk.height() - below.y()))
        self.list.raise_()

    def _enter(self) -> None:
        self.finish()
        if self._hits:
            self._go()

    def _go(self) -> None:
        """Go to the chosen hit."""
        hit, session = self._hits[max(0, self.list.currentRow())], self._desk.session
        here = f"{session.year}の{CommentKind.REMARKS.label}"
        self.list.hide()
        jump(self._desk, hit.uid, CommentKey(hit.uid, session.year) if hit.what == here else None)

    def _escape(self) -> None:
        """Clear the words, or go back to the grid where there are none."""
        if self.text():
            self.clear()
        else:
            self._desk.grid.setFocus()
