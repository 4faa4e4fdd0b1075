from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.workspace.paste import LOCKED, Refusal, clear, fitted, paste
from kpidesk.workspace.tsv import parse_block
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.year_value import CellKey
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

REMARKS = CommentKey("i1", b.fy(2022))
FIRST, SECOND = b.actual_of("i1", 2022), b.actual_of("i2", 2022)
MANY = 300


@pytest.fixture
def small(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    """Return a workspace with two indicators and one of two series, open for writing."""
    pair = b.indicator("i3", b.series(label="世帯数", unit="世帯"), b.series(label="人数", unit="人"))
    rate = b.indicator("i1", b.series(actuals={2022: "25.0"}), unit="%")
    opened = Workspace.open(make_workspace(b.plan_of(rate, b.indicator("i2", unit="件"), pair)), services)
    yield opened
    opened.close()


def put(workspace: Workspace, keys: list[list[CellKey | None]], text: str) -> list[Refusal]:
    with workspace.edit("plan", "貼り付け") as edit:
        return paste(edit, keys, parse_block(text))


def stands(workspace: Workspace, key: ValueKey) -> object:
    return workspace.plan("plan").indicator(key.indicator).series_of(key.series).value(key.year, key.side)


def test_a_block_goes_in_as_one_step(small: Workspace) -> None:
    before = dumps(small.plan("plan"))
    assert put(small, [[FIRST, REMARKS], [SECOND, None]], '３６．６％\t"増えた。\n続ける。"\r\n4件\t\r\n') == []
    assert (stands(small, FIRST), stands(small, SECOND)) == (b.cell("36.6"), b.cell("4"))
    assert small.plan("plan").indicator("i1").comments[b.fy(2022)].remarks == "増えた。\n続ける。"
    small.undo()
    assert (dumps(small.plan("plan")), small.undo_title) == (before, "")


def test_what_cannot_be_read_is_told_and_the_rest_goes_in(small: Workspace) -> None:
    before = dumps(small.plan("plan"))
    unit, locked = put(small, [[FIRST, None], [SECOND, None]], "4億3,0000万\t8\n5\t\n")
    assert (unit.row, unit.column, unit.key, unit.text) == (0, 0, FIRST, "4億3,0000万")
    assert "桁区切りか小数点の位置" in unit.reason
    assert locked == Refusal(0, 1, None, "8", LOCKED)
    assert (stands(small, FIRST), stands(small, SECOND)) == (b.cell("25.0"), b.cell("5"))
    small.undo()
    assert dumps(small.plan("plan")) == before


def test_a_blank_empties_a_cell(small: Workspace) -> None:
    assert put(small, [[FIRST]], "\n") == []
    assert stands(small, FIRST) is None


def test_one_text_for_several_series_falls_into_their_cells(small: Workspace) -> None:
    households, people = (b.actual_of("i3", 2022, label) for label in ("世帯数", "人数"))
    assert put(small, [[households]], "3世帯9人") == []
    assert (stands(small, households), stands(small, people)) == (b.cell("3"), b.cell("9"))


def test_what_is_larger_than_the_selection_stays_out(small: Workspace) -> None:
    assert put(small, [[FIRST]], "1\t2\n3") == []
    assert stands(small, FIRST) == b.cell("1")


@pytest.mark.parametrize(
    ("block", "rows", "columns", "fits"),
    [
        ([["1"]], 2, 2, [["1", "1"], ["1", "1"]]),
        ([["1", "2"]], 2, 4, [["1", "2", "1", "2"], ["1", "2", "1", "2"]]),
        ([["1", "2"], ["3"]], 2, 2, [["1", "2"], ["3", ""]]),
        ([["1"], ["2"]], 3, 1, [["1"], ["2"]]),
        ([["1", "2"]], 1, 1, [["1", "2"]]),
        ([], 2, 2, []),
        ([[]], 1, 1, [[]]),
    ],
)
def test_a_block_is_repeated_over_a_multiple_of_itself(
    block: list[list[str]], rows: int, columns: int, fits: list[list[str]]
) -> None:
    assert fitted(block, rows, columns) == fits


def test_many_cells_are_emptied_as_one_step(small: Workspace) -> None:
    put(small, [[FIRST, REMARKS]], "1\t増えた。")
    with small.edit("plan", "消去") as edit:
        clear(edit, [FIRST, REMARKS, SECOND])
    assert stands(small, FIRST) is None
    assert small.plan("plan").indicator("i1").comments == {}
    small.undo()
    assert stands(small, FIRST) == b.cell("1")


def test_a_large_block_is_kept_on_the_disk(make_workspace: Made, services: Services) -> None:
    path = make_workspace(b.plan_of(*(b.indicator(f"i{number}") for number in range(MANY))))
    opened = Workspace.open(path, services)
    keys = [
        [ValueKey(f"i{number}", "", year, side) for year in opened.plan("plan").years.years for side in Side]
        for number in range(MANY)
    ]
    with opened.edit("plan", "貼り付け") as edit:
        paste(edit, keys, [[str(row + column) for column in range(10)] for row in range(MANY)])
    filled = dumps(opened.plan("plan"))
    with opened.edit("plan", "消去") as edit:
        clear(edit, [key for row in keys for key in row])
    opened.undo()
    opened.close()
    again = Workspace.open(path, services, write=False)
    again.close()
    assert dumps(again.plan("plan")) == filled
