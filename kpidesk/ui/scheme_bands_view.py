"""The table of bands with its lists to choose from and its buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kpidesk.ui.scheme_bands_model import SchemeBandsModel
from kpidesk.ui.scheme_bands_words import OF_COMPUTING, choices, column_of, field_at
from kpidesk.ui.scheme_lines import Field, block
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from kpidesk.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
WIDTHS = {Field.LABEL: 10.5, Field.MARK: 4.0, Field.TONE: 6.2, Field.LOWER: 6.5, Field.INCLUDED: 4.8}
WIDTHS |= {Field.POINTS: 4.2, Field.BY_HAND: 5.6}
"""In units of the font's size; the method takes what is left."""
POPUP = 580
ROW = 2.5


class SchemeBandsDelegate(QStyledItemDelegate):
    """Opens a list where a field is chosen, a line where it is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        field = field_at(index.column())
        head = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if not (offered := choices(field)):
            line = QLineEdit(parent)
            line.setProperty("cell", True)  # noqa: FBT003 -- Qt's name and value
            line.setAccessibleName(head)
            return line
        choice = Choice(parent)
        choice.setAccessibleName(head)
        for words, value in offered:
            choice.addItem(words, value)
        if field is Field.METHOD:
            choice.view().setMinimumWidth(POPUP)
        choice.activated.connect(partial(self._done, choice))
        QTimer.singleShot(0, choice, choice.showPopup)
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Choice):
            editor.pick(value)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value: Any = editor.currentData() if isinstance(editor, Choice) else None
        if isinstance(editor, QLineEdit):
            value = editor.text()
        model.setData(index, value)

    def _done(self, editor: QWidget, _row: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class BandsTable(QTableView):
    """Opens a field for what is typed, but not for the keys of buttons; Delete empties a field that is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_Delete and index.isValid() and not choices(field_at(index.column())):
            self.model().setData(index, "")
        else:
            super().keyPressEvent(event)


class SchemeBandsView(QWidget):
    """The table above its buttons; the current line is what they are about."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = SchemeBandsModel(look)
        self.table = BandsTable(self)
        self._em = look.font().pointSizeF() * look.dots_per_point
        self.add = QPushButton("区分を追加(&B)", self)
        self.condition = QPushButton("「かつ」を追加(&C)", self)
        self.up = QPushButton("上へ(&U)", self)
        self.down = QPushButton("下へ(&D)", self)
        self.gone = QPushButton("行を削除(&G)", self)
        self._prepare()
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.add, self.condition, self.up, self.down, self.gone):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.table, 1)
        box.addLayout(line)
        self._wire()

    def _prepare(self) -> None:
        table = self.table
        table.setObjectName("bands")  # before anything asks for a size: the style looks it up then
        table.setModel(self.model)
        table.setAccessibleName("区分の表")
        table.setAccessibleDescription("上から順に、下限に届いた最初の区分になります。F2キーか文字の入力で直せます。")
        table.setItemDelegate(SchemeBandsDelegate(table))
        table.setEditTriggers(
            Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked | Trigger.SelectedClicked
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setWordWrap(False)
        rows = table.verticalHeader()
        rows.setDefaultSectionSize(round(self._em * ROW))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for field, width in WIDTHS.items():
            table.setColumnWidth(column_of(field), round(self._em * width))
        head.setSectionResizeMode(column_of(Field.METHOD), QHeaderView.ResizeMode.Stretch)

    def _wire(self) -> None:
        self.add.clicked.connect(lambda: self._go(self.model.add_band(self.row), Field.LABEL))
        self.condition.clicked.connect(lambda: self._go(self.model.add_bound(self.row), Field.METHOD))
        self.up.clicked.connect(lambda: self._go(self.model.move(self.row, -1)))
        self.down.clicked.connect(lambda: self._go(self.model.move(self.row, 1)))
        self.gone.clicked.connect(self._remove)
        self.table.selectionModel().currentChanged.connect(self._offer)
        self.model.modelReset.connect(lambda: self._go(0, Field.LABEL))
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved, self.model.rowsMoved):
            signal.connect(self._offer)

    @property
    def row(self) -> int:
        """The current line, -1 where there is none."""
        return self.table.currentIndex().row()

    def judge_by_hand(self, *, by_hand: bool) -> None:
        """Leave away what has no meaning where people judge."""
        for field in OF_COMPUTING:
            self.table.setColumnHidden(column_of(field), by_hand)
        stretched = Field.LABEL if by_hand else Field.METHOD
        for field in (Field.LABEL, Field.METHOD):
            mode = QHeaderView.ResizeMode.Stretch if field is stretched else QHeaderView.ResizeMode.Interactive
            self.table.horizontalHeader().setSectionResizeMode(column_of(field), mode)
        self.condition.setVisible(not by_hand)

    def lock(self, *, locked: bool) -> None:
        """Let nothing be altered."""
        self.model.read_only = locked
        self._offer()

    def show_place(self, line: int, field: Field) -> None:
        """Go to a field."""
        self._go(line, field)
        self.table.setFocus()

    def _go(self, row: int, field: Field | None = None) -> None:
        if 0 <= row < len(self.model.lines):
            column = self.table.currentIndex().column() if field is None else column_of(field)
            self.table.setCurrentIndex(self.model.index(row, max(0, column)))

    def _remove(self) -> None:
        row = self.row
        self.model.remove(row)
        self._go(min(row, len(self.model.lines) - 1))

    def _offer(self) -> None:
        """Let only those buttons be pressed that can do something."""
        row, open_ = self.row, not self.model.read_only
        there = open_ and 0 <= row < len(self.model.lines)
        self.add.setEnabled(open_)
        for button in (self.condition, self.gone):
            button.setEnabled(there)
        band = block(self.model.lines, row) if there else range(0)
        self.up.setEnabled(there and band.start > 0)
        self.down.setEnabled(there and band.stop < len(self.model.lines))
