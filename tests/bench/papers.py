"""The 集計表 of 2,000 indicators as PDF: seconds against 500, memory, and how soon it notices that nobody wants it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.app import make_services
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.workspace.export import export
from tests.bench import large
from tests.bench.measure import Against, Line, alternating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.workspace.services import Services

YEAR = FiscalYear(2024)
QUARTER = large.GOALS // 4
RUNS = 3


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure in processes of their own, whose memory is the export's alone."""
    del services
    found = _process("once", folder)
    yield Line("集計表 of 2,000 indicators as pdf: memory", found["megabytes"], 400.0, unit="MB")
    yield Line("  a cancel until it is heard, at worst", found["wait"], 1.5)
    found = _process("twice", folder)
    against = Against(found["quarter"], found["ratio"])
    yield Line("  seconds / those of 500 indicators", found["whole"], 4.4, against)


def _process(what: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", __name__, what, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _once(folder: Path) -> dict[str, float]:
    """Return the most memory, and the longest time between two moments at which a cancel is heard."""
    services, plan = make_services(), large.plan()
    heard = [time.perf_counter()]
    export(plan, "summary", YEAR, folder / "large.pdf", services, lambda *_: heard.append(time.perf_counter()))
    heard.append(time.perf_counter())
    waits = (after - before for before, after in pairwise(heard))
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "wait": max(waits)}


def _twice(folder: Path) -> dict[str, float]:
    """Return the seconds of the whole, those of a quarter of it, and their ratio."""
    services, whole, quarter = make_services(), large.plan(), large.plan(QUARTER)
    seconds, against = alternating(
        lambda: export(whole, "summary", YEAR, folder / "large.pdf", services),
        lambda: export(quarter, "summary", YEAR, folder / "quarter.pdf", services),
        runs=RUNS,
    )
    return {"whole": seconds, "quarter": against.baseline, "ratio": against.ratio}


if __name__ == "__main__":
    print(json.dumps({"once": _once, "twice": _twice}[sys.argv[1]](Path(sys.argv[2]))))
