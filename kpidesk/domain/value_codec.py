"""The V of the plan document: a figure, a dash, words, or nothing <-> Value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kpidesk.domain.json_codec import (
    TEXT,
    Codec,
    DocumentError,
    Field,
    Json,
    enumerated,
    listed,
    read_fields,
    write_fields,
)
from kpidesk.domain.notation import DIGITS_LIMIT
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Qualifier, Standing, Text, Value

EARLIER_DEPTH: Final = 8
"""Deeper than this, figures replaced by replaced figures are refused."""

_FIGURE = re.compile(rf"-?\d{{1,{DIGITS_LIMIT}}}(?:\.\d{{1,{DIGITS_LIMIT}}})?", re.ASCII)


def _read_figure(raw: Json, path: str) -> Decimal:
    if not isinstance(raw, str) or not _FIGURE.fullmatch(raw):
        raise DocumentError(path, '値は "36.0" のような数字の文字列、{"none": …}、{"text": …} のいずれかで書きます。')
    return Decimal(raw)


FIGURE: Codec[Decimal] = Codec(_read_figure, lambda number: f"{number:f}")
_ABSENCE = enumerated({each.value: each for each in Absence})


def _read(raw: Json, path: str) -> Value:
    """Read a V; the three forms of an object exclude one another."""
    if path.count(".earlier[") > EARLIER_DEPTH:
        raise DocumentError(path, "置き換えた値(earlier)の入れ子が深すぎます。")
    if not isinstance(raw, dict):
        return Number(_read_figure(raw, path))
    if "none" in raw:
        return NotApplicable(**read_fields((Field("none", _ABSENCE, required=True, attribute="reason"),), raw, path))
    if "text" in raw:
        return Text(**read_fields((Field("text", TEXT, required=True),), raw, path))
    return Number(**read_fields(_NUMBER_FIELDS, raw, path))


def _write(value: Value) -> Json:
    """Write a V in its shortest form."""
    if isinstance(value, NotApplicable):
        return {"none": value.reason.value}
    if isinstance(value, Text):
        return {"text": value.text}
    written = write_fields(_NUMBER_FIELDS, value)
    return written["number"] if len(written) == 1 else written


VALUE: Codec[Value] = Codec(_read, _write)
_NUMBER_FIELDS = (
    Field("number", FIGURE, required=True),
    Field("standing", enumerated({each.value: each for each in Standing})),
    Field("qualifier", enumerated({each.value: each for each in Qualifier})),
    Field("note", TEXT),
    Field("earlier", listed(VALUE)),
)
