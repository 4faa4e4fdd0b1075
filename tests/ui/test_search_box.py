"""The search: found while typing, marked in the tree, followed with the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.year_value import CommentKey
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.ui.search_box import SearchBox


@pytest.fixture
def box(driver: Driver, sample: Path) -> SearchBox:
    driver.window.open_path(sample)
    driver.press(Key.Key_F, CONTROL)
    assert driver.focus is driver.desk.search
    return driver.desk.search


def lines(box: SearchBox) -> list[str]:
    return [box.list.item(row).text() for row in range(box.list.count())]


def marked(driver: Driver) -> set[str]:
    model = driver.desk.tree.model
    return {node.uid for node in model.nodes() if model.is_marked(model.index_of(node))}


def test_what_is_found_stands_below_and_is_marked_in_the_tree(driver: Driver, box: SearchBox) -> None:
    driver.compose("就職率")
    driver.qtbot.waitUntil(box.list.isVisible)
    assert lines(box)[0].startswith("砂川高校からの市内企業就職率\n指標")
    assert any("令和4年度の所見" in line for line in lines(box))
    goal = driver.desk.session.plan.goals[0].uid
    assert {driver.desk.session.plan_uid, goal} <= marked(driver)
    assert driver.desk.session.plan.goals[1].uid not in marked(driver)


def test_enter_goes_to_the_chosen_hit(driver: Driver, box: SearchBox) -> None:
    driver.compose("就職率")
    box.finish()
    row = next(number for number, line in enumerate(lines(box)) if "令和4年度の所見" in line)
    for _ in range(row):
        driver.press(Key.Key_Down)
    assert box.list.currentRow() == row
    driver.press(Key.Key_Return)
    assert driver.focus is driver.desk.grid
    assert isinstance(driver.desk.model.key(driver.desk.grid.currentIndex()), CommentKey)
    assert not box.list.isVisible()
    assert driver.desk.session.entry is not None


def test_enter_at_once_goes_to_the_first_hit_even_outside_the_view(driver: Driver, box: SearchBox) -> None:
    session = driver.desk.session
    session.go(session.plan_uid, session.plan.goals[3].uid)
    driver.press(Key.Key_F, CONTROL)
    driver.compose("就職率")
    driver.press(Key.Key_Return)
    assert box.text() == "就職率"
    assert session.entry is not None
    assert session.entry.values_uid == "i2"


def test_a_goal_is_a_hit_too(driver: Driver, box: SearchBox) -> None:
    driver.compose("流れをつくる")
    box.finish()
    driver.press(Key.Key_Return)
    assert driver.desk.session.node_uid == driver.desk.session.plan.goals[1].uid


def test_escape_clears_and_then_goes_back(driver: Driver, box: SearchBox) -> None:
    driver.compose("就職率")
    box.finish()
    driver.press(Key.Key_Escape)
    assert box.text() == ""
    assert not box.list.isVisible()
    assert marked(driver) == set()
    driver.press(Key.Key_Escape)
    assert driver.focus is driver.desk.grid


def test_nothing_found_is_said(driver: Driver, box: SearchBox) -> None:
    driver.compose("ありえない語")
    box.finish()
    assert lines(box) == ["見つかりません。別の語で検索してください。"]
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Return)
    assert driver.focus is box


def test_a_hit_of_another_year_is_not_lost(driver: Driver, box: SearchBox) -> None:
    driver.desk.session.evaluate(b.fy(2023))
    driver.compose("就職率は25.0")
    box.finish()
    driver.press(Key.Key_Return)
    assert driver.desk.session.entry is not None
    assert driver.desk.session.entry.values_uid == "i2"
