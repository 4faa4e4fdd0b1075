"""Texts that a spreadsheet opens as texts."""

from __future__ import annotations

import re
from typing import Final

from kpidesk.paper.letters import clean

_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(\.\d+)?%?")


def plain_text(text: str) -> str:
    """Return a text for a CSV cell: one that a spreadsheet would run as a formula gets a ' in front.

    A lone sign and a figure are no formulas and stay as they are.
    """
    shown = clean(text)
    harmless = len(shown) == 1 or _FIGURE.fullmatch(shown) or not shown.startswith(_FORMULA_SIGNS)
    return shown if harmless else f"'{shown}"
