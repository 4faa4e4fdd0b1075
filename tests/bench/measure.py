"""Timing: the median of several runs, and a line that holds a ratio against its goal."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing in its unit, its goal, and the baseline's measure where the goal is a ratio to it."""

    name: str
    measured: float
    goal: float
    baseline: float | None = None
    unit: str = "s"

    @property
    def figure(self) -> float:
        """What is held against the goal: the ratio to the baseline, else the measure itself."""
        return self.measured if self.baseline is None else self.measured / self.baseline

    @property
    def held(self) -> bool:
        """Whether the goal was reached."""
        return self.figure <= self.goal

    def __str__(self) -> str:
        """Return the line as it is printed."""
        held = "ok" if self.held else "MISSED"
        if self.baseline is None:
            return f"{self.name:<58} {self._shown(self.measured)}  goal <= {self._shown(self.goal).strip()}  {held}"
        both = f"{self._shown(self.measured)} / {self._shown(self.baseline)}"
        return f"{self.name:<58} {both} = {self.figure:5.2f}  goal <= {self.goal:.1f}  {held}"

    def _shown(self, measure: float) -> str:
        return f"{measure * 1000:8.1f} ms" if self.unit == "s" else f"{measure:8.1f} {self.unit}"


def median(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median seconds of `work` after one run that is not counted."""
    work()
    return statistics.median(timed(work) for _ in range(runs))


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds `work` took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def alternating(work: Callable[[], object], baseline: Callable[[], object], runs: int = 5) -> tuple[float, float]:
    """Return the medians of both, run in turn so that a machine that slows down slows both."""
    work()
    baseline()
    pairs = [(timed(work), timed(baseline)) for _ in range(runs)]
    return statistics.median(each for each, _ in pairs), statistics.median(each for _, each in pairs)
