"""Timing: the median of several runs, and a line that holds a ratio against its goal."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Against:
    """The baseline's measure, and the ratio to it."""

    baseline: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing in its unit and its goal; a goal that is a ratio says to what."""

    name: str
    measured: float
    goal: float
    against: Against | None = None
    unit: str = "s"

    @property
    def figure(self) -> float:
        """What is held against the goal: the ratio to the baseline, else the measure itself."""
        return self.measured if self.against is None else self.against.ratio

    @property
    def held(self) -> bool:
        """Whether the goal was reached."""
        return self.figure <= self.goal

    def __str__(self) -> str:
        """Return the line as it is printed."""
        held = "ok" if self.held else "MISSED"
        if self.against is None:
            return f"{self.name:<58} {self._shown(self.measured)}  goal <= {self._shown(self.goal).strip()}  {held}"
        both = f"{self._shown(self.measured)} / {self._shown(self.against.baseline)}"
        return f"{self.name:<58} {both}  ratio {self.figure:5.2f}  goal <= {self.goal:.1f}  {held}"

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


def alternating(work: Callable[[], object], baseline: Callable[[], object], runs: int = 5) -> tuple[float, Against]:
    """Return the medians of both and of their ratios, each pair run one right after the other.

    A machine that others use as well slows both of a pair: their ratio scatters a third of what the medians' does.
    """
    work()
    baseline()
    pairs = [(timed(work), timed(baseline)) for _ in range(runs)]
    measured, least = (statistics.median(each) for each in zip(*pairs, strict=True))
    return measured, Against(least, statistics.median(each / bare for each, bare in pairs))
