"""The colours of charts and the hatches that go with them: told apart in grey and by colour-blind eyes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.paper.chart import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping


class Ink(Enum):
    """What is drawn in the colours of the ground the chart stands on."""

    TEXT = "text"
    MUTED = "muted"
    LINE = "line"
    GROUND = "ground"


class Hatch(Enum):
    """A pattern on a filled part."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSS = "cross"
    LEVEL = "level"
    DOTS = "dots"
    UPRIGHT = "upright"


HATCHES: Final[Mapping[Tone, Hatch]] = {
    Tone.GOOD: Hatch.RISING,
    Tone.FAIR: Hatch.DOTS,
    Tone.POOR: Hatch.FALLING,
    Tone.BAD: Hatch.CROSS,
    Tone.NEUTRAL: Hatch.LEVEL,
    Tone.PALE: Hatch.UPRIGHT,
}

FILLED: Final = (Tone.BEST, Tone.GOOD, Tone.FAIR, Tone.POOR, Tone.BAD, Tone.NEUTRAL, Tone.PALE, Tone.FAINT)
"""The tones that parts of bars can have, best first."""

_LIGHT_INKS: Final = {Ink.TEXT: "1D2733", Ink.MUTED: "5F6B7A", Ink.LINE: "D5DAE1", Ink.GROUND: "FFFFFF"}
_LIGHT_TONES: Final = {
    Tone.BEST: "20588F",
    Tone.GOOD: "2B7F8C",
    Tone.FAIR: "8FA84E",
    Tone.POOR: "E9A93F",
    Tone.BAD: "6B1414",
    Tone.NEUTRAL: "C6CCD2",
    Tone.PALE: "DFE3E7",
    Tone.FAINT: "FBFBFC",
    Tone.TARGET: "5F6B7A",
    Tone.ACTUAL: "17627A",
    Tone.SECOND: "A8461A",
    Tone.THIRD: "5B3F8C",
}
_DARK_TONES: Final = {
    Tone.BEST: "5B8BD0",
    Tone.GOOD: "5FB5A8",
    Tone.FAIR: "B7CC7A",
    Tone.POOR: "F5DC9A",
    Tone.BAD: "B5483F",
    Tone.NEUTRAL: "4E5660",
    Tone.PALE: "3A424B",
    Tone.FAINT: "282F37",
    Tone.TARGET: "9AA6B3",
    Tone.ACTUAL: "6CBDD3",
    Tone.SECOND: "F0A07A",
    Tone.THIRD: "B9A0E8",
}
_DARK_INKS: Final = {Ink.TEXT: "E5E9EE", Ink.MUTED: "9AA6B3", Ink.LINE: "37414C", Ink.GROUND: "1B2026"}
_BLACK: Final = "111111"
_WHITE: Final = "FFFFFF"
_HATCH_STRENGTH: Final = 0.4


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one ground, as "RRGGBB"."""

    inks: Mapping[Ink, str]
    tones: Mapping[Tone, str]

    def colour(self, what: Ink | Tone) -> str:
        """Return the colour of a line or a filled part."""
        return self.inks[what] if isinstance(what, Ink) else self.tones[what]

    def on(self, tone: Tone) -> str:
        """Return the colour of a text on a filled part: black or white, whichever stands out more."""
        fill = self.tones[tone]
        return max((_BLACK, _WHITE), key=lambda ink: contrast(ink, fill))

    def hatching(self, tone: Tone) -> str:
        """Return the colour of the lines or dots of a hatch, between the fill and its text."""
        return _mixed(self.tones[tone], self.on(tone))


LIGHT: Final = Palette(_LIGHT_INKS, _LIGHT_TONES)
"""Charts on white: paper and the light window."""

DARK: Final = Palette(_DARK_INKS, _DARK_TONES)
"""Charts in the dark window."""


def luminance(colour: str) -> float:
    """Return the relative luminance of "RRGGBB" as WCAG 2 defines it, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 -- WCAG's
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21; texts need 4.5."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _mixed(one: str, other: str) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a + (b - a) * _HATCH_STRENGTH):02X}" for a, b in pairs)
