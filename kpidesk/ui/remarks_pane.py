"""The 所見 of the year and what helps to write it: its length, last year's text and figures, one width of digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.closing import why_closed
from kpidesk.domain.notation import format_value
from kpidesk.domain.rating import judge
from kpidesk.domain.wording import length as length_of
from kpidesk.domain.wording import with_digits
from kpidesk.domain.year_value import Side
from kpidesk.ui.grid_sheet import REMEDY
from kpidesk.ui.remarks_editor import RemarksEditor
from kpidesk.ui.widgets import LINE_HEIGHT, Disclosure, Paragraph, link, restyle

if TYPE_CHECKING:
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

FRAME = 7  # px, border and padding of a field in the style sheet
LINES = 9
"""So many lines of the 所見 are seen in the inspector."""
MOST = 16_777_215
GAP = 12
WIDE = 28


class RemarksPane(QWidget):
    """Stands in the inspector, or large in place of the grid; the field stays the same one."""

    size_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = QLabel()
        self._title.setFont(look.font(bold=True))
        self.count = QLabel()
        self.editor = RemarksEditor(session)
        self.sizer = link("大きく開く")
        self.unify = link("")
        self.last_text = Paragraph()
        self.last_figures = Paragraph(role="muted")
        self.copy = link("昨年の文を写す")
        self.locked = Paragraph(role="owed")
        self._last_box = QWidget(self)  # never a window of its own, not for a moment
        self._last = Disclosure("昨年の所見", self._last_box)
        self._outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._build()
        self._wire()
        self.be_large(large=False)

    def _build(self) -> None:
        self.count.setProperty("role", "muted")
        self.count.setAccessibleName("所見の字数")
        self._title.setBuddy(self.editor)
        self.sizer.setToolTip("所見の欄を大きく開きます。もう一度押すか、Escキーで戻ります。")
        self.copy.setToolTip("昨年の文を、所見のカーソルの位置に入れます。")
        self._last.setChecked(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.count)
        tools = QHBoxLayout()
        tools.addWidget(self.sizer)
        tools.addWidget(self.unify)
        tools.addStretch()
        writing = QVBoxLayout()
        writing.setSpacing(8)
        writing.addLayout(head)
        writing.addWidget(self.locked)
        writing.addWidget(self.editor, 1)
        writing.addLayout(tools)
        below = QVBoxLayout(self._last_box)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        for part in (self.last_figures, self.last_text, self.copy):
            below.addWidget(part)
        below.addStretch()
        last = QVBoxLayout()
        last.setSpacing(6)
        last.addWidget(self._last, 0, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self._last_box, 1)
        self._outer.addLayout(writing, 3)
        self._outer.addLayout(last, 2)

    def _wire(self) -> None:
        self.editor.textChanged.connect(self._say_length)
        self.sizer.clicked.connect(self.size_wanted)
        self.unify.clicked.connect(self._unify)
        self.copy.clicked.connect(self._copy)
        self._session.preferred.connect(self._say_length)

    def be_large(self, *, large: bool) -> None:
        """Lay the field out beside last year's text, or above it."""
        direction = QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom
        edge = WIDE if large else 0
        self._outer.setDirection(direction)
        self._outer.setSpacing(WIDE if large else GAP)
        self._outer.setContentsMargins(edge, edge * 2 // 3, edge, edge * 2 // 3)
        self.editor.setMinimumHeight(0 if large else self._small)
        self.editor.setMaximumHeight(MOST if large else self._small)
        self.sizer.setText("元の大きさに戻す" if large else "大きく開く")

    @property
    def _small(self) -> int:
        """The height of the field in the inspector, px: whole lines, so that none is cut in two."""
        edit = self.editor
        line = edit.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
        return int(LINES * line + edit.document().documentMargin()) + 2 * FRAME

    def show_entry(self, entry: Entry) -> None:
        """Show the 所見 of an entry, and last year's."""
        year = self._session.year
        before = year - 1
        self._title.setText(f"{year}の所見")
        self.editor.setAccessibleName(f"{year}の所見")
        self.editor.show_text(entry.remarks_key(year), entry.remarks(year))
        self._say_locked()
        self._say_length()
        last = entry.remarks(before)
        self._last.name(f"昨年({before})の所見")
        self.last_text.say(last or "昨年の所見はありません。")
        self.last_figures.say(self._figures(entry.shown, before) if entry.shown else "")
        self.last_figures.setVisible(bool(self.last_figures.plain))
        self.copy.setVisible(bool(last) and not self.editor.isReadOnly())

    def _say_locked(self) -> None:
        """Say why the text cannot be changed, where its year is closed."""
        reason = why_closed(self._session.plan, self._session.year)
        self.locked.say(f"{reason}{REMEDY}" if reason else "")
        self.locked.setVisible(bool(reason))

    def _figures(self, shown: Indicator, year: FiscalYear) -> str:
        """Return a year's target, actual and verdict on one line, "" where nothing stands there."""
        style = self._session.plan.style
        parts = []
        for series in shown.series:
            words = [
                f"{side.label} {format_value(value, style, shown.unit_of(series))}"
                for side in Side
                if (value := series.value(year, side)) is not None
            ]
            if words:
                parts.append("　".join((f"{series.label} " if series.label else "", *words)).strip("　"))
        verdict = judge(self._session.plan, shown, year)
        return "\n".join((*parts, f"{verdict.mark} {verdict.label}")) if parts else ""

    def _say_length(self) -> None:
        """Count the signs as they are printed, and offer what would make the digits alike."""
        text = self.editor.toPlainText()
        length, limit = length_of(text), self._session.settings.remarks_limit
        over = max(0, length - limit) if limit else 0
        words = f"{length}／{limit}字" if limit else f"{length}字"
        self.count.setText(f"{words}　{over}字超えています" if over else words)
        restyle(self.count, "role", "over" if over else "muted")
        restyle(self.editor, "owed", not text.strip() and not self.editor.isReadOnly())
        width = self._session.settings.digits
        self.unify.setText(f"数字を{width.label}にそろえる")
        self.unify.setVisible(not self.editor.isReadOnly() and with_digits(text, width) != text)

    def _unify(self) -> None:
        self.editor.rewrite(with_digits(self.editor.toPlainText(), self._session.settings.digits))
        self.editor.setFocus()

    def _copy(self) -> None:
        self.editor.insertPlainText(self.last_text.plain)
        self.editor.setFocus()
