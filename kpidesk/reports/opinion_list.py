"""委員会意見と対応: what the committees said, meeting by meeting, and what came of it."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.wording import comments_of
from kpidesk.domain.year_value import CommentKind
from kpidesk.paper import styles
from kpidesk.paper.report import Align, Cell, Column, Page, Paragraph, Report, Row, Style, Table
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.parts import band, framed, head_row, named, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.evaluation import Opinion
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

TITLE: Final = DocumentName.OPINIONS.label

_NUMBER, _ABOUT, _WHO, _SECTION, _DONE = 9.0, 40.0, 24.0, 28.0, 18.0  # mm
_HEADS: Final = ("番号", "対象", "発言者", "意見", "対応", "所管課", "状況")
_MIDDLE: Final = Style(align=Align.CENTER, size=8.0)


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether anything was said up to a year."""
    return any(each.year <= year for each in plan.opinions) or any(True for _ in _comments(plan, year))


def build(plan: Plan, year: FiscalYear) -> Report:
    """Build the table of what was said up to a year, a page for each year, the newest first."""
    said = sorted((each for each in plan.opinions if each.year <= year), key=lambda each: each.year, reverse=True)
    years = [_page(plan, at, list(each)) for at, each in groupby(said, key=lambda each: each.year)]
    noted = list(_comments(plan, year))
    return framed(plan, year, TITLE, [*years, *([_commented(plan, year, noted)] if noted else [])])


def _page(plan: Plan, year: FiscalYear, opinions: Sequence[Opinion]) -> Page:
    """Return the page of a year: a band for each meeting in the order they were written down."""
    meetings: dict[str, list[Opinion]] = {}
    for each in opinions:
        meetings.setdefault(_meeting(each), []).append(each)
    body: list[Row] = []
    number = 0
    for meeting, together in meetings.items():
        if meeting:
            body.append(band(meeting, len(_HEADS)))
        for each in together:
            number += 1
            body.append(_row(plan, number, each))
    done = sum(each.done for each in opinions)
    count = f"意見 {len(opinions)}件（対応済 {done}件、未対応 {len(opinions) - done}件）"
    columns = (
        Column(_NUMBER),
        Column(_ABOUT),
        Column(_WHO),
        Column(weight=1.0),
        Column(weight=1.0),
        Column(_SECTION),
        Column(_DONE),
    )
    table = Table(columns, (head_row(_HEADS),), tuple(body))
    blocks = (*titled(plan, TITLE, f"{year}の委員会意見"), Paragraph(count, styles.TEXT, space_after=2.0), table)
    return Page(f"{year}の委員会意見", blocks, str(year))


def _meeting(opinion: Opinion) -> str:
    return (
        f"{opinion.meeting}（{opinion.date}）" if opinion.meeting and opinion.date else opinion.meeting or opinion.date
    )


def _row(plan: Plan, number: int, opinion: Opinion) -> Row:
    section = plan.section_in(opinion.section, opinion.year) if opinion.section else ""
    cells = (
        Cell(str(number), styles.LABEL, number=Decimal(number), number_format="0", is_header=True),
        Cell(_about(plan, opinion), styles.TEXT),
        Cell(opinion.who, _MIDDLE),
        Cell(opinion.opinion, styles.REMARKS),
        Cell(opinion.response, styles.REMARKS),
        Cell(section, _MIDDLE),
        Cell("対応済" if opinion.done else "未対応", styles.LABEL),
    )
    return Row(cells)


def _about(plan: Plan, opinion: Opinion) -> str:
    """Return what an opinion speaks of; nothing where it is not in force."""
    place = plan.places.get(opinion.about) if opinion.about else None
    return place.title if place else ""


def _comments(plan: Plan, year: FiscalYear) -> Iterator[tuple[str, str]]:
    """Yield the 委員会意見 that were written beside nodes and indicators in the year."""
    return ((title, text) for key, title, text in comments_of(plan, year) if key.kind is CommentKind.COMMITTEE)


def _commented(plan: Plan, year: FiscalYear, noted: Sequence[tuple[str, str]]) -> Page:
    name = f"{year}の事業・指標ごとの委員会意見"
    rows = (Row((named(title), Cell(text, styles.REMARKS))) for title, text in noted)
    table = Table((Column(weight=1.0), Column(weight=3.0)), (head_row(("対象", "意見")),), tuple(rows))
    return Page(name, (*titled(plan, TITLE, name), table), "事業・指標ごと")
