"""Amounts of money: whole yen as they are printed in 円, 千円, 万円 or 百万円; `notation` reads them (unit 円)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kpidesk.domain.exact import rounded
from kpidesk.domain.funding import MoneyUnit

_OKU: Final = 10_000  # 万円


def format_yen(yen: int, unit: MoneyUnit) -> str:
    """Print an amount rounded half up once from its yen: 31,225千円, 11億7,547万円."""
    number = int(rounded(Fraction(yen, 10**unit.power), 0))
    if unit is not MoneyUnit.TEN_THOUSAND or number < _OKU:
        return f"{number:,}{unit.value}"
    oku, rest = divmod(number, _OKU)
    return f"{oku:,}億{rest:,}万円" if rest else f"{oku:,}億円"
