"""Reads a tagged PDF as an assistive technology does: the tree of its structure, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "EI", "INLINE"}
_ENTRY = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")
_WHOLE = {"Document", "Part"}
_HOMES = {
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Table": _WHOLE,
    "Figure": _WHOLE,
    "Part": {"Document"},
    "Link": {"TH", "TD"},
}
_FACTS = ("Scope", "ColSpan", "RowSpan", "Headers", "BBox")


@dataclass
class Node:
    """An element with the text of its own marked content, and the elements below it."""

    kind: str
    parent: Node | None
    alt: str = ""
    name: str = ""
    title: str = ""
    facts: dict[str, Object] = field(default_factory=dict)
    kids: list[Node | str] = field(default_factory=list)
    sheets: list[int] = field(default_factory=list)
    leads_to: int | None = None  # the sheet a click goes to

    @property
    def text(self) -> str:
        """Everything said in it and below."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def below(self) -> Iterator[Node]:
        """The element and all below it, in the order they are read."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.below

    def fact(self, name: str) -> int:
        """Return how many columns or rows it covers."""
        return int(self.facts.get(name, 1))


class Reading:
    """A tagged document; `faults` is empty where it is sound."""

    def __init__(self, path: Path) -> None:
        self.faults: list[str] = []
        self._pdf = Pdf.open(path)
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}
        self._pieces: dict[tuple[int, int], str] = {}
        self._held: Counter[tuple[int, int]] = Counter()
        self._sheets = {page.obj.objgen: number for number, page in enumerate(self._pdf.pages)}
        for number in range(len(self._pdf.pages)):
            self._read_sheet(number)
        self.tree = self._node(self._pdf.Root.StructTreeRoot.K, None)
        self._check()

    @property
    def nodes(self) -> list[Node]:
        """Every element in the order it is read."""
        return list(self.tree.below)

    def of(self, *kinds: str) -> list[Node]:
        """Return the elements of some kinds."""
        return [node for node in self.nodes if node.kind in kinds]

    @cached_property
    def _ways(self) -> dict[int, Object]:
        numbers = list(self._pdf.Root.StructTreeRoot.ParentTree.Nums)
        return {int(number): way for number, way in zip(numbers[::2], numbers[1::2], strict=True)}

    def _read_sheet(self, sheet: int) -> None:
        page = self._pdf.pages[sheet]
        open_: list[tuple[int | None, bool]] = []  # what is open: the number of its content, whether it gives its text
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands, sign = list(instruction.operands), str(instruction.operator)
            if sign == "BDC":
                open_.append(self._begin(sheet, operands))
            elif sign == "EMC":
                open_.pop()
            elif sign == "Tf":
                font = self._font(page.Resources.Font[str(operands[0])])
            elif sign in _PAINTING and not open_:
                self.faults.append(f"sheet {sheet}: {sign} outside of marked content")
            if sign == "Tj" and open_ and not open_[-1][1]:
                self._say(sheet, open_, "".join(font[code] for code in bytes(operands[0])))
            elif sign == "BDC" and open_[-1][1]:
                self._say(sheet, open_, str(operands[1].ActualText))
        if open_:
            self.faults.append(f"sheet {sheet}: marked content left open")

    def _begin(self, sheet: int, operands: list[Any]) -> tuple[int | None, bool]:
        properties = operands[1]
        if "/MCID" in properties:
            key = (sheet, int(properties.MCID))
            if key in self._pieces:
                self.faults.append(f"{key} is there twice")
            self._pieces[key] = ""
            return key[1], False
        if operands[0] not in (Name.Artifact, Name.Span):
            self.faults.append(f"sheet {sheet}: {operands[0]} without a number")
        return None, "/ActualText" in properties

    def _say(self, sheet: int, open_: list[tuple[int | None, bool]], text: str) -> None:
        for number, _ in open_:
            if number is not None:
                self._pieces[sheet, number] += text

    def _font(self, font: Object) -> dict[int, str]:
        if font.objgen not in self._fonts:
            entries = _ENTRY.findall(font.ToUnicode.read_bytes())
            self._fonts[font.objgen] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries
            }
        return self._fonts[font.objgen]

    def _node(self, element: Object, parent: Node | None) -> Node:
        node = Node(
            str(element.S)[1:],
            parent,
            str(element.get("/Alt", "")),
            str(element.get("/ID", "")),
            str(element.get("/T", "")),
        )
        facts = element.get("/A", Dictionary())
        node.facts = {name: facts[f"/{name}"] for name in _FACTS if f"/{name}" in facts}
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                if kid.P.objgen != element.objgen:
                    self.faults.append(f"a {kid.S} does not know its parent")
                node.kids.append(self._node(kid, node))
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                self._follow(node, element, kid)
            else:
                self._hang(node, element, kid)
        return node

    def _hang(self, node: Node, element: Object, kid: Object | int) -> None:
        page, number = (kid.Pg, int(kid.MCID)) if isinstance(kid, Dictionary) else (element.Pg, int(kid))
        sheet = self._sheets[page.objgen]
        key = (sheet, number)
        self._held[key] += 1
        node.sheets.append(sheet)
        node.kids.append(self._pieces.get(key, f"{key} is not there"))
        if self._ways[int(page.StructParents)][number].objgen != element.objgen:
            self.faults.append(f"{key} leads to another element")

    def _follow(self, node: Node, element: Object, reference: Object) -> None:
        """Look at the area that answers a click: it lies on the sheet, says where it leads, and leads back."""
        area = reference.Obj
        if area.objgen not in {each.objgen for each in reference.Pg.Annots}:
            self.faults.append(f"{node.text}: an area that is on no sheet")
        if not str(area.Contents) or self._ways[int(area.StructParent)].objgen != element.objgen:
            self.faults.append(f"{node.text}: an area without words or way back")
        node.leads_to = self._sheets[area.Dest[0].objgen]

    def _check(self) -> None:
        self.faults += [f"{key} is held {self._held[key]} times" for key in self._pieces if self._held[key] != 1]
        self.faults += [f"{key} is held but not there" for key in self._held if key not in self._pieces]
        root = self._pdf.Root
        if not (root.MarkInfo.Marked and str(root.Lang) == "ja-JP" and root.ViewerPreferences.DisplayDocTitle):
            self.faults.append("the catalogue lacks a mark, the language or the title")
        if any(page.Tabs != Name.S for page in self._pdf.pages):
            self.faults.append("the tab order is not that of the structure")
        for node in self.nodes:
            if node.kind in _HOMES and (node.parent is None or node.parent.kind not in _HOMES[node.kind]):
                self.faults.append(f"a {node.kind} is not at home")
            if node.kind == "TH" and "Scope" not in node.facts:
                self.faults.append(f"{node.text}: a head without a scope")
            if node.kind == "Figure" and not (node.alt and "BBox" in node.facts):
                self.faults.append("a figure without words or place")
            if node.kind == "Link" and node.leads_to is None:
                self.faults.append(f"{node.text}: a link to nowhere")
            if node.kind == "Table":
                self._check_grid(node)
        self._check_headings()
        self._check_names()

    def _check_grid(self, table: Node) -> None:
        """Look whether the cells cover the grid of their table, each place once."""
        rows = [[cell for cell in row.kids if isinstance(cell, Node)] for row in table.kids if isinstance(row, Node)]
        width = sum(cell.fact("ColSpan") for cell in rows[0])
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            for cell in row:
                col = next(at for at in range(width + 1) if (number, at) not in taken)
                places = {
                    (number + down, col + right)
                    for down in range(cell.fact("RowSpan"))
                    for right in range(cell.fact("ColSpan"))
                }
                if places & taken:
                    self.faults.append(f"{cell.text}: stands on another cell")
                taken |= places
        if taken != {(row, col) for row in range(len(rows)) for col in range(width)}:
            self.faults.append("the cells do not fill their table")

    def _check_headings(self) -> None:
        above = 0
        for node in self.nodes:
            if re.fullmatch("H[1-6]", node.kind):
                level = int(node.kind[1])
                if level > above + 1:
                    self.faults.append(f"{node.text}: H{level} below H{above}")
                above = level

    def _check_names(self) -> None:
        """Look whether every name that is used is the name of a head, and found in the tree of names."""
        heads = {node.name for node in self.nodes if node.kind == "TH"}
        used = {str(name) for node in self.nodes for name in node.facts.get("Headers", ())}
        if used - heads:
            self.faults.append(f"heads that are not there: {used - heads}")
        names = list(self._pdf.Root.StructTreeRoot.get("/IDTree", Dictionary(Names=Array())).Names)
        known = [str(name) for name in names[::2]]
        found = [str(element.ID) for element in names[1::2]]
        if known != sorted(heads) or found != known:
            self.faults.append("the tree of names is not that of the heads")
