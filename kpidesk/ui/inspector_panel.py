"""The chosen indicator at the right: its facts, its trend, the 所見 of the year, last year's, and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kpidesk.ui.facts_panel import FactsPanel
from kpidesk.ui.remarks_editor import RemarksEditor
from kpidesk.ui.trend_chart import Trend, TrendChart
from kpidesk.ui.widgets import Disclosure, Paragraph, restyle, rule

if TYPE_CHECKING:
    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

EDITOR_HEIGHTS = (150, 320)
SHOWN_STEPS = 20
EDGE = 18


class InspectorPanel(QScrollArea):
    """Follows what the session picks; an edit shows at once."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._empty = Paragraph("表の行を選ぶと、指標の内容と所見がここに出ます。", role="muted")
        self._facts = FactsPanel(session, look)
        self._chart = TrendChart(look)
        self._title = QLabel()
        self._title.setFont(look.font(bold=True))
        self._count = QLabel()
        self.remarks = RemarksEditor(session)
        self._last_text = Paragraph()
        self._last = Disclosure("昨年の所見", self._last_text)
        self._history_text = Paragraph(role="muted")
        self._history = Disclosure("変更履歴", self._history_text)
        self._body = QWidget()
        self._build()
        self._wire()
        self._show()

    def _build(self) -> None:
        self.setObjectName("inspector")
        self._body.setObjectName("inspectorBody")
        self.setAccessibleName("指標")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remarks.setMinimumHeight(EDITOR_HEIGHTS[0])
        self.remarks.setMaximumHeight(EDITOR_HEIGHTS[1])
        self._last.setChecked(True)
        self._title.setBuddy(self.remarks)
        self._count.setProperty("role", "muted")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        box = QVBoxLayout(self._body)
        box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        box.setSpacing(12)
        for part in (self._empty, self._facts, self._chart, rule()):
            box.addWidget(part)
        box.addLayout(head)
        box.addWidget(self.remarks, 1)
        for below in (self._last, self._last_text, self._history, self._history_text):
            box.addWidget(below)
        box.addStretch()
        self.setWidget(self._body)

    def _wire(self) -> None:
        self._session.picked.connect(self._show)
        self._session.moved.connect(self._show)
        self._session.changed.connect(self._changed)
        self.remarks.textChanged.connect(self._say_count)
        self._history.toggled.connect(self._show_history)

    def write(self, event: QEvent | None) -> None:
        """Go to the 所見, with the key that was typed for it."""
        self.remarks.begin(event)
        self.ensureWidgetVisible(self.remarks)

    def _show(self) -> None:
        """Show the session's entry; what was being typed for the one before is saved first."""
        self.remarks.save()
        entry = self._session.entry
        self._empty.setVisible(entry is None)
        for part in (self._facts, self._title, self.remarks, self._count, self._last, self._history):
            part.setVisible(entry is not None)
        self._chart.setVisible(False)
        self._last_text.setVisible(entry is not None and self._last.isChecked())
        if entry is not None:
            self._fill(entry)

    def _fill(self, entry: Entry) -> None:
        year = self._session.year
        self._facts.show_entry(entry)
        if entry.shown is not None:
            self._chart.show_trend(Trend.of(entry.shown.series[0], tuple(self._session.years)), year)
        self._title.setText(f"{year}の所見")
        self.remarks.setAccessibleName(f"{year}の所見")
        self.remarks.show_text(entry.remarks_key(year), entry.remarks(year))
        self._say_count()
        before = year - 1
        self._last.name(f"昨年({before})の所見")
        self._last_text.say(entry.remarks(before) or "昨年の所見はありません。")
        self._show_history()

    def _say_count(self) -> None:
        text = self.remarks.toPlainText()
        self._count.setText(f"{len(text.replace(chr(10), ''))}字")
        restyle(self.remarks, "owed", not text.strip())

    def _show_history(self) -> None:
        """List the last steps that name the entry; the journal is read only while the list is open."""
        shown = self._history.isChecked() and self._session.entry is not None
        self._history_text.setVisible(shown)
        if not shown or self._session.entry is None:
            return
        named = f"{self._session.plan.places[self._session.entry.comment_owner].title}"
        found = [
            f"{step.at:%Y-%m-%d %H:%M} {step.who}\n{sentence}"
            for step in self._session.workspace.history(self._session.plan_uid)
            for sentence in step.sentences
            if named in sentence
        ]
        self._history_text.say("\n\n".join(found[:SHOWN_STEPS]) or "まだ変更はありません。")

    def _changed(self, step: ChangeSet) -> None:
        """Show the entry as it is after a step."""
        if step.changes:
            self._show()
