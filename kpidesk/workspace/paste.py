"""Pasting a block into the table: what can be read goes in, what cannot is reported cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import NotationError
from kpidesk.domain.year_value import CellKey, CommentKey, ValueKey
from kpidesk.workspace.step import LockedYearError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.workspace.edit import Edit

    Targets = Sequence[Sequence[CellKey | None]]


@frozen
class Refusal:
    """A pasted text that did not go in: where in the block (from 0), its cell where it has one, and the reason."""

    row: int
    column: int
    key: CellKey | None
    text: str
    reason: str


LOCKED = "このセルは入力できません(計算される値か、期間の外です)。"


def fitted(block: Sequence[Sequence[str]], rows: int, columns: int) -> list[list[str]]:
    """Return a block repeated over a selection that is a whole multiple of it, else the block itself."""
    height, width = len(block), max(map(len, block), default=0)
    if not height or not width or rows % height or columns % width:
        return [list(row) for row in block]
    padded = [[*row, *[""] * (width - len(row))] for row in block]
    return [[padded[row % height][column % width] for column in range(columns)] for row in range(rows)]


def paste(edit: Edit, targets: Targets, block: Sequence[Sequence[str]]) -> list[Refusal]:
    """Put a block of texts into cells of the same shape; returns what did not go in, with its reason.

    A cell that is not for entry refuses only a text that differs from nothing; blanks leave it alone.
    """
    refused: list[Refusal] = []
    for row, (keys, texts) in enumerate(zip(targets, block, strict=False)):
        for column, (key, text) in enumerate(zip(keys, texts, strict=False)):
            reason = _put(edit, key, text)
            if reason:
                refused.append(Refusal(row, column, key, text, reason))
    return refused


def _put(edit: Edit, key: CellKey | None, text: str) -> str:
    """Put one text into one cell; returns why it did not go in, "" where it did."""
    if key is None:
        return LOCKED if text.strip() else ""
    try:
        if isinstance(key, CommentKey):
            edit.set_comment(key, text)
        else:
            edit.type_figure(key, text)
    except NotationError as error:
        return str(error)
    except LockedYearError as error:
        return error.what
    return ""


def clear(edit: Edit, keys: Sequence[CellKey]) -> None:
    """Empty cells."""
    for key in keys:
        if isinstance(key, ValueKey):
            edit.set_value(key, None)
        else:
            edit.set_comment(key, "")
