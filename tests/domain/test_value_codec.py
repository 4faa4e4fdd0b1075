from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from kpidesk.domain.json_codec import DocumentError, Json
from kpidesk.domain.value_codec import VALUE
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Qualifier, Standing, Text, Value
from tests.builders import cell
from tests.domain.strategies import VALUES

FULL = Number(
    Decimal("48.3"), Standing.CONFIRMED, Qualifier.ABOUT, "2018年度数値", (Number(Decimal("43.1")), NotApplicable())
)


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (cell("36.0"), "36.0"),
        (cell("-7.77"), "-7.77"),
        (cell("0"), "0"),
        (Number(Decimal("5E-8")), "0.00000005"),
        (NotApplicable(), {"none": "—"}),
        (NotApplicable(Absence.UNPUBLISHED), {"none": "未公表"}),
        (Text("全道平均以上"), {"text": "全道平均以上"}),
        (Number(Decimal("46.7"), Standing.PROVISIONAL), {"number": "46.7", "standing": "provisional"}),
        (
            FULL,
            {
                "number": "48.3",
                "standing": "confirmed",
                "qualifier": "約",
                "note": "2018年度数値",
                "earlier": ["43.1", {"none": "—"}],
            },
        ),
    ],
)
def test_a_value_has_one_form(value: Value, raw: Json) -> None:
    assert VALUE.write(value) == raw
    assert VALUE.read(raw, "") == value


def test_a_long_form_that_says_no_more_becomes_short() -> None:
    assert VALUE.write(VALUE.read({"number": "36.0", "note": "", "standing": None}, "")) == "36.0"


@given(VALUES)
def test_reads_what_it_writes(value: Value) -> None:
    assert VALUE.read(VALUE.write(value), "") == value


@pytest.mark.parametrize(
    "raw", ["", "5.", ".5", "+5", "1e5", "1,000", "５", "NaN", " 5", "5\n", "△5", 5, 5.0, None, True, []]
)
def test_what_is_no_exact_figure_is_refused(raw: Json) -> None:
    with pytest.raises(DocumentError, match=r"^actual: 値は"):
        VALUE.read(raw, "actual")
