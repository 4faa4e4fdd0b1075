"""The long vowel mark in the place of a minus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.formula_slips import with_minus

NAMES = ("出生", "死亡", "サービス業", "データ", "データー", "ー", "甲ー乙", "転入")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("出生ー死亡", "出生-死亡"),
        ("出生 ー 死亡ー1", "出生 ー 死亡-1"),
        ("出生ー死亡ー転入", "出生-死亡-転入"),
        ("出生@前年ー死亡@2015ー出生@5年前ー1", "出生@前年-死亡@2015-出生@5年前-1"),
        ("(出生)ー死亡", "(出生)-死亡"),
        ("出生ー(死亡)", "出生-(死亡)"),
        ("出生ー平均(死亡)", "出生-平均(死亡)"),
        ("行@2015ー行@2016", "行@2015-行@2016"),
        ("サービス業ー出生", "サービス業-出生"),
        ("データーー出生", "データー-出生"),
        ("甲ー乙", "甲ー乙"),
        ("「出生ー死亡」", "「出生ー死亡」"),
        ("出生ー無い行", "出生ー無い行"),
        ("無い行ー出生", "無い行ー出生"),
        ("出生ｰ死亡", "出生-死亡"),
        ("出生　＋ 転入", "出生　＋ 転入"),
    ],
)
def test_a_long_vowel_between_rows_is_a_minus(typed: str, meant: str) -> None:
    assert with_minus(typed, NAMES) == meant


@given(st.text(alphabet="出生死亡ー-「」+@1 ", max_size=30))
def test_nothing_else_is_altered(text: str) -> None:
    meant = with_minus(text, NAMES)
    assert len(meant) == len(text)
    assert all(one == other or (one, other) == ("ー", "-") for one, other in zip(text, meant, strict=True))


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
def test_names_joined_by_a_minus_stay_as_they_are(names: list[str]) -> None:
    text = "-".join(names)
    assert with_minus(text, NAMES) == text
