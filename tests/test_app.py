from __future__ import annotations

import getpass
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kpidesk import app, cli, display

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize("arguments", [[], ["砂川市.kpidesk"]])
def test_without_a_display_a_message_names_the_commands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(display, "has_display", bool)
    assert app.main(arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "画面(ディスプレイ)がないため" in told.err
    assert "kpidesk export" in told.err


@pytest.mark.parametrize(
    "line",
    [
        ["dump", "a"],
        ["--help"],
        ["-h"],
        ["nosuch", "a"],
        ["a.kpidesk", "b.kpidesk"],
        ["export", "--report"],
        ["schemes"],
    ],
)
def test_commands_go_to_the_command_line(monkeypatch: pytest.MonkeyPatch, line: list[str]) -> None:
    given: list[Any] = []

    def run(arguments: Sequence[str], services: object) -> int:
        given.append((arguments, type(services).__name__))
        return 7

    monkeypatch.setattr(cli, "run", run)
    assert app.main(line) == 7
    assert given == [(line, "Services")]


def test_the_command_line_is_read_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kpidesk", "--version"])
    assert app.main() == 0
    assert capsys.readouterr().out.startswith("kpidesk ")


def test_services_are_those_of_this_machine() -> None:
    services = app.make_services()
    assert services.clock().utcoffset() is not None
    assert services.sample_plan.is_file()
    assert services.migrations.is_dir()
    assert services.user


@pytest.mark.parametrize("error", [KeyError, OSError, ModuleNotFoundError])
def test_a_machine_without_a_user_says_so(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert app.make_services().user == "不明"


def test_pyside_reads_no_module_for_its_optional_spellings() -> None:
    code = (
        "import sys; from kpidesk import app; app._import_plainly(); from shibokensupport import feature; "
        "sys.exit(feature._mod_uses_pyside(app))"
    )
    assert "PySide6" in Path(app.__file__).read_text(encoding="utf-8"), "what it would find, if it looked"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
