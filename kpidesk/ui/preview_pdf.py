"""An open PDF; PDFium is not made for several threads, so everything here is called from one and the same."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    Size = tuple[float, float]

MOST_PIXELS = 16_000_000
"""A page is not drawn larger; beyond that the picture is stretched."""
_LESS = 0.01  # of a pixel: PDFium rounds up, and a whole number of pixels must not become one more


@frozen
class Drawn:
    """A page as a picture of a width in px, with its text."""

    page: int
    width: int
    image: QImage
    text: str


def height_at(size: Size, width: int) -> int:
    """Return how tall a page of a size is drawn at a width, px."""
    return ceil(size[1] * (width - _LESS) / size[0])


class Pdf:
    """At most one document at a time; what PDFium gives is closed at once, never left to the garbage collector."""

    def __init__(self) -> None:
        self._document: PdfDocument | None = None

    def open(self, data: bytes) -> tuple[Size, ...]:
        """Open a document in place of the one before, and return the sizes of its pages in pt; no data have none."""
        import pypdfium2  # noqa: PLC0415 -- loads when first needed

        self.close()
        if not data:
            return ()
        self._document = document = pypdfium2.PdfDocument(data)
        return tuple(document.get_page_size(number) for number in range(len(document)))

    def size(self, number: int) -> Size | None:
        """Return the size of a page (from 0) in pt; None where there is none any more."""
        document = self._document
        return None if document is None or number >= len(document) else document.get_page_size(number)

    def draw(self, number: int, width: int) -> Drawn | None:
        """Return a page (from 0) at a width in px; None where there is none any more."""
        document = self._document
        if document is None or number >= len(document):
            return None
        page = document[number]
        try:
            across, down = page.get_size()
            fitting = min(width, int((MOST_PIXELS * across / down) ** 0.5))
            bitmap = page.render(scale=(fitting - _LESS) / across, prefer_bgrx=True)
            try:
                form = QImage.Format.Format_RGB32
                image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            finally:
                bitmap.close()
            words = page.get_textpage()
            try:
                text = words.get_text_range()
            finally:
                words.close()
        finally:
            page.close()
        return Drawn(number, width, image, text.replace("\r\n", "\n"))

    def close(self) -> None:
        """Close the document."""
        if self._document is not None:
            self._document.close()
            self._document = None
