"""Turns the paper's styles into Excel's, each look once; loaded with openpyxl, when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

from kpidesk.paper.report import Rule

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as XlsxCell

    from kpidesk.paper.laid_out import Ruled
    from kpidesk.paper.report import Style

FONT = "BIZ UDゴシック"
NORMAL_SIZE = 10.5  # pt: 14 pixels, so that a half-width sign is exactly 7 and column widths are what they say
_MM_PER_INDENT = 2.4
_SIDES: dict[Rule, Literal["hair", "thin", "medium"]] = {Rule.HAIR: "hair", Rule.THIN: "thin", Rule.MEDIUM: "medium"}
Look = tuple["Style", float, str, bool, "Ruled | None"]
"""(style, size in pt, number format, whether the text must not be read as a formula, border lines)."""


class XlsxStyles:
    """The styles of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._known: dict[Look, object] = {}
        normal = Font(name=FONT, size=NORMAL_SIZE)
        book: Any = workbook  # openpyxl has no public way to its Normal style, which column widths are counted in
        book._fonts = IndexedList([normal])  # noqa: SLF001
        book._named_styles["Normal"].font = normal  # noqa: SLF001

    def dress(self, cell: Any, look: Look) -> None:  # noqa: ANN401 -- openpyxl's stubs hide `_style`
        """Give a cell its look; setting font, fill and border anew for each cell would take most of an export."""
        known = self._known.get(look)
        if known is None:
            _set_look(cell, look)
            self._known[look] = cell._style  # noqa: SLF001
        else:
            cell._style = known  # noqa: SLF001


def _set_look(cell: XlsxCell, look: Look) -> None:
    style, size, number_format, is_literal, ruled = look
    cell.font = Font(name=FONT, size=size, bold=style.bold, color=f"FF{style.colour}")
    cell.alignment = Alignment(
        horizontal=style.align.value,
        vertical=style.valign.value,
        wrap_text=style.wrap,
        shrink_to_fit=not style.wrap,
        indent=round(style.indent / _MM_PER_INDENT),
    )
    cell.number_format = number_format
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=f"FF{style.fill}")
    if ruled:
        cell.border = Border(
            left=_side(ruled.left), top=_side(ruled.top), right=_side(ruled.right), bottom=_side(ruled.bottom)
        )
    if is_literal:
        cell.quotePrefix = True


def _side(rule: Rule) -> Side:
    return Side(style=_SIDES[rule], color="FF404040") if rule in _SIDES else Side()
