"""What looks wrong (要確認): each rule a plain sentence with the cell it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from kpidesk.domain import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.indicator import Indicator
    from kpidesk.domain.plan import Plan


class Severity(Enum):
    """How much a finding matters; the value is the word that is printed."""

    WRONG = "要修正"
    DOUBTFUL = "要確認"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong: the rule's name, the uid it speaks of, and a sentence."""

    rule: str
    severity: Severity
    uid: str
    sentence: str


def findings(plan: Plan) -> list[Finding]:
    """Return everything that looks wrong in a plan, in printed order."""
    found: list[Finding] = []
    for place in plan.places.values():
        indicator = plan.lender(place.uid)
        if indicator is not None:
            found.extend(_of_indicator(indicator))
    return found


def _of_indicator(indicator: Indicator) -> Iterator[Finding]:
    if indicator.direction is None and indicator.target_is_set:
        sentence = (
            f"「{indicator.name}」は、大きいほど良いか小さいほど良いかが決まっていません。決めるまで判定できません。"
        )
        yield Finding("direction", Severity.DOUBTFUL, indicator.uid, sentence)
    for series in indicator.series:
        own = indicator.unit_of(series)
        for word, point in (("基準値", series.baseline), ("目標値", series.target)):
            if point is not None and units.differ(point.unit, own):
                sentence = f"「{indicator.name}」の{word}の単位「{point.unit}」が、指標の単位「{own}」と違います。"
                yield Finding("unit", Severity.DOUBTFUL, indicator.uid, sentence)
