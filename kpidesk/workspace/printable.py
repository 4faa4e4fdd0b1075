"""Which signs the documents can print: the bundled fonts say so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kpidesk.exporters.font_files import FontSet

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.workspace.services import Services


def printable(services: Services) -> Callable[[str], bool]:
    """Return what says whether a sign can be printed, in both weights; the fonts are read when first needed."""
    fonts = FontSet(services.fonts)

    @cache
    def prints(sign: str) -> bool:
        return fonts.has(sign)

    return prints
