"""`python -m kpidesk`, the same as the command `kpidesk`."""

from __future__ import annotations

import sys

from kpidesk.app import main

if __name__ == "__main__":
    sys.exit(main())
