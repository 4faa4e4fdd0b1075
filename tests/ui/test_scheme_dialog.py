"""判定方式 in the real window: written, seen, applied as one step, kept back while anything is wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from kpidesk.domain.evaluation import YearState
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.methods import ByHand, Change, Margin, Pace, Ratio, Since
from kpidesk.domain.presets import MET_OR_NOT, PRESETS, preset
from kpidesk.domain.rating import judge
from kpidesk.domain.scheme import Scheme, SchemeVersion
from kpidesk.domain.scheme_codec import SCHEME, dumps_scheme
from kpidesk.domain.verdict_counts import counted, verdict_counts
from kpidesk.errors import UserError
from kpidesk.ui.message_dialog import MessageDialog
from kpidesk.ui.scheme_bands_words import column_of
from kpidesk.ui.scheme_changes_dialog import ChangesDialog
from kpidesk.ui.scheme_dialog import FIRST_STAYS, SchemeDialog, show_schemes
from kpidesk.ui.scheme_draft import NO_CHANGE
from kpidesk.ui.scheme_lines import Field
from kpidesk.ui.scheme_method_field import Kind
from kpidesk.ui.scheme_presets_dialog import PresetsDialog
from kpidesk.ui.session import READ_ONLY
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.domain.test_scheme_codec import EVERYTHING
from tests.ui.driver import Answers, Driver, Key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.domain.methods import Method
    from kpidesk.domain.plan import Plan
    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services

    Watch = Callable[[QAbstractItemModel], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform lacks
Shown = TypeVar("Shown", bound=QDialog)
ALT = Qt.KeyboardModifier.AltModifier
EVERY = (*PRESETS, SCHEME.read(EVERYTHING, ""))
YEAR = b.fy(2022)


@pytest.fixture
def shown(driver: Driver, sample: Path) -> SchemeDialog:
    """Return the editor above the sample."""
    driver.window.open_path(sample)
    made = show_schemes(driver.desk)
    assert made is not None
    made.activateWindow()
    driver.qtbot.waitUntil(made.isActiveWindow)
    return made


def dialog(driver: Driver, kind: type[Shown]) -> Shown:
    return next(each for each in driver.window.findChildren(kind) if each.isVisible())


def put(shown: SchemeDialog, row: int, field: Field, value: object) -> None:
    model = shown.form.bands.model
    assert model.setData(model.index(row, column_of(field)), value)


def named(ident: str) -> Scheme:
    found = preset(ident)
    assert found is not None
    return found


def apply(driver: Driver, shown: SchemeDialog) -> None:
    shown.apply.click()
    changes = dialog(driver, ChangesDialog)
    changes.looking.finish()
    changes.apply.click()


@pytest.mark.parametrize("scheme", EVERY, ids=lambda scheme: scheme.id)
def test_every_scheme_goes_through_the_fields_and_comes_back(
    driver: Driver, shown: SchemeDialog, scheme: Scheme
) -> None:
    shown.use(scheme)
    shown.form.method.changed.emit()  # all fields are read, as after any alteration
    assert shown.shown.read() == (scheme, [])
    apply(driver, shown)
    session = driver.desk.session
    assert session.plan.rating == (SchemeVersion(YEAR, scheme),)
    assert session.workspace.undo_title == "判定方式の変更"
    driver.desk.undo()
    assert not session.plan.rating


def test_a_preset_is_chosen_with_the_keys(driver: Driver, shown: SchemeDialog) -> None:
    shown.choose_preset()
    presets = dialog(driver, PresetsDialog)
    assert [presets.list.item(row).text() for row in range(2, 3)] == [f"{PRESETS[2].name}\n{PRESETS[2].about}"]
    QTest.keyClick(presets.list, Key.Key_Down)
    QTest.keyClick(presets.list, Key.Key_Down)
    QTest.keyClick(presets.list, Key.Key_Return)
    assert [draft.scheme for draft in shown.drafts.all] == [PRESETS[2]]
    assert shown.list.currentItem().text() == f"令和4年度から\n{PRESETS[2].name}"


def test_a_scheme_is_written_and_applied_with_the_keys(driver: Driver, shown: SchemeDialog) -> None:
    QTest.keyClick(shown.list, Key.Key_N, ALT)
    menu = shown.add.menu()
    driver.qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Key.Key_C)
    shown.activateWindow()
    driver.qtbot.waitUntil(shown.form.name.hasFocus)
    shown.form.name.selectAll()
    driver.type("met2")
    table = shown.form.bands.table
    table.setFocus()
    driver.press(Key.Key_F2)
    driver.type("OK")
    driver.press(Key.Key_Return)
    driver.qtbot.waitUntil(lambda: shown.shown.read()[0].bands[0].label == "OK")
    QTest.keyClick(table, Key.Key_A, ALT)
    driver.qtbot.waitUntil(lambda: any(each.isVisible() for each in driver.window.findChildren(ChangesDialog)))
    changes = dialog(driver, ChangesDialog)
    changes.looking.finish()
    QTest.keyClick(changes.table, Key.Key_Return)
    assert driver.desk.session.plan.scheme_in(YEAR).name == "met2"
    assert not shown.isVisible()


def test_nothing_to_apply_at_first_and_the_first_scheme_is_not_written(shown: SchemeDialog) -> None:
    assert shown.shown.scheme == MET_OR_NOT
    assert shown.status.plain == FIRST_STAYS
    assert not shown.apply.isEnabled()
    with shown._session.edit("評価確定") as edit:  # noqa: SLF001 -- as the menu does
        edit.close_year(YEAR)
    shown._offer()  # noqa: SLF001 -- as when it is opened
    assert shown.status.plain == f"{YEAR}は評価確定されているため、その年度の判定方式は変更できません。{FIRST_STAYS}"
    assert not shown.drop.isEnabled()
    assert not shown.form.name.isEnabled()
    assert not shown.form.bands.add.isEnabled()


@pytest.mark.parametrize(
    ("row", "field", "value", "said"),
    [
        (1, Field.LOWER, "120", "2行目の下限: 「B」の下限が、上の区分「A」の下限より小さくありません。"),
        (3, Field.LOWER, "10", "4行目の下限: 「D」に届かないときの区分がありません(隙間)。"),
        (1, Field.LABEL, "A", "2行目の区分: 区分「A」が二度あります。"),
        (0, Field.LOWER, "abc", "1行目の下限: 「abc」に数字が見つかりません。"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_keeps_it_back(
    shown: SchemeDialog, row: int, field: Field, value: str, said: str
) -> None:
    shown.use(named("osaka_library"))
    put(shown, row, field, value)
    problems = shown.form.problems
    assert problems.item(0).text().startswith(said)
    assert shown.form.below.currentWidget() is problems
    assert not shown.apply.isEnabled()
    assert shown.apply.toolTip() == "令和4年度からの方式に、直すところが1件あります。"
    shown.form.tabs.setCurrentIndex(1)
    problems.setCurrentRow(0)
    QTest.keyClick(problems, Key.Key_Return)
    current = shown.form.bands.table.currentIndex()
    assert (current.row(), current.column()) == (row, column_of(field))
    assert shown.form.tabs.currentIndex() == 0


def test_what_is_wrong_stays_while_another_scheme_is_looked_at(shown: SchemeDialog) -> None:
    shown.use(named("osaka_library"))
    put(shown, 0, Field.LOWER, "abc")
    shown.use(named("sano"))
    assert shown.status.plain == "令和4年度からの方式に、直すところが1件あります。"
    shown.list.setCurrentRow(1)
    assert shown.form.bands.model.lines[0].lower == "abc"


def test_a_name_is_needed_and_its_field_shows_it(shown: SchemeDialog) -> None:
    shown.use(named("sano"))
    shown.form.name.selectAll()
    QTest.keyClick(shown.form.name, Key.Key_Delete)
    assert shown.form.name.property("refused")
    assert shown.list.currentItem().text().endswith("(名前なし)")
    shown.form.problems.setCurrentRow(0)
    shown.form.problems.itemActivated.emit(shown.form.problems.item(0))
    assert shown.form.name.hasFocus()
    while shown.form.bands.model.lines:
        shown.form.bands.gone.click()
    assert [shown.form.problems.item(row).text() for row in range(2)] == [
        "方式の名前を入力してください。",
        "区分が一つもありません。",
    ]


def test_two_schemes_of_one_year_are_refused(shown: SchemeDialog) -> None:
    shown.use(named("sano"))
    shown.use(named("tama"))
    assert [draft.since for draft in shown.drafts.all] == [b.fy(2023), YEAR]
    shown.form.since.pick(YEAR)
    shown.form.since.activated.emit(shown.form.since.currentIndex())
    assert shown.status.plain == "令和4年度から使う判定方式が二つあります。どちらかの年度を変えてください。"
    shown.form.since.pick(b.fy(2021))
    shown.form.since.activated.emit(0)
    assert [draft.since for draft in shown.drafts.all] == [YEAR, b.fy(2021)]
    assert shown.list.currentRow() == 1
    assert shown.apply.isEnabled()


@pytest.mark.parametrize("ident", ["tama", "sano", "kenko21"])
def test_the_changes_are_those_of_judging_directly(
    driver: Driver, shown: SchemeDialog, ident: str, model_tester: Watch
) -> None:
    shown.use(named(ident))
    shown.apply.click()
    changes = dialog(driver, ChangesDialog)
    model_tester(changes.model)
    assert not changes.apply.isEnabled()
    changes.looking.finish()
    session = driver.desk.session
    at_first = {each.uid for each in changes.model.found}
    assert at_first
    for year in changes.years:
        changes.year.pick(year)
        changes.year.activated.emit(0)
        plan = session.workspace.plan_at(session.plan_uid, year)
        after = replace(plan, rating=(SchemeVersion(YEAR, named(ident)),))
        told = {each.uid: (each.before, each.after) for each in changes.model.found}
        direct = {each.uid: (judge(plan, each, year), judge(after, each, year)) for each in indicators(plan)}
        assert told == {uid: pair for uid, pair in direct.items() if pair[0].label != pair[1].label}
        counts = verdict_counts(after, counted(after, after), year)
        assert all(f"{label} {count}" in changes.numbers.plain for label, count in counts.counts.items() if count)
    assert changes.years == [year for year in session.years if year >= YEAR]
    changes.year.setCurrentIndex(0)
    changes.year.activated.emit(0)
    assert {each.uid for each in changes.model.found if each.year == YEAR} == at_first
    assert changes.numbers.plain.count("\n") == len(changes.years) - 1


def indicators(plan: Plan) -> list[Indicator]:
    return [each for each in plan.places.elements() if isinstance(each, Indicator) and not each.shares]


def test_each_line_of_the_changes_has_both_arithmetics(driver: Driver, shown: SchemeDialog) -> None:
    shown.use(named("sano"))
    shown.apply.click()
    changes = dialog(driver, ChangesDialog)
    changes.looking.finish()
    row = next(row for row, each in enumerate(changes.model.found) if each.uid == "i2")
    year, name, before, after = (changes.model.index(row, column).data() for column in range(4))
    assert (year, name) == ("令和4年度", changes.model.found[row].name)
    assert (before, after) == ("▲ 未達成\n25.0 ＜ 37.0 (67.6%)", "３ 60%以上\n25.0÷37.0＝67.6%")
    changes.grab()
    changes.reject()
    assert driver.desk.session.plan.rating == ()


def test_a_closed_year_is_refused_with_the_reason(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    with driver.desk.session.edit("確定") as edit:
        edit.close_year(YEAR)
    assert driver.desk.session.plan.closed[YEAR].state is YearState.CLOSED
    shown = show_schemes(driver.desk)
    assert shown is not None
    shown.use(named("sano"))
    assert shown.status.plain == "令和4年度は評価確定されているため、その年度の判定方式は変更できません。"
    assert not shown.apply.isEnabled()
    shown.form.since.pick(b.fy(2023))
    shown.form.since.activated.emit(0)
    assert shown.apply.isEnabled()


def test_a_version_is_taken_away(driver: Driver, shown: SchemeDialog) -> None:
    shown.use(named("sano"))
    apply(driver, shown)
    again = show_schemes(driver.desk)
    assert again is not None
    assert again.status.plain == NO_CHANGE
    again.drop.click()
    apply(driver, again)
    assert driver.desk.session.plan.rating == ()


def test_a_scheme_beyond_the_plan_changes_no_verdict(driver: Driver, shown: SchemeDialog) -> None:
    shown.use(named("sano"))
    shown.shown.since = b.fy(2030)
    shown.apply.click()
    changes = dialog(driver, ChangesDialog)
    changes.looking.finish()
    assert changes.count.text() == "計画期間の年度の判定方式は変わりません。"
    assert changes.apply.isEnabled()


def test_a_scheme_goes_to_a_file_and_comes_back(
    driver: Driver, shown: SchemeDialog, tmp_path: Path, services: Services
) -> None:
    answers = FileAnswers(services.documents, tmp_path / "方式.json")
    shown.prompts = answers
    shown.use(EVERY[-1])
    shown.save.click()
    assert answers.path.read_text(encoding="utf-8") == dumps_scheme(EVERY[-1])
    assert answers.proposed == "判定方式_独自の方式.json"
    shown.drop.click()
    shown.read_file()
    assert [draft.scheme for draft in shown.drafts.all] == [EVERY[-1]]
    answers.path.write_text('{"name": "x", "method": {"kind": "ratio"}, "bands": [{"label": "A"}]}', encoding="utf-8")
    with pytest.raises(UserError) as refused:
        shown.read_file()
    assert "bands[0].mark" in refused.value.where
    driver.qtbot.wait(0)


class FileAnswers(Answers):
    """Answers with one path for both questions."""

    def __init__(self, folder: Path, path: Path) -> None:
        super().__init__(folder)
        self.path = path

    def open_scheme(self, parent: object) -> Path | None:
        del parent
        return self.path

    def save_scheme(self, parent: object, proposed: str) -> Path | None:
        del parent
        self.proposed = proposed
        return self.path


def test_what_was_written_is_not_thrown_away_unasked(driver: Driver, shown: SchemeDialog) -> None:
    shown.use(named("sano"))
    QTest.keyClick(shown.list, Key.Key_Escape)
    assert shown.isVisible()
    asked = dialog(driver, MessageDialog)
    asked.reject()
    assert shown.isVisible()
    shown.closing.click()
    asked = dialog(driver, MessageDialog)
    next(button for button in asked.buttons.buttons() if "破棄" in button.text()).click()
    assert not shown.isVisible()
    assert driver.desk.session.plan.rating == ()


def test_a_file_open_elsewhere_is_only_looked_at(driver: Driver, sample: Path, services: Services) -> None:
    other = Workspace.open(sample, services)
    driver.window.open_path(sample)
    shown = show_schemes(driver.desk)
    assert shown is not None
    assert shown.status.plain == READ_ONLY
    assert not shown.add.isEnabled()
    shown.reject()
    other.close()


def test_the_method_asks_for_what_it_needs(shown: SchemeDialog) -> None:
    shown.use(named("osaka_library"))
    field = shown.form.method

    def choose(kind: Kind) -> list[bool]:
        field.kind.pick(kind)
        field.kind.activated.emit(0)
        return [not part.isHidden() for part in (field.of, field.falling, field.against, field.since, field.from_zero)]

    def said() -> Method:
        return shown.shown.read()[0].method

    assert choose(Kind.PACE) == [True, True, True, False, False]
    assert said() == Pace(Ratio())
    assert choose(Kind.CHANGE) == [False, False, False, True, True]
    field.since.pick(Since.LAST_YEAR)
    field.from_zero.click()
    assert said() == Change(Since.LAST_YEAR, from_zero=True)
    assert choose(Kind.MARGIN) == [False] * 5
    assert said() == Margin()
    assert choose(Kind.BY_HAND) == [False] * 5
    assert said() == ByHand()
    assert shown.shown.read()[1] == []
    assert shown.form.bands.table.isColumnHidden(column_of(Field.LOWER))


def test_lines_are_added_moved_and_removed_with_the_keys(driver: Driver, shown: SchemeDialog) -> None:
    shown.use(named("osaka_library"))
    bands = shown.form.bands
    bands.show_place(1, Field.LABEL)
    model = bands.model

    def reads(labels: list[str]) -> bool:
        return [model.index(row, 0).data() for row in range(model.rowCount())] == labels

    for key, labels in (
        (Key.Key_C, ["A", "B", "かつ", "C", "D"]),
        (Key.Key_U, ["B", "かつ", "A", "C", "D"]),
        (Key.Key_D, ["A", "B", "かつ", "C", "D"]),
        (Key.Key_G, ["A", "B", "C", "D"]),
        (Key.Key_B, ["A", "B", "C", "", "D"]),
    ):
        driver.press(key, ALT)
        driver.qtbot.waitUntil(partial(reads, labels))
    driver.press(Key.Key_Q, ALT)
    driver.type("N")
    driver.press(Key.Key_Return)
    driver.qtbot.waitUntil(partial(reads, ["A", "B", "C", "N", "D"]))
    driver.press(Key.Key_Delete)
    assert reads(["A", "B", "C", "", "D"])


def test_everything_has_a_name_and_the_colours_follow(shown: SchemeDialog, look: Look) -> None:
    form = shown.form
    fields = (form.name, form.since, form.about, form.method.kind, form.bands.table, shown.list, form.problems)
    assert all(field.accessibleName() for field in fields)
    assert all(choice.accessibleName() for choice in (*form.counting.absences.values(), form.counting.rounding))
    shown.use(named("sano"))
    index = form.bands.model.index(0, column_of(Field.TONE))
    assert index.data(Qt.ItemDataRole.ForegroundRole) == look.colour("good")
    assert shown.minimumSizeHint().width() <= 1340
    assert shown.minimumSizeHint().height() <= 720


@pytest.mark.parametrize(("typed", "applied"), [("95", True), ("abc", False)])
def test_what_is_being_typed_counts_when_the_changes_are_asked_for(
    driver: Driver,
    shown: SchemeDialog,
    typed: str,
    applied: bool,  # noqa: FBT001 -- pytest's parameter
) -> None:
    shown.use(named("osaka_library"))
    shown.form.bands.show_place(1, Field.LOWER)
    driver.press(Key.Key_F2)
    driver.type(typed)
    driver.press(Key.Key_A, ALT)
    driver.qtbot.waitUntil(lambda: shown.form.bands.model.lines[1].lower == typed)
    assert any(each.isVisible() for each in driver.window.findChildren(ChangesDialog)) == applied
    if applied:
        changes = dialog(driver, ChangesDialog)
        changes.looking.finish()
        changes.apply.click()
        assert driver.desk.session.plan.rating[0].scheme.bands[1].lower == 95
