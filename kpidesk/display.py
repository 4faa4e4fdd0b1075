"""Whether there is a desktop to show a window on; Qt would abort with English text where none answers."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

_FIRST_X_PORT: Final = 6000
_PATIENCE: Final = 3.0
"""Seconds a desktop may take to answer."""


def has_display() -> bool:
    """Whether a window can be shown at all; only Unix desktops need to be asked."""
    if sys.platform in ("win32", "darwin"):
        return True
    wanted = os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    return any(_platform_answers(name) for name in wanted.split(";"))


def _platform_answers(name: str) -> bool:
    """Whether the desktop a Qt platform draws on is there; others (offscreen, vnc) need none."""
    if name.startswith("wayland"):
        return _wayland_answers(os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("XDG_RUNTIME_DIR", ""))
    return _x_answers(os.environ.get("DISPLAY", "")) if name.startswith("xcb") else True


def _wayland_answers(display: str, folder: str) -> bool:
    return bool(display) and _answers(str(Path(folder, display)))


def _x_answers(display: str) -> bool:
    """Whether an X server listens at `:0`, `unix:0.0` or `host:10.0`."""
    found = re.fullmatch(r"(?P<host>.*):(?P<number>\d{1,5})(\.\d+)?", display)
    if found is None:
        return False
    host, number = found["host"], int(found["number"])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 -- where X servers listen
        return _answers(path) or _answers(f"\0{path}")
    return _answers((host.strip("[]"), _FIRST_X_PORT + number))


def _answers(address: str | tuple[str, int]) -> bool:
    """Whether somebody listens there: at a path on this machine, or at a host and port."""
    import socket  # noqa: PLC0415 -- only where a desktop has to be asked

    try:
        if isinstance(address, tuple):
            socket.create_connection(address, timeout=_PATIENCE).close()
            return True
        with socket.socket(socket.AF_UNIX) as local:
            local.settimeout(_PATIENCE)
            local.connect(address)
    except (OSError, OverflowError):
        return False
    return True
