"""数値目標・KPI集計表: a page a goal, its 数値目標, its measures with their KPI, 小計, and the 合計 at the end."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kpidesk.domain.entries import entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Kind
from kpidesk.domain.plan import Goal, Plan
from kpidesk.domain.rating import judge
from kpidesk.domain.rollup import total_counts
from kpidesk.domain.tally import section_of
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
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.number_format import number_format
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.parts import (
    NO_KPI,
    band,
    figure_width,
    footnotes,
    head_row,
    marks,
    named,
    rate_cell,
    verdict_cell,
)
from kpidesk.reports.summary_rows import Heading, Pair, Section, SummaryCell, sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Point

TITLE: Final = DocumentName.SUMMARY.label

_IN_CHARGE: Final = replace(styles.LABEL, wrap=True)
_BANDS: Final = (styles.BAND, styles.SUBBAND)
_SIDES: Final = {
    style: (replace(style, edges=styles.PAIR_ABOVE), replace(style, edges=styles.PAIR_BELOW))
    for style in (styles.LABEL, styles.FIGURE, styles.DASH)
}
"""The looks of the cells of a pair, above and below the hair line between its lines."""

_COUNTING_NOTE: Final = "※ 小計は掲載箇所ごとに数え、合計は再掲の事業、同じ名称の事業、共通指標を1件と数えています。"

_PROJECT, _NAME, _BASELINE, _SIDE_WIDTH, _YEAR, _TOTAL = 42.0, 50.0, 25.0, 12.0, 13.5, 15.0
_VERDICT, _RATE, _SECTION = 14.0, 12.5, 20.0
_READABLE, _NAMES_LEAST, _FIGURES_LEAST = (
    60.0,
    0.8,
    0.85,
)  # mm for the 所見; what names and figures keep of their widths
_REMARKS: Final = Column(40.0, weight=1.0)  # takes what is left; where that is too little all columns give way


@frozen(slots=False)
class _Asked:
    """What is to be printed."""

    plan: Plan
    year: FiscalYear
    options: ReportOptions

    def widened(self, width: float) -> Column:
        """Return the column that takes what is left where no 所見 do."""
        return Column(width, weight=0.0 if self.options.remarks else 1.0)

    @property
    def room(self) -> float:
        """The width of the table, mm."""
        paper = Paper(self.options.size)
        return paper.width - paper.margins.left - paper.margins.right

    @cached_property
    def years(self) -> range:
        """The places of the years that are shown among those of the plan."""
        every, shown = self.plan.years.years, self.options.years(self.plan)
        return range(every.index(shown[0]), every.index(shown[-1]) + 1)

    def figures(self, cells: Sequence[SummaryCell], total: SummaryCell) -> list[SummaryCell]:
        """Return what a line shows of its figures: those of the years shown, and the total of the whole period."""
        return [*(cells[place] for place in self.years), total]

    def last_heads(self, remarks: str) -> tuple[str, ...]:
        """Return the heads of what stands behind the figures."""
        shown = self.options
        every = (
            ("判定", shown.verdicts),
            ("達成率", shown.verdicts),
            ("所管課", shown.section_column),
            (remarks, shown.remarks),
        )
        return tuple(head for head, is_shown in every if is_shown)


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any indicator or project is in force."""
    del year
    return any(True for _ in entries(plan, plan))


def build(plan: Plan, year: FiscalYear, options: ReportOptions | None = None) -> Report:
    """Build the 集計表 of a year; `plan` is the plan in force in that year."""
    options = options or ReportOptions()
    title = f"{plan.title} {TITLE}"
    if options.year_in_title:
        title = f"{title}({year})"
    asked = _Asked(plan, year, options)
    every = [each for each in sections(plan, plan, year) if options.goal in ("", each.node.uid)]
    pages = [_page(asked, each, title) for each in every]
    closed = tuple(pages) if options.goal else _closed(pages, plan, every)
    return Report(
        title=title,
        pages=closed or (Page(plan.title, (HeadingLine(title, styles.TITLE, level=1),)),),
        paper=Paper(size=options.size),
        head=Running(left=plan.municipality, right=str(year)),
        subject=f"{plan.municipality} {year} {TITLE}",
        author=plan.municipality,
    )


def _page(asked: _Asked, part: Section, title: str) -> Page:
    name = part.title if isinstance(part.node, Goal) else "計画全体の指標"
    sheet = asked.plan.places[part.node.uid].label or name
    blocks: list[Block] = [HeadingLine(title, styles.TITLE, level=1), HeadingLine(name, styles.HEADING)]
    if part.outcomes:
        blocks.append(_outcome_table(asked, part.outcomes))
    if isinstance(part.node, Goal):
        blocks.append(_kpi_table(asked, part))
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


