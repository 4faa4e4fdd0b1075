"""What the panels of an open workspace share: what is chosen, and the signals that tell of moves and changes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kpidesk.domain.entries import renewed
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.rollup import latest_year
from kpidesk.domain.year_value import CommentKey
from kpidesk.errors import UserError
from kpidesk.workspace.settings import Settings
from kpidesk.workspace.step import LockedYearError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.finding import Finding
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Direction
    from kpidesk.domain.plan import Node, Plan
    from kpidesk.domain.year_value import CellKey, Value, ValueKey
    from kpidesk.workspace.edit import Edit
    from kpidesk.workspace.workspace import Workspace

READ_ONLY = "読み取り専用で開いているため、変更できません。"


class Session(QObject):
    """The open workspace with the plan, node, year and entry in view; every edit of the window goes through it."""

    changed = Signal(object)
    moved = Signal()
    picked = Signal()
    noticed = Signal(str)
    preferred = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, settings: Settings | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings or Settings()
        first = next(iter(workspace.plans.values()))
        self.plan_uid = first.uid
        self.node_uid = first.uid
        self.year = self._year_left(first) or latest_year(first)
        self.entry: Entry | None = None
        self._leave = workspace.subscribe(self._committed)

    @property
    def plan(self) -> Plan:
        """The chosen plan as it was in force in the evaluation year."""
        return self.workspace.plan_at(self.plan_uid, self.year)

    @property
    def node(self) -> Node:
        """The chosen node; the plan where the node is not in force that year."""
        place = self.plan.places.get(self.node_uid)
        return self.plan if place is None or isinstance(place.what, Indicator) else place.what

    @property
    def years(self) -> Sequence[FiscalYear]:
        """The years the chosen plan can be evaluated for."""
        return self.plan.years.years

    def go(self, plan_uid: str, node_uid: str) -> None:
        """Show another node, of this or another plan."""
        if (plan_uid, node_uid) == (self.plan_uid, self.node_uid):
            return
        if plan_uid != self.plan_uid:
            plan = self.workspace.plans[plan_uid]
            self.year = self.year if self.year in plan.years else latest_year(plan)
            self.entry = None
        self.plan_uid, self.node_uid = plan_uid, node_uid
        self._renew()
        self.moved.emit()

    def evaluate(self, year: FiscalYear) -> None:
        """Change the 評価対象年度."""
        if year != self.year and year in self.plan.years:
            self.year = year
            self._renew()
            self.moved.emit()

    def prefer(self, settings: Settings) -> None:
        """Follow other settings."""
        self.settings = settings
        self.preferred.emit()

    def pick(self, entry: Entry | None) -> None:
        """Show another entry in the inspector; None on a heading, so that nobody writes to the one before."""
        old = self.entry
        if (entry.identity if entry else None) != (old.identity if old else None):
            self.entry = renewed(self.plan, entry) if entry else None  # a row may be older than the last step
            self.picked.emit()

    def type_figure(self, key: ValueKey, text: str) -> None:
        """Put a typed text into a cell; NotationError where it cannot be read."""
        with self.workspace.edit(self.plan_uid, self.title_of(key, "入力")) as edit:
            edit.type_figure(key, text)

    def clear(self, key: ValueKey) -> None:
        """Empty a figure's cell."""
        with self.workspace.edit(self.plan_uid, self.title_of(key, "入力")) as edit:
            edit.set_value(key, None)

    def write_remarks(self, key: CommentKey, text: str, fold: object | None = None) -> None:
        """Save a 所見; saves with one `fold` token are one step."""
        with self.workspace.edit(self.plan_uid, self.title_of(key, "入力"), fold=fold) as edit:
            edit.set_comment(key, text)

    def edit(self, title: str, fold: object | None = None) -> AbstractContextManager[Edit]:
        """Return a step of the chosen plan to be made; steps with one `fold` token are one."""
        return self.workspace.edit(self.plan_uid, title, fold=fold)

    def title_of(self, key: CellKey, what: str) -> str:
        """Return what a step in one cell is called."""
        if isinstance(key, CommentKey):
            return self._title(key.year, key.owner, f"所見の{what}")
        return self._title(key.year, key.indicator, f"{key.side.label}の{what}")

    def decide(self, indicator: str, direction: Direction | None) -> None:
        """Decide which way is better for an indicator."""
        name = self.plan.places.told(indicator)
        with self.workspace.edit(self.plan_uid, f"「{name}」の良い方向の決定") as edit:
            edit.set_direction(indicator, direction)

    def put_back(self, key: CellKey, old: Value | str | None) -> None:
        """Write into a cell what stood there once."""
        name = self.plan.places.told(key.owner if isinstance(key, CommentKey) else key.indicator)
        with self.workspace.edit(self.plan_uid, f"{key.year} 「{name}」を以前の内容に戻す") as edit:
            if isinstance(key, CommentKey):
                edit.set_comment(key, old if isinstance(old, str) else "")
            else:
                edit.set_value(key, None if isinstance(old, str) else old)

    def dismiss(self, finding: Finding, reason: str) -> None:
        """Mark a finding as looked at."""
        with self.workspace.edit(self.plan_uid, f"要確認「{finding.rule.label}」を問題なしにする") as edit:
            edit.dismiss(finding, reason)

    def take_up(self, finding: Finding) -> None:
        """Take a finding up again that was marked as looked at."""
        with self.workspace.edit(self.plan_uid, f"要確認「{finding.rule.label}」を未確認に戻す") as edit:
            edit.restore_finding(finding)

    def undo(self) -> ChangeSet | None:
        """Take the last step back, say so, and return what that changed; UserError where a closed year keeps it."""
        title = self.workspace.undo_title
        with _across_lock(f"「{title}」は元に戻せません。"):
            step = self.workspace.undo()
        if step is not None:
            self.noticed.emit(f"元に戻しました: {title}")
        return step

    def redo(self) -> ChangeSet | None:
        """Make the step that was taken back again, say so, and return what that changed; UserError as for undo."""
        title = self.workspace.redo_title
        with _across_lock(f"「{title}」はやり直せません。"):
            step = self.workspace.redo()
        if step is not None:
            self.noticed.emit(f"やり直しました: {title}")
        return step

    def close(self) -> None:
        """Stop watching and close the file."""
        self._leave()
        self.workspace.close()

    def _year_left(self, plan: Plan) -> FiscalYear | None:
        """Return the evaluation year the workspace was left at, None where the plan has no such year."""
        left = self.settings.year_of(str(self.workspace.path.resolve()))
        return next((year for year in plan.years.years if year.start == left), None)

    def _title(self, year: FiscalYear, uid: str, what: str) -> str:
        name = self.plan.places.told(uid) if uid in self.plan.places else ""
        return f"{year} 「{name}」の{what}"

    def _committed(self, step: ChangeSet) -> None:
        """Tell the panels; a step of another plan brings that plan into view first."""
        if step.plan != self.plan_uid:
            self.go(step.plan, step.plan)
        self._renew()
        self.changed.emit(step)

    def _renew(self) -> None:
        """Take the shown entry from the plan as it is now; None where it is not in force that year."""
        self.entry = renewed(self.plan, self.entry) if self.entry else None


@contextmanager
def _across_lock(what: str) -> Iterator[None]:
    """Say which step it is that a closed year keeps from being taken back."""
    try:
        yield
    except LockedYearError as error:
        remedy = "メニュー「評価」の「評価確定を解除」で、理由を付けて解除してから行ってください。"
        raise UserError(what, where=error.what, remedy=remedy) from error
