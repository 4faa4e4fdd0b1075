"""The pages of a document one below the other, drawn as they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from kpidesk.ui.preview_images import Claim
from kpidesk.ui.preview_pdf import MOST_PIXELS, height_at
from kpidesk.ui.preview_zoom import Fit, stepped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.look import Look
    from kpidesk.ui.preview_images import PageImages
    from kpidesk.ui.preview_zoom import Zoom

EDGE = 18  # px around the pages
GAP = 14  # px between them
POINTS = 72  # an inch
STEP = 48  # px, of an arrow key
AHEAD_PIXELS = MOST_PIXELS // 8
WHITE = Qt.GlobalColor.white


class PagesView(QAbstractScrollArea):
    """Scrolls and zooms; tells which page is in view."""

    turned = Signal(int)
    zoomed = Signal(object)

    def __init__(self, images: PageImages, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._look = look
        self._places: list[QRect] = []
        self._told = -1
        self.zoom: Zoom = Fit.WIDTH
        self.empty = ""
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        images.opened.connect(self.lay)
        images.drawn.connect(self._drawn)
        look.changed.connect(self.viewport().update)
        self._name()

    # what is shown

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._places)

    @property
    def page(self) -> int:
        """The page in view (from 0): the one at a third of the height."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        below = (number for number, place in enumerate(self._places) if place.bottom() + GAP >= line)
        return next(below, max(0, self.count - 1))

    @property
    def percent(self) -> float:
        """How large pages are, % of their true size."""
        return self._scale() * POINTS / self.logicalDpiX() * 100

    def go(self, page: int) -> None:
        """Bring a page (from 0) into view, the nearest there is."""
        if self._places:
            place = self._places[min(max(page, 0), self.count - 1)]
            self.verticalScrollBar().setValue(place.top() - GAP // 2)

    def set_zoom(self, zoom: Zoom, at: QPointF | None = None) -> None:
        """Show pages at another size; what is at a point of the viewport (else its middle) stays there."""
        at = at or QPointF(self.viewport().rect().center())
        page, share = self.under(at)
        self.zoom = zoom
        self._place()
        if self._places:
            place = self._places[page]
            self.horizontalScrollBar().setValue(round(place.left() + share.x() * place.width() - at.x()))
            self.verticalScrollBar().setValue(round(place.top() + share.y() * place.height() - at.y()))
        self._show()
        self.zoomed.emit(zoom)

    def zoom_by(self, step: int, at: QPointF | None = None) -> None:
        """Go to the next larger (1) or smaller (-1) size."""
        self.set_zoom(stepped(self.percent, step), at)

    def lay(self) -> None:
        """Put the pages of the document in their places; what was in view stays in view."""
        page, share = self.under(QPointF(0, 0))
        fresh = not self._places
        there = bool(self._images.sizes)  # with pages the bar is there for good, else fitting goes to and fro
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if there else off)
        self._place()
        if self._places and not fresh:
            place = self._places[min(page, self.count - 1)]
            self.verticalScrollBar().setValue(round(place.top() + share.y() * place.height()))
        self._show()

    def say(self, sentence: str) -> None:
        """Say a sentence where there is no page."""
        self.empty = sentence
        self._name()
        self.viewport().update()

    # what Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._look.colour("band"))
        if not self._places:
            painter.setPen(self._look.colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty)
        for number in self._visible():
            self._paint_page(painter, number)
        if self.hasFocus():
            painter.setPen(self._look.colour("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()
        self._want()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), Qt.Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go(self.page + (1 if key is Qt.Key.Key_PageDown else -1))
        elif key is Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-1 if back else 1) * (self.viewport().height() - STEP))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key is Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    # inside

    def _scale(self) -> float:
        """Return how many px a pt is."""
        if not isinstance(self.zoom, Fit):
            return self.zoom / 100 * self.logicalDpiX() / POINTS
        across = max((width for width, _ in self._images.sizes), default=1.0)
        down = max((height for _, height in self._images.sizes), default=1.0)
        room = self.viewport().size()
        wide = max(1, room.width() - 2 * EDGE) / across
        return wide if self.zoom is Fit.WIDTH else min(wide, max(1, room.height() - 2 * EDGE) / down)

    def _place(self) -> None:
        scale, top = self._scale(), EDGE
        self._places = []
        widest = max((round(width * scale) for width, _ in self._images.sizes), default=0)
        whole = max(self.viewport().width(), widest + 2 * EDGE)
        for size in self._images.sizes:
            width = max(1, round(size[0] * scale))
            place = QRect((whole - width) // 2, top, width, height_at(size, width))
            self._places.append(place)
            top = place.bottom() + 1 + GAP
        for bar, length, shown in (
            (self.horizontalScrollBar(), whole, self.viewport().width()),
            (self.verticalScrollBar(), top - GAP + EDGE, self.viewport().height()),
        ):
            bar.setRange(0, max(0, length - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(STEP)

    def under(self, at: QPointF) -> tuple[int, QPointF]:
        """Return the page nearest to a point of the viewport, and where in it the point is, in shares of its size."""
        x = at.x() + self.horizontalScrollBar().value()
        y = at.y() + self.verticalScrollBar().value()
        page = next((n for n, place in enumerate(self._places) if place.bottom() + GAP >= y), max(0, self.count - 1))
        if not self._places:
            return page, QPointF(0, 0)
        place = self._places[page]
        return page, QPointF((x - place.left()) / place.width(), (y - place.top()) / place.height())

    def _visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [number for number, place in enumerate(self._places) if place.bottom() >= top and place.top() <= bottom]

    def _paint_page(self, painter: QPainter, number: int) -> None:
        shift = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        box = QRectF(self._places[number]).translated(-shift)
        painter.setPen(self._look.colour("strong_line"))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        image = self._images.image(number, self._width(number))
        if image is None:
            painter.fillRect(box, WHITE)
            return
        ratio = self.devicePixelRatioF()
        sharp = image.width() == self._width(number)
        if sharp:  # pixel on pixel
            left, top = round(box.left() * ratio) / ratio, round(box.top() * ratio) / ratio
            box = QRectF(left, top, image.width() / ratio, image.height() / ratio)
        painter.drawImage(box, image)

    def _width(self, number: int) -> int:
        """Return how wide a page is on the screen, in px of the device."""
        return round(self._places[number].width() * self.devicePixelRatioF())

    def _want(self) -> None:
        """Ask for what is in view, then for the pages before and after it where they are small."""
        shown = self._visible()
        around = [shown[-1] + 1, shown[0] - 1] if shown else []
        ahead = [number for number in around if 0 <= number < self.count and self._pixels(number) < AHEAD_PIXELS]
        self._images.want(Claim.PAGES, [(number, self._width(number)) for number in (*shown, *ahead)])

    def _pixels(self, number: int) -> float:
        place, ratio = self._places[number], self.devicePixelRatioF()
        return place.width() * place.height() * ratio * ratio

    def _drawn(self, page: int) -> None:
        if page < self.count and page in self._visible():
            self.viewport().update()
        if page == self.page:
            self._name()

    def _show(self) -> None:
        self.viewport().update()
        if self.page != self._told or not self._places:
            self._told = self.page
            self.turned.emit(self.page)
        self._name()

    def _name(self) -> None:
        """Say to a screen reader which page this is, and what stands on it."""
        self.setAccessibleName(f"帳票 {self.page + 1}／{self.count}ページ" if self.count else f"帳票 {self.empty}")
        self.setAccessibleDescription(self._images.text(self.page))
