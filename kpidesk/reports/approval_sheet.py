"""起案用紙: the sheet on which a document goes round for 決裁: who drafts what, and a box for each office's stamp."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.paper import styles
from kpidesk.paper.report import (
    Align,
    Cell,
    Chapter,
    Column,
    Heading,
    Page,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Running,
    Span,
    Style,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.paper.front import Front
    from kpidesk.paper.report import Block, Report

TITLE: Final = "起案用紙"
REQUEST: Final = "下記のとおり決定してよろしいか伺います。"

CLOSING: Final = "以上"

_HEADS: Final = {
    "市": ("市長", "副市長", "部長"),
    "区": ("区長", "副区長", "部長"),
    "町": ("町長", "副町長"),
    "村": ("村長", "副村長"),
    **dict.fromkeys("都道府県", ("知事", "副知事", "部長")),
}
"""Who decides in each kind of municipality; towns and villages have no 部."""
_BELOW: Final = ("課長", "係長", "担当")
_PARTED: Final = re.compile(r"[、，,・／/;；\s]+")
_MOST_A_ROW: Final = 8

_LABEL, _ROW, _BOX = 26.0, 11.0, 24.0  # mm
_TITLE: Final = Style(align=Align.CENTER, size=18.0, bold=True)
_NAME: Final = replace(styles.HEAD, size=10.0)
_TEXT: Final = Style(size=10.5, smallest=8.0)
_OFFICE: Final = replace(styles.HEAD, size=9.0, most_lines=2)
_WORDS: Final = Style(size=11.0)
_NOTE_WELL: Final = Style(align=Align.CENTER, size=11.0)
_CLOSING: Final = Style(align=Align.RIGHT, size=11.0)
_BOUND: Final = Style(size=10.0, indent=12.0)


def usual_offices(plan: Plan) -> tuple[str, ...]:
    """Return the offices that put their stamps in a municipality of its kind."""
    return (*_HEADS.get(plan.municipality[-1:], ()), *_BELOW)


def with_approval(report: Report, plan: Plan, year: FiscalYear, front: Front) -> Report:
    """Return the report behind its 起案用紙, where one is wanted."""
    if not front.approval:
        return report
    return replace(report, pages=(approval_sheet(plan, year, front, report.title), *report.pages))


def approval_sheet(plan: Plan, year: FiscalYear, front: Front, title: str, bound: Sequence[str] = ()) -> Page:
    """Build the sheet for a document of that title; `bound` are the documents in it."""
    blocks: tuple[Block, ...] = (
        Heading(TITLE, _TITLE, space_after=6.0, level=1),
        _form(front, title),
        *_boxes(_PARTED.split(front.offices.strip()) if front.offices.strip() else usual_offices(plan)),
        Paragraph(REQUEST, _WORDS, space_after=6.0),
        Paragraph("記", _NOTE_WELL, space_after=5.0),
        *_matter(year, front, title, bound),
        Paragraph(CLOSING, _CLOSING, space_after=0.0),
    )
    return Page(TITLE, blocks, chapter=Chapter(TITLE, Paper(landscape=False), Running(), Running(), is_counted=False))


def _form(front: Front, title: str) -> Table:
    """Return who drafts what; what is settled later stays blank."""
    rows = (
        (_name("文書番号"), _filled(""), _name("保存期間"), _filled("")),
        (_name("起案日"), _filled(front.drafted), _name("決裁区分"), _filled("")),
        (_name("所属"), _filled(front.section), _name("決裁日"), _filled("")),
        (_name("起案者"), _filled(front.drafter, 3)),
        (_name("件名"), _filled(f"{title}について", 3)),
    )
    columns = (Column(_LABEL), Column(weight=1.0), Column(_LABEL), Column(weight=1.0))
    return Table(columns, (), tuple(Row(cells, least_height=_ROW) for cells in rows), space_after=5.0)


def _name(text: str) -> Cell:
    return Cell(text, _NAME, is_header=True)


def _filled(text: str, cols: int = 1) -> Cell:
    return Cell(text, _TEXT, Span(cols=cols))


def _boxes(offices: Sequence[str]) -> Iterator[Table]:
    """Yield the boxes for the stamps, in as many rows of equal boxes as they need."""
    rows = -(-len(offices) // _MOST_A_ROW)
    each = -(-len(offices) // rows)
    for first in range(0, len(offices), each):
        names = (*offices[first : first + each], *("",) * (first + each - len(offices)))
        head = Row(tuple(Cell(name, _OFFICE) for name in names), RowKind.HEAD, keep_with_next=True)
        blank = Row(tuple(Cell("", _TEXT) for _ in names), least_height=_BOX)
        columns = tuple(Column(weight=1.0) for _ in names)
        yield Table(columns, (head,), (blank,), space_after=8.0 if first + each >= len(offices) else 2.0)


def _matter(year: FiscalYear, front: Front, title: str, bound: Sequence[str]) -> Iterator[Paragraph]:
    """Yield what is to be decided."""
    facts = [("資料", title), ("評価対象年度", str(year)), ("会議", front.occasion)]
    for number, (name, text) in enumerate((fact for fact in facts if fact[1]), 1):
        yield Paragraph(f"{number}　{name}　{text}", _WORDS, space_after=2.0)
        for each in bound if number == 1 else ():
            yield Paragraph(each, _BOUND, space_after=2.0 if each == bound[-1] else 0.0)
