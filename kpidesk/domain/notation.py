"""Printed text <-> values, side by side: reading is generous, printing follows the plan's style, nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

from kpidesk.domain import units
from kpidesk.domain.exact import padded, shifted, total
from kpidesk.domain.frozen import frozen
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Qualifier, Standing, Text, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpidesk.domain.indicator import Point
    from kpidesk.domain.plan import Style

DIGITS_LIMIT: Final = 20
"""More digits than this, before or after the point, are refused."""

_DASHES: Final = "―—–－-ー一−‐─"
_SIGNS: Final = {"△": -1, "▲": -1, "-": -1, "−": -1, "–": -1, "マイナス": -1, "+": 1, "プラス": 1, "±": 0}
_STANDINGS: Final = {
    "確定値": Standing.CONFIRMED,
    "確定": Standing.CONFIRMED,
    "暫定値": Standing.PROVISIONAL,
    "暫定": Standing.PROVISIONAL,
    "速報値": Standing.PROVISIONAL,
    "見込値": Standing.ESTIMATED,
    "見込み値": Standing.ESTIMATED,
    "見込み": Standing.ESTIMATED,
    "見込": Standing.ESTIMATED,
    "参考値": Standing.REFERENCE,
    "参考": Standing.REFERENCE,
}
_BEFORE: Final = {
    "約": Qualifier.ABOUT,
    "延べ": Qualifier.CUMULATED,
    "のべ": Qualifier.CUMULATED,
    "延": Qualifier.CUMULATED,
}
_AFTER: Final = {each.value: each for each in Qualifier if not each.stands_before}

_SEGMENT = re.compile(r"((?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)([百千]?[万億兆]?)")
_STANDING_BEHIND = re.compile(rf"(.+)\(({'|'.join(_STANDINGS)})\)")
_DASH_AND_REASON = re.compile(rf"[{re.escape(_DASHES)}]?\(?({'|'.join(each.value for each in Absence)})\)?")
_GROUPED_BY_BLANKS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d,])")
_SPLIT_BY_BLANKS = re.compile(r"[\d.,]\s+[\d.,]")
_BLANKS = re.compile(r"\s+")
_BETWEEN: Final = "/、・ \t\n"
_PUNCTUATION = re.compile(r"^\W+")
_BROKEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_Meaning = TypeVar("_Meaning")


class NotationError(ValueError):
    """A text that cannot be read as a figure; the message is the reason, in Japanese."""


def parse(text: str, *, unit: str = "", decimals: int = 0, words: bool = False) -> Value | None:
    """Read one cell: a value, or None for a blank; NotationError with the reason where it cannot be read.

    `unit` is the indicator's (an entry in another magnitude is converted exactly), `decimals` the scale a
    newly typed figure is given at least, `words` whether a text may stand where a figure would.
    """
    plain = _normal(text)
    nothing = _no_figure(plain)
    if not isinstance(nothing, _Unread):
        return nothing
    try:
        return _figure(plain, unit, decimals)
    except NotationError:
        if words and not _begins_as_figure(plain) and not _BROKEN.search(text):
            return Text(text.strip())
        raise


def format_value(value: Value | None, style: Style, unit: str = "") -> str:
    """Print a value in the plan's style, with `unit` behind the figure where one is given; "" for a blank."""
    if value is None:
        return ""
    if isinstance(value, NotApplicable):
        return style.dash_sign if value.reason is Absence.NONE else value.reason.value
    if isinstance(value, Text):
        return value.text
    word = value.qualifier.value if value.qualifier else ""
    before, after = (word, "") if value.qualifier and value.qualifier.stands_before else ("", word)
    figure = f"{before}{format_number(value.number, style)}{unit}{after}"
    if value.standing is Standing.REFERENCE:
        return f"({figure})"
    return f"{value.standing.label if value.standing else ''}{figure}"


def format_number(number: Decimal, style: Style) -> str:
    """Print a figure with its own scale, thousands marks and the style's negative sign."""
    return f"{style.negative_sign if number.is_signed() else ''}{number.copy_abs():,f}"


def format_point(point: Point | None, style: Style, unit: str) -> str:
    """Print a baseline or final target with its unit and as-of words: 36.7%(令和元年); "" where there is none."""
    if point is None or point.value is None:
        return ""
    figure = format_value(point.value, style, point.unit or unit)
    return f"{figure}({point.as_of})" if point.as_of else figure


