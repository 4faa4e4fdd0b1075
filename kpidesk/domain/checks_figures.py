"""Rules about the yearly actuals: slips, jumps, impossible and forgotten figures."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import scale_of
from kpidesk.domain.indicator import Basis
from kpidesk.domain.notation import format_number
from kpidesk.domain.year_value import Number, Side, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.domain.checks_subject import Finding, Subject

_SLIP_FROM: Final = 20
"""Below this, figures ten times apart are everyday (2 件 after 20 件)."""
_SLIP_BAND: Final = (Decimal("0.8"), Decimal("1.25"))
_ENOUGH_HISTORY: Final = 4
_FAR: Final = Decimal(6)
_FAR_SHARE: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)

_SHARE_NAME = re.compile(r"(率|割合|比率|シェア)(\(.*\))?$")
_MAY_PASS_HUNDRED = re.compile(
    r"増減|増加|伸び|達成率|充足率|対前年|前年比|比$|倍率|稼働|利用率|求人倍率|自給率|負担比率"
)
_CUMULATED_NAME = re.compile(r"累計|累積|延べ登録|総数\(累")


def slip(subject: Subject) -> Iterator[Finding]:
    """Yield an actual that is 10, 100 or 1,000 times what the years before and the target let expect, or a part."""
    actual = subject.number(subject.year)
    usual = [number for year, number in subject.actuals() if year < subject.year]
    target = subject.number(subject.year, Side.TARGET)
    expected = median([*usual, *([target] if target is not None else [])]) if usual else Decimal(0)
    if not actual or not expected or max(abs(actual), abs(expected)) < _SLIP_FROM:
        return
    for power in (10, 100, 1000):
        for times, word in (
            (abs(actual / expected) / power, f"{power}倍"),
            (abs(expected / actual) / power, f"{power}分の1"),
        ):
            if _SLIP_BAND[0] <= times <= _SLIP_BAND[1]:
                shown = format_number(actual, subject.plan.style)
                what = f"「{subject.name}」の{subject.year}の実績値{shown}"
                sentence = f"{what}は、これまでの約{word}です。桁を確かめてください。"
                yield subject.finding("slip", sentence, year=subject.year, judged=(actual, expected))


def far_from_history(subject: Subject) -> Iterator[Finding]:
    """Yield an actual far from the indicator's own history, by the median and the median deviation from it."""
    actual = subject.number(subject.year)
    usual = [number for year, number in subject.actuals() if year < subject.year]
    if actual is None or len(usual) < _ENOUGH_HISTORY - 1:
        return
    middle = median(usual)
    spread = median(abs(number - middle) for number in usual)
    if abs(actual - middle) > max(_FAR * spread, _FAR_SHARE * abs(middle)) and abs(actual - middle) > 1:
        shown = format_number(actual, subject.plan.style)
        sentence = f"「{subject.name}」の{subject.year}の実績値{shown}は、これまでの値と大きく離れています。"
        yield subject.finding("far", sentence, year=subject.year, judged=(actual, middle))


def over_hundred(subject: Subject) -> Iterator[Finding]:
    """Yield a share of a whole that is over 100 % or below 0 %."""
    name = subject.indicator.name
    if subject.unit not in ("%", "％") or not _SHARE_NAME.search(name) or _MAY_PASS_HUNDRED.search(name):
        return
    for side in Side:
        number = subject.number(subject.year, side)
        if number is not None and not 0 <= number <= _HUNDRED:
            shown = format_number(number, subject.plan.style)
            sentence = (
                f"「{subject.name}」の{subject.year}の{side.label}{shown}%は、割合として0〜100%の範囲にありません。"
            )
            yield subject.finding("over-hundred", sentence, year=subject.year, side=side, judged=number)


def cumulated_falls(subject: Subject) -> Iterator[Finding]:
    """Yield a cumulated figure that is smaller than the year before."""
    if not _CUMULATED_NAME.search(subject.indicator.name) or subject.indicator.basis is Basis.SUM:
        return
    known = subject.actuals()
    for (_, before), (year, after) in pairwise(known):
        if after < before:
            sentence = f"「{subject.name}」は累計ですが、{year}の実績値が前の年度より減っています。"
            yield subject.finding("cumulated-falls", sentence, year=year, judged=(before, after))


def too_fine(subject: Subject) -> Iterator[Finding]:
    """Yield a figure with more decimals than the indicator declares."""
    decimals = subject.indicator.decimals
    for side in Side:
        number = subject.number(subject.year, side)
        if decimals is not None and number is not None and scale_of(number) > decimals and _odd_one(subject, side):
            shown = format_number(number, subject.plan.style)
            what = f"「{subject.name}」の{subject.year}の{side.label}{shown}"
            sentence = f"{what}は、小数{decimals}桁という決まりより細かい値です。"
            yield subject.finding("too-fine", sentence, year=subject.year, side=side, judged=number)


def _odd_one(subject: Subject, side: Side) -> bool:
    """Whether the other years keep to the declared decimals, so that it is this figure that is odd."""
    others = (subject.number(year, side) for year in subject.plan.years.years if year != subject.year)
    return all(scale_of(number) <= (subject.indicator.decimals or 0) for number in others if number is not None)


def long_provisional(subject: Subject) -> Iterator[Finding]:
    """Yield a 暫定値 or 見込値 that is more than a year old."""
    for year in subject.plan.years.years:
        value = subject.series.value(year, Side.ACTUAL)
        waiting = isinstance(value, Number) and value.standing in (Standing.PROVISIONAL, Standing.ESTIMATED)
        if waiting and isinstance(value, Number) and value.standing and year < subject.year:
            what = f"「{subject.name}」の{year}の実績値"
            sentence = f"{what}が、1年以上「{value.standing.label}」のままです。確定値を入力してください。"
            yield subject.finding("long-provisional", sentence, year=year, judged=value.number)


def not_measured(subject: Subject) -> Iterator[Finding]:
    """Yield a figure in a year in which the indicator is not measured."""
    for year, number in subject.actuals():
        if not subject.indicator.measured_in(year):
            sentence = f"「{subject.name}」は{year}には調査のない指標ですが、実績値が入っています。"
            yield subject.finding("not-measured", sentence, year=year, judged=number)


FIGURE_RULES: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (
    slip,
    far_from_history,
    over_hundred,
    cumulated_falls,
    too_fine,
    long_provisional,
    not_measured,
)
