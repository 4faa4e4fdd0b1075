"""What the parts of the desk may ask of the desk itself, so that neither needs to know the other's file."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from kpidesk.domain.finding import Finding
    from kpidesk.ui.filter_bar import FilterBar
    from kpidesk.ui.findings_watch import FindingsWatch
    from kpidesk.ui.large_remarks import LargeRemarks
    from kpidesk.ui.plan_tree_panel import PlanTreePanel
    from kpidesk.ui.session import Session
    from kpidesk.ui.year_grid_model import YearGridModel
    from kpidesk.ui.year_grid_view import YearGridView


class Ground(QWidget):
    """The session with the grid and the panes around it."""

    session: Session
    model: YearGridModel
    grid: YearGridView
    tree: PlanTreePanel
    large: LargeRemarks
    watch: FindingsWatch
    filter: FilterBar

    @abstractmethod
    def settle(self) -> bool:
        """Save what is being typed; False where a figure cannot be read."""

    @abstractmethod
    def review_sheet(self, uid: str) -> bool:
        """Choose in 評価・確認 what is handed in with a node; False, and nothing moves, while another view is shown."""

    @abstractmethod
    def list_findings(self, finding: Finding | None = None) -> None:
        """List the 要確認 below the sheet, at one of them."""

    @abstractmethod
    def show_sheet(self) -> None:
        """Show the sheet where another view is shown."""
