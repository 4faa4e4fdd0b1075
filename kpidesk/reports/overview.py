"""総括: how the verdicts of the year add up by goal and 所管課, against last year, and which KPI met their target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kpidesk.domain.entries import entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Kind
from kpidesk.domain.plan import Goal, Plan
from kpidesk.domain.scheme import UNJUDGED
from kpidesk.domain.verdict_counts import against_last_year, counted, counted_by_section, verdict_counts
from kpidesk.paper import styles
from kpidesk.paper.report import Cell, Chart, Column, Page, Paper, Paragraph, Report, Row, RowKind, Span, Style, Table
from kpidesk.reports.charts import COUNTED_IN, label_bars, label_columns, shares
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.parts import framed, goal_word, head_row, named, titled
from kpidesk.reports.verdict_list import verdict_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.verdict_counts import Trend, VerdictCounts
    from kpidesk.paper.report import Block

TITLE: Final = DocumentName.OVERVIEW.label

_COUNT, _LABEL, _TREND = 15.0, 19.0, 17.0  # mm
_TRENDS: Final = ("改善", "同じ", "悪化")
_TREND_HEADS: Final = tuple(f"前年度より\n{word}" if word != "同じ" else "前年度と\n同じ" for word in _TRENDS)
_ONCE: Final = "※ 目標の件数は掲載箇所ごとに数え、全体は共通指標を1件と数えています。"
_APART: Final = "※ 割合は、判定のあるKPIに占めるものです。"
_ASIDE: Final = tuple(each.value for each in UNJUDGED)
_SIDES: Final = (("件数", styles.PAIR_ABOVE), ("割合", styles.PAIR_BELOW))
_ABOVE: Final = replace(styles.FIGURE, edges=styles.PAIR_ABOVE)
_BELOW: Final = replace(styles.FIGURE, edges=styles.PAIR_BELOW)


@frozen
class _Line:
    """One line of counts: a goal, the whole plan, a section."""

    name: str
    counts: VerdictCounts
    trend: Trend

    @property
    def kpis(self) -> int:
        """How many KPI there are."""
        return sum(self.counts.counts.values())


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any KPI is counted."""
    del year
    return any(entry.counts_as_kpi for entry in entries(plan, plan))


def build(plan: Plan, year: FiscalYear, options: ReportOptions | None = None) -> Report:
    """Build the 総括 of a year; `plan` is the plan in force in that year."""
    options = options or ReportOptions()
    paper = Paper(options.size)
    node: Plan | Goal = options.goals(plan)[0] if options.goal else plan
    everything = counted(plan, node)
    if not everything:
        return framed(plan, year, TITLE, [], paper)
    pages = [_counts(plan, year, node, everything)]
    if page := _sections(plan, year, node):
        pages.append(page)
    listed = (*titled(plan, TITLE, f"{year}の判定別のKPI"), *verdict_tables(plan, everything, year))
    return framed(plan, year, TITLE, [*pages, Page(f"{year}の判定別のKPI", listed, "判定別のKPI")], paper)


def _line(plan: Plan, year: FiscalYear, name: str, below: Sequence[Entry]) -> _Line:
    return _Line(name, verdict_counts(plan, below, year), against_last_year(plan, below, year))


def _counts(plan: Plan, year: FiscalYear, node: Plan | Goal, everything: Sequence[Entry]) -> Page:
    """Return the page with the counts of each goal and of the plan, or of one goal, as table and as charts."""
    shown = (node,) if isinstance(node, Goal) else node.goals
    goals = [_line(plan, year, plan.places[goal.uid].title, counted(plan, goal)) for goal in shown]
    goals = [line for line in goals if line.kpis]
    left_out = _left_out(plan, node)
    whole = _line(plan, year, "全体", everything) if node is plan else None
    every = [*goals, *([whole] if whole else [])]
    scheme = plan.scheme_in(year)
    blocks: list[Block] = [
        *titled(plan, TITLE, f"{year}の判定"),
        Paragraph(f"判定方式「{scheme.name}」　{scheme.about}", styles.TEXT, space_after=2.0),
        _table(goal_word(plan), goals, whole),
        *_notes(every, left_out),
    ]
    if whole and sum(line.kpis for line in goals) != whole.kpis:
        blocks.insert(-1, Paragraph(_ONCE, styles.NOTE, space_after=0.3))
    blocks.extend(_charts(plan, year, everything, every) if every[-1].counts.judged else ())
    return Page(f"{year}の判定", tuple(blocks), "総括")


def _charts(plan: Plan, year: FiscalYear, everything: Sequence[Entry], lines: Sequence[_Line]) -> Iterator[Block]:
    """Yield the shares of each goal, and the counts of each year so far."""
    by_goal = {line.name: shares(plan.scheme_in(year), line.counts) for line in lines}
    yield Chart(label_bars(f"{year}の判定（目標別）", by_goal))
    years = [each for each in plan.years.years if each <= year]
    if len(years) > 1:
        by_year = {each: shares(plan.scheme_in(each), verdict_counts(plan, everything, each)) for each in years}
        yield Chart(label_columns(f"判定の推移（{lines[-1].name}）", by_year, year))


