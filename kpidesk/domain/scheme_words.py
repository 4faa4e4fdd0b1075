"""A rating scheme in plain sentences, and the plain names of everything in it that can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.methods import Against, Change, Falling, Margin, Pace, Progress, Ratio
from kpidesk.domain.notation import format_number
from kpidesk.domain.plan import Style
from kpidesk.domain.scheme import Bound, Cut, Early, Latest, Sums, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpidesk.domain.methods import Method
    from kpidesk.domain.scheme import Band, Rounding, Scheme

FALLING: Final = {
    Falling.TARGET_BY_ACTUAL: "目標値÷実績値",
    Falling.MIRRORED: "(2×目標値−実績値)÷目標値",
    Falling.ACTUAL_BY_TARGET: "実績値÷目標値",
}
AGAINST: Final = {Against.ELAPSED: "目標値×経過割合", Against.LINE: "基準値から目標値への直線"}
CUTS: Final = {Cut.HALF_UP: "四捨五入", Cut.TRUNCATE: "切捨て"}
SUMS: Final = {Sums.YEAR: "単年度どうしで比べる", Sums.RUNNING: "累計どうしで比べる"}
LATEST: Final = {Latest.YEAR: "その年度の値で比べる", Latest.NEWEST: "その年度までの最新の値で比べる"}
EARLY: Final = {Early.WAIT: "届くまで「目標年度前」とする", Early.JUDGE: "目標年度を待たずに判定する"}
WEIGHTS: Final = {
    Weight.COUNTS: "確定値と同じに判定する",
    Weight.PENDING: "未判定とする",
    Weight.EXEMPT: "対象外とする",
}


def figure_words(number: Decimal) -> str:
    """Return a threshold as it is printed and typed."""
    return format_number(number, Style())


def method_words(method: Method) -> str:
    """Return what a method measures."""
    if isinstance(method, Margin):
        return "目標値に届いたか"
    if isinstance(method, Ratio):
        return f"目標比(実績値÷目標値、下がるとよい指標は{FALLING[method.falling]})"
    if isinstance(method, Progress):
        return f"基準値からの進捗{_from_zero(method)}"
    if isinstance(method, Pace):
        expected = "経過割合" if method.against is Against.ELAPSED else "直線上の期待値"
        return f"{expected}に対する{method_words(method.of)}"
    if isinstance(method, Change):
        return f"{method.since.label}との比較{_from_zero(method)}"
    return "人が判定"


def _from_zero(method: Progress | Change) -> str:
    return "(基準値がなければ0から)" if method.from_zero else ""


def bound_words(scheme: Scheme, bound: Bound) -> str:
    """Return the condition of a bound: 100%以上, 目標値を上回る, 基準値から△10%以内."""
    method = scheme.method_of(bound)
    if isinstance(method, Margin):
        return "目標値以上" if bound.included and bound.lower == 0 else "目標値を上回る"
    if isinstance(method, Change):
        return _change(method, bound)
    share = f"{figure_words(bound.lower)}%{'以上' if bound.included else '超'}"
    return share if method == scheme.method else f"{method_words(method)}が{share}"


def _change(method: Change, bound: Bound) -> str:
    since = f"{method.since.label}{_from_zero(method)}"
    if bound.lower == 0:
        return f"{since}と同じか良い" if bound.included else f"{since}より良い"
    share = f"{figure_words(bound.lower.copy_abs())}%"
    if bound.lower < 0:
        return f"悪化が{since}の{share}以内" if bound.included else f"悪化が{since}の{share}未満"
    return f"{since}より{share}{'以上' if bound.included else '超'}良い"


def sentences(scheme: Scheme) -> Iterator[str]:
    """Yield the scheme in sentences: how it measures and sorts, what only people choose, what counts and what waits."""
    if scheme.by_hand:
        yield f"人が{_listed(scheme.bands)}から選びます。"
    elif scheme.ladder:
        yield f"{_measured(scheme)}、{'、'.join(_sorted(scheme))}とします。"
        if by_hand := [band for band in scheme.bands if band.by_hand]:
            yield f"{_listed(by_hand)}は、人が選びます。"
    yield f"目標年度より前: {EARLY[scheme.early]}。"
    yield f"期間の合計: {SUMS[scheme.sums]}。最新値: {LATEST[scheme.latest]}。"
    yield f"暫定値・見込値: {WEIGHTS[scheme.provisional]}。参考値: {WEIGHTS[scheme.reference]}。"
    yield from _aside(scheme)


def _measured(scheme: Scheme) -> str:
    if isinstance(scheme.method, Margin | Change):
        return f"{method_words(scheme.method)}{_rounded(scheme.rounding, 'を見て', 'を')}"
    return f"{method_words(scheme.method)}{_rounded(scheme.rounding, 'を求め', 'を')}"


def _rounded(rounding: Rounding | None, exact: str, before: str) -> str:
    if rounding is None:
        return exact
    place = f"小数第{rounding.digits}位まで" if rounding.digits else "整数"
    return f"{before}{CUTS[rounding.mode]}で{place}の%にし"


def _sorted(scheme: Scheme) -> Iterator[str]:
    """Yield each computed band with what must hold for it."""
    for band in scheme.ladder:
        condition = "、かつ".join(bound_words(scheme, bound) for bound in band.bounds)
        yield f"{condition}なら{_named(band)}" if condition else f"それ以外は{_named(band)}"


def _listed(bands: tuple[Band, ...] | list[Band]) -> str:
    return "、".join(map(_named, bands))


def _named(band: Band) -> str:
    points = "" if band.points is None else f"({band.points}点)"
    return f"「{band.mark} {band.label}」{points}"


def _aside(scheme: Scheme) -> Iterator[str]:
    for reasons, word in ((scheme.pending, "未判定"), (scheme.exempt, "対象外")):
        if reasons:
            yield f"実績値が{'、'.join(reason.value for reason in reasons)}のときは、{word}とします。"
    if scheme.unjudged_mark:
        yield f"判定のないものには「{scheme.unjudged_mark}」を付けます。"
