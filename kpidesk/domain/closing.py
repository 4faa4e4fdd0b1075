"""評価確定: what a closed year keeps as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.change import DismissalChange
from kpidesk.domain.fact import Fact, FactKey

if TYPE_CHECKING:
    from kpidesk.domain.change import Change
    from kpidesk.domain.plan import Plan


def why_locked(plan: Plan, change: Change) -> str:
    """Return why a change cannot be made because its year is closed, "" where it can.

    Figures, comments, judgements, stages and 今後の方向性 of a closed year stay; so does the closing itself, which
    ends only by unlocking with a reason.
    """
    if isinstance(change, DismissalChange):
        return ""
    key = change.key
    if key.year is None or not plan.is_closed(key.year):
        return ""
    if isinstance(key, FactKey) and key.fact is Fact.CLOSED:
        return "" if change.new is not None else f"{key.year}の評価確定は、理由を付けずに取り消せません。"
    return f"{key.year}は評価確定されているため、変更できません。"
