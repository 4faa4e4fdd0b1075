from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.change import ChangeSet, CommentChange, StaleChangeError, ValueChange
from kpidesk.domain.indicator import Direction
from kpidesk.domain.notation import NotationError
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import CommentKey, Side
from kpidesk.errors import UserError
from kpidesk.workspace.workspace import Edit, Workspace
from tests import builders as b
from tests.conftest import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services

I2 = b.actual_of("i2", 2023)
REMARKS = CommentKey("i2", b.fy(2023))


def on_disk(path: Path, services: Services) -> str:
    """Return what another reader finds in the file now."""
    reader = Workspace.open(path, services, write=False)
    reader.close()
    return dumps(reader.plan("sunagawa"))


def actual(workspace: Workspace) -> str:
    value = workspace.plan("sunagawa").indicator("i2").series_of("").value(I2.year, Side.ACTUAL)
    return str(getattr(value, "number", value))


def type_actual(workspace: Workspace, text: str) -> None:
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(I2, text)


def test_an_edit_is_on_the_disk_when_it_ends(workspace: Workspace, services: Services) -> None:
    type_actual(workspace, "３８．５％")
    assert actual(workspace) == "38.5"
    assert on_disk(workspace.path, services) == dumps(workspace.plan("sunagawa"))
    assert workspace.last_saved == NOON


def test_an_edit_reads_what_it_has_already_changed(workspace: Workspace) -> None:
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(I2, "暫定値46.7")
        edit.type_figure(I2, "確定値48.3")
        assert edit.plan.indicator("i2") != workspace.plan("sunagawa").indicator("i2")
    (entry,) = workspace.history("sunagawa")[:1]
    assert entry.sentences == ("令和5年度 砂川高校からの市内企業就職率 実績値: (空欄) → 確定値48.3",)


def test_one_edit_is_one_journal_entry(workspace: Workspace) -> None:
    with workspace.edit("sunagawa", "令和5年度 実績値の入力") as edit:
        edit.type_figure(I2, "38.5")
        edit.set_comment(REMARKS, "上回った。")
        edit.set_direction("i33", Direction.HIGHER)
    entry, loading = workspace.history("sunagawa")
    assert (entry.title, entry.who, entry.at, len(entry.sentences)) == ("令和5年度 実績値の入力", "企画課", NOON, 3)
    assert loading.title == "計画の読み込み: 第2期砂川市まち・ひと・しごと創生総合戦略"


def fail(workspace: Workspace, error: type[BaseException]) -> None:
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(I2, "38.5")
        edit.set_comment(REMARKS, "上回った。")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_exception_rolls_everything_back(
    workspace: Workspace, services: Services, error: type[BaseException]
) -> None:
    told: list[ChangeSet] = []
    workspace.subscribe(told.append)
    with pytest.raises(error):
        fail(workspace, error)
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa") == on_disk(workspace.path, services)
    assert (told, len(workspace.history("sunagawa")), workspace.undo_title) == ([], 1, "")


def type_well_and_badly(edit: Edit) -> None:
    edit.type_series("i2", b.fy(2022), Side.ACTUAL, "99")
    edit.type_figure(I2, "4億3,0000万")


def test_an_unreadable_text_undoes_what_came_before_it(workspace: Workspace) -> None:
    with pytest.raises(NotationError), workspace.edit("sunagawa", "入力") as edit:
        type_well_and_badly(edit)
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa")


def test_an_empty_edit_leaves_no_trace(workspace: Workspace) -> None:
    told: list[ChangeSet] = []
    workspace.subscribe(told.append)
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(I2, "1")
        edit.type_figure(I2, "")
        edit.set_comment(REMARKS, "  \n")
        edit.set_direction("i2", Direction.HIGHER)
    assert (told, len(workspace.history("sunagawa")), workspace.last_saved) == ([], 1, None)


