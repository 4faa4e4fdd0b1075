"""What the charts say: an indicator's figures over the years, labels counted by goal and by year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kpidesk.domain import units
from kpidesk.domain.exact import at_scale, ratio
from kpidesk.domain.indicator import Basis
from kpidesk.domain.notation import format_point, format_value
from kpidesk.domain.scheme import UNJUDGED, Outcome
from kpidesk.domain.year_value import Number, Side, Standing
from kpidesk.paper.chart import Category, ChartKind, ChartSpec, Datum, Reference, Shape, Share, Strand, Tone
from kpidesk.reports.number_format import number_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator, Point, Series
    from kpidesk.domain.plan import Plan, Style
    from kpidesk.domain.scheme import Scheme
    from kpidesk.domain.verdict_counts import VerdictCounts
    from kpidesk.domain.year_value import Value

COUNTED_IN = "件"
_FIRM = (None, Standing.CONFIRMED)
_ASIDE: Final = {Outcome.PENDING: Tone.NEUTRAL, Outcome.EXEMPT: Tone.FAINT, Outcome.BEFORE: Tone.PALE}
LINE_TONES = (Tone.ACTUAL, Tone.SECOND, Tone.THIRD)


def indicator_charts(plan: Plan, indicator: Indicator, year: FiscalYear) -> tuple[ChartSpec, ...]:
    """Return the targets and actuals of an indicator over the plan's years: a chart for each unit its series have.

    `year` is the year in view. A baseline and a target of the whole period are lines across where they can be
    compared with yearly figures: of a sum over the period they cannot.
    """
    by_unit: dict[str, list[Series]] = {}
    for series in indicator.series:
        by_unit.setdefault(indicator.unit_of(series), []).append(series)
    return tuple(_chart(plan, indicator, year, unit, together) for unit, together in by_unit.items())


def label_bars(title: str, by_goal: Mapping[str, Sequence[Share]]) -> ChartSpec:
    """Return a bar for each goal with the counts and shares of its labels."""
    return _stacks(ChartKind.BARS, title, tuple(Category(name) for name in by_goal), tuple(by_goal.values()))


def label_columns(title: str, by_year: Mapping[FiscalYear, Sequence[Share]], year: FiscalYear) -> ChartSpec:
    """Return a column for each year with the counts of its labels; `year` is the year in view."""
    categories = tuple(Category(str(each), each.short) for each in by_year)
    marked = list(by_year).index(year) if year in by_year else None
    return _stacks(ChartKind.COLUMNS, title, categories, tuple(by_year.values()), marked)


def shares(scheme: Scheme, found: VerdictCounts) -> list[Share]:
    """Return the counts of a scheme's labels as parts of a bar, what is not judged apart; neighbours look different."""
    bands = [(band.label, band.tone) for band in scheme.bands]
    tones = [Tone(tone.value) for _, tone in bands]
    if len(tones) > 1 and tones[0] is tones[1] is Tone.GOOD:
        tones[0] = Tone.BEST
    judged = [Share(label, found.counts[label], tone) for (label, _), tone in zip(bands, tones, strict=True)]
    apart = ((each.value, _ASIDE[each]) for each in UNJUDGED)
    aside = (Share(label, found.counts[label], tone, apart=True) for label, tone in apart if found.counts[label])
    return [*judged, *aside]


def _chart(plan: Plan, indicator: Indicator, year: FiscalYear, unit: str, together: Sequence[Series]) -> ChartSpec:
    years = plan.years.years
    strands = [strand for number, series in enumerate(together) for strand in _pair(plan, series, unit, number)]
    figures = [series.value(each, side) for series in together for each in years for side in Side]
    loose = dict.fromkeys(
        value.standing.label
        for value in figures
        if isinstance(value, Number) and value.standing not in (None, Standing.CONFIRMED)
    )
    title = indicator.name
    if len(together) < len(indicator.series) and together[0].label != unit:
        title = f"{title}（{'・'.join(series.label for series in together)}）"
    categories = tuple(Category(str(each), each.short) for each in years)
    references = tuple(_references(plan.style, indicator, unit, together))
    return ChartSpec(
        ChartKind.LINES,
        title,
        categories,
        tuple(strands),
        unit=unit,
        references=references,
        marked=years.index(year) if year in years else None,
        negative=plan.style.negative_sign,
        not_firm="・".join(loose),
        alt=told_lines(title, categories, strands, references),
    )


