"""What the forms of the 統計の入力 share: the tables as they would be, units and decimals to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.statistics_edits import exchanged
from kpidesk.domain.units import COMMON
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.statistics import Statistic
    from kpidesk.ui.desk_dialog import DeskDialog
    from kpidesk.ui.form_dialog import FormDialog

WIDE = 620
FINEST = 10


def plan_of(of: DeskDialog | FormDialog) -> Plan:
    """Return the whole plan a dialog is about."""
    return of.session.workspace.plan(of.session.plan_uid)


def tables_with(plan: Plan, table: Statistic) -> tuple[Statistic, ...]:
    """Return the tables of a plan as they would be with one more, or one changed."""
    return exchanged(plan.statistics, table) if table.uid else (*plan.statistics, table)


def units_of(plan: Plan) -> list[str]:
    """Return the units to choose from: those of the plan's tables first."""
    used = [unit for table in plan.statistics for unit in (table.unit, *(row.unit for row in table.rows))]
    return ["", *filter(None, used), *COMMON]


def decimals_field(chosen: int | None) -> Choice:
    """Return the field for how many decimals a figure is computed or typed to."""
    box = Choice()
    box.setAccessibleName("小数点以下の桁数")
    box.addItem("値のとおり", None)
    for count in range(FINEST + 1):
        box.addItem(f"{count}桁", count)
    box.pick(chosen)
    return box
