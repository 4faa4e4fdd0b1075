"""Room between the lines of a text that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCursor

from kpidesk.ui.widgets import LINE_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument


def space_lines(document: QTextDocument) -> None:
    """Leave room between the lines of a text that is typed; not a step of its own to take back."""
    spaced = QTextBlockFormat()
    spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    whole = QTextCursor(document)
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeBlockFormat(spaced)
    document.clearUndoRedoStacks()
