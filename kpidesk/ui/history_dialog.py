"""変更履歴 of a cell, an indicator and the plan; what stood in a cell once is put back from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from kpidesk.domain.change import BLANK
from kpidesk.domain.closing import why_closed
from kpidesk.domain.notation import format_value
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.list_dialogs import ListDialog

if TYPE_CHECKING:
    from datetime import datetime

    from kpidesk.domain.year_value import CellKey, Value
    from kpidesk.ui.ground import Ground

STEPS = 500
NEVER = "まだ変更はありません。"


def show_cell_history(desk: Ground, key: CellKey) -> None:
    """Open what stood in a cell before and after each alteration."""
    if desk.settle():
        CellHistoryDialog(desk, key).open()


def show_indicator_history(desk: Ground, uid: str) -> None:
    """Open every step that altered an indicator, or a project's own comments."""
    if desk.settle():
        session = desk.session
        title = f"変更履歴: {session.plan.places[uid].title}"
        steps = session.workspace.indicator_history(session.plan_uid, uid)
        lines = [(_head(each.at, each.who, each.title), *each.sentences) for each in steps]
        StepsDialog(desk, title, lines).open()


def show_plan_history(desk: Ground) -> None:
    """Open every step of the chosen plan."""
    if desk.settle():
        steps = desk.session.workspace.history(desk.session.plan_uid)
        lines = [(_head(each.at, each.who, each.title), *each.sentences) for each in steps]
        StepsDialog(desk, "計画の変更履歴", lines).open()


class StepsDialog(ListDialog):
    """Steps with their sentences, newest first."""

    def __init__(self, desk: Ground, title: str, steps: list[tuple[str, ...]]) -> None:
        super().__init__(title, NEVER, desk)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = ["\n　".join(step) for step in steps[:STEPS]]
        if len(steps) > STEPS:
            lines.append(f"これより前に{len(steps) - STEPS}件の変更があります。")
        self.fill(lines)


class CellHistoryDialog(ListDialog):
    """The alterations of one cell; the value from before the chosen one can be put back."""

    def __init__(self, desk: Ground, key: CellKey) -> None:
        super().__init__(f"変更履歴: {_name(desk, key)}", NEVER, desk)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._key = key
        self._found = desk.session.workspace.cell_history(desk.session.plan_uid, key)
        self.fill(
            [f"{_head(each.at, each.who, each.title)}\n{self._altered(each.old, each.new)}" for each in self._found]
        )
        self.put_back = QPushButton("この変更の前に戻す")
        closed = why_closed(desk.session.plan, key.year)
        self.put_back.setEnabled(bool(self._found) and not desk.session.workspace.read_only and not closed)
        self.put_back.setToolTip(closed)
        self.put_back.clicked.connect(self._put_back)
        self.buttons.addButton(self.put_back, QDialogButtonBox.ButtonRole.ActionRole)

    def _altered(self, old: Value | str | None, new: Value | str | None) -> str:
        """Return what stood there before and after, as it is printed."""
        if isinstance(self._key, CommentKey):
            return f"前: {old or BLANK}\n後: {new or BLANK}"
        return f"{self._printed(old)} → {self._printed(new)}"

    def _printed(self, value: Value | str | None) -> str:
        style = self._desk.session.plan.style
        return (value if isinstance(value, str) else format_value(value, style)) or BLANK

    def _put_back(self) -> None:
        entry = self._found[self.list.currentRow()]
        self.accept()
        self._desk.session.put_back(self._key, entry.old)
        self._desk.session.noticed.emit("以前の内容に戻しました。Ctrl+Zで取り消せます。")
        self._desk.grid.setFocus()


def _head(at: datetime, who: str, title: str) -> str:
    return f"{at:%Y-%m-%d %H:%M}　{who}　{title}"


def _name(desk: Ground, key: CellKey) -> str:
    """Return what a cell is called: year, whose, which line."""
    places = desk.session.plan.places
    if isinstance(key, CommentKey):
        return f"{key.year} {places[key.owner].title} {key.kind.label}"
    series = f"({key.series})" if key.series else ""
    return f"{key.year} {places[key.indicator].title}{series} {key.side.label}"
