"""The house look: ready styles that every document shares, so that they all look like one family."""

from __future__ import annotations

from kpidesk.paper.report import Align, Edges, Rule, Style

TITLE = Style(align=Align.CENTER, size=11.0, smallest=9.0)
HEADING = Style(size=11.5, bold=True, smallest=8.0)
HEAD = Style(align=Align.CENTER, fill="E6E9ED", size=8.0)  # head rows of a table
BAND = Style(bold=True, fill="F1F3F5", size=8.5)  # a heading across the table: (1) a measure
SUBBAND = Style(fill="F8F9FA", size=8.5, indent=2.0)  # one level lower: ① a submeasure
TEXT = Style(size=8.0)  # names
REMARKS = Style(size=8.0)  # long text
LABEL = Style(align=Align.CENTER, size=8.0, wrap=False)  # 目標値, 実績値
FIGURE = Style(align=Align.RIGHT, size=8.5, smallest=4.5, wrap=False)  # figures and 確定値48.3
DASH = Style(align=Align.CENTER, size=8.5, wrap=False)  # — in a column of figures
VERDICT = Style(align=Align.CENTER, size=8.0, most_lines=1)  # ✓達成, 98.5%
TOTAL = Style(align=Align.RIGHT, bold=True, fill="F1F3F5", size=9.0)  # 小計, 合計
NOTE = Style(size=7.5, smallest=6.0)  # below a table

PAIR_ABOVE = Edges(bottom=Rule.HAIR)  # between the two lines of a pair: `replace(LABEL, edges=PAIR_ABOVE)`
PAIR_BELOW = Edges(top=Rule.HAIR)
