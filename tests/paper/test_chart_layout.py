from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.paper.chart import (
    NOTHING_TO_DRAW,
    Category,
    ChartKind,
    ChartSpec,
    Datum,
    Reference,
    Strand,
    Tone,
)
from kpidesk.paper.chart_axes import BROKEN
from kpidesk.paper.chart_layout import lay_chart, natural_height
from kpidesk.paper.chart_marks import Dash, Dot, Mark, Patch, Picture, Stroke, Words
from kpidesk.paper.chart_stacks import NONE_HERE
from kpidesk.paper.line_break import LineBreaker
from tests.paper import chart_samples as samples
from tests.paper.samples import measure

EM = 10.0
SAMPLES = (
    samples.lines(),
    samples.below_zero(),
    samples.two_series(),
    samples.bars(),
    samples.columns(),
    samples.empty(),
)


def laid(spec: ChartSpec, width: float = 400.0, height: float = 0.0) -> Picture:
    breaker = LineBreaker(measure)
    return lay_chart(spec, width, height or natural_height(spec, width, breaker, EM), breaker, EM)


def words(picture: Picture) -> list[Words]:
    return [mark for mark in picture.marks if isinstance(mark, Words)]


def texts(picture: Picture) -> list[str]:
    return [each.text for each in words(picture)]


def strokes(picture: Picture, colour: object) -> list[Stroke]:
    return [mark for mark in picture.marks if isinstance(mark, Stroke) and mark.colour is colour]


def dots(picture: Picture, tone: Tone) -> list[Dot]:
    """Return the points of the figures, those in the legend left out."""
    top = min(hit.box.top for hit in picture.hits)
    return [mark for mark in picture.marks if isinstance(mark, Dot) and mark.tone is tone and mark.at[1] > top - EM]


