"""The left side of 帳票: the documents, what can be chosen for one, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpidesk.ui.preview_documents import DocumentList
from kpidesk.ui.preview_options import OptionsForm
from kpidesk.workspace.export import DOCUMENTS, Format

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.ui.look import Look

WIDE = 286  # px
LAST = 3  # place of the last deed
WORDS = {Format.PDF: "PDFで保存", Format.XLSX: "Excelで保存", Format.CSV: "CSVで保存", Format.JSON: "JSONで保存"}
PRINT = "印刷"


class PreviewPanel(QWidget):
    """Asks for a file in the format of a suffix, or for paper."""

    save_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(self, look: Look, plan: Plan) -> None:
        super().__init__()
        self.documents = DocumentList(look)
        self.form = OptionsForm(plan)
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
        self._choices = self._options()
        pile.addWidget(self._choices, 1)
        pile.addLayout(self._deeds())

    def offer(self, report: str, plan: Plan, year: FiscalYear) -> None:
        """Show what can be chosen for a document in the plan of a year, and what can be done with it."""
        formats = DOCUMENTS[report].formats
        for each, word in WORDS.items():
            self.buttons[word].setVisible(each in formats)
        has_pages = Format.PDF in formats
        self.buttons[PRINT].setVisible(has_pages)
        self.form.setVisible(has_pages)  # its place stays, so that the documents do not move under the mouse
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if has_pages else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._choices.setVerticalScrollBarPolicy(bar)
        self.form.offer(report, plan, year)

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
                (WORDS[Format.PDF], partial(self.save_wanted.emit, Format.PDF.value), ""),
                (WORDS[Format.XLSX], partial(self.save_wanted.emit, Format.XLSX.value), "Ctrl+E"),
                (WORDS[Format.CSV], partial(self.save_wanted.emit, Format.CSV.value), ""),
                (PRINT, self.print_wanted.emit, "Ctrl+P"),
                (WORDS[Format.JSON], partial(self.save_wanted.emit, Format.JSON.value), ""),
            )
        ):
            button = self.buttons[word] = QPushButton(word)
            button.clicked.connect(lambda _checked, deed=deed: deed())
            button.setToolTip(f"{word}（{keys}）" if keys else word)
            cell = min(place, LAST)  # what has no pages is never printed: those two take one place
            grid.addWidget(button, cell // 2, cell % 2)
        self.buttons[WORDS[Format.PDF]].setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value
        return grid
