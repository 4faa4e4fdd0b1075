"""One scheme to be written: its name and year, what it measures by, its bands, how it counts, and all that in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.scheme_words import sentences
from kpidesk.ui.scheme_bands_view import SchemeBandsView
from kpidesk.ui.scheme_bands_words import HEADS
from kpidesk.ui.scheme_counting_form import CountingForm
from kpidesk.ui.scheme_method_field import MethodField
from kpidesk.ui.text_list_delegate import TextListDelegate
from kpidesk.ui.widgets import Choice, Paragraph, restyle
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.ui.look import Look
    from kpidesk.ui.scheme_draft import Draft
    from kpidesk.ui.scheme_lines import Problem

NAME_MOST = 60
ABOUT_MOST = 200
BELOW = 138
RIGHT_NOW = "この方式の読み方"
WRONG = "直すところ(選ぶとその欄へ移ります)"


class SchemeForm(QWidget):
    """Writes into the draft it is shown; `changed` tells of every alteration."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._problems: list[Problem] = []
        self.name = QLineEdit(self)
        self.since = Choice(self)
        self._since = QLabel(self)
        self.about = QLineEdit(self)
        self.tabs = QTabWidget(self)
        self.method = MethodField(self)
        self.bands = SchemeBandsView(look, self)
        self.counting = CountingForm(self)
        self.words = Paragraph()
        self.problems = QListWidget(self)
        self.below = QStackedWidget(self)
        self._below_title = QLabel(RIGHT_NOW, self)
        self._below_title.setProperty("role", "muted")
        self._build()
        self._wire()

    def _build(self) -> None:
        self.name.setMaxLength(NAME_MOST)
        self.about.setMaxLength(ABOUT_MOST)
        self.name.setAccessibleName("方式の名前")
        self.about.setAccessibleName("説明")
        self.since.setAccessibleName("使い始める年度")
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        head.setVerticalSpacing(8)
        places = (("方式の名前(&M)", self.name, 0, 0), ("説明(&I)", self.about, 1, 0))
        for word, field, row, column in (*places, ("使い始める年度(&Y)", self.since, 0, 2)):
            label = self._since if field is self.since else QLabel(self)
            label.setText(word)
            label.setBuddy(field)
            head.addWidget(label, row, column)
            head.addWidget(field, row, column + 1, 1, 3 if field is self.about else 1)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._page_of_bands(), "測り方と区分(&1)")
        self.tabs.addTab(self.counting, "数え方(&2)")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.tabs, 1)
        box.addWidget(self._below_title)
        box.addWidget(self._part_below())

    def _page_of_bands(self) -> QWidget:
        page = QWidget(self)
        line = QGridLayout()
        line.setHorizontalSpacing(10)
        word = QLabel("測り方(&H)", page)
        word.setBuddy(self.method.kind)
        word.setFixedHeight(self.method.kind.sizeHint().height())
        line.addWidget(word, 0, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.method, 0, 1)
        line.setColumnStretch(1, 1)
        box = QVBoxLayout(page)
        box.setContentsMargins(2, 12, 2, 0)
        box.setSpacing(8)
        box.addLayout(line)
        box.addWidget(self.bands, 1)
        return page

    def _part_below(self) -> QWidget:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(self.words)
        area.setAccessibleName(RIGHT_NOW)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(10, 6, 10, 6)
        self.problems.setAccessibleName("直すところ")
        self.problems.setItemDelegate(TextListDelegate(self.problems))
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.below.addWidget(area)
        self.below.addWidget(self.problems)
        self.below.setFixedHeight(BELOW)
        return self.below

    def _wire(self) -> None:
        for line in (self.name, self.about):
            line.textEdited.connect(self._write)
        self.since.activated.connect(self._write)
        self.method.changed.connect(self._write)
        self.bands.model.edited.connect(self._write)
        self.counting.changed.connect(self._write)
        self.problems.itemActivated.connect(self._go)
        self.problems.itemClicked.connect(self._go)

    def show_draft(self, draft: Draft, years: Sequence[FiscalYear], *, locked: bool) -> None:
        """Show another draft; the years are those it may begin in, none for what stands before all."""
        self._draft = None
        scheme = draft.scheme
        self.name.setText(scheme.name)
        self.about.setText(scheme.about)
        self.about.setCursorPosition(0)
        self.method.show_method(scheme.method)
        self.counting.show_scheme(scheme)
        self.bands.model.show_lines(draft.lines)
        with QSignalBlocker(self.since):
            self.since.clear()
            for year in sorted({*years, draft.since}):
                self.since.addItem(str(year), year)
            self.since.pick(draft.since)
        self._draft = draft
        for part in (self._since, self.since):
            part.setVisible(bool(years))
        self._lock(locked=locked)
        self.tell()

    def _lock(self, *, locked: bool) -> None:
        for part in (self.name, self.about, self.since, self.method, self.counting):
            part.setEnabled(not locked)
        self.bands.lock(locked=locked)

    def tell(self) -> None:
        """Say what is wrong with the draft, else what it says."""
        if self._draft is None:
            return
        scheme, self._problems = self._draft.read()
        self.bands.model.measure_by(scheme.method)
        self.bands.model.mark(self._problems)
        self.bands.judge_by_hand(by_hand=scheme.by_hand)
        self.words.say("\n".join(sentences(scheme)))
        nameless = next((each.words for each in self._problems if each.of_name), "")
        restyle(self.name, "refused", bool(nameless))
        self.name.setToolTip(nameless)
        self.name.setAccessibleDescription(nameless)
        self.problems.clear()
        self.problems.addItems([self._said(problem) for problem in self._problems])
        self.below.setCurrentIndex(int(bool(self._problems)))
        self._below_title.setText(WRONG if self._problems else RIGHT_NOW)

    def _said(self, problem: Problem) -> str:
        if problem.line is None or problem.field is None:
            return problem.words
        return f"{problem.line + 1}行目の{HEADS[problem.field]}: {problem.words}"

    def _go(self) -> None:
        """Go to where the chosen problem is."""
        problem = self._problems[self.problems.currentRow()]
        if problem.line is not None and problem.field is not None:
            self.tabs.setCurrentIndex(0)
            self.bands.show_place(problem.line, problem.field)
        elif problem.of_name:
            self.name.setFocus()
        else:
            self.tabs.setCurrentIndex(0)
            self.bands.add.setFocus()

    def _write(self) -> None:
        """Take what stands in the fields into the draft; a text nobody touched stays as it was read."""
        draft = self._draft
        if draft is None:
            return
        scheme = self.counting.said(draft.scheme)
        if self.name.isModified():
            scheme = replace(scheme, name=clean_line(self.name.text()))
        if self.about.isModified():
            scheme = replace(scheme, about=clean_line(self.about.text()))
        draft.scheme = replace(scheme, method=self.method.method())
        draft.lines = list(self.bands.model.lines)
        draft.since = self.since.currentData()
        self.tell()
        self.changed.emit()
