"""The list of the second view: keys lead to the entries and to what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView

from kpidesk.ui.review_delegate import ReviewDelegate
from kpidesk.ui.review_model import BATCH, ReviewModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.look import Look
    from kpidesk.ui.review_watch import Identity
    from kpidesk.ui.session import Session

    Index = QModelIndex | QPersistentModelIndex

STEP = 24  # px the wheel and the arrows of the bar move by
OPENING = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewList(QListView):
    """Rows as high as their texts; keeps what is chosen while rows come and go."""

    opened = Signal()
    picked = Signal()
    doubts_wanted = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.rows = ReviewModel()
        self.rows.setParent(self)
        self._painter = ReviewDelegate(session, look, self, self.rows)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("評価する指標と事業の一覧")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("reviewList")
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().valueChanged.connect(self._take_more)
        look.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[Reviewed]:
        """The chosen entries, in their order."""
        return [self.rows.row(index) for index in sorted(self.selectedIndexes(), key=lambda each: each.row())]

    @property
    def current(self) -> Reviewed | None:
        """The entry the keys are on."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def show_rows(self, rows: Sequence[Reviewed], *, follow: bool = False) -> None:
        """Show other rows; what was chosen stays chosen, else the row in its place is.

        A row that a step moved far away is not followed: whoever goes through the list goes on where they are. With
        `follow`, where somebody asked for other rows, it is, and stays at its height.
        """
        at, kept = max(0, self.currentIndex().row()), {row.entry.identity for row in self.chosen}
        current, top = self.current, self.visualRect(self.currentIndex()).top()
        scrolled = self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        if self.currentIndex().isValid() or not rows:
            self.picked.emit()
            return
        near = rows if follow else rows[: at + BATCH]
        followed = current is not None and any(row.entry.identity == current.entry.identity for row in near)
        self.go(current.entry.identity if current and followed else ("", "", ""), at)
        for number in range(self.rows.rowCount() if len(kept) > 1 else 0):
            if rows[number].entry.identity in kept:
                self.selectionModel().select(self.rows.index(number), QItemSelectionModel.SelectionFlag.Select)
        if follow and followed:
            self._hold(self.currentIndex(), top)
        else:
            self.verticalScrollBar().setValue(scrolled)
        self.scrollTo(self.currentIndex())

    def _hold(self, index: Index, top: int) -> None:
        """Scroll so that a row stands at a height, px from the top, as far as there is something to scroll."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.visualRect(index).top() - top)

    def zoom(self, scale: float) -> None:
        """Show the rows larger or smaller, in units of the natural size."""
        self._painter.use(scale)
        self.scheduleDelayedItemsLayout()

    def go(self, identity: Identity, otherwise: int = 0) -> None:
        """Choose an entry; where it is not shown the row of a number."""
        index = self.rows.where(identity)
        if not index.isValid() and self.rows.rowCount():
            index = self.rows.index(min(otherwise, self.rows.rowCount() - 1))
        # whatever keys are held, as Ctrl is while a step is taken back
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.executeDelayedItemsLayout()  # rows that were just taken have no place before
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and Qt.Key(event.key()) in OPENING:
            self.opened.emit()
            return
        if event.key() == Qt.Key.Key_End:
            self.rows.finish()
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer that 要確認 leads somewhere."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor if self._on_doubts(event) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and self._on_doubts(event):
            self.doubts_wanted.emit()

    def _on_doubts(self, event: QMouseEvent) -> bool:
        """Whether the mouse is on the 要確認 of a row."""
        at = event.position()
        index = self.indexAt(at.toPoint())
        return index.isValid() and self._painter.is_on_doubts(index, at - self.visualRect(index).topLeft().toPointF())

    def selectAll(self) -> None:
        """Choose every row, those out of sight too."""
        self.rows.finish()
        super().selectAll()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.picked.emit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.verticalScrollBar().setSingleStep(STEP)

    def _take_more(self, value: int) -> None:
        """Take more rows before the end is seen."""
        if value + self.viewport().height() > self.verticalScrollBar().maximum():
            self.rows.take_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize() != event.size():
            self.scheduleDelayedItemsLayout()
        current = self.visualRect(self.currentIndex())
        if 0 <= current.top() < event.oldSize().height() and event.size().height() < event.oldSize().height():
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())  # what was in sight stays there
