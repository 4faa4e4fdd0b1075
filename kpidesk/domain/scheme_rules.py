"""What must hold for a rating scheme: every score falls into exactly one band, and every band can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.methods import Margin
from kpidesk.domain.scheme import UNJUDGED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.scheme import Band, Bound, Scheme

Fault = tuple[str, str]
"""The path within the scheme's document and, in Japanese, what is wrong there."""

_RESERVED: Final = {outcome.value for outcome in UNJUDGED}
_MARGINS: Final = (0, 1)


def faults(scheme: Scheme) -> Iterator[Fault]:
    """Yield what is wrong with a scheme, in the order of its document."""
    if not scheme.bands:
        yield "bands", "区分が一つもありません。"
        return
    yield from _labels(scheme)
    yield from _by_hand(scheme) if scheme.by_hand else _computed(scheme)
    yield from _points(scheme)
    for number, reason in enumerate(scheme.exempt):
        if reason in scheme.pending:
            yield f"exempt[{number}]", f"「{reason.value}」は未判定(pending)にも書かれています。"


def offences(scheme: Scheme) -> list[Fault]:
    """Return all that is wrong with a scheme while it is being written: what is missing, then what does not fit."""
    found = list(_blanks(scheme))
    missing = {place for place, _ in found}
    return [*found, *(fault for fault in faults(scheme) if fault[0] not in missing)]


def _blanks(scheme: Scheme) -> Iterator[Fault]:
    if not scheme.name:
        yield "name", "方式の名前を入力してください。"
    for number, band in enumerate(scheme.bands):
        if not band.label:
            yield f"bands[{number}].label", "区分の名前を入力してください。"
        if not band.mark:
            yield f"bands[{number}].mark", f"区分「{band.label}」の記号を入力してください。"


def _labels(scheme: Scheme) -> Iterator[Fault]:
    labels = [band.label for band in scheme.bands]
    for number, label in enumerate(labels):
        if label in labels[:number]:
            yield f"bands[{number}].label", f"区分「{label}」が二度あります。"
        if label in _RESERVED:
            yield f"bands[{number}].label", f"「{label}」は、判定できないときの語なので使えません。"


def _points(scheme: Scheme) -> Iterator[Fault]:
    if all(band.points is None for band in scheme.bands):
        return
    for number, band in enumerate(scheme.bands):
        if band.points is None:
            yield f"bands[{number}].points", f"区分「{band.label}」だけ点数がありません。"


def _by_hand(scheme: Scheme) -> Iterator[Fault]:
    for number, band in enumerate(scheme.bands):
        if band.bounds or band.method:
            yield f"bands[{number}]", "人が判定する方式の区分には、下限も測り方も書けません。"


def _computed(scheme: Scheme) -> Iterator[Fault]:
    for number, band in enumerate(scheme.bands):
        if band.by_hand and (band.bounds or band.method):
            yield f"bands[{number}].by_hand", "人が選ぶ区分には、下限も測り方も書けません。"
    if len(scheme.ladder) == 1:
        yield "bands", "計算で分ける区分が二つ以上必要です。"
    numbered = [(number, band) for number, band in enumerate(scheme.bands) if band in scheme.ladder]
    for place, (number, band) in enumerate(numbered, 1):
        yield from _bounds(scheme, number, band, last=place == len(numbered))
    if not numbered:
        yield "bands", "計算で分ける区分が一つもありません。"
    for place, (number, band) in enumerate(numbered):
        yield from _order(scheme, number, band, [above for _, above in numbered[:place]])


def _bounds(scheme: Scheme, number: int, band: Band, *, last: bool) -> Iterator[Fault]:
    """Yield a catch-all band that is not the last, a last one that is none, and bounds no score can reach."""
    if last and band.bounds:
        reason = f"「{band.label}」に届かないときの区分がありません(隙間)。下限のない区分を最後に書いてください。"
        yield f"bands[{number}]", reason
    if not last and not band.bounds:
        yield f"bands[{number}]", f"「{band.label}」に下限がありません。下限のない区分は最後の一つだけです。"
    if band.lower is None and (band.method or band.also):
        yield f"bands[{number}]", f"「{band.label}」に下限(from か above)がありません。"
    for bound in band.bounds:
        method = scheme.method_of(bound)
        if isinstance(method, Margin) and not _margin(bound):
            reason = "達成(met)の下限は、以上(from)なら 0(目標どおり)か 1(上回る)、超(above)なら 0 です。"
            yield f"bands[{number}]", reason


def _margin(bound: Bound) -> bool:
    return bound.lower in _MARGINS if bound.included else bound.lower == 0


def _order(scheme: Scheme, number: int, band: Band, above: list[Band]) -> Iterator[Fault]:
    """Yield a band that a band above it leaves nothing of: bounds out of order, or overlapping."""
    for better in above:
        for mine in band.bounds[:1]:
            for theirs in better.bounds[:1] if not better.also else ():
                if scheme.method_of(mine) == scheme.method_of(theirs) and not _lies_below(mine, theirs):
                    reason = f"「{band.label}」の下限が、上の区分「{better.label}」の下限より小さくありません。"
                    yield f"bands[{number}]", reason


def _lies_below(mine: Bound, theirs: Bound) -> bool:
    return mine.lower < theirs.lower or (mine.lower == theirs.lower and mine.included and not theirs.included)
