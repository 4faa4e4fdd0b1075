from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyleOptionComboBox, QWidget

from kpidesk.domain.year_value import Side, ValueKey
from kpidesk.errors import UserError
from kpidesk.paper.front import Front
from kpidesk.paper.report import PaperSize
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import Option, ReportOptions
from kpidesk.ui.preview_options import Group
from kpidesk.ui.preview_print import printer_for
from kpidesk.ui.preview_view import NO_PAGES, PreviewView
from kpidesk.ui.session import Session
from kpidesk.workspace.export import DOCUMENTS, export
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.preview_driver import PreviewDriver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services
    from tests.conftest import Made
    from tests.ui.driver import Driver

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def preview(qtbot: QtBot, session: Session, look: Look, services: Services) -> Iterator[PreviewDriver]:
    """Return the view, not shown yet."""
    made = PreviewDriver(qtbot, session, look, services)
    yield made
    made.view.close_pages()


@pytest.fixture
def opened(preview: PreviewDriver) -> PreviewDriver:
    """Return the view with its first pages."""
    preview.show()
    preview.wait()
    return preview


def pages_of(path: Path) -> int:
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return len(document)


def test_pdfium_comes_with_the_first_pages_and_not_before() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, kpidesk.ui.preview_view; print('pypdfium2' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


def test_the_pages_are_those_of_the_exported_pdf(
    opened: PreviewDriver, session: Session, services: Services, tmp_path: Path
) -> None:
    to = tmp_path / "a.pdf"
    export(session.plan, "summary", session.year, to, services)
    assert opened.view.pages.count == pages_of(to)
    assert opened.view.bar.of.text() == f"／{pages_of(to)}ページ"
    assert opened.view.strip.pages.rowCount() == pages_of(to)
    assert "砂川高校からの市内企業就職率" in opened.text


def test_a_view_that_is_not_seen_makes_nothing(preview: PreviewDriver, session: Session) -> None:
    session.evaluate(b.fy(2021))
    preview.view.refresh()
    assert not preview.view.current
    assert preview.view.pages.count == 0


def test_a_page_is_drawn_pixel_on_pixel(opened: PreviewDriver) -> None:
    place = opened.view.pages.viewport().width()
    image = opened.view.images.image(0, round(place - 36))
    assert image is not None
    picture = opened.picture()
    assert picture.pixelColor(18, 18) == QColor(Qt.GlobalColor.white)
    assert all(picture.pixel(18 + x, 18 + 80) == image.pixel(x, 80) for x in range(0, image.width(), 7))


def test_another_choice_gives_other_pages(opened: PreviewDriver) -> None:
    whole = opened.view.pages.count
    form = opened.view.panel.form
    form.switches[Option.VERDICTS].click()
    assert opened.again() > whole
    assert "達成率" in opened.text
    goals = form.choices[Option.GOAL]
    goals.setCurrentIndex(2)
    goals.activated.emit(2)
    assert opened.again() < whole
    assert opened.text.count("基本目標2") == 1
    form.choices[Option.SIZE].setCurrentIndex(1)
    form.choices[Option.SIZE].activated.emit(1)
    opened.again()
    assert opened.view.options.size is PaperSize.A3
    assert round(opened.view.images.sizes[0][0]) == round(420 * 72 / 25.4)


def test_what_it_is_handed_out_with_stands_on_the_first_page(opened: PreviewDriver) -> None:
    texts = opened.view.panel.form.front.texts
    for name, text in (("number", "資料1-2"), ("meeting", "第2回 推進会議"), ("date", "令和5年10月3日")):
        texts[name].setText(text)
    opened.view.panel.form.front.draft.click()
    opened.again()
    for text in ("資料1-2", "第2回 推進会議", "令和5年10月3日", "集計表（案）"):
        assert text in opened.text


def test_an_edit_is_seen_and_the_place_is_kept(opened: PreviewDriver, session: Session) -> None:
    pages = opened.view.pages
    pages.go(1)
    opened.wait()
    before = pages.verticalScrollBar().value()
    picture = opened.picture()
    key = next(
        ValueKey(uid, "", b.fy(2022), Side.ACTUAL)
        for uid, place in session.plan.places.items()
        if place.title == "砂川高校からの市内企業就職率"
    )
    session.type_figure(key, "77.7")
    assert opened.picture() == picture  # the old pages stay until the new ones are there
    opened.again()
    assert pages.verticalScrollBar().value() == before
    pages.go(0)
    opened.wait()
    assert "77.7" in opened.text


def test_another_year_is_followed(opened: PreviewDriver, session: Session) -> None:
    session.evaluate(b.fy(2021))
    opened.again()
    assert "令和3年度実績値" in opened.text


def test_making_can_be_stopped_and_begun_again(opened: PreviewDriver, session: Session) -> None:
    view = opened.view
    count = view.pages.count
    session.evaluate(b.fy(2021))
    view.refresh()
    view.progress.stop.click()
    assert not view.current
    assert "取りやめました" in view.notice.text
    assert view.pages.count == count
    assert not view.panel.buttons["印刷"].isEnabled()
    again = next(button for button in view.notice.findChildren(QPushButton) if button.text() == "作り直す")
    again.click()
    opened.wait()
    assert "令和3年度実績値" in opened.text
    assert view.notice.isHidden()
    assert view.panel.buttons["印刷"].isEnabled()


def test_a_refusal_is_said_above_the_pages_that_stay(opened: PreviewDriver) -> None:
    view = opened.view
    count = view.pages.count
    choose(opened, "pack")
    view.panel.form.take(ReportOptions(documents=()))
    opened.qtbot.waitUntil(lambda: "綴じる帳票がありません" in view.notice.text, timeout=30_000)
    assert not view.notice.isHidden()
    assert view.pages.count == count


def test_a_bug_is_raised_and_leaves_no_progress(opened: PreviewDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kpidesk.ui.preview_maker.export", broken)
    with opened.qtbot.captureExceptions() as raised:
        opened.view.refresh()
        opened.view.progress.show()
        opened.qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert opened.view.progress.isHidden()


def test_a_change_while_the_view_is_hidden_waits_until_it_is_seen(opened: PreviewDriver, session: Session) -> None:
    opened.view.hide()
    session.evaluate(b.fy(2021))
    opened.view.refresh()
    assert not opened.view.current
    opened.view.show()
    opened.wait()
    assert "令和3年度実績値" in opened.text


def test_progress_shows_only_where_it_takes_long(opened: PreviewDriver) -> None:
    shown = opened.view.progress
    shown.begin()
    assert shown.isHidden()
    opened.qtbot.waitUntil(shown.isVisible)
    shown.count(3, 10)
    assert (shown.progress.value(), shown.progress.maximum()) == (3, 10)
    assert opened.view.pages.rect().contains(shown.geometry())
    shown.stop.setFocus()
    shown.end()
    assert shown.isHidden()
    assert opened.view.pages.hasFocus()


def test_keys_turn_the_pages(opened: PreviewDriver) -> None:
    pages, bar = opened.view.pages, opened.view.bar
    pages.setFocus()
    QTest.keyClick(pages, Key.Key_PageDown)
    assert (pages.page, bar.field.text()) == (1, "2")
    assert opened.view.strip.currentIndex().row() == 1
    QTest.keyClick(pages, Key.Key_PageUp)
    assert pages.page == 0
    QTest.keyClick(pages, Key.Key_End)
    assert pages.page == pages.count - 1
    QTest.keyClick(pages, Key.Key_Home)
    QTest.keyClick(pages, Key.Key_Space)
    assert pages.verticalScrollBar().value() > 400
    QTest.keyClick(pages, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert pages.verticalScrollBar().value() == 0


def test_a_page_is_gone_to_by_its_number(opened: PreviewDriver) -> None:
    pages, field = opened.view.pages, opened.view.bar.field
    for typed, page in (("3", 2), ("99", pages.count - 1), ("0", 0), ("", 0), ("４", 3), ("x", 3)):
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Key.Key_Delete)
        field.insert(typed)
        QTest.keyClick(field, Key.Key_Return)
        assert pages.page == page
        assert field.text() == str(page + 1)


def test_a_small_page_leads_to_the_large_one(opened: PreviewDriver) -> None:
    strip = opened.view.strip
    strip.setFocus()
    QTest.keyClick(strip, Key.Key_Down)
    QTest.keyClick(strip, Key.Key_Down)
    assert opened.view.pages.page == 2


def test_keys_zoom_wherever_the_focus_is(opened: PreviewDriver) -> None:
    pages, bar = opened.view.pages, opened.view.bar
    opened.view.panel.documents.setFocus()
    small = pages.percent
    QTest.keyClick(opened.view.panel.documents, Key.Key_Plus, CONTROL)
    assert pages.percent > small
    assert bar.zoom.currentText() == f"{pages.zoom}%"
    QTest.keyClick(opened.view.panel.documents, Key.Key_Minus, CONTROL)
    QTest.keyClick(opened.view.panel.documents, Key.Key_Minus, CONTROL)
    assert pages.percent < small
    for words in ("幅に合わせる", "ページ全体", "幅に合わせる"):
        QTest.keyClick(pages, Key.Key_0, CONTROL)
        assert bar.zoom.currentText() == words


def test_the_wheel_zooms_at_the_mouse(opened: PreviewDriver) -> None:
    pages = opened.view.pages
    at = QPointF(300, 200)
    before = pages.percent
    page, share = pages.under(at)
    for _ in range(3):
        nowhere = QPointF().toPoint()
        turn = QWheelEvent(
            at, pages.mapToGlobal(at), nowhere, QPointF(0, 120).toPoint(), Qt.MouseButton.NoButton, CONTROL,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 -- Qt's signature
        )  # fmt: skip
        QApplication.sendEvent(pages.viewport(), turn)
    assert pages.percent > before
    again = pages.under(at)
    assert again[0] == page
    assert abs(again[1].x() - share.x()) < 0.005
    assert abs(again[1].y() - share.y()) < 0.005
    opened.wait()


def test_the_window_writes_what_is_chosen(
    driver: Driver, sample: Path, look: Look, services: Services, tmp_path: Path
) -> None:
    driver.window.open_path(sample)
    preview = PreviewDriver(driver.qtbot, driver.desk.session, look, services)
    view = preview.view
    view.save_wanted.connect(driver.window.export)
    view.panel.form.switches[Option.REMARKS].click()
    driver.answers.target = tmp_path / "a.csv"
    view.panel.buttons["CSVで保存"].click()
    driver.qtbot.waitUntil(lambda: driver.window.exporting is None, timeout=30_000)
    assert driver.answers.proposed == "砂川市_数値目標・KPI集計表_令和4年度.csv"
    assert "所見" not in driver.answers.target.read_text(encoding="utf-8-sig")
    view.close_pages()


def test_data_without_pages_can_only_be_saved(opened: PreviewDriver) -> None:
    view, wanted = opened.view, list[str]()
    view.save_wanted.connect(lambda suffix, *_: wanted.append(suffix))
    view.panel.documents.setCurrentRow(list(DOCUMENTS).index("opendata"))
    opened.qtbot.waitUntil(lambda: view.pages.empty.endswith(NO_PAGES) and not view.images.sizes, timeout=30_000)
    assert [word for word, button in view.panel.buttons.items() if button.isVisible()] == ["CSVで保存", "JSONで保存"]
    assert not any(group.isVisible() for group in view.panel.form.groups.values())
    assert not view.notice.isVisible()
    assert not view.panel.buttons["印刷"].isEnabled()
    assert view.pages.empty.startswith(DOCUMENTS["opendata"].about)
    assert not view.bar.isVisible()
    assert not view.strip.isVisible()
    view.save(".xlsx")
    assert "この形式では保存できません" in view.notice.text
    view.print_pages()
    assert "印刷できません" in view.notice.text
    view.panel.buttons["JSONで保存"].click()
    assert not view.notice.isVisible()
    assert wanted == [".json"]
    view.panel.documents.setCurrentRow(0)
    assert opened.wait() > 1
    assert view.panel.buttons["PDFで保存"].isVisible()


def test_its_keys_come_before_those_of_the_menus(driver: Driver, sample: Path, look: Look, services: Services) -> None:
    driver.window.open_path(sample)
    view = PreviewView(driver.desk.session, look, services, driver.desk.middle)
    driver.desk.middle.addWidget(view)
    driver.desk.middle.setCurrentWidget(view)
    view.pages.setFocus()
    driver.press(Key.Key_Plus, CONTROL)
    assert driver.desk.grid.fonts.zoom == 100
    assert isinstance(view.pages.zoom, int)
    driver.press(Key.Key_T, CONTROL)  # the others are the window's still
    assert driver.desk.tree.view.hasFocus()
    view.close_pages()


@pytest.mark.parametrize(("word", "suffix"), [("PDFで保存", ".pdf"), ("Excelで保存", ".xlsx"), ("CSVで保存", ".csv")])
def test_each_format_is_asked_for(preview: PreviewDriver, word: str, suffix: str) -> None:
    wanted: list[tuple[str, str, object]] = []
    preview.view.save_wanted.connect(lambda *what: wanted.append(what))
    preview.view.panel.buttons[word].click()
    assert wanted == [(suffix, "summary", ReportOptions())]


def choose(preview: PreviewDriver, report: str) -> None:
    """Choose a document in the list."""
    documents = preview.view.panel.documents
    documents.setCurrentRow(list(DOCUMENTS).index(DocumentName(report)))


def test_the_pack_is_put_together_from_what_is_ticked(opened: PreviewDriver) -> None:
    choose(opened, "pack")
    whole = opened.again()
    assert "委員会資料一式" in opened.text
    boxes = opened.view.panel.form.several[Option.DOCUMENTS].boxes
    assert not boxes[DocumentName.FUNDING].isEnabled()
    assert "記載なし" in boxes[DocumentName.FUNDING].text()
    boxes[DocumentName.PROJECTS].click()
    assert opened.again() < whole
    for box in boxes.values():
        box.setChecked(False)
    opened.qtbot.waitUntil(lambda: "綴じる帳票がありません" in opened.view.notice.text, timeout=30_000)


def test_what_is_ticked_is_asked_for_the_pack_alone(opened: PreviewDriver) -> None:
    choose(opened, "pack")
    several = opened.view.panel.form.several[Option.DOCUMENTS]
    assert several.isVisible()
    assert not opened.view.panel.form.choices[Option.GOAL].isVisible()
    *_, last = several.boxes.values()
    last.setFocus()
    head, size = opened.view.panel.form.groups[Group.CONTENT].head, opened.view.panel.form.choices[Option.SIZE]
    QTest.keyClick(last, Key.Key_Tab)
    assert head.hasFocus()
    QTest.keyClick(head, Key.Key_Tab)
    assert size.hasFocus()
    QTest.keyClick(size, Key.Key_Backtab)
    QTest.keyClick(head, Key.Key_Backtab)
    assert last.hasFocus()
    choose(opened, "summary")
    assert not several.isVisible()


def pick(preview: PreviewDriver, option: Option, row: int) -> None:
    """Choose a line of a box."""
    choice = preview.view.panel.form.choices[option]
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def test_each_document_has_choices_of_its_own(opened: PreviewDriver) -> None:
    view, form = opened.view, opened.view.panel.form
    pick(opened, Option.SIZE, 1)
    pick(opened, Option.GOAL, 3)
    form.switches[Option.VERDICTS].click()
    form.front.texts["meeting"].setText("第2回 推進会議")
    form.front.texts["number"].setText("資料3")
    form.front.draft.click()
    form.front.approval.click()
    of_all = Front(meeting="第2回 推進会議", draft=True)
    choose(opened, "overview")
    assert view.options == ReportOptions(front=of_all)
    assert form.choices[Option.SIZE].currentText() == "A4横"
    assert form.choices[Option.GOAL].currentText() == "計画全体"
    assert (form.front.approval.isChecked(), form.front.texts["number"].text()) == (False, "")
    assert (form.front.draft.isChecked(), form.front.texts["meeting"].text()) == (True, "第2回 推進会議")
    choose(opened, "pack")
    assert view.options == ReportOptions(front=of_all)
    choose(opened, "summary")
    assert form.choices[Option.GOAL].currentIndex() == 3
    assert form.switches[Option.VERDICTS].isChecked()
    assert form.front.texts["number"].text() == "資料3"
    assert form.front.approval.isChecked()


def test_what_was_chosen_is_said_and_can_be_let_go(opened: PreviewDriver) -> None:
    panel = opened.view.panel
    assert not panel.differs.isVisible()
    panel.form.front.texts["date"].setText("令和5年10月3日")
    assert not panel.differs.isVisible()  # the occasion is nobody's own
    pick(opened, Option.GOAL, 1)
    panel.form.front.texts["number"].setText("資料3")
    assert panel.differs.isVisible()
    choose(opened, "overview")
    assert not panel.differs.isVisible()
    choose(opened, "summary")
    assert panel.differs.isVisible()
    panel.defaults.click()
    assert not panel.differs.isVisible()
    assert opened.view.options == ReportOptions(front=Front(date="令和5年10月3日"))
    assert panel.form.choices[Option.GOAL].currentText() == "計画全体"
    assert panel.form.front.texts["number"].text() == ""
    opened.again()
    assert "資料3" not in opened.text
    assert "令和5年10月3日" in opened.text


def test_a_goal_in_the_tree_is_what_the_pages_are_of(opened: PreviewDriver, session: Session) -> None:
    view, plan = opened.view, session.plan
    goal = plan.goals[2]
    session.go(plan.uid, goal.measures[0].uid)
    assert view.options.goal == goal.uid
    assert view.headline == f"数値目標・KPI集計表 › {plan.places[goal.uid].title}"
    assert view.panel.form.choices[Option.GOAL].currentIndex() == 3
    opened.again()
    assert "基本目標3" in opened.text
    choose(opened, "overview")
    assert view.headline == f"総括 › {plan.title}"
    choose(opened, "funding")
    session.go(plan.uid, plan.goals[1].uid)
    assert view.headline == f"事業費・交付金 › {plan.title}"
    choose(opened, "summary")
    assert view.options.goal == goal.uid
    session.go(plan.uid, plan.uid)
    assert view.options.goal == ""
    pick(opened, Option.GOAL, 1)
    session.evaluate(b.fy(2021))  # another year is no other goal
    assert view.options.goal == plan.goals[0].uid


def test_the_tree_does_not_narrow_what_is_not_seen(preview: PreviewDriver, session: Session) -> None:
    session.go(session.plan_uid, session.plan.goals[2].uid)
    assert preview.view.options.goal == ""


def test_the_panel_shows_every_document_at_once(opened: PreviewDriver) -> None:
    documents, panel = opened.view.panel.documents, opened.view.panel
    for name in DOCUMENTS:
        choose(opened, name)
        QApplication.processEvents()
        assert documents.verticalScrollBar().maximum() == 0
        assert documents.visualItemRect(documents.item(documents.count() - 1)).bottom() < documents.height()
        shown = [button.geometry() for button in panel.buttons.values() if button.isVisible()]
        assert not any(one.adjusted(-4, -4, 4, 4).intersects(other) for one in shown for other in shown if one != other)
        assert min(each.left() for each in shown) == 14
        assert max(each.right() for each in shown) > panel.width() - 20


def test_a_turn_of_the_wheel_moves_the_list_by_a_document(opened: PreviewDriver) -> None:
    documents = opened.view.panel.documents
    assert documents.verticalScrollBar().singleStep() * QApplication.wheelScrollLines() <= documents.sizeHintForRow(0)


def test_groups_fold_and_say_so_to_the_settings(opened: PreviewDriver) -> None:
    form = opened.view.panel.form
    assert {group for group, shown in form.groups.items() if not shown.is_open} == {Group.FRONT, Group.APPROVAL}
    form.groups[Group.CONTENT].head.click()
    form.groups[Group.APPROVAL].head.click()
    assert form.folds == "FRONT CONTENT"
    form.fold("APPROVAL")
    assert form.folds == "APPROVAL"


def test_a_group_that_is_opened_is_brought_into_view(opened: PreviewDriver) -> None:
    form = opened.view.panel.form
    form.front.approval.click()
    form.groups[Group.APPROVAL].head.click()
    last = form.front.texts["offices"]
    opened.qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_a_long_goal_ends_in_an_ellipsis(opened: PreviewDriver) -> None:
    goals = opened.view.panel.form.choices[Option.GOAL]
    pick(opened, Option.GOAL, 3)
    option = QStyleOptionComboBox()
    goals.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert goals.toolTip() == goals.currentText()


def test_what_wants_a_look_is_said_where_it_matters(opened: PreviewDriver) -> None:
    panel = opened.view.panel
    panel.tell_doubts(6)
    assert panel.doubts.text() == "要確認が6件残っています"
    shown = set[str]()
    for name in DOCUMENTS:
        choose(opened, name)
        shown |= {name} if panel.doubts.isVisible() else set()
    assert shown == {"summary", "progress", "projects", "overview", "pack"}
    choose(opened, "pack")
    with opened.qtbot.waitSignal(panel.findings_wanted):
        panel.doubts.click()
    panel.tell_doubts(0)
    assert not panel.doubts.isVisible()


def test_printing_waits_for_the_pages(opened: PreviewDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("kpidesk.ui.preview_print.has_printer", lambda: True)
    monkeypatch.setattr("kpidesk.ui.preview_print.ask", lambda _printer, count, _parent: asked.append(count))
    choose(opened, "overview")
    opened.view.print_pages()
    assert not asked
    opened.qtbot.waitUntil(lambda: bool(asked), timeout=30_000)
    assert asked == [opened.wait()]
    opened.view.refresh()
    opened.view.stop()
    opened.view.print_pages()  # of pages that were given up: they are made first
    opened.qtbot.waitUntil(lambda: len(asked) == 2, timeout=30_000)
    opened.view.print_pages()
    assert len(asked) == 3


def test_another_choice_takes_back_the_wish_to_print(opened: PreviewDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("kpidesk.ui.preview_print.has_printer", lambda: True)
    monkeypatch.setattr("kpidesk.ui.preview_print.ask", lambda *_: asked.append(_))
    choose(opened, "overview")
    opened.view.print_pages()
    pick(opened, Option.GOAL, 1)
    opened.again()
    assert not asked


def test_the_pack_is_not_offered_as_csv(opened: PreviewDriver) -> None:
    button = opened.view.panel.buttons["CSVで保存"]
    choose(opened, "pack")
    assert not button.isVisible()
    choose(opened, "summary")
    assert button.isVisible()


def test_a_document_goes_round_behind_its_approval_sheet(opened: PreviewDriver) -> None:
    before = opened.view.pages.count
    front = opened.view.panel.form.front
    front.approval.click()
    front.texts["drafter"].setText("見本 花子")
    assert opened.again() == before + 1
    for text in ("起案用紙", "見本 花子", "副市長"):
        assert text in opened.text


def printed(opened: PreviewDriver, file: Path, first: int, last: int) -> list[tuple[int, int]]:
    """Print a span of the pages into a file; returns the sizes of its sheets, pt."""
    printer = printer_for(opened.view.images.sizes[0])
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setFromTo(first, last)
    opened.view.print_on(printer)
    opened.qtbot.waitUntil(lambda: opened.view.printing is None, timeout=60_000)
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        sizes = (document.get_page_size(page) for page in range(len(document)))
        return [(round(width), round(height)) for width, height in sizes]


def test_pages_of_other_paper_are_printed_on_it(opened: PreviewDriver, tmp_path: Path) -> None:
    form = opened.view.panel.form
    form.choices[Option.SIZE].setCurrentIndex(1)
    form.choices[Option.SIZE].activated.emit(1)
    form.front.approval.click()
    opened.again()
    assert printed(opened, tmp_path / "printed.pdf", 1, 3) == [(595, 842), (1191, 842), (1191, 842)]


def test_printing_may_begin_with_a_page_of_other_paper(opened: PreviewDriver, tmp_path: Path) -> None:
    opened.view.panel.form.front.approval.click()
    opened.again()
    assert printed(opened, tmp_path / "printed.pdf", 2, 2) == [(842, 595)]


def test_without_a_printer_it_says_what_to_do(opened: PreviewDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpidesk.ui.preview_print.has_printer", lambda: False)
    opened.view.panel.buttons["印刷"].click()
    assert "プリンターが見つかりません" in opened.view.notice.text


def test_the_pages_asked_for_are_printed_on_their_paper(opened: PreviewDriver, tmp_path: Path) -> None:
    printer = printer_for(opened.view.images.sizes[0])
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    opened.view.print_on(printer)
    opened.qtbot.waitUntil(lambda: opened.view.printing is None, timeout=60_000)
    assert "プリンターに送りました" in opened.view.notice.text
    with pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes()) as document:
        assert [tuple(map(round, document.get_page_size(page))) for page in range(len(document))] == [(842, 595)] * 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_a_refusal(opened: PreviewDriver, tmp_path: Path) -> None:
    printer = printer_for(opened.view.images.sizes[0])
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with opened.qtbot.captureExceptions() as raised:
        opened.view.print_on(printer)
        opened.qtbot.waitUntil(lambda: opened.view.printing is None, timeout=60_000)
    assert [type(error) for _, error, _ in raised] == [UserError]


def test_printing_can_be_stopped(opened: PreviewDriver, tmp_path: Path) -> None:
    printer = printer_for(opened.view.images.sizes[0])
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    opened.view.print_on(printer)
    assert opened.view.printing is not None
    opened.view.printing.cancel()
    opened.qtbot.waitUntil(lambda: opened.view.printing is None, timeout=60_000)
    assert opened.view.notice.isHidden()


def test_everything_says_what_it_is(opened: PreviewDriver) -> None:
    view = opened.view
    for widget in view.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            told = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert told.strip(), widget
    assert view.pages.accessibleName() == f"帳票 1／{view.pages.count}ページ"
    assert "数値目標・KPI集計表" in view.pages.accessibleDescription()
    view.pages.go(2)
    assert view.pages.accessibleName().startswith("帳票 3／")


def test_a_goal_of_another_plan_is_let_go(qtbot: QtBot, make_workspace: Made, look: Look, services: Services) -> None:
    path = make_workspace(b.published("sunagawa"), replace(b.plan(b.goal("other goal")), uid="other"))
    session = Session(Workspace.open(path, services))
    preview = PreviewDriver(qtbot, session, look, services)
    goals = preview.view.panel.form.choices[Option.GOAL]
    goals.setCurrentIndex(1)
    goals.activated.emit(1)
    session.go("other", "other")
    assert preview.view.options.goal == ""
    assert goals.currentText() == "計画全体"
    preview.view.close_pages()
    session.close()


def test_a_plan_without_anything_in_it_has_its_title_page(
    qtbot: QtBot, make_workspace: Made, look: Look, services: Services
) -> None:
    session = Session(Workspace.open(make_workspace(b.plan_of()), services))
    preview = PreviewDriver(qtbot, session, look, services)
    preview.show()
    assert preview.wait() == 1
    preview.view.close_pages()
    session.close()
