"""所管課の一覧: which sections there were in which years, and what took their work over."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation_rules import section_fault
from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear
from kpidesk.domain.section import Section
from kpidesk.domain.tally import section_of
from kpidesk.ui.desk_dialog import push
from kpidesk.ui.draft_dialog import DraftDialog
from kpidesk.ui.draft_model import DraftModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from kpidesk.ui.ground import Ground

SIZE = QSize(820, 520)
HEADS = (("所管課", "(名前なし)"), ("最初の年度", "(指定なし)"), ("最後の年度", "(指定なし)"), ("後継の課", "(なし)"))
SINCE, UNTIL, SUCCESSOR = 1, 2, 3
AROUND = 10
"""So many years before and after the plan's own can be chosen."""


class SectionsDialog(DraftDialog):
    """The whole list is saved as one step."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk, "所管課の一覧", SIZE)

    @cached_property
    def take(self) -> QPushButton:
        """Adds the sections that are used and not listed."""
        return push("使われている課を加える(&T)", self._take)

    def make_model(self) -> DraftModel:
        plan = self.session.workspace.plan(self.session.plan_uid)
        self._used = Counter(name for entry in entries(plan, plan) if (name := section_of(entry)))
        rows = [_row(each) for each in plan.sections]
        return DraftModel(HEADS, rows, lambda name: self._used[name], fixed=self.session.workspace.read_only)

    def hint(self) -> str:
        return (
            "課の名前が変わったときは、前の課に最後の年度と後継の課を入れ、新しい課を最初の年度とともに追加します。"
            "過去の年度は、その年度の名前で出ます。使用数は、指標・事業の数です。"
        )

    def choices(self, row: int, column: int) -> Sequence[str] | None:
        if column in (SINCE, UNTIL):
            return self._years(self.model.rows[row][column])
        if column == SUCCESSOR:
            names = dict.fromkeys(each[0] for each in self.model.rows if each[0])
            return list(names)
        return None

    def _years(self, chosen: str) -> list[str]:
        """Return the years around those of the plan, with the chosen one."""
        years = self.session.plan.years
        span = range(max(EARLIEST, years.first.start - AROUND), min(LATEST, years.last.start + AROUND) + 1)
        starts = {*span, *([FiscalYear.parse(chosen).start] if chosen else [])}
        return [str(FiscalYear(start)) for start in sorted(starts)]

    def problem(self) -> tuple[str, int]:
        words, row, _ = section_fault(self._drafted())
        return words, row

    def write(self) -> None:
        with self.session.edit("所管課の一覧の変更") as edit:
            edit.set_sections(self._drafted())

    def extra(self) -> Sequence[QPushButton]:
        return (self.take,)

    def check(self) -> None:
        super().check()
        self.take.setEnabled(bool(self._missing()) and not self.session.workspace.read_only)

    def _missing(self) -> list[str]:
        """Return the sections that the plan uses and the draft does not have."""
        return [name for name in self._used if all(row[0] != name for row in self.model.rows)]

    def _take(self) -> None:
        for name in self._missing():
            self.model.add([name, "", "", ""])
        self.check()
        self.table.setFocus()

    def _drafted(self) -> list[Section]:
        return [
            Section(name, _year(since), _year(until), successor) for name, since, until, successor in self.model.rows
        ]


def _year(text: str) -> FiscalYear | None:
    return FiscalYear.parse(text) if text else None


def _row(section: Section) -> list[str]:
    return [section.name, *(str(year) if year else "" for year in (section.since, section.until)), section.successor]
