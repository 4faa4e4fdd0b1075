"""Which column of the 入力 grid shows what."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear


class Part(Enum):
    """What a cell of the grid is."""

    BAND = auto()
    PROJECT = auto()
    NAME = auto()
    SIDE = auto()
    FIGURE = auto()
    TOTAL = auto()
    VERDICT = auto()
    REMARKS = auto()


LEADING = (Part.PROJECT, Part.NAME, Part.SIDE)
TRAILING = (Part.TOTAL, Part.VERDICT, Part.REMARKS)


@frozen
class Columns:
    """The columns for a plan's years, as the 集計表 has them; of `closed` years nothing can be altered."""

    years: tuple[FiscalYear, ...] = ()
    closed: frozenset[FiscalYear] = frozenset()

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(LEADING) + len(self.years) + len(TRAILING)

    def part(self, column: int) -> Part:
        """Return what a column shows."""
        if column < len(LEADING):
            return LEADING[column]
        behind = column - len(LEADING) - len(self.years)
        return Part.FIGURE if behind < 0 else TRAILING[behind]

    def of(self, part: Part) -> int:
        """Return the column of a part; of the figures the first year's."""
        if part in LEADING:
            return LEADING.index(part)
        behind = TRAILING.index(part) + len(self.years) if part in TRAILING else 0
        return len(LEADING) + behind

    def of_year(self, year: FiscalYear) -> int:
        """Return the column of a year; ValueError for a year the plan does not have."""
        return len(LEADING) + self.years.index(year)

    def year(self, column: int) -> FiscalYear:
        """Return the year of a figure column."""
        return self.years[column - len(LEADING)]

    def is_closed(self, column: int) -> bool:
        """Whether a column shows the figures of a closed year."""
        return self.part(column) is Part.FIGURE and self.year(column) in self.closed

    def title(self, column: int) -> str:
        """Return the column's head."""
        part = self.part(column)
        if part is Part.FIGURE:
            return str(self.year(column))
        return {
            Part.PROJECT: "施策名・事業名",
            Part.NAME: "KPI(基準値→目標値)",
            Part.SIDE: "区分",
            Part.TOTAL: f"{len(self.years)}年間の合計",
            Part.VERDICT: "判定",
            Part.REMARKS: "所見",
        }[part]
