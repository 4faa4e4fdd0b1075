"""What the forms of the 事業費・交付金の入力 may ask of the dialog itself, so that neither needs the other's file."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.funding import Funding
from kpidesk.domain.funding_totals import differing, figures
from kpidesk.ui.desk_dialog import DeskDialog

if TYPE_CHECKING:
    from kpidesk.domain.funding import FundingPeriod
    from kpidesk.domain.funding_totals import Difference, PeriodFigures
    from kpidesk.domain.plan import Plan


class FundingGround(DeskDialog):
    """The table as it is, and the step that alters it."""

    @property
    def plan(self) -> Plan:
        """The whole plan: the table is not of one year."""
        return self.session.workspace.plan(self.session.plan_uid)

    @property
    def funding(self) -> Funding:
        """The table as it is now, an empty one where the plan has none."""
        return self.plan.funding or Funding()

    def keep(self, funding: Funding, what: str) -> None:
        """Make a step: put the table in the place of the one there is."""
        with self.session.edit(f"事業費・交付金の{what}") as edit:
            edit.set_funding(funding if funding.periods else None)

    @abstractmethod
    def choose(self, place: int) -> None:
        """Choose a period."""

    @abstractmethod
    def printed(self, period: FundingPeriod) -> str:
        """Return what would be printed of a period, in a sentence."""

    def figures_of(self, period: FundingPeriod) -> PeriodFigures:
        """Return the figures a period would have."""
        (found,) = figures(self.plan, replace(self.funding, periods=(period,)))
        return found

    def told_of(self, period: FundingPeriod) -> list[str]:
        """Return which of the entered figures of a period would not be printed, and what is in their place."""
        return [_told(period, each) for each in differing(self.figures_of(period), self.funding)]


def _told(period: FundingPeriod, of: Difference) -> str:
    words = (
        f"※ {period.title}の{of.name}は、{of.parts}の{of.computed}を印刷します(入力した{of.entered}は印刷しません)。"
    )
    short = of.figure.entered is not None and of.figure.computed is not None and of.figure.entered > of.figure.computed
    return f"{words}ほかの交付金があれば、追加してください。" if short and of.name == "交付金額" else words