def _sections(plan: Plan, year: FiscalYear, node: Plan | Goal) -> Page | None:
    """Return the page with the counts of each 所管課, where any is named."""
    by_name: dict[str, list[Entry]] = {}
    for name, below in counted_by_section(plan, node).items():
        by_name.setdefault(plan.section_in(name, year) if name else "", []).extend(below)
    if not any(by_name):
        return None
    lines = [_line(plan, year, name or "(所管課なし)", below) for name, below in by_name.items()]
    title = f"{year}の所管課別の判定"
    return Page(
        title,
        (*titled(plan, TITLE, title), _table("所管課", lines, None), *_notes(lines, _left_out(plan, node))),
        "所管課別",
    )


def _table(name: str, lines: Sequence[_Line], whole: _Line | None) -> Table:
    every = [*lines, *([whole] if whole else [])]
    labels = list(every[0].counts.counts)
    points = any(line.counts.points is not None for line in every)
    compared = not all(line.trend.note for line in every)
    heads = [name, "KPI数", "区分", *labels, *(["点数"] if points else []), *(_TREND_HEADS if compared else [])]
    widths = [_COUNT, _COUNT, *(_LABEL for _ in labels), *([_COUNT] if points else []), *(_TREND,) * 3 * compared]
    columns = (Column(weight=1.0), *map(Column, widths))
    body: list[Row] = []
    for line in every:
        body.extend(_rows(line, labels, points=points, compared=compared, total=line is whole))
    return Table(columns, (head_row(heads),), tuple(body))


def _rows(line: _Line, labels: Sequence[str], *, points: bool, compared: bool, total: bool) -> Iterator[Row]:
    """Yield the counts and, below them, the shares."""
    fill = styles.TOTAL.fill if total else None
    kind = RowKind.TOTAL if total else RowKind.BODY
    name = named(line.name, 2, replace(styles.TEXT, bold=total, fill=fill))
    behind = [_count(line.counts.points, _toned(styles.FIGURE, fill), rows=2)] if points else []
    if compared:
        steps = (None,) * 3 if line.trend.note else (line.trend.better, line.trend.same, line.trend.worse)
        behind += [_count(step, _toned(styles.FIGURE, fill), rows=2) for step in steps]
    first = [
        _count(
            line.counts.counts[label], _toned(styles.FIGURE if label in _ASIDE else _ABOVE, fill), 1 + (label in _ASIDE)
        )
        for label in labels
    ]
    second = [_share(line.counts, label, _toned(_BELOW, fill)) for label in labels if label not in _ASIDE]
    own = _count(line.kpis, _toned(styles.FIGURE, fill), rows=2)
    sides = [named(word, look=_toned(replace(styles.LABEL, edges=edges), fill)) for word, edges in _SIDES]
    yield Row((name, own, sides[0], *first, *behind), kind, unit=line.name)
    yield Row((sides[1], *second), kind, unit=line.name)


def _toned(style: Style, fill: str | None) -> Style:
    return replace(style, fill=fill)


def _count(number: int | None, style: Style, rows: int = 1) -> Cell:
    if number is None:
        return Cell("", style, Span(rows=rows))
    return Cell(f"{number:,}", style, Span(rows=rows), Decimal(number), "#,##0")


def _share(counts: VerdictCounts, label: str, style: Style) -> Cell:
    share = counts.shares.get(label)
    return Cell("", style) if share is None else Cell(f"{share}%", style, number=share, number_format='0.0"%"')


def _left_out(plan: Plan, node: Plan | Goal) -> str:
    """Say which indicators of other papers KPI数 does not count, "" where it counts every one."""
    below = (each for each in entries(plan, node) if each.standing and not each.counts_as_kpi)
    kinds = {each.shown.kind for each in below if each.shown}
    others = "・".join(kind.label for kind in Kind if kind in kinds and kind is not Kind.KPI)
    words = "と、".join(part for part in (others, "目標値を設定していないKPI" if Kind.KPI in kinds else "") if part)
    return f"※ KPI数は、目標値を設定したKPIの数です。{words}は含みません。" if words else ""


def _notes(lines: Sequence[_Line], left_out: str) -> Iterator[Block]:
    """Yield what has to be said about the figures, each once."""
    notes = [*([left_out] if left_out else []), _APART]
    notes += [f"※ {line.name}: {line.counts.note}" for line in lines if line.counts.note]
    notes += list(dict.fromkeys(f"※ 前年度との比較: {line.trend.note}" for line in lines if line.trend.note))
    if any(not line.trend.note for line in lines):
        notes.append(f"※ {'・'.join(_TRENDS)}は、前年度の判定と比べた{COUNTED_IN}数です(両年度とも判定のあるもの)。")
    for note in notes:
        yield Paragraph(note, styles.NOTE, space_after=4.0 if note is notes[-1] else 0.3)
