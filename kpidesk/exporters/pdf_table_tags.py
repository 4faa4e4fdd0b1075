"""The structure of one table, whatever pages it runs over: rows, cells, and which cells name which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

from kpidesk.paper.report import RowKind
from kpidesk.paper.table_grid import place_cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pikepdf import Object, String

    from kpidesk.exporters.pdf_marks import Place
    from kpidesk.exporters.pdf_tree import Tree
    from kpidesk.paper.report import Row, Table
    from kpidesk.paper.table_grid import Placed


class TableTags:
    """One table on its way into the tree; `place` is that of its block."""

    def __init__(self, tree: Tree, table: Table, parent: Object, place: Place) -> None:
        self._tree = tree
        self._table = table
        self._place = place
        self._element = tree.element(Name.Table, parent)
        self._columns: list[list[String]] = [[] for _ in table.columns]  # the names of the heads of each column
        self._bands: list[tuple[int, String]] = []  # the bands in force: level, name
        self._names: list[tuple[int, String]] = []  # the cells that name rows: the first row below them, name
        self._shared: dict[tuple[Name, int, int], Object] = {}

    def element(self) -> Object:
        """Make the whole table."""
        head = [self._row(row, cells, 0, is_head=True) for row, cells in self._placed(self._table.head)]
        body = [
            self._row(row, cells, len(head), is_head=row.kind is RowKind.HEAD)
            for row, cells in self._placed(self._table.body)
        ]
        self._element.K = Array([*head, *body])
        return self._element

    def _placed(self, rows: tuple[Row, ...]) -> Iterable[tuple[Row, tuple[Placed, ...]]]:
        return zip(rows, place_cells(rows, len(self._table.columns)), strict=True)

    def _row(self, row: Row, cells: tuple[Placed, ...], above: int, *, is_head: bool) -> Object:
        element = self._tree.element(Name.TR, self._element)
        kids = []
        for cell in cells:
            place = self._place._replace(row=above + cell.row, col=cell.col)
            if is_head:
                kids.append(self._head(cell, element, place))
            elif row.kind is RowKind.BAND and self._goes_across(cell):
                kids.append(self._band(cell, element, place, row.level))
            elif cell.cell.is_header:
                kids.append(self._name(cell, element, place))
            else:
                kids.append(self._datum(cell, element, place))
        element.K = Array(kids)
        return element

    def _head(self, cell: Placed, row: Object, place: Place) -> Object:
        """Make a cell that names its columns."""
        element = self._cell(cell, row, Name.Column, place)
        name = self._tree.named(element)
        for col in range(cell.col, cell.col + cell.cols):
            self._columns[col].append(name)
        return element

    def _band(self, cell: Placed, row: Object, place: Place, level: int) -> Object:
        """Make a cell with a heading for the rows below it."""
        element = self._cell(cell, row, Name.Column)
        heading = self._tree.element(self._tree.band(level), element, place)
        element.K = heading
        self._bands = [band for band in self._bands if band[0] < level]
        self._bands.append((level, self._tree.named(element)))
        return element

    def _name(self, cell: Placed, row: Object, place: Place) -> Object:
        """Make a cell that names its rows."""
        element = self._cell(cell, row, Name.Row, place)
        self._names = [each for each in self._names if each[0] > cell.row]
        self._names.append((cell.end, self._tree.named(element)))
        return element

    def _datum(self, cell: Placed, row: Object, place: Place) -> Object:
        headers = [] if self._goes_across(cell) else self._headers(cell)
        attributes = self._attributes(cell, {"/Headers": Array(headers)} if headers else {})
        return self._tree.element(Name.TD, row, place, {"/A": Dictionary(attributes)} if len(attributes) > 1 else None)

    def _cell(self, cell: Placed, row: Object, scope: Name, place: Place | None = None) -> Object:
        """Make a cell that is a head; those of the same scope and size share their attributes."""
        key = (scope, cell.cols, cell.cell.span.rows)
        if key not in self._shared:
            self._shared[key] = self._tree.shared(Dictionary(self._attributes(cell, {"/Scope": scope})))
        return self._tree.element(Name.TH, row, place, {"/A": self._shared[key]})

    def _attributes(self, cell: Placed, more: dict[str, Object]) -> dict[str, Object | int]:
        attributes: dict[str, Object | int] = {"/O": Name.Table, **more}
        if cell.cols > 1:
            attributes["/ColSpan"] = cell.cols
        if cell.cell.span.rows > 1:
            attributes["/RowSpan"] = cell.cell.span.rows
        return attributes

    def _headers(self, cell: Placed) -> list[String]:
        """Return the names of the bands, columns and rows a figure stands under, each once."""
        columns = [name for col in range(cell.col, cell.col + cell.cols) for name in self._columns[col]]
        rows = [name for end, name in self._names if end >= cell.end]
        return list(dict.fromkeys((*(name for _, name in self._bands), *columns, *rows)))

    def _goes_across(self, cell: Placed) -> bool:
        return cell.cols == len(self._table.columns)
