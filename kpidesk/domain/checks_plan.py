"""Rules that hold several places of the plan side by side: 再掲 and spellings."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kpidesk.domain.finding import Finding, Rule, Severity
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.domain.plan import Plan

_SPELLINGS: Final = (
    ("暮らし", "くらし"),
    ("子供", "こども"),
    ("子ども", "こども"),
    ("取組み", "取組"),
    ("取り組み", "取組"),
    ("障害", "障がい"),
    ("障碍", "障がい"),
    ("づくり", "作り"),
    ("等", "など"),
    ("及び", "および"),
    ("頃", "ころ"),
    ("住い", "住まい"),
    ("申込み", "申込"),
    ("申し込み", "申込"),
    ("引越し", "引越"),
    ("附", "付"),
)
"""Words that municipalities spell in several ways, and the spelling they are compared by."""


def repeated_text_differs(plan: Plan) -> Iterator[Finding]:
    """Yield a 再掲 whose own text is not the original's."""
    for place in plan.places.values():
        if isinstance(place.what, Project) and place.what.repeats:
            original = plan.original(place.what)
            if place.what.text and original.text and _folded(place.what.text) != _folded(original.text):
                sentence = f"再掲「{place.what.title}」の説明が、元の事業の説明と違います。"
                judged = f"{place.what.text}/{original.text}"
                yield Finding(Rule.REPEATED_TEXT, Severity.DOUBTFUL, place.uid, sentence, None, judged)


def two_spellings(plan: Plan) -> Iterator[Finding]:
    """Yield an indicator whose name stands elsewhere under another spelling (暮らし and くらし)."""
    first: dict[str, Indicator] = {}
    for place in plan.places.values():
        if not isinstance(place.what, Indicator):
            continue
        other = first.setdefault(_folded(place.what.name), place.what)
        if _spaceless(other.name) != _spaceless(place.what.name):
            sentence = f"同じ指標が「{other.name}」と「{place.what.name}」の二通りに書かれています。"
            yield Finding(
                Rule.SPELLING, Severity.DOUBTFUL, place.uid, sentence, None, f"{other.name}/{place.what.name}"
            )


def _spaceless(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _folded(text: str) -> str:
    """Return what all spellings of a text have in common."""
    plain = re.sub(r"[・･·,、。\-‐－~〜～()「」]", "", _spaceless(text))
    for spelled, common in _SPELLINGS:
        plain = plain.replace(spelled, common)
    return plain


PLAN_RULES: Final[tuple[Callable[[Plan], Iterator[Finding]], ...]] = (repeated_text_differs, two_spellings)
