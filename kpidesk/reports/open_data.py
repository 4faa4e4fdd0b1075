"""オープンデータ: every 目標値 and 実績値 of a plan in long form, a record for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import format_point, format_value
from kpidesk.domain.plan import Goal
from kpidesk.domain.rating import Outcome, judge
from kpidesk.domain.rollup import owed
from kpidesk.domain.tally import section_of
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Side
from kpidesk.paper.dataset import Dataset, Field, FieldKind
from kpidesk.reports.document_name import DocumentName

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator, Point, Series
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import CellKey, Value

TITLE: Final = DocumentName.OPEN_DATA.label

FIELDS: Final = (
    Field("municipality", "地方公共団体名"),
    Field("plan_id", "計画ID"),
    Field("plan_title", "計画名"),
    Field("goal", "基本目標"),
    Field("measure", "施策"),
    Field("submeasure", "細施策"),
    Field("project_id", "事業ID"),
    Field("project", "事業名"),
    Field("indicator_id", "指標ID"),
    Field("indicator", "指標名"),
    Field("values_of", "共通指標の元の指標ID"),
    Field("kind", "指標の種類"),
    Field("series", "系列"),
    Field("unit", "単位"),
    Field("basis", "目標値の捉え方"),
    Field("direction", "良い方向"),
    Field("target_setting", "目標の設定"),
    Field("section", "所管課"),
    Field("source", "出典"),
    Field("baseline", "基準値", FieldKind.NUMBER),
    Field("baseline_text", "基準値の表記"),
    Field("final_target", "最終目標値", FieldKind.NUMBER),
    Field("final_target_text", "最終目標値の表記"),
    Field("fiscal_year", "年度", FieldKind.YEAR),
    Field("fiscal_year_text", "年度（和暦）"),
    Field("side", "目標・実績の別"),
    Field("value", "値", FieldKind.NUMBER),
    Field("value_text", "値の表記"),
    Field("state", "値の状態"),
    Field("reason", "値のない理由"),
    Field("standing", "値の区分"),
    Field("qualifier", "値に付く語"),
    Field("note", "値の注記"),
    Field("scheme", "判定方式"),
    Field("verdict", "判定"),
    Field("rate_percent", "達成率（%）", FieldKind.NUMBER),
    Field("verdict_reason", "判定の理由"),
    Field("footnotes", "脚注"),
)
"""The columns, in order; docs/open_data.md says what stands in each."""

NUMBER, WORDS, NONE, OWED, BLANK = "数値", "文字", "該当なし", "未入力", "空欄"
"""What can stand where a figure would."""

_UNJUDGED: Final = ("", "", "", "")


@frozen
class _Line:
    """One series of an indicator where it stands."""

    entry: Entry
    standing: Indicator
    shown: Indicator
    series: Series

    def years(self, plan: Plan) -> list[FiscalYear]:
        """Return the years it is in force, and those in which anything stands."""
        alive = (year for year in plan.years.years if self.entry.exists_in(year))
        return sorted({*alive, *self.series.values})


def build(plan: Plan, year: FiscalYear) -> Dataset:
    """Build the records of a whole plan; blank actuals up to `year` are owed, those of later years still open."""
    everything = [each for each in entries(plan, plan) if not (each.project and each.project.repeats)]
    keys = owed(plan, everything, year)
    lines = [
        _Line(entry, entry.standing, entry.shown, series)
        for entry in everything
        if entry.standing and entry.shown
        for series in entry.shown.series
    ]
    about = (("municipality", plan.municipality), ("plan_id", plan.uid), ("evaluated_year", str(year)))
    records = (
        (
            *common,
            *_of_year(plan, line, at),
            *_of_side(plan, line, at, side, keys),
            *(_verdict(plan, line.shown, at) if side is Side.ACTUAL and at in plan.years and at <= year else _UNJUDGED),
            _footnotes(line),
        )
        for line in lines
        for common in (_of_line(plan, line),)
        for at in line.years(plan)
        for side in Side
    )
    return Dataset(f"{plan.title} {TITLE}", about, FIELDS, tuple(tuple(record) for record in records))


def _of_line(plan: Plan, line: _Line) -> tuple[str, ...]:
    """Return what all records of a line have in common but the section, which years rename."""
    entry, standing, shown, series = line.entry, line.standing, line.shown, line.series
    goal = next((plan.places[each.uid].title for each in entry.path if isinstance(each, Goal)), "")
    measures = [plan.places[each.uid].title for each in entry.path if not isinstance(each, Goal)]
    return (
        plan.municipality,
        plan.uid,
        plan.title,
        goal,
        measures[0] if measures else "",
        " ".join(measures[1:]),
        entry.project.uid if entry.project else "",
        " ".join(part for part in (entry.project.title, entry.project.subtitle) if part) if entry.project else "",
        standing.uid,
        standing.name or shown.name,
        standing.shares,
        shown.kind.label,
        series.label,
        shown.unit_of(series),
        shown.basis.label if shown.basis else "",
        shown.direction.label if shown.direction else "",
        "設定あり" if shown.target_is_set else shown.setting_note or "設定なし",
    )


def _of_year(plan: Plan, line: _Line, year: FiscalYear) -> tuple[str, ...]:
    section, shown, series = section_of(line.entry), line.shown, line.series
    return (
        plan.section_in(section, year) if section else "",
        shown.source,
        *_point(plan, shown, series, series.baseline),
        *_point(plan, shown, series, series.target),
        str(year.start),
        str(year),
    )


def _point(plan: Plan, shown: Indicator, series: Series, given: Point | None) -> tuple[str, str]:
    """Return a baseline or final target: the figure where it is in the unit of the line, and as it is printed."""
    unit = shown.unit_of(series)
    alike = given is not None and (given.unit or unit) == unit
    return _exact(given.value if given and alike else None), format_point(given, plan.style, unit)


def _exact(value: Value | None) -> str:
    return f"{value.number:f}" if isinstance(value, Number) else ""


def _of_side(plan: Plan, line: _Line, year: FiscalYear, side: Side, keys: frozenset[CellKey]) -> tuple[str, ...]:
    value = line.series.value(year, side)
    is_owed = line.entry.value_key(line.series, year, side) in keys
    number = value if isinstance(value, Number) else None
    absent = isinstance(value, NotApplicable) and value.reason is not Absence.NONE
    return (
        side.label,
        _exact(value),
        format_value(value, plan.style),
        _state(value, is_owed=is_owed),
        value.reason.value if isinstance(value, NotApplicable) and absent else "",
        number.standing.label if number and number.standing else "",
        number.qualifier.value if number and number.qualifier else "",
        number.note if number else "",
    )


def _state(value: Value | None, *, is_owed: bool) -> str:
    if value is None:
        return OWED if is_owed else BLANK
    if isinstance(value, Number):
        return NUMBER
    return NONE if isinstance(value, NotApplicable) else WORDS


def _verdict(plan: Plan, shown: Indicator, year: FiscalYear) -> tuple[str, ...]:
    """Return the scheme of the year and what it says of all series together."""
    verdict = judge(plan, shown, year)
    rate = verdict.rate_text.removesuffix("%") if verdict.outcome is Outcome.JUDGED else ""
    return plan.scheme_in(year).name, verdict.label, rate, verdict.why


def _footnotes(line: _Line) -> str:
    """Return the footnotes that hang on the indicator, one a line."""
    return "\n".join(
        note.text if note.text.startswith(note.mark) else f"{note.mark} {note.text}" for note in line.standing.footnotes
    )
