"""What may be chosen for a printed document: one typed table that drives the panel and the builders alike."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.frozen import frozen
from kpidesk.paper.front import Front
from kpidesk.paper.report import PaperSize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.plan import Plan

ALL_GOALS: Final = "計画全体"


@frozen
class ReportOptions:
    """Every choice with its default; a document heeds those it offers. `goal` is a uid, "" for the whole plan."""

    size: PaperSize = PaperSize.A4
    goal: str = ""
    verdicts: bool = False
    remarks: bool = True
    year_in_title: bool = False
    front: Front = Front()


class Option(Enum):
    """The choices a document can offer; the value is the field of the options."""

    SIZE = "size"
    GOAL = "goal"
    VERDICTS = "verdicts"
    REMARKS = "remarks"
    YEAR_IN_TITLE = "year_in_title"

    @property
    def label(self) -> str:
        """The words of the panel."""
        return {
            "size": "用紙",
            "goal": "範囲",
            "verdicts": "判定と達成率の列を付ける",
            "remarks": "所見の列を付ける",
            "year_in_title": "題名に年度を入れる",
        }[self.value]

    @property
    def is_switch(self) -> bool:
        """Whether it is only on or off."""
        return isinstance(self.of(ReportOptions()), bool)

    def of(self, options: ReportOptions) -> object:
        """Return what is chosen."""
        return getattr(options, self.value)

    def put(self, options: ReportOptions, chosen: Any) -> ReportOptions:  # noqa: ANN401 -- each field has a kind of its own
        """Return the options with another choice."""
        return replace(options, **{self.value: chosen})

    def choices(self, plan: Plan) -> Mapping[object, str]:
        """Return what can be chosen with its words, the default first; `plan` is the plan in force in the year."""
        if self is Option.SIZE:
            return {size: f"{size.name}横" for size in PaperSize}
        if self is Option.GOAL:
            return {"": ALL_GOALS, **{goal.uid: plan.places[goal.uid].title for goal in plan.goals}}
        return {}
