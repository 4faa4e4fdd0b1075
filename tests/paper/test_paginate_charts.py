from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.paper.chart import Category, ChartKind
from kpidesk.paper.laid_out import PT_PER_MM, LaidChart, LaidText, Layout
from kpidesk.paper.paginate import paginate
from kpidesk.paper.report import Block, Chart, Heading, Page, Paragraph, Report
from tests.paper import chart_samples as samples
from tests.paper.samples import measure, project_table

if TYPE_CHECKING:
    from kpidesk.paper.chart import ChartSpec


def laid(*blocks: Block) -> Layout:
    return paginate(Report("題", (Page("グラフ", blocks),)), measure)


def charts(layout: Layout) -> list[list[LaidChart]]:
    return [[part for part in page.parts if isinstance(part, LaidChart)] for page in layout.pages]


def test_a_chart_stands_between_tables() -> None:
    table = project_table(("事業", ("所見",)))
    parts = laid(table, Chart(samples.lines()), table).pages[0].parts
    tops = [part.box.top if isinstance(part, LaidChart | LaidText) else part.rows[0].top for part in parts]
    assert tops == sorted(tops)
    assert isinstance(parts[1], LaidChart)
    assert parts[1].box.bottom < tops[2]


def test_charts_are_never_torn() -> None:
    layout = laid(*(Chart(samples.lines()) for _ in range(7)))
    bottom = layout.pages[0].height - layout.report.paper.margins.bottom * PT_PER_MM
    assert [len(page) for page in charts(layout)] == [3, 3, 1]
    assert all(chart.box.bottom <= bottom for page in charts(layout) for chart in page)


def test_a_heading_goes_along_with_its_chart() -> None:
    filling = Paragraph("行\n" * 30)
    layout = laid(filling, Heading("判定"), Chart(samples.lines()))
    assert [len(page.parts) for page in layout.pages] == [1, 2]


def test_charts_give_way_alike_to_stay_on_a_page_but_not_further_than_they_can_be_read() -> None:
    [[natural]] = charts(laid(Chart(samples.lines())))
    together = [chart.box.height for chart in charts(laid(*(Chart(samples.lines()) for _ in range(3))))[0]]
    assert together == pytest.approx([together[0]] * 3)
    assert 0.75 <= together[0] / natural.box.height < 1
    alone = charts(laid(*(Chart(samples.lines()) for _ in range(4))))[-1]
    assert [chart.box.height for chart in alone] == pytest.approx([natural.box.height])


def test_only_charts_that_follow_each_other_give_way_together() -> None:
    between = laid(*(Chart(samples.lines()), Paragraph("注"), Chart(samples.lines())))
    [[first, second]] = charts(between)
    assert first.box.height == second.box.height


def test_a_chart_taller_than_a_page_is_made_smaller() -> None:
    spec = samples.stacks(
        ChartKind.BARS, {"達成": tuple(range(1, 41))}, tuple(Category(f"目標{n}") for n in range(1, 41))
    )
    layout = laid(Chart(spec))
    assert [len(page) for page in charts(layout)] == [1]


@pytest.mark.parametrize("spec", [samples.lines(), samples.bars(), samples.columns()])
def test_the_picture_is_as_large_as_its_place(spec: ChartSpec) -> None:
    [[chart]] = charts(laid(Chart(spec)))
    assert (chart.picture.width, chart.picture.height) == (chart.box.width, chart.box.height)
