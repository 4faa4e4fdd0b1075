from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.workspace.tsv import format_block, parse_block

CELLS = st.text('a１あ"\t\n, 　', max_size=6) | st.text(max_size=6).map(lambda text: text.replace("\r", ""))
BLOCKS = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4)


@settings(derandomize=True, deadline=None)
@given(BLOCKS)
def test_reads_the_block_it_writes(rows: list[list[str]]) -> None:
    assert parse_block(format_block(rows)) == rows


@settings(derandomize=True, deadline=None)
@given(st.text('a"\t\r\n', max_size=30) | st.text())
def test_any_clipboard_is_a_block(text: str) -> None:
    rows = parse_block(text)
    assert bool(rows) is bool(text)
    assert parse_block(format_block(rows)) == rows


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_the_last_line_end_of_a_spreadsheet_is_no_row(end: str) -> None:
    assert parse_block(f"36.0\t37.0\r\n25.0\t{end}") == [["36.0", "37.0"], ["25.0", ""]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\n", [[""]]),
        ("\t", [["", ""]]),
        ("1\n\n3\n", [["1"], [""], ["3"]]),
        ('"増えた。\r\n続ける。"\t5', [["増えた。\n続ける。", "5"]]),
        ('"増えた。\n続ける。"\r\n"次"', [["増えた。\n続ける。"], ["次"]]),
        ('"「""新""」\tと"', [['「"新"」\tと']]),
        ('""', [[""]]),
    ],
)
def test_reads_what_spreadsheets_copy(text: str, rows: list[list[str]]) -> None:
    assert parse_block(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('5" 管\t6', [['5" 管', "6"]]),
        ('"5 管\t6\n7\t8', [['"5 管', "6"], ["7", "8"]]),
        ('"閉じた"あと\t6', [['"閉じた"あと', "6"]]),
        ('"', [['"']]),
        ('"""\t6', [['"""', "6"]]),
    ],
)
def test_a_quote_that_is_never_closed_swallows_nothing(text: str, rows: list[list[str]]) -> None:
    assert parse_block(text) == rows


@pytest.mark.parametrize(
    ("cell", "written"),
    [("36.0", "36.0"), ('5" 管', '5" 管'), ('"新"', '"""新"""'), ("一\n二", '"一\n二"'), ("一\t二", '"一\t二"')],
)
def test_writes_quotes_only_where_they_are_needed(cell: str, written: str) -> None:
    assert format_block([[cell, ""]]) == f"{written}\t\r\n"


def test_a_large_block_with_open_quotes_is_read_at_once() -> None:
    assert len(parse_block('"開いたまま\t1\n' * 1_000)) == 1_000
