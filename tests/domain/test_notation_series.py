from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.notation import NotationError, format_value, parse_series
from kpidesk.domain.plan import Style
from tests.builders import cell
from tests.domain.strategies import FIGURES

if TYPE_CHECKING:
    from kpidesk.domain.year_value import Number

AGES = [("男", "歳"), ("女", "歳")]
HOUSEHOLDS = [("世帯数", "世帯"), ("人数", "人")]
SHARES = [("小", "%"), ("中", "%"), ("高", "%")]
MONEY = [("個人", "円"), ("法人", "千円")]
GRADES = [("1", ""), ("3", "")]


@pytest.mark.parametrize(
    ("text", "series", "figures"),
    [
        ("87.3/127.1/48.1", SHARES, {"小": "87.3", "中": "127.1", "高": "48.1"}),
        ("８７.３％／１２７.１％／４８.１％", SHARES, {"小": "87.3", "中": "127.1", "高": "48.1"}),
        ("3世帯9人", HOUSEHOLDS, {"世帯数": "3", "人数": "9"}),
        ("3世帯、9人", HOUSEHOLDS, {"世帯数": "3", "人数": "9"}),
        ("1,500世帯 2,000人", HOUSEHOLDS, {"世帯数": "1500", "人数": "2000"}),
        ("△3世帯9人", HOUSEHOLDS, {"世帯数": "-3", "人数": "9"}),
        ("9人", HOUSEHOLDS, {"人数": "9"}),
        ("男 74.7歳", AGES, {"男": "74.7"}),
        ("男 74.7歳／女 82.5歳", AGES, {"男": "74.7", "女": "82.5"}),
        ("女82.5、男74.7", AGES, {"男": "74.7", "女": "82.5"}),
        ("男：74.7\n女：82.5", AGES, {"男": "74.7", "女": "82.5"}),
        ("男 1,500, 女 2", [("男", "人"), ("女", "人")], {"男": "1500", "女": "2"}),
        ("74.7歳\n82.5歳", AGES, {"男": "74.7", "女": "82.5"}),
        ("5円3千円", MONEY, {"個人": "5", "法人": "3"}),
        ("3千円", MONEY, {"法人": "3"}),
        ("12/30", GRADES, {"1": "12", "3": "30"}),
        ("1 12 3 30", GRADES, {"1": "12", "3": "30"}),
        ("小１ 5／小２ 6", [("小1", ""), ("小２", "")], {"小1": "5", "小２": "6"}),
        ("5", [("", "")], {"": "5"}),
    ],
)
def test_reads_several_values_in_one_cell(text: str, series: list[tuple[str, str]], figures: dict[str, str]) -> None:
    assert parse_series(text, series) == {label: cell(figure) for label, figure in figures.items()}


def test_a_dash_or_a_blank_stands_for_all() -> None:
    assert parse_series("—", AGES) == {"男": cell("—"), "女": cell("—")}
    assert parse_series("", AGES) == {"男": None, "女": None}


def test_a_part_may_be_blank_or_a_dash() -> None:
    assert parse_series("5//―", SHARES) == {"小": cell("5"), "中": None, "高": cell("—")}


def test_every_part_gets_the_declared_scale() -> None:
    assert parse_series("74/82", AGES, decimals=1) == {"男": cell("74.0"), "女": cell("82.0")}


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("5", AGES),
        ("1/2/3", AGES),
        ("男", AGES),
        ("男 5 男 6", AGES),
        ("男女 5", AGES),
        ("5男 6女", AGES),
        ("男 74 825", AGES),
        ("12 345", AGES),
        ("3 9人", HOUSEHOLDS),
        ("3世帯-9人", HOUSEHOLDS),
        ("3世帯9世帯", HOUSEHOLDS),
        ("3世帯9", HOUSEHOLDS),
        ("3世帯9人/日", HOUSEHOLDS),
        ("5円6人", MONEY),
        ("小15", [("小1", ""), ("小2", "")]),
        ("525件/3枚", [("甲", "枚"), ("乙", "枚")]),
    ],
)
def test_refuses_what_belongs_to_no_single_series(text: str, series: list[tuple[str, str]]) -> None:
    with pytest.raises(NotationError):
        parse_series(text, series)


@given(
    st.tuples(FIGURES, FIGURES), st.sampled_from([("{}/{}", AGES), ("男 {} 女 {}", AGES), ("{}世帯{}人", HOUSEHOLDS)])
)
def test_reads_the_pairs_people_write(pair: tuple[Number, Number], writing: tuple[str, list[tuple[str, str]]]) -> None:
    template, series = writing
    printed = template.format(*(format_value(number, Style()) for number in pair))
    assert list(parse_series(printed, series).values()) == list(pair)


@given(st.text() | st.text("0123456789,./ 男女歳人世帯△-—\n"), st.sampled_from([AGES, HOUSEHOLDS, SHARES, GRADES]))
def test_any_text_is_read_or_refused(text: str, series: list[tuple[str, str]]) -> None:
    try:
        values = parse_series(text, series)
    except NotationError:
        return
    assert set(values) <= {label for label, _ in series}
