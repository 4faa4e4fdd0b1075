from __future__ import annotations

import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from kpidesk import display

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform in ("win32", "darwin"):
    pytest.skip("only Unix desktops are asked", allow_module_level=True)


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any desktop."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def listening() -> Iterator[tuple[str, int]]:
    """Return the host and port of a server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a short folder where a Wayland socket listens as wayland-7."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(str(Path(folder, "wayland-7")))
        server.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def has_display(monkeypatch: pytest.MonkeyPatch, **environment: str) -> bool:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return display.has_display()


@pytest.mark.parametrize(
    "name", ["", ":", ":x", "99", ":987", ":987.0", "unix:987", "127.0.0.1:59000", "[::1]:59000", ":99999"]
)
def test_a_display_nobody_answers_for_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert not has_display(monkeypatch, DISPLAY=name)


def test_a_display_on_a_port_answers(monkeypatch: pytest.MonkeyPatch, listening: tuple[str, int]) -> None:
    host, port = listening
    monkeypatch.setattr(display, "_FIRST_X_PORT", port - 10)
    assert has_display(monkeypatch, DISPLAY=f"{host}:10.0")


def test_a_display_on_a_local_socket_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def answers(address: object) -> bool:
        asked.append(address)
        return str(address).startswith("\0")

    monkeypatch.setattr(display, "_answers", answers)
    assert has_display(monkeypatch, DISPLAY=":3.1")
    assert asked == ["/tmp/.X11-unix/X3", "\0/tmp/.X11-unix/X3"]  # noqa: S108 -- where X servers listen


def test_a_wayland_socket_answers(monkeypatch: pytest.MonkeyPatch, runtime: Path) -> None:
    assert has_display(monkeypatch, WAYLAND_DISPLAY="wayland-7")
    assert has_display(monkeypatch, WAYLAND_DISPLAY=str(runtime / "wayland-7"))
    assert not has_display(monkeypatch, WAYLAND_DISPLAY="wayland-8")


@pytest.mark.parametrize(
    ("platform", "expected"), [("offscreen", True), ("vnc:port=1", True), ("xcb", False), ("wayland;xcb", False)]
)
def test_a_named_platform_is_asked_for_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, platform: str, *, expected: bool
) -> None:
    assert has_display(monkeypatch, QT_QPA_PLATFORM=platform) == expected


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macs_always_have_one(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert has_display(monkeypatch)
