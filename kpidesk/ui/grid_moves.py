"""Where the keys lead in the grid when they stretch a selection or jump to the edge of what is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.ui.grid_block import Place
    from kpidesk.ui.grid_sheet import Sheet

Key = Qt.Key
ARROWS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}
MOVING = (*ARROWS, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown)


def moved(sheet: Sheet, place: Place, key: Qt.Key, page: int, *, far: bool) -> Place:
    """Return where a key leads from a cell; `far` is Ctrl, `page` how many rows are in view."""
    row, column = place
    if key in ARROWS:
        return edge(sheet, place, ARROWS[key]) if far else _inside(sheet, _step(place, ARROWS[key]))
    if key is Key.Key_Home:
        return (0 if far else row), 0
    if key is Key.Key_End:
        return (sheet.height - 1 if far else row), sheet.columns.count - 1
    return _inside(sheet, (row + (page if key is Key.Key_PageDown else -page), column))


def edge(sheet: Sheet, place: Place, step: Place) -> Place:
    """Return the end of the filled cells in a direction, or the next filled one, as spreadsheets jump.

    Headings do not count: a jump runs on below them.
    """
    ways = _ways(sheet, place, step)
    reached = next(ways, None)
    if reached is None:
        return place
    if _filled(sheet, place) and _filled(sheet, reached):
        for each in ways:
            if not _filled(sheet, each):
                break
            reached = each
        return reached
    if _filled(sheet, reached):
        return reached
    for each in ways:
        reached = each
        if _filled(sheet, each):
            break
    return reached


def _ways(sheet: Sheet, place: Place, step: Place) -> Iterator[Place]:
    """Yield the cells on the way to the edge of the table."""
    here = _step(place, step)
    while here == _inside(sheet, here):
        if sheet.band(here[0]) is None:
            yield here
        here = _step(here, step)


def _filled(sheet: Sheet, place: Place) -> bool:
    return bool(sheet.face(*place).text)


def _step(place: Place, step: Place) -> Place:
    return place[0] + step[0], place[1] + step[1]


def _inside(sheet: Sheet, place: Place) -> Place:
    row, column = place
    return min(max(row, 0), sheet.height - 1), min(max(column, 0), sheet.columns.count - 1)
