"""How the 入力 grid is laid out: fonts and zoom, widths and heights, spans, and the columns that stay in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from kpidesk.domain.approval import moves_stage
from kpidesk.ui.fill import fill
from kpidesk.ui.frozen_columns import FrozenColumns
from kpidesk.ui.grid_columns import LEADING
from kpidesk.ui.grid_fonts import GridFonts
from kpidesk.ui.grid_ground import GridGround
from kpidesk.ui.grid_layout import GridLayout
from kpidesk.ui.grid_selection import GridSelection
from kpidesk.ui.grid_widths import GridWidths
from kpidesk.ui.refusal_bubble import RefusalBubble
from kpidesk.ui.viewport import give_viewport
from kpidesk.ui.year_grid_header import YearGridHeader

if TYPE_CHECKING:
    from kpidesk.domain.change import ChangeSet
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session
    from kpidesk.ui.year_grid_model import YearGridModel

Index = QModelIndex | QPersistentModelIndex
SETTLE_MS = 120
LOOKING = "要確認の項目を調べています。"
NO_ROWS = "該当する行はありません"
ENSURE_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class GridTable(GridGround):
    """Shows the rows of the model; what the keys and the mouse do comes on top of it."""

    def __init__(self, session: Session, model: YearGridModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._session = session
        self._grid = model
        self._look = look
        self.fonts = GridFonts(look, session.settings.grid_zoom)
        self._scheme = session.plan.scheme_in(session.year)
        self._layout = GridLayout.of(self.fonts, self._scheme)
        self._widths = GridWidths(self, self._layout, session.settings.columns)
        self.selection = GridSelection(self, model, look)
        self.bubble = RefusalBubble(self)
        self._frozen: FrozenColumns | None = None
        self.unseen = False
        self._refit = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._build()
        self._follow()

    def _build(self) -> None:
        head = YearGridHeader(self._look, self.fonts, self)
        self.setHorizontalHeader(head)
        rows = self.verticalHeader()
        rows.hide()
        self._set_rows(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else every scroll paints everything

    def _follow(self) -> None:
        self._session.changed.connect(self._follow_scheme)
        self._session.changed.connect(self._follow_round)
        self._grid.modelReset.connect(self._start)
        self._grid.laid_out.connect(self._lay_out)
        self._grid.completed.connect(self._see)
        self._look.changed.connect(self._repaint)
        self._refit.timeout.connect(self._refit_heights)
        self.horizontalScrollBar().valueChanged.connect(self._place_frozen)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)  # headings do not move along
        self.horizontalScrollBar().rangeChanged.connect(self._place_frozen)
        self.horizontalHeader().sectionResized.connect(self._resized)

    @property
    def widths(self) -> str:
        """The widths somebody drew, to be remembered."""
        return self._widths.text

    def zoom(self, zoom: int) -> None:
        """Show everything larger or smaller, %."""
        if not self.settle():
            return
        self.fonts.use(zoom)
        for view in self._views():
            view.horizontalHeader().updateGeometry()
        self._measure()
        self.updateGeometries()
        self._place_frozen()
        self._repaint()
        self.scrollTo(self.currentIndex())
        self._session.noticed.emit(f"表の表示倍率: {self.fonts.zoom}%")

    def _measure(self) -> None:
        """Give rows and columns the sizes that the fonts and the words of the scheme ask for."""
        self._layout = self._widths.layout = GridLayout.of(self.fonts, self._scheme)
        for view in self._views():
            self._set_rows(view)
        self._widths.show(self._grid.columns)
        self._refit_heights()

    def _follow_scheme(self) -> None:
        """Make room for the words of another scheme, of another year or of the same."""
        scheme = self._session.plan.scheme_in(self._session.year)
        if scheme != self._scheme:
            self._scheme = scheme
            self._measure()

    def _follow_round(self, step: ChangeSet) -> None:
        """Make room for the word that a sheet was sent back."""
        if moves_stage(step):
            self._refit.start()

    def widen(self, by: int) -> None:
        """Make the current column wider or narrower by a sign."""
        if self.currentIndex().isValid():
            self._widths.widen(self.currentIndex().column(), round(by * self._layout.em))

    def forget_widths(self) -> None:
        """Give the columns the widths that fit the window."""
        self._widths.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the left: what was scrolled before the size was known has no meaning."""
        super().showEvent(event)
        self.horizontalScrollBar().setValue(0)
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._grid.columns.years:
            self._widths.show(self._grid.columns)
        self._place_frozen()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_around(event)
        super().paintEvent(event)
        self.selection.paint(self)

    def _paint_around(self, event: QPaintEvent) -> None:
        """Paint what no cell covers."""
        room = self.viewport().rect()
        used = QRect(0, 0, self.horizontalHeader().length(), self.verticalHeader().length())
        used.translate(-self.horizontalOffset(), -self.verticalOffset())
        if used.contains(room):
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region() - QRegion(used))
        fill(painter, room, self._look.colour("surface"))
        if not self._grid.sheet.height and self._grid.wanted.active:
            painter.setPen(self._look.colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, LOOKING if self._grid.waits else NO_ROWS)
        painter.end()

    def doItemsLayout(self) -> None:
        """Paint nothing anew while rows are only added out of sight."""
        if self.unseen:
            self.updateGeometries()
        else:
            super().doItemsLayout()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = ENSURE_VISIBLE) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.isValid() and self._grid.sheet.band(index.row()) is not None:
            bar.setValue(before)  # a heading is in view wherever the years are scrolled to
            return
        hidden = self._leading_width() - self.columnViewportPosition(index.column())
        if index.column() >= len(LEADING) and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def _start(self) -> None:
        """Make ready for other rows; widths chosen by hand stay while the columns are the same."""
        self.unseen = False
        self._follow_scheme()
        columns = self._grid.columns
        for view in self._views():
            view.clearSpans()
            head = view.horizontalHeader()
            if isinstance(head, YearGridHeader):
                head.mark(columns.of_year(self._session.year))
        self._widths.show(columns)

    def _lay_out(self, first: int, last: int) -> None:
        self.unseen = self.rowViewportPosition(first) > self.viewport().height()
        rows = range(first, last + 1)
        for view in self._views():
            view.viewport().setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, self.unseen)  # each span asks for one
            self._layout.set_spans(view, self._grid.sheet, rows)
        self._set_heights(rows)
        for view in self._views():
            view.viewport().setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=False)

    def _see(self) -> None:
        self.unseen = False

    def _refit_heights(self) -> None:
        self._refit.stop()
        self._set_heights(range(self._grid.sheet.height))

    def _set_heights(self, rows: range) -> None:
        heads = [view.verticalHeader() for view in self._views()]
        for row, height in self._layout.heights(self._grid.sheet, rows, (self.columnWidth(0), self.columnWidth(1))):
            for head in heads:
                if head.sectionSize(row) != height:
                    head.resizeSection(row, height)

    def _resized(self, column: int) -> None:
        self._widths.drawn()
        if column < len(LEADING):
            self._refit.start()
        self._place_frozen()

    def _set_rows(self, view: QTableView) -> None:
        view.verticalHeader().setMinimumSectionSize(self._layout.row)
        view.verticalHeader().setDefaultSectionSize(self._layout.row)

    def _place_frozen(self) -> None:
        """Hold the leading columns in place once the grid is scrolled sideways."""
        scrolled = self.horizontalScrollBar().value() > 0
        if scrolled and self._frozen is None:
            self._frozen = FrozenColumns(self, self._look)
            self.bubble.raise_()
            self._frozen.refit()
            self._start()
            self._lay_out(0, self._grid.sheet.height - 1)
        if self._frozen is not None:
            self._frozen.setVisible(scrolled)
            if scrolled:
                self._frozen.refit()
                self._frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())

    def _views(self) -> tuple[QTableView, ...]:
        return (self,) if self._frozen is None else (self, self._frozen)

    def _leading_width(self) -> int:
        return sum(self.columnWidth(column) for column in range(len(LEADING)))

    def _repaint(self) -> None:
        for view in self._views():
            view.viewport().update()
            view.horizontalHeader().viewport().update()
