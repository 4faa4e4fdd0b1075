from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.paper.line_break import NOT_FIRST, NOT_LAST, LineBreaker, clusters
from tests.paper.samples import measure

TORN_ABOVE = re.compile(r"[\d０-９][,.，．]?$")
TORN_BELOW = re.compile(r"^[,.，．]?[\d０-９]")
PIECES = ["市", "の", "事業", "ー", "っ", "、", "。", "）", "「", "（", "」", "々", "％", "1,234.5", "△7.04%", "36.7"]
PIECES += [
    "１２３",
    "10月1日",
    "COVID-19",
    "SDGs",
    " ",
    "\u3000",
    "\n",
    "……",
    "¥",
    "ヶ",
    "A",
    "12 345",
    "神\ufe00",
    "𠮷",
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
widths = st.floats(min_value=10, max_value=300)  # the widest sign has 10


def broken(text: str, width: float) -> tuple[str, ...]:
    return LineBreaker(measure).lines(text, width, 10)


def solid(line: str) -> str:
    return line.rstrip(" \u3000\n")


@given(st.one_of(texts, st.text(max_size=120)), widths)
def test_nothing_is_lost(text: str, width: float) -> None:
    assert "".join(broken(text, width)) == text


@given(texts, widths)
def test_no_line_is_wider_than_its_room(text: str, width: float) -> None:
    for line in broken(text, width):
        assert measure(solid(line), 10, bold=False) <= width + 0.01


@settings(max_examples=300)
@given(texts, widths)
def test_no_line_begins_or_ends_with_a_forbidden_sign(text: str, width: float) -> None:
    if any(measure(solid(cluster), 10, bold=False) > width for cluster in clusters(text)):
        return  # what cannot be kept whole cannot keep the rules either
    lines = broken(text, width)
    for above, below in pairwise(lines):
        if above.endswith("\n"):
            continue
        assert below[0] not in NOT_FIRST
        assert solid(above)[-1:] not in NOT_LAST
        if above == solid(above):  # no blank between
            assert not (TORN_ABOVE.search(above) and TORN_BELOW.search(below))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("前年度比△7.04％の減", 60, ("前年度比", "△7.04％の減")),
        ("参加者は1,234.5人", 60, ("参加者は", "1,234.5人")),
        ("総数１２３人", 40, ("総数", "１２３人")),
        ("令和4年10月1日", 45, ("令和4年", "10月1日")),
        ("計画は5年間", 50, ("計画は", "5年間")),
        ("策定する「計画」を", 50, ("策定する", "「計画」を")),
        ("あいうえお。", 50, ("あいうえ", "お。")),
        ("サービスセンター", 40, ("サービス", "センター")),
        ("新型COVID-19対策", 50, ("新型", "COVID-19対", "策")),
        ("一行目\n二行目", 100, ("一行目\n", "二行目")),
        ("改行で終わる\n", 100, ("改行で終わる\n",)),
        ("空白は 下がる", 40, ("空白は ", "下がる")),
        ("待って……まだ", 40, ("待って", "……まだ")),
        ("", 40, ("",)),
    ],
)
def test_breaks(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert broken(text, width) == lines


def test_a_word_wider_than_the_line_is_cut_between_signs() -> None:
    assert broken("http://www.example.jp/。", 50) == ("http://ww", "w.example.", "jp/。")


def test_a_bold_text_has_widths_of_its_own() -> None:
    breaker = LineBreaker(lambda text, size, bold: len(text) * size * (2 if bold else 1))
    assert (breaker.width("数値", 10), breaker.width("数値", 10, bold=True)) == (20, 40)
