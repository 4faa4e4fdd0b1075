from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.formula import DEEPEST, LONGEST, FormulaError, fold, parse, rewritten
from kpidesk.domain.formula_steps import Formula, Lack, Reference, Result
from tests.builders import fy

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.fiscal_year import FiscalYear

YEAR = fy(2021)
FIGURES: dict[tuple[str, str, int], Result] = {
    ("", "出生", 2021): Fraction(329),
    ("", "出生", 2020): Fraction(372),
    ("", "出生", 2016): Fraction(461),
    ("", "死亡", 2021): Fraction(1220),
    ("", "0~14歳", 2021): Fraction(7),
    ("別表", "転入", 2021): Fraction("0.1"),
    ("", "零", 2021): Fraction(0),
    ("", "比", 2021): Lack.ZERO,
    ("", "合計", 2021): Fraction(5),
}


def _figure(reference: Reference, year: FiscalYear) -> Result:
    return FIGURES.get((reference.table, reference.row, year.start), Lack.MISSING)


def worked_out(text: str) -> Result:
    return parse(text).result(YEAR, _figure)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("出生 - 死亡", "-891"),
        ("出生−死亡", "-891"),
        ("（出生＋死亡）×２", "3098"),
        ("出生 ÷ 2", "329/2"),
        ("-出生 + 死亡", "891"),
        ("2 - 3 - 4", "-5"),
        ("12 / 3 / 2", "2"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-(2 + 3) * -4", "20"),
        ("0.1 + 0.2", "3/10"),
        ("出生@前年", "372"),
        ("出生@1年前", "372"),
        ("出生@5年前", "461"),
        ("出生@2016", "461"),
        ("「0～14歳」 * 2", "14"),
        ("別表!転入", "1/10"),
        ("「別表」!「転入」 * 10", "1"),
        ("平均(出生@2020~2021)", "701/2"),
        ("平均(出生@2020〜2021、死亡)", "1921/3"),
        ("合計(出生@2016, 出生@2020～2021, 1 + 1)", "1164"),
        ("合計(出生 + 1)", "330"),
        ("合計((出生) * 2)", "658"),
        ("合計(絶対値(-2), 3)", "5"),
        ("絶対値(出生 - 死亡)", "891"),
        ("合計 + 合計(合計, 1)", "11"),
        ("\n出生\t+\u30001", "330"),
    ],
)
def test_a_formula_is_worked_out_exactly(text: str, result: str) -> None:
    assert worked_out(text) == Fraction(result)


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("出生 - 転出", Lack.MISSING),
        ("出生@2015", Lack.MISSING),
        ("出生@9999年前", Lack.MISSING),
        ("平均(出生@2019~2021)", Lack.MISSING),
        ("出生 / 零", Lack.ZERO),
        ("出生 / (出生 - 329)", Lack.ZERO),
        ("-比", Lack.ZERO),
        ("比 + 転出", Lack.MISSING),
        ("転出 + 比", Lack.MISSING),
        ("出生 / 零 + 転出", Lack.MISSING),
        ("転出 / 零", Lack.MISSING),
        ("99999999999999999999 *" * 22 + "9", None),
    ],
)
def test_what_is_missing_or_divided_by_zero_says_so(text: str, lack: Lack | None) -> None:
    result = worked_out(text)
    assert result is lack if lack else isinstance(result, Fraction)


def test_a_figure_that_grows_without_end_is_given_up() -> None:
    huge = parse("*".join(["行@2021"] * 40))
    assert huge.result(None, lambda _reference, _year: Fraction(2**600)) is Lack.TOO_LONG
    assert Lack.TOO_LONG.value


def test_a_year_is_not_asked_for_before_the_calendar_begins() -> None:
    assert parse("出生@前年").result(fy(1926), lambda _reference, _year: Fraction(1)) is Lack.MISSING
    assert parse("出生").result(None, lambda _reference, _year: Fraction(1)) is Lack.MISSING


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("", 1, "式の終わり"),
        ("出生 -", 5, "式の終わり"),
        ("出生 死亡", 4, "死亡"),
        ("出生 + * 死亡", 6, "*"),
        ("(出生", 4, "「)」が必要"),
        ("出生)", 3, "「)」"),
        ("出生 % 死亡", 4, "「%」は式に使えません"),
        ("出生 + 12a", 8, "「a」"),
        ("出生@", 4, "式の終わり"),
        ("出生@来年", 4, "来年"),
        ("出生@12345", 4, "12345"),
        ("出生@1.5", 4, "1.5"),
        ("出生@1900", 4, "1900"),
        ("出生@2015~2016", 8, "合計"),
        ("合計(出生@2015~2016 + 1)", 11, "合計"),
        ("合計(出生@2016~2015)", 12, "範囲"),
        ("合計(出生@2016~)", 12, "「)」"),
        ("合計()", 4, "「)」"),
        ("合計(出生", 6, "式の終わり"),
        ("最大(出生)", 1, "最大"),
        ("1 + 絶対値(出生, 死亡)", 5, "1つ"),
        ("絶対値(出生@2015~2016)", 1, "1つ"),
        ("別表!", 4, "行の名前"),
        ("別表!(1)", 4, "行の名前"),
        ("「出生", 1, "「「」"),
        ("@2015", 1, "@"),
        ("1" * 21, 1, "桁数"),
        ("1." + "1" * 21, 1, "桁数"),
        ("+" * (LONGEST + 1), LONGEST + 1, "長すぎ"),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), DEEPEST + 1, "深すぎ"),
        ("合計(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), 3 * DEEPEST + 1, "深すぎ"),
        ("①²", 1, None),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, place: int, word: str | None) -> None:
    if word is None:
        assert parse(text).references == (Reference("", text),)
        return
    with pytest.raises(FormulaError, match=f"{place}文字目: ") as refusal:
        parse(text)
    assert refusal.value.place == place
    assert word in str(refusal.value)


