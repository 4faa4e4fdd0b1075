"""What only a process of its own shows: bytes on the pipes, the locale, what was imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.workspace.workspace import Workspace

PROGRAM = Path(sys.executable).with_name("kpidesk")
UNIX = pytest.mark.skipif(os.name == "nt", reason="signals, devices and byte arguments of Unix")
HEAVY = ("PySide6", "openpyxl", "reportlab", "pikepdf", "lxml", "fontTools", "PIL")
LIST_IMPORTS = """
import json, sys
from kpidesk.app import main
code = main(sys.argv[1:])
found = sorted({name.partition(".")[0] for name in sys.modules} & set(HEAVY))
print(json.dumps([code, found]), file=sys.stderr)
""".replace("HEAVY", repr(HEAVY))


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Return the barest environment: another locale, no hint about encodings, no display."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"LANG": "C", "LC_ALL": "C", "HOME": str(tmp_path)}


def kpidesk(environment: dict[str, str], *arguments: str | bytes | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("hints", [{}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}])
def test_a_dump_is_the_document_byte_for_byte_in_any_locale(
    bare: dict[str, str], sample: Path, hints: dict[str, str]
) -> None:
    done = kpidesk(bare | hints, "dump", sample)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b.document("sunagawa").encode()


def test_messages_are_utf8_in_any_locale(bare: dict[str, str], tmp_path: Path) -> None:
    done = kpidesk(bare, "plans", tmp_path / "無い.kpidesk")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "ワークスペースが見つかりません。\n場所: ".encode() in done.stderr
    assert "無い.kpidesk\n".encode() in done.stderr
    assert b"\r" not in done.stderr


def test_an_unparsable_line_is_two(bare: dict[str, str]) -> None:
    done = kpidesk(bare, "show")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith("コマンドの書き方が正しくありません。".encode())


@UNIX
def test_what_is_no_text_is_refused(bare: dict[str, str], sample: Path) -> None:
    texts = (b"--remarks", b"\xe5\xa2"), (b"--actual", b"\xff1"), (b"--plan", b"\xff")
    for option, text in texts:
        done = kpidesk(bare, "set", sample, "--indicator", "i2", "--year", "R4", "--remarks", "x", option, text)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
    assert kpidesk(bare, "dump", sample).stdout == b.document("sunagawa").encode()


@UNIX
def test_a_reader_that_leaves_early_is_no_error(bare: dict[str, str], sample: Path) -> None:
    command: list[str | Path] = [PROGRAM, "dump", sample]
    with subprocess.Popen(command, env=bare, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@UNIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device is Linux's")
def test_a_full_disk_behind_the_output_is_told(bare: dict[str, str], sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command: list[str | Path] = [PROGRAM, "dump", sample]
        done = subprocess.run(command, env=bare, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("結果を書き出せません。\n場所: 標準出力\n")


def test_a_second_process_may_read_but_not_write(bare: dict[str, str], workspace: Workspace) -> None:
    place = ("--indicator", "i2", "--year", "R4")
    done = kpidesk(bare, "set", workspace.path, *place, "--actual", "1")
    assert done.returncode == 1
    assert "使用中の人: 企画課@pc-1".encode() in done.stderr
    assert kpidesk(bare, "dump", workspace.path).stdout == b.document("sunagawa").encode()


def imported(environment: dict[str, str], *arguments: str | Path) -> list[object]:
    """Run a command and return its exit code and which heavy libraries it loaded."""
    command: list[str | Path] = [sys.executable, "-c", LIST_IMPORTS, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
    found: list[object] = json.loads(done.stderr.splitlines()[-1])
    return found


@pytest.mark.parametrize(
    ("suffix", "loaded"), [("csv", set()), ("xlsx", {"openpyxl"}), ("pdf", {"reportlab", "pikepdf"})]
)
def test_a_document_loads_its_own_library_alone(
    bare: dict[str, str], sample: Path, tmp_path: Path, suffix: str, loaded: set[str]
) -> None:
    to = tmp_path / f"a.{suffix}"
    code, found = imported(bare, "export", sample, "--report", "summary", "--year", "R4", "--to", to)
    assert code == 0
    assert isinstance(found, list)
    assert loaded <= set(found)
    assert not ({"PySide6", "openpyxl", "reportlab", "pikepdf"} - loaded) & set(found)


@pytest.mark.parametrize("line", [("dump",), ("set", "--indicator", "i2", "--year", "R4", "--actual", "1")])
def test_other_commands_load_no_document_library(bare: dict[str, str], sample: Path, line: tuple[str, ...]) -> None:
    assert imported(bare, line[0], sample, *line[1:]) == [0, []]


def test_without_a_display_the_window_says_so(bare: dict[str, str]) -> None:
    if sys.platform in ("win32", "darwin"):
        return
    for display in ({}, {"DISPLAY": ":987"}, {"DISPLAY": ":987", "QT_QPA_PLATFORM": "xcb"}):
        done = kpidesk(bare | display)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode().startswith("画面(ディスプレイ)がない")
