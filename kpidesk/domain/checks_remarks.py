"""Rules about the 所見: against the verdict, the figures, the year, and last year's text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kpidesk.domain.checks_subject import Finding, Severity, number_of
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.notation import NotationError, format_value, parse
from kpidesk.domain.rating import MET_OR_NOT, Outcome, judge
from kpidesk.domain.year_value import Number, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.plan import Plan

_MET_WORDS = re.compile(
    r"目標(?:値|人数|件数)?(?:を|は|に|が)?(?:[^。、]{0,8})"
    r"(?:達成(?:した|し、|している|できた|することができた)|上回(?:った|り|る|って|ること)|超え(?:た|る|て)|到達した)"
)
_MISSED_WORDS = re.compile(
    r"目標(?:値|人数|件数)?(?:を|は|に|には|が|まで)?(?:[^。、]{0,8})"
    r"(?:達成(?:できな|していない|しなかった|に至ら|には至ら)|達し(?:ていない|なかった|ておらず)|下回(?:った|り|る|って|ること)"
    r"|届か(?:な|ず)|及ば(?:な|ず)|未達)"
)
_YEAR_WORDS = re.compile(r"(?:令和|平成|R|H)(?:元|\d{1,2})(?:年度|年)(?!度?(?:から|より|以降|末|と?同様))")
_ACTUAL_WORDS = re.compile(r"実績(?:値)?(?:は|が|:)?、?([△▲]?\d[\d,]*(?:\.\d+)?)([^\d\s、。(（]{1,4})")
_SHORTEST: Final = 8
_SAME_AGAIN = re.compile(r"^(同上|特になし|なし|前年度と同じ|昨年と同様)[。.]?$")


def against_verdict(plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield 目標を達成した in the 所見 of a missed target, and the reverse; a text that says both says neither."""
    if entry.shown is None:
        return
    verdict = judge(plan, entry.shown, year)
    met, missed = bool(_MET_WORDS.search(text)), bool(_MISSED_WORDS.search(text))
    if verdict.outcome is not Outcome.JUDGED or met == missed:
        return
    is_met = verdict.label == MET_OR_NOT.bands[0].label
    if is_met != met:
        said = "達成した" if met else "達成していない"
        sentence = (
            f"「{entry.shown.name}」の判定は「{verdict.label}」({verdict.why})ですが、所見には{said}と書かれています。"
        )
        yield _finding("wording", entry, year, sentence, verdict.why, text)


def same_as_last_year(_plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a 所見 that is word for word last year's."""
    if _bare(text) == _bare(entry.remarks(year - 1)):
        yield _finding("same-remarks", entry, year, f"「{_name(entry)}」の所見が、前の年度とまったく同じ文です。", text)


def other_year(_plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a 所見 that names years, but only earlier ones: left over from last year."""
    named = {FiscalYear.parse(word) for word in _YEAR_WORDS.findall(unicodedata.normalize("NFKC", text))}
    if named and max(named) < year:
        sentence = f"「{_name(entry)}」の所見に書かれた年度が{max(named)}までで、{year}のことではないようです。"
        yield _finding("other-year", entry, year, sentence, text)


def other_figure(plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a figure that the 所見 calls the 実績値 and that is not the one in the cell."""
    if entry.shown is None or len(entry.shown.series) != 1:
        return
    series = entry.shown.series[0]
    value = series.value(year, Side.ACTUAL)
    actual = number_of(value)
    if actual is None or not isinstance(value, Number):
        return
    known = {number_of(pair.actual) for pair in series.values.values()} | {number_of(each) for each in value.earlier}
    for figure, behind in _ACTUAL_WORDS.findall(unicodedata.normalize("NFKC", text)):
        unit = entry.shown.unit_of(series)
        if not unit or not behind.startswith(unit):
            continue
        try:
            written = number_of(parse(figure + unit, unit=unit))
        except NotationError:
            continue
        if written not in known:
            shown = format_value(value, plan.style, unit)
            sentence = f"「{entry.shown.name}」の所見に書かれた実績{figure}{unit}が、実績値{shown}と違います。"
            yield _finding("other-figure", entry, year, sentence, figure, actual)


def too_short(_plan: Plan, entry: Entry, year: FiscalYear, text: str) -> Iterator[Finding]:
    """Yield a 所見 that says nothing: 同上, 特になし, a few signs."""
    if len(text.strip()) < _SHORTEST or _SAME_AGAIN.match(text.strip()):
        sentence = f"「{_name(entry)}」の所見が短すぎて、増減の理由が分かりません。"
        yield _finding("short-remarks", entry, year, sentence, text)


def _finding(rule: str, entry: Entry, year: FiscalYear, sentence: str, *judged: object) -> Finding:
    return Finding(rule, Severity.DOUBTFUL, entry.comment_owner, sentence, entry.remarks_key(year), str(judged))


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
