"""Rules about what was planned: direction, units, targets against baseline, steps and sums."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kpidesk.domain import units
from kpidesk.domain.checks_subject import figure_of, number_of
from kpidesk.domain.exact import total
from kpidesk.domain.finding import Rule
from kpidesk.domain.indicator import Basis, Direction
from kpidesk.domain.notation import format_number
from kpidesk.domain.rollup import numbers
from kpidesk.domain.year_value import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from kpidesk.domain.checks_subject import Subject
    from kpidesk.domain.finding import Finding


_WORSE: Final = {Direction.HIGHER: "小さい", Direction.LOWER: "大きい"}


def undecided(subject: Subject) -> Iterator[Finding]:
    """Yield an indicator of which nobody decided whether higher or lower is better."""
    if subject.indicator.direction is None and subject.indicator.target_is_set:
        sentence = (
            f"「{subject.name}」は、大きいほど良いか小さいほど良いかが決まっていません。決めるまで判定できません。"
        )
        yield subject.finding(Rule.UNDECIDED, sentence)


def other_unit(subject: Subject) -> Iterator[Finding]:
    """Yield a baseline or target in a unit that cannot be the indicator's (件 and 枚); /年 alone is none."""
    points = (("基準値", subject.series.baseline), ("目標値", subject.series.target))
    for word, point in points:
        if point is not None and units.differ(point.unit, subject.unit):
            sentence = f"「{subject.name}」の{word}の単位「{point.unit}」が、指標の単位「{subject.unit}」と違います。"
            yield subject.finding(Rule.OTHER_UNIT, sentence, word, point.unit, subject.unit)


def worse_than_baseline(subject: Subject) -> Iterator[Finding]:
    """Yield a final target on the wrong side of the baseline; a period's sum is not comparable with it."""
    if subject.indicator.basis is Basis.SUM:
        return
    start, end, direction = *_ends(subject), subject.indicator.direction
    if start is None or end is None or direction not in _WORSE:
        return
    if end < start if direction is Direction.HIGHER else end > start:
        better, side = direction.label, _WORSE[direction]
        shown = f"{format_number(start, subject.plan.style)}→{format_number(end, subject.plan.style)}"
        sentence = f"「{subject.name}」は{better}指標ですが、目標値が基準値より{side}値です({shown})。"
        yield subject.finding(Rule.WORSE_THAN_BASELINE, sentence, start, end)


def backward_step(subject: Subject) -> Iterator[Finding]:
    """Yield a yearly target that goes back against the direction."""
    direction = subject.indicator.direction
    if direction not in (Direction.HIGHER, Direction.LOWER) or subject.indicator.basis is Basis.SUM:
        return
    known = [(year, subject.number(year, Side.TARGET)) for year in subject.plan.years.years]
    steps = [(year, number) for year, number in known if number is not None]
    for (_, before), (year, after) in pairwise(steps):
        if (after < before) if direction is Direction.HIGHER else (after > before):
            sentence = f"「{subject.name}」の{year}の目標値が、前の年度の目標値より後退しています。"
            yield subject.finding(Rule.BACKWARD_STEP, sentence, before, after, cell=(year, Side.TARGET))


def last_step_differs(subject: Subject) -> Iterator[Finding]:
    """Yield a last yearly target that is not the final target."""
    if subject.indicator.basis not in (Basis.FINAL, Basis.YEARLY):
        return
    last = subject.plan.years.last
    step, (_, end) = subject.number(last, Side.TARGET), _ends(subject)
    if step is not None and end is not None and step != end:
        sentence = (
            f"「{subject.name}」の{last}の目標値が、計画の目標値{format_number(end, subject.plan.style)}と違います。"
        )
        yield subject.finding(Rule.LAST_STEP, sentence, step, end, cell=(last, Side.TARGET))


def sum_differs(subject: Subject) -> Iterator[Finding]:
    """Yield yearly targets that do not add up to the target of the period."""
    if subject.indicator.basis is not Basis.SUM:
        return
    steps = numbers(subject.series, subject.plan.years.years, Side.TARGET)
    _, end = _ends(subject)
    if end is not None and len(steps) == len(subject.plan.years.years) and total(steps) != end:
        added = format_number(total(steps), subject.plan.style)
        whole = format_number(end, subject.plan.style)
        sentence = f"「{subject.name}」の各年度の目標値の合計{added}が、期間の目標値{whole}と違います。"
        yield subject.finding(Rule.TARGET_SUM, sentence, total(steps), end)


def total_by_hand(subject: Subject) -> Iterator[Finding]:
    """Yield a total given by hand that is not the sum of the years."""
    if subject.indicator.basis is not Basis.SUM or subject.series.totals is None:
        return
    for side, given in ((Side.TARGET, subject.series.totals.target), (Side.ACTUAL, subject.series.totals.actual)):
        hand, years = number_of(given), numbers(subject.series, subject.plan.years.years, side)
        if hand is not None and years and hand != total(years):
            added = format_number(total(years), subject.plan.style)
            typed = format_number(hand, subject.plan.style)
            what = f"「{subject.name}」の{side.label}の合計"
            sentence = f"{what}が手入力の{typed}で、各年度の合計{added}と違います。"
            yield subject.finding(Rule.TOTAL_BY_HAND, sentence, side.value, hand, total(years))


def _ends(subject: Subject) -> tuple[Decimal | None, Decimal | None]:
    """Return the figures of baseline and final target."""
    return figure_of(subject.series.baseline), figure_of(subject.series.target)


TARGET_RULES: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (
    undecided,
    other_unit,
    worse_than_baseline,
    backward_step,
    last_step_differs,
    sum_differs,
    total_by_hand,
)
