"""Judging: an actual against the target of its year, by the scheme the plan has for that year."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import at_scale, ratio
from kpidesk.domain.faced_figures import CannotTellError, Facts
from kpidesk.domain.facing import Subject
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Direction, Indicator
from kpidesk.domain.notation import format_number
from kpidesk.domain.presets import MET_OR_NOT
from kpidesk.domain.scheme import UNJUDGED, Band, Early, Outcome, Scheme, Tone, Weight
from kpidesk.domain.year_value import NotApplicable, Number, Text

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.evaluation import Judgement
    from kpidesk.domain.facing import Faced
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Value

__all__ = ["MET_OR_NOT", "UNJUDGED", "Band", "Facts", "Outcome", "Scheme", "Verdict", "judge"]

_MARKS: Final = {Outcome.EXEMPT: "—", Outcome.PENDING: "?", Outcome.BEFORE: "…"}


@frozen
class Verdict:
    """A label with its mark; `why` is its arithmetic, or where there is no verdict the reason for that.

    `rate` is actual ÷ target where higher is better, the target above and the actual not below zero, else None.
    `score` is what the method gave, `met` whether the target itself is met (None before its year, unless it is met
    already), both None where nothing was computed; `computed` is what the scheme gave where a person chose a label.
    """

    outcome: Outcome
    label: str
    mark: str
    why: str
    rate: Decimal | None = None
    score: Decimal | None = None
    met: bool | None = None
    tone: Tone = Tone.NEUTRAL
    points: int | None = None
    computed: Verdict | None = None

    @property
    def rate_text(self) -> str:
        """The rate as printed: 67.6%; "" where it has no meaning."""
        return "" if self.rate is None else f"{at_scale(self.rate.scaleb(2), 1)}%"

    @property
    def line(self) -> str:
        """The whole verdict in one line: 25.0 ＜ 37.0 → 未達成 (67.6%)."""
        behind = f" ({self.rate_text})" if self.rate_text and "%" not in self.why else ""
        return f"{self.why} → {self.label}{behind}"


def judge(plan: Plan, indicator: Indicator, year: FiscalYear, scheme: Scheme | None = None) -> Verdict:
    """Judge an indicator (with the values it shows) in a year; several series are met when all are.

    Without a scheme the one that the plan has for the year is used, and the verdict that people gave goes before what
    is computed; a scheme that is only tried tells what it computes.
    """
    used = scheme or plan.scheme_in(year)
    verdicts = [_judge_series(Subject(plan, indicator, series, year, used)) for series in indicator.series]
    computed = verdicts[0] if len(verdicts) == 1 else _all_of(indicator, verdicts, used)
    said = indicator.judgements.get(year)
    return _given(used, said, computed) if scheme is None and said and said.verdict else computed


def _given(scheme: Scheme, said: Judgement, computed: Verdict) -> Verdict:
    """Return the verdict a person chose; a label that the scheme does not have is no verdict."""
    band = scheme.band_of(said.verdict)
    if band is None:
        pending = _without(scheme, Outcome.PENDING, f"「{said.verdict}」はこの年度の区分にない")
        return replace(pending, computed=computed)
    return Verdict(
        Outcome.JUDGED,
        band.label,
        band.mark,
        said.reason or "人による判定",
        rate=computed.rate,
        tone=band.tone,
        points=band.points,
        computed=computed,
    )


def _all_of(indicator: Indicator, verdicts: list[Verdict], scheme: Scheme) -> Verdict:
    """Join the verdicts of several series: the worst one decides, those with nothing to judge stand aside."""
    why = "、".join(
        f"{series.label}: {verdict.why}" for series, verdict in zip(indicator.series, verdicts, strict=True)
    )
    ladder = [band.label for band in scheme.ladder]
    judged = [verdict for verdict in verdicts if verdict.outcome is Outcome.JUDGED]
    worst = max(judged, key=lambda verdict: ladder.index(verdict.label), default=None)
    waiting = [
        outcome
        for outcome in (Outcome.PENDING, Outcome.BEFORE)
        if any(verdict.outcome is outcome for verdict in verdicts)
    ]
    if worst is None or (waiting and worst.label != ladder[-1]):
        return _without(scheme, waiting[0] if waiting else Outcome.EXEMPT, why)
    answers = {verdict.met for verdict in judged}
    met = next((each for each in (False, None) if each in answers), True)
    return replace(worst, why=why, rate=None, score=None, met=met)


def _without(scheme: Scheme, outcome: Outcome, why: str) -> Verdict:
    return Verdict(outcome, outcome.value, scheme.unjudged_mark or _MARKS[outcome], why)


def _judge_series(subject: Subject) -> Verdict:
    scheme, actual, aim = subject.scheme, subject.actual, subject.aim
    if reason := _exempt(subject):
        return _without(scheme, Outcome.EXEMPT, reason)
    direction = subject.indicator.direction
    if (
        not isinstance(actual, Number)
        or not isinstance(aim, Number)
        or direction is None
        or direction is Direction.BY_HAND
    ):
        return _without(scheme, Outcome.PENDING, _why_pending(direction, actual))
    if reason := _not_firm(subject, actual) or subject.gap():
        return _without(scheme, Outcome.PENDING, reason)
    faced = subject.faced(actual.number, aim.number, direction)
    waits = faced.growing or not faced.facts.met if scheme.early is Early.WAIT else faced.growing and not scheme.paced
    if faced.early and waits and not scheme.by_hand:
        return _without(scheme, Outcome.BEFORE, f"目標年度は{subject.target_year}")
    return _judged(subject, faced)


def _judged(subject: Subject, faced: Faced) -> Verdict:
    """Return the band of the figures, or why that cannot be told."""
    facts = faced.facts
    try:
        placed = subject.scheme.place(facts, partial(format_number, style=subject.plan.style))
    except CannotTellError as error:
        return _without(subject.scheme, Outcome.PENDING, str(error))
    band = placed.band
    return Verdict(
        Outcome.JUDGED,
        band.label,
        band.mark,
        f"{placed.words}{faced.aside}",
        rate=_rate(facts),
        score=placed.score,
        met=facts.met or (None if faced.early else False),
        tone=band.tone,
        points=band.points,
    )


def _exempt(subject: Subject) -> str:
    """Return why there is nothing to judge, "" where there is."""
    indicator, actual = subject.indicator, subject.actual
    if not indicator.target_is_set:
        return indicator.setting_note or "目標値が設定されていない"
    if not isinstance(subject.aim, Number | Text):
        return "この年度の目標値がない"
    if not indicator.measured_in(subject.source):
        return "この年度は測定がない"
    if isinstance(actual, NotApplicable) and _left_out(subject.scheme, actual):
        return f"実績値が「{actual.reason.value}」"
    if isinstance(actual, Number) and actual.standing and subject.weight(actual) is Weight.EXEMPT:
        return f"実績値が{actual.standing.label}"
    return ""


def _left_out(scheme: Scheme, actual: NotApplicable) -> bool:
    """Whether a reason in place of a figure means that there is nothing to judge."""
    usual = not actual.reason.still_to_come and actual.reason not in scheme.pending
    return usual or actual.reason in scheme.exempt


def _not_firm(subject: Subject, actual: Number) -> str:
    """Return why a figure has to become firm first, "" where it counts."""
    waits = subject.weight(actual) is Weight.PENDING
    return f"実績値が{actual.standing.label}" if waits and actual.standing else ""


def _why_pending(direction: Direction | None, actual: Value | None) -> str:
    """Return why it should be judged but cannot be yet."""
    if actual is None:
        return "実績値が未入力"
    if isinstance(actual, NotApplicable):
        return f"実績値が「{actual.reason.value}」"
    if direction is None:
        return "どちらが良いか(向き)が決まっていない"
    return "人による判定がまだない"


def _rate(facts: Facts) -> Decimal | None:
    sound = facts.direction is Direction.HIGHER and facts.target > 0 and facts.actual >= 0
    return ratio(facts.actual, facts.target) if sound else None