def parse_series(text: str, series: Sequence[tuple[str, str]], *, decimals: int = 0) -> Mapping[str, Value | None]:
    """Read one entry for several series, given as (label, unit): 87.3/127.1/48.1, 3世帯9人, 男 74.7歳.

    Returns the value of each label the entry names; NotationError where a part belongs to no single series.
    """
    plain = _normal(text)
    nothing = _no_figure(plain)
    if not isinstance(nothing, _Unread):
        return {label: nothing for label, _ in series}
    parts = _by_label(plain, series) or _by_place(plain, series) or _by_unit(plain, series)
    if parts is None or any(map(_SPLIT_BY_BLANKS.search, parts.values())):
        names = "・".join(label for label, _ in series)
        raise NotationError(
            f"「{plain}」は{names}のどれに入る値か決められません。「/」で区切って{len(series)}個入力してください。"
        )
    of = dict(series)
    return {label: parse(part, unit=of[label], decimals=decimals) for label, part in parts.items()}


class _Unread:
    """Says that a text is neither blank nor a dash."""


_UNREAD: Final = _Unread()


def _normal(text: str) -> str:
    """Fold full-width forms and look-alikes; circled and raised digits stay, for they are no figures."""
    return unicodedata.normalize("NFC", "".join(map(_folded, text))).replace("パーセント", "%").strip()


