"""The left side of 帳票: the documents, what can be chosen for one, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kpidesk.reports.document_name import DocumentName
from kpidesk.ui.preview_documents import DocumentList
from kpidesk.ui.preview_options import OptionsForm
from kpidesk.ui.widgets import link
from kpidesk.workspace.export import DOCUMENTS, Format

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.ui.look import Look

WIDE = 286  # px
LEAST = 120  # px of the options
WORDS = {Format.PDF: "PDFで保存", Format.XLSX: "Excelで保存", Format.CSV: "CSVで保存", Format.JSON: "JSONで保存"}
KEYS = {Format.PDF: "Ctrl+Shift+P", Format.XLSX: "Ctrl+E"}
PRINT, PRINT_KEYS = "印刷", "Ctrl+P"
OF_THE_YEAR = (
    DocumentName.SUMMARY,
    DocumentName.PROGRESS,
    DocumentName.PROJECTS,
    DocumentName.OVERVIEW,
    DocumentName.PACK,
)
"""What hands out the figures and 所見 of the year, so that it matters what still wants a look."""


class PreviewPanel(QWidget):
    """Asks for a file in the format of a suffix, for paper, or for the list of 要確認."""

    save_wanted = Signal(str)
    print_wanted = Signal()
    findings_wanted = Signal()

    def __init__(self, look: Look, plan: Plan) -> None:
        super().__init__()
        self.documents = DocumentList(look)
        self.form = OptionsForm(plan, self.documents.name)
        self.buttons: dict[str, QPushButton] = {}
        self.doubts = link("")
        self.differs = QWidget(self)
        self.defaults = link("初期値に戻す")
        self._doubtful = 0
        self._deeds = QGridLayout()
        self.setObjectName("documentPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDE)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 1, 0)  # the line at its edge
        pile.setSpacing(0)
        pile.addLayout(self._head())
        pile.addWidget(self.documents)
        pile.addWidget(self._options(), 1)
        pile.addWidget(self._changes())
        pile.addLayout(self._deeds)
        self._make_buttons()
        self.doubts.clicked.connect(self.findings_wanted)
        self.defaults.clicked.connect(self.form.reset)

    def offer(self, report: str, plan: Plan, year: FiscalYear) -> None:
        """Show what can be chosen for a document in the plan of a year, and what can be done with it."""
        formats = DOCUMENTS[report].formats
        offered = [word for each, word in WORDS.items() if each in formats]
        self._lay([*offered, PRINT] if Format.PDF in formats else offered)
        self.form.offer(report, plan, year)
        self.differs.setVisible(self.form.differs)
        self._say_doubts()

    def tell_doubts(self, count: int) -> None:
        """Say how much of the year still wants a look; that hinders nobody."""
        self._doubtful = count
        self._say_doubts()

    def _say_doubts(self) -> None:
        self.doubts.setText(f"要確認が{self._doubtful}件残っています")
        self.doubts.setVisible(bool(self._doubtful) and self.documents.name in OF_THE_YEAR)

    def _head(self) -> QHBoxLayout:
        title = QLabel("帳票", self)
        title.setObjectName("paneTitle")
        self.doubts.setParent(self)
        self.doubts.setToolTip("要確認の一覧を開きます。残っていても、保存と印刷はできます。")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 8, 0)
        line.addWidget(title)
        line.addStretch()
        line.addWidget(self.doubts, 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def _options(self) -> QScrollArea:
        self.form.setObjectName("inspectorBody")
        area = QScrollArea()
        area.setObjectName("documentOptions")
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the list comes first
        area.setMinimumHeight(LEAST)
        self.form.opened.connect(lambda group: QTimer.singleShot(0, group, lambda: area.ensureWidgetVisible(group)))
        return area

    def _changes(self) -> QWidget:
        """Return the line that says that something was chosen, and lets go of it."""
        line = QHBoxLayout(self.differs)
        line.setContentsMargins(14, 4, 8, 0)
        words = QLabel("初期値から変えています。")
        words.setProperty("role", "muted")
        line.addWidget(words)
        line.addStretch()
        line.addWidget(self.defaults)
        self.defaults.setToolTip("この帳票の設定を初期値に戻します。会議名・期日・（案）は残ります。")
        return self.differs

    def _make_buttons(self) -> None:
        self._deeds.setContentsMargins(14, 8, 13, 12)
        self._deeds.setSpacing(8)
        deeds = {word: (partial(self.save_wanted.emit, each.value), KEYS.get(each, "")) for each, word in WORDS.items()}
        for word, (deed, keys) in (deeds | {PRINT: (self.print_wanted.emit, PRINT_KEYS)}).items():
            button = self.buttons[word] = QPushButton(word, self)
            button.clicked.connect(lambda _checked, deed=deed: deed())
            button.setToolTip(f"{word}（{keys}）" if keys else word)
        self.buttons[WORDS[Format.PDF]].setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value

    def _lay(self, words: list[str]) -> None:
        """Put the buttons that are of use two in a row, an odd last one over the whole width."""
        for word, button in self.buttons.items():
            self._deeds.removeWidget(button)
            button.setVisible(word in words)
        for place, word in enumerate(words):
            odd = place % 2 == 0 and place == len(words) - 1
            self._deeds.addWidget(self.buttons[word], place // 2, place % 2, 1, 2 if odd else 1)
