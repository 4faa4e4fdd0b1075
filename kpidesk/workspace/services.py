"""What the rooms below are handed instead of looking it up: places, clock, user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


@frozen
class Services:
    """Places of the program and of the user, the clock (local time with its offset) and who is working."""

    fonts: Path
    migrations: Path
    sample_plan: Path
    themes: Path
    icons: Path
    settings_file: Path
    log_file: Path
    documents: Path
    clock: Callable[[], datetime]
    user: str
    host: str
    version: str
