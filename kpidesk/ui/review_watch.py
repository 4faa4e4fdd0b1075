"""Keeps what the second view goes through: every entry of the year with its verdict, renewed where a step fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kpidesk.domain.change import FactChange
from kpidesk.domain.entries import entries, renewed
from kpidesk.domain.fact import Fact
from kpidesk.domain.review import Reviewed, reviewed
from kpidesk.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.change import ChangeSet
    from kpidesk.ui.session import Session

AT_ONCE = 100
"""So many entries are looked at before the window answers again; more are taken bit by bit."""
WIDE = (Fact.RATING, Fact.SECTIONS)
"""What every entry may look different after."""

Identity = tuple[str, str, str]


class ReviewWatch(QObject):
    """Looks only while the view is shown; `looked` tells that all is new, `touched` which entries are."""

    looked = Signal()
    touched = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._awake = False
        self._shown: tuple[str, object] | None = None
        self.rows: dict[Identity, Reviewed] = {}
        self._slices: Slices[Reviewed] = Slices(self._take, self)
        session.moved.connect(self._moved)
        session.changed.connect(self._changed)

    def wake(self) -> None:
        """Follow from now on, and catch up."""
        self._awake = True
        self._moved()

    def sleep(self) -> None:
        """Stop following; what was looked at is kept until a step comes."""
        self._awake = False
        if self._slices.busy:
            self._forget()

    @property
    def ready(self) -> bool:
        """Whether all has been looked at."""
        return not self._slices.busy

    def finish(self) -> None:
        """Look at once at what is still to be looked at."""
        self._slices.finish()

    def _forget(self) -> None:
        self._slices.stop()
        self._shown = None

    def _moved(self) -> None:
        """Look again where another plan or year came into view."""
        shown = (self._session.plan_uid, self._session.year)
        if self._awake and shown != self._shown:
            self._shown = shown
            self._look()

    def _look(self) -> None:
        self._slices.start(self._coming())
        if self._few():
            self._slices.finish()

    def _coming(self) -> Iterator[list[Reviewed]]:
        plan, year = self._session.plan, self._session.year
        return ([reviewed(plan, entry, year)] for entry in entries(plan, plan))

    def _few(self) -> bool:
        return len(self._session.plan.places) <= 2 * AT_ONCE

    def _take(self, found: list[Reviewed]) -> None:
        self.rows = {row.entry.identity: row for row in found}
        self.looked.emit()

    def _changed(self, step: ChangeSet) -> None:
        """Renew the entries that a step names; all where it reaches far."""
        if not self._awake:
            self._forget()
            return
        named = {change.owner for change in step.changes}
        hit = [row for row in self.rows.values() if not named.isdisjoint(row.uids)]
        if self._slices.busy or len(hit) > AT_ONCE or _reaches_far(step):
            self._look()
            return
        plan, year = self._session.plan, self._session.year
        for row in hit:
            entry = renewed(plan, row.entry)
            if entry is not None:
                self.rows[entry.identity] = reviewed(plan, entry, year)
        self.touched.emit({row.entry.identity for row in hit})


def _reaches_far(step: ChangeSet) -> bool:
    return any(isinstance(change, FactChange) and change.key.fact in WIDE for change in step.changes)
