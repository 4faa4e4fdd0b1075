"""The width of digits in texts: 半角 or 全角, one of them throughout a plan."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

_HALF: Final = "0123456789.,%"
_FULL: Final = "０１２３４５６７８９．，％"
_TO_HALF: Final = str.maketrans(_FULL, _HALF)
_TO_FULL: Final = str.maketrans(_HALF, _FULL)
_NUMBER = re.compile(r"[0-9０-９](?:[0-9０-９]|[.,．，](?=[0-9０-９]))*[%％]?")


class DigitWidth(Enum):
    """Which digits a plan writes in its texts."""

    HALF = "half"
    FULL = "full"

    @property
    def label(self) -> str:
        """The field's own term."""
        return "半角" if self is DigitWidth.HALF else "全角"


def with_digits(text: str, width: DigitWidth) -> str:
    """Return the text with all its numbers in one width; marks and signs that belong to no number stay."""
    table = _TO_HALF if width is DigitWidth.HALF else _TO_FULL
    return _NUMBER.sub(lambda number: number[0].translate(table), text)
