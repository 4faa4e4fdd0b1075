"""The pictures of pages: drawn one by one in the order they are needed, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from PySide6.QtGui import QImage

    from kpidesk.ui.preview_pdf import Drawn, Pdf, Size
    from kpidesk.ui.preview_thread import PdfThread

    Wanted = tuple[int, int]

MOST_BYTES = 160_000_000


class Claim(Enum):
    """Who wants pictures; the first is served first."""

    PAGES = "pages"
    STRIP = "strip"


class PageImages(QObject):
    """Pages by number (from 0) and width in px; until a new document's page is drawn the old one's stays."""

    opened = Signal()
    drawn = Signal(int)

    def __init__(self, thread: PdfThread, parent: QObject, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(parent)
        self._thread = thread
        self._most = most_bytes
        self._kept: OrderedDict[Wanted, tuple[int, QImage]] = OrderedDict()
        self._texts: dict[int, str] = {}
        self._claims: dict[Claim, Sequence[Wanted]] = {}
        self._edition = 0
        self._shown = 0
        self._drawing = False
        self.sizes: tuple[Size, ...] = ()

    def open(self, data: bytes) -> None:
        """Show another document as soon as it is open."""
        self._edition += 1
        edition = self._edition
        self._thread.run(lambda pdf: pdf.open(data), lambda done: self._open(edition, done))

    def want(self, claim: Claim, wanted: Sequence[Wanted]) -> None:
        """Say which pages are needed now, the most urgent first; what was wanted before is forgotten."""
        self._claims[claim] = wanted
        self._next()

    def image(self, page: int, width: int) -> QImage | None:
        """Return the page at this width, else the newest there is of it."""
        if (page, width) in self._kept:
            self._kept.move_to_end((page, width))
            return self._kept[page, width][1]
        others = [(edition, key) for key, (edition, _) in self._kept.items() if key[0] == page]
        return self._kept[max(others)[1]][1] if others else None

    def text(self, page: int) -> str:
        """Return the text of a page, "" while it was not drawn yet."""
        return self._texts.get(page, "")

    def fresh(self, page: int, width: int) -> bool:
        """Whether the page of this document is there at this width."""
        return self._kept.get((page, width), (0, None))[0] == self._shown > 0

    @property
    def current(self) -> bool:
        """Whether the newest document is open."""
        return self._shown == self._edition

    @property
    def settled(self) -> bool:
        """Whether the newest document is open and all that is wanted of it is there."""
        return self.current and not self._drawing and self._missing() is None

    @property
    def bytes_kept(self) -> int:
        """How much memory the pictures take."""
        return sum(image.sizeInBytes() for _, image in self._kept.values())

    def _open(self, edition: int, done: Future[tuple[Size, ...]]) -> None:
        sizes = done.result()
        if edition != self._edition:
            return
        self._shown, self.sizes, self._texts = edition, sizes, {}
        for key in [key for key in self._kept if key[0] >= len(sizes)]:
            del self._kept[key]
        self.opened.emit()
        self._next()

    def _next(self) -> None:
        """Let the next page be drawn that is wanted and not there."""
        key = self._missing()
        if key is not None and not self._drawing:
            self._draw(*key)

    def _missing(self) -> Wanted | None:
        """Return the most urgent page that is wanted and not there."""
        every = (key for claim in Claim for key in self._claims.get(claim, ()))
        return next((key for key in every if key[0] < len(self.sizes) and not self.fresh(*key)), None)

    def _draw(self, page: int, width: int) -> None:
        edition = self._shown
        self._drawing = True

        def draw(pdf: Pdf) -> Drawn | None:
            return pdf.draw(page, width)

        self._thread.run(draw, lambda done: self._keep(edition, done))

    def _keep(self, edition: int, done: Future[Drawn | None]) -> None:
        self._drawing = False
        drawn = done.result()
        if drawn is not None and edition == self._edition:
            self._kept[drawn.page, drawn.width] = (edition, drawn.image)
            self._kept.move_to_end((drawn.page, drawn.width))
            self._texts[drawn.page] = drawn.text
            self._forget()
            self.drawn.emit(drawn.page)
        self._next()

    def _forget(self) -> None:
        """Let the pictures go that were not shown for longest, but none that is wanted: it would be drawn for ever."""
        room = self._most - self.bytes_kept
        wanted = {key for claim in self._claims.values() for key in claim}
        for key in [key for key in self._kept if key not in wanted]:
            if room >= 0:
                return
            room += self._kept.pop(key)[1].sizeInBytes()
