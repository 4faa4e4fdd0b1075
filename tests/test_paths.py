from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk import paths

if TYPE_CHECKING:
    import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def test_checkout_is_its_own_root() -> None:
    assert paths.root() == CHECKOUT


def test_installed_program_looks_into_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "kpidesk" / "_data"
    data.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "kpidesk" / "paths.py"))
    assert paths.root() == data
    assert paths.fonts_folder() == data / "resources" / "fonts"


def test_fonts_come_with_their_licences() -> None:
    names = {path.name for path in paths.fonts_folder().iterdir()}
    assert {"BIZUDGothic-Regular.ttf", "OFL-BIZUDGothic.txt", "OFL-NotoSansJP.txt"} <= names


def test_sample_plan_is_there() -> None:
    assert paths.sample_plan().is_file()
    assert any(paths.migrations_folder().glob("[0-9][0-9][0-9][0-9]_*.sql"))


def test_folders_of_the_window_stand_beside_the_fonts() -> None:
    assert paths.icons_folder().parent == paths.themes_folder().parent == paths.fonts_folder().parent


def test_user_places_are_named_but_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home))
    assert paths.settings_folder().name == "kpidesk"
    assert "kpidesk" in paths.log_folder().parts
    assert paths.documents_folder().is_absolute()
    assert not home.exists()
