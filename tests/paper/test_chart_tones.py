"""Charts in grey, for colour-blind eyes, on white and in the dark."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.paper.box import Box
from kpidesk.paper.chart import Tone
from kpidesk.paper.chart_hatch import hatch_dots, hatch_lines
from kpidesk.paper.chart_tones import DARK, FILLED, HATCHES, LIGHT, Hatch, Ink, Palette, contrast, luminance

LEAST_STEP = 8.0  # of the 100 steps of lightness
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def lightness(colour: str) -> float:
    """Return L* of CIELAB, 0 to 100, in which equal steps look equal."""
    shade = luminance(colour)
    return 116 * shade ** (1 / 3) - 16 if shade > 0.008856 else 903.3 * shade


@PALETTES
def test_parts_differ_in_grey(palette: Palette) -> None:
    steps = sorted(lightness(palette.colour(tone)) for tone in FILLED)
    assert min(after - before for before, after in pairwise(steps)) >= LEAST_STEP


def test_parts_differ_by_their_hatch_as_well() -> None:
    plain = [tone for tone in FILLED if tone not in HATCHES]
    assert len(set(HATCHES.values())) == len(HATCHES)
    for palette in (LIGHT, DARK):
        for one, other in combinations(plain, 2):
            assert contrast(palette.colour(one), palette.colour(other)) >= 3


@PALETTES
def test_texts_can_be_read(palette: Palette) -> None:
    ground = palette.colour(Ink.GROUND)
    for ink in (Ink.TEXT, Ink.MUTED, Tone.TARGET, Tone.ACTUAL, Tone.SECOND, Tone.THIRD):
        assert contrast(palette.colour(ink), ground) >= 4.5, ink
    for tone in FILLED:
        assert contrast(palette.on(tone), palette.colour(tone)) >= 4.5, tone


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(
    st.builds(Box, st.floats(-50, 50), st.floats(-50, 50), st.floats(0.1, 90), st.floats(0.1, 90)),
    st.sampled_from(Hatch),
    st.floats(2, 9),
)
def test_hatches_end_at_the_edges(box: Box, hatch: Hatch, pitch: float) -> None:
    lines = list(hatch_lines(box, hatch, pitch))
    points = [*(point for line in lines for point in line), *hatch_dots(box, hatch, pitch)]
    for x, y in points:
        assert box.left - 1e-6 <= x <= box.right + 1e-6
        assert box.top - 1e-6 <= y <= box.bottom + 1e-6


def test_every_hatch_draws_something_of_its_own() -> None:
    drawn = [
        (tuple(hatch_lines(Box(0, 0, 40, 20), hatch, 5)), tuple(hatch_dots(Box(0, 0, 40, 20), hatch, 5)))
        for hatch in Hatch
    ]
    assert len(set(drawn)) == len(Hatch)
    assert drawn[0] == ((), ())
