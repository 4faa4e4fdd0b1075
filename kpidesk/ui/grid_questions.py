"""What the grid asks before it does something: the only dialogs of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class GridQuestions:
    """Asks the person; a test answers in its place."""

    def paste_anyway(self, parent: QWidget, sentence: str) -> bool:
        """Ask whether a block that does not fit is to be pasted."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 -- loads when first needed

        box = QMessageBox(parent)
        box.setWindowTitle("貼り付け")
        box.setText(sentence)
        go = box.addButton("貼り付ける", QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton("やめる", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stop)
        box.setEscapeButton(stop)
        box.exec()
        return box.clickedButton() is go

    def note(self, parent: QWidget, old: str) -> str | None:
        """Ask for the note of a figure, None where the person thought better of it."""
        from PySide6.QtWidgets import QInputDialog  # noqa: PLC0415 -- loads when first needed

        dialog = QInputDialog(parent)
        dialog.setWindowTitle("数値の注記")
        dialog.setLabelText("数値の注記(2018年度数値 など。空にすると消えます)")
        dialog.setTextValue(old)
        dialog.setOkButtonText("決定")
        dialog.setCancelButtonText("やめる")
        return dialog.textValue() if dialog.exec() else None
