"""The 入力 grid: the 集計表 under the fingers; typing opens a cell, Enter goes on to the next owed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.frozen_columns import FrozenColumns
from kpidesk.ui.grid_columns import LEADING, Part
from kpidesk.ui.grid_layout import GridLayout
from kpidesk.ui.refusal_bubble import RefusalBubble
from kpidesk.ui.year_grid_delegate import YearGridDelegate
from kpidesk.ui.year_grid_header import YearGridHeader

if TYPE_CHECKING:
    from kpidesk.ui.grid_columns import Columns
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session
    from kpidesk.ui.year_grid_model import YearGridModel

Index = QModelIndex | QPersistentModelIndex
SETTLE_MS = 120
Trigger = QAbstractItemView.EditTrigger
ASKED = (Trigger.AnyKeyPressed, Trigger.EditKeyPressed, Trigger.DoubleClicked)
ENSURE_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class YearGridView(QTableView):
    """Shows the grid model; the leading columns stay in view when it scrolls sideways."""

    remarks_wanted = Signal(object)

    def __init__(self, session: Session, model: YearGridModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = model
        self._look = look
        self._layout = GridLayout.of(look)
        self._shape: Columns | None = None
        self._frozen: FrozenColumns | None = None
        self._bubble = RefusalBubble(self)
        self._delegate = YearGridDelegate(look, self)
        self._refit = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setAccessibleName("入力")
        self.setAccessibleDescription("目標値と実績値の表。数字を打つと入力が始まります。")
        self.setItemDelegate(self._delegate)
        head = YearGridHeader(self._look, self)
        self.setHorizontalHeader(head)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(self._layout.row)
        rows.setDefaultSectionSize(self._layout.row)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        self.setModel(self._grid)

    def _wire(self) -> None:
        self._grid.modelReset.connect(self._start)
        self._grid.laid_out.connect(self._lay_out)
        self._delegate.finished.connect(self._finish)
        self._delegate.refused.connect(self._say)
        self._look.changed.connect(self._repaint)
        self._refit.timeout.connect(self._refit_heights)
        self.horizontalScrollBar().valueChanged.connect(self._place_frozen)
        self.horizontalScrollBar().rangeChanged.connect(self._place_frozen)
        self.horizontalHeader().sectionResized.connect(self._resized)

    def load(self) -> None:
        """Show the session's node with the first cell to fill in chosen."""
        self.abandon()
        self._grid.load()
        self.go(self._grid.first_entry())

    def go(self, index: QModelIndex) -> None:
        """Make a cell the current one and bring it into view; an invalid index changes nothing."""
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def settle(self) -> bool:
        """End an entry that is under way; False where it cannot be read, and stays."""
        editor = self._delegate.editor
        if editor is None:
            return True
        if self._delegate.settle():
            self._close()
            return True
        editor.setFocus()
        return False

    def abandon(self) -> None:
        """Let an entry go that is under way; what cannot be read is named once more, so that it is not lost unseen."""
        editor = self._delegate.editor
        if editor is not None:
            if not self._delegate.settle():
                self._session.noticed.emit(f"読み取れなかった入力「{editor.text()}」は取り消しました。")
            self._close()

    # what Qt calls

    def edit(self, index: QModelIndex, *how: object) -> bool:  # type: ignore[override]
        """Open a cell; a 所見 is written in the inspector, a locked cell says why it is locked."""
        trigger, event = how or (Trigger.AllEditTriggers, None)
        if trigger in ASKED and isinstance(self._grid.key(index), CommentKey):
            self.remarks_wanted.emit(event)
            return True
        refusal = self._grid.refusal(index)
        if trigger in ASKED and refusal:
            self._session.noticed.emit(refusal)
        return not refusal and bool(super().edit(index, trigger, event))  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Delete:
            self._clear()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._grid.face(self.currentIndex()).text)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Look for nothing: letters typed on a locked cell must not make the grid jump."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.settle():
            super().mousePressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        entry = self._grid.entry(current) if current.isValid() else None
        if entry is not None:
            self._session.pick(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()
        self._place_frozen()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = ENSURE_VISIBLE) -> None:
        super().scrollTo(index, hint)
        hidden = self._leading_width() - self.columnViewportPosition(index.column())
        if index.column() >= len(LEADING) and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    # ending an entry

    def _finish(self, key: Qt.Key | None) -> None:
        """End an entry by a key, or because the focus went elsewhere; one that cannot be read stays open."""
        if not self._delegate.settle():
            return
        self._close()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(self._grid.next_entry(self.currentIndex()))
        elif key is not None:
            back = key is Qt.Key.Key_Backtab
            action = QAbstractItemView.CursorAction.MovePrevious if back else QAbstractItemView.CursorAction.MoveNext
            self.go(self.moveCursor(action, Qt.KeyboardModifier.NoModifier))

    def _close(self) -> None:
        editor = self._delegate.editor
        self._delegate.forget()
        if editor is not None:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _say(self, editor: QWidget | None, reason: str) -> None:
        if editor is None or not reason:
            self._bubble.hide()
        else:
            self._bubble.say(reason, editor)

    def _enter(self) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        if isinstance(self._grid.key(current), CommentKey):
            self.remarks_wanted.emit(None)
        else:
            self.go(self._grid.next_entry(current))

    def _clear(self) -> None:
        if self.currentIndex().isValid() and (refusal := self._grid.clear(self.currentIndex())):
            self._session.noticed.emit(refusal)

    # laying out

    def _start(self) -> None:
        """Make ready for other rows; widths chosen by hand stay while the columns are the same."""
        columns = self._grid.columns
        for view in self._views():
            view.clearSpans()
            head = view.horizontalHeader()
            if isinstance(head, YearGridHeader):
                head.mark(columns.of_year(self._session.year))
        if columns != self._shape:
            self._shape = columns
            for column in range(columns.count):
                self.setColumnWidth(column, self._layout.width(columns, column))
            self._fill_width()

    def _lay_out(self, first: int, last: int) -> None:
        for view in self._views():
            self._layout.set_spans(view, self._grid.sheet, range(first, last + 1))
            self._layout.set_heights(view, self._grid.sheet, range(first, last + 1), self._name_widths())

    def _refit_heights(self) -> None:
        for view in self._views():
            self._layout.set_heights(view, self._grid.sheet, range(self._grid.sheet.height), self._name_widths())

    def _resized(self, column: int) -> None:
        if column < len(LEADING):
            self._refit.start()
        self._place_frozen()

    def _fill_width(self) -> None:
        """Give the 所見 column what the others leave of the width."""
        columns = self._grid.columns
        last = columns.of(Part.REMARKS)
        if self._shape is None:
            return
        others = sum(self.columnWidth(column) for column in range(last))
        self.setColumnWidth(last, max(self._layout.width(columns, last), self.viewport().width() - others))

    def _place_frozen(self) -> None:
        """Hold the leading columns in place once the grid is scrolled sideways."""
        scrolled = self.horizontalScrollBar().value() > 0
        if scrolled and self._frozen is None:
            self._frozen = FrozenColumns(self, self._look)
            self._bubble.raise_()
            self._frozen.refit()
            self._start()
            self._lay_out(0, self._grid.sheet.height - 1)
        if self._frozen is not None:
            self._frozen.setVisible(scrolled)
            if scrolled:
                self._frozen.refit()
                self._frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())

    def _views(self) -> tuple[QTableView, ...]:
        return (self,) if self._frozen is None else (self, self._frozen)

    def _name_widths(self) -> tuple[int, int]:
        return self.columnWidth(0), self.columnWidth(1)

    def _leading_width(self) -> int:
        return sum(self.columnWidth(column) for column in range(len(LEADING)))

    def _repaint(self) -> None:
        for view in self._views():
            view.viewport().update()
            view.horizontalHeader().viewport().update()
