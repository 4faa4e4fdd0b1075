from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kpidesk.domain.wording import DigitWidth
from kpidesk.workspace.settings import RECENT_LIMIT, REMARKS_LIMIT_MOST, Settings, SettingsFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "設定" / "settings.json"


def loaded(file: Path, raw: object) -> Settings:
    file.parent.mkdir(exist_ok=True)
    file.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return SettingsFile(file).load()


def test_everything_comes_back(file: Path) -> None:
    settings = Settings("企画課", "dark", "a.kpidesk", ("a.kpidesk", "b"), remarks_limit=400, digits=DigitWidth.FULL)
    SettingsFile(file).save(settings)
    assert SettingsFile(file).load() == settings
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_a_missing_file_means_the_defaults(file: Path) -> None:
    assert SettingsFile(file).load() == Settings()


@pytest.mark.parametrize("raw", ["{", "[]", "null", "[" * 100_000, "\ufeff{}"])
def test_a_damaged_file_means_the_defaults(file: Path, raw: str) -> None:
    assert loaded(file, raw) == Settings()


@pytest.mark.parametrize(
    "raw",
    [
        {"remarks_limit": -1},
        {"remarks_limit": REMARKS_LIMIT_MOST + 1},
        {"remarks_limit": "400"},
        {"remarks_limit": True},
        {"remarks_limit": 1.5},
        {"digits": "both"},
        {"digits": ["half"]},
        {"theme": 1},
        {"recent": "a"},
        {"unknown": "x"},
    ],
)
def test_what_is_not_sound_falls_back_to_its_default(file: Path, raw: dict[str, Any]) -> None:
    assert loaded(file, raw) == Settings()


def test_what_is_sound_beside_it_is_kept(file: Path) -> None:
    raw = {"theme": None, "recent": ["a", 1], "remarks_limit": 200, "digits": "full"}
    assert loaded(file, raw) == Settings(recent=("a",), remarks_limit=200, digits=DigitWidth.FULL)


def test_a_place_that_cannot_be_written_costs_the_memory_only(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    SettingsFile(tmp_path / "file" / "settings.json").save(Settings())


def test_the_newest_workspace_heads_the_recent_ones() -> None:
    settings = Settings()
    for name in ("a", "b", "a"):
        settings = settings.with_recent(name)
    assert (settings.recent, settings.last_workspace) == (("a", "b"), "a")
    for number in range(RECENT_LIMIT):
        settings = settings.with_recent(str(number))
    assert len(settings.recent) == RECENT_LIMIT


def test_a_workspace_that_is_gone_is_forgotten() -> None:
    settings = Settings().with_recent("b").with_recent("a")
    assert settings.without_recent("a") == Settings(recent=("b",))
    assert settings.without_recent("b") == Settings(recent=("a",), last_workspace="a")
