"""入力状況: how far goals and sections (所管課) have come; Enter goes to what is owed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from kpidesk.domain.tally import Tally, by_goal, by_section
from kpidesk.ui.jump import jump
from kpidesk.ui.list_dialogs import closing

if TYPE_CHECKING:
    from kpidesk.ui.ground import Ground

SIZE = QSize(760, 520)
HEADS = ("対象", "入力済み", "未入力の実績値", "所見なし")
NO_SECTION = "所管課の指定なし"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ProgressDialog(QDialog):
    """Two groups of lines: 基本目標 and 所管課, the latter where the plan names any."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk)
        self._desk = desk
        self.lines: list[tuple[QTreeWidgetItem, Tally]] = []
        self.list = QTreeWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("入力状況")
        self.resize(SIZE)
        self._build()
        self._fill()
        self.list.itemActivated.connect(self._go)

    def _build(self) -> None:
        self.list.setAccessibleName("入力状況")
        self.list.setHeaderLabels(HEADS)
        self.list.setItemsExpandable(False)
        self.list.setRootIsDecorated(False)
        head = self.list.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(HEADS)):
            self.list.headerItem().setTextAlignment(column, RIGHT)
        told = QLabel(f"{self._desk.session.year}の入力状況です。行を選んでEnterキーを押すと、そこへ移ります。")
        told.setProperty("role", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addWidget(told)
        box.addWidget(self.list, 1)
        box.addWidget(closing(self))

    def _fill(self) -> None:
        plan, year = self._desk.session.plan, self._desk.session.year
        self.list.ensurePolished()  # lines laid out before the style is known stay too low
        self._add_group("基本目標", by_goal(plan, year))
        self._add_group("所管課", by_section(plan, year))
        self.list.expandAll()
        if self.lines:
            self.list.setCurrentItem(self.lines[0][0])

    def _add_group(self, title: str, lines: list[Tally]) -> None:
        if not lines:
            return
        group = QTreeWidgetItem(self.list, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.list.font()
        font.setBold(True)
        group.setFont(0, font)
        for each in lines:
            mark = " ✓" if each.complete == each.entries else ""
            words = [each.title or NO_SECTION, f"{each.complete}／{each.entries}{mark}"]
            item = QTreeWidgetItem(group, [*words, *(f"{count}件" for count in (each.actuals, each.remarks))])
            for column in range(1, len(HEADS)):
                item.setTextAlignment(column, RIGHT)
            self.lines.append((item, each))

    def _go(self, item: QTreeWidgetItem) -> None:
        """Go where a line leads to."""
        for line, tally in self.lines:
            if line is item:
                self.accept()
                jump(self._desk, tally.uid, tally.key)
