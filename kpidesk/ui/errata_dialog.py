"""正誤表: what differs in a year from when it was first 評価確定, to be taken to Word or Excel as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from kpidesk.domain.fact import FactKey
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.desk_dialog import DeskDialog, push
from kpidesk.ui.jump import jump
from kpidesk.ui.text_table import TextTable, TextTableModel
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from kpidesk.ui.ground import Ground
    from kpidesk.workspace.errata import Erratum

SIZE = QSize(1080, 560)
HEADS = ("項目", "確定時", "現在", "変更した日時", "変更した人", "解除の理由")


class ErrataDialog(DeskDialog):
    """One row for each cell; Enter goes there."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk, f"正誤表: {desk.session.year}", SIZE)
        self._found: list[Erratum] = []
        self.told = Paragraph(role="muted")
        self.table = TextTable(TextTableModel(HEADS), "正誤表", [0, 1, 2, 5])
        self.copying = push("表としてコピー(&C)", self._copy)
        self.box.addWidget(self.told)
        self.box.addWidget(self.table, 1)
        self.add_foot(self.copying)
        self.table.entered.connect(self._go)
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """List what differs now."""
        session = self.session
        self._found = session.workspace.errata(session.plan_uid, session.year)
        self.table.fill([_row(each) for each in self._found], self.table.row)
        self.told.say(self._words())
        self.copying.setEnabled(bool(self._found))

    def _words(self) -> str:
        year = self.session.year
        if self._found:
            count = len(self._found)
            return f"{year}の評価確定の後に変わったところは{count}件です。行でEnterキーを押すと、そこへ移ります。"
        if year in self.session.plan.closed:
            return f"{year}の評価確定の後に変わったところはありません。"
        return f"{year}はまだ評価確定されていません。確定した後に変わったところが、ここに出ます。"

    def _copy(self) -> None:
        self.table.copy()
        self.session.noticed.emit(f"{len(self._found)}件をコピーしました。ExcelやWordに貼り付けられます。")

    def _go(self, row: int) -> None:
        key = self._found[row].key
        self.accept()
        if isinstance(key, FactKey):
            jump(self.desk, key.owner)
        else:
            jump(self.desk, key.owner if isinstance(key, CommentKey) else key.indicator, key)


def _row(each: Erratum) -> tuple[str, ...]:
    return f"{each.title}\n{each.cell}", each.old, each.new, f"{each.at:%Y-%m-%d %H:%M}", each.who, each.reason
