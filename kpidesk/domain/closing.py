"""評価確定: what a closed year keeps as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.change import DismissalChange, FactChange, StatisticChange, ValueChange
from kpidesk.domain.fact import Fact, FactKey, with_fact
from kpidesk.domain.verdict_changes import altered_verdicts

if TYPE_CHECKING:
    from kpidesk.domain.change import Change
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan


def refusal(year: FiscalYear) -> str:
    """Return why nothing of a closed year can be altered."""
    return f"{year}は評価確定されているため、変更できません。"


def why_closed(plan: Plan, year: FiscalYear) -> str:
    """Return why nothing of a year can be altered, "" where it can."""
    return refusal(year) if plan.is_closed(year) else ""


def why_locked(plan: Plan, change: Change) -> str:
    """Return why a change cannot be made because its year is closed, "" where it can.

    Figures, comments, judgements, stages and 今後の方向性 of a closed year stay; so does the closing itself, which
    ends only by unlocking with a reason. So do the schemes a closed year was judged with, and its verdicts, which a
    direction may alter, and the figures of the years before it, which its documents print, compare with and add up.
    """
    if isinstance(change, DismissalChange | StatisticChange):
        return ""
    key = change.key
    if isinstance(change, FactChange) and change.key.fact is Fact.RATING:
        after = with_fact(plan, change.key, change.new)
        kept = (year for year in plan.closed if plan.is_closed(year))
        judged = next((year for year in kept if plan.scheme_in(year) != after.scheme_in(year)), None)
        return f"{judged}は評価確定されているため、その年度の判定方式は変更できません。" if judged else ""
    if key.year is None or not plan.is_closed(key.year):
        return _why_printed(plan, change) or _why_verdicts_stay(plan, change)
    if isinstance(key, FactKey) and key.fact is Fact.CLOSED:
        return "" if change.new is not None else f"{key.year}の評価確定は、理由を付けずに取り消せません。"
    return why_closed(plan, key.year)


def _why_printed(plan: Plan, change: Change) -> str:
    """Return the closed year whose documents print a figure of a year before it, "" where none does."""
    if not isinstance(change, ValueChange):
        return ""
    later = sorted(year for year in plan.closed if year > change.key.year and plan.is_closed(year))
    return f"{later[0]}は評価確定されており、その帳票に載る過年度の値のため、変更できません。" if later else ""


def _why_verdicts_stay(plan: Plan, change: Change) -> str:
    """Return in which closed years a change would alter verdicts, "" where in none."""
    closed = [year for year in plan.closed if plan.is_closed(year)]
    altered = sorted({year for _, year in altered_verdicts(plan, change, closed)})
    years = "、".join(map(str, altered))
    return f"{years}は評価確定されており、その判定か判定の根拠が変わるため、変更できません。" if altered else ""
