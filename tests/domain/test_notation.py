from __future__ import annotations

from decimal import Decimal

import pytest

from kpidesk.domain.indicator import Point
from kpidesk.domain.notation import format_number, format_point, format_value, parse
from kpidesk.domain.plan import Style
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Qualifier, Standing, Text
from tests.builders import cell

PLAIN = Style()


@pytest.mark.parametrize(
    "text",
    [
        "△7.77", "▲7.77", "▲ 7.77", "-7.77", "−7.77", "–7.77", "－７．７７",
        "マイナス7.77", "ﾏｲﾅｽ7.77", "△　7.77", " △7.77 "
    ],
)  # fmt: skip
def test_every_negative_sign_means_the_same(text: str) -> None:
    assert parse(text) == cell("-7.77")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("36.0", "36.0"),
        ("1,627", "1627"),
        ("１，６２７", "1627"),
        ("1 627", "1627"),
        ("12 345 678", "12345678"),
        (".5", "0.5"),
        ("+5", "5"),
        ("プラス5", "5"),
        ("ﾌﾟﾗｽ5", "5"),
        ("±0.0", "0.0"),
        ("△0.0", "-0.0"),
        ("007", "7"),
        ("9" * 20, "9" * 20),
    ],
)
def test_reads_a_bare_figure(text: str, figure: str) -> None:
    assert parse(text) == cell(figure)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("27.4％", "%", "27.4"),
        ("75㌫", "%", "75"),
        ("75パーセント", "%", "75"),
        ("75ﾊﾟｰｾﾝﾄ", "%", "75"),
        ("5P", "ポイント", "5"),
        ("5ポイント", "ポイント", "5"),
        ("５ﾎﾟｲﾝﾄ", "ポイント", "5"),
        ("3⼈", "人", "3"),
        ("3名", "人", "3"),
        ("5ヶ所", "箇所", "5"),
        ("5㎡", "m2", "5"),
        ("5m²", "㎡", "5"),
        ("611g/人", "g/人", "611"),
        ("1.4人/年", "人", "1.4"),
        ("1.4", "人/年", "1.4"),
        ("10件", "", "10"),
    ],
)
def test_reads_the_unit_behind_a_figure(text: str, unit: str, figure: str) -> None:
    assert parse(text, unit=unit) == cell(figure)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("65.4 万人", "万人", "65.4"),
        ("902.9千人", "千人", "902.9"),
        ("902.9", "千人", "902.9"),
        ("9.5万人", "人", "95000"),
        ("9.5万", "人", "95000"),
        ("902.9千人", "", "902900"),
        ("1,500人", "千人", "1.5"),
        ("100人", "千人", "0.1"),
        ("1億1,118万円", "円", "111180000"),
        ("1億1,118万円", "千円", "111180"),
        ("5億6,504万4千円", "円", "565044000"),
        ("5億6,504万4千円", "百万円", "565.044"),
        ("1万155回", "回", "10155"),
        ("3千万円", "円", "30000000"),
        ("5十万円", "円", "500000"),
        ("5十万", "円", "500000"),
        ("5兆円", "兆円", "5"),
        ("5千億円", "千億円", "5"),
        ("5万", "万", "5"),
        ("1.5億", "", "150000000"),
    ],
)
def test_converts_magnitudes_exactly(text: str, unit: str, figure: str) -> None:
    assert parse(text, unit=unit) == cell(figure)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("暫定値46.7", Standing.PROVISIONAL),
        ("暫定 46.7", Standing.PROVISIONAL),
        ("速報値：46.7", Standing.PROVISIONAL),
        ("46.7(暫定値)", Standing.PROVISIONAL),
        ("確定値46.7", Standing.CONFIRMED),
        ("(確定46.7)", Standing.CONFIRMED),
        ("見込値46.7", Standing.ESTIMATED),
        ("見込み46.7", Standing.ESTIMATED),
        ("４６.７（見込）", Standing.ESTIMATED),
        ("参考値46.7", Standing.REFERENCE),
        ("(46.7)", Standing.REFERENCE),
        ("（46.7歳）", Standing.REFERENCE),
    ],
)
def test_reads_how_firm_a_figure_is(text: str, standing: Standing) -> None:
    assert parse(text, unit="歳") == Number(Decimal("46.7"), standing)


