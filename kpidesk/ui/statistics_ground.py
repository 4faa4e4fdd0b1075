"""What the parts of the 統計の入力 may ask of the dialog itself, so that neither needs to know the other's file."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from kpidesk.ui.desk_dialog import DeskDialog

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.statistics import Statistic, StatisticRow
    from kpidesk.ui.statistics_model import StatisticsModel
    from kpidesk.ui.statistics_view import StatisticsView


class StatisticsGround(DeskDialog):
    """The grid with the table it shows."""

    model: StatisticsModel
    grid: StatisticsView

    @property
    def plan(self) -> Plan:
        """The whole plan: its tables are not of one year."""
        return self.session.workspace.plan(self.session.plan_uid)

    @property
    def table(self) -> Statistic | None:
        """The table that is shown, as it is now."""
        return self.model.table

    @property
    def row(self) -> StatisticRow | None:
        """The chosen row."""
        at = self.grid.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @abstractmethod
    def show_table(self, uid: str) -> None:
        """Show another table from its first cell on."""
