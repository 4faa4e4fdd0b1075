"""What is fixed about an indicator: where it stands, from where to where, which way is better, and its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.approval import sheet_of
from kpidesk.domain.evaluation import Approval, Stage
from kpidesk.domain.indicator import Direction, Indicator
from kpidesk.domain.notation import format_point
from kpidesk.domain.rating import judge
from kpidesk.ui.stage_line import StageLine, owed_in_words
from kpidesk.ui.verdict_look import tone_of
from kpidesk.ui.widgets import Choice, Paragraph, heading, restyle

if TYPE_CHECKING:
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.indicator import Series
    from kpidesk.domain.rating import Verdict
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

UNDECIDED = "未定"
ASK = "判定するには、どちらが良いかを決めてください。"
GAP = 10


class FactsPanel(QWidget):
    """The upper half of the inspector."""

    hand_in_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place = Paragraph(role="muted")
        self._name = heading(look, scale=1.15)
        self._kind = Paragraph(role="accent")
        self._verdict = _VerdictCard(look)
        self._direction = Choice(self)  # never a window of its own, not for a moment
        self.stage = StageLine(self)
        self._ask = Paragraph(ASK, role="owed")
        self._facts = QFormLayout()
        self._build(look)
        self._direction.activated.connect(self._decide)
        self.stage.hand_in.clicked.connect(self.hand_in_wanted)

    def _build(self, look: Look) -> None:
        self._place.setFont(look.font(0.9))
        self._kind.setFont(look.font(0.9))
        self._direction.setAccessibleName("良い方向")
        self._direction.addItem(UNDECIDED, None)
        for direction in Direction:
            self._direction.addItem(direction.label, direction)
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(7)
        self._facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        head = QVBoxLayout()
        head.setSpacing(5)
        for part in (self._place, self._name, self._kind):
            head.addWidget(part)
        box.addLayout(head)
        box.addWidget(self._verdict)
        box.addLayout(self._facts)
        box.addWidget(self._ask)

    def show_entry(self, entry: Entry) -> None:
        """Show the facts of an entry; of a project without an indicator its title and why it has none."""
        project = entry.project.title if entry.project else ""
        shown = entry.shown
        places = self._session.plan.places
        above = " › ".join(places[node.uid].title for node in entry.path[-2:])
        self._place.say("\n".join(part for part in (above, project if shown else "") if part))
        self._name.say(shown.name if shown else project)
        section = (entry.project.section if entry.project else "") or (shown.section if shown else "")
        section = self._session.plan.section_in(section, self._session.year)
        kind = shown.kind.label if shown else (entry.source.waiver if entry.source else "") or "KPIなし"
        self._kind.say("　".join(part for part in (kind, section) if part))
        self._verdict.setVisible(shown is not None)
        self._ask.setVisible(False)
        self._clear()
        self._show_stage(entry)
        if shown is not None:
            self._show_indicator(shown)

    def _show_stage(self, entry: Entry) -> None:
        """Say how far the sheet has come and what it owes, offer 提出, and say why it was sent back, now or last."""
        plan, year = self._session.plan, self._session.year
        approval = sheet_of(plan, entry).stages.get(year) or Approval(Stage.OPEN)
        fixed = self._session.workspace.read_only or plan.is_closed(year)
        self.stage.show_stage(approval.stage, offered=not fixed)
        self._facts.addRow(_quiet("確認の状況"), self.stage)
        self.stage.show()
        if approval.reason:
            self._row("差戻しの理由", approval.reason, "bad")
        if approval.asked:
            self._row("前回の差戻し", approval.asked)
        if approval.stage in (Stage.OPEN, Stage.RETURNED) and (owed := owed_in_words(plan, entry, year)):
            self._row("未入力", owed, "owed")

    def _show_indicator(self, shown: Indicator) -> None:
        verdict = judge(self._session.plan, shown, self._session.year)
        self._verdict.show_verdict(verdict)
        for series in shown.series:
            self._points(shown, series)
        if shown.basis:
            self._row("目標の種類", shown.basis.label)
        if not shown.target_is_set:
            self._row("目標の設定", shown.setting_note or "目標値を設定していない")
        if shown.source:
            self._row("出典", shown.source)
        for note in shown.footnotes:
            self._row(note.mark, note.text)
        if shown.target_is_set:
            self._show_direction(shown)

    def _points(self, shown: Indicator, series: Series) -> None:
        style, unit = self._session.plan.style, shown.unit_of(series)
        behind = f"({series.label})" if series.label else ""
        for word, point in (("基準値", series.baseline), ("目標値", series.target)):
            if text := format_point(point, style, unit):
                self._row(f"{word}{behind}", text)

    def _show_direction(self, shown: Indicator) -> None:
        self._direction.pick(shown.direction)
        self._direction.setEnabled(not self._session.workspace.read_only)
        restyle(self._direction, "owed", shown.direction is None)
        self._direction.show()
        self._facts.addRow(_quiet("良い方向"), self._direction)
        self._ask.setVisible(shown.direction is None)

    def _row(self, word: str, text: str, role: str = "") -> None:
        self._facts.addRow(_quiet(word), Paragraph(text, role))

    def _clear(self) -> None:
        """Take all rows away; the choice of the direction is kept for the next indicator."""
        while self._facts.rowCount():
            row = self._facts.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                widget = item.widget()
                if widget in (self._direction, self.stage):
                    widget.hide()
                elif widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _decide(self, number: int) -> None:
        entry = self._session.entry
        if entry is not None and entry.shown is not None:
            self._direction.pick(entry.shown.direction)  # until the step is made: a closed year may refuse it
            self._session.decide(entry.values_uid, self._direction.itemData(number))


class _VerdictCard(QFrame):
    """The verdict with its sign, its arithmetic and the rate."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._label = heading(look, scale=1.1)
        self._why = Paragraph(role="muted")
        self._rate = QLabel()
        self._rate.setProperty("role", "muted")
        line = QHBoxLayout()
        line.addWidget(self._label, 1)
        line.addWidget(self._rate)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self._why)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show another verdict."""
        restyle(self._label, "role", tone_of(verdict))
        restyle(self, "tone", tone_of(verdict))
        self._label.say(f"{verdict.mark} {verdict.label}")
        self._why.say(verdict.why)
        self._rate.setText(f"達成率 {verdict.rate_text}" if verdict.rate_text else "")


def _quiet(word: str) -> Paragraph:
    made = Paragraph(word, "muted")
    made.setWordWrap(False)
    return made
