"""帳票: a document is chosen, its real pages are seen at once, and it is saved or printed as it is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.plan import Goal
from kpidesk.reports.options import Option
from kpidesk.ui.banner import Banner
from kpidesk.ui.preview_bar import PreviewBar
from kpidesk.ui.preview_images import PageImages
from kpidesk.ui.preview_maker import Order, PreviewMaker
from kpidesk.ui.preview_pages import PagesView
from kpidesk.ui.preview_panel import PRINT, PreviewPanel
from kpidesk.ui.preview_progress import PreviewProgress
from kpidesk.ui.preview_strip import StripView
from kpidesk.ui.preview_thread import PdfThread
from kpidesk.ui.preview_zoom import Fit
from kpidesk.workspace.export import DOCUMENTS, REPORTS, Format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtPrintSupport import QPrinter

    from kpidesk.errors import UserError
    from kpidesk.reports.options import ReportOptions
    from kpidesk.ui.look import Look
    from kpidesk.ui.preview_print import Printing
    from kpidesk.ui.session import Session
    from kpidesk.workspace.services import Services

SENT = "印刷をプリンターに送りました。"
PAUSE_MS = 300
"""After the last of several edits or choices the document is made anew."""
MAKING = "帳票を作成しています。"
STOPPED = "帳票の作成を取りやめました。"
NO_PAGES = "このデータは、画面には表示されません。ファイルに保存してください。"
NO_FORMAT = "「{title}」は、この形式では保存できません。"
NO_PAPER = "「{title}」は、印刷できません。"
NO_PRINTER = "使えるプリンターが見つかりません。PDFで保存して、印刷できるパソコンで開いてください。"


class PreviewView(QWidget):
    """The panel at the left, the pages at the right; whoever holds the view writes the file that is wanted."""

    save_wanted = Signal(str, str, object)  # suffix, name of the document, options
    titled = Signal()

    def __init__(self, session: Session, look: Look, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = PdfThread(self)
        self._maker = PreviewMaker(services, self)
        self._stale = True
        self._to_print = False
        self._node = session.node_uid
        self.images = PageImages(self._thread, self)
        self.printing: Printing | None = None
        self.panel = PreviewPanel(look, session.plan)
        self.panel.form.fold(session.settings.folds)
        self.bar = PreviewBar()
        self.pages = PagesView(self.images, look)
        self.progress = PreviewProgress(self.pages)
        self.strip = StripView(self.images, look)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        self._build()
        self._wire()
        self._offer()

    # what is asked for

    @property
    def report(self) -> str:
        """The name of the chosen document."""
        return self.panel.documents.name

    @property
    def options(self) -> ReportOptions:
        """What is chosen for it."""
        return self.panel.form.options

    @property
    def headline(self) -> str:
        """What the pages show: the document, and the goal or plan it is of."""
        places, goal = self._session.plan.places, self.options.goal
        return f"{self.title} › {places[goal or self._session.plan_uid].title}"

    @property
    def has_pages(self) -> bool:
        """Whether the chosen document can be shown and printed at all."""
        return self.offers(Format.PDF.value)

    @property
    def title(self) -> str:
        """What the chosen document is called."""
        return self.titles[self.report]

    @property
    def titles(self) -> Mapping[str, str]:
        """What each document is called, by its name."""
        return REPORTS

    def offers(self, suffix: str) -> bool:
        """Whether the chosen document can be had in the format of the suffix."""
        return Format(suffix) in DOCUMENTS[self.report].formats

    @property
    def current(self) -> bool:
        """Whether the pages are those of the plan and the choices as they are now."""
        return not (self._stale or self._maker.busy)

    def refresh(self) -> None:
        """Make the document anew, now where the view is seen, else when it is next seen."""
        self._pause.stop()
        self._stale = True
        if not self.isVisible():
            self._maker.cancel()
            self.progress.end()
            return
        if not self.has_pages:
            self._show_nothing()
            return
        self._stale = False
        session = self._session
        self.notice.hide()
        self._show_frame(there=True)
        self.progress.begin()
        self.pages.say(MAKING)
        plan = session.workspace.plans[session.plan_uid]
        self._maker.make(Order(plan, self.report, session.year, self.options))
        self._tell()

    def stop(self) -> None:
        """Leave the pages as they are."""
        self._maker.cancel()
        self.progress.end()
        self._stale = True
        self._refuse(STOPPED)

    def show_document(self, name: str) -> None:
        """Choose a document by its name."""
        self.panel.documents.choose(name)

    def narrow(self) -> None:
        """Make the goal of what is chosen in the tree the 範囲, the plan all of it, where the document offers that."""
        place = self._session.plan.places[self._session.node.uid]
        goals = (each.uid for each in (*place.ancestors, place.what) if isinstance(each, Goal))
        if Option.GOAL in DOCUMENTS[self.report].offers:
            self.panel.form.put(Option.GOAL, next(goals, ""))

    def save(self, suffix: str) -> None:
        """Ask for the document as a file in the format of the suffix, or say that it is not to be had so."""
        if self.offers(suffix):
            self.notice.pass_by()
            self.save_wanted.emit(suffix, self.report, self.options)
        else:
            self._decline(NO_FORMAT)

    def print_pages(self) -> None:
        """Print the document as soon as its pages are there, or say why that cannot be."""
        from kpidesk.ui.preview_print import ask, has_printer, printer_for  # noqa: PLC0415 -- loads when first needed

        if self.printing is not None:
            return
        if not self.has_pages:
            self._decline(NO_PAPER)
            return
        if not self._printable:
            self._to_print = True
            if self._stale and not self._pause.isActive():
                self.refresh()
            return
        self.notice.pass_by()
        if not has_printer():
            self.notice.say(NO_PRINTER, {"PDFで保存": partial(self.save, Format.PDF.value)})
            return
        printer = printer_for(self.images.sizes[0])
        if ask(printer, self.pages.count, self):
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages that are shown on a printer."""
        from kpidesk.ui.preview_print import Printing  # noqa: PLC0415 -- loads when first needed

        self.printing = Printing(self._thread, self)
        self.printing.printed.connect(lambda: self.notice.say(SENT, passing=True))
        self.printing.ended.connect(self._printing_ended)
        self.printing.start(printer, self.pages.count, self.title)

    def _printing_ended(self) -> None:
        self.printing = None

    def close_pages(self) -> None:
        """End the threads; the view is of no use afterwards."""
        self._pause.stop()
        if self.printing is not None:
            self.printing.cancel()
        self._maker.close()
        self._thread.close()

    # what Qt calls

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._pause.start(0)

    def event(self, event: QEvent) -> bool:
        """Take the keys before the window's menus do, which mean the sheet by them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._deed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    # inside

    def _build(self) -> None:
        right = QWidget()
        self.notice = Banner(right)
        pile = QVBoxLayout(right)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self.pages, 1)
        pile.addWidget(self.bar)
        pile.addWidget(self.notice)
        pile.addLayout(middle, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.panel)
        line.addWidget(right, 1)

    def _wire(self) -> None:
        session = self._session
        session.changed.connect(self._moved)
        session.moved.connect(self._moved)
        self.panel.documents.chosen.connect(self._moved)
        self.panel.save_wanted.connect(self.save)
        self.panel.print_wanted.connect(self.print_pages)
        self.panel.form.changed.connect(self._follow)
        self._pause.timeout.connect(self.refresh)
        self._maker.ended.connect(self.progress.end)
        self._maker.made.connect(self._made)
        self._maker.counted.connect(self.progress.count)
        self._maker.refused.connect(self._refused)
        self.images.opened.connect(self._tell)
        self.pages.turned.connect(self._turned)
        self.pages.zoomed.connect(self.bar.tell_zoom)
        self.strip.page_wanted.connect(self.pages.go)
        self.bar.page_wanted.connect(self.pages.go)
        self.bar.step_wanted.connect(lambda by: self.pages.go(self.pages.page + by))
        self.bar.zoom_wanted.connect(self.pages.set_zoom)
        self.bar.zoom_step_wanted.connect(self.pages.zoom_by)
        self.progress.stop_wanted.connect(self.stop)
        larger, smaller, fit = partial(self.pages.zoom_by, 1), partial(self.pages.zoom_by, -1), self._fit
        for keys, deed in (
            ((Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Semicolon), larger),
            ((Qt.Key.Key_Minus,), smaller),
            ((Qt.Key.Key_0,), fit),
        ):
            self._keys |= dict.fromkeys(keys, deed)

    def _moved(self) -> None:
        """Follow another document, plan, goal or year, or an edit."""
        chosen, self._node = self._session.node_uid != self._node, self._session.node_uid
        if chosen and self.isVisible():
            self.narrow()
        self._follow()

    def _follow(self) -> None:
        """Offer what fits what is chosen now, and make the document of it."""
        self._offer()
        self._soon()

    def _offer(self) -> None:
        self.panel.offer(self.report, self._session.plan, self._session.year)
        self.titled.emit()

    def _show_nothing(self) -> None:
        """Say that there are no pages to be seen."""
        self._maker.cancel()
        self.progress.end()
        self.images.open(b"")
        self.notice.hide()
        self._show_frame(there=False)
        self.pages.say(f"{DOCUMENTS[self.report].about}\n\n{NO_PAGES}")
        self._tell()

    def _soon(self) -> None:
        """Make the document anew once nobody types any more."""
        self._stale, self._to_print = True, False
        self.notice.pass_by()
        self._tell()
        self._pause.start()

    def _fit(self) -> None:
        """Fit the width, or the whole page where that is fitted already."""
        self.pages.set_zoom(Fit.PAGE if self.pages.zoom is Fit.WIDTH else Fit.WIDTH)

    def _made(self, data: bytes) -> None:
        self.images.open(data)
        self._tell()

    def _refused(self, error: UserError) -> None:
        self._refuse(" ".join(part for part in (error.what, error.remedy) if part))

    def _refuse(self, sentence: str) -> None:
        """Say why there are no new pages; the old ones stay."""
        self._to_print = False
        self.pages.say("表示できるページがありません。")
        self.notice.say(sentence, {"作り直す": self.refresh}, lasting=True)
        self._tell()

    def _tell(self) -> None:
        """Say how many pages there are, and offer to print them once they are those of now."""
        self._turned(self.pages.page)
        self.panel.buttons[PRINT].setEnabled(self._printable)
        if self._to_print and self._printable:
            self._to_print = False
            QTimer.singleShot(0, self, self.print_pages)  # it asks, and what is under way here is to end before

    @property
    def _printable(self) -> bool:
        return self.current and self.images.current and bool(self.images.sizes)

    def _decline(self, sentence: str) -> None:
        self.notice.say(sentence.format(title=self.title), passing=True)

    def _show_frame(self, *, there: bool) -> None:
        """Show what is of use around pages."""
        self.bar.setVisible(there)
        self.strip.setVisible(there)

    def _turned(self, page: int) -> None:
        self.bar.tell(page, self.pages.count)
        self.strip.stand_at(page)

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does here."""
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        with_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        plus = event.key() == Qt.Key.Key_Plus and control == with_shift
        if control != Qt.KeyboardModifier.ControlModifier and not plus:
            return None
        return self._keys.get(Qt.Key(event.key()))
