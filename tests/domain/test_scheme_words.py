"""Schemes in plain sentences: every band and every choice is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.methods import Against, ByHand, Change, Falling, Margin, Pace, Progress, Ratio, Since
from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.scheme import Band, Bound, Cut, Early, Rounding, Scheme
from kpidesk.domain.scheme_words import bound_words, method_words, sentences
from kpidesk.domain.year_value import Absence

TWO = (Band("A", "◎", Decimal(80)), Band("B", "×"))


def told(scheme: Scheme | None) -> str:
    assert scheme is not None
    return "".join(sentences(scheme))


@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_every_band_is_told(scheme: Scheme) -> None:
    words = told(scheme)
    for band in scheme.bands:
        assert f"「{band.mark} {band.label}」" in words
    assert scheme.unjudged_mark in words


@pytest.mark.parametrize(
    ("ident", "words"),
    [
        ("met", "目標値に届いたかを見て、目標値以上なら「✓ 達成」、それ以外は「▲ 未達成」とします。"),
        ("ibaraki", "四捨五入で整数の%にし、100%以上なら「◎ A」"),
        ("ibaraki_truncated", "切捨てで整数の%にし、"),
        ("nagayo", "目標値を上回るなら「◎ S」、基準値より良いなら「○ A」、悪化が基準値の10%以内なら「△ B」"),
        ("sano", "50%以上なら「２ 50%以上」(2点)、それ以外は「１ 50%未満」(1点)とします。"),
        ("kitsuki", "人が「◎ A」、「○ B」、「△ C」、「− D」から選びます。"),
        ("growth", "「※ F」は、人が選びます。"),
        ("kenko21", "基準値より良い、かつ経過割合に対する基準値からの進捗が100%以上なら「○ B」"),
        ("kenko21", "実績値が調査なし、算出不可のときは、未判定とします。判定のないものには「E」を付けます。"),
        ("tama", "目標年度より前: 目標年度を待たずに判定する。"),
    ],
)
def test_presets_read_like_their_rules(ident: str, words: str) -> None:
    assert words in told(preset(ident))


def test_rounding_to_digits_and_left_out_reasons_are_told() -> None:
    scheme = Scheme("x", Ratio(), TWO, rounding=Rounding(Cut.HALF_UP, 2), exempt=(Absence.UNPUBLISHED,))
    assert "を四捨五入で小数第2位までの%にし" in told(scheme)
    assert "実績値が未公表のときは、対象外とします。" in told(scheme)
    assert "届くまで「目標年度前」" in told(replace(scheme, early=Early.WAIT))


def test_a_scheme_without_computed_bands_tells_the_rest() -> None:
    assert told(Scheme("x", Ratio(), ())).startswith("目標年度より前")


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (Margin(), "目標値に届いたか"),
        (Ratio(Falling.MIRRORED), "目標比(実績値÷目標値、下がるとよい指標は(2×目標値−実績値)÷目標値)"),
        (Progress(from_zero=True), "基準値からの進捗(基準値がなければ0から)"),
        (Pace(Progress()), "経過割合に対する基準値からの進捗"),
        (Pace(Progress(), Against.LINE), "直線上の期待値に対する基準値からの進捗"),
        (Change(Since.LAST_YEAR), "前年度との比較"),
        (ByHand(), "人が判定"),
    ],
)
def test_methods_have_plain_names(method: Ratio, words: str) -> None:
    assert method_words(method) == words


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (Bound(Decimal(0), method=Margin()), "目標値以上"),
        (Bound(Decimal(0), included=False, method=Margin()), "目標値を上回る"),
        (Bound(Decimal(1), method=Margin()), "目標値を上回る"),
        (Bound(Decimal(0), method=Change()), "基準値と同じか良い"),
        (Bound(Decimal(0), included=False, method=Change(Since.LAST_YEAR)), "前年度より良い"),
        (Bound(Decimal(-3), method=Change()), "悪化が基準値の3%以内"),
        (Bound(Decimal(-3), included=False, method=Change()), "悪化が基準値の3%未満"),
        (Bound(Decimal("2.5"), method=Change()), "基準値より2.5%以上良い"),
        (Bound(Decimal(2), included=False, method=Change()), "基準値より2%超良い"),
        (Bound(Decimal(80)), "80%以上"),
        (Bound(Decimal(-5), included=False), "△5%超"),
        (Bound(Decimal(80), method=Progress()), "基準値からの進捗が80%以上"),
    ],
)
def test_bounds_are_conditions(bound: Bound, words: str) -> None:
    assert bound_words(Scheme("x", Ratio(), TWO), bound) == words