def _outcome_table(asked: _Asked, pairs: Iterable[Pair]) -> Table:
    """Return the table of the indicators that hang on the goal or plan itself, baseline and target in columns."""
    shown = list(pairs)
    kinds = {pair.entry.shown.kind for pair in shown if pair.entry.shown}
    name = "・".join(kind.label for kind in Kind if kind in kinds)
    behind = asked.last_heads(f"{asked.year}実績値に対する所見")
    head = (name, "基準値", "目標値", "区分", *_year_heads(asked), *behind)
    body = tuple(row for pair in shown for row in _outcome_rows(asked, pair))
    names = (asked.widened(_PROJECT), Column(_BASELINE), Column(_BASELINE))
    columns = _readable(asked, names, _figure_columns(asked, shown), _behind_columns(asked, shown))
    return Table(columns, (head_row(head),), body)


def _kpi_table(asked: _Asked, part: Section) -> Table:
    """Return the table of measures, projects and their KPI, closed by the 小計."""
    head = (
        "施策名・事業名",
        "重要業績評価指標(KPI)",
        "区分",
        *_year_heads(asked),
        *asked.last_heads(f"{asked.year}実績値の増減理由及び今後の取り組み"),
    )
    pairs = [row for row in part.rows if isinstance(row, Pair)]
    names = (Column(_PROJECT), asked.widened(_NAME))
    columns = _readable(asked, names, _figure_columns(asked, pairs), _behind_columns(asked, pairs))
    body: list[Row] = []
    for row in part.rows:
        body.extend([_band(row, len(columns))] if isinstance(row, Heading) else _kpi_rows(asked, row))
    line = f"小計(事業数:{part.counts.projects}、KPI数:{part.counts.kpis})"
    return _with_total(Table(columns, (head_row(head),), tuple(body)), line)


def _year_heads(asked: _Asked) -> tuple[str, ...]:
    years = asked.plan.years.years
    return (*(years[place].short for place in asked.years), f"{len(years)}年間の\n合計")


def _figure_columns(asked: _Asked, pairs: Sequence[Pair]) -> tuple[Column, ...]:
    """Return the columns of 区分 and the figures, which grow with the longest one."""
    lines = [line for pair in pairs for line in _figure_lines(asked, pair)]
    figures = [cell.text for line in lines for cell in line[:-1]]
    totals = [line[-1].text for line in lines]
    year, total = Column(figure_width(figures, _YEAR)), Column(figure_width(totals, _TOTAL))
    return (Column(_SIDE_WIDTH), *(year for _ in asked.years), total)


def _behind_columns(asked: _Asked, pairs: Sequence[Pair]) -> tuple[Column, ...]:
    """Return the columns behind the figures; that of the verdicts is as wide as the longest one."""
    columns: list[Column] = []
    if asked.options.verdicts:
        shown = [pair.entry.shown for pair in pairs if pair.name_run and pair.entry.shown]
        labels = [verdict_cell(asked.plan, asked.year, judge(asked.plan, each, asked.year)).text for each in shown]
        columns += [Column(figure_width(labels, _VERDICT)), Column(_RATE)]
    columns += [Column(_SECTION)] if asked.options.section_column else []
    columns += [_REMARKS] if asked.options.remarks else []
    return tuple(columns)


def _readable(
    asked: _Asked, names: Sequence[Column], figures: Sequence[Column], behind: Sequence[Column]
) -> tuple[Column, ...]:
    """Return all columns; where the 所見 would be too narrow to be read, the names give way, then the figures."""
    if asked.options.remarks:
        others = sum(column.width for column in (*names, *figures, *behind)) - _REMARKS.width
        names, missing = _narrowed(names, _READABLE - (asked.room - others), _NAMES_LEAST)
        figures, _ = _narrowed(figures, missing, _FIGURES_LEAST)
    return (*names, *figures, *behind)


def _narrowed(columns: Sequence[Column], missing: float, least: float) -> tuple[Sequence[Column], float]:
    """Return columns narrowed by what is missing (mm), down to a share of their widths, and what is missing still."""
    widths = sum(column.width for column in columns)
    given = min(max(missing, 0.0), widths * (1 - least))
    return [replace(column, width=column.width * (1 - given / widths)) for column in columns], missing - given


def _figure_lines(asked: _Asked, pair: Pair) -> tuple[list[SummaryCell], list[SummaryCell]]:
    """Return the figures of the 目標値 and of the 実績値 line as they are shown."""
    targets = asked.figures(pair.targets, pair.target_total)
    return targets, asked.figures(pair.actuals, pair.actual_total)


