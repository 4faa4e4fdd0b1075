"""What the program remembers for its user: one typed table that drives defaults, loading and saving."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.digits import DigitWidth
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

RECENT_LIMIT: Final = 10
ZOOM_RANGE: Final = (70, 200)
"""Between these the grid can be zoomed, %."""
REMARKS_LIMIT_MOST: Final = 10_000
"""More signs than this are no limit for a 所見 but a slip."""


@frozen
class Settings:
    """Every remembered thing with its default; `theme` is system, light or dark, `window` is base64.

    `remarks_limit` is how many signs a 所見 may have (0: no limit), `digits` which digits it is unified to;
    `columns` holds the widths of the grid's columns chosen by hand, `grid_zoom` its zoom in %;
    `folds` holds the groups of options that are folded in 帳票;
    `splitter` holds the shares of the side panes, `years` the evaluation year and the path of each workspace.
    """

    user_name: str = ""
    theme: str = "system"
    last_workspace: str = ""
    recent: tuple[str, ...] = ()
    window: str = ""
    splitter: str = ""
    columns: str = ""
    remarks_limit: int = 0
    digits: DigitWidth = DigitWidth.HALF
    years: tuple[str, ...] = ()
    grid_zoom: int = 100
    folds: str = "FRONT APPROVAL"

    def with_recent(self, path: str) -> Settings:
        """Return the settings with a workspace at the head of the recent ones."""
        others = tuple(each for each in self.recent if each != path)
        return replace(self, recent=(path, *others)[:RECENT_LIMIT], last_workspace=path)

    def with_year(self, path: str, year: int) -> Settings:
        """Return the settings with the evaluation year a workspace was left at, as a western year."""
        others = tuple(each for each in self.years if each.partition(" ")[2] != path)
        return replace(self, years=(f"{year} {path}", *others)[:RECENT_LIMIT])

    def year_of(self, path: str) -> int | None:
        """Return the evaluation year a workspace was left at, None where that is not known."""
        words = (each.partition(" ") for each in self.years)
        return next((int(year) for year, _, of in words if of == path and year.isdecimal()), None)

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
            beside.write_text(json.dumps(_plain(settings), indent=1), encoding="utf-8")
            beside.replace(self._path)


def _plain(settings: Settings) -> dict[str, Any]:
    """Return the settings as JSON knows them."""
    return asdict(settings) | {"digits": settings.digits.value}


def _sound(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the entries that are known and of the right kind."""
    sound: dict[str, Any] = {}
    for field in fields(Settings):
        value = _READ.get(field.name, _text)(raw.get(field.name))
        if value is not None:
            sound[field.name] = value
    return sound


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else None


def _limit(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= REMARKS_LIMIT_MOST else None


def _zoom(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if ZOOM_RANGE[0] <= value <= ZOOM_RANGE[1] else None


def _digits(value: object) -> DigitWidth | None:
    return next((width for width in DigitWidth if width.value == value), None)


_READ: Final[Mapping[str, Callable[[object], object]]] = {
    "recent": _texts,
    "years": _texts,
    "remarks_limit": _limit,
    "digits": _digits,
    "grid_zoom": _zoom,
}
"""How each entry is read, None where it is not sound; all others are texts."""