def _pair(plan: Plan, series: Series, unit: str, number: int) -> list[Strand]:
    """Return the targets and the actuals of a series; further series have a colour and a shape of their own."""
    tone, shape = LINE_TONES[number % len(LINE_TONES)], list(Shape)[number % len(Shape)]
    behind = f"({series.label})" if series.label else ""
    return [
        Strand(
            f"{side.label}{behind}",
            Tone.TARGET if side is Side.TARGET and number == 0 else tone,
            tuple(datum_of(series.value(each, side), plan.style, unit) for each in plan.years.years),
            aimed=side is Side.TARGET,
            shape=shape,
        )
        for side in Side
    ]


def datum_of(value: Value | None, style: Style, unit: str) -> Datum:
    """Return what a chart shows of a value."""
    if not isinstance(value, Number):
        return Datum(text=format_value(value, style, unit))
    return Datum(
        value.number,
        format_value(value, style),
        format_value(value, style, unit),
        value.standing in _FIRM,
        number_format(value, style),
    )


def _references(style: Style, indicator: Indicator, unit: str, together: Sequence[Series]) -> Iterator[Reference]:
    if indicator.basis is Basis.SUM:
        return
    for number, series in enumerate(together):
        behind = f"({series.label})" if series.label else ""
        if len(together) == 1:
            yield from _reference(f"基準値{behind}", series.baseline, style, unit)
        if not any(isinstance(pair.target, Number) for pair in series.values.values()):
            tone = LINE_TONES[number % len(LINE_TONES)] if number else Tone.TARGET
            for reference in _reference(f"目標値{behind}", series.target, style, unit):
                yield replace(reference, tone=tone, aimed=True)


def _reference(name: str, point: Point | None, style: Style, unit: str) -> Iterator[Reference]:
    """Yield a baseline or final target if it is a figure in the unit of the chart (/年 makes no other)."""
    if point is None or not isinstance(point.value, Number):
        return
    if units.fold(point.unit or unit) == units.fold(unit):
        label, text = format_value(point.value, style), format_point(point, style, unit)
        yield Reference(name, point.value.number, label, text, number_format=number_format(point.value, style))


def told_lines(
    title: str, categories: Sequence[Category], strands: Sequence[Strand], references: Sequence[Reference] = ()
) -> str:
    """Say the content of a chart of lines in one sentence."""
    parts = [f"{reference.name}は{reference.text}" for reference in references]
    for strand in strands:
        told = [
            f"{category.name}が{datum.text}"
            for category, datum in zip(categories, strand.data, strict=True)
            if datum.text
        ]
        if told:
            parts.append(f"{strand.name}は{'、'.join(told)}")
    return f"「{title}」の推移で、{'、'.join(parts)}です。" if parts else f"「{title}」の数値はまだありません。"


def _stacks(
    kind: ChartKind,
    title: str,
    categories: tuple[Category, ...],
    given: Sequence[Sequence[Share]],
    marked: int | None = None,
) -> ChartSpec:
    labels = {share.label: share for shares in given for share in reversed(shares)}
    order = sorted(dict.fromkeys(share.label for shares in given for share in shares), key=_reasons_last)
    strands = tuple(
        Strand(label, labels[label].tone, tuple(_counted(label, shares) for shares in given), apart=labels[label].apart)
        for label in order
    )
    told = "、".join(_told_shares(category, shares) for category, shares in zip(categories, given, strict=True))
    alt = f"「{title}」で、{told}です。" if told else f"「{title}」の数値はまだありません。"
    return ChartSpec(kind, title, categories, strands, unit=COUNTED_IN, marked=marked, alt=alt)


def _reasons_last(label: str) -> int:
    """Return where a label stands among others: why there is no verdict behind the verdicts, in one order."""
    reasons = [each.value for each in UNJUDGED]
    return reasons.index(label) + 1 if label in reasons else 0


def _counted(label: str, shares: Sequence[Share]) -> Datum:
    """Return how many of a label there are, with their share of all that are not apart."""
    found = [share for share in shares if share.label == label]
    count = sum(share.count for share in found)
    whole = sum(share.count for share in shares if not share.apart)
    text = f"{count}{COUNTED_IN}"
    if whole and not any(share.apart for share in found):
        text += f"（{at_scale(ratio(Decimal(count), Decimal(whole)).scaleb(2), 1)}%）"
    return Datum(Decimal(count), str(count), text, number_format="#,##0")


def _told_shares(category: Category, shares: Sequence[Share]) -> str:
    told = "、".join(f"{share.label}{share.count}{COUNTED_IN}" for share in shares)
    return f"{category.name}は{told}" if told else f"{category.name}はなし"
