"""Asking for files: what the window asks, so that a test can answer in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog, QWidget

WORKSPACES = "kpideskのファイル (*.kpidesk)"
DOCUMENTS = "計画文書 (*.json)"
SCHEMES = "判定方式 (*.json)"


class FilePrompts:
    """Each question returns a path, or None where the person thought better of it."""

    def __init__(self, start: Path) -> None:
        self._folder = start

    def open_workspace(self, parent: QWidget) -> Path | None:
        """Ask for a workspace to open."""
        return self._opened(parent, "ファイルを開く", WORKSPACES)

    def open_document(self, parent: QWidget) -> Path | None:
        """Ask for a plan document to read."""
        return self._opened(parent, "計画文書を選ぶ", DOCUMENTS)

    def read_into_empty(self, parent: QWidget, path: Path) -> bool:
        """Ask whether a plan document is to be read into a workspace that holds no plan yet."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 -- loads when first needed

        box = QMessageBox(parent)
        box.setWindowTitle("ファイルを開く")
        box.setText(f"「{path.name}」には計画がまだありません。")
        box.setInformativeText("計画文書(.json)を読み込むと、入力を始められます。")
        read = box.addButton("計画文書を読み込む", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("閉じる", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(read)
        box.exec()
        return box.clickedButton() is read

    def new_workspace(self, parent: QWidget, proposed: str) -> Path | None:
        """Ask where a new workspace goes."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- loads when first needed

        dialog = self._dialog(parent, "新しいファイルの保存先", WORKSPACES, proposed)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        return self._asked(dialog, ".kpidesk")

    def save_document(self, parent: QWidget, proposed: str, words: str, suffix: str) -> Path | None:
        """Ask where a document goes, in the format of the suffix."""
        dialog = self._dialog(parent, "帳票の保存先", f"{words} (*{suffix})", f"{proposed}{suffix}")
        return self._asked(dialog, suffix)

    def open_scheme(self, parent: QWidget) -> Path | None:
        """Ask for a rating scheme to read."""
        return self._opened(parent, "判定方式を選ぶ", SCHEMES)

    def save_scheme(self, parent: QWidget, proposed: str) -> Path | None:
        """Ask where a rating scheme goes."""
        return self._asked(self._dialog(parent, "判定方式の保存先", SCHEMES, proposed), ".json")

    def _opened(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- loads when first needed

        dialog = self._dialog(parent, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._asked(dialog, "")

    def _dialog(self, parent: QWidget, title: str, kinds: str, proposed: str = "") -> QFileDialog:
        """Return a dialog that speaks Japanese where Qt's own translation does not; with a name it is for saving."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- loads when first needed

        dialog = QFileDialog(parent, title, str(self._folder), kinds)
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "場所:")
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, "ファイル名:")
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, "種類:")
        if proposed:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(proposed)
        return dialog

    def _asked(self, dialog: QFileDialog, suffix: str) -> Path | None:
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return self._kept(chosen[0] if chosen else "", suffix)

    def _kept(self, name: str, suffix: str) -> Path | None:
        """Return the path with its suffix, remembering the folder for the next question."""
        if not name:
            return None
        path = Path(name)
        self._folder = path.parent
        return path if path.suffix.lower() == suffix or not suffix else path.with_name(path.name + suffix)
