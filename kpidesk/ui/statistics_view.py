"""The grid of a 統計表: typing opens a cell, Enter goes down, blocks go to spreadsheets and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kpidesk.ui.figure_delegate import FigureDelegate
from kpidesk.ui.figure_table import ASKED, ENTER, FigureTable, Trigger
from kpidesk.ui.grid_block import Block
from kpidesk.ui.grid_clipboard import arrived
from kpidesk.ui.grid_deeds import NOTHING_THERE
from kpidesk.ui.refusal_bubble import RefusalBubble
from kpidesk.ui.session import READ_ONLY
from kpidesk.ui.statistics_header import StatisticsHeader
from kpidesk.ui.statistics_model import StatisticsModel
from kpidesk.ui.tab_run import TabRun
from kpidesk.workspace.paste import fitted
from kpidesk.workspace.tsv import format_block, parse_block

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QMouseEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from kpidesk.ui.grid_block import Place
    from kpidesk.ui.grid_marks import Mark
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD_OF_TWO = 2.4, 3.6  # of the font's size
NARROWEST, ROOM, SPARE = 78, 26, 20  # px


class StatisticsDelegate(FigureDelegate):
    """Cells as the model colours them; figures are typed into them."""

    def __init__(self, view: QTableView, look: Look) -> None:
        super().__init__(view)
        self._look = look

    def type_in(self, index: Index, text: str) -> str:
        model = index.model()
        return model.type_in(index, text) if isinstance(model, StatisticsModel) else ""

    def name_of(self, index: Index) -> str:
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def figures(self) -> QFont:
        return self._look.figures()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Frame what could not be read: the colour of a chosen cell lies over that of a marked one."""
        super().paint(painter, option, index)
        model = index.model()
        if isinstance(model, StatisticsModel) and model.mark(index):
            painter.save()
            painter.setPen(QPen(self._look.colour("error"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class StatisticsView(FigureTable):
    """`chosen` tells that another cell is current."""

    chosen = Signal()

    def __init__(self, session: Session, model: StatisticsModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of = model
        self.bubble = RefusalBubble(self)
        self._tabbed = TabRun()
        self._em = look.font().pointSizeF() * look.dots_per_point
        self.setObjectName("figures")
        self.type_by(StatisticsDelegate(self, look))
        self.setModel(model)
        self.names = StatisticsHeader(model, look, self)
        self.setVerticalHeader(self.names)
        self.setAccessibleName("統計の入力")
        self.setAccessibleDescription("行ごと、年ごとの値の表。数字を打つと入力が始まります。")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self._dress()
        self.horizontalScrollBar().valueChanged.connect(self.bubble.hide)

    def mark_of(self, index: Index) -> Mark | None:
        return self._of.mark(index)

    def _dress(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag(Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value))
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(round(self._em * ROW))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.geometriesChanged.connect(self._fit_rows)

    def _fit_rows(self) -> None:
        """Make the rows high whose names take two lines."""
        rows = self.names
        for row in range(min(rows.count(), len(self._of.rows))):
            rows.resizeSection(row, round(self._em * (HEAD_OF_TWO if rows.breaks(row) else ROW)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.names.allow(self.width())

    def fit(self) -> None:
        """Make the columns as wide as their figures; a longer head takes two lines."""
        metrics, model, head = self.fontMetrics(), self._of, self.horizontalHeader()
        tall = False
        for column in range(model.columnCount()):
            named = metrics.horizontalAdvance(str(model.headerData(column, Qt.Orientation.Horizontal)))
            texts = [str(model.index(row, column).data()) for row in range(model.rowCount())]
            widest = max(map(metrics.horizontalAdvance, texts), default=0) + ROOM
            narrow = max(NARROWEST, widest, named // 2 + ROOM)
            width = narrow if named + ROOM > narrow + SPARE else max(narrow, named + ROOM)
            self.setColumnWidth(column, width)
            tall = tall or named + ROOM > width
        head.setFixedHeight(round(self._em * (HEAD_OF_TWO if tall else ROW)))
        self._fit_rows()

    def go(self, place: Place) -> None:
        """Make a cell the current one."""
        index = self._of.index(*place)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    @property
    def block(self) -> Block | None:
        """The selected cells, None where there is none."""
        found = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        if not found[0].isValid():
            return None
        rows, columns = [each.row() for each in found], [each.column() for each in found]
        return Block(min(rows), min(columns), max(rows), max(columns))

    # what the keys do

    def copy(self) -> None:
        """Put the selected cells on the clipboard; one alone is its bare text."""
        block = self.block
        if block:
            texts = ([self._of.cell(self._of.index(row, at)).text for at in block.columns] for row in block.rows)
            text = format_block(texts)
            QGuiApplication.clipboard().setText(text.removesuffix("\r\n") if block.single else text)

    def cut(self) -> None:
        """Put the selected cells on the clipboard and empty them."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty the selected cells that can be typed into."""
        block = self.block
        if block and self._open():
            places = [place for place in block.places if not self._of.cell(self._of.index(*place)).computed]
            if places:
                self._of.type_all([(place, "") for place in places], "消去")
            else:
                self._point(self._of.refusal(self.currentIndex()))

    def paste(self) -> None:
        """Put in what the clipboard has, from the first selected cell on."""
        block, text = self.block, arrived(QGuiApplication.clipboard().mimeData())
        if not self._open() or block is None:
            return
        if not text:
            self._session.noticed.emit(NOTHING_THERE)
            return
        texts = fitted(parse_block(text), block.height, block.width)
        cells = [
            ((block.top + row, block.left + column), each)
            for row, line in enumerate(texts)
            for column, each in enumerate(line)
        ]
        inside = [(place, each) for place, each in cells if self._of.index(*place).isValid()]
        outside = sum(1 for place, each in cells if each.strip() and not self._of.index(*place).isValid())
        unread, locked = self._of.type_all(inside, "貼り付け")
        self._session.noticed.emit(_told(len(inside) - unread - locked, unread, locked, outside))
        if inside:
            self._select((block.top, block.left), inside[-1][0])
        self._say_mark()

    def edit(self, index: QModelIndex, *how: object) -> bool:  # type: ignore[override]
        """Open a cell; one that is computed says how."""
        trigger, event = how or (Trigger.AllEditTriggers, None)
        refusal = self._of.refusal(index) if index.isValid() else ""
        if trigger in ASKED and refusal:
            self._point(refusal)
        return not refusal and bool(super().edit(index, trigger, event))  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for standard, deed in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            if event.matches(standard):
                deed()
                return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() in ENTER:
            self._enter(event.modifiers())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._across(Qt.Key(event.key()))
        elif event.key() == Qt.Key.Key_Left and self.currentIndex().column() == 0 and not event.modifiers():
            self.names.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.bubble.isVisible():
            self._of.forget_marks()
            self.bubble.hide()
        elif not (event.key() == Qt.Key.Key_Escape and self._of.forget_marks()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.settle():
            super().mousePressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._say_mark()
        self.chosen.emit()

    # ending an entry

    def _finish(self, key: Qt.Key | None, modifiers: Qt.KeyboardModifier) -> None:
        """End an entry by a key, or because the focus went elsewhere; one that cannot be read stays open."""
        block, editor = self.block, self._delegate.editor
        if key in ENTER and modifiers & Qt.KeyboardModifier.ControlModifier and block and editor and not block.single:
            text = editor.text()
            self._close()
            self._of.type_all([(place, text) for place in block.places], "一括入力")
            return
        if not self._delegate.settle():
            return
        self._close()
        if key in ENTER:
            self._enter(modifiers)
        elif key is not None:
            self._across(key)

    def _across(self, key: Qt.Key) -> None:
        """Go to the next cell, or the one before."""
        action, old = QAbstractItemView.CursorAction, self.currentIndex()
        way = action.MovePrevious if key is Qt.Key.Key_Backtab else action.MoveNext
        index = self.moveCursor(way, Qt.KeyboardModifier.NoModifier)
        self._tabbed.step((old.row(), old.column()), (index.row(), index.column()))
        self.go((index.row(), index.column()))

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        """Go down, or up; after a run of Tabs from where it began."""
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        index = self.currentIndex()
        if index.isValid():
            here = (index.row(), index.column())
            self._down(here if back else self._tabbed.end(here), -1 if back else 1)

    def _down(self, start: Place, by: int) -> None:
        """Go to the next cell below, or above, that is typed into; at the end to the first one of the next column."""
        model = self._of
        rows, columns = range(model.rowCount()), range(model.columnCount())
        order = [(row, column) for column in columns for row in rows]
        at = order.index(start)
        ahead = order[at + 1 :] if by > 0 else order[:at][::-1]
        wanted = (place for place in ahead if not model.cell(model.index(*place)).computed)
        self.go(next(wanted, start))

    def _open(self) -> bool:
        """Whether anything can be altered; says so where not."""
        if self._session.workspace.read_only:
            self._session.noticed.emit(READ_ONLY)
            return False
        return self.settle()

    def _select(self, one: Place, other: Place) -> None:
        corners = QItemSelection(self._of.index(*one), self._of.index(*other))
        self.selectionModel().select(corners, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _told(done: int, unread: int, locked: int, outside: int) -> str:
    """Return what came of a paste."""
    parts = [
        f"{done}件を貼り付けました。",
        f"{unread}件は読めませんでした。" if unread else "",
        f"{locked}件は計算する欄のため入りませんでした。" if locked else "",
        f"{outside}件は表からはみ出すため、入れていません。" if outside else "",
    ]
    return "".join(parts)
