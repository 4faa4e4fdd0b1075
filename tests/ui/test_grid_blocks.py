"""Blocks of the grid: what a copy takes, what a paste puts in and marks, filling, and where the keys lead."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kpidesk.domain.change import value_at
from kpidesk.domain.checks import findings
from kpidesk.domain.year_value import Absence, CommentKey, Number, Side, Standing, ValueKey
from kpidesk.ui.grid_block import Block
from kpidesk.ui.grid_clipboard import arrival, block_text
from kpidesk.ui.grid_columns import Part
from kpidesk.ui.grid_moves import edge, moved
from kpidesk.ui.grid_writer import GridWriter
from kpidesk.ui.year_grid_model import YearGridModel
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.domain.year_value import CellKey
    from kpidesk.ui.grid_block import Place
    from kpidesk.ui.session import Session

    Watch = Callable[[QAbstractItemModel], None]

Key = Qt.Key
R3, R4, R5, R6 = b.fy(2021), b.fy(2022), b.fy(2023), b.fy(2024)
EXCEL = '12\t△3.5\r\n"3\n"\t1,234\r\n'
CALC = "12\t△3.5\n'3\t1,234\n"


@pytest.fixture
def model(session: Session) -> YearGridModel:
    session.evaluate(R5)
    made = YearGridModel(session)
    made.load()
    made.finish()
    return made


@pytest.fixture
def writer(session: Session, model: YearGridModel) -> GridWriter:
    return GridWriter(session, model)


def actual(uid: str, year: int = 2023) -> ValueKey:
    return b.actual_of(uid, year)


def place(model: YearGridModel, key: CellKey) -> Place:
    index = model.where(key)
    return index.row(), index.column()


def whole(model: YearGridModel) -> Block:
    return Block(0, 0, model.rowCount() - 1, model.columnCount() - 1)


def paste(writer: GridWriter, model: YearGridModel, block: Block, text: str) -> None:
    texts, _question = arrival(model.sheet, block, text)
    writer.paste((block.top, block.left), texts)


def test_the_whole_table_copied_out_pastes_back_unchanged(
    writer: GridWriter, model: YearGridModel, session: Session, model_tester: Watch
) -> None:
    model_tester(model)
    before = session.plan
    paste(writer, model, whole(model), block_text(model.sheet, whole(model)))
    assert session.plan == before
    assert session.workspace.undo_title == ""
    assert not model.forget_marks()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corners=st.tuples(*(st.integers(0, 10_000) for _ in range(4))))
def test_any_block_copied_out_pastes_back_unchanged(
    writer: GridWriter, model: YearGridModel, session: Session, corners: tuple[int, int, int, int]
) -> None:
    rows, columns = model.rowCount(), model.columnCount()
    block = Block.of((corners[0] % rows, corners[1] % columns), (corners[2] % rows, corners[3] % columns))
    before = session.plan
    if not block.single:
        paste(writer, model, block, block_text(model.sheet, block))
    assert session.plan is before
    assert not model.forget_marks()


def test_a_block_moved_to_another_year_lands_across_headings(
    writer: GridWriter, model: YearGridModel, session: Session
) -> None:
    column = model.columns.of_year(R4)
    block = Block(0, column, model.rowCount() - 1, column)
    text = block_text(model.sheet, block)
    paste(writer, model, Block(0, column + 1, block.bottom, column + 1), text)
    uids = ("i2", "i3", "i5", "i7")
    assert [value_at(session.plan, actual(uid)) for uid in uids] == [
        value_at(session.plan, actual(uid, 2022)) for uid in uids
    ]
    session.undo()
    assert value_at(session.plan, actual("i2")) is None


@pytest.mark.parametrize("text", [EXCEL, CALC.replace("'", "")])
def test_blocks_of_spreadsheets_go_in(writer: GridWriter, model: YearGridModel, session: Session, text: str) -> None:
    row, column = place(model, ValueKey("i3", "", R4, Side.TARGET))
    paste(writer, model, Block(row, column, row, column), text)
    shown = [model.index(row + down, column + across).data() for down in (0, 1) for across in (0, 1)]
    assert shown == ["12", "△3.5", "3", "1,234"]
    session.undo()
    assert model.index(row, column).data() == "3"


def test_remarks_are_pasted_with_their_line_breaks(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    key = CommentKey("i2", R5)
    at = place(model, key)
    paste(writer, model, Block.of(at, at), '"一行目\n二行目に""引用""がある。"\r\n')
    entry = model.entry(model.where(key))
    assert entry is not None
    assert session.plan.indicator("i2").comments[R5].remarks == '一行目\n二行目に"引用"がある。'


def test_what_cannot_be_read_is_marked_and_not_kept(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    said: list[str] = []
    session.noticed.connect(said.append)
    row, column = place(model, actual("i2"))
    paste(writer, model, Block(row, column, row, column), "38.5\t九十くらい\r\n")
    marked = model.index(row, column + 1)
    mark = model.mark(marked)
    assert mark is not None
    assert mark.text == "九十くらい"
    assert "数字が見つかりません" in mark.reason
    assert marked.data(Qt.ItemDataRole.DisplayRole) == ""
    assert marked.data(Qt.ItemDataRole.EditRole) == "九十くらい"
    assert "九十くらい" in marked.data(Qt.ItemDataRole.ToolTipRole)
    assert "読めませんでした" in marked.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said[-1] == "1件を貼り付け、1件は読めませんでした。"
    assert value_at(session.plan, actual("i2", 2024)) is None


def marked_cell(writer: GridWriter, model: YearGridModel) -> Place:
    """Paste a figure and, beside it, a text that cannot be read; returns the marked place."""
    row, column = place(model, actual("i2"))
    paste(writer, model, Block(row, column, row, column), "38.5\t不明\r\n")
    return row, column + 1


def test_a_mark_goes_when_its_cell_is_edited(writer: GridWriter, model: YearGridModel) -> None:
    index = model.index(*marked_cell(writer, model))
    assert "数字" in model.type_in(index, "不明")
    assert model.mark(index)
    assert model.type_in(index, "39") == ""
    assert model.mark(index) is None


def test_a_mark_goes_when_its_cell_is_left_as_it_was(writer: GridWriter, model: YearGridModel) -> None:
    index = model.index(*marked_cell(writer, model))
    assert model.type_in(index, "") == ""
    assert model.mark(index) is None


def test_a_mark_goes_with_the_undo_of_the_paste(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    index = model.index(*marked_cell(writer, model))
    session.undo()
    assert model.mark(index) is None


def test_a_mark_goes_with_another_year_but_not_with_another_node(
    writer: GridWriter, model: YearGridModel, session: Session
) -> None:
    marked_cell(writer, model)
    session.go(session.plan_uid, session.plan.goals[0].uid)
    model.load()
    assert model.mark(model.where(actual("i2", 2024)))
    session.evaluate(R4)
    model.load()
    assert model.mark(model.where(actual("i2", 2024))) is None


@pytest.mark.parametrize("part", [Part.TOTAL, Part.VERDICT, Part.PROJECT, Part.NAME, Part.SIDE])
def test_a_text_over_a_locked_cell_is_marked_there(writer: GridWriter, model: YearGridModel, part: Part) -> None:
    row, _ = place(model, actual("i3"))
    column = model.columns.of(part)
    writer.paste((row, column), [["違う値"]])
    origin = model.index(*model.sheet.origin(row, column))
    assert model.mark(origin)
    assert model.forget_marks(Block.of((row, column), (row, column)))


def test_a_text_over_a_heading_is_marked_on_the_heading(writer: GridWriter, model: YearGridModel) -> None:
    writer.paste((0, 4), [["1", "2"]])
    mark = model.mark(model.index(0, 0))
    assert mark is not None
    assert mark.text == "1 2"


def test_a_block_is_repeated_over_a_multiple_of_it(model: YearGridModel) -> None:
    texts, question = arrival(model.sheet, Block(4, 3, 5, 6), "1\t2\r\n")
    assert texts == [["1", "2", "1", "2"]] * 2
    assert question == ""


def test_sizes_that_do_not_fit_are_asked_about(model: YearGridModel) -> None:
    _, question = arrival(model.sheet, Block(4, 3, 5, 5), "1\t2\r\n")
    assert question.startswith("貼り付ける範囲(1行×2列)が、選択した範囲(2行×3列)と合いません。")
    last = model.rowCount() - 1
    _, question = arrival(model.sheet, Block(last, 3, last, 3), "1\r\n2\r\n3\r\n")
    assert question.startswith("貼り付ける範囲(3行×1列)が、表からはみ出します。")
    _, question = arrival(model.sheet, Block(last, 3, last, 3), "1\r\n\r\n")
    assert question == ""


def test_filling_down_takes_actuals_from_actuals_and_leaves_targets(
    writer: GridWriter, model: YearGridModel, session: Session
) -> None:
    row, column = place(model, actual("i3"))
    end, _ = place(model, actual("i7"))
    targets = [value_at(session.plan, ValueKey(uid, "", R5, Side.TARGET)) for uid in ("i4", "i5")]
    session.type_figure(actual("i3"), "5")
    writer.fill_down(Block(row, column, end, column))
    assert {model.where(actual(uid)).data() for uid in ("i3", "i4", "i5", "i6", "i7")} == {"5"}
    assert [value_at(session.plan, ValueKey(uid, "", R5, Side.TARGET)) for uid in ("i4", "i5")] == targets
    session.undo()
    assert model.where(actual("i4")).data() == ""


def test_one_line_is_filled_from_the_line_above(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    session.type_figure(actual("i3"), "5")
    at = place(model, actual("i4"))
    writer.fill_down(Block.of(at, at))
    assert model.where(actual("i4")).data() == "5"


def test_filling_right(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    row, column = place(model, actual("i3", 2022))
    writer.fill_right(Block(row, column, row, model.columns.of(Part.VERDICT)))
    assert [model.index(row, column + step).data() for step in range(4)] == ["0"] * 4
    session.undo()
    assert model.index(row, column + 1).data() == ""
    writer.fill_right(Block(row, column + 1, row, column + 1))
    assert model.index(row, column + 1).data() == "0"


def test_a_drag_repeats_a_pattern_up_and_sideways(writer: GridWriter, model: YearGridModel) -> None:
    row, column = place(model, actual("i3", 2022))
    writer.fill(Block(row, column, row, column), Block(row, column, row, column + 2))
    assert model.index(row, column + 2).data() == "0"
    low, _ = place(model, actual("i5", 2024))
    model.type_in(model.index(low, column + 2), "9")
    writer.fill(Block(low, column + 2, low, column + 2), Block(row, column + 2, low, column + 2))
    assert model.index(row, column + 2).data() == "9"


def test_one_text_goes_into_all_cells_that_take_it(writer: GridWriter, model: YearGridModel) -> None:
    row, column = place(model, actual("i3"))
    writer.type_all(Block(row, column, row, model.columnCount() - 1), "7")
    assert [model.index(row, each).data() for each in range(column, column + 3)] == ["7"] * 3


def test_clearing_a_block_is_one_step(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    row, column = place(model, ValueKey("i2", "", R4, Side.TARGET))
    writer.clear(Block(row, column, row + 1, model.columnCount() - 1))
    assert model.index(row, column).data() == model.index(row + 1, column).data() == ""
    session.undo()
    assert [model.index(row, column).data(), model.index(row + 1, column).data()] == ["37.0", "25.0"]


def test_absences_and_standings_go_over_a_block(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    row, column = place(model, actual("i2", 2022))
    block = Block(row, column, row, column + 1)
    writer.say_standing(block, Standing.PROVISIONAL)
    assert model.index(row, column).data() == "暫定値25.0"
    writer.write_note(block, "2018年度数値")
    assert model.face(model.index(row, column)).note == "2018年度数値"
    assert "注記: 2018年度数値" in model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
    writer.say_absence(block, Absence.UNPUBLISHED)
    assert model.index(row, column + 1).data() == "未公表"
    for _ in range(3):
        session.undo()
    assert value_at(session.plan, actual("i2", 2022)) == Number(Decimal("25.0"))


def test_what_cannot_be_done_says_why(writer: GridWriter, model: YearGridModel, session: Session) -> None:
    said: list[str] = []
    session.noticed.connect(said.append)
    heading, empty = Block(0, 0, 0, 0), Block.of(place(model, actual("i2")), place(model, actual("i2")))
    writer.fill_down(heading)
    writer.fill_right(heading)
    writer.clear(heading)
    writer.say_absence(heading, Absence.NONE)
    writer.say_standing(empty, Standing.CONFIRMED)
    assert len(said) == 5
    assert all(sentence.endswith("。") for sentence in said)
    assert session.workspace.undo_title == ""


def test_the_edge_of_what_is_filled(model: YearGridModel) -> None:
    row, column = place(model, actual("i2", 2021))
    assert edge(model.sheet, (row, column), (0, 1)) == (row, column + 1)
    assert edge(model.sheet, (row, column + 1), (0, 1)) == (row, model.columns.of(Part.TOTAL))
    assert edge(model.sheet, (0, 3), (-1, 0)) == (0, 3)


def test_keys_stay_inside_the_table(model: YearGridModel) -> None:
    sheet, last = model.sheet, (model.rowCount() - 1, model.columnCount() - 1)
    assert moved(sheet, (5, 3), Key.Key_Home, 9, far=True) == (0, 0)
    assert moved(sheet, (5, 3), Key.Key_End, 9, far=True) == last
    assert moved(sheet, last, Key.Key_PageDown, 9, far=False) == last
    assert moved(sheet, (0, 0), Key.Key_Left, 9, far=False) == (0, 0)


def test_doubts_stand_on_their_cells(model: YearGridModel, session: Session) -> None:
    session.evaluate(R4)
    model.load()
    model.finish()
    found = findings(session.plan, R4)
    model.show_doubts(found)
    finding = next(each for each in found if each.key is not None and model.where(each.key).isValid())
    assert finding.key is not None
    index = model.where(finding.key)
    assert finding.sentence in model.doubts(index)
    assert finding.sentence in index.data(Qt.ItemDataRole.ToolTipRole)
