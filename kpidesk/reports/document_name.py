"""The documents there are, under the names commands use and those people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class DocumentName(StrEnum):
    """A document; the value is the word of commands."""

    SUMMARY = "summary"
    PROGRESS = "progress"
    PROJECTS = "projects"
    TARGETS = "targets"
    OPINIONS = "opinions"
    OVERVIEW = "overview"
    FUNDING = "funding"
    STATISTICS = "statistics"
    PLAN = "plan"
    PACK = "pack"
    OPEN_DATA = "opendata"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            "summary": "数値目標・KPI集計表",
            "progress": "進捗状況",
            "projects": "事業評価シート",
            "targets": "数値目標・KPI一覧",
            "opinions": "委員会意見と対応",
            "overview": "総括",
            "funding": "事業費・交付金",
            "statistics": "統計表",
            "plan": "施策体系・計画本文",
            "pack": "委員会資料一式",
            "opendata": "オープンデータ（目標値・実績値）",
        }[self.value]


BOUND: Final = (
    DocumentName.OVERVIEW,
    DocumentName.PROGRESS,
    DocumentName.SUMMARY,
    DocumentName.PROJECTS,
    DocumentName.OPINIONS,
    DocumentName.FUNDING,
    DocumentName.STATISTICS,
    DocumentName.TARGETS,
    DocumentName.PLAN,
)
"""What can be bound into the pack, in the order a committee reads it: results first, the plan itself last."""
