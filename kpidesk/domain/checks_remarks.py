"""Rules about the 所見: against the verdict, the figures, the year, and last year's text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kpidesk.domain.checks_subject import number_of
from kpidesk.domain.finding import Finding, Rule, Severity
from kpidesk.domain.notation import NotationError, format_value, parse
from kpidesk.domain.phrases import reported_years, says_met, speaking_of
from kpidesk.domain.rating import judge
from kpidesk.domain.year_value import Number, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Series
    from kpidesk.domain.plan import Plan

_ACTUAL_WORDS = re.compile(r"実績(?:値)?(?:は|が|:)?、?([△▲-]?\d[\d,]*(?:\.\d+)?)([^\d\s、。(]{1,4})")
_SHORTEST: Final = 8
_SAME_AGAIN = re.compile(r"(?:同上|前年度に同じ|(?:前|昨)年度?と?同(?:様|じ))(?:です|である)?。?")


def against_verdict(plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield 目標を達成した in the 所見 of a missed target, and the reverse; a text that says both says neither.

    What counts is whether the target itself is met, whatever the scheme calls that.
    """
    if entry.shown is None:
        return
    verdict = judge(plan, entry.shown, year)
    met = says_met(speaking_of(text, year), entry.shown.direction)
    if verdict.met is None or met is None:
        return
    if met != verdict.met:
        said = "達成した" if met else "達成していない"
        what = f"「{entry.shown.name}」の判定は「{verdict.label}」({verdict.why})ですが、"
        sentence = f"{what}所見には目標を{said}と書かれています。"
        yield _finding(Rule.AGAINST_VERDICT, entry, year, sentence, verdict.why, text)


def same_as_last_year(_plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a 所見 that is word for word last year's."""
    if _bare(text) == _bare(entry.remarks(year - 1)):
        sentence = f"「{_name(entry)}」の所見が、前の年度とまったく同じ文です。"
        yield _finding(Rule.SAME_REMARKS, entry, year, sentence, text)


def other_year(_plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a 所見 that reports on years, but only earlier ones: left over from last year."""
    reported = reported_years(text)
    if reported and max(reported) < year:
        sentence = f"「{_name(entry)}」の所見に書かれた年度が{max(reported)}までで、{year}のことではないようです。"
        yield _finding(Rule.OTHER_YEAR, entry, year, sentence, text)


def other_figure(plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a figure that the 所見 calls the 実績値 and that stands in no year's cell."""
    if entry.shown is None or len(entry.shown.series) != 1:
        return
    series = entry.shown.series[0]
    value, unit = series.value(year, Side.ACTUAL), entry.shown.unit_of(series)
    if not isinstance(value, Number) or not unit:
        return
    known = _known(series, value)
    for figure, behind in _ACTUAL_WORDS.findall(unicodedata.normalize("NFKC", speaking_of(text, year))):
        if behind.startswith(unicodedata.normalize("NFKC", unit)) and _read(figure) not in known:
            shown = format_value(value, plan.style, unit)
            sentence = f"「{entry.shown.name}」の所見に書かれた実績{figure}{unit}が、実績値{shown}と違います。"
            yield _finding(Rule.OTHER_FIGURE, entry, year, sentence, figure, value.number)


def _known(series: Series, value: Number) -> set[Decimal | None]:
    """Return the actuals of all years and what the year's own replaced; None, which is no figure, among them."""
    return {None, *(number_of(each) for each in (*(pair.actual for pair in series.values.values()), *value.earlier))}


def _read(figure: str) -> Decimal | None:
    """Return a figure of a text, None where it is none (12,34)."""
    try:
        return number_of(parse(figure))
    except NotationError:
        return None


def too_short(_plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a 所見 that says nothing: 前年度と同様, a few signs."""
    if len(_bare(text)) < _SHORTEST or _SAME_AGAIN.fullmatch(_bare(text)):
        sentence = f"「{_name(entry)}」の所見が短すぎて、増減の理由が分かりません。"
        yield _finding(Rule.SHORT_REMARKS, entry, year, sentence, text)


def _finding(rule: Rule, entry: Entry, year: FiscalYear, sentence: str, *judged: object) -> Finding:
    told = "/".join(map(str, judged))
    return Finding(rule, Severity.DOUBTFUL, entry.comment_owner, sentence, entry.remarks_key(year), told)


def _name(entry: Entry) -> str:
    return entry.shown.name if entry.shown else entry.project.title if entry.project else ""


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


REMARKS_RULES: Final[tuple[Callable[[Plan, Entry, FiscalYear, str], Iterator[Finding]], ...]] = (
    against_verdict,
    same_as_last_year,
    other_year,
    other_figure,
    too_short,
)
"""Each is asked about a 所見 that is not blank."""
