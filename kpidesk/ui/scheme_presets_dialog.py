"""The schemes that come with the program, with what each says, to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from kpidesk.domain.presets import PRESETS
from kpidesk.ui.list_dialogs import ListDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kpidesk.domain.scheme import Scheme


class PresetsDialog(ListDialog):
    """Hands the chosen scheme to `use`."""

    def __init__(self, use: Callable[[Scheme], None], parent: QWidget) -> None:
        super().__init__("判定方式の見本", "", parent)
        self._use = use
        self.choose = QPushButton("これを使う(&U)", self)
        self.choose.setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value
        self.choose.setDefault(True)
        self.buttons.addButton(self.choose, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._chosen)
        self.list.itemDoubleClicked.connect(self._chosen)
        self.fill([f"{scheme.name}\n{scheme.about}" for scheme in PRESETS])
        self.list.setFocus()

    def _chosen(self) -> None:
        self.accept()
        self._use(PRESETS[self.list.currentRow()])
