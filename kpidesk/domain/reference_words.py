"""What was altered in 事業費・交付金 and in the 統計表, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.funding import MoneyUnit, span_name
from kpidesk.domain.money import format_yen
from kpidesk.domain.notation import format_value
from kpidesk.domain.plan import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.funding import AdoptedGrant, Amount, Funding, FundingPeriod
    from kpidesk.domain.statistics import Statistic


def funding_words(old: Funding | None, new: Funding | None) -> tuple[str, str] | None:
    """Return the periods that differ, before and after; None where only what is printed in differs."""
    before, after = (each.periods if each else () for each in (old, new))
    gone, come = ([each for each in one if each not in other] for one, other in ((before, after), (after, before)))
    return (_periods(gone), _periods(come)) if gone or come else None


def _periods(periods: Sequence[FundingPeriod]) -> str:
    return "、".join(map(_period, periods)) or "(なし)"


def _period(period: FundingPeriod) -> str:
    """Return a period with what was entered."""
    told = [] if period.projects is None else [f"事業数 {period.projects:,}"]
    amounts = (("事業費", period.cost), ("交付金", period.granted))
    told += [f"{name} {_amount(amount)}" for name, amount in amounts if amount]
    told += map(_grant, period.grants)
    return f"{period.title}: {'、'.join(told)}" if told else period.title


def _amount(amount: Amount) -> str:
    years = span_name(amount.years) if amount.years else ""
    return f"{_yen(amount.yen)}({years}{amount.kind.label})"


def _grant(grant: AdoptedGrant) -> str:
    count = len(grant.projects) if grant.count is None else grant.count
    return f"{grant.name or '採択事業'} {'延べ' if grant.cumulative else ''}{count:,}事業 {_yen(grant.yen)}"


def _yen(yen: int | None) -> str:
    return "(金額なし)" if yen is None else format_yen(yen, MoneyUnit.YEN)


def statistics_words(old: Sequence[Statistic], new: Sequence[Statistic]) -> tuple[str, str] | None:
    """Return the entered figures that differ, before and after; None where more than figures differs."""
    if [_bare(each) for each in old] != [_bare(each) for each in new]:
        return None
    pairs = [
        (table, row, row.values, altered.values)
        for table, other in zip(old, new, strict=True)
        for row, altered in zip(table.rows, other.rows, strict=True)
    ]
    cells = [
        (f"{table.title} {table.year_name(year)} {row.name}", before.get(year), after.get(year))
        for table, row, before, after in pairs
        for year in sorted({*before, *after})
        if before.get(year) != after.get(year)
    ]
    style = Style()
    said = [
        "、".join(f"{name} {format_value(value, style) or '(空欄)'}" for name, value in each)
        for each in ([(name, one) for name, one, _ in cells], [(name, other) for name, _, other in cells])
    ]
    return (said[0], said[1]) if cells else None


def _bare(table: Statistic) -> Statistic:
    """Return a table without its entered figures."""
    return replace(table, rows=tuple(replace(row, values={}) for row in table.rows))
