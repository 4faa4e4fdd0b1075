"""What the documents share: the frame of a report, heads and bands, figures in cells, footnotes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import at_scale
from kpidesk.domain.indicator import Basis
from kpidesk.domain.notation import format_value
from kpidesk.domain.plan import Style as PlanStyle
from kpidesk.domain.rating import Outcome
from kpidesk.domain.scheme import Tone
from kpidesk.domain.year_value import NotApplicable, Number, Side, Text
from kpidesk.paper import styles
from kpidesk.paper.report import (
    Align,
    Cell,
    Heading,
    Page,
    Paper,
    Paragraph,
    Report,
    Row,
    RowKind,
    Running,
    Span,
    Style,
)
from kpidesk.reports.number_format import number_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator, Point, Series
    from kpidesk.domain.plan import Node, Plan
    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.year_value import Value
    from kpidesk.paper.report import Block

_CIRCLED: Final = PlanStyle(labels=("{①}",))
_HALF_WIDTH, _PADDING, _WIDEST = 1.5, 2.8, 26.0  # mm; a half-width sign of 8.5 pt is 1.5 mm wide

_STANDS: Final = Style(align=Align.CENTER, size=8.5, bold=True)
_TINTS: Final = {Tone.GOOD: "E2F1EC", Tone.FAIR: "EFF5DF", Tone.POOR: "FDF0D5", Tone.BAD: "F9E1DE"}

SUBHEADING: Final = replace(styles.HEADING, size=9.5)
"""A heading within a page."""

NO_KPI: Final = "KPIの設定はありません。"
"""What stands in place of the KPI of a project without any."""

NO_PROJECT: Final = "この施策に事業はありません。"
"""What stands below a measure without projects."""

FINAL_TARGET: Final = "目標値\n(最終年度)"
"""The head of the final targets where those of the year stand beside them."""

WORDS: Final = replace(styles.FIGURE, wrap=True, smallest=6.0)
"""Words where a figure would stand: 全道平均以上."""


def framed(plan: Plan, year: FiscalYear, name: str, pages: Sequence[Page], paper: Paper | None = None) -> Report:
    """Return the report of a document: its title, running heads, and a page even where there is nothing to say."""
    title = f"{plan.title} {name}"
    empty = Page(name, (Heading(title, styles.TITLE, level=1), Paragraph("記載する内容がありません。", styles.NOTE)))
    return Report(
        title=title,
        pages=tuple(pages) or (empty,),
        paper=paper or Paper(),
        head=Running(left=plan.municipality, right=str(year)),
        subject=f"{plan.municipality} {year} {name}",
        author=plan.municipality,
    )


def titled(plan: Plan, name: str, section: str) -> list[Block]:
    """Return the lines every page begins with: the document's title, and what the page is about."""
    return [Heading(f"{plan.title} {name}", styles.TITLE, level=1), Heading(section, styles.HEADING)]


def goal_word(plan: Plan) -> str:
    """Return what the plan calls its goals: 基本目標, 大綱."""
    return plan.style.label(0, 1).rstrip("1①.") or "目標"


def numbered(number: int) -> str:
    """Return a number in a circle: ①."""
    return _CIRCLED.label(0, number)


def head_row(texts: Iterable[str]) -> Row:
    """Return a head row of a table."""
    return Row(tuple(Cell(text, styles.HEAD) for text in texts), RowKind.HEAD)


def named(text: str, rows: int = 1, look: Style = styles.TEXT) -> Cell:
    """Return a cell that names the rows it covers."""
    return Cell(text, look, Span(rows=rows), is_header=True)


def band(text: str, columns: int, style: Style = styles.BAND, level: int = 1) -> Row:
    """Return a heading across a table, kept with what it heads; the next level stands below it."""
    return Row((Cell(text, style, Span(cols=columns)),), RowKind.BAND, keep_with_next=True, level=level)


def figure(
    plan: Plan,
    value: Value | None,
    unit: str = "",
    *,
    before: str = "",
    after: str = "",
    look: Style = styles.FIGURE,
    span: Span | None = None,
) -> Cell:
    """Return the cell of a value: a real number where it is one, with the words around it in its format."""
    text, span = format_value(value, plan.style, unit), span or Span()
    whole = f"{before}{text}{after}" if text else ""
    if isinstance(value, Number):
        shown_as = number_format(value, plan.style, unit, before=before, after=after)
        return Cell(whole, look, span, value.number, shown_as)
    if isinstance(value, NotApplicable):
        return Cell(whole, replace(styles.DASH, edges=look.edges), span)
    return Cell(whole, replace(WORDS, edges=look.edges) if isinstance(value, Text) else look, span)


def figure_width(texts: Iterable[str], least: float, most: float = _WIDEST) -> float:
    """Return the width in mm of a column of figures: as the longest needs, but so much that words keep their place."""
    half_widths = max((sum(1 if sign.isascii() else 2 for sign in text) for text in texts), default=0)
    return max(least, min(half_widths * _HALF_WIDTH + _PADDING, most))


