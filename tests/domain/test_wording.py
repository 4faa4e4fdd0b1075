from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.wording import DigitWidth, Rewording, comments_of, length, replaced, unified, with_digits
from kpidesk.domain.year_value import CommentKey, CommentKind, Comments
from tests.builders import fy, goal, indicator, plan, project, with_remarks

CARRIED = with_remarks(indicator("i1"), 2022, "令和４年度は12件。")
OTHER = replace(project("p2"), comments={fy(2022): Comments("12件。", outlook="見直す。"), fy(2021): Comments("４件")})
TREE = plan(goal("g1", project("p1", CARRIED), OTHER))


@pytest.mark.parametrize(
    ("half", "full"),
    [
        ("12", "１２"),
        ("1,234.5%", "１，２３４．５％"),
        ("令和4年", "令和４年"),
        ("3組5人", "３組５人"),
        ("75%", "７５％"),
    ],
)
def test_numbers_are_written_in_one_width(half: str, full: str) -> None:
    assert with_digits(full, DigitWidth.HALF) == half
    assert with_digits(half, DigitWidth.FULL) == full


@pytest.mark.parametrize("text", ["A.B", "％を示す。", "一、二", "K．P．I．", "①"])
def test_signs_that_belong_to_no_number_stay(text: str) -> None:
    assert with_digits(text, DigitWidth.HALF) == text == with_digits(text, DigitWidth.FULL)


@given(st.text("0123０１２.,．，%％件。A", max_size=12))
def test_unified_twice_is_unified_once(text: str) -> None:
    for width in DigitWidth:
        once = with_digits(text, width)
        assert with_digits(once, width) == once
    assert len(with_digits(text, DigitWidth.FULL)) == len(text)


def test_ends_of_lines_are_no_characters_of_a_text() -> None:
    assert (length(""), length("一行目\n二行目\n"), length("\U00020bb7野家")) == (0, 6, 3)


def test_the_widths_have_names() -> None:
    assert [width.label for width in DigitWidth] == ["半角", "全角"]


def test_comments_of_a_year_in_printed_order() -> None:
    assert [(key.owner, key.kind, title) for key, title, _ in comments_of(TREE, fy(2022))] == [
        ("i1", CommentKind.REMARKS, "指標i1"),
        ("p2", CommentKind.REMARKS, "事業p2"),
        ("p2", CommentKind.OUTLOOK, "事業p2"),
    ]


def test_words_are_replaced_over_a_year() -> None:
    remarks = CommentKey("p2", fy(2022))
    assert replaced(TREE, fy(2022), "12件", "13件")[1] == Rewording(remarks, "事業p2", "12件。", "13件。")
    assert len(replaced(TREE, fy(2022), "12件", "13件")) == 2
    assert replaced(TREE, fy(2022), "", "x") == replaced(TREE, fy(2020), "件", "x") == []


def test_digits_are_unified_over_a_year() -> None:
    (one,) = unified(TREE, fy(2022), DigitWidth.HALF)
    assert (one.key, one.new) == (CommentKey("i1", fy(2022)), "令和4年度は12件。")
    assert [each.new for each in unified(TREE, fy(2022), DigitWidth.FULL)] == ["令和４年度は１２件。", "１２件。"]