def test_names_are_the_same_in_every_width() -> None:
    assert parse("ＡＢ").references == parse("AB").references
    assert fold(" １５～２４歳 ") == fold("15〜24歳")


# --- properties ---------------------------------------------------------------------------------------------------

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9)
NAMES = st.sampled_from(["甲", "乙", "丙"])
SUMS = st.recursive(
    NUMBERS.map(lambda number: (f"{number:f}", Fraction(number))),
    lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner).map(lambda each: _joined(*each)),
    max_leaves=12,
)


def _joined(sign: str, one: tuple[str, Result], other: tuple[str, Result]) -> tuple[str, Result]:
    """Return two formulas joined, with what Python's own fractions make of them."""
    text = f"({one[0]}) {sign} ({other[0]})"
    lacks = [each[1] for each in (one, other) if isinstance(each[1], Lack)]
    if lacks or not isinstance(one[1], Fraction) or not isinstance(other[1], Fraction):
        return text, lacks[0]
    if sign == "/":
        return text, one[1] / other[1] if other[1] else Lack.ZERO
    return text, {"+": one[1] + other[1], "-": one[1] - other[1], "*": one[1] * other[1]}[sign]


@given(SUMS)
def test_the_result_is_that_of_exact_fractions(formula: tuple[str, Result]) -> None:
    text, expected = formula
    if len(text) > LONGEST or text.count("(") > DEEPEST:
        return
    result = worked_out(text)
    assert result == expected
    assert not isinstance(result, float)


@given(st.lists(NUMBERS, min_size=2, max_size=9).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_order_of_what_is_added_makes_no_difference(each: tuple[list[Decimal], list[Decimal]]) -> None:
    straight, shuffled = (worked_out(" + ".join(f"{number:f}" for number in order)) for order in each)
    assert straight == shuffled == sum(map(Fraction, each[0]), Fraction(0))
    assert worked_out(f"合計({','.join(f'{number:f}' for number in each[1])})") == straight


@given(st.permutations(["出生", "転出", "1 / 零", "2"]))
def test_the_order_makes_no_difference_to_what_is_missing(parts: list[str]) -> None:
    assert worked_out(" + ".join(parts)) is Lack.MISSING


@given(st.text("出生合計平均0123.@~!()「」+-*/, 前年", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = _read(text)
    if isinstance(read, Formula):
        assert isinstance(read.result(YEAR, _figure), Fraction | Lack)
    else:
        assert 1 <= read <= len(text) + 1


def _read(text: str) -> Formula | int:
    """Return the formula of a text, or the place where it cannot be read."""
    try:
        return parse(text)
    except FormulaError as error:
        return error.place


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("出生 - 死亡@前年 * 5", "<出生> - <死亡>@前年 * 5"),
        ("「0～14歳」+出生@5年前", "<0~14歳>+<出生>@5年前"),
        ("別表!転入 / 「別 表」!「転 入」@2015", "<別表>!<転入> / <別 表>!<転 入>@2015"),
        ("合計(行@2015～2019、 行, 1) - 合計", "合計(<行>@2015～2019、 <行>, 1) - <合計>"),
        ("前年@前年", "<前年>@前年"),
    ],
)
def test_rows_are_called_otherwise_and_the_rest_stays(text: str, others: str) -> None:
    told = rewritten(text, lambda table, row: (f"<{table}>" if table else "", f"<{row}>"))
    assert told == others.replace("<", "「<").replace(">", ">」")
    assert parse(rewritten(text, lambda table, row: (table, row))) == parse(text)


def test_what_cannot_be_read_is_not_rewritten() -> None:
    with pytest.raises(FormulaError):
        rewritten("出生 +", lambda table, row: (table, row))
