from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import CommentKey
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.workspace.services import Services
    from tests.conftest import Made

REMARKS = CommentKey("p1", b.fy(2022))
KEY = b.actual_of("i1", 2022)


@pytest.fixture
def small(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    """Return a workspace with one indicator, open for writing."""
    opened = Workspace.open(make_workspace(b.plan_of(b.indicator("i1"))), services)
    yield opened
    opened.close()


def type_figure(workspace: Workspace, text: str) -> None:
    with workspace.edit("plan", f"{text}の入力") as edit:
        edit.type_figure(KEY, text)


def write(workspace: Workspace, text: str, fold: object) -> None:
    with workspace.edit("plan", "所見の入力", fold=fold) as edit:
        edit.set_comment(REMARKS, text)


def state(workspace: Workspace) -> str:
    return dumps(workspace.plan("plan"))


def test_nothing_to_undo_changes_nothing(small: Workspace) -> None:
    assert (small.undo(), small.redo(), small.undo_title, small.redo_title) == (None, None, "", "")
    assert len(small.history("plan")) == 1


def test_undo_and_redo_walk_over_all_steps(small: Workspace) -> None:
    states = [state(small)]
    for text in ("1", "2", "—"):
        type_figure(small, text)
        states.append(state(small))
    for expected in reversed(states[:-1]):
        assert small.undo() is not None
        assert state(small) == expected
    for expected in states[1:]:
        assert small.redo() is not None
        assert state(small) == expected


def test_undo_survives_on_the_disk(small: Workspace, services: Services) -> None:
    before = state(small)
    type_figure(small, "1")
    small.undo()
    small.close()
    again = Workspace.open(small.path, services)
    assert state(again) == before
    assert again.undo() is None
    again.close()


def test_titles_say_what_comes_next(small: Workspace) -> None:
    type_figure(small, "1")
    type_figure(small, "2")
    small.undo()
    assert (small.undo_title, small.redo_title) == ("1の入力", "2の入力")


def test_the_journal_gets_the_inverse(small: Workspace) -> None:
    type_figure(small, "1")
    small.undo()
    small.redo()
    titles = [entry.title for entry in small.history("plan")]
    assert titles[:3] == ["やり直し: 1の入力", "元に戻す: 1の入力", "1の入力"]
    assert small.history("plan")[1].sentences == ("令和4年度 指標i1 実績値: 1 → (空欄)",)


def test_a_new_step_ends_redo(small: Workspace) -> None:
    type_figure(small, "1")
    small.undo()
    type_figure(small, "2")
    assert small.redo() is None


def test_the_autosaves_of_one_sitting_are_one_step(small: Workspace) -> None:
    before = state(small)
    for text in ("増", "増え", "増えた。"):
        write(small, text, "所見-1")
    after = state(small)
    small.undo()
    assert state(small) == before
    small.redo()
    assert state(small) == after
    assert [entry.session for entry in small.history("plan")] == ["", "", "所見-1", "所見-1", "所見-1", ""]


def test_another_sitting_is_another_step(small: Workspace) -> None:
    write(small, "一", "所見-1")
    between = state(small)
    write(small, "二", "所見-2")
    small.undo()
    assert state(small) == between


def test_a_step_in_between_ends_the_sitting(small: Workspace) -> None:
    write(small, "一", "所見-1")
    type_figure(small, "1")
    between = state(small)
    write(small, "二", "所見-1")
    small.undo()
    assert state(small) == between


def test_undo_ends_the_sitting(small: Workspace) -> None:
    write(small, "一", "所見-1")
    small.undo()
    write(small, "二", "所見-1")
    write(small, "三", "所見-1")
    small.undo()
    assert small.undo_title == ""


def test_a_sitting_that_ends_where_it_began_is_no_step(small: Workspace) -> None:
    before = state(small)
    write(small, "一", "所見-1")
    write(small, "", "所見-1")
    assert (state(small), small.undo_title) == (before, "")
    assert len(small.history("plan")) == 3


def test_sittings_of_two_plans_do_not_fold(small: Workspace) -> None:
    small.add_plan(b.published("sunagawa"))
    write(small, "一", "所見-1")
    with small.edit("sunagawa", "所見の入力", fold="所見-1") as edit:
        edit.set_comment(CommentKey("i2", b.fy(2023)), "二")
    small.undo()
    assert dumps(small.plan("sunagawa")) == b.document("sunagawa")
    assert small.undo_title == "所見の入力"
