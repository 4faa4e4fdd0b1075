"""Writing a document: the plan and a year in, a finished file out; nothing of the workspace is touched."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.errors import UserError
from kpidesk.exporters import csv_writer, dataset_writer, pdf_writer, xlsx_writer
from kpidesk.paper.dataset import Dataset
from kpidesk.paper.front import with_front
from kpidesk.paper.report import Report
from kpidesk.reports import (
    funding_table,
    open_data,
    opinion_list,
    overview,
    plan_text,
    progress,
    project_sheet,
    statistics_table,
    summary_table,
    target_list,
)
from kpidesk.reports.approval_sheet import with_approval
from kpidesk.reports.document_name import BOUND, DocumentName
from kpidesk.reports.options import Option, ReportOptions
from kpidesk.reports.pack import bind
from kpidesk.workspace.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kpidesk.domain.fiscal_year import FiscalYear, Period
    from kpidesk.domain.plan import Place, Plan
    from kpidesk.workspace.services import Services

    Builder = Callable[[Plan, FiscalYear], Report]
    Chooser = Callable[[Plan, FiscalYear, ReportOptions], Report]
    Progress = Callable[[int, int], None]


class Format(Enum):
    """The kinds of file; the value is the suffix."""

    XLSX = ".xlsx"
    PDF = ".pdf"
    CSV = ".csv"
    JSON = ".json"

    @property
    def label(self) -> str:
        """The words of menus and file dialogs."""
        return {".xlsx": "Excelブック", ".pdf": "PDF文書", ".csv": "CSVファイル", ".json": "JSONファイル"}[self.value]


PRINTED: Final = (Format.XLSX, Format.PDF, Format.CSV)
"""The formats of what has pages."""


@frozen
class Document:
    """A document that can be had: title, what it is for in a sentence, what builds it from a whole plan, choices.

    Data for other programs have no pages, and formats of their own. `speaks` tells whether it says anything of the
    plan in force in a year; only what can is bound.
    """

    title: str
    about: str
    build: Callable[[Plan, FiscalYear, ReportOptions], Report | Dataset]
    offers: tuple[Option, ...] = ()
    formats: tuple[Format, ...] = PRINTED
    speaks: Callable[[Plan, FiscalYear], bool] = lambda _plan, _year: False


def _chosen(build: Chooser) -> Chooser:
    """Return what builds a document with choices from the plan in force in the year."""
    return lambda plan, year, options: build(plan.at(year), year, options)


def _of_year(build: Builder) -> Callable[[Plan, FiscalYear, ReportOptions], Report]:
    """Return what builds a document without choices from the plan in force in the year."""
    return lambda plan, year, _options: build(plan.at(year), year)


def _whole(build: Builder) -> Callable[[Plan, FiscalYear, ReportOptions], Report]:
    """Return what builds a document without choices from the whole plan."""
    return lambda plan, year, _options: build(plan, year)


def _packed(plan: Plan, year: FiscalYear, options: ReportOptions, progress: Progress | None = None) -> Report:
    """Return the chosen documents with content, bound into one; `progress` hears of each that is built."""
    speaking = with_content(plan.at(year), year)
    chosen = [name for name in BOUND if name in options.documents and name in speaking]
    if not chosen:
        remedy = f"{year}に記載する内容のある帳票を、1つ以上選んでください。"
        raise UserError("綴じる帳票がありません。", where=plan.title, remedy=remedy)
    heeded = replace(options, goal="", year_in_title=False)  # a pack is always of the whole plan
    built: dict[DocumentName, Report] = {}
    for done, name in enumerate(chosen):
        if progress:
            progress(done, len(chosen))
        report = DOCUMENTS[name].build(plan, year, heeded)
        if isinstance(report, Report):  # data have no pages to bind
            built[name] = report
    return bind(plan, year, built, options.front)


DOCUMENTS: Final[Mapping[str, Document]] = {
    "summary": Document(
        summary_table.TITLE,
        "基本目標ごとに、数値目標とKPIの目標値・実績値・所見を年度順に並べた表です。",
        _chosen(summary_table.build),
        (
            *(Option.SIZE, Option.GOAL, Option.FIRST, Option.LAST),
            *(Option.VERDICTS, Option.SECTION, Option.REMARKS, Option.YEAR_IN_TITLE),
        ),
        speaks=summary_table.has_content,
    ),
    "progress": Document(
        progress.TITLE,
        "基本目標ごとの目的と、指標の基準値・目標値・実績・状況です。",
        _chosen(progress.build),
        (Option.SIZE, Option.GOAL),
        speaks=progress.has_content,
    ),
    "projects": Document(
        project_sheet.TITLE,
        "事業ごとの取組み、KPI、見直しの方向性、事業費のシートです。",
        _chosen(project_sheet.build),
        (Option.SIZE, Option.GOAL),
        speaks=project_sheet.has_content,
    ),
    "targets": Document(
        target_list.TITLE,
        "指標の基準値と目標値、実施計画の事業を、施策の順に並べた一覧です。",
        _chosen(target_list.build),
        (Option.GOAL,),
        speaks=target_list.has_content,
    ),
    "opinions": Document(
        opinion_list.TITLE,
        "委員会で出された意見と、それへの対応の一覧です。",
        _of_year(opinion_list.build),
        speaks=opinion_list.has_content,
    ),
    "overview": Document(
        overview.TITLE,
        "判定の件数とグラフ、昨年度との比較、達成・未達成の一覧です。",
        _chosen(overview.build),
        (Option.SIZE, Option.GOAL),
        speaks=overview.has_content,
    ),
    "funding": Document(
        funding_table.TITLE,
        "事業費と交付金を、年度と種別ごとにまとめた表です。",
        _whole(funding_table.build),
        speaks=funding_table.has_content,
    ),
    "statistics": Document(
        statistics_table.TITLE,
        "計画に持つ統計(人口など)の表とグラフです。",
        _whole(statistics_table.build),
        speaks=statistics_table.has_content,
    ),
    "plan": Document(
        plan_text.TITLE, "施策の体系図と、計画の本文です。", _of_year(plan_text.build), speaks=plan_text.has_content
    ),
    "pack": Document(
        DocumentName.PACK.label,
        "帳票を1つに綴じ、表紙・目次・資料番号・通しのページ番号を付けた資料です。",
        _packed,
        (
            *(Option.DOCUMENTS, Option.SIZE, Option.FIRST, Option.LAST),
            *(Option.VERDICTS, Option.SECTION, Option.REMARKS),
        ),
        (Format.XLSX, Format.PDF),
    ),
    "opendata": Document(
        open_data.TITLE,
        "すべての年度の目標値・実績値を1行に1つずつ並べた、公開用のデータです。",
        lambda plan, year, _options: open_data.build(plan, year),
        formats=(Format.CSV, Format.JSON),
    ),
}
"""The documents by the name commands use."""

REPORTS: Final[Mapping[str, str]] = {name: document.title for name, document in DOCUMENTS.items()}
"""Their titles."""

_WRITERS: Final = {Format.XLSX: xlsx_writer.write, Format.PDF: pdf_writer.write, Format.CSV: csv_writer.write}
_DATA_WRITERS: Final = {Format.CSV: dataset_writer.write_csv, Format.JSON: dataset_writer.write_json}


def export(
    plan: Plan,
    report: str,
    year: FiscalYear,
    to: Path,
    services: Services,
    progress: Progress | None = None,
    options: ReportOptions | None = None,
) -> None:
    """Write a document of a whole plan in a year, in the format of the suffix; UserError where it cannot be done.

    Works on the immutable plan alone, so it may run beside the window; `progress` may raise CancelledError.
    """
    kind = _format(named_document(report), to)
    with uncollected():
        built = _built(plan, report, year, options or ReportOptions(), progress)
        if isinstance(built, Dataset):
            _DATA_WRITERS[kind](built, to)
        else:
            made = replace(built, made=services.clock())
            _WRITERS[kind](made, to, fonts=services.fonts, progress=progress)


def with_content(plan: Plan, year: FiscalYear) -> frozenset[DocumentName]:
    """Return the documents that can be bound and say anything; `plan` is the plan in force in the year."""
    return frozenset(name for name in BOUND if DOCUMENTS[name].speaks(plan, year))


def named_document(name: str) -> Document:
    """Return the document of that name; UserError where there is none."""
    if name not in DOCUMENTS:
        known = "、".join(DOCUMENTS)
        raise UserError(f"帳票「{name}」はありません。", remedy=f"使える帳票: {known}")
    return DOCUMENTS[name]


def _format(document: Document, to: Path) -> Format:
    """Return the format of the suffix; UserError where the document cannot be had in it."""
    for each in document.formats:
        if each.value == to.suffix.lower():
            return each
    known = "、".join(each.value for each in document.formats)
    raise UserError(
        f"「{document.title}」は、この形式では書き出せません。",
        where=str(to),
        remedy=f"拡張子を {known} のいずれかにしてください。",
    )


def _built(plan: Plan, name: str, year: FiscalYear, options: ReportOptions, heard: Progress | None) -> Report | Dataset:
    check_year(plan, year)
    if options.goal and options.goal not in {goal.uid for goal in plan.at(year).goals}:
        remedy = "範囲を選び直してください。"
        raise UserError(f"選んだ基本目標は、{year}の計画にありません。", where=plan.title, remedy=remedy)
    if Option.FIRST in DOCUMENTS[name].offers and not options.years(plan):
        remedy = "始めの年度を、終わりの年度より前にしてください。"
        raise UserError("表示する年度がありません。", where=plan.title, remedy=remedy)
    if name == DocumentName.PACK:
        return _packed(plan, year, options, heard)
    built = DOCUMENTS[name].build(plan, year, options)
    if isinstance(built, Dataset):
        return built
    return with_approval(with_front(built, options.front), plan, year, options.front)


def check_year(plan: Plan, year: FiscalYear) -> None:
    """Refuse (UserError) a year outside the plan's period."""
    if year not in plan.years:
        remedy = f"計画期間は{plan.years.first}から{plan.years.last}までです。"
        raise UserError(f"{year}はこの計画の期間にありません。", where=plan.title, remedy=remedy)


