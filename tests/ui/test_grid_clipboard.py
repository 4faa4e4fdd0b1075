"""What Calc and Excel put on the clipboard lands in the grid cell for cell; clipboard/README.md says what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.ui.grid_clipboard import CALC, CALC_ON_WINDOWS, arrived
from kpidesk.workspace.tsv import format_block, parse_block
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from tests.conftest import Made

CLIPBOARD = Path(__file__).parent / "clipboard"
YEARS = (2021, 2022, 2023, 2024)
FLAVOURS = {".txt": "text/plain", ".html": "text/html", ".tsvc": CALC}
REMARKS = (
    "1行目です。\n2行目は「引用」です。",
    '"先頭"が引用符の所見',
    "区切り\tの字を含む所見",
    "令和4年4月1日",
    "4/1",
    "",
    '3人の「」と"二重"を\n含む2行',
)
EVERY = [path for folder in ("calc", "excel") for path in sorted((CLIPBOARD / folder).glob("*.txt"))]


def copied(name: str) -> QMimeData:
    """Return the clipboard as it was recorded."""
    mime = QMimeData()
    for suffix, flavour in FLAVOURS.items():
        path = (CLIPBOARD / name).with_suffix(suffix)
        if path.exists():
            mime.setData(flavour, path.read_bytes())
    return mime


@pytest.fixture
def desk(driver: Driver, make_workspace: Made) -> Driver:
    """Return the window on seven indicators below each other."""
    driver.answers.workspace = make_workspace(b.plan_of(*(b.indicator(f"i{number}", unit="%") for number in range(7))))
    driver.press(Key.Key_O, CONTROL)
    driver.desk.model.finish()
    driver.desk.grid.setFocus()
    return driver


def paste(driver: Driver, name: str, at: ValueKey | CommentKey) -> None:
    driver.desk.grid.go(driver.desk.model.where(at))
    QGuiApplication.clipboard().setMimeData(copied(name))
    driver.press(Key.Key_V, CONTROL)


def shown(driver: Driver, uid: str, side: Side) -> list[str]:
    return [driver.text_of(ValueKey(uid, "", b.fy(year), side)) for year in YEARS]


@pytest.mark.parametrize("program", ["calc", "excel"])
def test_a_block_of_figures(desk: Driver, program: str) -> None:
    paste(desk, "calc/cell", b.actual_of("i2", 2022))
    paste(desk, f"{program}/block", ValueKey("i1", "", b.fy(2021), Side.TARGET))
    assert shown(desk, "i1", Side.TARGET) == ["12", "3.5", "1,234", "0"]
    assert shown(desk, "i1", Side.ACTUAL) == ["36.6", "△7.8", "1,627", "902.9"]
    assert shown(desk, "i2", Side.TARGET) == ["40", "", "25", "8"]
    assert desk.text_of(b.actual_of("i2", 2022)) == "48.3"
    desk.press(Key.Key_Z, CONTROL)
    assert shown(desk, "i1", Side.ACTUAL) == [""] * 4


@pytest.mark.parametrize("program", ["calc", "excel"])
def test_a_single_cell(desk: Driver, program: str) -> None:
    paste(desk, f"{program}/cell", b.actual_of("i3", 2023))
    assert shown(desk, "i3", Side.ACTUAL) == ["", "", "48.3", ""]


def test_a_column(desk: Driver) -> None:
    paste(desk, "calc/column", ValueKey("i1", "", b.fy(2022), Side.TARGET))
    cells = [desk.text_of(ValueKey(uid, "", b.fy(2022), side)) for uid in ("i1", "i2") for side in Side]
    assert cells == ["5", "7", "11", "13"]


def test_signs_words_and_blanks(desk: Driver) -> None:
    """A dash is no blank, a blank no dash; a triangle is a minus sign whether typed or made by a format."""
    paste(desk, "calc/cell", b.actual_of("i3", 2022))
    paste(desk, "calc/figures", ValueKey("i0", "", b.fy(2022), Side.TARGET))
    cells = [desk.text_of(ValueKey(f"i{row}", "", b.fy(2022), side)) for row in range(5) for side in Side]
    assert cells == ["△7.77", "△7.8", "1,234", "36.6", "48.3", "暫定値46.7", "—", "", "—", "未公表"]


@pytest.mark.parametrize("program", ["calc", "excel"])
def test_remarks_with_line_breaks_and_quotes(desk: Driver, program: str) -> None:
    year = desk.desk.session.year
    paste(desk, f"{program}/remarks", CommentKey("i0", year))
    written = [desk.text_of(CommentKey(f"i{number}", year)) for number in range(7)]
    assert written == list(REMARKS)


@pytest.mark.parametrize("program", ["calc", "excel"])
def test_one_remark_of_two_lines(desk: Driver, program: str) -> None:
    year = desk.desk.session.year
    paste(desk, f"{program}/two_lines", CommentKey("i1", year))
    assert desk.text_of(CommentKey("i1", year)) == "1行目だけの\n所見です。"
    assert not desk.desk.model.forget_marks()


def test_a_quote_that_is_never_closed_stays_a_quote(desk: Driver) -> None:
    year = desk.desk.session.year
    paste(desk, "calc/quote", CommentKey("i1", year))
    assert desk.text_of(CommentKey("i1", year)) == '"閉じない引用'


def test_merged_cells_give_their_first(desk: Driver) -> None:
    paste(desk, "calc/cell", b.actual_of("i1", 2022))
    paste(desk, "calc/merged", ValueKey("i1", "", b.fy(2021), Side.TARGET))
    assert shown(desk, "i1", Side.TARGET)[:3] == ["36.6", "", "1"]
    assert shown(desk, "i1", Side.ACTUAL)[:3] == ["", "", "2"]


def test_the_flavour_of_calc_is_known_under_its_name_on_windows() -> None:
    mime = QMimeData()
    mime.setText("1行目 2行目")
    mime.setData(CALC_ON_WINDOWS, '"1行目\n2行目"\0'.encode())
    assert arrived(mime) == '"1行目\n2行目"'


def test_a_clipboard_without_text_brings_nothing() -> None:
    assert arrived(QMimeData()) == ""


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_recording_written_out_reads_the_same(path: Path) -> None:
    cells = parse_block(arrived(copied(f"{path.parent.name}/{path.stem}")))
    assert parse_block(format_block(cells)) == cells
