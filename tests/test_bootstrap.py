from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tools import bootstrap

if TYPE_CHECKING:
    import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", CHECKOUT / "no-venv-here")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(bootstrap, "can_make_venv", lambda: False)
    monkeypatch.setattr(bootstrap, "can_load", lambda _: False)


def test_without_the_right_to_install_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare_machine(monkeypatch)
    assert bootstrap.main("run") == 1
    said = capsys.readouterr().err
    assert "管理者" in said
    line = "apt-get install -y --no-install-recommends python3-venv libgl1 libegl1 libxkbcommon0 libglib2.0-0"
    assert line in said


def test_tests_want_poppler_and_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    bare_machine(monkeypatch)
    packages = bootstrap.missing_packages("test")
    assert packages[-1] == "poppler-utils"
    assert len(packages) == len(set(packages))
    assert not any("xcb" in package for package in packages)


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (4, 0))
    assert bootstrap.main("run") == 1
    assert "PYTHON=" in capsys.readouterr().err


def test_every_dev_requirement_and_the_build_backend_is_pinned() -> None:
    pins = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", pin) for pin in pins)
    pinned = {canonical(pin) for pin in pins}
    assert {canonical(wanted) for wanted in bootstrap.dev_group()} | {"hatchling", "editables"} <= pinned


def canonical(requirement: str) -> str:
    """Return the normalised name a requirement begins with."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9_.-]", requirement)[0]).lower().rstrip("-")
