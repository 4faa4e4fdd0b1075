"""Judging: an actual against the target of its year, by a scheme of a method and ordered bands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import at_scale, ratio, scale_of, total
from kpidesk.domain.fiscal_year import last_year_in
from kpidesk.domain.indicator import Basis, Direction, Indicator, Series
from kpidesk.domain.notation import format_number
from kpidesk.domain.rollup import mean, numbers
from kpidesk.domain.year_value import NotApplicable, Number, Side, Standing, Text, Value

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan


class Outcome(Enum):
    """Whether there is a verdict, and if not, why not; the value is the word that is printed."""

    JUDGED = "判定"
    EXEMPT = "対象外"
    PENDING = "未判定"
    BEFORE = "目標年度前"


UNJUDGED: Final = (Outcome.PENDING, Outcome.EXEMPT, Outcome.BEFORE)
_MARKS: Final = {Outcome.EXEMPT: "—", Outcome.PENDING: "?", Outcome.BEFORE: "…"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a method measures by: the figures of one series in one year and which way is better."""

    actual: Decimal
    target: Decimal
    baseline: Decimal | None
    direction: Direction


Method = Callable[[Facts], Decimal]
"""A method gives one number; the bands say what it means."""


@dataclass(frozen=True, slots=True)
class Band:
    """A label from `lower` upwards (None: everything that is left); `mark` says it without colour."""

    label: str
    mark: str
    lower: Decimal | None = None
    included: bool = True

    def holds(self, score: Decimal) -> bool:
        """Whether a score falls into the band, the ones above it having been asked before."""
        return self.lower is None or score > self.lower or (self.included and score == self.lower)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A rating scheme: its name, what it measures by and its bands, best first."""

    name: str
    method: Method
    bands: tuple[Band, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Every word a verdict can have, in the order reports count them."""
        return (*(band.label for band in self.bands), *(outcome.value for outcome in UNJUDGED))

    def band(self, score: Decimal) -> Band:
        """Return the band of a score."""
        return next(band for band in self.bands if band.holds(score))


def met(facts: Facts) -> Decimal:
    """Return 1 where the target is met by the direction, else 0."""
    lower_is_better = facts.direction is Direction.LOWER
    return Decimal(facts.actual <= facts.target if lower_is_better else facts.actual >= facts.target)