def test_observers_are_told_once_a_commit(workspace: Workspace) -> None:
    told: list[ChangeSet] = []
    leave = workspace.subscribe(told.append)
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(I2, "38.5")
        edit.set_comment(REMARKS, "上回った。")
    (step,) = told
    assert step.cells == {I2, REMARKS}
    workspace.undo()
    workspace.redo()
    assert len(told) == 3
    leave()
    type_actual(workspace, "1")
    assert len(told) == 3


def test_an_observer_sees_the_new_plan_of_the_year(workspace: Workspace) -> None:
    workspace.plan_at("sunagawa", b.fy(2022))
    seen: list[object] = []
    workspace.subscribe(lambda _: seen.append(workspace.plan_at("sunagawa", b.fy(2022)).indicator("i2")))
    type_actual(workspace, "38.5")
    assert seen == [workspace.plan("sunagawa").indicator("i2")]


def test_a_plan_of_a_year_is_remembered_until_the_next_change(workspace: Workspace) -> None:
    first = workspace.plan_at("sunagawa", b.fy(2022))
    assert workspace.plan_at("sunagawa", b.fy(2022)) is first
    type_actual(workspace, "38.5")
    assert workspace.plan_at("sunagawa", b.fy(2022)) is not first


def test_a_comment_is_cleaned(workspace: Workspace) -> None:
    with workspace.edit("sunagawa", "所見") as edit:
        edit.set_comment(REMARKS, "\n一行目 \r\n二行目\u3000\x0b三行目\x00\x07\n\n")
    comments = workspace.plan("sunagawa").indicator("i2").comments[b.fy(2023)]
    assert comments.remarks == "一行目\n二行目\n三行目"


def test_a_torn_letter_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="読めない"), workspace.edit("sunagawa", "所見") as edit:
        edit.set_comment(REMARKS, "増\udce3えた")
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa")


def test_what_is_unknown_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="計画「無い」") as caught, workspace.edit("無い", "入力"):
        pass
    assert "sunagawa" in caught.value.remedy
    with pytest.raises(KeyError), workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(replace(I2, indicator="i999"), "1")
    with pytest.raises(KeyError), workspace.edit("sunagawa", "入力") as edit:
        edit.set_comment(replace(REMARKS, owner="i999"), "x")
    with pytest.raises(KeyError), workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(replace(I2, series="男"), "1")


def test_several_series_are_typed_at_once(workspace: Workspace) -> None:
    workspace.add_plan(b.published("iwamizawa"))
    with workspace.edit("iwamizawa", "入力") as edit:
        edit.type_series("i27", b.fy(2022), Side.ACTUAL, "3世帯9人")
    series = workspace.plan("iwamizawa").indicator("i27").series
    assert [row.value(b.fy(2022), Side.ACTUAL) for row in series] == [b.cell("3"), b.cell("9")]


def type_inside_another_edit(workspace: Workspace) -> None:
    with workspace.edit("sunagawa", "外") as outer:
        outer.type_figure(I2, "1")
        type_actual(workspace, "2")


def test_a_change_made_inside_another_edit_is_not_overwritten(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="ほかで変更"):
        type_inside_another_edit(workspace)
    assert actual(workspace) == "2.0"
    assert workspace.undo_title == "入力"


def test_edits_inside_each_other_that_do_not_meet_are_both_kept(workspace: Workspace, services: Services) -> None:
    with workspace.edit("sunagawa", "外") as outer:
        outer.set_comment(REMARKS, "上回った。")
        type_actual(workspace, "2")
    assert actual(workspace) == "2.0"
    assert workspace.plan("sunagawa").indicator("i2").comments[b.fy(2023)].remarks == "上回った。"
    assert on_disk(workspace.path, services) == dumps(workspace.plan("sunagawa"))


def test_a_stale_change_does_not_apply() -> None:
    plan = b.plan_of(b.indicator("i1"))
    with pytest.raises(StaleChangeError):
        ValueChange(b.actual_of("i1", 2022), b.cell("1"), None).apply(plan)
    edit = Edit(plan)
    edit.set_comment(CommentKey("p1", b.fy(2022)), "新")
    assert edit.changes == [CommentChange(CommentKey("p1", b.fy(2022)), "", "新")]
