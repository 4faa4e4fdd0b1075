"""The tree of structure elements of a PDF: which marked content hangs on which of them, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pikepdf import Object, Pdf

    from kpidesk.exporters.pdf_marks import Link, Mark, Marks, Place

_HEADINGS = (Name.H1, Name.H2, Name.H3, Name.H4, Name.H5, Name.H6)
_PRINTED = 4  # flag of an area: nothing of it is hidden in print
_BELOW_HEADINGS = 10  # every band of a table stands below every heading of the page


class Tree:
    """The elements of one document while they are made."""

    def __init__(self, pdf: Pdf, marks: Marks) -> None:
        self._pdf = pdf
        self._marks = marks
        self._sheets = [page.obj for page in pdf.pages]
        self._holders: list[list[Object | None]] = [[None] * count for count in marks.counts[: len(self._sheets)]]
        self._headings: list[int] = []  # the levels of those that stand open
        self._named: list[Object] = []
        self._links: list[Object] = []

    def element(
        self, kind: Name, parent: Object, place: Place | None = None, entries: Mapping[str, Object | str] | None = None
    ) -> Object:
        """Make an element with everything that was painted of its place, and further entries."""
        if place in self._marks.links:
            element = self._element(kind, parent, None, entries)
            element.K = self._link(self._marks.links[place], element, place)
            return element
        return self._element(kind, parent, place, entries)

    def _element(
        self, kind: Name, parent: Object, place: Place | None, entries: Mapping[str, Object | str] | None = None
    ) -> Object:
        marks = self._marks.places.get(place, ()) if place else ()
        content = self._content(marks) if marks else {}
        element = self._pdf.make_indirect(Dictionary({"/S": kind, "/P": parent, **content, **(entries or {})}))
        for mark in marks:
            self._holders[mark.sheet][mark.number] = element
        return element

    def shared(self, value: Dictionary) -> Object:
        """Make an object that several elements refer to."""
        return self._pdf.make_indirect(value)

    def named(self, element: Object) -> String:
        """Give an element a name by which others refer to it."""
        name = String(f"{len(self._named):07d}")  # in the order of the names, as the tree of names wants them
        element.ID = name
        self._named += [name, element]
        return name

    def heading(self, level: int) -> Name:
        """Return the kind of the next heading: never more than one step below the one before it."""
        while self._headings and self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        return _HEADINGS[min(len(self._headings), len(_HEADINGS)) - 1]

    def band(self, level: int) -> Name:
        """Return the kind of the next heading that is a band across a table."""
        return self.heading(_BELOW_HEADINGS + level)

    def close(self, root: Object, document: Object) -> None:
        """Make the root of the document's structure, with the ways from sheets and names to their elements."""
        ways = []
        for number, (sheet, holders) in enumerate(zip(self._sheets, self._holders, strict=True)):
            sheet.StructParents = number
            sheet.Tabs = Name.S
            ways += [number, self._pdf.make_indirect(Array(holders))]
        root.K = document
        for number, link in enumerate(self._links, len(self._sheets)):
            ways += [number, link]
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(ways)))
        root.ParentTreeNextKey = len(self._sheets) + len(self._links)
        if self._named:
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(self._named)))
        self._pdf.Root.StructTreeRoot = root

    def _link(self, link: Link, parent: Object, place: Place) -> Object:
        """Make the element of what leads elsewhere: what was painted there, and the area that answers a click."""
        element = self._element(Name.Link, parent, place)
        home, goal = self._sheets[link.sheet], self._sheets[link.to]
        area = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(edge, 2) for edge in link.box]),
                Border=Array([0, 0, 0]),
                F=_PRINTED,
                Dest=Array([goal, Name.XYZ, 0, goal.MediaBox[3], None]),
                Contents=link.words,
                StructParent=len(self._sheets) + len(self._links),
            )
        )
        self._links.append(element)
        if "/Annots" not in home:
            home.Annots = Array()
        home.Annots.append(area)
        element.K = Array([element.K, Dictionary(Type=Name.OBJR, Obj=area, Pg=home)])
        return element

    def _content(self, marks: Sequence[Mark]) -> dict[str, Object | int]:
        home = marks[0].sheet
        kids = [mark.number if mark.sheet == home else self._elsewhere(mark) for mark in marks]
        return {"/Pg": self._sheets[home], "/K": kids[0] if len(kids) == 1 else Array(kids)}

    def _elsewhere(self, mark: Mark) -> Dictionary:
        return Dictionary(Type=Name.MCR, Pg=self._sheets[mark.sheet], MCID=mark.number)
