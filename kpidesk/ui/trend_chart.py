"""A small line chart: an indicator's targets and actuals over the years of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.domain.year_value import Number, Side

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Series
    from kpidesk.ui.look import Look

HEIGHT = 116
SIDES = 30
TOP = 26
BOTTOM = 24
DOT = 3.5


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of one series year by year; None where there is none."""

    years: tuple[FiscalYear, ...] = ()
    targets: tuple[float | None, ...] = ()
    actuals: tuple[float | None, ...] = ()

    @staticmethod
    def of(series: Series, years: tuple[FiscalYear, ...]) -> Trend:
        """Return the figures of a series in those years."""
        lines = {side: tuple(_figure(series, year, side) for year in years) for side in Side}
        return Trend(years, lines[Side.TARGET], lines[Side.ACTUAL])

    @property
    def points(self) -> int:
        """How many figures there are; one alone makes no line."""
        return sum(each is not None for each in (*self.targets, *self.actuals))

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The lowest and the highest figure, None where there is none."""
        figures = [each for each in (*self.targets, *self.actuals) if each is not None]
        return (min(figures), max(figures)) if figures else None


class TrendChart(QWidget):
    """Targets as a dashed line with open dots, actuals as a full line with filled dots."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._trend = Trend()
        self._evaluated: FiscalYear | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("目標値と実績値の推移")
        look.changed.connect(self.update)

    def show_trend(self, trend: Trend, evaluated: FiscalYear) -> None:
        """Show other figures; without any the chart takes no room."""
        self._trend, self._evaluated = trend, evaluated
        self.setVisible(trend.points > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        bounds = self._trend.bounds
        if bounds is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._years(painter)
        self._legend(painter)
        self._line(painter, self._trend.targets, bounds, target=True)
        self._line(painter, self._trend.actuals, bounds, target=False)
        painter.end()

    def _x(self, number: int) -> float:
        steps = max(1, len(self._trend.years) - 1)
        return SIDES + number * (self.width() - 2 * SIDES) / steps

    def _y(self, figure: float, bounds: tuple[float, float]) -> float:
        low, high = bounds
        share = (figure - low) / (high - low) if high > low else 0.5
        return self.height() - BOTTOM - 8 - share * (self.height() - TOP - BOTTOM - 16)

    def _years(self, painter: QPainter) -> None:
        painter.setFont(self._look.font(0.82))
        base = self.height() - BOTTOM
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(QPointF(SIDES - 14, base), QPointF(self.width() - SIDES + 14, base))
        for number, year in enumerate(self._trend.years):
            evaluated = year == self._evaluated
            painter.setPen(self._look.colour("accent" if evaluated else "muted"))
            box = QRectF(self._x(number) - 30, base + 3, 60, BOTTOM - 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, year.short)

    def _legend(self, painter: QPainter) -> None:
        for left, word, target in ((SIDES - 14, "目標値", True), (SIDES + 62, "実績値", False)):
            painter.setPen(self._pen(target=target))
            painter.drawLine(QPointF(left, 10), QPointF(left + 20, 10))
            painter.setPen(self._look.colour("muted"))
            painter.setFont(self._look.font(0.82))
            painter.drawText(QRectF(left + 26, 0, 60, 20), Qt.AlignmentFlag.AlignVCenter, word)

    def _line(
        self, painter: QPainter, figures: tuple[float | None, ...], bounds: tuple[float, float], *, target: bool
    ) -> None:
        points = [
            QPointF(self._x(number), self._y(each, bounds)) for number, each in enumerate(figures) if each is not None
        ]
        painter.setPen(self._pen(target=target))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(self._look.colour("muted" if target else "accent"), 1.5))
        painter.setBrush(self._look.colour("surface" if target else "accent"))
        for point in points:
            painter.drawEllipse(point, DOT, DOT)

    def _pen(self, *, target: bool) -> QPen:
        style = Qt.PenStyle.DashLine if target else Qt.PenStyle.SolidLine
        return QPen(self._look.colour("muted" if target else "accent"), 1.5 if target else 2, style)


def _figure(series: Series, year: FiscalYear, side: Side) -> float | None:
    value = series.value(year, side)
    return float(value.number) if isinstance(value, Number) else None
