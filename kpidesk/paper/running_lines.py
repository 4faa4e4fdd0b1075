"""The lines at the head and foot of every page, with the numbers of the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.laid_out import PT_PER_MM, LaidText
from kpidesk.paper.report import PAGE_NUMBER, Align, Style, VAlign

if TYPE_CHECKING:
    from kpidesk.paper.laid_out import LaidPage
    from kpidesk.paper.report import Chapter, Paper, Running
    from kpidesk.paper.text_fit import TextFitter

_STYLE = Style(size=8.0, smallest=5.0, wrap=False, colour="444444")
_HEIGHT = 14.0  # pt
_COUNT = "{pages}"


def printed_area(paper: Paper) -> Box:
    """Return the place within the margins, pt."""
    margins = paper.margins
    return Box(
        margins.left * PT_PER_MM,
        margins.top * PT_PER_MM,
        (paper.width - margins.left - margins.right) * PT_PER_MM,
        (paper.height - margins.top - margins.bottom) * PT_PER_MM,
    )


def with_running_lines(page: LaidPage, chapter: Chapter, pages: int, fitter: TextFitter) -> LaidPage:
    """Place the running head and foot midway between the printed area and the edge of the sheet."""
    area = printed_area(chapter.paper)
    head = Box(area.left, (area.top - _HEIGHT) / 2, area.width, _HEIGHT)
    foot = Box(area.left, (area.bottom + page.height - _HEIGHT) / 2, area.width, _HEIGHT)
    return replace(
        page,
        head=_lines(chapter.head, head, page.number, pages, fitter),
        foot=_lines(chapter.foot, foot, page.number, pages, fitter),
    )


def _lines(running: Running, box: Box, page: int, pages: int, fitter: TextFitter) -> tuple[LaidText, ...]:
    texts = []
    for text, align in ((running.left, Align.LEFT), (running.center, Align.CENTER), (running.right, Align.RIGHT)):
        if text:
            shown = text.replace(_COUNT, str(pages)).replace(PAGE_NUMBER, str(page))
            style = replace(_STYLE, align=align, valign=VAlign.MIDDLE)
            fitted = fitter.fit(shown, style, box.width)
            texts.append(LaidText(shown, style, box, fitted.size, fitter.place(fitted, style, box)))
    return tuple(texts)
