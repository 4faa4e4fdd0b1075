"""Going to what a finding, a hit or a list speaks of: its place in the plan, and its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Measure, Project
from kpidesk.domain.year_value import CommentKey, CommentKind, Side, ValueKey

if TYPE_CHECKING:
    from kpidesk.domain.plan import Place, Plan
    from kpidesk.domain.year_value import CellKey
    from kpidesk.ui.ground import Ground
    from kpidesk.ui.session import Session


def jump(desk: Ground, uid: str, key: CellKey | None = None) -> None:
    """Show a node, or the cell of an indicator or project; nothing moves while an entry cannot be read."""
    session = desk.session
    place = session.plan.places.get(uid)
    if place is None or not desk.settle():
        return
    desk.show_sheet()
    if not isinstance(place.what, Indicator | Project):
        session.go(session.plan_uid, uid)
        desk.grid.setFocus()
        return
    wanted = _shown(key) or _first_cell(session, uid)
    if not desk.model.where(wanted).isValid():
        desk.filter.clear()
        session.go(session.plan_uid, _around(session.plan, place))
        desk.model.finish()
    desk.grid.go(desk.model.where(wanted))
    desk.grid.setFocus()


def _shown(key: CellKey | None) -> CellKey | None:
    """Return the cell of the grid that is nearest to a key: of all comments the grid shows the 所見."""
    return CommentKey(key.owner, key.year, CommentKind.REMARKS) if isinstance(key, CommentKey) else key


def _first_cell(session: Session, uid: str) -> CellKey:
    """Return the cell to go to where none is named: the actual of the evaluation year, else the 所見."""
    indicator = session.plan.lender(uid)
    if indicator is None:
        return CommentKey(uid, session.year)
    return ValueKey(indicator.uid, indicator.series[0].label, session.year, Side.ACTUAL)


def _around(plan: Plan, place: Place) -> str:
    """Return the node to show: the measure it stands in, else what is above it."""
    measures = [each.uid for each in place.ancestors if isinstance(each, Measure)]
    others = [each.uid for each in place.ancestors if not isinstance(each, Project)]
    return (measures or others or [plan.uid])[-1]
