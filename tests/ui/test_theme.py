"""The colours: the same names in both themes, every name known, texts that can be read."""

from __future__ import annotations

import re

import pytest

from kpidesk import paths
from kpidesk.domain.scheme import Tone
from kpidesk.ui.theme import Theme

READ_ON = {"text": ("window", "surface", "band", "owed", "year"), "muted": ("window", "surface", "locked", "band")}
READ_ON |= {"accent": ("surface", "accent_soft"), "owed_text": ("owed", "owed_soft"), "on_accent": ("accent",)}
GROUNDS = ("window", "surface", "raised", "locked", "band", "year")
READ_ON |= {tone.value: (*GROUNDS, f"{tone.value}_soft") for tone in Tone}
READ_ON["muted"] += tuple(f"{tone.value}_soft" for tone in Tone)
READ_ON["text"] += tuple(f"{tone.value}_soft" for tone in Tone)


def theme(*, dark: bool) -> Theme:
    return Theme.load(paths.themes_folder(), dark=dark)


def test_both_themes_have_the_same_colours() -> None:
    assert theme(dark=True).colours.keys() == theme(dark=False).colours.keys()


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_names_known_colours_only(dark: bool) -> None:  # noqa: FBT001 -- pytest's parameter
    sheet = theme(dark=dark).style_sheet(paths.themes_folder(), paths.icons_folder())
    assert "$" not in sheet
    for image in re.findall(r"url\((.*?)\)", sheet):
        assert (paths.root() / image).is_file()


@pytest.mark.parametrize("dark", [False, True])
def test_texts_stand_out_from_their_ground(dark: bool) -> None:  # noqa: FBT001 -- pytest's parameter
    colours = theme(dark=dark)
    for ink, grounds in READ_ON.items():
        for ground in grounds:
            assert contrast(colours, ink, ground) >= 4.5, (ink, ground)


def contrast(colours: Theme, one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(colours, one), luminance(colours, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colours: Theme, name: str) -> float:
    colour = colours.colour(name)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
