"""An open workspace on the screen: the plan, the chosen view, the inspector, and the line below."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from kpidesk.domain.plan import Measure, Project
from kpidesk.ui.after_paint import AfterPaint
from kpidesk.ui.banner import Banner
from kpidesk.ui.filter_bar import FilterBar
from kpidesk.ui.findings_watch import FindingsWatch
from kpidesk.ui.ground import Ground
from kpidesk.ui.inspector_panel import InspectorPanel
from kpidesk.ui.large_remarks import LargeRemarks
from kpidesk.ui.panes import Panes
from kpidesk.ui.plan_tree_panel import PlanTreePanel
from kpidesk.ui.search_box import SearchBox
from kpidesk.ui.session import Session
from kpidesk.ui.status_strip import StatusStrip
from kpidesk.ui.view_tabs import View, ViewTabs
from kpidesk.ui.widgets import Choice, ElidedTitle
from kpidesk.ui.year_grid_model import YearGridModel
from kpidesk.ui.year_grid_view import YearGridView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.finding import Finding
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.year_value import CellKey
    from kpidesk.ui.banner import Deeds
    from kpidesk.ui.findings_panel import FindingsPanel
    from kpidesk.ui.grid_filter import RowFilter
    from kpidesk.ui.look import Look
    from kpidesk.ui.preview_view import PreviewView
    from kpidesk.ui.review_page import ReviewPage
    from kpidesk.workspace.services import Services
    from kpidesk.workspace.settings import Settings
    from kpidesk.workspace.workspace import Workspace

ICON = 18


class Desk(Ground):
    """Puts the panels together and carries the focus between them."""

    document_wanted = Signal(str, str, object)

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        steps: tuple[QAction, QAction],
        settings: Settings,
        services: Services,
        parent: QWidget,
    ) -> None:
        """Put the panels together; `steps` are the actions that take a step back and make it again."""
        super().__init__(parent)
        self.look = look
        self._services = services
        self.session = Session(workspace, self, settings)
        self.banner = Banner(self)
        self.tree = PlanTreePanel(self.session, look)
        self.model = YearGridModel(self.session)
        self.model.hold()
        self.grid = YearGridView(self.session, self.model, look)
        self.inspector = InspectorPanel(self.session, look)
        self.watch = FindingsWatch(self.session, services, self)
        self.filter = FilterBar(self.session)
        self.status = StatusStrip(self.session, self.tree.model, self.watch)
        self.tabs = ViewTabs(look)
        self.year = Choice()
        self.search = SearchBox(self)
        self.middle = QStackedWidget()
        self.large = LargeRemarks(self.middle, self.inspector)
        self.splitter = Panes(self.tree, self.middle, self.inspector)
        self._title = ElidedTitle()
        self._loaded: tuple[str, str, FiscalYear] = ("", "", self.session.year)
        self._untouched = False
        self._title.setFont(look.font(1.1, bold=True))
        self._build(steps)
        self._wire()
        self._show()
        self._warn()
        AfterPaint(self.grid.viewport(), self._complete)

    def _build(self, steps: tuple[QAction, QAction]) -> None:
        self._sheet = sheet = QWidget()
        self.middle.insertWidget(0, sheet)
        self.middle.setCurrentIndex(0)
        pile = QVBoxLayout(sheet)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        pile.addWidget(self.filter)
        pile.addWidget(self.grid, 1)
        self._pile = pile
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self._strip(steps), self.splitter, self.status):
            box.addWidget(part, int(part is self.splitter))

    @cached_property
    def warning(self) -> Banner:
        """What stays above everything else: that nothing can be written."""
        return Banner(self)

    @cached_property
    def findings(self) -> FindingsPanel:
        """The list of 要確認 below the grid."""
        from kpidesk.ui.findings_panel import FindingsPanel  # noqa: PLC0415 -- loads when first needed

        panel = FindingsPanel(self)
        self._pile.addWidget(panel)
        return panel

    @cached_property
    def review(self) -> ReviewPage:
        """The second view, put together when it is first opened."""
        from kpidesk.ui.review_page import ReviewPage  # noqa: PLC0415 -- loads when first needed

        page = ReviewPage(self, self.look)
        page.list.zoom(self.grid.fonts.scale)
        self.middle.addWidget(page)
        return page

    @cached_property
    def papers(self) -> PreviewView:
        """The third view, put together when it is first opened."""
        from kpidesk.ui.preview_view import PreviewView  # noqa: PLC0415 -- loads when first needed

        page = PreviewView(self.session, self.look, self._services)
        page.save_wanted.connect(self.document_wanted)
        page.titled.connect(self._say_title)
        page.panel.findings_wanted.connect(self.status.findings_wanted)
        page.panel.tell_doubts(len(self.watch.open))
        self.watch.counted.connect(lambda: page.panel.tell_doubts(len(self.watch.open)))
        self.tree.view.clicked.connect(self._narrow)
        self.middle.addWidget(page)
        return page

    @property
    def view(self) -> View:
        """Which of the views is shown."""
        made, shown = self.__dict__, self.middle.currentWidget()
        if "review" in made and shown is self.review:
            return View.REVIEW
        return View.PAPERS if "papers" in made and shown is self.papers else View.ENTRY

    def show_view(self, view: View) -> None:
        """Show one of the views and take the keys there; nothing moves while an entry cannot be read."""
        if not self.settle():
            self.tabs.stand_at(View.ENTRY)
            return
        self.tabs.stand_at(view)
        self.large.shrink()
        if view is not self.view:
            entry = None if self._untouched and self.view is View.ENTRY else self.session.entry
            self.middle.setCurrentWidget(self._page(view))
            self.inspector.setVisible(view is View.ENTRY)
            self.splitter.share(self.splitter.width())
            self._catch_up(entry)
            self.banner.pass_by()
            self._say_title()
        (self.grid if view is View.ENTRY else self._panes[0]).setFocus()

    def show_document(self, name: str) -> None:
        """Show a document in 帳票."""
        self.papers.show_document(name)
        self.show_view(View.PAPERS)

    def print_document(self) -> None:
        """Print the document that is chosen in 帳票, where its pages are seen."""
        self.show_view(View.PAPERS)
        if self.view is View.PAPERS:
            self.papers.print_pages()

    def tell(self, sentence: str, deeds: Deeds) -> None:
        """Say for a while what was finished: above the pages where those are shown, else over the lower edge."""
        place = self.papers.notice if self.view is View.PAPERS else self.banner
        place.say(sentence, deeds, passing=True)

    @property
    def folds(self) -> str:
        """What is folded in 帳票, as the settings keep it."""
        return self.papers.panel.form.folds if "papers" in self.__dict__ else self.session.settings.folds

    def _narrow(self) -> None:
        """Bring what the tree stands on already to the pages, where somebody points at it again."""
        if self.view is View.PAPERS:
            self.papers.narrow()

    def _page(self, view: View) -> QWidget:
        """Return what stands in the middle for a view."""
        if view is View.REVIEW:
            return self.review
        return self.papers if view is View.PAPERS else self._sheet

    @property
    def _panes(self) -> tuple[QWidget, ...]:
        """What can take the keys in the view that is shown, the most wanted first."""
        if self.view is View.REVIEW:
            return self.review.list, self.review.cards
        if self.view is View.PAPERS:
            return self.papers.panel.documents, self.papers.pages
        return self.grid, self.inspector.remarks

    def _catch_up(self, entry: Entry | None) -> None:
        """Bring the view to where the one before was left: its node, its entry, and the filter as it is now."""
        if self.view is View.REVIEW:
            self.review.follow(entry)
        if self.view is View.ENTRY:
            self.filter.lift_gone()
            own = self.grid.entry
            if self._loaded[1] != self.session.node.uid or self.model.wanted.active:
                self._load()
            for each in (own, entry):
                if each is not None:
                    self.grid.stand_on(each)
            self.inspector.follow()

    def review_sheet(self, uid: str) -> bool:
        """Choose in 評価・確認 what is handed in with a node; False, and nothing moves, while another view is shown."""
        reviewing = self.view is View.REVIEW
        if reviewing:
            self.review.go_to_sheet(uid)
        return reviewing

    def list_findings(self, finding: Finding | None = None) -> None:
        """List what wants a look, at one of them."""
        self.show_sheet()
        self.findings.open(finding)

    def show_sheet(self) -> None:
        """Show the sheet."""
        self.show_view(View.ENTRY)

    def _strip(self, steps: tuple[QAction, QAction]) -> QWidget:
        strip = QWidget()
        strip.setObjectName("strip")
        line = QHBoxLayout(strip)
        line.setContentsMargins(8, 0, 16, 0)
        line.setSpacing(10)
        line.addWidget(self.tabs)
        line.addWidget(self._title, 1)
        line.addWidget(self.search)
        line.addSpacing(8)
        word = QLabel("評価対象年度(&Y)")
        word.setBuddy(self.year)
        self.year.setAccessibleName("評価対象年度")
        line.addWidget(word)
        line.addWidget(self.year)
        for action in steps:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(ICON, ICON))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        return strip

    def _wire(self) -> None:
        self.session.moved.connect(self._show)
        self.session.picked.connect(self._touch)
        self.grid.pressed.connect(self._touch)
        self.session.changed.connect(self._touch)
        self.session.changed.connect(self.banner.pass_by)
        self.tabs.chosen.connect(self.show_view)
        self.grid.remarks_wanted.connect(self.inspector.write)
        self.inspector.left.connect(self._leave_remarks)
        self.year.activated.connect(self.evaluate)
        self.watch.counted.connect(self._mark_doubts)
        self.filter.chosen.connect(self._filter)
        self.filter.left.connect(self.grid.setFocus)
        self.model.completed.connect(self._count_rows)
        self.grid.history_wanted.connect(self._show_history)
        self.grid.hand_in_wanted.connect(self._hand_in)
        self.inspector.hand_in_wanted.connect(self._hand_in_entry)

    def _complete(self) -> None:
        """Bring what did not have to be there with the first rows of the sheet."""
        self.model.resume()
        self.tree.model.resume()
        self.filter.offer_returned()
        self.inspector.follow()
        self.watch.resume()

    def _mark_doubts(self) -> None:
        self.model.show_doubts(self.watch.open)

    def _filter(self, wanted: RowFilter) -> None:
        """Show the rows that are wanted; an entry that cannot be read keeps all as it is."""
        if self.grid.settle():
            self.model.want(wanted)
            self.grid.load()
        else:
            self.filter.stand_at(self.model.wanted)

    def _count_rows(self) -> None:
        self.filter.tell(self.model.sheet.entries)

    def _show_history(self, key: CellKey) -> None:
        from kpidesk.ui.history_dialog import show_cell_history  # noqa: PLC0415 -- loads when first needed

        show_cell_history(self, key)

    def _hand_in(self, chosen: Iterable[Entry]) -> None:
        """提出 of some rows of the sheet."""
        from kpidesk.ui.sheet_deeds import hand_in, sheet_deeds  # noqa: PLC0415 -- loads when first needed

        if self.settle():
            hand_in(self, sheet_deeds(self, chosen))

    def _hand_in_entry(self) -> None:
        """Hand in what the inspector shows; the keys go back to the sheet."""
        if self.settle() and self.session.entry is not None:
            self._hand_in([self.session.entry])
            self.grid.setFocus()

    def _leave_remarks(self) -> None:
        self.large.shrink()
        self.grid.setFocus()

    def evaluate(self, number: int) -> None:
        """Change to another of the plan's years, by its place."""
        years = self.session.years
        if 0 <= number < len(years) and self.grid.settle():
            self.session.evaluate(years[number])
        self._show_year()

    def zoom(self, zoom: int) -> None:
        """Show the rows of both views at a zoom, %."""
        self.grid.zoom(zoom)
        if "review" in self.__dict__:
            self.review.list.zoom(self.grid.fonts.scale)

    def step_year(self, by: int) -> None:
        """Change to the year before or after."""
        self.evaluate(self.year.currentIndex() + by)

    def undo(self) -> None:
        """Take the last step back; what is being typed counts as a step."""
        if self.settle():
            self._reveal(self.session.undo())

    def redo(self) -> None:
        """Make the step that was taken back again."""
        if self.settle():
            self._reveal(self.session.redo())

    def settle(self) -> bool:
        """Save what is being typed; False where a figure cannot be read."""
        self.inspector.save()
        return self.grid.settle()

    def next_pane(self, by: int = 1) -> None:
        """Carry the focus to the next pane that is shown: plan, grid, 所見, or those of the second view."""
        panes = [pane for pane in (self.tree.view, *self._panes) if pane.isVisible()]
        here = next((number for number, pane in enumerate(panes) if pane.hasFocus()), 0 if by < 0 else -1)
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_workspace(self) -> None:
        """Save what is being typed as far as it can be read, and close the file."""
        self.inspector.save()
        self.grid.abandon()
        if "papers" in self.__dict__:
            self.papers.close_pages()
        self.session.close()

    def _say_title(self) -> None:
        """Say what is shown."""
        if self.view is View.PAPERS:
            self._title.say(self.papers.headline)
            return
        place = self.session.plan.places[self.session.node.uid]
        above = [each.title for each in place.ancestors if isinstance(each, Measure | Project)]
        self._title.say(" › ".join((*above, place.title)))

    def _show(self) -> None:
        session = self.session
        self._say_title()
        self._show_year()
        shown, entry = self.view is View.ENTRY, session.entry
        if shown:
            self.filter.lift_gone()
        if shown or self._loaded[::2] != (session.plan_uid, session.year):
            self._load()
        if not shown:
            session.pick(entry)

    def _load(self) -> None:
        """Show the rows of the chosen node; out of sight they wait, unless plan or year are others."""
        self._loaded = (self.session.plan_uid, self.session.node.uid, self.session.year)
        self.grid.load()
        self._untouched = True  # nobody chose the row it begins at

    def _touch(self) -> None:
        self._untouched = False

    def _show_year(self) -> None:
        with QSignalBlocker(self.year):
            words = [str(year) for year in self.session.years]
            if [self.year.itemText(number) for number in range(self.year.count())] != words:
                self.year.clear()
                self.year.addItems(words)
            self.year.setCurrentText(str(self.session.year))

    def _reveal(self, step: ChangeSet | None) -> None:
        """Bring the first cell or entry into view that a step changed."""
        if self.view is View.REVIEW and step:
            self.review.reveal(step)
        if self.view is not View.ENTRY:
            return
        keys = [change.cell for change in step.changes if change.cell] if step else []
        if keys:
            if not self.model.where(keys[0]).isValid():
                self.filter.clear()
            self.grid.go(self.model.where(keys[0]))

    def _warn(self) -> None:
        workspace = self.session.workspace
        if workspace.read_only:
            self._box.insertWidget(0, self.warning)
            self.warning.say(f"読み取り専用で開いています。{workspace.holder}", lasting=True)
