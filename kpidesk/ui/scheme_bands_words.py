"""The words in the table of bands: its heads, what each field shows, and what it can be chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpidesk.domain.methods import Against, Change, Falling, Margin, Pace, Progress, Ratio, Since
from kpidesk.domain.scheme import Tone
from kpidesk.domain.scheme_words import method_words
from kpidesk.ui.scheme_lines import Field

if TYPE_CHECKING:
    from kpidesk.domain.methods import Method
    from kpidesk.ui.scheme_lines import Line

HEADS = {
    Field.LABEL: "区分",
    Field.MARK: "記号",
    Field.TONE: "色合い",
    Field.METHOD: "下限の測り方",
    Field.LOWER: "下限",
    Field.INCLUDED: "境目",
    Field.POINTS: "点数",
    Field.BY_HAND: "人が選ぶ",
}
TONES = {
    Tone.GOOD: "良い",
    Tone.FAIR: "やや良い",
    Tone.POOR: "やや悪い",
    Tone.BAD: "悪い",
    Tone.NEUTRAL: "色なし",
}
AS_SCHEME = "方式のとおり"
AND = "かつ"
REST = "残りすべて"
ON_TARGET = "目標値"
OF_COMPUTING = (Field.METHOD, Field.LOWER, Field.INCLUDED, Field.BY_HAND)
"""What has no meaning where people judge."""
OF_BOUNDS = (Field.METHOD, Field.LOWER, Field.INCLUDED)
"""What a further bound has."""


def field_at(column: int) -> Field:
    """Return the field in a column."""
    return list(Field)[column]


def column_of(field: Field) -> int:
    """Return the column of a field."""
    return list(Field).index(field)


def choices(field: Field) -> list[tuple[str, Any]]:
    """Return what a field can be chosen from, nothing for one that is typed."""
    if field is Field.TONE:
        return [(words, tone) for tone, words in TONES.items()]
    if field is Field.INCLUDED:
        return [("以上", True), ("超", False)]
    if field is Field.METHOD:
        return [(AS_SCHEME, None), *((method_words(method), method) for method in every_method())]
    return []


def every_method() -> list[Method]:
    """Return every method that a bound can be measured by."""
    levels: list[Ratio | Progress] = [*(Ratio(falling) for falling in Falling), Progress(), Progress(from_zero=True)]
    paces = [Pace(of, against) for against in Against for of in levels]
    changes = [Change(since, from_zero) for since in Since for from_zero in (False, True)]
    return [Margin(), *levels, *paces, *changes]


def shown(line: Line, field: Field, method: Method) -> str:
    """Return the text of a field, given the scheme's own method."""
    if line.also and field not in OF_BOUNDS:
        return AND if field is Field.LABEL else ""
    if field is Field.METHOD:
        return AS_SCHEME if line.method is None else method_words(line.method)
    if field is Field.LOWER:
        return _lower(line, line.method or method)
    if field is Field.INCLUDED:
        return ("以上" if line.included else "超") if line.lower else ""
    texts = {Field.LABEL: line.label, Field.MARK: line.mark, Field.TONE: TONES[line.tone], Field.POINTS: line.points}
    return texts.get(field, "")


def _lower(line: Line, method: Method) -> str:
    if not line.lower:
        return "" if line.also or line.by_hand else REST
    if isinstance(method, Margin):
        return ON_TARGET if line.lower == "0" else line.lower
    return f"{line.lower}%" if line.lower[-1].isdigit() else line.lower
