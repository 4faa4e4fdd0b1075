"""評価・確認: the cards of the goals, the entries of the chosen node, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpidesk.domain.evaluation import Stage
from kpidesk.domain.plan import Plan
from kpidesk.domain.review import Summary, summary, worst_first
from kpidesk.ui.review_bar import ReviewBar
from kpidesk.ui.review_cards import ReviewCards
from kpidesk.ui.review_charts import ReviewCharts
from kpidesk.ui.review_commands import CommandBar
from kpidesk.ui.review_deeds import ReviewDeeds
from kpidesk.ui.review_guide import ReviewGuide
from kpidesk.ui.review_list import ReviewList
from kpidesk.ui.review_watch import ReviewWatch
from kpidesk.ui.slices import Slices
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.ground import Ground
    from kpidesk.ui.look import Look
    from kpidesk.ui.review_watch import Identity

LATER_MS = 60
WAITING = {
    Stage.SUBMITTED: (Stage.OPEN, Stage.RETURNED),
    Stage.CHECKED: (Stage.SUBMITTED,),
    Stage.RETURNED: (Stage.SUBMITTED,),
}
"""At which stages the entries wait that are left to be brought to one; back to 入力中 goes what has to."""
FEW = 200
"""Up to so many entries the cards are added up at once."""


class ReviewPage(QWidget):
    """Follows the session while it is shown."""

    def __init__(self, desk: Ground, look: Look) -> None:
        super().__init__()
        self._desk = desk
        session = desk.session
        self.watch = ReviewWatch(session, self)
        self.cards = ReviewCards(session, look)
        self.bar = ReviewBar(session)
        self.list = ReviewList(session, look)
        self.charts = ReviewCharts(session, look)
        self.guide = ReviewGuide(self)
        self.deeds = ReviewDeeds(desk, lambda: self.list.chosen, self._go_on)
        self.commands = CommandBar(session, self.deeds, self.list)
        self.nothing = Paragraph("条件に合う指標や事業はありません。", "muted")
        self.below = QStackedWidget()
        self._shown: tuple[str, str] = ("", "")
        self._sought: Identity | None = None
        self._adding: Slices[Summary] = Slices(self._added, self)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setObjectName("review")
        self.nothing.setMargin(24)
        for page in (self.list, self.nothing, self.charts):
            self.below.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.cards, self.bar, self.guide, self.below, self.commands):
            box.addWidget(part, int(part is self.below))

    def _wire(self) -> None:
        session = self._desk.session
        session.moved.connect(self._moved)
        session.changed.connect(self._changed)
        self.watch.looked.connect(self._fill)
        self.watch.touched.connect(self._touched)
        self._desk.watch.counted.connect(self._mark_doubts)
        self.cards.wanted.connect(lambda uid: session.go(session.plan_uid, uid))
        self.bar.chosen.connect(lambda: self._arrange(follow=True))
        self.bar.left.connect(self.list.setFocus)
        self.bar.charts.toggled.connect(self._turn)
        self.list.opened.connect(self.deeds.open_entry)
        self.list.picked.connect(self._offer)
        self.list.doubts_wanted.connect(self.deeds.open_doubts)
        self.commands.all_wanted.connect(lambda: self.deeds.approve(self.list.rows.rows))
        self.guide.hand_in_wanted.connect(self._hand_in_all)
        self.guide.close_wanted.connect(self._close_year)
        self._later.timeout.connect(self._add_up)

    @property
    def shown(self) -> list[Reviewed]:
        """The entries of the chosen node, in the order of the plan."""
        node = self._desk.session.node
        every = self.watch.rows.values()
        return list(every) if isinstance(node, Plan) else [row for row in every if _stands_under(row, node.uid)]

    def finish(self) -> None:
        """Show at once what is still to be counted."""
        self.watch.finish()
        self._desk.watch.finish()
        self._later.stop()
        self._add_up()
        self._adding.finish()
        self.charts.finish()

    def reveal(self, step: ChangeSet) -> None:
        """Choose the first entry that a step names, where one is shown."""
        named = {change.owner for change in step.changes}
        found = next((row for row in self.list.rows.rows if not named.isdisjoint(row.uids)), None)
        if found is not None:
            self.list.go(found.entry.identity)

    def follow(self, entry: Entry | None) -> None:
        """Choose an entry once it has been looked at; what a filter leaves out changes nothing."""
        self._sought = entry.identity if entry else None
        self._seek()

    def _seek(self) -> None:
        if self._sought and self.watch.ready:
            if self.list.rows.where(self._sought).isValid():
                self.list.go(self._sought)
            self._sought = None

    def go_to_sheet(self, uid: str) -> None:
        """Choose the first entry that is handed in with a node, showing it first where it is left out."""
        session = self._desk.session
        self.watch.finish()
        if not any(row.sheet == uid for row in self.list.rows.rows):
            self.bar.clear()
            session.go(session.plan_uid, session.plan_uid)
        found = next((row for row in self.list.rows.rows if row.sheet == uid), None)
        if found is not None:
            self.list.go(found.entry.identity)
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.offer()
        self._mark_doubts()
        self.watch.wake()
        self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.sleep()
        self._adding.stop()
        self._later.stop()
        self.charts.stop()

    def _moved(self) -> None:
        """Show another node, or another year; the latter once it has been looked at."""
        if not self.isVisible():
            return
        session = self._desk.session
        shown = (session.plan_uid, session.node.uid)
        self.bar.offer()
        if shown != self._shown:
            self._shown = shown
            self.list.show_rows(())
        self._arrange()
        self.cards.choose(self._chosen_goal())
        self._draw()

    def _chosen_goal(self) -> str:
        """Return the goal the chosen node belongs to, the plan where it belongs to none."""
        session = self._desk.session
        above = [each.uid for each in session.plan.places[session.node.uid].ancestors]
        return (*above, session.node.uid, session.node.uid)[1] if above else session.plan_uid

    def _changed(self, step: ChangeSet) -> None:
        del step
        if self.isVisible():
            self.bar.offer()
            self._offer()
            self._draw()

    def _fill(self) -> None:
        """Show what has been looked at."""
        self._arrange()
        self._seek()
        self._add_up()
        if len(self.watch.rows) <= FEW:
            self._adding.finish()

    def _touched(self) -> None:
        self._arrange()
        self._later.start()

    def _arrange(self, *, follow: bool = False) -> None:
        """Show the entries that are wanted, in the order that is wanted."""
        session, wanted = self._desk.session, self.bar.wanted
        scheme, every = session.plan.scheme_in(session.year), self.shown
        doubts = self.list.rows.doubts
        rows = [row for row in every if wanted.wants(row, scheme, doubts)]
        if self.bar.worst_first:
            rows.sort(key=worst_first(scheme))
        self.list.show_rows(rows, follow=follow)
        others = sum(1 for row in rows if not row.entry.counts_as_kpi)
        self.bar.tell(len(rows), len(every), others)
        self._turn()

    def _turn(self) -> None:
        """Show the list, the charts, or that there is nothing."""
        charts = self.bar.charts.isChecked()
        self.commands.setVisible(not charts)
        self._offer()
        if charts and self.below.currentWidget() is not self.charts:
            self.below.setCurrentWidget(self.charts)
            self._draw()
        elif not charts:
            self.charts.stop()
            self.below.setCurrentWidget(self.list if self.list.rows.rows else self.nothing)

    def _draw(self) -> None:
        if self.bar.charts.isChecked():
            self.charts.follow()

    def _mark_doubts(self) -> None:
        if self.isVisible():
            doubts: dict[str, list[str]] = {}
            for each in self._desk.watch.open:
                doubts.setdefault(each.uid, []).append(each.sentence)
            self.list.rows.show_doubts(doubts)
            self._offer()
            if self.bar.wanted.doubtful:
                self._arrange()

    def _add_up(self) -> None:
        self._adding.start(self._sums())

    def _sums(self) -> Iterator[list[Summary]]:
        session = self._desk.session
        plan, year, rows = session.plan, session.year, list(self.watch.rows.values())
        yield [summary(plan, plan, year, rows)]
        for goal in plan.goals:
            yield [summary(plan, goal, year, (row for row in rows if _stands_under(row, goal.uid)))]

    def _added(self, found: list[Summary]) -> None:
        self.cards.show_cards(found)
        self.cards.choose(self._chosen_goal())

    def _offer(self) -> None:
        """Offer what can be done with what is chosen, which is what the rest of the window speaks of then."""
        current = self.list.current
        if current is not None and self.isVisible():
            self._desk.session.pick(current.entry)
        shown, charts = self.list.rows.rows, self.bar.charts.isChecked()
        self.commands.offer(shown)
        self.guide.tell(shown, self.watch.rows.values(), locked=charts or bool(self.deeds.why_locked()))

    def _hand_in_all(self) -> None:
        """Hand in what is shown and still 入力中; what was sent back waits for its section."""
        self.deeds.hand_in([row for row in self.list.rows.rows if row.stage is Stage.OPEN])

    def _close_year(self) -> None:
        from kpidesk.ui.closing_dialogs import CloseYearDialog  # noqa: PLC0415 -- loads when first needed

        CloseYearDialog(self._desk).open()

    def _go_on(self, stage: Stage) -> None:
        """Choose the next entry the same can be done with, the nearest; without one only the current one."""
        waiting = WAITING.get(stage, ())
        rows, at = self.list.rows.rows, max(0, self.list.currentIndex().row())
        around = (*rows[at:], *reversed(rows[:at]))
        left = next((row for row in around if row.stage in waiting), None) or next(iter(around), None)
        if left is not None:
            self.list.go(left.entry.identity)
        self.list.setFocus()


def _stands_under(row: Reviewed, uid: str) -> bool:
    project = row.entry.project
    return any(node.uid == uid for node in row.entry.path) or (project is not None and project.uid == uid)