def test_parentheses_are_no_minus_sign() -> None:
    assert parse("(79.12歳)", unit="歳") == Number(Decimal("79.12"), Standing.REFERENCE)
    assert parse("（△5）") == Number(Decimal(-5), Standing.REFERENCE)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("約10件", Qualifier.ABOUT),
        ("延べ10", Qualifier.CUMULATED),
        ("のべ 10件", Qualifier.CUMULATED),
        ("延10件", Qualifier.CUMULATED),
        ("10件以上", Qualifier.OR_MORE),
        ("10以下", Qualifier.OR_LESS),
        ("10未満", Qualifier.LESS_THAN),
        ("10件超", Qualifier.MORE_THAN),
        ("10件程度", Qualifier.ABOUT_AFTER),
    ],
)
def test_reads_the_word_that_goes_with_a_figure(text: str, qualifier: Qualifier) -> None:
    assert parse(text, unit="件") == Number(Decimal(10), None, qualifier)


@pytest.mark.parametrize("text", ["", " ", "　", "\n\t"])
def test_a_blank_is_nothing(text: str) -> None:
    assert parse(text, unit="件", words=True) is None


@pytest.mark.parametrize("text", [*"―—–－-ー一−‐─ｰ", " — "])
def test_every_lone_dash_means_the_same(text: str) -> None:
    assert parse(text) == NotApplicable()


@pytest.mark.parametrize("reason", [each for each in Absence if each is not Absence.NONE])
@pytest.mark.parametrize("written", ["{}", "({})", "—({})", "－（{}）"])
def test_reads_why_no_figure_applies(reason: Absence, written: str) -> None:
    assert parse(written.format(reason.value)) == NotApplicable(reason)


@pytest.mark.parametrize(
    ("text", "printed"), [("37", "37.0"), ("37.25", "37.25"), ("9.5万", "95000.0"), ("△3", "-3.0")]
)
def test_a_typed_figure_gets_the_declared_scale(text: str, printed: str) -> None:
    assert parse(text, unit="人", decimals=1) == cell(printed)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        (cell("1627"), "1,627"),
        (cell("36.0"), "36.0"),
        (cell("-7.77"), "△7.77"),
        (cell("—"), "—"),
        (cell("未公表"), "未公表"),
        (cell("全道平均以上"), "全道平均以上"),
        (Number(Decimal("46.7"), Standing.PROVISIONAL), "暫定値46.7"),
        (Number(Decimal("48.3"), Standing.CONFIRMED), "確定値48.3"),
        (Number(Decimal("79.12"), Standing.REFERENCE), "(79.12)"),
        (Number(Decimal(10), None, Qualifier.OR_MORE), "10以上"),
        (Number(Decimal(10), None, Qualifier.ABOUT), "約10"),
    ],
)
def test_prints_a_value(value: Number | NotApplicable | Text | None, printed: str) -> None:
    assert format_value(value, PLAIN) == printed


def test_prints_the_unit_between_figure_and_word() -> None:
    assert format_value(Number(Decimal(10), None, Qualifier.OR_MORE), PLAIN, "件") == "10件以上"
    assert format_value(Number(Decimal("79.1"), Standing.REFERENCE), PLAIN, "歳") == "(79.1歳)"


def test_prints_in_the_plans_style() -> None:
    style = Style(negative="▲", dash="－")
    assert format_number(Decimal("-1234.50"), style) == "▲1,234.50"
    assert format_value(NotApplicable(), style) == "－"


@pytest.mark.parametrize(
    ("point", "printed"),
    [
        (None, ""),
        (Point(None, "令和2年"), ""),
        (Point(cell("36.7"), "令和元年"), "36.7%(令和元年)"),
        (Point(cell("-7.04"), "平成27年～令和2年"), "△7.04%(平成27年～令和2年)"),
        (Point(cell("525"), unit="件"), "525件"),
        (Point(cell("—"), "令和2年"), "—(令和2年)"),
    ],
)
def test_prints_a_baseline_or_target(point: Point | None, printed: str) -> None:
    assert format_point(point, PLAIN, "%") == printed
