"""What a city printed against what the program prints: rows held side by side, texts compared without blanks."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tests.reports.reading import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Rows = Sequence[Sequence[str]]

_DASHES = ("-", "—", "―", "–")
_MISSING = "(なし)"


class Difference(NamedTuple):
    """One cell that is not the same: the document and page, the row it stands in, both texts as they compare."""

    document: str
    page: str
    place: str
    printed: str
    shown: str


def compared(text: str) -> str:
    """Return a text as it compares: one form of each sign, no blanks, one dash."""
    found = plain(text)
    return "—" if found in _DASHES else found


def row_differences(document: str, page: str, printed: Rows, shown: Rows) -> Iterator[Difference]:
    """Yield the cells that differ; rows are held side by side by their first cells, wherever others are missing."""
    city, ours = ([[compared(text) for text in row] for row in rows] for rows in (printed, shown))
    keys = [["／".join(row[:2]) for row in rows] for rows in (city, ours)]
    for _, left, left_end, right, right_end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        pairs = zip_longest(city[left:left_end], ours[right:right_end])
        for wanted, found in pairs:
            yield from _cells(document, page, wanted or [], found or [])


def _cells(document: str, page: str, wanted: list[str], found: list[str]) -> Iterator[Difference]:
    place = "／".join((wanted or found)[:2])
    if not (wanted and found):
        whole = ("／".join(row) or _MISSING for row in (wanted, found))
        yield Difference(document, page, place, *whole)
        return
    for number, (one, other) in enumerate(zip_longest(wanted, found, fillvalue=_MISSING), 1):
        if one != other:
            yield Difference(document, page, f"{place} {number}列", one, other)