def _band(heading: Heading, columns: int) -> Row:
    return band(heading.text, columns, _BANDS[min(heading.level, len(_BANDS)) - 1], heading.level)


def _outcome_rows(asked: _Asked, pair: Pair) -> tuple[Row, Row]:
    leading: list[Cell] = []
    if pair.name_run:
        leading.append(named(_marked(pair, pair.name, "name"), 2 * pair.name_run))
    start, end = (pair.series.baseline, pair.series.target) if pair.series else (None, None)
    leading += [Cell(_marked(pair, _on_two_lines(pair.baseline, start), "baseline"), styles.TEXT, Span(rows=2))]
    final = _on_two_lines(pair.final, end) or pair.definition
    leading += [Cell(_marked(pair, final, "target"), styles.TEXT, Span(rows=2))]
    return _lines(asked, pair, leading)


def _on_two_lines(text: str, point: Point | None) -> str:
    """Return a baseline or target with its as-of words below the figure."""
    words = f"({point.as_of})" if point and point.as_of else ""
    return f"{text.removesuffix(words)}\n{words}" if words and text else text


def _kpi_rows(asked: _Asked, pair: Pair) -> tuple[Row, ...]:
    if pair.entry.shown is None and not pair.definition:
        return (_row_without(asked, pair),)
    leading: list[Cell] = []
    if pair.project and pair.project_run:
        leading.append(named(pair.project, 2 * pair.project_run))
    if pair.name_run:
        width = 1 if pair.project else 2
        leading.append(Cell(_name_text(pair), styles.TEXT, Span(width, 2 * pair.name_run), is_header=True))
    return _lines(asked, pair, leading)


def _row_without(asked: _Asked, pair: Pair) -> Row:
    """Return the one row of a project that has no KPI and nothing that says why."""
    targets, _ = _figure_lines(asked, pair)
    dashes = (Cell(asked.plan.style.dash_sign, styles.DASH) for _ in ("side", *targets))
    return Row((named(pair.project), Cell(NO_KPI, styles.TEXT), *dashes, *_behind(asked, pair, Span())))


def _name_text(pair: Pair) -> str:
    """Return the KPI with its ／基準値(時点)→目標値(時点) below, or why there is none."""
    name = _marked(pair, pair.name, "name")
    below = f"／{pair.definition}" if pair.baseline or pair.final else pair.definition
    return "\n".join(part for part in (name, below) if part)


def _lines(asked: _Asked, pair: Pair, leading: list[Cell]) -> tuple[Row, Row]:
    """Return the 目標値 and the 実績値 line; they are not torn apart."""
    unit = (pair.entry.project.uid if pair.entry.project else "", pair.entry.values_uid, pair.label)
    targets, actuals = _figure_lines(asked, pair)
    first = [*leading, _side(pair, Side.TARGET), *(_figure(asked.plan, cell, Side.TARGET) for cell in targets)]
    if pair.name_run:
        first.extend(_behind(asked, pair, Span(rows=2 * pair.name_run)))
    second = [_side(pair, Side.ACTUAL), *(_figure(asked.plan, cell, Side.ACTUAL) for cell in actuals)]
    return Row(tuple(first), unit=unit), Row(tuple(second), unit=unit)


def _behind(asked: _Asked, pair: Pair, span: Span) -> Iterator[Cell]:
    """Yield what stands behind the figures: the verdict and the rate, the 所管課, the 所見."""
    if asked.options.verdicts and pair.entry.shown:
        verdict = judge(asked.plan, pair.entry.shown, asked.year)
        yield replace(verdict_cell(asked.plan, asked.year, verdict), span=span)
        yield rate_cell(asked.plan, verdict, span)
    elif asked.options.verdicts:
        yield from (Cell(asked.plan.style.dash_sign, styles.DASH, span),) * 2
    if asked.options.section_column:
        name = section_of(pair.entry)
        yield Cell(asked.plan.section_in(name, asked.year) if name else "", _IN_CHARGE, span)
    if asked.options.remarks:
        yield Cell(pair.remarks.text, styles.REMARKS, span, key=pair.remarks.key)


def _side(pair: Pair, side: Side) -> Cell:
    text = f"{pair.label}\n{side.label}" if pair.label else side.label
    return named(text, look=_look(styles.LABEL, side))


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
    return f"{text}{marks(pair.entry.standing, anchor)}" if text else text


def _footnotes(part: Section) -> Iterator[Block]:
    """Yield each footnote below the tables once."""
    pairs = (*part.outcomes, *(row for row in part.rows if isinstance(row, Pair)))
    return footnotes(pair.entry.standing for pair in pairs if pair.entry.standing)
