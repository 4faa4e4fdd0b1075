from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from kpidesk.store.lock import WriterLock

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from kpidesk.store.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print(lock.acquire("福祉課@pc-2"), flush=True)
sys.stdin.read()
lock.release()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "計画.kpidesk"


def taken(path: Path) -> bool:
    """Try the lock for a moment."""
    lock = WriterLock(path)
    mine = lock.acquire("企画課")
    lock.release()
    return not mine


def test_one_at_a_time_in_one_process(path: Path) -> None:
    first = WriterLock(path)
    assert first.acquire("企画課")
    assert taken(path)
    first.release()
    assert not taken(path)


def test_another_process_is_refused_and_told(path: Path) -> None:
    with held_elsewhere(path):
        lock = WriterLock(path)
        assert not lock.acquire("企画課")
        assert lock.holder() == "福祉課@pc-2"


def test_a_killed_process_holds_nothing(path: Path) -> None:
    with held_elsewhere(path) as process:
        process.kill()
        process.wait()
        assert path.with_name("計画.kpidesk.lock").exists()
        assert not taken(path)


def test_a_process_that_ends_leaves_no_file(path: Path) -> None:
    with held_elsewhere(path) as process:
        process.communicate("")
    assert not list(path.parent.iterdir())


def test_a_stale_file_is_harmless(path: Path) -> None:
    path.with_name("計画.kpidesk.lock").write_text("ずっと前の人の、とても長い名前@pc-9", encoding="utf-8")
    lock = WriterLock(path)
    assert lock.acquire("企画課")
    assert lock.holder() == "企画課"
    lock.release()
    assert not list(path.parent.iterdir())


def test_released_twice_is_released(path: Path) -> None:
    lock = WriterLock(path)
    lock.acquire("企画課")
    lock.release()
    lock.release()
    assert not taken(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove a file that is open")
def test_a_file_removed_in_between_is_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock, beside = fcntl.flock, path.with_name("計画.kpidesk.lock")

    def late(handle: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        beside.unlink()
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    lock = WriterLock(path)
    assert lock.acquire("企画課")
    assert lock.holder() == "企画課"
    assert taken(path)
    lock.release()


def test_a_holder_that_cannot_be_read_is_nobody(path: Path) -> None:
    assert WriterLock(path).holder() == ""


def test_a_full_disk_costs_the_name_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    lock = WriterLock(path)
    assert lock.acquire("企画課")
    assert taken(path)
    lock.release()
    assert not taken(path)


def test_a_place_without_locks_is_told(path: Path) -> None:
    with pytest.raises(OSError, match=r"無い"):
        WriterLock(path.parent / "無い" / "計画.kpidesk").acquire("企画課")
