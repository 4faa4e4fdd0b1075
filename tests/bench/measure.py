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
    """One measured thing: seconds, the baseline's seconds (None: the goal is in seconds itself), and the goal."""

    name: str
    seconds: float
    goal: float
    baseline: float | None = None

    @property
    def figure(self) -> float:
        """What is held against the goal: the ratio to the baseline, else the seconds."""
        return self.seconds if self.baseline is None else self.seconds / self.baseline

    @property
    def held(self) -> bool:
        """Whether the goal was reached."""
        return self.figure <= self.goal

    def __str__(self) -> str:
        """Return the line as it is printed."""
        held = "ok" if self.held else "MISSED"
        if self.baseline is None:
            return f"{self.name:<58} {self.seconds * 1000:8.1f} ms  goal <= {self.goal * 1000:.0f} ms  {held}"
        times = f"{self.seconds * 1000:8.1f} ms / {self.baseline * 1000:8.1f} ms"
        return f"{self.name:<58} {times} = {self.figure:5.2f}  goal <= {self.goal:.1f}  {held}"


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
