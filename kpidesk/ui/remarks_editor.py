"""The 所見 of one indicator and year: saved while it is typed, all of one sitting in the field being one step."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from kpidesk.domain.change import comment_at
from kpidesk.ui.line_spacing import space_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.year_value import CommentKey
    from kpidesk.ui.session import Session

AUTOSAVE_MS = 700


class RemarksEditor(QTextEdit):
    """A plain text field that knows whose text it holds; Ctrl+Z is its own while it has something to take back."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key: CommentKey | None = None
        self._typed = ""
        self._stored = ""
        self._sitting = object()
        self._autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)
        self._autosave.timeout.connect(self.save)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setReadOnly(session.workspace.read_only)
        self.textChanged.connect(self._autosave.start)

    def show_text(self, key: CommentKey, text: str) -> None:
        """Show the text of a key; what is being typed for the same key stays while it was saved as this text."""
        self.setReadOnly(self._session.workspace.read_only or self._session.plan.is_closed(key.year))
        if key == self._key and text == self._stored:
            return
        self._key, self._stored, self._typed = key, text, text
        self._sitting = object()
        if text != self.toPlainText() or not text:
            self.setPlainText(text)
            space_lines(self.document())
        self._autosave.stop()

    def save(self) -> None:
        """Write what was typed since the last time."""
        self._autosave.stop()
        text = self.toPlainText()
        if self._key is None or self.isReadOnly() or text == self._typed:
            return
        self._session.write_remarks(self._key, text, self._sitting)
        self._typed, self._stored = text, comment_at(self._session.plan, self._key)

    def rewrite(self, text: str) -> None:
        """Put another text in place of the whole; Ctrl+Z takes it back."""
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(text)

    def begin(self, event: QEvent | None) -> None:
        """Take the focus with the key or composition that was meant for it; F2 and Enter only take the focus."""
        self.setFocus()
        self.moveCursor(QTextCursor.MoveOperation.End)
        typed = isinstance(event, QKeyEvent) and event.text().isprintable() and event.text() != ""
        if event is not None and (typed or isinstance(event, QInputMethodEvent)):
            QCoreApplication.sendEvent(self, event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where this text has nothing to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Let the field be put elsewhere in the window: what is typed before and after is one sitting."""
        sitting = self._sitting
        yield
        self._sitting = sitting

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.save()
        self._sitting = object()
        super().focusOutEvent(event)
