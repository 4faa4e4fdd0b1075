"""The left side of 帳票: the documents, what can be chosen for one, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpidesk.ui.preview_documents import DocumentList
from kpidesk.ui.preview_options import OptionsForm

if TYPE_CHECKING:
    from kpidesk.ui.look import Look

WIDE = 286  # px


class PreviewPanel(QWidget):
    """Asks for a file in the format of a suffix, or for paper."""

    save_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.documents = DocumentList(look)
        self.form = OptionsForm()
        self.buttons: dict[str, QPushButton] = {}
        self.setObjectName("documentPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDE)
        title = QLabel("帳票")
        title.setObjectName("paneTitle")
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 1, 0)  # the line at its edge
        pile.setSpacing(4)
        pile.addWidget(title)
        pile.addWidget(self.documents, 1)
        pile.addWidget(self._options(), 1)
        pile.addLayout(self._deeds())

    def _options(self) -> QScrollArea:
        self.form.setObjectName("inspectorBody")
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _deeds(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(14, 8, 13, 14)
        grid.setSpacing(8)
        for place, (word, deed, keys) in enumerate(
            (
                ("PDFで保存", partial(self.save_wanted.emit, ".pdf"), ""),
                ("Excelで保存", partial(self.save_wanted.emit, ".xlsx"), "Ctrl+E"),
                ("CSVで保存", partial(self.save_wanted.emit, ".csv"), ""),
                ("印刷", self.print_wanted.emit, "Ctrl+P"),
            )
        ):
            button = self.buttons[word] = QPushButton(word)
            button.clicked.connect(lambda _checked, deed=deed: deed())
            button.setToolTip(f"{word}（{keys}）" if keys else word)
            grid.addWidget(button, place // 2, place % 2)
        self.buttons["PDFで保存"].setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value
        return grid
