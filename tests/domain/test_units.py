from __future__ import annotations

import pytest

from kpidesk.domain.units import differ, fold, is_counter, split


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("％", "%"),
        ("㌫", "%"),
        ("パーセント", "%"),
        ("⼈", "人"),
        ("名", "人"),
        ("ヶ所", "箇所"),
        ("P", "ポイント"),
        ("㎡", "m2"),
        ("Kg", "kg"),
        (" 人 ", "人"),
        ("人/年", "人"),
        ("名／日", "人/日"),
        ("件/名", "件/人"),
        ("", ""),
    ],
)
def test_one_unit_has_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("unit", "power", "base"),
    [
        ("人", 0, "人"),
        ("千人", 3, "人"),
        ("万名", 4, "人"),
        ("百万円", 6, "円"),
        ("十万円", 5, "円"),
        ("千万円", 7, "円"),
        ("億円", 8, "円"),
        ("千億円", 11, "円"),
        ("兆円", 12, "円"),
        ("千件/人", 3, "件/人"),
        ("万", 4, ""),
    ],
)
def test_a_unit_may_carry_a_magnitude(unit: str, power: int, base: str) -> None:
    assert split(unit) == (power, base)


def test_units_of_different_things_differ() -> None:
    assert differ("件", "枚")
    assert differ("人", "人/日")


@pytest.mark.parametrize(("one", "other"), [("千人", "人"), ("名", "万人"), ("", "枚"), ("件", ""), ("人/年", "人")])
def test_units_of_one_thing_do_not_differ(one: str, other: str) -> None:
    assert not differ(one, other)


@pytest.mark.parametrize(
    ("word", "known"), [("人", True), ("g/人", True), ("人口", False), ("回目", False), ("人/目", False)]
)
def test_knows_the_units_tables_use(word: str, *, known: bool) -> None:
    assert is_counter(word) is known
