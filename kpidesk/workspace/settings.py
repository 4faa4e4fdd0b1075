"""What the program remembers for its user: one typed table that drives defaults, loading and saving."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

RECENT_LIMIT: Final = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """Every remembered thing with its default; `theme` is system, light or dark, geometries are base64."""

    user_name: str = ""
    theme: str = "system"
    last_workspace: str = ""
    recent: tuple[str, ...] = ()
    window: str = ""
    splitter: str = ""
    columns: str = ""

    def with_recent(self, path: str) -> Settings:
        """Return the settings with a workspace at the head of the recent ones."""
        others = tuple(each for each in self.recent if each != path)
        return replace(self, recent=(path, *others)[:RECENT_LIMIT], last_workspace=path)

    def without_recent(self, path: str) -> Settings:
        """Return the settings without a workspace that is gone."""
        last = "" if self.last_workspace == path else self.last_workspace
        return replace(self, recent=tuple(each for each in self.recent if each != path), last_workspace=last)


class SettingsFile:
    """The settings as a JSON file; one that is missing or damaged means the defaults."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Read the settings; what cannot be used falls back to its default."""
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return Settings()
        return Settings(**_sound(raw)) if isinstance(raw, dict) else Settings()

    def save(self, settings: Settings) -> None:
        """Write the settings beside and rename; a place that cannot be written costs no more than the memory."""
        beside = self._path.with_name(self._path.name + ".new")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
            beside.replace(self._path)


def _sound(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the entries that are known and of the right kind."""
    sound: dict[str, Any] = {}
    for field in fields(Settings):
        value = raw.get(field.name)
        if field.name == "recent" and isinstance(value, list):
            sound[field.name] = tuple(each for each in value if isinstance(each, str))
        elif field.name != "recent" and isinstance(value, str):
            sound[field.name] = value
    return sound
