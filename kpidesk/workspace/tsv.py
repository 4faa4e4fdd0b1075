"""Blocks of cells as spreadsheets put them on the clipboard: tabs, lines, and quotes around what contains them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEEDS_QUOTES = re.compile(r'[\t\r\n]|^"')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|$)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")

# The csv module's excel-tab dialect swallows the rest of the block at a quote that is never closed (5" pipes);
# here such a cell is what it looks like.


def parse_block(text: str) -> list[list[str]]:
    """Read a block: rows of cells, line breaks inside quoted cells as one newline; "" is no row at all."""
    rows: list[list[str]] = []
    position = 0
    while position < len(text):
        row, position = _row(text, position)
        rows.append(row)
    return rows


def _row(text: str, position: int) -> tuple[list[str], int]:
    """Read one row; returns it and where the next begins."""
    cells: list[str] = []
    while True:
        cell, position = _cell(text, position)
        cells.append(cell)
        if text[position : position + 1] != "\t":
            break
        position += 1
    end = _LINE_END.match(text, position)
    return cells, end.end() if end else position


def _cell(text: str, position: int) -> tuple[str, int]:
    if quoted := _QUOTED.match(text, position):
        return _LINE_END.sub("\n", quoted[1].replace('""', '"')), quoted.end()
    plain = _PLAIN.match(text, position)
    end = plain.end() if plain else position
    return text[position:end], end


def format_block(rows: Iterable[Sequence[str]]) -> str:
    """Write a block, each row ended by a line break, so that spreadsheets and `parse_block` read the same cells."""
    return "".join(map(_written_row, rows))


def _written_row(row: Sequence[str]) -> str:
    plain = "\t".join(row)
    if '"' in plain or "\n" in plain or "\r" in plain or plain.count("\t") >= max(1, len(row)):
        plain = "\t".join(map(_written, row))
    return plain + "\r\n"


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
