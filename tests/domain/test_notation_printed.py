"""Notations as they stand in published tables and on clerks' sheets, each with what it means."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from kpidesk.domain.notation import NotationError, parse, parse_series
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Qualifier, Standing, Text
from tests.builders import cell

FIGURES = [
    # text, the indicator's unit, what it means
    ("36.0", "%", "36.0"),
    ("36.7%", "%", "36.7"),
    ("100%", "%", "100"),
    ("100％", "%", "100"),
    ("100.0%", "%", "100.0"),
    ("27.4％", "%", "27.4"),
    ("2７.4％", "%", "27.4"),
    ("75㌫", "%", "75"),
    ("55 %", "%", "55"),
    ("3.20%", "%", "3.20"),
    ("3.56", "%", "3.56"),
    ("0%", "%", "0"),
    ("△5.13%", "%", "-5.13"),
    ("△7.04％", "%", "-7.04"),
    ("△7.77", "%", "-7.77"),
    ("▲7.77", "%", "-7.77"),
    ("▲ 7.77", "%", "-7.77"),
    ("-7.77", "%", "-7.77"),
    ("−7.77", "%", "-7.77"),
    ("－７．７７", "%", "-7.77"),
    ("マイナス7.77", "%", "-7.77"),
    ("▲33.0%", "%", "-33.0"),
    ("▲0.44P", "ポイント", "-0.44"),
    ("0.32P", "ポイント", "0.32"),
    ("5ポイント", "P", "5"),
    ("-5ポイント", "ポイント", "-5"),
    ("+1.2ポイント", "ポイント", "1.2"),
    ("1,627", "千人", "1627"),
    ("1，627", "千人", "1627"),
    ("1,168.5", "千人", "1168.5"),
    ("902.9", "千人", "902.9"),
    ("902.9千人", "千人", "902.9"),
    ("1,625千人", "千人", "1625"),
    ("1,638 千人", "千人", "1638"),
    ("65.4 万人", "万人", "65.4"),
    ("9.5万人", "人", "95000"),
    ("10.0万人", "人", "100000"),
    ("10.0万人", "万人", "10.0"),
    ("7,740人", "人", "7740"),
    ("6,300人", "人", "6300"),
    ("2,438 人", "人", "2438"),
    ("1,250⼈", "人", "1250"),
    ("8,431名", "人", "8431"),
    ("0人", "人", "0"),
    ("０人", "人", "0"),
    ("▲41人", "人", "-41"),
    ("▲17 人", "人", "-17"),
    ("▲589", "人", "-589"),
    ("△235人", "人", "-235"),
    ("224 人", "人", "224"),
    ("74", "人", "74"),
    ("1.4人/年", "人/年", "1.4"),
    ("1.4人/年", "人", "1.4"),
    ("14人/年", "人/年", "14"),
    ("384,981人/年", "人", "384981"),
    ("1,033,847人/年", "人/年", "1033847"),
    ("1,033,847人／年", "人/年", "1033847"),
    ("273人/日", "人/日", "273"),
    ("273人／日", "人/日", "273"),
    ("611g/人", "g/人", "611"),
    ("611ｇ／人", "g/人", "611"),
    ("611", "g/人・日", "611"),
    ("2件", "件", "2"),
    ("１件", "件", "1"),
    ("0 件", "件", "0"),
    ("21,866件", "件", "21866"),
    ("２１，８６６件", "件", "21866"),
    ("132千件", "千件", "132"),
    ("132千件", "件", "132000"),
    ("1,664件/年", "件/年", "1664"),
    ("1,322件/年", "件", "1322"),
    ("670枚", "枚", "670"),
    ("7組", "組", "7"),
    ("７組", "組", "7"),
    ("1 組", "組", "1"),
    ("５社", "社", "5"),
    ("9社", "社", "9"),
    ("22品", "品", "22"),
    ("22 品", "品", "22"),
    ("０棟", "棟", "0"),
    ("100棟", "棟", "100"),
    ("30団体", "団体", "30"),
    ("3間口", "間口", "3"),
    ("1,107戸", "戸", "1107"),
    ("0 地区", "地区", "0"),
    ("3局", "局", "3"),
    ("4種類", "種類", "4"),
    ("17種", "種", "17"),
    ("17 種類", "種類", "17"),
    ("12か所", "箇所", "12"),
    ("12ヶ所", "箇所", "12"),
    ("12カ所", "箇所", "12"),
    ("509世帯", "世帯", "509"),
    ("79.56歳", "歳", "79.56"),
    ("79.56才", "歳", "79.56"),
    ("74.7 歳", "歳", "74.7"),
    ("1.32", "", "1.32"),
    ("1.317", "", "1.317"),
    ("8,400円", "円", "8400"),
    ("１，４９８千円", "千円", "1498"),
    ("18,113百万円", "百万円", "18113"),
    ("18,200 百万円", "億円", "182"),
    ("21.6億円", "億円", "21.6"),
    ("21.6億円", "百万円", "2160"),
    ("3,433万円", "千円", "34330"),
    ("32億4,046万円", "円", "3240460000"),
    ("6億8,119万円", "万円", "68119"),
    ("1億1,118万円", "円", "111180000"),
    ("5億6,504万4千円", "千円", "565044"),
    ("1億円", "百万円", "100"),
    ("1万155回", "回", "10155"),
    ("1万155", "回", "10155"),
    ("12.5ha", "ha", "12.5"),
    ("12.5ヘクタール", "ha", "12.5"),
    ("350㎡", "m2", "350"),
    ("350ｍ２", "㎡", "350"),
    ("45分", "分", "45"),
    ("1.5時間", "時間", "1.5"),
    ("3位", "位", "3"),
    ("12,500t-CO2", "t-CO2", "12500"),
    ("12 500", "人", "12500"),
    ("±0", "人", "0"),
]  # fmt: skip

WITH_WORDS = [
    ("暫定値46.7", "%", Number(Decimal("46.7"), Standing.PROVISIONAL)),
    ("暫定値 46.7％", "%", Number(Decimal("46.7"), Standing.PROVISIONAL)),
    ("46.7(暫定値)", "%", Number(Decimal("46.7"), Standing.PROVISIONAL)),
    ("速報値46.7", "%", Number(Decimal("46.7"), Standing.PROVISIONAL)),
    ("確定値48.3", "%", Number(Decimal("48.3"), Standing.CONFIRMED)),
    ("確定値：48.3%", "%", Number(Decimal("48.3"), Standing.CONFIRMED)),
    ("見込値1,250人", "人", Number(Decimal(1250), Standing.ESTIMATED)),
    ("1,250人（見込み）", "人", Number(Decimal(1250), Standing.ESTIMATED)),
    ("(79.12歳)", "歳", Number(Decimal("79.12"), Standing.REFERENCE)),
    ("（85.48歳）", "歳", Number(Decimal("85.48"), Standing.REFERENCE)),
    ("(△5.13)", "%", Number(Decimal("-5.13"), Standing.REFERENCE)),
    ("参考値12", "件", Number(Decimal(12), Standing.REFERENCE)),
    ("約9.5万人", "人", Number(Decimal(95000), None, Qualifier.ABOUT)),
    ("延べ4,325人", "人", Number(Decimal(4325), None, Qualifier.CUMULATED)),
    ("のべ 120 人", "人", Number(Decimal(120), None, Qualifier.CUMULATED)),
    ("延4人", "人", Number(Decimal(4), None, Qualifier.CUMULATED)),
    ("100人以上", "人", Number(Decimal(100), None, Qualifier.OR_MORE)),
    ("-5ポイント以下", "ポイント", Number(Decimal(-5), None, Qualifier.OR_LESS)),
    ("20％未満", "%", Number(Decimal(20), None, Qualifier.LESS_THAN)),
    ("1,000人超", "人", Number(Decimal(1000), None, Qualifier.MORE_THAN)),
    ("25％程度", "%", Number(Decimal(25), None, Qualifier.ABOUT_AFTER)),
    ("確定値 約1,250人", "人", Number(Decimal(1250), Standing.CONFIRMED, Qualifier.ABOUT)),
]

WITHOUT_FIGURE = [
    *((dash, Absence.NONE) for dash in "―—–－-ー一−"),
    ("算出不可", Absence.NOT_COMPUTABLE),
    ("調査なし", Absence.NO_SURVEY),
    ("調査 なし", Absence.NO_SURVEY),
    ("（未公表）", Absence.UNPUBLISHED),
    ("(算定中)", Absence.BEING_COMPUTED),
    ("—（算定中）", Absence.BEING_COMPUTED),
    ("－(未実施)", Absence.NOT_CARRIED_OUT),
]

REFUSED = [
    ("4億3,0000万円", "円", "桁区切りか小数点の位置"),
    ("525件", "枚", "この指標の単位「枚」と違います"),
    ("491 (1.27)", "人", "「(1.27)」は、この指標の単位"),
    ("329 (算定中)", "人", "違います"),
    ("1.32 (R5年度)", "", "が読めません"),
    ("63.9%※1", "%", "違います"),
    ("7,740人(平成27年)", "人", "違います"),
    ("2020～2024", "", "が読めません"),
    ("10~15件", "件", "違います"),
    ("2分の1", "", "が読めません"),
    ("87.3/127.1/48.1", "%", "違います"),
    ("3世帯9人", "世帯", "違います"),
    ("①", "", "数字が見つかりません"),
    ("十件", "件", "数字が見つかりません"),
    ("別紙参照", "", "数字が見つかりません"),
    ("全道平均以上", "", "数字が見つかりません"),
    ("#DIV/0!", "%", "数字が見つかりません"),
    ("1.2.3", "", "桁区切りか小数点の位置"),
    ("１２ ３４", "", "数字の間に空白"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "figure"), FIGURES)
def test_reads_a_printed_figure(text: str, unit: str, figure: str) -> None:
    assert parse(text, unit=unit) == cell(figure)


@pytest.mark.parametrize(("text", "unit", "value"), WITH_WORDS)
def test_reads_the_words_around_a_figure(text: str, unit: str, value: Number) -> None:
    assert parse(text, unit=unit) == value


@pytest.mark.parametrize(("text", "reason"), WITHOUT_FIGURE)
def test_reads_why_there_is_no_figure(text: str, reason: Absence) -> None:
    assert parse(text, unit="人") == NotApplicable(reason)


@pytest.mark.parametrize(("text", "unit", "reason"), REFUSED)
def test_refuses_what_is_no_single_figure(text: str, unit: str, reason: str) -> None:
    with pytest.raises(NotationError, match=re.escape(reason)):
        parse(text, unit=unit)


def test_reads_a_target_in_words() -> None:
    assert parse("全道平均以上", words=True) == Text("全道平均以上")


@pytest.mark.parametrize(
    ("text", "series", "figures"),
    [
        ("3世帯9人", "世帯 人", "3 9"),
        ("2世帯8人", "世帯 人", "2 8"),
        ("5世帯15人", "世帯 人", "5 15"),
        ("男 74.7 歳 女 82.5 歳", "男:歳 女:歳", "74.7 82.5"),
        ("男 74.7歳／女 82.5歳", "男:歳 女:歳", "74.7 82.5"),
        ("87.3/127.1/48.1", "小:% 中:% 高:%", "87.3 127.1 48.1"),
        ("87.3％／127.1％／48.1％", "小:% 中:% 高:%", "87.3 127.1 48.1"),
    ],
)
def test_reads_a_printed_cell_of_several_series(text: str, series: str, figures: str) -> None:
    labels = [(part.partition(":")[0], part.partition(":")[2] or part) for part in series.split()]
    assert list(parse_series(text, labels).values()) == [cell(figure) for figure in figures.split()]


def test_there_are_enough_notations_to_speak_of() -> None:
    read = {(text, unit) for text, unit, *_ in (*FIGURES, *WITH_WORDS, *REFUSED)} | set(WITHOUT_FIGURE)
    assert len(read) >= 160
