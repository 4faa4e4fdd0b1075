"""Fiscal years (April to March) and the Japanese eras that name them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kpidesk.domain.frozen import frozen

ERAS: Final = (("令和", "R", 2019), ("平成", "H", 1989), ("昭和", "S", 1926))
"""Name, letter and first western year of each era, newest first."""

EARLIEST: Final = 1926
LATEST: Final = 2117
"""令和99年度, the last year that an era and two digits name."""

_WESTERN = re.compile(r"(\d{4})(?:年度?)?")
_BEFORE_APRIL: Final = ("1", "2", "3")
_ERA = re.compile(r"(令和|平成|昭和|[RHS])\.?(元|\d{1,2})(?:年度?)?", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"((?:令和|平成|昭和|(?<![A-Za-z])[RHS])(?:元|\d{1,2})(?!\d)|(?<!\d)(?:19|20)\d{2}(?!\d))(?:[年./](\d{1,2})(?!\d))?"
)


@dataclass(frozen=True, order=True, slots=True)
class FiscalYear:
    """The fiscal year that begins on 1 April of `start` (western, 1926 to 2117; ValueError otherwise)."""

    start: int

    def __post_init__(self) -> None:
        if not EARLIEST <= self.start <= LATEST:
            raise ValueError(f"{self.start}は年度として扱えません({EARLIEST}〜{LATEST})。")

    def __str__(self) -> str:
        """Return the name in full: 令和4年度."""
        return f"{self.era}{self.in_era}年度"

    @property
    def era(self) -> str:
        """The era of the year's larger part: FY2019 is 令和元年度."""
        return next(name for name, _, first in ERAS if self.start >= first)

    @property
    def in_era(self) -> str:
        """The year within its era, 元 for the first."""
        number = self.start - next(first for _, _, first in ERAS if self.start >= first) + 1
        return "元" if number == 1 else str(number)

    @property
    def short(self) -> str:
        """The name as column heads print it: 4年度."""
        return f"{self.in_era}年度"

    def __add__(self, years: int) -> FiscalYear:
        return FiscalYear(self.start + years)

    def __sub__(self, years: int) -> FiscalYear:
        return FiscalYear(self.start - years)

    @staticmethod
    def parse(text: str) -> FiscalYear:
        """Read 2022, R4, 令和4年度 or 平成31年度; ValueError with a Japanese reason otherwise."""
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        if western := _WESTERN.fullmatch(plain):
            return FiscalYear(int(western[1]))
        if named := _ERA.fullmatch(plain):
            return FiscalYear(_western(named[1], named[2]))
        raise ValueError(f"「{text}」は年度として読めません。2022、R4、令和4年度 のように入力してください。")


def last_year_in(text: str) -> FiscalYear | None:
    """Return the last year an as-of text names (令和2年～令和7年 gives 令和7年度), None where it names none.

    A month from January to March belongs to the fiscal year before (令和8年3月31日 gives 令和7年度).
    """
    found = _ANYWHERE.findall(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    year, month = found[-1]
    try:
        return FiscalYear.parse(year) - (month.lstrip("0") in _BEFORE_APRIL)
    except ValueError:
        return None


def _western(era: str, number: str) -> int:
    """Return the western year of a year within an era; ValueError for a year 0."""
    ordinal = 1 if number == "元" else int(number)
    if ordinal == 0:
        raise ValueError("元号の年は1(元)から数えます。")
    first = next(first for name, letter, first in ERAS if era.upper() in (name, letter))
    return first + ordinal - 1


@frozen(slots=False)
class Period:
    """The fiscal years a plan runs, both included; ValueError where they are the wrong way round."""

    first: FiscalYear
    last: FiscalYear

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("計画期間の初年度が最終年度より後になっています。")

    @cached_property
    def years(self) -> tuple[FiscalYear, ...]:
        """Every fiscal year of the period, in order."""
        return tuple(FiscalYear(year) for year in range(self.first.start, self.last.start + 1))

    def __contains__(self, year: FiscalYear) -> bool:
        return self.first <= year <= self.last
