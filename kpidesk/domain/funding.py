"""事業費と交付金: what a plan's projects cost in a year or a span of years, and the grants that pay part of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import Period


YEN_LIMIT: Final = 10**15
"""No amount of a plan is greater; yen."""


class MoneyUnit(Enum):
    """What amounts are printed in; the value is the word."""

    YEN = "円"
    THOUSAND = "千円"
    TEN_THOUSAND = "万円"
    MILLION = "百万円"

    @property
    def power(self) -> int:
        """The power of ten of yen."""
        return {"円": 0, "千円": 3, "万円": 4, "百万円": 6}[self.value]


class AmountKind(Enum):
    """How firm an amount is; the value is the word of the plan document."""

    BUDGET = "budget"
    ESTIMATED = "estimated"
    SETTLED = "settled"
    GRANTED = "granted"

    @property
    def label(self) -> str:
        """The field's own term."""
        return {"budget": "当初予算額", "estimated": "決算見込額", "settled": "決算額", "granted": "交付決定額"}[
            self.value
        ]


@frozen
class Amount:
    """An amount of a kind; `yen` None where it is to be computed. `years` where they are not those of its period."""

    kind: AmountKind
    yen: int | None = None
    years: Period | None = None

    def basis(self, of: Period) -> str:
        """Return what it is: 令和2年度決算額."""
        return f"{span_name(self.years or of)}{self.kind.label}"


@frozen
class AdoptedGrant:
    """A grant (交付金) and the projects it was given for: uids of the plan's projects or names.

    `count` where it is not the number of projects named; `cumulative` counts them 延べ; `more` are only the main ones.
    """

    name: str = ""
    projects: tuple[str, ...] = ()
    more: bool = False
    count: int | None = None
    cumulative: bool = False
    yen: int | None = None


@frozen
class FundingPeriod:
    """A year or a span of years: how many projects, what they cost, what was granted; None where it is computed."""

    years: Period
    note: str = ""
    strategy: str = ""
    projects: int | None = None
    cost: Amount | None = None
    granted: Amount | None = None
    grants: tuple[AdoptedGrant, ...] = ()

    @property
    def title(self) -> str:
        """The period as it is headed: 令和2年度（実績）."""
        name = span_name(self.years, full=True)
        return f"{name}（{self.note}）" if self.note else name


@frozen
class Funding:
    """The table of a plan: what its totals and its grants are printed in, and its periods."""

    unit: MoneyUnit = MoneyUnit.THOUSAND
    grant_unit: MoneyUnit = MoneyUnit.THOUSAND
    periods: tuple[FundingPeriod, ...] = ()

    @property
    def words(self) -> str:
        """The table in a sentence."""
        periods = "、".join(each.title for each in self.periods)
        return f"{periods}({self.unit.value}単位、交付金は{self.grant_unit.value}単位)"


def span_name(years: Period, *, full: bool = False) -> str:
    """Return the name of a year or a span: 令和2年度, 平成28～令和元年度, in full 平成28年度～令和元年度."""
    first, last = years.first, years.last
    if first == last:
        return str(last)
    return f"{first}～{last}" if full else f"{str(first).removesuffix('年度')}～{last}"
