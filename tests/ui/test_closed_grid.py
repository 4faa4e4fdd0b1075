"""A closed year in the grid and the panes: it looks locked, refuses in place, and leaves the other years alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from kpidesk.domain.change import comment_at, value_at
from kpidesk.domain.closing import why_closed
from kpidesk.domain.section import Section
from kpidesk.domain.year_value import Absence
from kpidesk.errors import UserError
from kpidesk.ui.grid_block import Block
from kpidesk.ui.grid_fonts import GridFonts
from kpidesk.ui.grid_sheet import REMEDY
from kpidesk.ui.grid_writer import GridWriter
from kpidesk.ui.history_dialog import CellHistoryDialog, show_cell_history
from kpidesk.ui.replace_dialog import ReplaceDialog
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Paragraph
from kpidesk.ui.year_grid_header import YearGridHeader
from kpidesk.ui.year_grid_model import SHUT, YearGridModel
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import ACTUAL, OWED, R3, R4, REMARKS, sectioned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.domain.year_value import CellKey
    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services

    Watch = Callable[[QAbstractItemModel], None]
    Made = Callable[..., Path]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
NEXT = b.actual_of("i1", 2022)


@pytest.fixture
def session(make_workspace: Made, services: Services) -> Iterator[Session]:
    made = Session(Workspace.open(make_workspace(sectioned()), services))
    yield made
    made.close()


@pytest.fixture
def model(session: Session) -> YearGridModel:
    made = YearGridModel(session)
    made.load()
    made.finish()
    return made


@pytest.fixture
def said(session: Session) -> list[str]:
    heard: list[str] = []
    session.noticed.connect(heard.append)
    return heard


def close(session: Session) -> None:
    with session.edit("令和3年度の評価確定") as edit:
        edit.close_year(R3)


def unlock(session: Session) -> None:
    with session.edit("令和3年度の評価確定の解除") as edit:
        edit.unlock_year(R3, "統計の訂正")


def block(model: YearGridModel, *keys: CellKey) -> Block:
    places = [(index.row(), index.column()) for index in map(model.where, keys)]
    return Block.of(places[0], places[-1])


def test_only_the_closed_year_is_locked(model: YearGridModel, session: Session, model_tester: Watch) -> None:
    model_tester(model)
    index, other = model.where(ACTUAL), model.where(NEXT)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
    close(session)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(other) & Qt.ItemFlag.ItemIsEditable
    assert why_closed(session.plan, R3) == "令和3年度は評価確定されているため、変更できません。"
    assert model.refusal(index) == f"{why_closed(session.plan, R3)}{REMEDY}"
    assert why_closed(session.plan, R4) == model.refusal(other) == ""
    assert model.clear(model.where(REMARKS)) == model.refusal(index)
    assert comment_at(session.plan, REMARKS) == "良い。"
    assert "確定済" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    unlock(session)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_the_head_says_that_a_year_is_closed(model: YearGridModel, session: Session) -> None:
    close(session)
    of = model.columns.of_year
    across = Qt.Orientation.Horizontal
    assert model.headerData(of(R3), across, Qt.ItemDataRole.ToolTipRole) == "令和3年度は評価確定済みです。"
    assert model.headerData(of(R4), across, SHUT) is None
    assert model.headerData(0, across, SHUT) is None


@pytest.mark.parametrize("evaluated", [True, False])
def test_the_head_of_a_closed_year_is_painted_differently(
    model: YearGridModel, session: Session, look: Look, *, evaluated: bool
) -> None:
    view = YearGridHeader(look, GridFonts(look), None)  # type: ignore[arg-type]
    view.setModel(model)
    column = model.columns.of_year(R3)
    view.mark(column if evaluated else -1)

    def painted() -> QImage:
        image = QImage(90, 48, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        view.paintSection(painter, QRect(0, 0, 90, 48), column)
        painter.end()
        return image

    before = painted()
    close(session)
    assert painted() != before
    unlock(session)
    assert painted() == before
    view.deleteLater()


def test_what_cannot_be_filled_in_is_not_called_owed(model: YearGridModel, session: Session) -> None:
    index = model.where(OWED)
    assert model.face(index).owed
    assert model.first_entry() == index
    close(session)
    assert not model.face(index).owed
    assert not model.owed_from(model.index(0, 0)).isValid()
    assert model.sheet.next_owed(-1, R3) is None
    assert model.sheet.owed_before(model.sheet.height, R3) is None
    assert not model.first_entry().isValid()


def test_a_block_over_a_closed_year_takes_what_it_can(model: YearGridModel, session: Session, said: list[str]) -> None:
    writer = GridWriter(session, model)
    session.type_figure(NEXT, "2")
    close(session)
    both = block(model, ACTUAL, NEXT)
    writer.clear(both)
    assert value_at(session.plan, NEXT) is None
    assert value_at(session.plan, ACTUAL) is not None
    assert said[-1] == "評価確定済みの年度の1件は、そのまま残しました。"
    writer.say_absence(both, Absence.UNPUBLISHED)
    assert value_at(session.plan, NEXT) is not None
    assert "1件" in said[-1]
    writer.paste((both.top, both.left), [["7", "8"]])
    assert said[-1] == "1件を貼り付け、1件は評価確定済みの年度のため入りませんでした。"
    mark = model.mark(model.where(ACTUAL))
    assert mark is not None
    assert mark.reason == why_closed(session.plan, R3)
    writer.type_all(both, "9")
    assert value_at(session.plan, NEXT) == b.cell("9")


def test_a_block_within_a_closed_year_says_why_not(model: YearGridModel, session: Session, said: list[str]) -> None:
    writer = GridWriter(session, model)
    close(session)
    before = session.plan
    whole = block(model, ACTUAL, OWED)
    reason = f"{why_closed(session.plan, R3)}{REMEDY}"
    deeds: tuple[Callable[[], None], ...] = (
        lambda: writer.clear(whole),
        lambda: writer.say_absence(whole, Absence.UNPUBLISHED),
        lambda: writer.say_standing(whole, None),
        lambda: writer.write_note(whole, "注記"),
        lambda: writer.type_all(whole, "1"),
        lambda: writer.fill_down(whole),
    )
    for deed in deeds:
        said.clear()
        deed()
        assert said == [reason]
    assert session.plan is before


def test_undo_across_the_lock_says_which_step_and_why(session: Session) -> None:
    session.type_figure(ACTUAL, "2")
    session.undo()
    close(session)
    with pytest.raises(UserError) as refused:
        session.undo()
    assert refused.value.what == "「令和3年度の評価確定」は元に戻せません。"
    assert "理由" in refused.value.where
    assert session.redo() is None


def test_redo_across_the_lock_says_why_too(session: Session) -> None:
    close(session)
    unlock(session)
    session.type_figure(ACTUAL, "2")
    session.undo()
    session.undo()
    assert session.plan.is_closed(R3)
    session.redo()
    assert session.redo() is not None
    assert value_at(session.plan, ACTUAL) == b.cell("2")


def test_a_key_in_a_closed_cell_is_answered_beside_it(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    desk = driver.desk
    close(desk.session)
    for key in (ACTUAL, REMARKS):
        desk.grid.go(desk.model.where(key))
        desk.grid.setFocus()
        driver.press(Key.Key_5)
        assert desk.grid.bubble.isVisible()
        assert desk.grid.bubble.plain == f"{why_closed(desk.session.plan, R3)}{REMEDY}"
        assert desk.grid.hasFocus()
    desk.grid.go(desk.model.where(NEXT))
    assert not desk.grid.bubble.isVisible()
    driver.type("3")
    driver.press(Key.Key_Return)
    assert driver.text_of(NEXT) == "3"
    assert desk.status.closed.isVisible()
    assert desk.status.closed.text() == "令和3年度は評価確定済みです"
    desk.session.evaluate(R4)
    assert not desk.status.closed.isVisible()


def test_the_remarks_of_a_closed_year_can_be_read_only(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    desk = driver.desk
    desk.grid.go(desk.model.where(REMARKS))
    driver.press(Key.Key_Return)
    assert desk.inspector.remarks.hasFocus()
    close(desk.session)
    desk.inspector.follow()
    driver.type("x")
    assert desk.inspector.remarks.toPlainText() == "良い。"
    assert desk.inspector.pane.locked.isVisible()
    assert "評価確定" in desk.inspector.pane.locked.plain
    unlock(desk.session)
    desk.inspector.follow()
    assert not desk.inspector.pane.locked.isVisible()
    driver.type("x")
    desk.inspector.save()
    assert comment_at(desk.session.plan, REMARKS) == "良い。x"


def test_a_list_of_rewordings_says_that_the_year_is_closed(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    close(driver.desk.session)
    driver.press(Key.Key_H, CONTROL)
    shown = driver.dialog(ReplaceDialog)
    shown.words.setText("良い")
    shown.new.setText("よい")
    shown.look()
    assert shown.lines == []
    assert shown.count.text() == why_closed(driver.desk.session.plan, R3)
    assert not shown.apply.isEnabled()
    shown.reject()


def test_what_stood_in_a_closed_cell_is_not_put_back(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    driver.desk.session.type_figure(ACTUAL, "2")
    close(driver.desk.session)
    show_cell_history(driver.desk, ACTUAL)
    shown = driver.dialog(CellHistoryDialog)
    assert not shown.put_back.isEnabled()
    assert shown.put_back.toolTip() == why_closed(driver.desk.session.plan, R3)
    shown.reject()


def test_the_filter_calls_a_section_by_its_name_of_the_year(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    desk = driver.desk
    with desk.session.edit("所管課の一覧の変更") as edit:
        edit.set_sections([Section("企画課", None, R3, "政策課"), Section("政策課", R4)])
    names = [desk.filter.section.itemText(number) for number in range(desk.filter.section.count())]
    assert names == ["すべての所管課", "企画課", "福祉課"]
    desk.filter.section.setCurrentIndex(1)
    assert desk.model.sheet.entries == 2
    desk.session.evaluate(R4)
    assert desk.filter.wanted.section == "政策課"
    desk.model.finish()
    assert desk.model.sheet.entries == 2
    desk.grid.go(desk.model.where(NEXT))
    desk.inspector.follow()
    assert any("政策課" in label.plain for label in desk.inspector.findChildren(Paragraph))
    with desk.session.edit("所管課の一覧の変更") as edit:
        edit.set_sections([])
    assert desk.filter.wanted.section == ""
    desk.model.finish()
    assert desk.model.sheet.entries == 3
