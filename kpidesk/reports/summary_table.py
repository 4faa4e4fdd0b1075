"""数値目標・KPI集計表: a page a goal, its 数値目標, its measures with their KPI, 小計, and the 合計 at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Kind
from kpidesk.domain.plan import Goal, Plan
from kpidesk.domain.rating import judge
from kpidesk.domain.rollup import total_counts
from kpidesk.domain.scheme import Outcome
from kpidesk.domain.year_value import NotApplicable, Number, Side
from kpidesk.paper import styles
from kpidesk.paper.report import (
    Block,
    Cell,
    Column,
    Page,
    Paper,
    Paragraph,
    Report,
    Row,
    RowKind,
    Running,
    Span,
    Style,
    Table,
)
from kpidesk.paper.report import Heading as HeadingLine
from kpidesk.reports.number_format import number_format
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.summary_rows import Heading, Pair, Section, SummaryCell, sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator, Point
    from kpidesk.domain.rating import Verdict

TITLE: Final = "数値目標・KPI集計表"

_BANDS: Final = (styles.BAND, styles.SUBBAND)
_SIDES: Final = {
    style: (replace(style, edges=styles.PAIR_ABOVE), replace(style, edges=styles.PAIR_BELOW))
    for style in (styles.LABEL, styles.FIGURE, styles.DASH)
}
"""The looks of the cells of a pair, above and below the hair line between its lines."""

_COUNTING_NOTE: Final = "※ 小計は掲載箇所ごとに数え、合計は再掲の事業、同じ名称の事業、共通指標を1件と数えています。"

_PROJECT, _NAME, _BASELINE, _SIDE_WIDTH, _YEAR, _TOTAL, _REMARKS_WEIGHT = 42.0, 50.0, 25.0, 12.0, 13.5, 15.0, 1.0
_VERDICT, _RATE = 15.0, 12.0
_HALF_WIDTH, _PADDING, _WIDEST = 1.5, 2.8, 26.0  # mm; a half-width sign of 8.5 pt is 1.5 mm wide


def build(plan: Plan, year: FiscalYear, options: ReportOptions | None = None) -> Report:
    """Build the 集計表 of a year; `plan` is the plan in force in that year."""
    options = options or ReportOptions()
    title = f"{plan.title} {TITLE}"
    if options.year_in_title:
        title = f"{title}({year})"
    node = next((goal for goal in plan.goals if goal.uid == options.goal), plan)
    every = sections(plan, node, year)
    pages = [_page(plan, year, each, title, options) for each in every]
    closed = _closed(pages, plan, every) if node is plan else tuple(pages)
    return Report(
        title=title,
        pages=closed or (Page(plan.title, (HeadingLine(title, styles.TITLE),)),),
        paper=Paper(size=options.size),
        head=Running(left=plan.municipality, right=str(year)),
        subject=f"{plan.municipality} {year} {TITLE}",
        author=plan.municipality,
    )


def _page(plan: Plan, year: FiscalYear, part: Section, title: str, options: ReportOptions) -> Page:
    name = part.title if isinstance(part.node, Goal) else "計画全体の指標"
    sheet = plan.places[part.node.uid].label or name
    blocks: list[Block] = [HeadingLine(title, styles.TITLE), HeadingLine(name, styles.HEADING)]
    if part.outcomes:
        blocks.append(_outcome_table(plan, year, part.outcomes, options))
    if isinstance(part.node, Goal):
        blocks.append(_kpi_table(plan, year, part, options))
    blocks.extend(_footnotes(part))
    return Page(name, tuple(blocks), sheet)


def _closed(pages: list[Page], plan: Plan, every: Sequence[Section]) -> tuple[Page, ...]:
    """Return the pages with the 合計 below the last 小計, and a note where it is not the sum of the 小計."""
    if not pages:
        return ()
    whole, parts = total_counts(plan), [each.counts for each in every]
    blocks = list(pages[-1].blocks)
    last = max((at for at, block in enumerate(blocks) if isinstance(block, Table)), default=None)
    line = f"合計(事業数:{whole.projects}、KPI数:{whole.kpis})"
    if last is not None and isinstance(table := blocks[last], Table):
        blocks[last] = _with_total(table, line)
    if whole.projects != sum(each.projects for each in parts) or whole.kpis != sum(each.kpis for each in parts):
        blocks.append(Paragraph(_COUNTING_NOTE, styles.NOTE))
    return (*pages[:-1], replace(pages[-1], blocks=tuple(blocks)))


def _with_total(table: Table, line: str) -> Table:
    """Return the table with a closing line across; it goes to the next page together with the row above it."""
    *above, last = table.body or (Row((Cell("", styles.TEXT, Span(cols=len(table.columns))),)),)
    total = Row((Cell(line, styles.TOTAL, Span(cols=len(table.columns))),), RowKind.TOTAL)
    return replace(table, body=(*above, replace(last, keep_with_next=True), total))


def _outcome_table(plan: Plan, year: FiscalYear, pairs: Iterable[Pair], options: ReportOptions) -> Table:
    """Return the table of the indicators that hang on the goal or plan itself, baseline and target in columns."""
    shown = list(pairs)
    kinds = {pair.entry.shown.kind for pair in shown if pair.entry.shown}
    name = "・".join(kind.label for kind in Kind if kind in kinds)
    closing = _Closing(plan, year, options)
    head = (name, "基準値", "目標値", "区分", *_year_heads(plan), *closing.heads(f"{year}実績値に対する所見"))
    body = tuple(row for pair in shown for row in _outcome_rows(plan, pair, closing))
    first = Column(_PROJECT) if options.remarks else Column(weight=1.0)
    columns = (first, Column(_BASELINE), Column(_BASELINE), *_figure_columns(plan, shown), *closing.columns)
    return Table(columns, (_head_row(head),), body)


def _kpi_table(plan: Plan, year: FiscalYear, part: Section, options: ReportOptions) -> Table:
    """Return the table of measures, projects and their KPI, closed by the 小計."""
    closing = _Closing(plan, year, options)
    head = (
        "施策名・事業名",
        "重要業績評価指標(KPI)",
        "区分",
        *_year_heads(plan),
        *closing.heads(f"{year}実績値の増減理由及び今後の取り組み"),
    )
    pairs = [row for row in part.rows if isinstance(row, Pair)]
    name = Column(_NAME) if options.remarks else Column(weight=1.0)
    columns = (Column(_PROJECT), name, *_figure_columns(plan, pairs), *closing.columns)
    body: list[Row] = []
    for row in part.rows:
        body.extend([_band(row, len(columns))] if isinstance(row, Heading) else _kpi_rows(plan, row, closing))
    line = f"小計(事業数:{part.counts.projects}、KPI数:{part.counts.kpis})"
    return _with_total(Table(columns, (_head_row(head),), tuple(body)), line)


@frozen
class _Closing:
    """The columns behind the figures: 判定 and 達成率 of the year, then the 所見, as far as they are chosen."""

    plan: Plan
    year: FiscalYear
    options: ReportOptions

    @property
    def columns(self) -> tuple[Column, ...]:
        judged = (Column(_VERDICT), Column(_RATE)) if self.options.verdicts else ()
        return (*judged, Column(weight=_REMARKS_WEIGHT)) if self.options.remarks else judged

    def heads(self, remarks: str) -> tuple[str, ...]:
        judged = ("判定", "達成率") if self.options.verdicts else ()
        return (*judged, remarks) if self.options.remarks else judged

    def cells(self, pair: Pair) -> Iterator[Cell]:
        """Yield them for the lines of an indicator, where its first line is."""
        span = Span(rows=2 * pair.name_run)
        if pair.name_run and self.options.verdicts:
            verdict = judge(self.plan, pair.entry.shown, self.year) if pair.entry.shown else None
            for text in _judged(verdict) if verdict else ("", ""):
                yield Cell(text or self.plan.style.dash_sign, styles.VERDICT, span)
        if pair.name_run and self.options.remarks:
            yield Cell(pair.remarks.text, styles.REMARKS, span, key=pair.remarks.key)


def _judged(verdict: Verdict) -> tuple[str, str]:
    """Return a verdict, with its mark where it is one, and the rate."""
    mark = verdict.mark if verdict.outcome is Outcome.JUDGED else ""
    return f"{mark}{verdict.label}", verdict.rate_text


def _year_heads(plan: Plan) -> tuple[str, ...]:
    years = plan.years.years
    return (*(year.short for year in years), f"{len(years)}年間の\n合計")


def _figure_columns(plan: Plan, pairs: Sequence[Pair]) -> tuple[Column, ...]:
    """Return the columns from 区分 to the total; those of the figures grow with the longest one."""
    figures = [cell.text for pair in pairs for cell in (*pair.targets, *pair.actuals)]
    totals = [cell.text for pair in pairs for cell in (pair.target_total, pair.actual_total)]
    year = Column(max(_YEAR, *map(_width, figures), 0))
    total = Column(max(_TOTAL, *map(_width, totals), 0))
    return (Column(_SIDE_WIDTH), *(year for _ in plan.years.years), total)


def _width(text: str) -> float:
    """Return the width in mm that a figure needs at its usual size, at most so much that the 所見 keep their place."""
    half_widths = sum(1 if sign.isascii() else 2 for sign in text)
    return min(half_widths * _HALF_WIDTH + _PADDING, _WIDEST)


def _head_row(texts: Iterable[str]) -> Row:
    return Row(tuple(Cell(text, styles.HEAD) for text in texts), RowKind.HEAD)


def _band(heading: Heading, columns: int) -> Row:
    style = _BANDS[min(heading.level, len(_BANDS)) - 1]
    return Row((Cell(heading.text, style, Span(cols=columns)),), RowKind.BAND, keep_with_next=True)


def _outcome_rows(plan: Plan, pair: Pair, closing: _Closing) -> tuple[Row, Row]:
    leading: list[Cell] = []
    if pair.name_run:
        leading.append(Cell(_marked(pair, pair.name, "name"), styles.TEXT, Span(rows=2 * pair.name_run)))
    start, end = (pair.series.baseline, pair.series.target) if pair.series else (None, None)
    leading += [Cell(_marked(pair, _on_two_lines(pair.baseline, start), "baseline"), styles.TEXT, Span(rows=2))]
    final = _on_two_lines(pair.final, end) or pair.definition
    leading += [Cell(_marked(pair, final, "target"), styles.TEXT, Span(rows=2))]
    return _lines(plan, pair, leading, closing)


def _on_two_lines(text: str, point: Point | None) -> str:
    """Return a baseline or target with its as-of words below the figure."""
    words = f"({point.as_of})" if point and point.as_of else ""
    return f"{text.removesuffix(words)}\n{words}" if words and text else text


def _kpi_rows(plan: Plan, pair: Pair, closing: _Closing) -> tuple[Row, Row]:
    leading: list[Cell] = []
    if pair.project and pair.project_run:
        leading.append(Cell(pair.project, styles.TEXT, Span(rows=2 * pair.project_run)))
    if pair.name_run:
        width = 1 if pair.project else 2
        leading.append(Cell(_name_text(pair), styles.TEXT, Span(width, 2 * pair.name_run)))
    return _lines(plan, pair, leading, closing)


def _name_text(pair: Pair) -> str:
    """Return the KPI with its ／基準値(時点)→目標値(時点) below, or why there is none."""
    name = _marked(pair, pair.name, "name")
    below = f"／{pair.definition}" if pair.baseline or pair.final else pair.definition
    return "\n".join(part for part in (name, below) if part)


def _lines(plan: Plan, pair: Pair, leading: list[Cell], closing: _Closing) -> tuple[Row, Row]:
    """Return the 目標値 and the 実績値 line; they are not torn apart."""
    unit = (pair.entry.project.uid if pair.entry.project else "", pair.entry.values_uid, pair.label)
    first = [*leading, _side(pair, Side.TARGET)]
    first += [_figure(plan, cell, Side.TARGET) for cell in (*pair.targets, pair.target_total)]
    first += closing.cells(pair)
    second = [_side(pair, Side.ACTUAL)]
    second += [_figure(plan, cell, Side.ACTUAL) for cell in (*pair.actuals, pair.actual_total)]
    return Row(tuple(first), unit=unit), Row(tuple(second), unit=unit)


def _side(pair: Pair, side: Side) -> Cell:
    return Cell(f"{pair.label}\n{side.label}" if pair.label else side.label, _look(styles.LABEL, side))


def _figure(plan: Plan, cell: SummaryCell, side: Side) -> Cell:
    if isinstance(cell.value, Number):
        look, shown = _look(styles.FIGURE, side), number_format(cell.value, plan.style, cell.unit)
        return Cell(cell.text, look, number=cell.value.number, number_format=shown, key=cell.key)
    style = styles.DASH if isinstance(cell.value, NotApplicable) else styles.FIGURE
    return Cell(cell.text, _look(style, side), key=cell.key)


def _look(style: Style, side: Side) -> Style:
    above, below = _SIDES[style]
    return above if side is Side.TARGET else below


def _marked(pair: Pair, text: str, anchor: str) -> str:
    """Return the text with the marks of the footnotes that hang on it."""
    notes = pair.entry.standing.footnotes if pair.entry.standing else ()
    marks = "".join(note.mark for note in notes if (note.anchor or "name") == anchor)
    return f"{text}{marks}" if text else text


def _footnotes(part: Section) -> Iterator[Block]:
    """Yield each footnote below the tables once."""
    pairs = (*part.outcomes, *(row for row in part.rows if isinstance(row, Pair)))
    standing: list[Indicator] = [pair.entry.standing for pair in pairs if pair.entry.standing]
    notes = dict.fromkeys((note.mark, note.text) for indicator in standing for note in indicator.footnotes)
    for mark, text in notes:
        yield Paragraph(text if text.startswith(mark) else f"{mark} {text}", styles.NOTE)
