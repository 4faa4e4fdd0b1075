"""What every text on paper shares: the signs that can be printed, and how lines are spaced."""

from __future__ import annotations

import re

LEADING = 1.35  # line pitch, in sizes
ASCENT = 0.88  # of an em, as in nearly every Japanese font

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text as it can be printed: line ends are LF, tabs blanks, control signs and lone surrogates gone."""
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub("", plain)
