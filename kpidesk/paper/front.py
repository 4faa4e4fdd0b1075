"""What a document is handed out with: 資料番号, meeting and date above its first page, （案） behind its title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kpidesk.paper.report import Align, Heading, Paragraph, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.paper.report import Block, Page, Report

DRAFT: Final = "（案）"
_NUMBER: Final = Style(align=Align.RIGHT, size=12.0, smallest=8.0, bold=True)
_MEETING: Final = Style(align=Align.RIGHT, size=9.0, smallest=7.0)


@dataclass(frozen=True, slots=True)
class Front:
    """The texts as they are printed, each empty where there is none; `offices` are parted by 、 or ・."""

    number: str = ""
    meeting: str = ""
    date: str = ""
    draft: bool = False
    approval: bool = False  # a 起案用紙 stands before the document
    drafted: str = ""  # 起案日
    section: str = ""
    drafter: str = ""
    offices: str = ""

    @property
    def occasion(self) -> str:
        """The meeting and its date in one line."""
        return "　".join(part for part in (self.meeting, self.date) if part)


def with_front(report: Report, front: Front) -> Report:
    """Return the report with its front; without one it is the same."""
    if front.draft:
        marked = f"{report.title}{DRAFT}"
        pages = tuple(_renamed(page, report.title, marked) for page in report.pages)
        report = replace(report, title=marked, pages=pages)
    above = tuple(_above(front))
    if not (above and report.pages):
        return report
    first, *others = report.pages
    return replace(report, pages=(replace(first, blocks=(*above, *first.blocks)), *others))


def _above(front: Front) -> Iterator[Block]:
    if front.number:
        yield Paragraph(front.number, _NUMBER)
    if front.occasion:
        yield Paragraph(front.occasion, _MEETING)


def _renamed(page: Page, title: str, marked: str) -> Page:
    blocks = (
        replace(block, text=marked) if isinstance(block, Heading) and block.text == title else block
        for block in page.blocks
    )
    return replace(page, blocks=tuple(blocks))
