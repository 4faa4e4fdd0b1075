"""Start: wires the rooms together; a command runs without Qt, all else opens the window."""

from __future__ import annotations

import getpass
import importlib.metadata
import os
import platform
import re
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpidesk import paths
from kpidesk.workspace.services import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = frozenset({"sample", "load", "dump", "plans", "show", "set", "export", "check"})

_FIRST_X_PORT: Final = 6000
_PATIENCE: Final = 3.0
"""Seconds a desktop may take to answer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or open the window; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in COMMANDS or given[0].startswith("-") or len(given) > 1):
        from kpidesk import cli

        return cli.run(given, make_services())
    return _open_window(Path(given[0]) if given else None)


def make_services() -> Services:
    """Return the places, the clock and the user of this machine."""
    return Services(
        fonts=paths.fonts_folder(),
        migrations=paths.migrations_folder(),
        sample_plan=paths.sample_plan(),
        themes=paths.themes_folder(),
        icons=paths.icons_folder(),
        settings_file=paths.settings_folder() / "settings.json",
        log_file=paths.log_folder() / "kpidesk.log",
        documents=paths.documents_folder(),
        clock=lambda: datetime.now().astimezone(),
        user=_user(),
        host=platform.node(),
        version=importlib.metadata.version("kpidesk"),
    )


def _user() -> str:
    """Return the name the person is logged in by; a machine without one says so."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "不明"


def _open_window(file: Path | None) -> int:
    if not _has_display():
        print(
            "画面(ディスプレイ)がないため、ウィンドウを開けません。\n"
            "画面のあるパソコンで起動するか、コマンドで使ってください。例:\n"
            "  kpidesk sample 見本.kpidesk\n"
            "  kpidesk export 見本.kpidesk --report summary --year R4 --to 集計表.pdf\n"
            "使えるコマンドは kpidesk --help で確かめられます。",
            file=sys.stderr,
        )
        return 1
    from kpidesk.ui.application import run_window

    return run_window(make_services(), file)


def _has_display() -> bool:
    """Whether a window can be shown at all; only Unix desktops need to be asked, where Qt aborts if none answers."""
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


if __name__ == "__main__":
    sys.exit(main())
