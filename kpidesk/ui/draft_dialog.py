"""A short list of the plan, worked on as a draft and saved as one step; what is wrong is said below it at once."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kpidesk.ui.desk_dialog import push
from kpidesk.ui.session import READ_ONLY
from kpidesk.ui.widgets import Choice, Paragraph, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from kpidesk.ui.draft_model import DraftModel
    from kpidesk.ui.ground import Ground

Index = QModelIndex | QPersistentModelIndex
LINE = 34
EDITS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class DraftDelegate(QStyledItemDelegate):
    """Opens a list to choose from where the dialog knows one for the column, else a field."""

    def __init__(self, dialog: DraftDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        head, blank = self._dialog.model.heads[index.column()]
        choices = self._dialog.choices(index.row(), index.column())
        if choices is None:
            field = super().createEditor(parent, option, index)
            field.setProperty("cell", True)  # noqa: FBT003 -- Qt's name and value
        else:
            field = box = Choice(parent)
            box.addItem(blank, "")
            for each in choices:
                box.addItem(each, each)
        field.setAccessibleName(head)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)


class DraftDialog(QDialog):
    """Subclasses say what the columns are, what is wrong, and how the rows are kept."""

    def __init__(self, desk: Ground, title: str, size: QSize) -> None:
        super().__init__(desk)
        self.session = desk.session
        self.model = self.make_model()
        self.table = QTableView()
        self.told = Paragraph(role="over")
        self.keep = push("保存(&S)", self._keep, primary=True)
        self.remove = push("削除(&D)", self._remove)
        self.up = push("上へ(&U)", lambda: self._move(-1))
        self.down = push("下へ(&B)", lambda: self._move(1))
        self.more = [push("追加(&A)", self._add)]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(size)
        self._build(title)
        for signal in (self.model.dataChanged, self.model.rowsInserted, self.model.rowsRemoved, self.model.rowsMoved):
            signal.connect(self.check)
        self.table.selectionModel().currentRowChanged.connect(self.check)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.check()
        self.table.setFocus()

    @abstractmethod
    def make_model(self) -> DraftModel:
        """Return the draft of what the plan has."""

    @abstractmethod
    def hint(self) -> str:
        """Return how the list is meant."""

    @abstractmethod
    def choices(self, row: int, column: int) -> Sequence[str] | None:
        """Return what can be chosen in a cell, None where it is typed."""

    @abstractmethod
    def problem(self) -> tuple[str, int]:
        """Return what is wrong with the draft and in which row, "" where it can be kept."""

    @abstractmethod
    def write(self) -> None:
        """Make the step."""

    def may_remove(self, row: int) -> bool:
        """Whether a row can be taken away."""
        return row >= 0

    def extra(self) -> Sequence[QPushButton]:
        """Return what else can be done with the list."""
        return ()

    def _build(self, title: str) -> None:
        self.model.setParent(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(DraftDelegate(self))
        self.table.setProperty("list", True)  # noqa: FBT003 -- Qt's name and value
        self.table.setAccessibleName(title)
        self.table.setEditTriggers(EDITS)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(LINE)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(len(self.model.heads), QHeaderView.ResizeMode.ResizeToContents)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 14)
        box.setSpacing(10)
        box.addWidget(Paragraph(self.hint(), "muted"))
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        tools, foot = QHBoxLayout(), QHBoxLayout()
        for button in (*self.more, self.remove, self.up, self.down, *self.extra()):
            tools.addWidget(button)
        tools.addStretch()
        foot.addStretch()
        foot.addWidget(self.keep)
        foot.addWidget(push("キャンセル", self.reject))
        box.addLayout(tools)
        box.addLayout(foot)

    def check(self) -> None:
        """Say what is wrong, and offer what can be done with the chosen row."""
        fixed, row = self.session.workspace.read_only, self.table.currentIndex().row()
        words, where = self.problem()
        self.told.say(READ_ONLY if fixed else f"{where + 1}行目: {words}" if words else "")
        restyle(self.told, "role", "over" if words else "muted")
        self.keep.setEnabled(not words and not fixed)
        self.remove.setEnabled(not fixed and self.may_remove(row))
        self.up.setEnabled(not fixed and row > 0)
        self.down.setEnabled(not fixed and 0 <= row < len(self.model.rows) - 1)
        for button in self.more:
            button.setEnabled(not fixed)

    def _add(self) -> None:
        """Add a row and begin to type its name."""
        self.model.add([""] * len(self.model.heads))
        index = self.model.index(len(self.model.rows) - 1, 0)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _remove(self) -> None:
        self.model.remove(self.table.currentIndex().row())
        self.check()
        self.table.setFocus()

    def _move(self, by: int) -> None:
        self.model.move(self.table.currentIndex().row(), by)
        self.check()

    def _keep(self) -> None:
        self.accept()
        self.write()
