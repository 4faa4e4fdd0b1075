"""What was pasted and could not be read: shown in its cell until somebody mends it, and never in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.year_value import CommentKey, ValueKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.year_value import CellKey
    from kpidesk.ui.grid_block import Place

    At = CellKey | Place


@frozen
class Mark:
    """A pasted text, and why it did not go in."""

    text: str
    reason: str


class Marks:
    """The marks of the last paste; a cell that takes no entry has no key and is marked by its place."""

    def __init__(self) -> None:
        self._marks: dict[At, Mark] = {}
        self._step: frozenset[CellKey] = frozenset()

    def __bool__(self) -> bool:
        return bool(self._marks)

    def of(self, key: CellKey | None, place: Place) -> Mark | None:
        """Return the mark of a cell."""
        return self._marks.get(place if key is None else key)

    def put(self, marks: Mapping[At, Mark], step: frozenset[CellKey]) -> None:
        """Mark cells after a paste that changed the cells of `step`; marks of before stay where they are."""
        self._marks.update(marks)
        self._step = step

    def drop(self, key: CellKey | None, place: Place) -> bool:
        """Take one mark away; False where there is none."""
        return self._marks.pop(place if key is None else key, None) is not None

    def clear(self) -> None:
        """Take all marks away."""
        self._marks.clear()

    def clear_places(self) -> None:
        """Take away the marks that go by their place: other rows are about to stand there."""
        self._marks = {at: mark for at, mark in self._marks.items() if isinstance(at, ValueKey | CommentKey)}

    def follow(self, cells: frozenset[CellKey]) -> bool:
        """Take away what a step mended; undoing the paste takes all of it back. Returns whether all went."""
        if cells and cells == self._step:
            self.clear()
            return True
        for cell in cells:
            self._marks.pop(cell, None)
        return False
