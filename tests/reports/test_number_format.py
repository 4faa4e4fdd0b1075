from __future__ import annotations

from decimal import Decimal

import pytest

from kpidesk.domain.plan import Style
from kpidesk.domain.year_value import NotApplicable, Number, Qualifier, Standing, Text, Value
from kpidesk.reports.number_format import number_format


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (Number(Decimal(3)), "", '#,##0;"△"#,##0'),
        (Number(Decimal("36.0")), "", '#,##0.0;"△"#,##0.0'),
        (Number(Decimal("-7.77")), "%", '#,##0.00"%";"△"#,##0.00"%"'),
        (Number(Decimal("48.3"), Standing.CONFIRMED), "", '"確定値"#,##0.0;"確定値△"#,##0.0'),
        (Number(Decimal("79.1"), Standing.REFERENCE), "歳", '"("#,##0.0"歳)";"(△"#,##0.0"歳)"'),
        (Number(Decimal(60), qualifier=Qualifier.OR_MORE), "%", '#,##0"%以上";"△"#,##0"%以上"'),
        (Number(Decimal(60), qualifier=Qualifier.ABOUT), "", '"約"#,##0;"約△"#,##0'),
    ],
)
def test_format_prints_what_notation_prints(value: Number, unit: str, expected: str) -> None:
    assert number_format(value, Style(), unit) == expected


@pytest.mark.parametrize("value", [None, NotApplicable(), Text("全道平均以上")])
def test_what_is_no_figure_has_no_format(value: Value | None) -> None:
    assert number_format(value, Style()) == "General"


def test_a_quote_in_a_unit_cannot_break_out_of_the_format() -> None:
    assert number_format(Number(Decimal(1)), Style(), '"x') == '#,##0"x";"△"#,##0"x"'


def test_words_around_a_figure_stand_in_its_format() -> None:
    figure = Number(Decimal("74.7"))
    assert number_format(figure, Style(), "歳", before="男 ", after="※1") == '"男 "#,##0.0"歳※1";"男 △"#,##0.0"歳※1"'