MET_OR_NOT: Final = Scheme("達成／未達成", met, (Band("達成", "✓", Decimal(1)), Band("未達成", "▲")))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label with its mark; `why` is its arithmetic, or where there is no verdict the reason for that.

    `rate` is actual ÷ target where higher is better, the target above and the actual not below zero, else None.
    `score` is what the method gave, None without a verdict.
    """

    outcome: Outcome
    label: str
    mark: str
    why: str
    rate: Decimal | None = None
    score: Decimal | None = None

    @property
    def rate_text(self) -> str:
        """The rate as printed: 67.6%; "" where it has no meaning."""
        return "" if self.rate is None else f"{at_scale(self.rate.scaleb(2), 1)}%"


def judge(plan: Plan, indicator: Indicator, year: FiscalYear, scheme: Scheme = MET_OR_NOT) -> Verdict:
    """Judge an indicator (with the values it shows) in a year; several series are met when all are."""
    verdicts = [_judge_series(plan, indicator, series, year, scheme) for series in indicator.series]
    if len(verdicts) == 1:
        return verdicts[0]
    return _all_of(indicator, verdicts, scheme)


def _all_of(indicator: Indicator, verdicts: list[Verdict], scheme: Scheme) -> Verdict:
    """Join the verdicts of several series: the worst one decides, those with nothing to judge stand aside."""
    why = "、".join(
        f"{series.label}: {verdict.why}" for series, verdict in zip(indicator.series, verdicts, strict=True)
    )
    judged = [verdict for verdict in verdicts if verdict.outcome is Outcome.JUDGED]
    labels = [band.label for band in scheme.bands]
    worst = max(judged, key=lambda verdict: labels.index(verdict.label), default=None)
    if worst is not None and worst.label == labels[-1]:
        return Verdict(Outcome.JUDGED, worst.label, worst.mark, why)
    for outcome in (Outcome.PENDING, Outcome.BEFORE):
        if any(verdict.outcome is outcome for verdict in verdicts):
            return _without(outcome, why)
    return Verdict(Outcome.JUDGED, worst.label, worst.mark, why) if worst else _without(Outcome.EXEMPT, why)


def _without(outcome: Outcome, why: str) -> Verdict:
    return Verdict(outcome, outcome.value, _MARKS[outcome], why)


def _judge_series(plan: Plan, indicator: Indicator, series: Series, year: FiscalYear, scheme: Scheme) -> Verdict:
    actual, step = series.value(year, Side.ACTUAL), _step(series, year)
    aim = step or _final(series)
    if reason := _exempt(indicator, actual, aim, year):
        return _without(Outcome.EXEMPT, reason)
    direction = indicator.direction
    if (
        not isinstance(actual, Number)
        or not isinstance(aim, Number)
        or direction is None
        or direction is Direction.BY_HAND
    ):
        return _without(Outcome.PENDING, _why_pending(direction, actual))
    faced = _Faced(actual.number, aim.number)
    if step is None:
        if reason := _gap(plan, indicator, series, year):
            return _without(Outcome.PENDING, reason)
        faced = _by_basis(plan, indicator, series, year, faced)
    baseline = series.baseline.value if series.baseline else None
    facts = Facts(faced.actual, faced.target, baseline.number if isinstance(baseline, Number) else None, direction)
    if faced.early and not _reached(facts, indicator):
        return _without(Outcome.BEFORE, f"目標年度は{_target_year(plan, series)}")
    score = scheme.method(facts)
    band = scheme.band(score)
    return Verdict(Outcome.JUDGED, band.label, band.mark, _arithmetic(plan, facts, faced.word), _rate(facts), score)


def _exempt(indicator: Indicator, actual: Value | None, aim: Value | None, year: FiscalYear) -> str:
    """Return why there is nothing to judge, "" where there is."""
    if not indicator.target_is_set:
        return indicator.setting_note or "目標値が設定されていない"
    if not isinstance(aim, Number | Text):
        return "この年度の目標値がない"
    if not indicator.measured_in(year):
        return "この年度は測定がない"
    if isinstance(actual, NotApplicable) and not actual.reason.still_to_come:
        return f"実績値が「{actual.reason.value}」"
    if isinstance(actual, Number) and actual.standing is Standing.REFERENCE:
        return "実績値が参考値"
    return ""


def _why_pending(direction: Direction | None, actual: Value | None) -> str:
    """Return why it should be judged but cannot be yet."""
    if actual is None:
        return "実績値が未入力"
    if isinstance(actual, NotApplicable):
        return f"実績値が「{actual.reason.value}」"
    if direction is None:
        return "どちらが良いか(向き)が決まっていない"
    return "人による判定がまだない"


def _gap(plan: Plan, indicator: Indicator, series: Series, year: FiscalYear) -> str:
    """Return why a running sum is not known, "" where it is or none is needed."""
    if indicator.basis is not Basis.SUM:
        return ""
    for each in plan.years.years:
        actual = series.value(each, Side.ACTUAL)
        to_come = actual is None or (isinstance(actual, NotApplicable) and actual.reason.still_to_come)
        if each < year and to_come and indicator.in_force(each) and indicator.measured_in(each):
            return f"{each}の実績値がまだない"
    return ""


@dataclass(frozen=True, slots=True)
class _Faced:
    """The two figures that face each other; `early` before the target's own year, `word` names a running figure."""

    actual: Decimal
    target: Decimal
    early: bool = False
    word: str = ""


def _by_basis(plan: Plan, indicator: Indicator, series: Series, year: FiscalYear, faced: _Faced) -> _Faced:
    """Return what is held against a final target by its basis: the year's figure, or the running sum or mean."""
    if indicator.basis is Basis.YEARLY:
        return faced
    early = year < _target_year(plan, series)
    so_far = numbers(series, [each for each in plan.years.years if each <= year], Side.ACTUAL) or [faced.actual]
    if indicator.basis is Basis.SUM:
        return _Faced(total(so_far), faced.target, early, "累計 ")
    if indicator.basis is Basis.MEAN:
        finer = max(map(scale_of, (*so_far, faced.target))) + 1  # enough to tell a mean of ten years from its target
        return _Faced(mean(so_far, finer), faced.target, early, "平均 ")
    return replace(faced, early=early)


def _reached(facts: Facts, indicator: Indicator) -> bool:
    """Whether a target is reached before its year; a sum still below its limit says nothing yet."""
    growing = indicator.basis is Basis.SUM and facts.direction is Direction.LOWER
    return bool(met(facts)) and not growing


def _step(series: Series, year: FiscalYear) -> Value | None:
    """Return the year's own target; a dash is no step."""
    value = series.value(year, Side.TARGET)
    return None if isinstance(value, NotApplicable) else value


def _final(series: Series) -> Value | None:
    return series.target.value if series.target else None


def _target_year(plan: Plan, series: Series) -> FiscalYear:
    """Return the year a final target speaks of: the one its as-of words name, else the plan's last."""
    named = last_year_in(series.target.as_of) if series.target else None
    return named or plan.years.last


def _rate(facts: Facts) -> Decimal | None:
    sound = facts.direction is Direction.HIGHER and facts.target > 0 and facts.actual >= 0
    return ratio(facts.actual, facts.target) if sound else None


def _arithmetic(plan: Plan, facts: Facts, word: str) -> str:
    """Return the comparison in one line: 25.0 ＜ 37.0."""
    if facts.direction is Direction.LOWER:
        sign = "≦" if facts.actual <= facts.target else "＞"
    else:
        sign = "≧" if facts.actual >= facts.target else "＜"
    return f"{word}{format_number(facts.actual, plan.style)} {sign} {format_number(facts.target, plan.style)}"
