"""Amounts of money: whole yen as they are printed in 円, 千円, 万円 or 百万円, and as they are typed."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kpidesk.domain.exact import rounded, shifted
from kpidesk.domain.funding import YEN_LIMIT, MoneyUnit
from kpidesk.domain.notation import NotationError, parse
from kpidesk.domain.year_value import Number

_OKU: Final = 10_000  # 万円


def format_yen(yen: int, unit: MoneyUnit) -> str:
    """Print an amount rounded half up once from its yen: 31,225千円, 11億7,547万円."""
    number = int(rounded(Fraction(yen, 10**unit.power), 0))
    if unit is not MoneyUnit.TEN_THOUSAND or number < _OKU:
        return f"{number:,}{unit.value}"
    oku, rest = divmod(number, _OKU)
    return f"{oku:,}億{rest:,}万円" if rest else f"{oku:,}億円"


def parse_yen(text: str, unit: MoneyUnit) -> int | None:
    """Read a typed amount as whole yen, None for a blank; a bare figure is in `unit`, 1億1,118万円 is what it says.

    NotationError with the reason where it is no amount.
    """
    value = parse(text, unit=unit.value)
    if value is None:
        return None
    if not isinstance(value, Number) or value.standing or value.qualifier:
        raise NotationError(
            f"「{text.strip()}」は金額として読めません。31,225 や 1億1,118万円 のように入力してください。"
        )
    yen = shifted(value.number, unit.power)
    if yen != yen.to_integral_value():
        raise NotationError(f"「{text.strip()}」には1円に満たない端数があります。")
    if not 0 <= yen <= YEN_LIMIT:
        raise NotationError(f"「{text.strip()}」は金額として扱えません(0円から{YEN_LIMIT:,}円まで)。")
    return int(yen)


def typed_yen(yen: int | None, unit: MoneyUnit) -> str:
    """Return an amount as it is typed, to the last yen: in `unit` where it is whole there, else in 円."""
    if yen is None:
        return ""
    number, rest = divmod(yen, 10**unit.power)
    return f"{yen:,}{MoneyUnit.YEN.value}" if rest else f"{number:,}"
