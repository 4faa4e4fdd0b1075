"""The bands while they are being written: read back as they were, and what is wrong with its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.methods import Progress, Ratio
from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.scheme import Band, Bound, Scheme
from kpidesk.domain.scheme_codec import SCHEME
from kpidesk.ui.scheme_lines import Field, Line, block, lines_of, read
from tests.domain.test_scheme_codec import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERY = (*PRESETS, SCHEME.read(EVERYTHING, ""))
OSAKA = preset("osaka_library")
assert OSAKA is not None


def places(scheme: Scheme, lines: Sequence[Line]) -> list[tuple[int | None, Field | None]]:
    return [(problem.line, problem.field) for problem in read(scheme, lines)[1]]


@pytest.mark.parametrize("scheme", EVERY, ids=lambda scheme: scheme.id)
def test_every_scheme_comes_back_as_it_was(scheme: Scheme) -> None:
    assert read(replace(scheme, bands=()), lines_of(scheme.bands)) == (scheme, [])


def test_a_further_bound_is_a_line_of_its_own() -> None:
    bound = Bound(Decimal(50), included=False, method=Progress())
    bands = (Band("A", "◎", Decimal(100), also=(bound,)), Band("B", "×"))
    lines = lines_of(bands)
    assert [line.also for line in lines] == [False, True, False]
    assert [list(block(lines, number)) for number in range(3)] == [[0, 1], [0, 1], [2]]
    assert read(Scheme("x", Ratio(), ()), lines)[0].bands == bands


@pytest.mark.parametrize(
    ("row", "change", "place"),
    [
        (1, {"lower": "abc"}, (1, Field.LOWER)),
        (1, {"lower": "約80"}, (1, Field.LOWER)),
        (1, {"lower": "未公表"}, (1, Field.LOWER)),
        (1, {"lower": ""}, (1, Field.LOWER)),
        (1, {"lower": "120"}, (1, Field.LOWER)),
        (3, {"lower": "10"}, (3, Field.LOWER)),
        (1, {"label": "A"}, (1, Field.LABEL)),
        (1, {"label": "未判定"}, (1, Field.LABEL)),
        (1, {"label": ""}, (1, Field.LABEL)),
        (2, {"mark": ""}, (2, Field.MARK)),
        (2, {"points": "7.5"}, (2, Field.POINTS)),
        (2, {"points": "2000"}, (2, Field.POINTS)),
        (0, {"by_hand": True}, (0, Field.BY_HAND)),
    ],
)
def test_what_is_wrong_has_its_place(row: int, change: dict[str, str | bool], place: tuple[int, Field]) -> None:
    assert OSAKA is not None
    lines = lines_of(OSAKA.bands)
    changed: dict[str, object] = dict(change)
    lines[row] = replace(lines[row], **changed)  # type: ignore[arg-type]
    assert place in places(OSAKA, lines)


def test_a_further_bound_needs_a_figure() -> None:
    assert OSAKA is not None
    lines = lines_of(OSAKA.bands)
    assert places(OSAKA, [lines[0], Line(also=True), *lines[1:]]) == [(1, Field.LOWER)]


def test_points_have_to_be_all_or_none() -> None:
    assert OSAKA is not None
    lines = [replace(line, points="" if number else "3") for number, line in enumerate(lines_of(OSAKA.bands))]
    assert places(OSAKA, lines) == [(1, Field.POINTS), (2, Field.POINTS), (3, Field.POINTS)]


def test_a_scheme_without_bands_or_name_says_so() -> None:
    assert places(Scheme("", Ratio(), ()), []) == [(None, None), (None, None)]


@pytest.mark.parametrize("text", ["80%", " ８０ ", "80.0"])
def test_bounds_are_read_as_generously_as_figures(text: str) -> None:
    assert OSAKA is not None
    lines = lines_of(OSAKA.bands)
    lines[1] = replace(lines[1], lower=text)
    assert read(OSAKA, lines) == (OSAKA, [])
