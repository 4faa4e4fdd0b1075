"""How long a deed in the plan of 2,000 indicators holds the window up: its longest stretch without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.replace_dialog import ReplaceDialog
from kpidesk.ui.view_tabs import View
from tests.bench.measure import timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.ui.desk import Desk

RUNS = 3
QUIET = 0.001
IDLE = 25


def blocked(desk: Desk) -> Iterator[tuple[str, float]]:
    """Yield what was done and the seconds of the longest stretch, the best of some runs."""
    buttons, grid = desk.filter.buttons, desk.grid
    for name, word in (("owed", "未入力のみ"), ("unwritten", "所見なし"), ("doubtful", "要確認のみ")):
        yield f"filter {word}, on and off", _best(buttons[name].click, buttons[name].click)
    yield "zoom in and out", _best(lambda: grid.zoom(grid.fonts.step(1)), lambda: grid.zoom(grid.fonts.step(-1)))
    yield "to the next owed cell", _best(grid.deeds.next_owed)
    yield "another year and back", _best(lambda: desk.step_year(-1), lambda: desk.step_year(1))
    desk.model.finish()
    grid.deeds.select_everything()
    yield "everything copied", _best(grid.deeds.copy)
    yield "2,000 comments replaced", _replace(desk)
    yield from _reviewed(desk)


def _reviewed(desk: Desk) -> Iterator[tuple[str, float]]:
    """Yield what the second view costs, with a 所見 in every entry."""
    yield "評価・確認 opened first", _longest(lambda: desk.show_view(View.REVIEW))
    review, session = desk.review, desk.session
    goal, whole = session.plan.goals[1].uid, session.plan_uid
    yield "  a goal chosen and the plan again", _best(lambda: session.go(whole, goal), lambda: session.go(whole, whole))
    yield "  a sheet handed in and taken back", _best(review.deeds.hand_in, desk.undo)
    yield "  filter 所見なし, on and off", _best(*[review.bar.buttons["unwritten"].click] * 2)
    yield "  charts and back", _best(*[review.bar.charts.click] * 2)


def _best(*deeds: Callable[[], object]) -> float:
    return min(max(map(_longest, deeds)) for _ in range(RUNS))


def _longest(deed: Callable[[], object]) -> float:
    """Return the longest stretch of a deed and of what it sets off until the window is idle again."""
    longest, idle = timed(deed), 0
    while idle < IDLE:
        stretch = timed(QApplication.processEvents)
        longest, idle = max(longest, stretch), 0 if stretch > QUIET else idle + 1
    return longest


def _replace(desk: Desk) -> float:
    """Replace a word in a 所見 of every indicator."""
    session = desk.session
    with session.edit("所見の入力") as edit:
        for entry in range(1, 2001):
            edit.set_comment(CommentKey(f"i{entry}", session.year), "前の年度より増えた。")
    _longest(desk.watch.finish)
    dialog = ReplaceDialog(session, desk)
    dialog.words.setText("増えた")
    dialog.new.setText("増加した")
    dialog.look()
    return _longest(dialog.apply.click)
