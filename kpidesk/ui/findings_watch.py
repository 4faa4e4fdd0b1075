"""Keeps the list of 要確認 of the evaluation year up to date, a moment after each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kpidesk.ui.slices import Slices

if TYPE_CHECKING:
    from kpidesk.domain.checks import Finding
    from kpidesk.domain.checks_signs import Prints
    from kpidesk.ui.session import Session
    from kpidesk.workspace.services import Services

LATER_MS = 80


class FindingsWatch(QObject):
    """Holds what is open and what was dismissed with its reason; `counted` tells of news."""

    counted = Signal()

    def __init__(self, session: Session, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._prints: Prints | None = None
        self._shown: tuple[str, object] | None = None
        self.open: list[Finding] = []
        self.dismissed: list[tuple[Finding, str]] = []
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._slices: Slices[Finding] = Slices(self._take, self)
        self._later.timeout.connect(self._look)
        session.changed.connect(self._soon)
        session.moved.connect(self._moved)

    def resume(self) -> None:
        """Begin to look; from now on it follows by itself."""
        self._moved()

    def finish(self) -> None:
        """Bring the list up to date at once."""
        self._moved()
        if self._later.isActive():
            self._later.stop()
            self._look()
        self._slices.finish()

    def _moved(self) -> None:
        """Look again where another plan or year came into view; another node has the same findings."""
        shown = (self._session.plan_uid, self._session.year)
        if shown != self._shown:
            self._shown = shown
            self._soon()

    def _soon(self) -> None:
        self._slices.stop()
        self._later.start()

    def _look(self) -> None:
        from kpidesk.domain.checks import rounds  # noqa: PLC0415 -- nobody waits for it while the window comes up
        from kpidesk.workspace.printable import printable  # noqa: PLC0415 -- as above

        self._prints = self._prints or printable(self._services)
        self._slices.start(rounds(self._session.plan, self._session.year, self._prints))

    def _take(self, found: list[Finding]) -> None:
        from kpidesk.domain.checks import sorted_out  # noqa: PLC0415 -- as above

        self.open, self.dismissed = sorted_out(self._session.plan, [found])
        self.counted.emit()
