from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.checks import findings
from kpidesk.domain.indicator import Direction
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.workspace.journal_view import CellEntry
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.conftest import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.workspace.services import Services
    from tests.conftest import Made

KEY = b.actual_of('i"1', 2022)
REMARKS = CommentKey('i"1', b.fy(2022))


@pytest.fixture
def small(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    """Return a workspace with an indicator, one that shares its values, and a project, open for writing."""
    shared = b.plan_of(b.indicator('i"1'), b.sharing("i2", 'i"1'))
    opened = Workspace.open(make_workspace(shared), services)
    yield opened
    opened.close()


def type_figure(workspace: Workspace, text: str, key: ValueKey = KEY) -> None:
    with workspace.edit("plan", f"{text}の入力") as edit:
        edit.type_figure(key, text)


def write(workspace: Workspace, text: str, fold: object, key: CommentKey = REMARKS) -> None:
    with workspace.edit("plan", "所見の入力", fold=fold) as edit:
        edit.set_comment(key, text)


def pairs(entries: list[CellEntry]) -> list[tuple[object, object]]:
    return [(entry.old, entry.new) for entry in entries]


def test_a_cell_knows_what_stood_in_it(small: Workspace) -> None:
    for text in ("1", "2", "—", ""):
        type_figure(small, text)
    small.undo()
    newest, *_, first = entries = small.cell_history("plan", KEY)
    one, two, dash = (b.cell(text) for text in ("1", "2", "—"))
    assert pairs(entries) == [(None, dash), (dash, None), (two, dash), (one, two), (None, one)]
    assert first == CellEntry(NOON, "企画課", "1の入力", None, one)
    assert newest.title == "元に戻す: の入力"


def test_other_cells_have_histories_of_their_own(small: Workspace) -> None:
    type_figure(small, "1")
    for key in (b.actual_of('i"1', 2023), ValueKey('i"1', "", b.fy(2022), Side.TARGET), REMARKS):
        assert small.cell_history("plan", key) == []


def test_a_large_step_tells_each_cell_its_own(small: Workspace) -> None:
    with small.edit("plan", "貼り付け") as edit:
        for year in (2021, 2022, 2023):
            edit.type_figure(b.actual_of('i"1', year), str(year))
        edit.set_comment(REMARKS, "増えた。")
    assert pairs(small.cell_history("plan", KEY)) == [(None, b.cell("2022"))]
    assert pairs(small.cell_history("plan", REMARKS)) == [("", "増えた。")]


def test_the_autosaves_of_one_sitting_are_one_entry(small: Workspace) -> None:
    for text in ("増", "増え", "増えた。"):
        write(small, text, "所見-1")
    write(small, "減った。", "所見-2")
    assert pairs(small.cell_history("plan", REMARKS)) == [("増えた。", "減った。"), ("", "増えた。")]


def test_a_sitting_that_ended_where_it_began_is_no_entry(small: Workspace) -> None:
    write(small, "増", "所見-1")
    write(small, "", "所見-1")
    assert small.cell_history("plan", REMARKS) == []
    assert small.indicator_history("plan", 'i"1') == []


def test_an_old_text_that_names_the_cell_is_not_mistaken_for_it(small: Workspace) -> None:
    other = CommentKey("p1", b.fy(2022))
    write(small, '{"owner": "i\\"1", "year": 2022, "kind": "remarks"}', None, other)
    assert small.cell_history("plan", REMARKS) == []


def test_an_older_value_comes_back_by_writing_it(small: Workspace) -> None:
    type_figure(small, "1")
    type_figure(small, "2")
    (entry, _) = small.cell_history("plan", KEY)
    with small.edit("plan", "前の値に戻す") as edit:
        edit.set_value(KEY, b.cell("1"))
    assert entry.old == b.cell("1") == small.cell_history("plan", KEY)[0].new


def test_an_indicator_knows_all_that_was_altered(small: Workspace) -> None:
    type_figure(small, "1")
    with small.edit("plan", "いろいろ") as edit:
        edit.set_direction('i"1', Direction.LOWER)
        edit.set_comment(REMARKS, "増えた。")
        edit.set_comment(CommentKey("p1", b.fy(2022)), "別の所見である。")
    newest, first = small.indicator_history("plan", 'i"1')
    assert (newest.title, newest.who, newest.at) == ("いろいろ", "企画課", NOON)
    assert newest.sentences == (
        '指標i"1 良い方向: 大きいほど良い → 小さいほど良い',
        '令和4年度 指標i"1 所見: 0字 → 4字',
        "前: (空欄)",
        "後: 増えた。",
    )
    assert first.sentences == ('令和4年度 指標i"1 実績値: (空欄) → 1',)


def test_an_indicator_knows_what_was_dismissed(small: Workspace) -> None:
    with small.edit("plan", "所見の入力") as edit:
        edit.set_comment(CommentKey('i"1', b.fy(2021)), "同上")
    (finding,) = findings(small.plan("plan"))
    with small.edit("plan", "要確認の確認") as edit:
        edit.dismiss(finding, "事業を休止した。")
    assert small.indicator_history("plan", 'i"1')[0].title == "要確認の確認"


def test_the_autosaves_of_an_indicator_are_said_as_one(small: Workspace) -> None:
    write(small, "増", "所見-1")
    write(small, "増えた。", "所見-1")
    (entry,) = small.indicator_history("plan", 'i"1')
    assert entry.sentences == ('令和4年度 指標i"1 所見: 0字 → 4字', "前: (空欄)", "後: 増えた。")


def test_a_shared_indicator_knows_what_altered_the_values_it_shows(small: Workspace) -> None:
    type_figure(small, "1")
    write(small, "こちらの所見。", None, CommentKey("i2", b.fy(2022)))
    write(small, "あちらの所見。", None)
    titles = [entry.title for entry in small.indicator_history("plan", "i2")]
    assert titles == ["所見の入力", "1の入力"]


def test_a_project_knows_its_comments(small: Workspace) -> None:
    write(small, "協議した。", None, CommentKey("p1", b.fy(2022)))
    (entry,) = small.indicator_history("plan", "p1")
    assert entry.sentences == ("令和4年度 事業p1 所見: 0字 → 5字", "前: (空欄)", "後: 協議した。")


@pytest.mark.parametrize("uid", ['i"1', "p1"])
def test_the_steps_of_the_round_stand_beside_figures_and_remarks(small: Workspace, uid: str) -> None:
    year, reason = b.fy(2022), "分母を確かめて、\n昨年と同じ数え方で出し直してください。"
    with small.edit("plan", "提出") as edit:
        edit.hand_in("p1", year)
    small.work_as("課長")
    with small.edit("plan", "差戻し") as edit:
        edit.send_back("p1", year, reason)
    write(small, "一行目\n二行目", None, CommentKey(uid, year))
    for title, deed in (("再提出", "hand_in"), ("確認", "approve")):
        with small.edit("plan", title) as edit:
            getattr(edit, deed)("p1", year)
    told = [(entry.who, *entry.sentences) for entry in reversed(small.indicator_history("plan", uid))]
    back = "差戻し(理由: 分母を確かめて、 昨年と同じ数え方で出し直してください。)"
    name = small.plan("plan").places[uid].title
    assert told == [
        ("企画課", "令和4年度 事業p1 確認の状況: 入力中 → 提出済"),
        ("課長", f"令和4年度 事業p1 確認の状況: 提出済 → {back}"),
        ("課長", f"令和4年度 {name} 所見: 0字 → 6字", "前: (空欄)", "後: 一行目\n二行目"),
        ("課長", f"令和4年度 事業p1 確認の状況: {back} → 提出済"),
        ("課長", "令和4年度 事業p1 確認の状況: 提出済 → 確認済"),
    ]


def test_who_works_on_is_named_from_then_on(small: Workspace) -> None:
    type_figure(small, "1")
    small.work_as("山田")
    type_figure(small, "2")
    assert [entry.who for entry in small.cell_history("plan", KEY)] == ["山田", "企画課"]
