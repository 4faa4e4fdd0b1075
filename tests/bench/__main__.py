"""`make bench`: everything that must be fast, measured in one run; exit code 1 where a goal was missed."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from kpidesk.app import make_services
from tests.bench import blocks, editing, exports, large, papers, startup


def main() -> int:
    """Print a line for each measured thing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    services = make_services()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for part in (startup, editing, blocks, large, exports, papers):
            for line in part.lines(Path(folder), services):
                print(line, flush=True)
                missed += not line.held
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
