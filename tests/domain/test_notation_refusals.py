"""Nothing is guessed: what could be read two ways, or not at all, is refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.notation import DIGITS_LIMIT, NotationError, format_value, parse
from kpidesk.domain.plan import Style
from kpidesk.domain.year_value import Number, Text, Value
from tests.domain.strategies import ABSENCES, NUMBERS, STYLES

UNITS = st.sampled_from(["", "人", "千人", "万人", "%", "g/人", "百万円", "千億円", "万", "か所", "m2"])
SCRIBBLE = st.text("0123456789０１,. 　()△▲-−ー一±約延べ以上未満暫定値確定参考:千百十万億兆人円%/年①²\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4億3,0000万円", "桁区切りか小数点の位置"),
        ("1,2345", "桁区切りか小数点の位置"),
        ("12,34", "桁区切りか小数点の位置"),
        ("1000,000", "桁区切りか小数点の位置"),
        ("0,123", "桁区切りか小数点の位置"),
        ("5.", "桁区切りか小数点の位置"),
        ("1.234.5", "桁区切りか小数点の位置"),
        ("5²", "桁区切りか小数点の位置"),
        ("12 34", "数字の間に空白"),
        ("0 123", "数字の間に空白"),
        ("1, 234", "数字の間に空白"),
        ("12\n345", "数字の間に空白"),
        ("12\t345", "数字の間に空白"),
        ("1234 567", "数字の間に空白"),
        ("①", "数字が見つかりません"),
        ("½", "数字が見つかりません"),
        ("Ⅳ", "数字が見つかりません"),
        ("㏠", "数字が見つかりません"),
        ("五", "数字が見つかりません"),
        ("--5", "数字が見つかりません"),
        ("△-5", "数字が見つかりません"),
        ("△(5)", "数字が見つかりません"),
        ("((5))", "数字が見つかりません"),
        (":5", "数字が見つかりません"),
        ("確定値", "数字が見つかりません"),
        ("令和4年", "数字が見つかりません"),
        ("—5", "数字が見つかりません"),
        ("千", "数字が見つかりません"),
        ("5~6", "「~6」が読めません"),
        ("10-20", "「-20」が読めません"),
        ("1/2", "「/2」が読めません"),
        ("10月1日", "「月1日」が読めません"),
        ("1e5", "「e5」が読めません"),
        ("5)", "「)」が読めません"),
        ("10以上以下", "「以上」が読めません"),
        ("1万1億", "桁の並び"),
        ("1万1万", "桁の並び"),
        ("4億30000万", "桁の並び"),
        ("1.5億3000万", "小数が混ざっている"),
        ("約10程度", "重なっています"),
        ("±5", "±」は0のときだけ"),
        ("9" * (DIGITS_LIMIT + 1), "桁数が多すぎます"),
        ("1億" + "9" * 200, "桁数が多すぎます"),
        ("99999999999999999999兆", "桁数が多すぎます"),
    ],
)
def test_refuses_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotationError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        parse(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("525件", "枚"), ("5人/日", "人"), ("5%", "ポイント"), ("5件/人", "件/千人"), ("5/", "人"), ("3世帯9人", "人")],
)
def test_refuses_another_unit(text: str, unit: str) -> None:
    with pytest.raises(NotationError, match="この指標の単位"):
        parse(text, unit=unit)


def test_refuses_a_conversion_nobody_could_write_down() -> None:
    with pytest.raises(NotationError, match="桁数が多すぎます"):
        parse("0.12345678901234567890人", unit="千人")


@pytest.mark.parametrize("text", ["全道平均以上", "(検討中)", "R4年度に策定", "第1期計画以上", "人口の\n維持"])
def test_words_stand_where_words_may(text: str) -> None:
    assert parse(f" {text} ", words=True) == Text(text)
    with pytest.raises(NotationError):
        parse(text)


@pytest.mark.parametrize("text", ["1,2345", "△12,34", "約12,34", "暫定値12,34", "…12", "①", "12 34", "a\x00", "\ud800"])
def test_a_slip_in_a_figure_does_not_pass_as_words(text: str) -> None:
    with pytest.raises(NotationError):
        parse(text, words=True)


@given(NUMBERS, STYLES, UNITS)
def test_reads_what_it_prints(number: Number, style: Style, unit: str) -> None:
    assert parse(format_value(number, style, unit), unit=unit) == number
    assert parse(format_value(number, style), unit=unit) == number


@given(ABSENCES, st.sampled_from("―—–-ー"))
def test_reads_the_dashes_it_prints(absence: Value, dash: str) -> None:
    assert parse(format_value(absence, Style(dash=dash))) == absence


@given(st.text() | SCRIBBLE, UNITS, st.integers(0, 3), st.booleans())
def test_any_text_is_read_or_refused(text: str, unit: str, decimals: int, words: bool) -> None:  # noqa: FBT001 - drawn
    try:
        value = parse(text, unit=unit, decimals=decimals, words=words)
    except NotationError:
        return
    printed = format_value(value, Style(), unit if isinstance(value, Number) else "")
    assert parse(printed, unit=unit, words=words) == value
