"""Where Enter goes after cells were filled in with Tab: below the one in which that began, as in spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.ui.grid_block import Place


class TabRun:
    """Remembers where Tab was first pressed, for as long as nothing else leads to another cell."""

    def __init__(self) -> None:
        self._began: Place | None = None
        self._stands: Place | None = None

    def step(self, old: Place, new: Place) -> None:
        """Go on from a cell to another with Tab, or back with Shift+Tab."""
        if self._stands != old or self._began is None:
            self._began = old
        self._stands = new

    def end(self, place: Place) -> Place:
        """Return the cell to go on from with Enter pressed in one: the first of the run if it is of one row."""
        began, stands = self._began, self._stands
        self._began = self._stands = None
        return began if began and stands == place and began[0] == place[0] else place
