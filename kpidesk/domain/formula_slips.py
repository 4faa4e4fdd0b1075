"""Slips of the keys in a formula: the long vowel mark that the input method writes where a minus is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kpidesk.domain.formula import fold
from kpidesk.domain.formula_steps import SUBJECT, Function

if TYPE_CHECKING:
    from collections.abc import Collection

LONG: Final = "ー"
_QUOTED_OR_WORD: Final = re.compile(r"「[^「」]*」|[\w・]+")
_FIGURE: Final = re.compile(r"[0-9]+(?:年前)?|前年")
_NO_ROWS: Final = frozenset({SUBJECT, *(each.value for each in Function)})


def with_minus(text: str, names: Collection[str]) -> str:
    """Return a formula with a minus for each ー that stands between rows or figures, and in no row's own name.

    `names` are those of rows and tables; 出生ー死亡 is 出生-死亡 unless a row is called that.
    """
    known = frozenset(map(fold, names)) | _NO_ROWS
    folded = "".join(fold(sign) or sign for sign in text)
    signs = list(text)
    for found in _QUOTED_OR_WORD.finditer(folded):
        word = found.group()
        if LONG not in word or word.startswith("「"):
            continue
        for place in _cuts(word, known) or ():
            signs[found.start() + place] = "-"
    return "".join(signs)


def _cuts(word: str, known: Collection[str], begun: int = 0) -> list[int] | None:
    """Return the places of the marks that part a word into what is known, the longest names first; None for none."""
    rest = word[begun:]
    if rest in known or _FIGURE.fullmatch(rest) or (begun and not rest):
        return []
    for place in range(len(word) - 1, begun - 1, -1):
        part = word[begun:place]
        meant = part in known or _FIGURE.fullmatch(part) or (not part and begun == 0)
        if word[place] == LONG and meant and (further := _cuts(word, known, place + 1)) is not None:
            return [place, *further]
    return None
