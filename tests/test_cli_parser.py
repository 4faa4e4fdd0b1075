from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

COMMANDS = ("sample", "load", "dump", "plans", "show", "rate", "schemes", "set", "export", "check")
SET = ("set", "f", "--year", "R4")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ((), "必要な引数がありません: COMMAND"),
        (("nosuch", "f"), "知らないコマンドです: 'nosuch'"),
        (("dump",), "必要な引数がありません: FILE"),
        (("sample",), "FILE"),
        (("load", "f"), "PLAN.json"),
        (("plans", "f", "g"), "知らない引数です: g"),
        (("show", "f"), "--year"),
        (("show", "f", "--year"), "--year に値がありません"),
        (("show", "f", "--year", "R4", "--jso"), "--jso"),
        (("show", "f", "--year", "R4", "--json=1"), "値は付けられません"),
        (("show", "f", "--unknown"), "--year"),
        (("export", "f", "--year", "R4", "--to", "a.pdf"), "--report"),
        (("export", "f", "--report", "summary"), "--to"),
        (("export", "--report", "summary", "--year", "R4", "--to", "a.pdf"), "FILE"),
        (SET, "次のどれかが必要です: --indicator --project"),
        ((*SET, "--indicator", "i2"), "次のどれかが必要です: --target --actual --remarks"),
        ((*SET, "--indicator", "i2", "--actual"), "--actual に値がありません"),
        ((*SET, "--indicator", "i2", "--project", "p1", "--actual", "1"), "同時に使えません"),
        ((*SET, "--project", "p1", "--actual", "1"), "同時に使えません"),
        ((*SET, "--project", "p1", "--series", "男", "--remarks", "x"), "同時に使えません"),
        (("set", "f", "--indicator", "i2", "--actual", "1"), "--year"),
    ],
)
def test_a_line_that_cannot_be_parsed_is_told_in_japanese(command: Command, line: tuple[str, ...], words: str) -> None:
    told = command(*line)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("コマンドの書き方が正しくありません。")
    assert words in told.err
    assert "--help」で使い方" in told.err
    assert not re.search(r"\b(the|argument|required|error|invalid)\b", told.err)


def test_the_version_is_data(command: Command) -> None:
    told = command("--version")
    assert (told.code, told.out, told.err) == (0, "kpidesk 0.1.0\n", "")


@pytest.mark.parametrize("line", [("--help",), ("-h",), *((name, "--help") for name in COMMANDS)])
def test_help_is_japanese(command: Command, line: tuple[str, ...]) -> None:
    told = command(*line)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("使い方: kpidesk")
    assert not re.search(r"\b(usage|options|positional|show this|arguments|exit)\b", told.out)


def test_a_slip_is_named_before_a_missing_command(command: Command) -> None:
    told = command("--hlep")
    assert told.code == 2
    assert "知らない引数です: --hlep" in told.err


def test_the_help_says_how_to_open_a_file(command: Command) -> None:
    assert "使い方: kpidesk [FILE]\n        kpidesk COMMAND ..." in command("--help").out


def test_the_help_names_every_command(command: Command) -> None:
    told = command("--help")
    assert all(f"\n    {name} " in told.out for name in COMMANDS)


def test_an_unparsable_line_touches_no_file(command: Command, tmp_path: Path) -> None:
    assert command("sample", tmp_path / "a.kpidesk", "--unknown").code == 2
    assert not list(tmp_path.iterdir())
