"""The plans of a workspace as a tree, each node with how much of the year's entry is done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from kpidesk.domain.approval import bears_sheet
from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Goal, Measure, Node, Plan, children
from kpidesk.domain.rollup import Progress, progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.change import ChangeSet
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TITLE, DONE = range(2)
HEADS = ("計画", "入力済み")
SLICE = 0.006
SINGLY = 200
"""With more changes than these in a step everything is counted anew, bit by bit."""


@dataclass(eq=False, slots=True)
class TreeNode:
    """One node as the tree shows it; `own` is the progress of what hangs on it directly, None until counted.

    `stage` is that of its own sheet, None where it has none or is not counted yet.
    """

    plan: str
    uid: str
    title: str
    parent: TreeNode | None
    row: int
    own: Progress | None = None
    below: list[TreeNode] = field(default_factory=list)
    owners: frozenset[str] = frozenset()
    stage: Stage | None = None

    def at_stage(self, stage: Stage) -> int:
        """Return how many sheets under the node are at a stage, as far as they are counted."""
        return (self.stage is stage) + sum(each.at_stage(stage) for each in self.below)

    @property
    def pending(self) -> tuple[Stage, int] | None:
        """What somebody has to do something about: sheets sent back, else sheets that wait to be checked."""
        counts = ((stage, self.at_stage(stage)) for stage in (Stage.RETURNED, Stage.SUBMITTED))
        return next(((stage, count) for stage, count in counts if count), None)

    @property
    def round(self) -> str:
        """How far the sheets have come in the round of approval, "" where none has left 入力中."""
        counts = [(stage, self.at_stage(stage)) for stage in Stage]
        if not any(count for stage, count in counts if stage is not Stage.OPEN):
            return ""
        return "　".join(f"{stage.label} {count}件" for stage, count in counts)

    @property
    def progress(self) -> Progress | None:
        """The progress of everything under the node, None until all of it is counted."""
        parts = [self.own, *(each.progress for each in self.below)]
        known = [each for each in parts if each is not None]
        if len(known) < len(parts):
            return None
        return Progress(sum(each.complete for each in known), sum(each.entries for each in known))

    @property
    def count(self) -> str:
        """The progress in words: 38/45, with ✓ where nothing is owed."""
        done = self.progress
        return f"{done.complete}/{done.entries}{' ✓' if done.done else ''}" if done and done.entries else ""

    def walk(self) -> Iterator[TreeNode]:
        """Yield the node and all below it."""
        yield self
        for each in self.below:
            yield from each.walk()


class PlanTreeModel(QAbstractItemModel):
    """Two columns: label and title, entered／owed; built anew for another year, counted anew where a step fell."""

    counted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._roots: list[TreeNode] = []
        self.marked: set[tuple[str, str]] = set()
        self._uncounted: list[TreeNode] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._count_some)
        self._build()
        session.changed.connect(self._changed)

    def load(self) -> None:
        """Build the tree for the session's evaluation year."""
        self.beginResetModel()
        self._build()
        self.endResetModel()
        self._timer.start()

    def _build(self) -> None:
        self._roots = [self._root(uid, row) for row, uid in enumerate(self._session.workspace.plans)]
        self._uncounted = list(self.nodes())

    def resume(self) -> None:
        """Count what is not counted yet, a little at a time."""
        self._timer.start()

    def finish(self) -> None:
        """Count at once what is still to be counted."""
        while self._uncounted:
            self._count_some()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: Index = ROOT) -> int:
        del parent
        return len(HEADS)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._below(parent)[row])

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return self.createIndex(above.row, 0, above) if above else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title if index.column() == TITLE else node.count
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (node.title, node.round)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            found = " 検索した語が見つかりました。" if self.is_marked(index) else ""
            return f"{node.title} {spoken(node.progress)}{found}{node.round and f' {node.round}'}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == DONE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if shown else None

    def node(self, index: Index) -> TreeNode:
        """Return what an index stands for."""
        node: TreeNode = index.internalPointer()
        return node

    def is_marked(self, index: Index) -> bool:
        """Return whether something was found under a node."""
        node = self.node(index)
        return (node.plan, node.uid) in self.marked

    def find(self, plan: str, uid: str) -> QModelIndex:
        """Return the index of a node, an invalid one where it is not in force that year."""
        found = (node for node in self.nodes() if (node.plan, node.uid) == (plan, uid))
        node = next(found, None)
        return self.index_of(node) if node else QModelIndex()

    def progress_of(self, plan: str) -> Progress | None:
        """Return how far the entry of a whole plan has come, None until it is counted."""
        root = next((node for node in self._roots if node.plan == plan), None)
        return root.progress if root else None

    def nodes(self) -> Iterator[TreeNode]:
        """Yield every node, from the top."""
        for root in self._roots:
            yield from root.walk()

    def index_of(self, node: TreeNode, column: int = TITLE) -> QModelIndex:
        """Return the index of a node."""
        return self.createIndex(node.row, column, node)

    def _below(self, parent: Index) -> list[TreeNode]:
        return self.node(parent).below if parent.isValid() else self._roots

    def _root(self, uid: str, row: int) -> TreeNode:
        full = self._session.workspace.plans[uid]
        year = self._session.year if self._session.year in full.years else full.years.last
        plan = self._session.workspace.plan_at(uid, year)
        return self._node(plan, plan, None, row)

    def _node(self, plan: Plan, what: Node, parent: TreeNode | None, row: int) -> TreeNode:
        node = TreeNode(plan.uid, what.uid, plan.places[what.uid].title, parent, row)
        node.below = [self._node(plan, each, node, number) for number, each in enumerate(children(what))]
        return node

    def _changed(self, step: ChangeSet) -> None:
        """Count the nodes anew that a step fell on, and those above them."""
        if step.plan not in {root.plan for root in self._roots}:
            self.load()
            return
        if len(step.changes) > SINGLY:
            self._uncounted = list(self.nodes())
            self._timer.start()
            return
        self.finish()
        named = {change.owner for change in step.changes}
        plan = self._session.workspace.plan_at(step.plan, self._session.year)
        touched: set[TreeNode] = set()
        for node in self.nodes():
            if node.plan == step.plan and node.owners & named:
                self._count(node, plan)
                touched.update(_upwards(node))
        for node in touched:
            self._touch(node)

    def _count_some(self) -> None:
        """Count nodes for some time, the deepest first; a timer brings the rest."""
        until = perf_counter() + SLICE
        while self._uncounted and perf_counter() < until:
            node = self._uncounted.pop()
            self._count(node, self._session.workspace.plan_at(node.plan, self._session.year))
            self._touch(node)
        if self._uncounted:
            self._timer.start()
        else:
            self._timer.stop()
            self.counted.emit()

    def _count(self, node: TreeNode, plan: Plan) -> None:
        whole = _node_at(plan, node.uid)
        own = _bare(whole)
        shown = (uid for entry in entries(plan, own) for uid in (entry.values_uid, entry.comment_owner))
        node.owners = frozenset((node.uid, *shown))
        node.stage = whole.stage(self._session.year) if bears_sheet(whole) else None
        node.own = progress(plan, own, self._session.year)

    def _touch(self, node: TreeNode) -> None:
        index = self.index_of(node, DONE)
        self.dataChanged.emit(index, index)


def spoken(done: Progress | None) -> str:
    """Return a progress as a sentence."""
    return f"{done.entries}件のうち{done.complete}件が入力済みです。" if done else ""


def _upwards(node: TreeNode | None) -> Iterator[TreeNode]:
    while node is not None:
        yield node
        node = node.parent


def _node_at(plan: Plan, uid: str) -> Node:
    """Return a node of the plan; KeyError where the uid is an indicator's."""
    what = plan.places[uid].what
    if isinstance(what, Indicator):
        raise KeyError(uid)
    return what


def _bare(node: Node) -> Node:
    """Return the node with nothing below it."""
    if isinstance(node, Plan):
        return replace(node, goals=())
    return replace(node, measures=(), projects=()) if isinstance(node, Goal | Measure) else node
