from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kpidesk.errors import CancelledError, UserError
from kpidesk.exporters.safe_file import replacing


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def test_a_new_file_appears_whole(tmp_path: Path) -> None:
    to = tmp_path / "集計表.csv"
    with replacing(to) as path:
        path.write_text("新", encoding="utf-8")
        assert not to.exists()
    assert to.read_text(encoding="utf-8") == "新"
    assert not leftovers(tmp_path)


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    to = tmp_path / "a.csv"
    to.write_text("旧", encoding="utf-8")
    to.chmod(0o640)
    with replacing(to) as path:
        path.write_text("新", encoding="utf-8")
    assert to.read_text(encoding="utf-8") == "新"
    assert to.stat().st_mode & 0o777 == 0o640


def write_half(to: Path, error: BaseException) -> None:
    with replacing(to) as path:
        path.write_text("半分", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [CancelledError(), KeyboardInterrupt(), ValueError()])
def test_whatever_is_raised_the_old_file_stays(tmp_path: Path, error: BaseException) -> None:
    to = tmp_path / "a.csv"
    to.write_text("旧", encoding="utf-8")
    with pytest.raises(type(error)):
        write_half(to, error)
    assert to.read_text(encoding="utf-8") == "旧"
    assert not leftovers(tmp_path)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "空き容量"),
        (errno.EROFS, "読み取り専用"),
        (errno.EACCES, "ほかのソフト"),
        (errno.EIO, "保存できません"),
    ],
)
def test_a_refusal_while_writing_is_told(tmp_path: Path, number: int, word: str) -> None:
    with pytest.raises(UserError, match=word) as caught, replacing(tmp_path / "a.csv"):
        raise OSError(number, os.strerror(number))
    assert caught.value.where == str(tmp_path / "a.csv")
    assert caught.value.remedy
    assert not leftovers(tmp_path)


def test_a_file_open_elsewhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, f"{self} -> {target}")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="ほかのソフトで開かれている"), replacing(tmp_path / "a.csv"):
        pass
    assert not leftovers(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="フォルダーが見つかりません"), replacing(tmp_path / "無い" / "a.csv"):
        raise AssertionError("nothing is written without a folder")


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UserError, match="同じ名前のフォルダー"), replacing(tmp_path / "a") as path:
        path.write_bytes(b"x")


def test_too_long_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="長すぎ"), replacing(tmp_path / ("長" * 100)) as path:
        path.write_bytes(b"x")


def test_a_link_keeps_pointing_at_its_file(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("旧", encoding="utf-8")
    link.symlink_to(real)
    with replacing(link) as path:
        path.write_text("新", encoding="utf-8")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "新"