def extent(mark: Mark) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a mark, the width of its strokes left out."""
    if isinstance(mark, Stroke):
        xs, ys = zip(*mark.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    if isinstance(mark, Dot):
        half = mark.size / 2
        return mark.at[0] - half, mark.at[1] - half, mark.at[0] + half, mark.at[1] + half
    return mark.box.left, mark.box.top, mark.box.right, mark.box.bottom


def check(spec: ChartSpec, picture: Picture) -> None:
    """Everything is inside, no text lies on another, everything exact can be asked for, hatches stay in their part."""
    for mark in picture.marks:
        left, top, right, bottom = extent(mark)
        assert -0.01 <= left <= right <= picture.width + 0.01, mark
        assert -0.01 <= top <= bottom <= picture.height + 0.01, mark
        if isinstance(mark, Patch):
            points = [*(point for line in mark.lines for point in line), *mark.dots]
            assert all(left - 0.01 <= x <= right + 0.01 and top - 0.01 <= y <= bottom + 0.01 for x, y in points)
    for one, other in combinations([extent(each) for each in words(picture)], 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    if spec.is_empty:
        assert not picture.hits
        return
    told = {hit.place: hit.text.split("\n") for hit in picture.hits}
    for strand in spec.strands:
        for place, datum in enumerate(strand.data):
            if datum.text:
                assert f"{strand.name}　{datum.text}" in told[place]
                assert told[place][0] == spec.categories[place].name


@pytest.mark.parametrize("spec", SAMPLES, ids=lambda spec: spec.title)
@pytest.mark.parametrize("width", [220.0, 330.0, 700.0])
def test_samples_are_sound_at_any_width(spec: ChartSpec, width: float) -> None:
    check(spec, laid(spec, width))


FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=2) | st.integers(-50, 50).map(Decimal)


@st.composite
def line_specs(draw: st.DrawFn) -> ChartSpec:
    count = draw(st.integers(1, 10))
    row = st.lists(st.none() | FIGURES, min_size=count, max_size=count)
    strands = [
        Strand(
            name, tone, tuple(Datum(v, f"{v:,f}", f"{v:,f}人") if v is not None else Datum(text="―") for v in draw(row))
        )
        for name, tone in (("目標値", Tone.TARGET), ("実績値", Tone.ACTUAL))
    ]
    references = tuple(Reference("基準値", v, f"{v}", f"{v:,f}人") for v in draw(st.lists(FIGURES, max_size=1)))
    years = tuple(Category(f"令和{year + 1}年度", f"{year + 1}年度") for year in range(count))
    marked = draw(st.none() | st.integers(0, count - 1))
    title = draw(st.sampled_from(["", "就職率", "とても長い名前の指標についての表題です。" * 4]))
    return ChartSpec(ChartKind.LINES, title, years, tuple(strands), "人", references, marked, not_firm="暫定値")


@st.composite
def stack_specs(draw: st.DrawFn) -> ChartSpec:
    count = draw(st.integers(1, 8))
    rows = draw(
        st.lists(st.lists(st.integers(0, 60), min_size=count, max_size=count), min_size=1, max_size=5).filter(any)
    )
    name = st.sampled_from(["基本目標", "基本目標4　子育て世代に選ばれる教育と福祉のまち" * 3, "A"])
    categories = tuple(Category(f"{place}{draw(name)}", f"{place}年度") for place in range(count))
    kind = draw(st.sampled_from([ChartKind.BARS, ChartKind.COLUMNS]))
    counts = {f"判定{number}": tuple(row) for number, row in enumerate(rows)}
    return samples.stacks(kind, counts, categories)


@settings(max_examples=60, deadline=None)
@given(line_specs() | stack_specs(), st.sampled_from([240.0, 360.0, 700.0]), st.sampled_from([1.0, 0.6, 1.5]))
def test_any_chart_is_sound(spec: ChartSpec, width: float, stretched: float) -> None:
    height = natural_height(spec, width, LineBreaker(measure), EM) * stretched
    check(spec, laid(spec, width, height))


def test_a_line_never_runs_over_a_year_without_a_figure() -> None:
    picture = laid(samples.lines())
    runs = [stroke for stroke in strokes(picture, Tone.ACTUAL) if stroke.points[0][1] > picture.hits[0].box.top - EM]
    assert [len(run.points) for run in runs] == [2]
    assert len(dots(picture, Tone.ACTUAL)) == 3


def test_targets_are_dashed_and_hollow_actuals_solid_and_filled() -> None:
    picture = laid(samples.lines())
    assert {stroke.dash for stroke in strokes(picture, Tone.TARGET)} == {Dash.DASHED}
    assert {stroke.dash for stroke in strokes(picture, Tone.ACTUAL)} == {Dash.SOLID}
    assert all(dot.hollow for dot in dots(picture, Tone.TARGET))
    assert [dot.ringed for dot in dots(picture, Tone.ACTUAL)] == [False, False, True]
    assert "暫定値" in texts(picture)


def test_higher_figures_stand_higher() -> None:
    first, second, last = (dot.at[1] for dot in dots(laid(samples.lines()), Tone.ACTUAL))
    assert last < first < second


def test_a_broken_axis_says_so_and_one_from_zero_does_not() -> None:
    assert BROKEN in texts(laid(samples.lines()))
    assert BROKEN not in texts(laid(samples.below_zero()))


def test_the_baseline_is_a_line_across_with_its_text_in_the_legend() -> None:
    assert "基準値 36.7%(令和元年)" in texts(laid(samples.lines()))


def test_without_figures_a_polite_text_stands_alone() -> None:
    assert texts(laid(samples.empty())) == ["まだ何もない", NOTHING_TO_DRAW]


def test_the_marked_year_is_always_named_and_bold() -> None:
    ten = tuple(Category(f"令和{year}年度", f"{year}年度") for year in range(1, 11))
    data = tuple(Datum(Decimal(year), str(year), f"{year}人") for year in range(10))
    for marked in range(10):
        spec = ChartSpec(ChartKind.LINES, "", ten, (Strand("実績値", Tone.ACTUAL, data),), marked=marked)
        bold = [each.text for each in words(laid(spec, 220.0)) if each.bold]
        assert bold == [ten[marked].short]


def test_bars_are_as_long_as_their_shares_and_columns_as_high_as_their_counts() -> None:
    first = [mark.box for mark in laid(samples.bars()).marks if isinstance(mark, Patch)][3:6]
    assert [round(box.width / sum(each.width for each in first), 3) for box in first] == [0.263, 0.105, 0.632]
    column = [mark.box for mark in laid(samples.columns()).marks if isinstance(mark, Patch)][4:7]
    assert [round(box.height / column[0].height, 3) for box in column] == [1.0, 0.6, 0.8]


def test_what_is_not_judged_is_counted_beside_the_bars_of_shares() -> None:
    shown = texts(laid(samples.bars()))
    assert "19件（ほか1件）" in shown
    assert "未判定" not in shown
    assert NONE_HERE in shown
    assert "0件（ほか4件）" in shown
    assert "未判定" in texts(laid(samples.columns()))


def test_a_figure_on_a_part_has_a_quiet_ground_wider_than_itself_inside_its_part() -> None:
    picture = laid(samples.columns())
    patches = [mark.box for mark in picture.marks if isinstance(mark, Patch)]
    figures = [each for each in words(picture) if each.on is not None]
    assert figures
    for each in figures:
        assert each.box.width > measure(each.text, each.size, bold=False)
        assert any(
            patch.left <= each.box.left and each.box.right <= patch.right and patch.top <= each.box.top
            for patch in patches
        )


def test_a_long_title_is_elided_but_never_a_figure() -> None:
    spec = replace(samples.lines(), title="とても長い名前の指標についての表題です。" * 9)
    shown = texts(laid(spec, 240.0))
    assert shown[1].endswith("…")
    huge = Decimal(12345678901234567890)
    data = (Datum(huge, f"{huge:,f}", f"{huge:,f}円"),)
    spec = ChartSpec(ChartKind.LINES, "", (Category("令和4年度", "4年度"),), (Strand("実績値", Tone.ACTUAL, data),))
    assert "15,000,000,000,000,000,000" in texts(laid(spec, 240.0))


def test_a_low_chart_is_set_smaller() -> None:
    spec = samples.columns()
    natural = natural_height(spec, 400.0, LineBreaker(measure), EM)
    assert {each.size for each in words(laid(spec, 400.0, natural / 2))} == {EM / 2}


def test_a_strand_must_have_a_datum_for_each_category() -> None:
    with pytest.raises(ValueError, match="each category"):
        replace(samples.lines(), categories=samples.YEARS[:2])


def test_a_part_of_a_bar_cannot_be_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        samples.stacks(ChartKind.BARS, {"達成": (-1,)}, samples.GOALS[:1])
