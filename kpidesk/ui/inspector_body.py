"""What the inspector shows of an entry: its facts, its trend, the 所見 of the year, last year's, and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.reports.charts import indicator_charts
from kpidesk.ui.chart_stack import ChartStack
from kpidesk.ui.facts_panel import FactsPanel
from kpidesk.ui.remarks_pane import RemarksPane
from kpidesk.ui.widgets import Disclosure, Paragraph, rule

if TYPE_CHECKING:
    from kpidesk.domain.entries import Entry
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

SHOWN_STEPS = 20
EDGE = 18


class InspectorBody(QWidget):
    """The parts of the inspector one below the other."""

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._empty = Paragraph("表の行を選ぶと、指標の内容と所見がここに出ます。", role="muted")
        self.facts = FactsPanel(session, look)
        self._charts = ChartStack(look)
        self.pane = RemarksPane(session, look)
        self._history_text = Paragraph(role="muted")
        self._history = Disclosure("変更履歴", self._history_text)
        self._box = QVBoxLayout(self)
        self.setObjectName("inspectorBody")
        self._box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._box.setSpacing(12)
        for part in (self._empty, self.facts, rule(), self.pane, self._charts, self._history, self._history_text):
            self._box.addWidget(part)
        self._box.addStretch()
        self._history.toggled.connect(self._show_history)

    def take_pane(self) -> None:
        """Take the 所見 back that was shown elsewhere."""
        self._box.insertWidget(self._box.indexOf(self._charts), self.pane)

    def show_entry(self, entry: Entry | None) -> None:
        """Show an entry; what was being typed for the one before is saved first."""
        self.pane.editor.save()
        self._empty.setVisible(entry is None)
        for part in (self.facts, self.pane, self._history):
            part.setVisible(entry is not None)
        self._charts.show_charts(self._drawn(entry))
        if entry is not None:
            self._fill(entry)

    def _fill(self, entry: Entry) -> None:
        self.facts.show_entry(entry)
        self.pane.show_entry(entry)
        self._show_history()

    def _drawn(self, entry: Entry | None) -> tuple[ChartSpec, ...]:
        """Return the charts of an entry's indicator; a figure alone, with nothing to compare it with, makes none."""
        if entry is None or entry.shown is None:
            return ()
        charts = indicator_charts(self._session.plan, entry.shown, self._session.year)
        return tuple(chart for chart in charts if chart.figures and len(chart.figures) + len(chart.references) > 1)

    def _show_history(self) -> None:
        """List the last steps that name the entry; the journal is read only while the list is open."""
        session, entry = self._session, self._session.entry
        shown = self._history.isChecked() and entry is not None
        self._history_text.setVisible(shown)
        if not shown or entry is None:
            return
        steps = session.workspace.indicator_history(session.plan_uid, entry.comment_owner)
        found = ["\n".join((f"{step.at:%Y-%m-%d %H:%M} {step.who}", *step.sentences)) for step in steps[:SHOWN_STEPS]]
        self._history_text.say("\n\n".join(found) or "まだ変更はありません。")
