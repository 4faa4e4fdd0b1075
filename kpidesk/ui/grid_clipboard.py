"""Copying blocks of the grid to spreadsheets and back, as text with tabs: the form that all of them read and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.workspace.paste import fitted
from kpidesk.workspace.tsv import format_block, parse_block

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from kpidesk.ui.grid_block import Block
    from kpidesk.ui.grid_sheet import Sheet

CALC: Final = "application/x-libreoffice-tsvc"
CALC_ON_WINDOWS: Final = f'application/x-qt-windows-mime;value="{CALC}"'

# Excel puts quotes around cells with line breaks in its plain text. LibreOffice Calc makes the line breaks blanks
# there, or leaves them bare where one cell was copied; only its own flavour of the same text keeps the cells whole.
# The grid offers plain text alone: Calc's import of its own flavour tears cells with line breaks apart, that of plain
# text asks in a dialog whose first proposal is right.


def arrived(mime: QMimeData) -> str:
    """Return the block of cells a clipboard holds as text, "" where it holds none."""
    flavour = next((each for each in (CALC, CALC_ON_WINDOWS) if mime.hasFormat(each)), "")
    if flavour:
        return bytes(mime.data(flavour).data()).decode("utf-8", "replace").rstrip("\0")
    return mime.text()


def block_text(sheet: Sheet, block: Block) -> str:
    """Return what a copy of a block puts on the clipboard; one cell without line ends is its bare text."""
    text = format_block(sheet.copied(row)[block.left : block.right + 1] for row in block.rows)
    return text.removesuffix("\r\n") if block.single else text


def arrival(sheet: Sheet, block: Block, text: str) -> tuple[list[list[str]], str]:
    """Return the cells a text brings for a selected block, and the question to ask first, "" for none."""
    texts = parse_block(text)
    size = f"貼り付ける範囲({len(texts)}行×{max(map(len, texts), default=0)}列)"
    asked = ""
    if not block.single:
        tiled = fitted(texts, block.height, block.width)
        if len(tiled) != block.height or max(map(len, tiled), default=0) != block.width:
            asked = f"{size}が、選択した範囲({block.height}行×{block.width}列)と合いません。\n"
            asked += "選択した範囲の左上のセルから、そのままの大きさで貼り付けますか。"
        texts = tiled
    if _overflows(sheet, block, texts):
        asked = f"{size}が、表からはみ出します。\n表に入る分だけを貼り付けますか。"
    return texts, asked


def _overflows(sheet: Sheet, block: Block, texts: list[list[str]]) -> bool:
    """Whether anything written would lie outside the table."""
    return any(
        text.strip() and (block.top + row >= sheet.height or block.left + column >= sheet.columns.count)
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
