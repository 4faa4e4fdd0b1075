"""Opens the editor of a figure in a table and keeps it open until what was typed can be read."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from kpidesk.ui.widgets import restyle

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QObject
    from PySide6.QtGui import QFont

Index = QModelIndex | QPersistentModelIndex
ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class FigureDelegate(QStyledItemDelegate):
    """`finished` is a key that ends an entry, or none where the focus went; `refused` why a text cannot be read."""

    finished = Signal(object, object)
    refused = Signal(object, str)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._editor: QLineEdit | None = None
        self._editing = QPersistentModelIndex()

    @abstractmethod
    def type_in(self, index: Index, text: str) -> str:
        """Put a typed text into a cell; returns why it cannot be read, "" where it was."""

    @abstractmethod
    def name_of(self, index: Index) -> str:
        """Return what a cell is called."""

    @abstractmethod
    def figures(self) -> QFont:
        """Return the font of figures."""

    @property
    def editor(self) -> QLineEdit | None:
        """The open editor, None where nothing is being typed."""
        return self._editor

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)  # noqa: FBT003 -- Qt's name and value
        editor.setFont(self.figures())
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(self.name_of(index))
        editor.textEdited.connect(lambda: self._mark(editor, ""))
        self._editor, self._editing = editor, QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing: the view settles an entry itself, for one that cannot be read must stay open."""

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.forget()
        super().destroyEditor(editor, index)

    def settle(self) -> bool:
        """Save what was typed; where it cannot be read mark the editor, say why, and return False."""
        editor, index = self._editor, self._editing
        if editor is None or not index.isValid():
            return True
        reason = self.type_in(index, editor.text())
        self._mark(editor, reason)
        return not reason

    def forget(self) -> None:
        """Be done with the editor."""
        self._editor = None
        self.refused.emit(None, "")

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave to the view the keys that end an entry, and the loss of the focus to another part of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENDING:
            self.finished.emit(Qt.Key(event.key()), event.modifiers())
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in PASSING:
                self.finished.emit(None, Qt.KeyboardModifier.NoModifier)
            return False
        return super().eventFilter(editor, event)

    def _mark(self, editor: QLineEdit, reason: str) -> None:
        """Show in the editor whether its text was refused."""
        if bool(editor.property("refused")) != bool(reason):
            restyle(editor, "refused", bool(reason))
        self.refused.emit(editor, reason)
