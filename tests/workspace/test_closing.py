"""評価確定: what a closed year refuses, by every way in; and 正誤表, what was corrected afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.change import FactChange, ValueChange, value_at
from kpidesk.domain.evaluation import Closure, Opinion, YearState
from kpidesk.domain.fact import Fact, FactKey
from kpidesk.domain.indicator import Basis, Direction
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.presets import MET_OR_NOT, PRESETS
from kpidesk.domain.year_value import CommentKey, CommentKind
from kpidesk.errors import UserError
from kpidesk.store.journal import JournalEntry, JournalStep
from kpidesk.workspace.errata import errata
from kpidesk.workspace.paste import paste
from kpidesk.workspace.step import LockedYearError
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.conftest import NOON
from tests.test_cli import refused as told_refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kpidesk.domain.year_value import CellKey
    from kpidesk.workspace.edit import Edit
    from kpidesk.workspace.services import Services
    from tests.conftest import Command, Made

YEAR = b.fy(2022)
ACTUAL = b.actual_of("i1", 2022)
NEXT = b.actual_of("i1", 2023)
REMARKS = CommentKey("i1", YEAR)
PAIR = b.indicator("i2", b.series(label="男"), b.series(label="女"))
PLAN = b.plan_of(b.indicator("i1", b.series(actuals={2022: "25.0"}), unit="件"), PAIR)


@pytest.fixture
def path(make_workspace: Made) -> Path:
    """Return a closed workspace."""
    return make_workspace(PLAN)


@pytest.fixture
def small(path: Path, services: Services) -> Iterator[Workspace]:
    """Return a workspace with two indicators, open for writing."""
    opened = Workspace.open(path, services)
    yield opened
    opened.close()


def make(workspace: Workspace, deed: Callable[[Edit], object], title: str = "入力") -> None:
    with workspace.edit("plan", title) as edit:
        deed(edit)


def type_in(workspace: Workspace, text: str) -> None:
    make(workspace, lambda edit: edit.type_figure(ACTUAL, text))


def close(workspace: Workspace) -> None:
    make(workspace, lambda edit: edit.close_year(YEAR), "評価確定")


def unlock(workspace: Workspace, reason: str = "確定値への更新") -> None:
    make(workspace, lambda edit: edit.unlock_year(YEAR, reason), "評価確定の解除")


@pytest.mark.parametrize(
    "deed",
    [
        lambda edit: edit.type_figure(ACTUAL, "26.0"),
        lambda edit: edit.set_value(ACTUAL, None),
        lambda edit: edit.set_comment(REMARKS, "増えた。"),
        lambda edit: edit.judge("i1", YEAR, "達成", "端数のため"),
        lambda edit: edit.hand_in("p1", YEAR),
        lambda edit: edit.set_course("p1", YEAR, "継続"),
    ],
)
def test_a_closed_year_is_not_altered(small: Workspace, deed: Callable[[Edit], object]) -> None:
    close(small)
    before = dumps(small.plan("plan"))
    with pytest.raises(LockedYearError, match="令和4年度は評価確定されているため") as refusal:
        make(small, deed)
    assert "解除してから" in refusal.value.remedy
    assert "令和4年度" in refusal.value.where
    assert dumps(small.plan("plan")) == before
    unlock(small)
    make(small, deed)
    assert dumps(small.plan("plan")) != before


def test_other_years_and_what_has_no_year_go_on(small: Workspace) -> None:
    close(small)
    make(small, lambda edit: edit.type_figure(NEXT, "26.0"))
    make(small, lambda edit: edit.set_direction("i1", None))
    make(small, lambda edit: edit.add_opinion(Opinion(year=YEAR, opinion="見直すべき")))
    type_in(small, "25.0")
    assert small.history("plan")[0].title != "評価確定"


def test_unlocking_needs_a_closed_year_and_a_reason(small: Workspace) -> None:
    with pytest.raises(UserError, match="確定されていません"):
        unlock(small)
    close(small)
    close(small)
    assert [entry.title for entry in small.history("plan")].count("評価確定") == 1
    with pytest.raises(UserError, match="理由が必要"):
        unlock(small, " ")
    with pytest.raises(UserError, match="計画期間の外"):
        make(small, lambda edit: edit.close_year(b.fy(2026)))


def test_undo_stops_at_a_closed_year_and_keeps_its_steps(small: Workspace) -> None:
    type_in(small, "26.0")
    close(small)
    for _ in range(2):
        with pytest.raises(LockedYearError, match="理由を付けずに取り消せません"):
            small.undo()
        assert small.undo_title == "評価確定"
    make(small, lambda edit: edit.type_figure(NEXT, "1"))
    assert small.undo() is not None
    assert (small.undo_title, small.redo_title) == ("評価確定", "入力")
    assert small.redo() is not None
    assert value_at(small.plan("plan"), ACTUAL) == b.cell("26.0")


def test_what_was_corrected_while_open_cannot_be_undone_once_it_is_closed_again(small: Workspace) -> None:
    close(small)
    unlock(small)
    type_in(small, "26.0")
    close(small)
    assert small.undo() is not None  # closing again goes back to unlocked, which has its reason
    assert small.plan("plan").closed == {YEAR: Closure(YearState.UNLOCKED, "確定値への更新")}
    assert small.undo() is not None
    assert small.undo() is not None
    assert small.plan("plan").is_closed(YEAR)
    assert small.redo_title == "評価確定の解除"
    small.redo()
    small.redo()
    small.redo()
    assert (small.redo_title, small.plan("plan").is_closed(YEAR)) == ("", True)


def test_a_paste_puts_in_what_it_can(small: Workspace) -> None:
    close(small)
    pair = b.actual_of("i2", 2022, "男")
    keys: list[list[CellKey | None]] = [[ACTUAL, NEXT, REMARKS], [pair, None, ACTUAL]]
    with small.edit("plan", "貼り付け") as edit:
        refused = paste(edit, keys, [["26.0", "27.0", "増えた。"], ["74.7", "", "25.0"]])
    assert [(each.row, each.column, each.key) for each in refused] == [(0, 0, ACTUAL), (0, 2, REMARKS), (1, 0, pair)]
    assert {each.reason for each in refused} == {"令和4年度は評価確定されているため、変更できません。"}
    assert value_at(small.plan("plan"), NEXT) == b.cell("27.0")
    assert value_at(small.plan("plan"), ACTUAL) == b.cell("25.0")


def test_the_command_line_is_refused_too(small: Workspace, command: Command) -> None:
    close(small)
    small.close()
    texts = ("--indicator", "i1", "--actual", "26.0")
    told_refused(command("set", small.path, "--year", "2022", *texts), "評価確定されているため", "解除してから")
    assert command("set", small.path, "--year", "2023", *texts).code == 0
    assert '"25.0"' in command("dump", small.path).out


def test_a_year_that_another_edit_closed_meanwhile_is_refused(small: Workspace) -> None:
    def meanwhile(edit: Edit) -> None:
        edit.type_figure(ACTUAL, "26.0")
        close(small)

    with pytest.raises(LockedYearError):
        make(small, meanwhile)
    assert value_at(small.plan("plan"), ACTUAL) == b.cell("25.0")


def test_corrections_are_listed_with_what_stood_there_when_the_year_was_closed(small: Workspace) -> None:
    type_in(small, "24.0")
    assert small.errata("plan", YEAR) == []
    close(small)
    unlock(small, "確定値への更新")
    type_in(small, "26.0")
    make(small, lambda edit: edit.type_figure(b.actual_of("i2", 2022, "男"), "-1"))
    close(small)
    unlock(small, "議会の指摘")
    small.work_as("山田")
    type_in(small, "27.0")
    make(small, lambda edit: edit.set_comment(REMARKS, "増えた。"))
    make(small, lambda edit: edit.judge("i1", YEAR, "達成", "端数のため"))
    make(small, lambda edit: edit.set_course("p1", YEAR, "継続"))
    make(small, lambda edit: edit.hand_in("p1", YEAR))
    make(small, lambda edit: edit.type_figure(NEXT, "1"))
    listed = small.errata("plan", YEAR)
    assert [(each.title, each.cell, each.old, each.new, each.reason, each.who) for each in listed] == [
        ("指標i1", "実績値", "24.0", "27.0", "議会の指摘", "山田"),
        ("指標i2", "男 実績値", "(空欄)", "△1", "確定値への更新", "企画課"),
        ("指標i1", "所見", "(空欄)", "増えた。", "議会の指摘", "山田"),
        ("指標i1", "評価", "(なし)", "判定「達成」(理由: 端数のため)", "議会の指摘", "山田"),
        ("事業p1", "今後の方向性", "(空欄)", "継続", "議会の指摘", "山田"),
        ("指標i1", "判定", "— 対象外", "✓ 達成", "議会の指摘", "山田"),
    ]
    assert {each.at for each in listed} == {NOON}
    assert [each.key for each in listed[:3]] == [ACTUAL, b.actual_of("i2", 2022, "男"), REMARKS]


def test_what_came_back_is_no_correction(small: Workspace) -> None:
    close(small)
    unlock(small)
    type_in(small, "26.0")
    assert len(small.errata("plan", YEAR)) == 1
    small.undo()
    assert small.errata("plan", YEAR) == []
    small.redo()
    type_in(small, "25.00")
    assert [each.new for each in small.errata("plan", YEAR)] == ["25.00"]


def test_corrections_of_a_year_that_came_closed_are_listed(make_workspace: Made, services: Services) -> None:
    closed = FactChange(FactKey("plan", Fact.CLOSED, YEAR), None, Closure()).apply(PLAN)
    opened = Workspace.open(make_workspace(closed, name="確定.kpidesk"), services)
    unlock(opened)
    type_in(opened, "26.0")
    assert [(each.old, each.new) for each in opened.errata("plan", YEAR)] == [("25.0", "26.0")]
    opened.close()


def test_a_closing_that_was_taken_back_does_not_count() -> None:
    closing = FactKey("plan", Fact.CLOSED, YEAR)
    unlocked = Closure(YearState.UNLOCKED, "更新")
    typed = ValueChange(ACTUAL, b.cell("25.0"), b.cell("26.0"))
    changes = (FactChange(closing, None, unlocked), typed, FactChange(closing, unlocked, None), typed.inverse())
    steps = [JournalStep(JournalEntry(NOON, "企画課", "入力", ()), (change,)) for change in changes]
    assert [each.new for each in errata(typed.apply(PLAN), steps[:2], YEAR)] == ["26.0"]
    assert errata(PLAN, steps[:3], YEAR) == errata(PLAN, steps, YEAR) == []


def test_a_correction_of_what_is_gone_has_no_title() -> None:
    closing = FactChange(FactKey("plan", Fact.CLOSED, YEAR), None, Closure())
    gone = FactChange(FactKey("p9", Fact.COURSE, YEAR), None, "継続")
    steps = [JournalStep(JournalEntry(NOON, "企画課", "入力", ()), (change,)) for change in (closing, gone)]
    (listed,) = errata(PLAN, steps, YEAR)
    assert (listed.title, listed.new) == ("", "継続")


def test_kinds_of_comments_are_told_apart(small: Workspace) -> None:
    close(small)
    unlock(small)
    make(small, lambda edit: edit.set_comment(CommentKey("i1", YEAR, CommentKind.COMMITTEE), "見直すべき。"))
    assert [each.cell for each in small.errata("plan", YEAR)] == ["委員会意見"]


def test_the_scheme_a_closed_year_was_judged_with_stays(small: Workspace) -> None:
    make(small, lambda edit: edit.set_scheme(YEAR, PRESETS[1]))
    make(small, lambda edit: edit.close_year(YEAR))
    make(small, lambda edit: edit.set_scheme(YEAR + 1, MET_OR_NOT))
    with pytest.raises(LockedYearError, match="令和4年度は評価確定されているため、その年度の判定方式は変更できません"):
        make(small, lambda edit: edit.set_scheme(YEAR, MET_OR_NOT))
    with pytest.raises(LockedYearError):
        make(small, lambda edit: edit.drop_scheme(YEAR))
    assert [version.since for version in small.plan("plan").rating] == [YEAR, YEAR + 1]


MET = b.series(targets={2022: "4", 2023: "4"}, actuals={2022: "5", 2023: "5"})
SUMMED = b.indicator("i2", b.series(final="5", actuals={2021: "3", 2022: "3"}), basis=Basis.SUM)
JUDGED = b.plan_of(b.indicator("i1", MET), SUMMED)
EARLIER = b.actual_of("i2", 2021)
SANO = next(each for each in PRESETS if each.id == "sano")


@pytest.fixture
def judged(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    """Return a workspace with an indicator that meets its target and a running sum, open for writing."""
    opened = Workspace.open(make_workspace(JUDGED, name="判定.kpidesk"), services)
    yield opened
    opened.close()


def turn(workspace: Workspace, direction: Direction | None = Direction.LOWER) -> None:
    make(workspace, lambda edit: edit.set_direction("i1", direction), "良い方向")


def test_the_direction_a_closed_year_was_judged_with_stays(judged: Workspace) -> None:
    close(judged)
    before = dumps(judged.plan("plan"))
    with pytest.raises(LockedYearError, match="令和4年度は評価確定されており、その判定") as refusal:
        turn(judged)
    assert refusal.value.where == "指標i1 良い方向: 大きいほど良い → 小さいほど良い"
    assert "解除してから" in refusal.value.remedy
    assert dumps(judged.plan("plan")) == before
    make(judged, lambda edit: edit.close_year(YEAR + 1))
    with pytest.raises(LockedYearError, match="令和4年度、令和5年度は評価確定"):
        turn(judged)
    unlock(judged)
    make(judged, lambda edit: edit.unlock_year(YEAR + 1, "更新"))
    turn(judged)
    assert judged.plan("plan").indicator("i1").direction is Direction.LOWER


def test_neither_undo_nor_redo_turns_the_direction_of_a_closed_year(judged: Workspace) -> None:
    turn(judged)
    judged.undo()
    with judged.edit("plan", "評価確定") as edit:
        edit.set_direction("i1", Direction.LOWER)
        edit.close_year(YEAR)
        with pytest.raises(LockedYearError):
            edit.set_direction("i1", Direction.HIGHER)
    with pytest.raises(LockedYearError):
        judged.undo()
    assert judged.plan("plan").indicator("i1").direction is Direction.LOWER

    def meanwhile(edit: Edit) -> None:
        edit.set_direction("i1", None)
        make(judged, lambda other: other.close_year(YEAR))

    unlock(judged)
    with pytest.raises(LockedYearError):
        make(judged, meanwhile)


def test_a_redo_stops_where_a_year_was_closed_meanwhile(judged: Workspace) -> None:
    close(judged)
    unlock(judged)
    close(judged)
    unlock(judged)
    turn(judged)
    assert judged.undo() is not None
    assert judged.undo() is not None  # closed again
    assert judged.plan("plan").is_closed(YEAR)
    assert judged.redo() is not None
    assert judged.redo() is not None
    assert judged.plan("plan").indicator("i1").direction is Direction.LOWER


def test_a_paste_leaves_out_the_figure_that_a_closed_year_prints(judged: Workspace) -> None:
    close(judged)
    with judged.edit("plan", "貼り付け") as edit:
        (refused,) = paste(edit, [[EARLIER, b.actual_of("i1", 2023)]], [["4", "4"]])
    assert (refused.key, "過年度の値" in refused.reason) == (EARLIER, True)
    assert value_at(judged.plan("plan"), b.actual_of("i1", 2023)) == b.cell("4")


def test_the_command_line_cannot_alter_a_closed_verdict_either(judged: Workspace, command: Command) -> None:
    close(judged)
    path = judged.path
    judged.close()
    texts = ("--indicator", "i2", "--actual", "4")
    told_refused(command("set", path, "--year", "2021", *texts), "令和4年度は評価確定", "解除してから")
    assert command("set", path, "--year", "2023", *texts).code == 0


def test_verdicts_that_changed_while_the_year_was_unlocked_are_listed(judged: Workspace) -> None:
    close(judged)
    unlock(judged, "向きの誤り")
    judged.work_as("山田")
    turn(judged)
    make(judged, lambda edit: edit.type_figure(EARLIER, "1"))
    close(judged)
    listed = judged.errata("plan", YEAR)
    assert [(each.title, each.cell, each.old, each.new, each.reason, each.who) for each in listed] == [
        ("指標i2", "令和3年度 実績値", "3", "1", "向きの誤り", "山田"),
        ("指標i1", "判定", "✓ 達成", "▲ 未達成", "向きの誤り", "山田"),
        ("指標i2", "判定", "✓ 達成", "… 目標年度前", "向きの誤り", "山田"),
    ]
    assert listed[1].key == FactKey("i1", Fact.JUDGEMENT, YEAR)
    unlock(judged, "元に戻す")
    turn(judged, Direction.HIGHER)
    assert [each.title for each in judged.errata("plan", YEAR)] == ["指標i2", "指標i2"]


def test_another_scheme_while_the_year_was_unlocked_is_listed_with_the_verdicts(judged: Workspace) -> None:
    close(judged)
    unlock(judged)
    make(judged, lambda edit: edit.set_scheme(YEAR, SANO))
    assert next((each.title, each.cell, each.old) for each in judged.errata("plan", YEAR)) == (
        "指標i1",
        "判定",
        "✓ 達成",
    )
    assert judged.errata("plan", YEAR + 1) == []


def test_another_direction_puts_a_checked_sheet_back(judged: Workspace) -> None:
    make(judged, lambda edit: edit.hand_in("p1", YEAR))
    make(judged, lambda edit: edit.approve("p1", YEAR))
    turn(judged)
    assert judged.history("plan")[0].sentences == (
        "指標i1 良い方向: 大きいほど良い → 小さいほど良い",
        "令和4年度 事業p1 確認の状況: 確認済 → 提出済",
    )
    judged.undo()
    assert judged.history("plan")[0].sentences[0] == "令和4年度 事業p1 確認の状況: 提出済 → 確認済"
