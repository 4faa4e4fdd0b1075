"""Rules about the yearly actuals: slips, jumps, impossible and forgotten figures."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from kpidesk.domain.checks_subject import figure_of
from kpidesk.domain.exact import scale_of
from kpidesk.domain.finding import Rule
from kpidesk.domain.indicator import Basis
from kpidesk.domain.notation import format_number
from kpidesk.domain.year_value import Number, Side, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.domain.checks_subject import Subject
    from kpidesk.domain.finding import Finding

_SLIP_FROM: Final = 20
"""Below this, whole numbers ten times apart are everyday (1 件 after 12 件)."""
_SLIP_FROM_FINE: Final = 2
"""The same for figures with decimals (1.32 and 13.2)."""
_SLIPS: Final = ((10, Decimal("0.8")), (100, Decimal("0.6")), (1000, Decimal("0.3")))
"""How many times, and how near that must be hit: a real change of 10 times happens, of 1,000 times never."""
_ENOUGH_HISTORY: Final = 3
_FAR: Final = Decimal(6)
_FAR_SHARE: Final = Decimal("0.5")
_FEW: Final = Decimal(5)
"""Whole numbers that differ by no more are everyday (2 件 after three years without one)."""
_HUNDRED: Final = Decimal(100)

_SHARE_NAME = re.compile(r"(率|割合|比率|シェア)(\(.*\))?$")
_MAY_PASS_HUNDRED = re.compile(
    r"増減|増加|減少|伸び|成長|変化|上昇|達成率|進捗率|充足率|普及率|対前年|前年比|比$|倍率|稼働|利用率|自給率|収支比率|負担比率"
)
_CUMULATED_NAME = re.compile(r"累計|累積|延べ登録")


def slip(subject: Subject) -> Iterator[Finding]:
    """Yield an actual that is 10, 100 or 1,000 times what the years before and the target let expect, or a part."""
    actual, expected = subject.number(subject.year), _expected(subject)
    if not actual or not expected:
        return
    if max(abs(actual), abs(expected)) < (_SLIP_FROM_FINE if scale_of(actual) else _SLIP_FROM):
        return
    for power, near in _SLIPS:
        for times, word in (
            (abs(actual / expected) / power, f"{power}倍"),
            (abs(expected / actual) / power, f"{power}分の1"),
        ):
            if near <= times <= 1 / near:
                sentence = f"{_what(subject, actual)}は、これまでの値や目標値の約{word}です。桁を確かめてください。"
                yield subject.finding(Rule.SLIP, sentence, actual, expected, cell=(subject.year, Side.ACTUAL))


def _expected(subject: Subject) -> Decimal | None:
    """Return the middle of what the years before (in the first the baseline) and the target let expect.

    None for a target alone: to stay far from it in the first year is everyday.
    """
    usual = _earlier(subject) or _baseline(subject)
    return median([*usual, *_target(subject)]) if usual else None


def _target(subject: Subject) -> list[Decimal]:
    """Return the year's target, else the final one; that of a sum is no year's."""
    step = subject.number(subject.year, Side.TARGET)
    end = None if subject.indicator.basis is Basis.SUM else figure_of(subject.series.target)
    aim = end if step is None else step
    return [] if aim is None else [aim]


def far_from_history(subject: Subject) -> Iterator[Finding]:
    """Yield an actual far from the indicator's own history, by the median and the median deviation from it."""
    actual, usual = subject.number(subject.year), [*_baseline(subject), *_earlier(subject)]
    if actual is None or len(usual) < _ENOUGH_HISTORY or any(slip(subject)):
        return
    middle = median(usual)
    spread = median(abs(number - middle) for number in usual)
    everyday = Decimal(1) if scale_of(actual) else _FEW
    if abs(actual - middle) > max(_FAR * spread, _FAR_SHARE * abs(middle), everyday):
        sentence = f"{_what(subject, actual)}は、これまでの値と大きく離れています。"
        yield subject.finding(Rule.FAR, sentence, actual, middle, cell=(subject.year, Side.ACTUAL))


