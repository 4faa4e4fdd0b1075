from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.indicator import Direction
from kpidesk.domain.phrases import reported_years, says_met, speaking_of
from tests.builders import fy


@pytest.mark.parametrize(
    "text",
    [
        "目標を達成した。",
        "目標値を達成しており、今後も続ける。",
        "目標は達成できた。",
        "目標を達成することができた。",
        "目標が達成出来ました。",
        "目標値を大きく達成している。",
        "目標人数に到達した。",
        "目標値を上回った。",
        "目標を大きく上回ることができた。",
        "目標を上回っており、順調である。",
        "合格率としては目標値を超え、一定の効果があった。",
        "目標件数を超過した。",
    ],
)
def test_says_that_the_target_was_met(text: str) -> None:
    assert says_met(text, Direction.HIGHER) is True


@pytest.mark.parametrize(
    "text",
    [
        "目標を達成できなかった。",
        "目標値は達成できていない。",
        "目標を達成することができなかった。",
        "目標の達成には至らなかった。",
        "目標は達成に至っていない。",
        "目標値には達していない。",
        "参加者が減り、目標値まで達しなかった。",
        "目標に達しておらず、見直しが要る。",
        "目標値に届かなかった。",
        "目標には届いていない。",
        "目標に及ばなかった。",
        "目標値は未達成である。",
        "実績値は目標値の5組を下回っている。",
        "目標値を下回った。",
        "目標を上回ることができなかった。",
    ],
)
def test_says_that_the_target_was_missed(text: str) -> None:
    assert says_met(text, Direction.HIGHER) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "参加者が増えた。",
        "全国平均を上回った。",
        "目標の達成に向けて周知を図る。",
        "目標を達成したい。",
        "目標を達成するため、周知を図る。",
        "目標を上回るよう努める。",
        "目標値を超えるように努める。",
        "目標を概ね達成した。",
        "概ね目標を達成した。",
        "目標値に対し、1件の減であった。",
        "男は目標を達成したが、女は目標を下回った。",
        "目標達成率は80%となった。",
    ],
)
def test_says_neither(text: str) -> None:
    assert says_met(text, Direction.HIGHER) is None


@pytest.mark.parametrize(
    ("text", "met"), [("目標を上回った。", False), ("目標を下回った。", True), ("目標を達成した。", True)]
)
def test_above_the_target_is_missed_where_lower_is_better(text: str, met: bool) -> None:  # noqa: FBT001 -- a parameter
    assert says_met(text, Direction.LOWER) is met


def test_sentences_about_other_years_are_left_out() -> None:
    text = "令和3年度は目標を達成した。Ｒ４年度はR3年度を下回った。\n今後も続ける。令和5年度に見直す。"
    assert speaking_of(text, fy(2022)) == "R4年度はR3年度を下回った。今後も続ける。"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("令和4年度は増えた。", [2022]),
        ("令和元年の大雨と、Ｒ３年度の感染症のため減った。", [2019, 2021]),
        ("平成30年度から続けている。", []),
        ("令和元年度の基準値を保った。", []),
        ("令和3年度と比較して増えた。", []),
        ("令和3年度の10件に比べ減った。", []),
        ("R3年度の実績は確定値で48.3となった。", []),
        ("令和2年度以降休止している。", []),
        ("増えた。", []),
        ("令和0年度", []),
        ("NHR3年度", []),
    ],
)
def test_finds_the_years_a_text_reports_on(text: str, years: list[int]) -> None:
    assert reported_years(text) == set(map(fy, years))


@given(st.text("令和平成RH元0123456789年度目標を達成したできなかった上回。、 ", max_size=30) | st.text())
def test_any_text_is_taken(text: str) -> None:
    assert says_met(text, None) in (True, False, None)
    assert isinstance(speaking_of(text, fy(2022)), str)
    assert isinstance(reported_years(text), frozenset)
