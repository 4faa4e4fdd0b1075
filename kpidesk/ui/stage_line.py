"""How far a sheet has come, with the button that hands it in, and what it still owes in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kpidesk.domain.approval import sheet_of, why_not_moved
from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.rollup import owed_by
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

MOST = 4
"""So many entries are named; the others are counted."""


class StageLine(QWidget):
    """The word for the stage, and 提出 or 再提出 where that comes next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.word = Paragraph()
        self.hand_in = QPushButton(self)
        self.hand_in.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.word, 1)
        line.addWidget(self.hand_in)

    def show_stage(self, stage: Stage, *, offered: bool) -> None:
        """Show a stage; the button only where it is offered and comes next."""
        again = stage is Stage.RETURNED
        self.word.say(stage.label)
        self.hand_in.setText("再提出(&S)" if again else "提出(&S)")
        tip = "直した内容をもう一度提出します。" if again else "数値と所見を提出して、確認を待ちます。"
        self.hand_in.setToolTip(f"{tip}（表ではCtrl+Shift+S）")
        self.hand_in.setVisible(offered and not why_not_moved(stage, Stage.SUBMITTED))


def entries_with(plan: Plan, entry: Entry) -> list[Entry]:
    """Return all entries that are handed in together with one, itself among them."""
    sheet = sheet_of(plan, entry)
    return [each for each in entries(plan, sheet) if sheet_of(plan, each).uid == sheet.uid]


def owed_in_words(plan: Plan, entry: Entry, year: FiscalYear) -> str:
    """Return what the sheet of an entry still owes, "" for nothing; several entries are told by name."""
    every = entries_with(plan, entry)
    owing = [each for each in every if owed_by(plan, each, year)]
    lines = ["、".join(_words(plan, each, year)) for each in owing[:MOST]]
    if len(every) > 1:
        lines = [f"{_name(each)}: {line}" for each, line in zip(owing, lines, strict=False)]
    rest = [f"ほか{len(owing) - MOST}件"] if len(owing) > MOST else []
    return "\n".join((*lines, *rest))


def _words(plan: Plan, entry: Entry, year: FiscalYear) -> Iterator[str]:
    """Yield what one entry owes, a word for the figures of each year."""
    keys = owed_by(plan, entry, year)
    yield from dict.fromkeys("所見" if isinstance(key, CommentKey) else f"{key.year}の実績値" for key in keys)


def _name(entry: Entry) -> str:
    return entry.shown.name if entry.shown else entry.project.title if entry.project else ""
