"""The bundled fonts as reportlab wants them, with a map back to Unicode that is right for every sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from kpidesk.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from kpidesk.exporters.font_files import FontFace

_ASTRAL = re.compile(r"(<[0-9A-F]{2}> )<([0-9A-F]{5,6})>")


class _Font(TTFont):
    """A font whose ToUnicode map gives signs above U+FFFF as UTF-16 pairs; reportlab writes them as bare numbers."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 -- reportlab's name
        """Add the font's objects to the document and mend their maps."""
        super().addObjects(doc)
        for name, thing in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(thing, PDFStream):
                thing.content = _ASTRAL.sub(_as_utf16, thing.content)


def _as_utf16(match: re.Match[str]) -> str:
    return f"{match[1]}<{chr(int(match[2], 16)).encode('utf-16-be').hex().upper()}>"


def font_name(face: FontFace, folder: Path) -> str:
    """Return the name under which reportlab knows a face, loading its file the first time; UserError if it cannot."""
    name = f"kpidesk-{face.name.lower()}"
    if name not in pdfmetrics.getRegisteredFontNames():
        path = folder / face.value
        try:
            pdfmetrics.registerFont(_Font(name, str(path)))
        except (OSError, TTFError) as error:
            raise UserError(
                "文書用のフォントが読めません。", where=str(path), remedy="このソフトを入れ直してください。"
            ) from error
    return name
