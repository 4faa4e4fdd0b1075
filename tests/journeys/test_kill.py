"""A writer killed at any moment: what it reported as saved is there, the file is sound, the lock is free."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.indicator import Indicator
from kpidesk.domain.year_value import Comments, Number
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.plan import Plan
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

KILLS = 25
LONGEST = 0.04
"""Seconds a writer is given after its first edit; an edit takes a few milliseconds."""

WRITER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.workspace.workspace import Workspace

services = SimpleNamespace(
    migrations=Path(sys.argv[2]), clock=lambda: datetime.now(timezone.utc), user="企画課", host="pc-1"
)
workspace = Workspace.open(Path(sys.argv[1]), services)
for number in range(int(sys.argv[3]), 10**6):
    with workspace.edit("plan", "入力") as edit:
        edit.type_figure(ValueKey("i1", "", FiscalYear(2022), Side.ACTUAL), str(number))
        edit.set_comment(CommentKey("i1", FiscalYear(2022)), f"{number}\\n" * (number % 7 * 900 + 1))
    print(number, flush=True)
"""


def write_and_kill(path: Path, services: Services, first: int, patience: float) -> int:
    """Let another process write until it is killed; return the last edit it reported as saved."""
    command = [sys.executable, "-c", WRITER, str(path), str(services.migrations), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        reported = [process.stdout.readline()]
        time.sleep(patience)
        process.kill()
        reported += process.stdout.read().splitlines(keepends=True)
    return int([line for line in reported if line.endswith("\n")][-1])


def last_saved(plan: Plan) -> int:
    """Return the number in the file, which figure and comment agree on."""
    indicator = plan.places["i1"].what
    assert isinstance(indicator, Indicator)
    value = indicator.series[0].values[b.fy(2022)].actual
    assert isinstance(value, Number)
    number = int(value.number)
    assert indicator.comments[b.fy(2022)] == Comments("\n".join([str(number)] * (number % 7 * 900 + 1)))
    return number


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_loses_nothing(make_workspace: Made, services: Services, seed: int) -> None:
    path, chance, number = make_workspace(b.plan_of(b.indicator("i1"))), random.Random(seed), 0  # noqa: S311 -- no secret
    for _ in range(KILLS):
        reported = write_and_kill(path, services, number + 1, chance.uniform(0, LONGEST))
        workspace = Workspace.open(path, services)
        assert not workspace.read_only
        assert workspace.faults() == []
        number = last_saved(workspace.plan("plan"))
        assert reported <= number <= reported + 1
        assert len(workspace.history("plan")) == number + 1
        workspace.close()