def proposed_name(plan: Plan, report: str, year: FiscalYear, options: ReportOptions | None = None) -> str:
    """Return a file name without suffix that says what the document is of, and whether it is a draft or goes round.

    Data are of all years of the plan, whichever is evaluated.
    """
    document, chosen = DOCUMENTS[report], options or ReportOptions()
    has_pages = Format.PDF in document.formats
    parts = [plan.municipality, re.sub("（.*?）", "", document.title)]
    if Option.GOAL in document.offers and chosen.goal in plan.at(year).places:
        parts.append(_short(plan.at(year).places[chosen.goal]))
    parts.append(str(year) if has_pages else _span(plan.years))
    if has_pages and chosen.front.draft:
        parts.append("案")
    if has_pages and chosen.front.approval:
        parts.append("起案")
    return re.sub(r'[\x00-\x1f\\/:*?"<>|\s]+', "_", "_".join(parts))


def _short(place: Place) -> str:
    """Return what a goal is called in short: its label, its title where it has none."""
    return place.label or place.title


def _span(years: Period) -> str:
    """Return the years from first to last with signs that every file name may have: 令和3-7年度."""
    first, last = years.first, years.last
    if first == last:
        return str(first)
    return f"{first.era}{first.in_era}-{last.short}" if first.era == last.era else f"{first}-{last}"
