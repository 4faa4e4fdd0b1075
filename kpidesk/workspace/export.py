"""Writing a document: the plan and a year in, a finished file out; nothing of the workspace is touched."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.errors import UserError
from kpidesk.exporters import csv_writer, pdf_writer, xlsx_writer
from kpidesk.reports import funding_table, statistics_table, summary_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.paper.report import Report
    from kpidesk.workspace.services import Services

    Progress = Callable[[int, int], None]

REPORTS: Final[Mapping[str, str]] = {
    "summary": summary_table.TITLE,
    "funding": funding_table.TITLE,
    "statistics": statistics_table.TITLE,
}
"""The documents by the name commands use, with their titles."""

_BUILDERS: Final[Mapping[str, Callable[[Plan, FiscalYear], Report]]] = {
    "summary": lambda plan, year: summary_table.build(plan.at(year), year),
    "funding": funding_table.build,
    "statistics": statistics_table.build,
}
"""What builds each document from a whole plan."""

_WRITERS: Final = {".xlsx": xlsx_writer.write, ".pdf": pdf_writer.write, ".csv": csv_writer.write}


class Format(Enum):
    """The kinds of file; the value is the suffix."""

    XLSX = ".xlsx"
    PDF = ".pdf"
    CSV = ".csv"

    @property
    def label(self) -> str:
        """The words of menus and file dialogs."""
        return {".xlsx": "Excelブック", ".pdf": "PDF文書", ".csv": "CSVファイル"}[self.value]


def export(
    plan: Plan, report: str, year: FiscalYear, to: Path, services: Services, progress: Progress | None = None
) -> None:
    """Write a document of a whole plan in a year, in the format of the suffix; UserError where it cannot be done.

    Works on the immutable plan alone, so it may run beside the window; `progress` may raise CancelledError.
    """
    if report not in REPORTS:
        known = "、".join(REPORTS)
        raise UserError(f"帳票「{report}」はありません。", remedy=f"使える帳票: {known}")
    writer = _WRITERS.get(to.suffix.lower())
    if writer is None:
        remedy = "拡張子を .xlsx、.pdf、.csv のいずれかにしてください。"
        raise UserError("この形式では書き出せません。", where=str(to), remedy=remedy)
    check_year(plan, year)
    writer(_BUILDERS[report](plan, year), to, fonts=services.fonts, progress=progress)


def check_year(plan: Plan, year: FiscalYear) -> None:
    """Refuse (UserError) a year outside the plan's period."""
    if year not in plan.years:
        remedy = f"計画期間は{plan.years.first}から{plan.years.last}までです。"
        raise UserError(f"{year}はこの計画の期間にありません。", where=plan.title, remedy=remedy)


def proposed_name(plan: Plan, report: str, year: FiscalYear) -> str:
    """Return a file name without suffix that says what the document is."""
    name = f"{plan.municipality}_{REPORTS[report]}_{year}"
    return re.sub(r'[\\/:*?"<>|\s]+', "_", name)
