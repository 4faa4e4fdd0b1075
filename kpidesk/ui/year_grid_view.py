"""The 入力 grid: the 集計表 under the fingers; typing opens a cell, Enter goes on to the next owed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.figure_table import ASKED, ENTER, Trigger
from kpidesk.ui.grid_commands import BLOCKS, LINE, ROUND, VALUES, WIDTHS, fill, keys_of, values_menu
from kpidesk.ui.grid_deeds import GridDeeds
from kpidesk.ui.grid_mouse import GridMouse
from kpidesk.ui.grid_moves import ARROWS, MOVING, moved
from kpidesk.ui.grid_selection import at
from kpidesk.ui.grid_table import GridTable
from kpidesk.ui.grid_writer import GridWriter
from kpidesk.ui.year_grid_delegate import YearGridDelegate

if TYPE_CHECKING:
    from kpidesk.domain.entries import Entry
    from kpidesk.ui.grid_commands import Deed
    from kpidesk.ui.grid_marks import Mark
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session
    from kpidesk.ui.year_grid_model import YearGridModel

Index = QModelIndex | QPersistentModelIndex


class YearGridView(GridTable):
    """The grid with what the keys and the mouse do in it."""

    remarks_wanted = Signal(object)

    def __init__(self, session: Session, model: YearGridModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, model, look, parent)
        self.writer = GridWriter(session, model)
        self.deeds = GridDeeds(session, self, model)
        self._mouse = GridMouse(self)
        self._keys = keys_of((*BLOCKS, *VALUES, *WIDTHS, *ROUND))
        self.setAccessibleName("入力")
        self.setAccessibleDescription("目標値と実績値の表。数字を打つと入力が始まります。")
        self.type_by(YearGridDelegate(look, self.fonts, self, self.viewport()))
        self.setModel(model)
        self._wire()

    def _wire(self) -> None:
        self._grid.dataChanged.connect(self._say_mark)
        self._grid.completed.connect(self._completed)

    def mark_of(self, index: Index) -> Mark | None:
        return self._grid.mark(index)

    def load(self) -> None:
        """Show the session's node with the first cell to fill in chosen; nothing is in view where no row is."""
        self.abandon()
        self._grid.load()
        self._begin()
        if not self.currentIndex().isValid():
            self._session.pick(None)

    def _begin(self) -> None:
        """Choose the first cell to fill in; where all is closed the first row there is."""
        first = self._grid.first_entry()
        self.go(first if first.isValid() else self._grid.first_row())

    def stand_on(self, entry: Entry) -> None:
        """Make an entry's row the current one, unless it is already, or is not shown."""
        here = self.entry
        self.go(self.currentIndex() if here and here.identity == entry.identity else self._grid.row_of(entry))

    @property
    def entry(self) -> Entry | None:
        """The entry of the current row, None on a heading or nowhere."""
        current = self.currentIndex()
        return self._grid.entry(current) if current.isValid() else None

    def go(self, index: QModelIndex) -> None:
        """Make a cell the current one and bring it into view; an invalid index changes nothing."""
        if index.isValid():
            self._choose(index)
            self.scrollTo(index)
            self._say_mark()

    def _choose(self, index: QModelIndex) -> None:
        """Make a cell the current one and the only one selected."""
        several = self.selection.block is not None and not self.selection.block.single
        self.selection.collapse()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if several:
            self.show_selection(follow=False)

    def show_selection(self, *, follow: bool = True) -> None:
        """Paint the block as it is now; `follow` brings the corner that moves into view."""
        for view in self._views():
            self.selection.refresh(view)
        if follow:
            self.scrollTo(self._grid.index(*self.selection.head))
        self._say_mark()

    # what Qt calls

    def edit(self, index: QModelIndex, *how: object) -> bool:  # type: ignore[override]
        """Open a cell; a 所見 is written in the inspector, a locked cell says why it is locked."""
        trigger, event = how or (Trigger.AllEditTriggers, None)
        if trigger in ASKED and isinstance(self._grid.key(index), CommentKey) and not self._grid.is_closed(index):
            self.remarks_wanted.emit(event)
            return True
        refusal = self._grid.refusal(index)
        if trigger in ASKED and refusal:
            self._session.noticed.emit(refusal)
            self._point(refusal)
        return not refusal and bool(super().edit(index, trigger, event))  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deed = self._keys.get(QKeySequence(event.key() | modifiers.value))
        if deed is not None:
            deed(self.deeds)
        elif key in ENTER:
            self._enter(back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key is Qt.Key.Key_Escape:
            self._escape()
        elif not self._stretch(key, modifiers):
            super().keyPressEvent(event)

    def _stretch(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Follow a key that stretches the selection or jumps; False for any other."""
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        current = self.currentIndex()
        if key not in MOVING or not current.isValid() or not (shift or (far and key in ARROWS)):
            return False
        if far:
            self._grid.finish()
        page = max(1, self.viewport().height() // self._layout.row - 1)
        start = self.selection.head if shift else (current.row(), current.column())
        place = moved(self._grid.sheet, start, key, page, far=far)
        if shift:
            self.selection.stretch(place)
            self.show_selection()
        else:
            self.go(self._grid.index(*place))
        return True

    def _escape(self) -> None:
        """Take the mark of the current cell away, else all marks, else the selection of several cells."""
        block = self.selection.whole
        if block is not None and not (self._grid.forget_marks(block) or self._grid.forget_marks()):
            self.go(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.settle():
            self.press(self, event)
            if event.button() is Qt.MouseButton.LeftButton and not event.isAccepted():
                super().mousePressEvent(event)

    def press(self, view: QTableView, event: QMouseEvent) -> None:
        """Take a press in the grid or in its frozen columns; one that is not accepted is to choose a cell."""
        event.setAccepted(self._mouse.press(view, event))
        index, block = view.indexAt(event.position().toPoint()), self.selection.block
        inside = block is not None and at(index) in block
        if not event.isAccepted() and index.isValid() and not (event.button() is Qt.MouseButton.RightButton and inside):
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw a block; Qt's own way would swell at headings."""
        self._mouse.move(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release()
        super().mouseReleaseEvent(event)

    def draw_on(self, view: QTableView, event: QMouseEvent, *, ends: bool = False) -> None:
        """Take the mouse's way over the frozen columns."""
        if ends:
            self._mouse.release()
        else:
            self._mouse.move(view, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the block, at the mouse or, for the key, at the current cell."""
        if not self.settle():
            return
        menu = QMenu(self)
        fill(menu, (*BLOCKS, LINE, *ROUND), self._do)
        menu.insertMenu(menu.actions()[4], values_menu(menu, self._do))
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        below = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos() if by_mouse else below)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoom(self.fonts.step(1 if turned > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.selection.collapse()
        self.show_selection(follow=False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if current.isValid():
            self._session.pick(self._grid.entry(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint the current cell alone, and leave the input method on for cells that only refuse."""
        del event
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.update(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint the current cell alone: opening an editor takes the focus and must not repaint the whole grid."""
        del event
        self.update(self.currentIndex())

    # ending an entry

    def _finish(self, key: Qt.Key | None, modifiers: Qt.KeyboardModifier) -> None:
        """End an entry by a key, or because the focus went elsewhere; one that cannot be read stays open."""
        enter = key in ENTER
        if enter and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._enter_everywhere()
            return
        if not self._delegate.settle():
            return
        self._close()
        if enter:
            self._enter(back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key is not None:
            back = key is Qt.Key.Key_Backtab
            action = QAbstractItemView.CursorAction.MovePrevious if back else QAbstractItemView.CursorAction.MoveNext
            self.go(self.moveCursor(action, Qt.KeyboardModifier.NoModifier))

    def _enter_everywhere(self) -> None:
        """Put what was typed into all selected cells; with one cell stay on it."""
        editor, block = self._delegate.editor, self.selection.block
        if block is None or block.single or editor is None:
            self.settle()
            return
        text = editor.text()
        self._close()
        self.deeds.writer.type_all(block, text)

    def _enter(self, *, back: bool = False) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        if back:
            self.go(self._grid.entry_before(current))
        elif isinstance(self._grid.key(current), CommentKey):
            self.remarks_wanted.emit(None)
        else:
            self.go(self._grid.next_entry(current))

    def _do(self, deed: Deed) -> None:
        deed(self.deeds)

    def _completed(self) -> None:
        """Begin where there is something to fill in, where no row was there to begin with."""
        if not self.currentIndex().isValid():
            self._begin()
        self.viewport().update()