def _earlier(subject: Subject) -> list[Decimal]:
    return [number for year, number in subject.actuals() if year < subject.year]


def _baseline(subject: Subject) -> list[Decimal]:
    """Return the baseline as the history's first figure; that of a sum may speak of a whole period."""
    start = figure_of(subject.series.baseline)
    return [] if start is None or subject.indicator.basis is Basis.SUM else [start]


def _what(subject: Subject, number: Decimal, side: Side = Side.ACTUAL) -> str:
    """Return how a sentence names a figure of the year."""
    return f"「{subject.name}」の{subject.year}の{side.label}{format_number(number, subject.plan.style)}"


def over_hundred(subject: Subject) -> Iterator[Finding]:
    """Yield a share of a whole that is over 100 % or below 0 %."""
    name = subject.indicator.name
    if subject.unit not in ("%", "％") or not _SHARE_NAME.search(name) or _MAY_PASS_HUNDRED.search(name):
        return
    for side in Side:
        number = subject.number(subject.year, side)
        if number is not None and not 0 <= number <= _HUNDRED:
            sentence = f"{_what(subject, number, side)}%は、割合として0〜100%の範囲にありません。"
            yield subject.finding(Rule.OVER_HUNDRED, sentence, number, cell=(subject.year, side))


def cumulated_falls(subject: Subject) -> Iterator[Finding]:
    """Yield a cumulated figure that is smaller than the year before."""
    cumulated = _CUMULATED_NAME.search(f"{subject.name}{subject.unit}")
    if not cumulated or subject.indicator.basis is Basis.SUM:
        return
    for (_, before), (year, after) in pairwise(subject.actuals()):
        if after < before:
            sentence = f"「{subject.name}」は累計ですが、{year}の実績値が前の年度より減っています。"
            yield subject.finding(Rule.CUMULATED_FALLS, sentence, before, after, cell=(year, Side.ACTUAL))


def too_fine(subject: Subject) -> Iterator[Finding]:
    """Yield a figure with more decimals than the indicator declares."""
    decimals = subject.indicator.decimals
    for side in Side:
        number = subject.number(subject.year, side)
        if decimals is not None and number is not None and scale_of(number) > decimals and _odd_one(subject, side):
            sentence = f"{_what(subject, number, side)}は、小数{decimals}桁という決まりより細かい値です。"
            yield subject.finding(Rule.TOO_FINE, sentence, number, cell=(subject.year, side))


def _odd_one(subject: Subject, side: Side) -> bool:
    """Whether the other years keep to the declared decimals, so that it is this figure that is odd."""
    others = (subject.number(year, side) for year in subject.plan.years.years if year != subject.year)
    return all(scale_of(number) <= (subject.indicator.decimals or 0) for number in others if number is not None)


def long_provisional(subject: Subject) -> Iterator[Finding]:
    """Yield a 暫定値 or 見込値 that is more than a year old."""
    for year in subject.plan.years.years:
        value = subject.series.value(year, Side.ACTUAL)
        standing = value.standing if isinstance(value, Number) else None
        if standing in (Standing.PROVISIONAL, Standing.ESTIMATED) and year < subject.year:
            what = f"「{subject.name}」の{year}の実績値"
            sentence = f"{what}が、1年以上「{standing.label}」のままです。確定値を入力してください。"
            yield subject.finding(Rule.LONG_PROVISIONAL, sentence, subject.number(year), cell=(year, Side.ACTUAL))


def not_measured(subject: Subject) -> Iterator[Finding]:
    """Yield a figure in a year in which the indicator is not measured."""
    for year, number in subject.actuals():
        if not subject.indicator.measured_in(year):
            sentence = f"「{subject.name}」は{year}には調査のない指標ですが、実績値が入っています。"
            yield subject.finding(Rule.NOT_MEASURED, sentence, number, cell=(year, Side.ACTUAL))


FIGURE_RULES: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (
    slip,
    far_from_history,
    over_hundred,
    cumulated_falls,
    too_fine,
    long_provisional,
    not_measured,
)
