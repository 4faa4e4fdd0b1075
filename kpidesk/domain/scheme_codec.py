"""Rating schemes as JSON (docs/rating.md) <-> Scheme: the plan document's `rating`, and a scheme alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.json_codec import (
    FLAG,
    TEXT,
    Codec,
    DocumentError,
    Field,
    Json,
    below,
    defaulted,
    enumerated,
    listed,
    parsed,
    read_fields,
    record,
    whole,
    write_fields,
)
from kpidesk.domain.methods import Against, ByHand, Change, Falling, Margin, Method, Pace, Progress, Ratio, Since
from kpidesk.domain.scheme import Band, Bound, Cut, Early, Latest, Rounding, Scheme, SchemeVersion, Sums, Tone, Weight
from kpidesk.domain.scheme_rules import faults
from kpidesk.domain.value_codec import FIGURE
from kpidesk.domain.year_value import Absence

if TYPE_CHECKING:
    from decimal import Decimal
    from enum import Enum

    from kpidesk.domain.fiscal_year import FiscalYear

DIGITS_MOST: Final = 6
"""Of a rounded percentage."""

POINTS_MOST: Final = 1000


def loads_scheme(text: str) -> Scheme:
    """Read a scheme that stands alone; DocumentError with the path of the first offence."""
    return SCHEME.read(parsed(text), "")


def dumps_scheme(scheme: Scheme) -> str:
    """Write a scheme alone, in the canonical form."""
    return json.dumps(SCHEME.write(scheme), ensure_ascii=False, indent=1) + "\n"


def _words(usual: Enum) -> Codec[Any]:
    return defaulted(enumerated({each.value: each for each in type(usual)}), usual)


_FROM_ZERO = Field("from_zero", FLAG)
_FALLING = Field("falling", _words(Falling.TARGET_BY_ACTUAL))
_RATIO_OR_PROGRESS: Final[dict[str, tuple[type, tuple[Field, ...]]]] = {
    "ratio": (Ratio, (_FALLING,)),
    "progress": (Progress, (_FROM_ZERO,)),
}


def _methods(kinds: dict[str, tuple[type, tuple[Field, ...]]]) -> Codec[Any]:
    """Return the codec of methods that `kind` tells apart."""
    kind = Field("kind", enumerated({word: word for word in kinds}), required=True)
    spelled = {made: word for word, (made, _) in kinds.items()}

    def read(raw: Json, path: str) -> Method:
        # Only the kind says which other keys there may be.
        told = {"kind": raw.get("kind")} if isinstance(raw, dict) else raw
        make, fields = kinds[read_fields((kind,), told, path)["kind"]]
        values = read_fields((kind, *fields), raw, path)
        method: Method = make(**{name: value for name, value in values.items() if name != "kind"})
        return method

    def write(method: Method) -> Json:
        word = spelled[type(method)]
        return {"kind": word, **write_fields(kinds[word][1], method)}

    return Codec(read, write)


_METHOD: Codec[Method] = _methods(
    {
        "met": (Margin, ()),
        **_RATIO_OR_PROGRESS,
        "pace": (
            Pace,
            (
                Field("of", _methods(_RATIO_OR_PROGRESS), required=True),
                Field("against", _words(Against.ELAPSED)),
            ),
        ),
        "change": (Change, (Field("since", _words(Since.BASELINE)), _FROM_ZERO)),
        "by_hand": (ByHand, ()),
    }
)
_OWN_METHOD = Field("method", _METHOD)
_LOWER = (Field("from", FIGURE), Field("above", FIGURE))


def _with_lower(values: dict[str, Any], path: str) -> dict[str, Any]:
    """Turn `from` and `above` into a bound: one of them, or none."""
    included, excluded = values.pop("from", None), values.pop("above", None)
    if included is not None and excluded is not None:
        raise DocumentError(below(path, "above"), "from(以上)と above(超)は、どちらか一つだけ書けます。")
    return values | {"lower": included if excluded is None else excluded, "included": excluded is None}


def _lower(lower: Decimal | None, *, included: bool) -> dict[str, Json]:
    return {} if lower is None else {"from" if included else "above": FIGURE.write(lower)}


def _read_bound(raw: Json, path: str) -> Bound:
    values = _with_lower(read_fields((_OWN_METHOD, *_LOWER), raw, path), path)
    if values["lower"] is None:
        raise DocumentError(path, "from(以上)か above(超)が必要です。")
    return Bound(**values)


def _write_bound(bound: Bound) -> Json:
    return write_fields((_OWN_METHOD,), bound) | _lower(bound.lower, included=bound.included)


_BAND_HEAD = (
    Field("label", TEXT, required=True),
    Field("mark", TEXT, required=True),
    Field("tone", _words(Tone.NEUTRAL)),
    _OWN_METHOD,
)
_BAND_REST = (
    Field("also", listed(Codec(_read_bound, _write_bound))),
    Field("points", whole(-POINTS_MOST, POINTS_MOST)),
    Field("by_hand", FLAG),
)


def _read_band(raw: Json, path: str) -> Band:
    return Band(**_with_lower(read_fields((*_BAND_HEAD, *_LOWER, *_BAND_REST), raw, path), path))


def _write_band(band: Band) -> Json:
    return write_fields(_BAND_HEAD, band) | _lower(band.lower, included=band.included) | write_fields(_BAND_REST, band)


_ABSENCES = listed(enumerated({each.value: each for each in Absence}))
_ROUNDING = record(
    Rounding,
    Field("mode", enumerated({each.value: each for each in Cut}), required=True),
    Field("digits", whole(0, DIGITS_MOST)),
)
_SCHEME: Final = (
    Field("id", TEXT),
    Field("name", TEXT, required=True),
    Field("about", TEXT),
    Field("method", _METHOD, required=True),
    Field("rounding", _ROUNDING),
    Field("bands", listed(Codec(_read_band, _write_band)), required=True),
    Field("sums", _words(Sums.YEAR)),
    Field("latest", _words(Latest.YEAR)),
    Field("early", _words(Early.WAIT)),
    Field("provisional", _words(Weight.COUNTS)),
    Field("reference", _words(Weight.EXEMPT)),
    Field("pending", _ABSENCES),
    Field("exempt", _ABSENCES),
    Field("unjudged_mark", TEXT),
)


def _read_scheme(raw: Json, path: str) -> Scheme:
    scheme = Scheme(**read_fields(_SCHEME, raw, path))
    for place, reason in faults(scheme):
        raise DocumentError(below(path, place), reason)
    return scheme


SCHEME: Codec[Scheme] = Codec(_read_scheme, lambda scheme: write_fields(_SCHEME, scheme))


def versions(year: Codec[FiscalYear]) -> Codec[tuple[SchemeVersion, ...]]:
    """Return the codec of a plan's schemes, each with the year of its first use, in the order of these."""
    each = listed(record(SchemeVersion, Field("since", year, required=True), Field("scheme", SCHEME, required=True)))

    def read(raw: Json, path: str) -> tuple[SchemeVersion, ...]:
        found = each.read(raw, path)
        years = [version.since for version in found]
        for number, since in enumerate(years):
            if since in years[:number]:
                raise DocumentError(f"{path}[{number}].since", f"{since}から使う判定方式が二つあります。")
        return tuple(sorted(found, key=lambda version: version.since))

    return Codec(read, each.write)
