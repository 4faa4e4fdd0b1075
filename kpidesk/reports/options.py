"""What may be chosen for a printed document: one typed table that drives the panel and the builders alike."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.frozen import frozen
from kpidesk.paper.front import Front
from kpidesk.paper.report import PaperSize
from kpidesk.reports.document_name import BOUND, DocumentName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.plan import Goal, Plan

ALL_GOALS: Final = "計画全体"
FROM_THE_FIRST, TO_THE_LAST = "計画の初年度", "計画の最終年度"


@frozen
class ReportOptions:
    """Every choice with its default; a document heeds those it offers.

    `goal` is a uid, "" for the whole plan; `first` and `last` are the years shown, None for the plan's own.
    """

    size: PaperSize = PaperSize.A4
    goal: str = ""
    first: FiscalYear | None = None
    last: FiscalYear | None = None
    verdicts: bool = False
    section_column: bool = False
    remarks: bool = True
    year_in_title: bool = False
    documents: tuple[DocumentName, ...] = BOUND  # of the pack; those without content are left out
    front: Front = Front()

    def years(self, plan: Plan) -> tuple[FiscalYear, ...]:
        """Return the years of the plan that are shown; none where `first` comes after `last`."""
        first, last = self.first or plan.years.first, self.last or plan.years.last
        return tuple(year for year in plan.years.years if first <= year <= last)

    def goals(self, plan: Plan) -> tuple[Goal, ...]:
        """Return the goals that are shown."""
        return tuple(goal for goal in plan.goals if self.goal in ("", goal.uid))


class Option(Enum):
    """The choices a document can offer; the value is the field of the options."""

    SIZE = "size"
    GOAL = "goal"
    FIRST = "first"
    LAST = "last"
    VERDICTS = "verdicts"
    SECTION = "section_column"
    REMARKS = "remarks"
    YEAR_IN_TITLE = "year_in_title"
    DOCUMENTS = "documents"

    @property
    def label(self) -> str:
        """The words of the panel."""
        return {
            "size": "用紙",
            "goal": "範囲",
            "first": "年度(から)",
            "last": "年度(まで)",
            "verdicts": "判定と達成率の列を付ける",
            "section_column": "所管課の列を付ける",
            "remarks": "所見の列を付ける",
            "year_in_title": "題名に年度を入れる",
            "documents": "綴じる帳票",
        }[self.value]

    @property
    def is_switch(self) -> bool:
        """Whether it is only on or off."""
        return isinstance(self.of(ReportOptions()), bool)

    @property
    def is_several(self) -> bool:
        """Whether any number of its choices can be taken, in their order."""
        return isinstance(self.of(ReportOptions()), tuple)

    def of(self, options: ReportOptions) -> object:
        """Return what is chosen."""
        return getattr(options, self.value)

    def put(self, options: ReportOptions, chosen: Any) -> ReportOptions:  # noqa: ANN401 -- each field has a kind of its own
        """Return the options with another choice."""
        return replace(options, **{self.value: chosen})

    def choices(self, plan: Plan) -> Mapping[object, str]:
        """Return what can be chosen with its words, the default first; `plan` is the plan in force in the year.

        Of several, all are the default.
        """
        if self is Option.SIZE:
            return {size: f"{size.name}横" for size in PaperSize}
        if self is Option.GOAL:
            return {"": ALL_GOALS, **{goal.uid: plan.places[goal.uid].title for goal in plan.goals}}
        if self in (Option.FIRST, Option.LAST):
            whole = FROM_THE_FIRST if self is Option.FIRST else TO_THE_LAST
            return {None: whole, **{year: str(year) for year in plan.years.years}}
        if self is Option.DOCUMENTS:
            return {name: name.label for name in BOUND}
        return {}

    def written(self, chosen: object) -> str:
        """Return a choice as a command line writes it, "" where that needs no writing."""
        if isinstance(chosen, PaperSize):
            return chosen.name
        if isinstance(chosen, tuple):
            return ",".join(map(self.written, chosen))
        return str(chosen.start) if isinstance(chosen, FiscalYear) else str(chosen or "")

    def read(self, text: str, plan: Plan) -> object | None:
        """Return the choice that a text names, None where it names none; years are read as everywhere."""
        plain = text
        if self in (Option.FIRST, Option.LAST):
            with suppress(ValueError):
                plain = str(FiscalYear.parse(text).start)
        every = {self.written(each).upper(): each for each in self.choices(plan)}
        if self.is_several:
            named = [every.get(each.strip().upper()) for each in plain.split(",")]
            return None if None in named else tuple(named)
        return every.get(plain.upper()) if plain else None
