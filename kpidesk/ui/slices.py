"""Long looks at a plan, taken a little at a time between the keys, so that the window never stands still."""

from __future__ import annotations

from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QObject

SLICE = 0.006
Part = TypeVar("Part")


class Slices(Generic[Part]):
    """Gathers the parts of one look and hands them to `done`; beginning anew drops what was under way."""

    def __init__(self, done: Callable[[list[Part]], None], parent: QObject) -> None:
        self._done = done
        self._coming: Iterator[list[Part]] = iter(())
        self._found: list[list[Part]] = []
        self._timer = QTimer(parent, interval=0)
        self._timer.timeout.connect(self._take)

    def start(self, coming: Iterator[list[Part]]) -> None:
        """Begin a look."""
        self._coming, self._found = coming, []
        self._timer.start()

    def stop(self) -> None:
        """Drop what is under way."""
        self._timer.stop()

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._timer.isActive()

    def finish(self) -> None:
        """Take at once what is still to come."""
        if self.busy:
            self._found.extend(self._coming)
            self._end()

    def _take(self) -> None:
        until = perf_counter() + SLICE
        while perf_counter() < until:
            part = next(self._coming, None)
            if part is None:
                self._end()
                return
            self._found.append(part)

    def _end(self) -> None:
        self._timer.stop()
        self._done(list(chain.from_iterable(self._found)))
