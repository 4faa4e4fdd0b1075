"""The plan tree: nodes in printed order with their counts, counted anew where a step fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.rollup import progress
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.ui.plan_tree_model import DONE, PlanTreeModel
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.ui.session import Session

R5 = b.fy(2023)


def test_the_model_keeps_qts_rules(session: Session, model_tester: Callable[[QAbstractItemModel], None]) -> None:
    model = PlanTreeModel(session)
    model_tester(model)
    session.evaluate(R5)
    model.load()
    session.type_figure(ValueKey("i2", "", R5, Side.ACTUAL), "1")


def test_it_shows_the_tree(session: Session) -> None:
    model = PlanTreeModel(session)
    root = model.index(0, 0)
    assert root.data() == session.plan.title
    assert model.index(0, DONE).data() == "55/55 ✓"
    assert [model.index(row, 0, root).data()[:5] for row in range(model.rowCount(root))] == [
        "基本目標1",
        "基本目標2",
        "基本目標3",
        "基本目標4",
    ]


def test_every_count_is_what_rollup_says(session: Session) -> None:
    session.evaluate(R5)
    model = PlanTreeModel(session)
    for node in model.nodes():
        what = session.plan.places[node.uid].what
        assert node.progress == progress(session.plan, what, R5)  # type: ignore[arg-type]


def test_a_finished_entry_counts_up_to_the_root(session: Session) -> None:
    session.evaluate(R5)
    model = PlanTreeModel(session)
    touched: list[str] = []
    model.dataChanged.connect(lambda first, _last: touched.append(first.data()))
    session.type_figure(ValueKey("i2", "", R5, Side.ACTUAL), "38.5")
    session.write_remarks(CommentKey("i2", R5), "目標を上回った。")
    assert model.index(0, DONE).data() == "1/55"
    assert touched.count("1/55") == 1
    session.undo()
    assert model.index(0, DONE).data() == "0/55"