def series_words(indicator: Indicator, series: Series) -> str:
    """Return what stands before the figures of a series: its label, unless the unit says the same (世帯)."""
    return f"{series.label} " if series.label and series.label != indicator.unit_of(series) else ""


def point(plan: Plan, indicator: Indicator, series: Series, given: Point | None, *, after: str = "") -> Cell:
    """Return the cell of a baseline or final target, without its as-of words.

    Both are dashes where there is neither and no target is set: nothing is left to be filled in.
    """
    if given is None:
        bare = not (indicator.target_is_set or series.baseline or series.target)
        return figure(plan, NotApplicable() if bare else None)
    unit = given.unit or indicator.unit_of(series)
    return figure(plan, given.value, unit, before=series_words(indicator, series), after=after)


def differs_from_final(series: Series, year: FiscalYear) -> bool:
    """Whether the year has a target of its own that is not the final one."""
    step = _step(series, year)
    return step is not None and (series.target is None or series.target.value != step)


def year_target(plan: Plan, indicator: Indicator, series: Series, year: FiscalYear, *, after: str = "") -> Cell:
    """Return the cell of what is aimed at in a year: its own target, else a final one that holds for every year."""
    step, unit, final = _step(series, year), indicator.unit_of(series), series.target
    if step is None and final is not None and indicator.basis is Basis.YEARLY:
        step, unit = final.value, final.unit or unit
    if step is None:
        return figure(plan, NotApplicable())
    return figure(plan, step, unit, before=series_words(indicator, series), after=after)


def final_target(plan: Plan, indicator: Indicator, series: Series, *, after: str = "") -> Cell:
    """Return the cell of a final target that stands beside that of the year, a dash where there is none."""
    if series.target is None:
        return figure(plan, NotApplicable())
    return point(plan, indicator, series, series.target, after=after)


def _step(series: Series, year: FiscalYear) -> Value | None:
    """Return the target of the year itself; a dash is none."""
    value = series.value(year, Side.TARGET)
    return None if isinstance(value, NotApplicable) else value


def yen(plan: Plan, amount: int | None) -> Cell:
    """Return the cell of an amount of money in yen."""
    return figure(plan, None if amount is None else Number(Decimal(amount)), "円")


def verdict_cell(plan: Plan, year: FiscalYear, verdict: Verdict) -> Cell:
    """Return the cell of a verdict; where there is none, a dash if the scheme has a sign for that."""
    if verdict.outcome is Outcome.JUDGED:
        return Cell(verdict.label, replace(_STANDS, fill=_TINTS.get(verdict.tone)))
    return Cell(plan.style.dash_sign if plan.scheme_in(year).unjudged_mark else verdict.label, styles.LABEL)


def rate_cell(plan: Plan, verdict: Verdict, span: Span) -> Cell:
    """Return the cell of the 達成率, a dash where it has no meaning."""
    if verdict.rate is None:
        return Cell(plan.style.dash_sign, styles.DASH, span)
    return Cell(verdict.rate_text, styles.FIGURE, span, at_scale(verdict.rate, 3), "0.0%")


def aimed_at(plan: Plan, indicator: Indicator, target: Point | None) -> str:
    """Say what a final target speaks of: its as-of words, else those of its basis."""
    if target is None or target.value is None:
        return ""
    years = len(plan.years.years)
    words = {
        Basis.YEARLY: "毎年度",
        Basis.FINAL: "計画終了時",
        Basis.SUM: f"{years}年間の合計",
        Basis.MEAN: f"{years}年間の平均",
        Basis.LATEST: "期間内の最新値",
    }
    return target.as_of or (words[indicator.basis] if indicator.basis else "")


def marks(indicator: Indicator | None, anchor: str) -> str:
    """Return the marks of the footnotes that hang on a part of an indicator."""
    notes = indicator.footnotes if indicator else ()
    return "".join(note.mark for note in notes if (note.anchor or "name") == anchor)


def purpose(standing: Indicator) -> str:
    """Return what an indicator serves where it stands, with its marks; what the one it shows serves is another."""
    return f"{standing.group}{marks(standing, 'group')}" if standing.group else ""


def footnotes(indicators: Iterable[Indicator]) -> Iterator[Block]:
    """Yield each footnote of some indicators once."""
    notes = dict.fromkeys((note.mark, note.text) for indicator in indicators for note in indicator.footnotes)
    for mark, text in notes:
        yield Paragraph(text if text.startswith(mark) else f"{mark} {text}", styles.NOTE, space_after=0.3)


def passages(node: Node) -> Iterator[Block]:
    """Yield the passages of the plan's own text that stand at a node."""
    for text in node.texts:
        if heading := " ".join(part for part in (text.number, text.heading) if part):
            yield Heading(heading, SUBHEADING, level=3, space_after=0.5)
        if text.body:
            yield Paragraph(text.body, styles.REMARKS, space_after=2.5)
