from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.year_value import Absence, NotApplicable, Number, Side, Standing
from kpidesk.errors import UserError
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.workspace.workspace import Workspace

TYPED = b.actual_of("i2", 2022)
BLANK = b.actual_of("i2", 2023)
FIGURE = Number(Decimal("25.0"))


def stands(workspace: Workspace) -> object:
    return workspace.plan("sunagawa").indicator("i2").series_of("").value(TYPED.year, Side.ACTUAL)


def test_a_provisional_figure_becomes_confirmed_and_back(workspace: Workspace) -> None:
    provisional = replace(FIGURE, standing=Standing.PROVISIONAL)
    for standing in (Standing.PROVISIONAL, Standing.CONFIRMED):
        with workspace.edit("sunagawa", standing.label) as edit:
            edit.set_standing(TYPED, standing)
    assert stands(workspace) == Number(Decimal("25.0"), Standing.CONFIRMED, earlier=(provisional,))
    with workspace.edit("sunagawa", "暫定値") as edit:
        edit.set_standing(TYPED, Standing.PROVISIONAL)
    assert stands(workspace) == provisional


def test_a_note_is_one_clean_line(workspace: Workspace) -> None:
    with workspace.edit("sunagawa", "数値の注記") as edit:
        edit.set_note(TYPED, "2018年度\r\n数値\x07 ")
    assert stands(workspace) == replace(FIGURE, note="2018年度 数値")
    with workspace.edit("sunagawa", "数値の注記") as edit:
        edit.set_note(TYPED, "")
    assert stands(workspace) == FIGURE


@pytest.mark.parametrize("reason", Absence)
def test_a_cell_says_why_it_has_no_figure(workspace: Workspace, reason: Absence) -> None:
    with workspace.edit("sunagawa", reason.value) as edit:
        edit.set_absence(TYPED, reason)
    assert stands(workspace) == NotApplicable(reason)
    workspace.undo()
    assert stands(workspace) == FIGURE


def test_nothing_is_said_about_a_blank(workspace: Workspace) -> None:
    with (
        pytest.raises(UserError, match="数値が入っているセルにだけ") as caught,
        workspace.edit("sunagawa", "x") as edit,
    ):
        edit.set_standing(BLANK, Standing.PROVISIONAL)
    assert caught.value.where == "令和5年度 砂川高校からの市内企業就職率 実績値"
    with pytest.raises(UserError, match="数値の注記"), workspace.edit("sunagawa", "x") as edit:
        edit.set_note(BLANK, "2018年度数値")
    assert workspace.undo_title == ""
