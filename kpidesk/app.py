"""Start: wires the rooms together; a command runs without Qt, all else opens the window."""

from __future__ import annotations

import gc
import getpass
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk import paths
from kpidesk.version import VERSION
from kpidesk.workspace.services import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = frozenset({"sample", "load", "dump", "plans", "show", "rate", "schemes", "set", "export", "check"})


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
        host=_host(),
        version=VERSION,
    )


def _user() -> str:
    """Return the name the person is logged in by; a machine without one says so."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "不明"


def _host() -> str:
    """Return the machine's name, as others on the network know it."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _open_window(file: Path | None) -> int:
    from kpidesk.display import has_display

    if not has_display():
        print(
            "画面(ディスプレイ)がないため、ウィンドウを開けません。\n"
            "画面のあるパソコンで起動するか、コマンドで使ってください。例:\n"
            "  kpidesk sample 見本.kpidesk\n"
            "  kpidesk export 見本.kpidesk --report summary --year R4 --to 集計表.pdf\n"
            "使えるコマンドは kpidesk --help で確かめられます。",
            file=sys.stderr,
        )
        return 1
    gc.disable()  # what is made while starting stays: looking for garbage only costs time; the window enables it again
    _import_plainly()
    from kpidesk.ui.application import run_window

    return run_window(make_services(), file)


def _import_plainly() -> None:
    """Keep PySide from reading the source of every module for its optional spellings, of which none is used here."""
    with suppress(ImportError, AttributeError):  # its own affair: without it the start is only slower
        import PySide6  # noqa: F401 -- brings what comes next, which is on no path
        from shibokensupport import feature  # type: ignore[import-not-found]

        feature._mod_uses_pyside = lambda _: False  # noqa: SLF001 -- it offers no other way


if __name__ == "__main__":
    sys.exit(main())
