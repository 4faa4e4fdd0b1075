"""The charts of the second view: labels by goal, and over the years, of the node that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Project, children
from kpidesk.domain.rating import judge
from kpidesk.domain.verdict_counts import count_verdicts, counted
from kpidesk.reports.charts import label_bars, label_columns, shares
from kpidesk.ui.chart_stack import ChartStack
from kpidesk.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Node, Plan
    from kpidesk.domain.rating import Verdict
    from kpidesk.paper.chart import Share
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

EDGE = 18


class Judged(NamedTuple):
    """A verdict of a year; `part` is the bar it belongs to, "" for the column of the year."""

    year: FiscalYear
    part: str
    verdict: Verdict


class ReviewCharts(QScrollArea):
    """Counts a little at a time, and only while it is shown."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self.stack = ChartStack(look)
        inside = QWidget()
        inside.setObjectName("inspectorBody")
        box = QVBoxLayout(inside)
        box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        box.addWidget(self.stack)
        box.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("判定のグラフ")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._slices: Slices[Judged] = Slices(self._draw, self)

    def follow(self) -> None:
        """Draw what is chosen now."""
        self._slices.start(self._coming())

    def stop(self) -> None:
        """Count no more."""
        self._slices.stop()

    def finish(self) -> None:
        """Draw at once."""
        self._slices.finish()

    def _coming(self) -> Iterator[list[Judged]]:
        """Yield the verdicts of each part of the node in the year, then those of the node in every year up to it."""
        session = self._session
        for part in _parts(session.node):
            yield from _judged(session.plan, part, session.year, part.uid)
        for year in session.plan.years.years:
            plan = session.workspace.plan_at(session.plan_uid, year)
            node = plan.places[session.node.uid].what if session.node.uid in plan.places else None
            if year <= session.year and node is not None and not isinstance(node, Indicator):
                yield from _judged(plan, node, year, "")

    def _draw(self, found: list[Judged]) -> None:
        session = self._session
        by_part: dict[str, list[Verdict]] = {part.uid: [] for part in _parts(session.node)}
        by_year: dict[FiscalYear, list[Verdict]] = {}
        for each in found:
            (by_part[each.part] if each.part else by_year.setdefault(each.year, [])).append(each.verdict)
        self.stack.show_charts(
            (
                label_bars(f"{session.year}の判定", self._shares_by_title(by_part)),
                label_columns(
                    "判定の推移", {year: self._shares(year, by_year[year]) for year in by_year}, session.year
                ),
            )
        )

    def _shares_by_title(self, by_part: dict[str, list[Verdict]]) -> dict[str, list[Share]]:
        places, year = self._session.plan.places, self._session.year
        titles = {uid: places[uid].title for uid in by_part}
        return {titles[uid]: self._shares(year, verdicts) for uid, verdicts in by_part.items()}

    def _shares(self, year: FiscalYear, verdicts: list[Verdict]) -> list[Share]:
        scheme = self._session.plan.scheme_in(year)
        return shares(scheme, count_verdicts(scheme, verdicts))


def _judged(plan: Plan, node: Node, year: FiscalYear, part: str) -> Iterator[list[Judged]]:
    for entry in counted(plan, node):
        yield [Judged(year, part, judge(plan, entry.shown, year))] if entry.shown else []


def _parts(node: Node) -> list[Node]:
    """Return what has a bar of its own: the goals or measures below, else the node itself."""
    return [each for each in children(node) if not isinstance(each, Project)] or [node]
