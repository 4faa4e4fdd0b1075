"""Adds the structure to a painted PDF, so that it can be heard and walked through: headings, texts, tables, figures."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf
from pikepdf.models.metadata import encode_pdf_date

from kpidesk.exporters.pdf_marks import BEFORE_PAGES, Place
from kpidesk.exporters.pdf_table_tags import TableTags
from kpidesk.exporters.pdf_tree import Tree
from kpidesk.paper.report import Chart, Heading, Table

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from pikepdf import Object

    from kpidesk.exporters.pdf_marks import Marks
    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Block, Chapter, Report

_WHOLE = 100  # percent


def write_tagged(untagged: BinaryIO, report: Report, marks: Marks, to: Path, progress: Progress | None = None) -> None:
    """Write a painted document with the structure its marked content has in the report; OSError as the system says."""
    with Pdf.open(untagged) as pdf:
        _Tags(pdf, report, marks).add(progress)
        if report.made:
            pdf.docinfo[Name.CreationDate] = pdf.docinfo[Name.ModDate] = encode_pdf_date(report.made)
        whole = BytesIO()  # pikepdf ends the whole process where a disk is full
        pdf.save(
            whole,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
            progress=partial(_tell, progress) if progress else None,
        )
    to.write_bytes(whole.getbuffer())


def _tell(progress: Progress, percent: int) -> None:
    progress(percent, _WHOLE)


class _Tags:
    """The structure of one document: what the report holds, in its order."""

    def __init__(self, pdf: Pdf, report: Report, marks: Marks) -> None:
        self._pdf = pdf
        self._report = report
        self._marks = marks
        self._tree = Tree(pdf, marks)

    def add(self, progress: Progress | None) -> None:
        """Add everything; `progress` hears (done, total) of the report's pages and may raise to cancel."""
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._tree.element(Name.Document, root)
        kids = [
            self._tree.element(Name.P, document, place) for place in self._marks.places if place.page == BEFORE_PAGES
        ]
        for chapter, pages in groupby(enumerate(self._report.pages), key=lambda each: each[1].chapter):
            parent = self._chapter(chapter, document) if chapter else document
            below: list[Object] = []
            for number, page in pages:
                for index, block in enumerate(page.blocks):
                    below += self._block(block, parent, Place(number, index))
                if progress:
                    progress(number + 1, len(self._report.pages))
            if chapter:
                parent.K = Array(below)
                kids.append(parent)
            else:
                kids += below
        document.K = Array(kids)
        self._tree.close(root, document)
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _chapter(self, chapter: Chapter, document: Object) -> Object:
        return self._tree.element(Name.Part, document, entries={"/T": chapter.title})

    def _block(self, block: Block, parent: Object, place: Place) -> list[Object]:
        if isinstance(block, Table):
            return [TableTags(self._tree, block, parent, place).element()]
        if place not in self._marks.places:
            return []  # an empty text
        if isinstance(block, Chart):
            return [self._figure(block, parent, place)]
        kind = self._tree.heading(block.level) if isinstance(block, Heading) else Name.P
        return [self._tree.element(kind, parent, place)]

    def _figure(self, chart: Chart, parent: Object, place: Place) -> Object:
        edges = Array([round(edge, 2) for edge in self._marks.boxes[place]])
        entries: dict[str, Object | str] = {
            "/Alt": chart.spec.alt or chart.spec.title,
            "/A": Dictionary(O=Name.Layout, BBox=edges),
        }
        return self._tree.element(Name.Figure, parent, place, entries)
