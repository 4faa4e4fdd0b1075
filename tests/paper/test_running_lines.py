from __future__ import annotations

from kpidesk.paper.paginate import paginate
from kpidesk.paper.report import Chapter, Page, Paper, PaperSize, Paragraph, Report, Running
from tests.paper.samples import measure

PAGE = Page("頁", (Paragraph("文です。"),))


def test_a_page_runs_as_its_chapter_does_and_the_others_as_the_report() -> None:
    chapter = Chapter(
        "資料1", Paper(PaperSize.A3, landscape=False), Running("総括"), Running(right="{page}／{pages}頁")
    )
    own = Page("総括", PAGE.blocks, chapter=chapter)
    report = Report("題", (PAGE, own), head=Running("市"), foot=Running(center="-{page}-"))
    plain, bound = paginate(report, measure).pages
    assert [text.text for text in (*plain.head, *plain.foot)] == ["市", "-1-"]
    assert [text.text for text in (*bound.head, *bound.foot)] == ["総括", "2／2頁"]
    assert (round(plain.width), round(plain.height)) == (842, 595)
    assert (round(bound.width), round(bound.height)) == (842, 1191)


def test_the_lines_stand_within_the_margins() -> None:
    report = Report("題", (PAGE,), head=Running("左", "中", "右"), foot=Running("左", "中", "右"))
    [page] = paginate(report, measure).pages
    margins = report.paper.margins
    for text in page.head:
        assert text.box.bottom <= margins.top * 72 / 25.4
    for text in page.foot:
        assert page.height - margins.bottom * 72 / 25.4 <= text.box.top
        assert text.box.bottom <= page.height
    lefts = [text.lines[0].left for text in page.foot]
    assert lefts == sorted(lefts)
