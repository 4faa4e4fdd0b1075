"""Shows a chart: paints what was laid out, tells the exact figures under the mouse and with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.paper.chart_layout import lay_chart, natural_height
from kpidesk.paper.line_break import LineBreaker
from kpidesk.ui.chart_painter import ChartPainter, rectangle

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_marks import Hit, Picture
    from kpidesk.ui.look import Look

SCALE = 0.85  # of the window's font
LEAST_WIDTH = 220
EDGE = 4  # px around the chart, for the frame that shows the focus
MEASURED_AT = 100.0  # points: widths grow evenly with the size, and small sizes are hinted
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChartView(QWidget):
    """One chart that tells its exact figures."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._titled = True
        self._spec: ChartSpec | None = None
        self._picture: Picture | None = None
        self._chosen: int | None = None  # which hit
        self._breaker = LineBreaker(self._measure)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self._look_changed)

    def show_chart(self, spec: ChartSpec, *, titled: bool = True) -> None:
        """Show another chart, with its title unless that stands elsewhere."""
        if (spec, titled) == (self._spec, self._titled):
            return
        self._titled = titled
        self._spec, self._picture, self._chosen = spec, None, None
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.alt)
        self.updateGeometry()
        self.update()

    @property
    def told(self) -> str:
        """What the arrow keys have come to, "" before the first."""
        hit = self._hit_chosen()
        return hit.text if hit else ""

    @property
    def em(self) -> float:
        """The size of the texts, px."""
        return self._look.font(SCALE).pointSizeF() * self._look.dots_per_point

    def picture(self) -> Picture | None:
        """Return the chart as it is laid out at the widget's size."""
        width, height = max(1, self.width() - 2 * EDGE), max(1, self.height() - 2 * EDGE)
        laid = self._picture is not None and (self._picture.width, self._picture.height) == (width, height)
        if self._spec is not None and not laid:
            self._picture = lay_chart(self._spec, width, height, self._breaker, self.em, titled=self._titled)
        return self._picture

    def sizeHint(self) -> QSize:
        width = max(LEAST_WIDTH, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.heightForWidth(LEAST_WIDTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._spec is None:
            return 0
        natural = natural_height(self._spec, width - 2 * EDGE, self._breaker, self.em, titled=self._titled)
        return int(natural) + 1 + 2 * EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        picture = self.picture()
        if picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(self._look.colour("accent"))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.translate(EDGE, EDGE)
        chosen = self._hit_chosen() if self.hasFocus() else None
        if chosen:
            painter.fillRect(rectangle(chosen.box), self._look.colour("accent_soft"))
        ChartPainter(painter, self._look, SCALE / self.em).paint(picture)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            hit = self._hit_at(QPointF(event.pos()) - QPointF(EDGE, EDGE))
            if hit is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), hit.text, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        picture = self.picture()
        count = len(picture.hits) if picture else 0
        key = Qt.Key(event.key())
        if count and key in STEPS:
            start = (-1 if STEPS[key] > 0 else count) if self._chosen is None else self._chosen
            self._choose(min(max(start + STEPS[key], 0), count - 1))
        elif count and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key is Qt.Key.Key_Home else count - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QToolTip.hideText()
        self.update()
        super().focusOutEvent(event)

    def _measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 -- the paper's Measure is called so
        font = QFont(self._look.font(bold=bold))
        font.setPointSizeF(MEASURED_AT)
        return QFontMetricsF(font).horizontalAdvance(text) * size / (MEASURED_AT * self._look.dots_per_point)

    def _look_changed(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()

    def _hit_chosen(self) -> Hit | None:
        picture = self.picture()
        return picture.hits[self._chosen] if picture and self._chosen is not None else None

    def _hit_at(self, at: QPointF) -> Hit | None:
        picture = self.picture()
        hits = picture.hits if picture else ()
        return next((hit for hit in hits if rectangle(hit.box).contains(at)), None)

    def _choose(self, number: int) -> None:
        """Go to a category: mark it, show its figures beside it and say them to a screen reader."""
        self._chosen = number
        hit = self._hit_chosen()
        if hit is None:
            return
        corner = self.mapToGlobal(QPoint(int(hit.box.left) + EDGE, int(hit.box.bottom) + EDGE))
        QToolTip.showText(corner, hit.text, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, hit.text))
        self.update()
