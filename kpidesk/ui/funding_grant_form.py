"""The form of a grant of the 事業費・交付金の入力: what it was given for, and how much it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.funding import AdoptedGrant
from kpidesk.domain.money import format_yen
from kpidesk.domain.notation import NotationError
from kpidesk.domain.ordered import placed
from kpidesk.domain.plan import Project
from kpidesk.ui.desk_dialog import push
from kpidesk.ui.form_dialog import FormDialog, suggesting
from kpidesk.ui.money_fields import NARROW, YenField, read_count
from kpidesk.ui.text_list_delegate import TextListDelegate
from kpidesk.workspace.reference import funding_fault
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.funding import Funding, FundingPeriod
    from kpidesk.domain.funding_totals import Figure
    from kpidesk.domain.plan import Plan
    from kpidesk.ui.funding_ground import FundingGround

WIDE = 640
PROJECTS = 120
MORE = "主な事業だけを挙げる(最後に「など」と印刷する)(&M)"
CUMULATIVE = "延べの事業数にする(同じ事業を年度ごとに数え、「延べ」と印刷する)(&E)"
NAMELESS = "交付金の名前か事業が必要です。"
PENDING = "採択事業に入っていない名前があります。「加える」を押すか、消してください。"
USER = Qt.ItemDataRole.UserRole


class GrantForm(FormDialog):
    """A new grant of a period, or one that is changed."""

    def __init__(self, over: FundingGround, period: int, place: int | None) -> None:
        super().__init__(over, "交付金を追加" if place is None else "交付金を直す", WIDE)
        self._over, self._period, self._place = over, period, place
        grants = over.funding.periods[period].grants
        of = self._old = AdoptedGrant() if place is None else grants[place]
        self.name = suggesting(_grant_names(over), of.name, "交付金の名前")
        self.list = QListWidget()
        self.project = suggesting([], "", "事業")
        self.take, self.drop = push("加える(&A)", self._take), push("外す(&R)", self._drop)
        self.up, self.down = push("上へ(&U)", lambda: self._move(-1)), push("下へ(&B)", lambda: self._move(1))
        self.more, self.cumulative = QCheckBox(MORE), QCheckBox(CUMULATIVE)
        self.count = QLineEdit("" if of.count is None else f"{of.count:,}")
        self.yen = YenField("交付金額", of.yen, over.funding.grant_unit)
        self.more.setChecked(of.more)
        self.cumulative.setChecked(of.cumulative)
        self._fill(of)
        self._lay_out()
        self._wire()
        self.finish(self.name)

    def _fill(self, of: AdoptedGrant) -> None:
        self.list.setAccessibleName("採択事業")
        self.list.setItemDelegate(TextListDelegate(self.list))
        self.list.setFixedHeight(PROJECTS)
        self.count.setFixedWidth(NARROW)
        self.count.setAccessibleName("事業数")
        for project in of.projects:
            self._add(project)
        for each in _projects(self._over.plan):
            self.project.addItem(each.title, each.uid)
        self.project.setCurrentIndex(-1)
        line = self.project.lineEdit()
        if line:
            line.setPlaceholderText("計画の事業を選ぶか、名前を入力します")

    def _lay_out(self) -> None:
        self.form.addRow("交付金の名前(&N)", self.name)
        projects = QWidget()
        box = QVBoxLayout(projects)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list)
        adding, tools = QHBoxLayout(), QHBoxLayout()
        adding.addWidget(self.project, 1)
        adding.addWidget(self.take)
        for button in (self.drop, self.up, self.down):
            tools.addWidget(button)
        tools.addStretch()
        box.addLayout(adding)
        box.addLayout(tools)
        label = QLabel("採択事業(&P)")
        label.setBuddy(self.project)
        self.form.addRow(label, projects)
        self.form.addRow("", self.more)
        self.form.addRow("", self.cumulative)
        self.add_line("事業数(&C)", (self.count, QLabel("事業　空けておくと、採択事業を数えます。")))
        self.add_line("交付金額(&K)", (self.yen,))

    def _wire(self) -> None:
        for field in (self.name, self.project):
            field.editTextChanged.connect(self.check)
        for box in (self.more, self.cumulative):
            box.toggled.connect(self.check)
        for line in (self.count, self.yen.line):
            line.textChanged.connect(self.check)
        self.list.currentRowChanged.connect(self.check)
        if typed := self.project.lineEdit():  # once the key is done with: it would press the button that closes, too
            typed.returnPressed.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def check(self) -> None:
        super().check()
        if not (self.missing() or self.problem()):
            self.yen.say_blank(self._figures()[2].computed)
        row = self.list.currentRow()
        self.take.setEnabled(bool(clean_line(self.project.currentText())))
        self.drop.setEnabled(row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)

    def missing(self) -> str:
        if clean_line(self.project.currentText()):
            return PENDING
        return "" if clean_line(self.name.currentText()) or self.list.count() else NAMELESS

    def problem(self) -> str:
        try:
            return funding_fault(self._over.plan, self._put(self._drafted()))
        except NotationError as error:
            return str(error)

    def hint(self) -> str:
        """Say what is printed."""
        _, count, amount = self._figures()
        told = (
            [f"{'延べ' if self.cumulative.isChecked() else ''}{count.shown:,}事業"] if count.shown is not None else []
        )
        told += [] if amount.shown is None else [format_yen(amount.shown, self.yen.unit)]
        return f"印刷: {'、'.join(told)}" if told else ""

    def warning(self) -> str:
        """Say what of the entered is not printed, of this grant and of the total."""
        told = self._over.told_of(self._period_as_drafted())
        return "\n".join(each for each in told if "の事業費は" not in each)

    def _period_as_drafted(self) -> FundingPeriod:
        return self._put(self._drafted()).periods[self._period]

    def _figures(self) -> tuple[AdoptedGrant, Figure, Figure]:
        grants = self._over.figures_of(self._period_as_drafted()).grants
        return grants[-1 if self._place is None else self._place]

    def write(self) -> None:
        drafted = self._drafted()
        name = drafted.name or "採択事業"
        self._over.keep(self._put(drafted), f"「{name}」の{'追加' if self._place is None else '変更'}")

    def _put(self, grant: AdoptedGrant) -> Funding:
        funding = self._over.funding
        period = funding.periods[self._period]
        changed = replace(period, grants=placed(period.grants, self._place, grant))
        return replace(funding, periods=placed(funding.periods, self._period, changed))

    def _drafted(self) -> AdoptedGrant:
        """Return what the fields hold; NotationError where a figure cannot be read."""
        projects = tuple(self.list.item(row).data(USER) for row in range(self.list.count()))
        return AdoptedGrant(
            clean_line(self.name.currentText()),
            projects,
            self.more.isChecked(),
            read_count(self.count.text()),
            self.cumulative.isChecked(),
            self.yen.read(),
        )

    # the projects

    def _add(self, project: str) -> None:
        places = self._over.plan.places
        item = QListWidgetItem(places[project].title if project in places else project)
        item.setData(USER, project)
        self.list.addItem(item)

    def _take(self) -> None:
        """Add what stands in the field: a project of the plan by its title, else a name."""
        words = clean_line(self.project.currentText())
        if not words:
            return
        at = next((row for row in range(self.project.count()) if self.project.itemText(row) == words), -1)
        chosen = self.project.currentIndex()
        at = chosen if chosen >= 0 and self.project.itemText(chosen) == words else at
        self._add(self.project.itemData(at) if at >= 0 else words)
        self.project.setCurrentIndex(-1)
        self.project.clearEditText()
        self.list.setCurrentRow(self.list.count() - 1)
        self.project.setFocus()
        self.check()

    def _drop(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self.check()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)
        self.check()


def _grant_names(over: FundingGround) -> Iterator[str]:
    """Yield the names of grants that the plan speaks of."""
    yield from (grant.name for period in over.funding.periods for grant in period.grants if grant.name)
    for project in _projects(over.plan):
        yield from (grant.name for cost in project.costs.values() for grant in cost.grants)


def _projects(plan: Plan) -> list[Project]:
    """Return the plan's projects, each once."""
    return [each for each in plan.places.elements() if isinstance(each, Project) and not each.repeats]
