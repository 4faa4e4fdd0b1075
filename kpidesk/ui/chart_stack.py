"""Charts one below the other, as many as there are to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.ui.chart_view import ChartView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.paper.chart import ChartSpec
    from kpidesk.ui.look import Look

GAP = 10


class ChartStack(QWidget):
    """Keeps its views for the next charts; takes no room without any. Titles are written where charts are several."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._views: list[ChartView] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self.hide()

    def show_charts(self, specs: Sequence[ChartSpec]) -> None:
        """Show other charts."""
        while len(self._views) < len(specs):
            self._views.append(ChartView(self._look))
            self._box.addWidget(self._views[-1])
        for number, view in enumerate(self._views):
            view.setVisible(number < len(specs))
            if number < len(specs):
                view.show_chart(specs[number], titled=len(specs) > 1)
        self.setVisible(bool(specs))
