"""委員会資料一式: several documents bound into one, with a cover, 目次, 資料番号 and continuous page numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.paper.front import DRAFT, Front, with_front
from kpidesk.paper.report import (
    PAGE_NUMBER,
    Align,
    Cell,
    Chapter,
    Column,
    Edges,
    Heading,
    Page,
    Paper,
    Paragraph,
    Report,
    Row,
    RowKind,
    Rule,
    Running,
    Style,
    Table,
    VAlign,
)
from kpidesk.reports.approval_sheet import approval_sheet
from kpidesk.reports.document_name import DocumentName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

CONTENTS: Final = "目次"

_COVER: Final = "表紙"
_NUMBERED: Final = "資料"
_UPRIGHT: Final = Paper(landscape=False)
_NUMBER, _PAGE = 26.0, 18.0  # mm
_TOP, _SMALL_GAP, _GAP, _BOTTOM = 62.0, 6.0, 14.0, 76.0  # mm of the cover

# at the top: in a workbook the space after a line is part of its row
_CORNER: Final = Style(align=Align.RIGHT, valign=VAlign.TOP, size=14.0, smallest=8.0, bold=True)
_OCCASION: Final = Style(align=Align.CENTER, valign=VAlign.TOP, size=15.0, smallest=10.0, most_lines=2)
_PLAN: Final = Style(align=Align.CENTER, valign=VAlign.TOP, size=18.0, smallest=11.0, most_lines=2)
_TITLE: Final = Style(align=Align.CENTER, valign=VAlign.TOP, size=28.0, smallest=16.0, bold=True)
_FOOT: Final = Style(align=Align.CENTER, valign=VAlign.TOP, size=15.0, smallest=10.0)
_OPEN: Final = Edges(left=Rule.NONE, top=Rule.NONE, right=Rule.NONE, bottom=Rule.HAIR)
_CONTENTS: Final = Style(align=Align.CENTER, size=16.0, bold=True)
_HEAD: Final = Style(size=9.0, colour="444444", edges=replace(_OPEN, bottom=Rule.THIN))
_DOCUMENT: Final = Style(size=11.0, smallest=8.0, bold=True, edges=_OPEN)
_SECTION: Final = Style(size=9.5, smallest=7.0, most_lines=1, indent=5.0, edges=_OPEN)


@frozen
class _Part:
    """A document as it is bound: its 資料番号, its name, its pages."""

    number: str
    name: str
    pages: tuple[Page, ...]


def bind(plan: Plan, year: FiscalYear, documents: Mapping[DocumentName, Report], front: Front) -> Report:
    """Bind documents, at least one, in their order into one; each keeps its paper and its pages."""
    draft = DRAFT if front.draft else ""
    title = f"{plan.title} {DocumentName.PACK.label}{draft}"
    foot = Running(plan.municipality, f"{PAGE_NUMBER} / {{pages}}", str(year))
    parts = [
        _part(name, report, _number(front, at), front, foot) for at, (name, report) in enumerate(documents.items(), 1)
    ]
    bound = [f"{part.number} {part.name}" for part in parts]
    before = [approval_sheet(plan, year, front, title, bound)] if front.approval else []
    return Report(
        title=title,
        pages=(
            *before,
            _cover(plan, year, front, draft),
            _contents(parts, len(before) + 2, foot),
            *(page for part in parts for page in part.pages),
        ),
        paper=_UPRIGHT,
        foot=foot,
        subject=f"{plan.municipality} {year} {DocumentName.PACK.label}",
        author=plan.municipality,
    )


def _number(front: Front, at: int) -> str:
    """Return the 資料番号 of a part: below that of the whole where it has one."""
    return f"{front.number}-{at}" if front.number else f"{_NUMBERED}{at}"


def _part(name: DocumentName, report: Report, number: str, front: Front, foot: Running) -> _Part:
    """Return a document with its number on its first page and on the sheets of a workbook."""
    shown = with_front(report, Front(number, draft=front.draft))
    label = f"{name.label}{DRAFT}" if front.draft else name.label
    chapter = Chapter(f"{number} {name.label}", report.paper, Running(left=label, right=number), foot)
    alone = len(shown.pages) == 1
    pages = tuple(
        replace(
            page,
            bookmark="" if alone else page.bookmark,
            sheet=f"{number} {name.label if alone else page.sheet or page.bookmark}",
            chapter=chapter,
        )
        for page in shown.pages
    )
    return _Part(number, name.label, pages)


def _cover(plan: Plan, year: FiscalYear, front: Front, draft: str) -> Page:
    lines = (
        Paragraph(front.number, _CORNER, space_after=_TOP),
        *((Paragraph(front.meeting, _OCCASION, space_after=_GAP),) if front.meeting else ()),
        Paragraph(plan.title, _PLAN, space_after=_SMALL_GAP),
        Heading(f"{DocumentName.PACK.label}{draft}", _TITLE, space_after=_GAP, level=1),
        Paragraph(f"評価対象年度　{year}", _OCCASION, space_after=_BOTTOM),
        *((Paragraph(front.date, _FOOT, space_after=_SMALL_GAP),) if front.date else ()),
        Paragraph(plan.municipality, _FOOT),
    )
    return Page(_COVER, lines, chapter=Chapter(_COVER, _UPRIGHT, Running(), Running()))


def _contents(parts: Sequence[_Part], first: int, foot: Running) -> Page:
    """Return the 目次; the pages of the first part follow `first` others."""
    chapter = Chapter(CONTENTS, _UPRIGHT, Running(), foot)
    heading = Heading(CONTENTS, _CONTENTS, space_after=6.0, level=1)
    rows: list[Row] = []
    for part in parts:
        rows += _lines(part, first)
        first += len(part.pages)
    names = ((Align.LEFT, "資料番号"), (Align.LEFT, "内容"), (Align.RIGHT, "ページ"))
    head = Row(tuple(Cell(text, replace(_HEAD, align=align)) for align, text in names), RowKind.HEAD)
    columns = (Column(_NUMBER), Column(weight=1.0), Column(_PAGE))
    return Page(CONTENTS, (heading, Table(columns, (head,), tuple(rows), Rule.NONE, Rule.NONE)), chapter=chapter)


def _lines(part: _Part, first: int) -> Iterator[Row]:
    """Yield the line of a document, and one for each of its pages that has a name."""
    named = [(at, page) for at, page in enumerate(part.pages, first) if page.bookmark]
    yield Row((Cell(part.number, _DOCUMENT), *_entry(part.name, _DOCUMENT, first)), keep_with_next=bool(named))
    for at, page in named:
        yield Row((Cell("", replace(_SECTION, indent=0.0)), *_entry(page.bookmark, _SECTION, at)))


def _entry(text: str, style: Style, to: int) -> tuple[Cell, Cell]:
    figure = replace(style, align=Align.RIGHT, indent=0.0, wrap=False)
    return Cell(text, style, leads_to=to, is_header=True), Cell(PAGE_NUMBER, figure, leads_to=to)
