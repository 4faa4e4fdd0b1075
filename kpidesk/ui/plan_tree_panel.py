"""The plan at the left: choosing a node shows what stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeView, QVBoxLayout, QWidget

from kpidesk.domain.entries import entries
from kpidesk.ui.plan_tree_delegate import PlanTreeDelegate
from kpidesk.ui.plan_tree_model import DONE, TITLE, PlanTreeModel
from kpidesk.ui.viewport import give_viewport

if TYPE_CHECKING:
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

INDENT = 16
EDGE = 10
UNFOLDED = 0


class PlanTreePanel(QWidget):
    """A tree of all plans of the workspace."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._year = session.year
        self._unfolded: set[tuple[str, str]] = set()
        self.model = PlanTreeModel(session, self)
        self.view = QTreeView()
        self._build(look)
        self.view.expandToDepth(UNFOLDED)
        self._select()
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        session.moved.connect(self._follow)

    def _build(self, look: Look) -> None:
        view = self.view
        give_viewport(view)
        view.setModel(self.model)
        view.setItemDelegate(PlanTreeDelegate(look, view, self.model))
        look.changed.connect(view.viewport().update)
        view.setAccessibleName("計画")
        view.setAccessibleDescription("選んだ基本目標・施策・事業の表を表示します。")
        view.setHeaderHidden(True)
        view.setIndentation(INDENT)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = view.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(DONE, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(DONE, view.fontMetrics().horizontalAdvance(f"{self._longest()} ✓") + 3 * EDGE)
        head.sectionResized.connect(view.doItemsLayout)
        title = QLabel("計画")
        title.setObjectName("paneTitle")
        title.setBuddy(view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(title)
        box.addWidget(view)

    def mark(self, uids: set[str]) -> None:
        """Mark the nodes of the chosen plan under which something was found."""
        self.model.marked = {(self._session.plan_uid, uid) for uid in uids}
        self.view.viewport().update()

    def _longest(self) -> str:
        """Return a count as long as the longest can be."""
        plans = self._session.workspace.plans.values()
        most = str(max(sum(1 for _ in entries(plan, plan)) for plan in plans))
        return f"{most}/{most}"

    def _remember(self) -> None:
        """Note what is unfolded before the tree is built for another year."""
        nodes = (node for node in self.model.nodes() if self.view.isExpanded(self.model.index_of(node)))
        self._unfolded = {(node.plan, node.uid) for node in nodes}

    def _restore(self) -> None:
        for node in self.model.nodes():
            if (node.plan, node.uid) in self._unfolded:
                self.view.expand(self.model.index_of(node))
        self._select()

    def _select(self) -> None:
        """Choose in the tree what the session shows; the plan where the node is not in force that year."""
        session = self._session
        found = self.model.find(session.plan_uid, session.node_uid)
        index = found if found.isValid() else self.model.find(session.plan_uid, session.plan_uid)
        if index != self.view.currentIndex().siblingAtColumn(TITLE):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(index, flags)

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            node = self.model.node(current)
            self._session.go(node.plan, node.uid)

    def _follow(self) -> None:
        if self._session.year != self._year:
            self._year = self._session.year
            self.model.load()
        else:
            self._select()
