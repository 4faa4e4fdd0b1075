"""A document with everything the writers must handle, and where the fonts are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kpidesk.paper import styles
from kpidesk.paper.report import (
    PAGE_NUMBER,
    Cell,
    Chapter,
    Column,
    Heading,
    Page,
    Paper,
    PaperSize,
    Paragraph,
    Report,
    Row,
    RowKind,
    Running,
    Span,
    Table,
)

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
REMARKS = (
    "駅前の朝市を年6回開き、出店者は前年度より12.5％増えた。次年度は「夜市」の試行と周知の方法を検討していく。" * 3
)


def figure(text: str, number: str | None = None, number_format: str = "General") -> Cell:
    return Cell(text, styles.FIGURE, number=Decimal(number) if number else None, number_format=number_format)


def indicator(name: str, remarks: str, *, project: str, unit: int) -> tuple[Row, Row]:
    thousands = '#,##0.0;"△"#,##0.0'
    above = Row(
        (
            Cell(project, styles.TEXT, Span(rows=2), is_header=True),
            Cell(name, styles.TEXT, Span(rows=2), is_header=True),
            Cell("目標値", replace(styles.LABEL, edges=styles.PAIR_ABOVE), is_header=True),
            figure("1,168.5", "1168.5", thousands),
            figure("△7.0", "-7", thousands),
            Cell(remarks, styles.REMARKS, Span(rows=2)),
        ),
        unit=unit,
    )
    below = Row((Cell("実績値", styles.LABEL, is_header=True), figure("確定値48.3"), Cell("—", styles.DASH)), unit=unit)
    return above, below


def table(*rows: Row) -> Table:
    columns = (*(Column(width=width) for width in (40, 50, 14, 18, 18)), Column(weight=1))
    texts = ("事業名", "重要業績評価指標（KPI）", "区分", "3年度", "4年度", "所見")
    return Table(columns, (Row(tuple(Cell(text, styles.HEAD) for text in texts), RowKind.HEAD),), rows)


def bound() -> Report:
    """Return a sheet that is not counted, a contents page and two documents on other paper."""
    foot = Running(center="{page} / {pages}")
    upright = Paper(landscape=False)
    front, contents, one, two = (
        Chapter("表", upright, Running(), Running(), is_counted=False),
        Chapter("目次", upright, Running(), foot),
        Chapter("資料1 集計表", Paper(), Running("集計表", right="資料1"), foot),
        Chapter("資料2 統計", Paper(PaperSize.A3, landscape=False), Running("統計", right="資料2"), foot),
    )
    rows = [row for number in range(20) for row in indicator(f"出店者数{number}", REMARKS, project="朝市", unit=number)]
    lines = tuple(
        Row((Cell(text, leads_to=to, is_header=True), Cell(PAGE_NUMBER, styles.FIGURE, leads_to=to)))
        for text, to in (("集計表", 2), ("続きの表", 3), ("統計", 4))
    )
    pages = (
        Page("表", (Heading("起案", level=1),), chapter=front),
        Page("目次", (Heading("目次", level=1), Table((Column(weight=1), Column(20)), (), lines)), chapter=contents),
        Page("集計表", (Heading("集計表", level=1), table(*rows)), "資料1 集計表", chapter=one),
        Page("続きの表", (Paragraph("注です。"),), "資料1 続き", chapter=one),
        Page("", (Heading("統計", level=1), Paragraph("統計です。")), "資料2 統計", chapter=two),
    )
    return Report("資料一式", pages, paper=upright, foot=foot, author="見本市")


def sample(pairs: int = 3) -> Report:
    band = Row((Cell("（1） にぎわいの創出", styles.BAND, Span(cols=6)),), RowKind.BAND, keep_with_next=True)
    rows = [band]
    for number in range(pairs):
        rows += indicator(f"出店者数{number}\n／10人→20人", REMARKS, project=f"朝市事業{number}", unit=number)
    rows.append(Row((Cell("=1+1", styles.TOTAL, Span(cols=6)),), RowKind.TOTAL))
    pages = (
        Page("基本目標1 にぎわい", (Heading("基本目標1　にぎわい", styles.HEADING), table(*rows)), sheet="基本目標1"),
        Page("基本目標2", (Paragraph("＠注 𠮷野・髙橋・﨑山・葛\U000e0100城"), table(*rows)), sheet="基本目標1"),
    )
    return Report(
        "総合戦略 集計表",
        pages,
        head=Running(left="P&R市", right="令和4年度"),
        subject="数値目標・KPI",
        author="見本市",
    )
