"""Charts in the window: what the mouse and the arrow keys tell, both themes, sharp on fine screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip, QWidget

from kpidesk.paper.chart_marks import Patch, Words
from kpidesk.paper.chart_tones import DARK, LIGHT
from kpidesk.ui.chart_stack import ChartStack
from kpidesk.ui.chart_view import EDGE, SCALE, ChartView
from kpidesk.ui.theme import ThemeChoice
from tests.paper import chart_samples as samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_marks import Picture
    from kpidesk.ui.look import Look

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising a tooltip, offscreen
YEAR_4 = "令和4年度\n目標値　37.0%\n実績値　25.0%"
ALL = (samples.lines(), samples.below_zero(), samples.two_series(), samples.bars(), samples.columns(), samples.empty())


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> Iterator[ChartView]:
    made = ChartView(look)
    qtbot.addWidget(made)
    show(made, samples.lines())
    made.show()
    qtbot.waitExposed(made)
    yield made
    QToolTip.hideText()
    look.choose(ThemeChoice.LIGHT)


def show(view: ChartView, spec: ChartSpec) -> None:
    view.show_chart(spec)
    view.resize(330, view.heightForWidth(330))


def picture_of(view: ChartView) -> Picture:
    found = view.picture()
    assert found is not None
    return found


def grabbed(view: ChartView, ratio: float = 1.0) -> QImage:
    image = QImage(view.size() * ratio, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    view.render(image)
    return image


def test_arrows_walk_through_the_years_and_tell_their_figures(view: ChartView) -> None:
    view.setFocus()
    told = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        told.append(view.told.split("\n")[0])
    assert told == ["令和3年度", "令和4年度", "令和3年度", "令和7年度", "令和7年度", "令和3年度"]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.told == YEAR_4
    assert QToolTip.text() == YEAR_4


def test_the_left_arrow_begins_at_the_end(view: ChartView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.told.startswith("令和7年度")


def test_another_chart_is_begun_anew(view: ChartView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    show(view, samples.bars())
    assert view.told == ""
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert "達成　5件" in view.told


def test_other_keys_are_left_to_the_window(view: ChartView, qtbot: QtBot) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A)
    assert view.told == ""
    show(view, samples.empty())
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.told == ""
    del qtbot


def test_the_mouse_is_told_the_exact_figures_where_it_is(view: ChartView, qtbot: QtBot) -> None:
    box = picture_of(view).hits[1].box
    at = QPoint(EDGE + int(box.left + 1), EDGE + int(box.bottom - 1))
    QCoreApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text() == YEAR_4
    corner = QPoint(1, 1)
    QCoreApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, corner, view.mapToGlobal(corner)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_screen_reader_is_told_the_content(view: ChartView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found.text(QAccessible.Text.Name) == "市内企業への就職率"
    assert found.text(QAccessible.Text.Description) == "「市内企業への就職率」の推移です。"
    assert view.focusPolicy() is Qt.FocusPolicy.TabFocus


def test_focus_and_the_chosen_year_can_be_seen(view: ChartView, qtbot: QtBot) -> None:
    view.clearFocus()
    plain = grabbed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    focused = grabbed(view)
    QTest.keyClick(view, Qt.Key.Key_Right)
    chosen = grabbed(view)
    assert plain != focused
    assert focused != chosen
    view.clearFocus()
    assert grabbed(view) == plain


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.title)
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_every_chart_is_painted_in_both_themes(
    view: ChartView, look: Look, spec: ChartSpec, choice: ThemeChoice
) -> None:
    look.choose(choice)
    show(view, spec)
    image, palette = grabbed(view, 2.0), DARK if choice is ThemeChoice.DARK else LIGHT
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 3)}
    assert len(colours) > 3
    for mark in picture_of(view).marks:
        if isinstance(mark, Patch) and min(mark.box.width, mark.box.height) > 3:
            assert f"#{palette.colour(mark.tone)}".lower() in colours


def test_a_text_is_painted_as_wide_as_it_was_measured(view: ChartView, look: Look) -> None:
    for mark in picture_of(view).marks:
        if isinstance(mark, Words):
            font = look.font(SCALE * mark.size / view.em, bold=mark.bold)
            painted = QFontMetricsF(font).horizontalAdvance(mark.text)
            assert painted == pytest.approx(mark.box.width, rel=0.04, abs=1.5)


def test_a_wide_chart_needs_no_more_lines_in_its_legend_than_a_narrow_one(view: ChartView) -> None:
    assert view.heightForWidth(400) < view.heightForWidth(220)
    assert view.sizeHint().height() == view.heightForWidth(view.sizeHint().width())


def test_a_stack_shows_as_many_charts_as_there_are(look: Look, qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    stack = ChartStack(look, panel)
    for specs in (ALL[:2], ALL[2:3], (), ALL[:3]):
        stack.show_charts(specs)
        shown = [view.accessibleName() for view in stack.findChildren(ChartView) if not view.isHidden()]
        assert shown == [spec.title for spec in specs]
        assert stack.isHidden() == (not specs)
