from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from kpidesk.domain.wording import DigitWidth
from kpidesk.workspace.settings import RECENT_LIMIT, REMARKS_LIMIT_MOST, Settings, SettingsFile

RECENT = ("/a/砂川市.kpidesk", "/b.kpidesk")
FULL = Settings(
    "山田",
    "dark",
    "/a/砂川市.kpidesk",
    RECENT,
    "AA==",
    "BB==",
    "CC==",
    400,
    DigitWidth.FULL,
    ("2022 /b",),
    125,
    "CONTENT",
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "kpidesk" / "settings.json")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the settings file itself, its folder made."""
    (tmp_path / "kpidesk").mkdir()
    return tmp_path / "kpidesk" / "settings.json"


def test_what_was_saved_is_loaded(file: SettingsFile) -> None:
    file.save(FULL)
    assert file.load() == FULL


def test_every_setting_is_tried_above() -> None:
    assert all(getattr(FULL, field.name) != getattr(Settings(), field.name) for field in fields(Settings))


def test_a_missing_file_means_the_defaults(file: SettingsFile) -> None:
    assert file.load() == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]", b"null", b"[" * 99999, b'"x"'])
def test_a_damaged_file_means_the_defaults(file: SettingsFile, place: Path, content: bytes) -> None:
    place.write_bytes(content)
    assert file.load() == Settings()


def test_what_is_sound_is_kept(file: SettingsFile, place: Path) -> None:
    place.write_text('{"theme": "dark", "user_name": 7, "recent": ["a", 1, null], "later": true}', encoding="utf-8")
    assert file.load() == Settings(theme="dark", recent=("a",))


@pytest.mark.parametrize("recent", ['"a"', "{}", "null"])
def test_a_recent_list_that_is_none_is_empty(file: SettingsFile, place: Path, recent: str) -> None:
    place.write_text(f'{{"recent": {recent}}}', encoding="utf-8")
    assert file.load() == Settings()


@pytest.mark.parametrize("zoom", [0, 69, 201, "125", True, 1.5, None, [125]])
def test_a_zoom_that_is_none_is_the_natural_size(file: SettingsFile, place: Path, zoom: object) -> None:
    place.write_text(json.dumps({"grid_zoom": zoom}), encoding="utf-8")
    assert file.load() == Settings()


@pytest.mark.parametrize("limit", [-1, REMARKS_LIMIT_MOST + 1, "400", True, 1.5, None, [400]])
def test_a_limit_that_is_none_is_no_limit(file: SettingsFile, place: Path, limit: object) -> None:
    place.write_text(json.dumps({"remarks_limit": limit}), encoding="utf-8")
    assert file.load() == Settings()


@pytest.mark.parametrize("digits", ["both", ["half"], None, 1])
def test_digits_of_no_width_are_half(file: SettingsFile, place: Path, digits: object) -> None:
    place.write_text(json.dumps({"digits": digits}), encoding="utf-8")
    assert file.load() == Settings()


def test_a_folder_in_its_place_means_the_defaults(file: SettingsFile, place: Path) -> None:
    place.mkdir()
    assert file.load() == Settings()
    file.save(FULL)
    assert file.load() == Settings()


def test_a_place_that_cannot_be_written_costs_only_the_memory(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    file.save(FULL)
    assert file.load() == Settings()


def test_saving_leaves_nothing_beside(file: SettingsFile, place: Path) -> None:
    file.save(FULL)
    assert list(place.parent.iterdir()) == [place]


def test_any_file_name_can_be_remembered(file: SettingsFile) -> None:
    odd = Settings().with_recent("/a/\udce3.kpidesk")
    file.save(odd)
    assert file.load() == odd


def test_the_newest_workspace_stands_first_and_once() -> None:
    settings = Settings().with_recent("a").with_recent("b").with_recent("a")
    assert (settings.recent, settings.last_workspace) == (("a", "b"), "a")


def test_the_recent_list_is_limited() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings = settings.with_recent(str(number))
    assert len(settings.recent) == RECENT_LIMIT
    assert settings.recent[0] == str(RECENT_LIMIT + 2)


def test_a_workspace_that_is_gone_is_forgotten() -> None:
    settings = Settings().with_recent("a").with_recent("b")
    assert settings.without_recent("b") == Settings(recent=("a",))
    assert settings.without_recent("a") == Settings(last_workspace="b", recent=("b",))


def test_the_year_a_workspace_was_left_at_is_known_by_its_path() -> None:
    settings = Settings().with_year("/a b.kpidesk", 2022).with_year("/c.kpidesk", 2023).with_year("/a b.kpidesk", 2024)
    assert settings.years == ("2024 /a b.kpidesk", "2023 /c.kpidesk")
    assert [settings.year_of(path) for path in ("/a b.kpidesk", "/c.kpidesk", "/d.kpidesk")] == [2024, 2023, None]
    assert Settings(years=("R4 /a", "/a")).year_of("/a") is None
