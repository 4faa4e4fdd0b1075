"""A table that figures are typed into: an entry is settled or named, and a sentence stands beside its cell."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.figure_delegate import FigureDelegate
    from kpidesk.ui.grid_marks import Mark
    from kpidesk.ui.refusal_bubble import RefusalBubble
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
ASKED = (Trigger.AnyKeyPressed, Trigger.EditKeyPressed, Trigger.DoubleClicked)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FigureTable(QTableView):
    """Keeps an entry open until it can be read; which cell comes next is the table's own affair."""

    bubble: RefusalBubble
    _session: Session
    _delegate: FigureDelegate

    @abstractmethod
    def mark_of(self, index: Index) -> Mark | None:
        """Return what was pasted into a cell and could not be read."""

    @abstractmethod
    def _finish(self, key: Qt.Key | None, modifiers: Qt.KeyboardModifier) -> None:
        """End an entry by a key, or because the focus went elsewhere; one that cannot be read stays open."""

    def type_by(self, delegate: FigureDelegate) -> None:
        """Let figures be typed through a delegate."""
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        delegate.finished.connect(self._finish)
        delegate.refused.connect(self._say)
        self.verticalScrollBar().valueChanged.connect(self.bubble.hide)

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

    def keyboardSearch(self, search: str) -> None:
        """Look for nothing: letters typed on a cell that only refuses must not make the table jump."""

    def _close(self) -> None:
        editor = self._delegate.editor
        self._delegate.forget()
        if editor is not None:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _say(self, editor: QWidget | None, reason: str) -> None:
        if editor is None or not reason:
            self.bubble.hide()
        else:
            self.bubble.explain(reason, editor)

    def _say_mark(self) -> None:
        """Say beside the current cell why what was pasted into it could not be read."""
        current = self.currentIndex()
        if self._delegate.editor is not None:
            return
        if mark := self.mark_of(current) if current.isValid() else None:
            self._point(f"貼り付けた「{mark.text}」は入りませんでした。{mark.reason}\nEscキーで印が消えます。")
        else:
            self.bubble.hide()

    def _point(self, sentence: str) -> None:
        """Say a sentence beside the current cell."""
        self.bubble.point(sentence, self.visualRect(self.currentIndex()).translated(self.viewport().pos()))