def _folded(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return char if any(each.isdigit() for each in folded) and not char.isdecimal() else folded


def _no_figure(plain: str) -> NotApplicable | _Unread | None:
    """Read a blank, a lone dash or the reason for one; _UNREAD for all else."""
    bare = _BLANKS.sub("", plain)
    if not bare:
        return None
    if len(bare) == 1 and bare in _DASHES:
        return NotApplicable()
    reason = _DASH_AND_REASON.fullmatch(bare)
    return NotApplicable(Absence(reason[1])) if reason else _UNREAD


def _figure(plain: str, unit: str, decimals: int) -> Number:
    """Read a figure with everything that may stand around it."""
    if _SPLIT_BY_BLANKS.search(_GROUPED_BY_BLANKS.sub("0", plain)):
        raise NotationError(f"「{plain}」は数字の間に空白があり、一つの値として読めません。")
    rest, standing = _take_standing(_BLANKS.sub("", plain))
    rest, before = _take_front(rest, _BEFORE)
    rest, sign = _take_front(rest, _SIGNS)
    rest, after = _take_back(rest, _AFTER)
    if before and after:
        raise NotationError(f"「{plain}」には「{before.value}」と「{after.value}」が重なっています。")
    number = padded(_in_unit(_quantity(rest, plain), unit, plain), decimals)
    _check_length(number, plain)
    if sign == 0 and number:
        raise NotationError(f"「{plain}」の「±」は0のときだけ使えます。")
    return Number(number.copy_negate() if sign == -1 else number, standing, before or after)


def _begins_as_figure(plain: str) -> bool:
    """Whether a text that is no figure was meant as one: a slip in a figure must not pass as words."""
    rest, _ = _take_standing(_BLANKS.sub("", plain))
    rest, _ = _take_front(rest, _BEFORE)
    rest, _ = _take_front(rest, _SIGNS)
    return _PUNCTUATION.sub("", rest)[:1].isdigit()


def _take_standing(bare: str) -> tuple[str, Standing | None]:
    """Take 暫定値 and the like off the front or, in parentheses, off the back; all in parentheses is a 参考値."""
    if behind := _STANDING_BEHIND.fullmatch(bare):
        return behind[1], _STANDINGS[behind[2]]
    rest, standing = _take_front(bare, _STANDINGS)
    if rest.startswith("(") and rest.endswith(")"):
        inner, named = _take_front(rest[1:-1], _STANDINGS)
        return inner, standing or named or Standing.REFERENCE
    return rest.removeprefix(":") if standing else rest, standing


def _take_front(rest: str, words: Mapping[str, _Meaning]) -> tuple[str, _Meaning | None]:
    for word, meaning in words.items():
        if rest.startswith(word):
            return rest.removeprefix(word), meaning
    return rest, None


def _take_back(rest: str, words: Mapping[str, _Meaning]) -> tuple[str, _Meaning | None]:
    for word, meaning in words.items():
        if rest.endswith(word):
            return rest.removesuffix(word), meaning
    return rest, None


@frozen
class _Quantity:
    """Digits, the power of ten of the last magnitude word, whether there was one, and the unit behind."""

    digits: Decimal
    power: int
    has_magnitude: bool
    unit: str


def _quantity(rest: str, whole: str) -> _Quantity:
    """Read 1億1,118万円: the magnitudes must fall, and each part must fit under the one before."""
    segments: list[tuple[Decimal, int]] = []
    position, ceiling = 0, None
    while match := _SEGMENT.match(rest, position):
        digits = Decimal(match[1].replace(",", ""))
        _check_length(digits, whole)
        power = sum(units.POWERS[word] for word in match[2])
        if ceiling is not None and shifted(digits, power) >= Decimal(1).scaleb(ceiling):
            raise NotationError(f"「{whole}」は桁の並び(億・万・千)が正しくないため読めません。")
        segments.append((digits, power))
        position, ceiling = match.end(), power
        if not match[2]:
            break
    if not segments:
        raise NotationError(f"「{whole}」に数字が見つかりません。")
    _check_form(segments, rest[position:], whole)
    last = segments[-1][1]
    digits = total(shifted(part, power - last) for part, power in segments)
    return _Quantity(digits, last, any(power for _, power in segments), rest[position:])


def _check_length(number: Decimal, whole: str) -> None:
    integral, _, fraction = f"{number:f}".partition(".")
    if max(len(integral), len(fraction)) > DIGITS_LIMIT:
        raise NotationError(f"「{whole}」は桁数が多すぎます({DIGITS_LIMIT}桁まで)。")


def _check_form(segments: list[tuple[Decimal, int]], behind: str, whole: str) -> None:
    """Refuse what only looks like a figure: misplaced marks, fractions inside 1億1,118万."""
    if behind[:1] in set(",.") or behind[:1].isdigit():
        raise NotationError(f"「{whole}」は桁区切りか小数点の位置が正しくないため読めません。")
    if len(segments) > 1 and any(part != part.to_integral_value() for part, _ in segments):
        raise NotationError(f"「{whole}」は億・万と小数が混ざっているため読めません。")


def _in_unit(quantity: _Quantity, unit: str, whole: str) -> Decimal:
    """Return the figure in the indicator's unit, converted exactly; refuses a unit that is another one."""
    written_power, written = units.split(quantity.unit) if quantity.unit else (0, "")
    own_power, own = units.split(unit) if unit else (0, "")
    if written and own and written != own:
        raise NotationError(f"「{whole}」の単位「{quantity.unit}」は、この指標の単位「{unit}」と違います。")
    if written and not own and not units.is_counter(written):
        raise NotationError(f"「{whole}」の「{quantity.unit}」が読めません。")
    if not (written or written_power or quantity.has_magnitude):
        return quantity.digits
    return shifted(quantity.digits, quantity.power + written_power - own_power)


def _by_label(plain: str, series: Sequence[tuple[str, str]]) -> Mapping[str, str] | None:
    """Split 男 74.7歳 女 82.5歳 at the labels; None where the text does not begin with one."""
    label_of = {_normal(label): label for label, _ in series if label}
    if not label_of:
        return None
    labels = "|".join(map(_label_pattern, sorted(label_of, key=len, reverse=True)))
    pieces = re.split(rf"({labels}):?", plain)
    parts = [part.strip(_BETWEEN).rstrip(",") for part in pieces[2::2]]
    found = [(label_of[label], part) for label, part in zip(pieces[1::2], parts, strict=True)]
    complete = not pieces[0].strip() and found and all(parts)
    return dict(found) if complete and len(dict(found)) == len(found) else None


def _label_pattern(label: str) -> str:
    """Return what finds a label, but not its digits within a figure."""
    before = r"(?<!\d)" if label[0].isdigit() else ""
    behind = r"(?!\d)" if label[-1].isdigit() else ""
    return f"{before}{re.escape(label)}{behind}"


def _by_place(plain: str, series: Sequence[tuple[str, str]]) -> Mapping[str, str] | None:
    """Split 87.3/127.1/48.1 in the order of the series; None where the number of parts differs."""
    parts = re.split(r"[/\n]", plain)
    return {label: part for part, (label, _) in zip(parts, series, strict=True)} if len(parts) == len(series) else None


def _by_unit(plain: str, series: Sequence[tuple[str, str]]) -> Mapping[str, str] | None:
    """Split 3世帯9人 behind the units, where each series has one of its own; None otherwise."""
    label_of = {_normal(unit): label for label, unit in series if unit}
    if len(label_of) != len(series):
        return None
    unit = "|".join(map(re.escape, sorted(label_of, key=len, reverse=True)))
    parts = re.findall(rf"([^\d\-−–]*[\d,.]+\s*({unit}))", plain)  # a hyphen here may as well be a separator
    named = {label_of[unit]: part.strip(_BETWEEN) for part, unit in parts}
    whole = "".join(part for part, _ in parts) == plain
    return named if whole and len(named) == len(parts) else None
