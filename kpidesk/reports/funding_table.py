"""事業費・交付金: a column for each period, with the number of projects, what they cost, what was granted for what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.funding import MoneyUnit
from kpidesk.domain.funding_totals import differing, figures
from kpidesk.domain.money import format_yen
from kpidesk.paper import styles
from kpidesk.paper.report import (
    Align,
    Block,
    Cell,
    Column,
    Edges,
    Heading,
    Page,
    Paragraph,
    Report,
    Row,
    RowKind,
    Rule,
    Running,
    Span,
    Table,
    VAlign,
)
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.parts import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.funding import AdoptedGrant, Amount, Funding
    from kpidesk.domain.funding_totals import Figure, PeriodFigures
    from kpidesk.domain.plan import Plan
    from kpidesk.paper.report import Style

TITLE: Final = DocumentName.FUNDING.label

_NAME, _COUNT, _SUM = 24.0, 32.0, 48.0  # mm; a table of many periods is narrowed
_GRANT: Final = replace(styles.TEXT, valign=VAlign.TOP)
_AMOUNT: Final = replace(styles.FIGURE, size=9.5, bold=True, edges=Edges(bottom=Rule.NONE))
_BASIS: Final = replace(styles.NOTE, align=Align.RIGHT, edges=Edges(top=Rule.NONE))
_FORMATS: Final = {
    MoneyUnit.YEN: '#,##0"円"',
    MoneyUnit.THOUSAND: '#,##0,"千円"',
    MoneyUnit.MILLION: '#,##0,,"百万円"',
}
"""Excel's formats, which round for print as the paper does; 億 and 万 together it cannot print."""


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any period is registered."""
    del year
    return plan.funding is not None and bool(plan.funding.periods)


def build(plan: Plan, year: FiscalYear) -> Report:
    """Build the table; `plan` is the whole plan, `year` the year in view."""
    title = f"{plan.title} {TITLE}"
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1)]
    if plan.funding is not None and plan.funding.periods:
        blocks += _content(plan, plan.funding)
    else:
        blocks.append(Paragraph("事業費と交付金はまだ登録されていません。"))
    return Report(
        title=title,
        pages=(Page(TITLE, tuple(blocks)),),
        head=Running(left=plan.municipality, right=str(year)),
        subject=f"{plan.municipality} {year} {TITLE}",
        author=plan.municipality,
    )


def _content(plan: Plan, funding: Funding) -> Iterator[Block]:
    periods = figures(plan, funding)
    columns = (Column(_NAME), *(Column(width) for _ in periods for width in (_COUNT, _SUM)))
    body = (_counts(periods), *_amounts(periods, funding), *_grants(plan, periods, funding))
    yield Table(columns, tuple(_heads(periods)), body)
    for note in differences(periods, funding):
        yield Paragraph(note, styles.NOTE)


def _heads(periods: Sequence[PeriodFigures]) -> Iterator[Row]:
    """Yield the periods, and below them the strategy they belong to where any is named."""
    strategies = [each.period.strategy for each in periods]
    rows = 2 if any(strategies) else 1
    first = Cell("区分", styles.HEAD, Span(rows=rows))
    yield Row((first, *(Cell(each.period.title, styles.HEAD, Span(cols=2)) for each in periods)), RowKind.HEAD)
    if any(strategies):
        runs = [(name, len(list(same))) for name, same in groupby(strategies)]
        yield Row(tuple(Cell(name, styles.HEAD, Span(cols=2 * run)) for name, run in runs), RowKind.HEAD)


def _counts(periods: Sequence[PeriodFigures]) -> Row:
    cells = [_count(each.projects.shown, "", styles.FIGURE, cols=2) for each in periods]
    return Row((named("事業数", look=styles.LABEL), *cells))


def _count(number: int | None, before: str, style: Style, *, cols: int = 1) -> Cell:
    if number is None:
        return Cell("", style, Span(cols=cols))
    shown = f'"{before}"#,##0"事業"' if before else '#,##0"事業"'
    return Cell(f"{before}{number:,}事業", style, Span(cols=cols), number=Decimal(number), number_format=shown)


def _amounts(periods: Sequence[PeriodFigures], funding: Funding) -> Iterator[Row]:
    """Yield 事業費 and 交付金額, each with the words below that say what it is."""
    for name, amounts in (
        ("事業費", [(each.cost, each.period.cost, each) for each in periods]),
        ("交付金額", [(each.granted, each.period.granted, each) for each in periods]),
    ):
        label = named(name, 2, styles.LABEL)
        yield Row((label, *(_money(figure, funding.unit, _AMOUNT, cols=2) for figure, _, _ in amounts)))
        yield Row(tuple(_basis(figure, amount, of) for figure, amount, of in amounts))


def _money(figure: Figure, unit: MoneyUnit, style: Style, *, cols: int = 1) -> Cell:
    yen = figure.shown
    if yen is None:
        return Cell("", style, Span(cols=cols))
    text = format_yen(yen, unit)
    if unit not in _FORMATS:
        return Cell(text, style, Span(cols=cols))
    return Cell(text, style, Span(cols=cols), number=Decimal(yen), number_format=_FORMATS[unit])


def _basis(figure: Figure, amount: Amount | None, of: PeriodFigures) -> Cell:
    words = amount.basis(of.period.years) if amount and figure.shown is not None else ""
    return Cell(f"({words})" if words else "", _BASIS, Span(cols=2))


def _grants(plan: Plan, periods: Sequence[PeriodFigures], funding: Funding) -> Iterator[Row]:
    """Yield the grants of the periods side by side: what each was given for, and below it how much that was."""
    most = max(len(each.grants) for each in periods)
    for number in range(most):
        shown = [each.grants[number] if number < len(each.grants) else None for each in periods]
        above = [named("採択事業", 2 * most, styles.LABEL)] if number == 0 else []
        names = [Cell(adopted(plan, each[0]) if each else "", _GRANT, Span(cols=2)) for each in shown]
        yield Row((*above, *names), unit=number)
        sums: list[Cell] = []
        for each in shown:
            sums += _sum_cells(*each, funding) if each else [Cell("", styles.TEXT, Span(cols=2))]
        yield Row(tuple(sums), unit=number)


def adopted(plan: Plan, grant: AdoptedGrant) -> str:
    """Return a grant with the projects it was given for, a line each."""
    heading = f"【{grant.name}】" if grant.name else ("(主な採択事業)" if grant.more else "(採択事業)")
    names = (plan.places[each].title if each in plan.places else each for each in grant.projects)
    return "\n".join((heading, *(f"○{name}" for name in names), *(["など"] if grant.more else [])))


def _sum_cells(grant: AdoptedGrant, count: Figure, amount: Figure, funding: Funding) -> list[Cell]:
    words = "延べ" if grant.cumulative else "計"
    return [_count(count.shown, words, styles.FIGURE), _money(amount, funding.grant_unit, styles.FIGURE)]


def differences(periods: Sequence[PeriodFigures], funding: Funding) -> Iterator[str]:
    """Yield a sentence for each figure that was entered and is not what the plan's own figures give."""
    for period in periods:
        for each in differing(period, funding):
            title = period.period.title
            yield f"※ {title}の{each.name}は、{each.parts}{each.computed}です。入力された値は{each.entered}です。"
