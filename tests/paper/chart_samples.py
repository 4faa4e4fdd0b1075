"""Charts of each kind with what makes them hard: gaps, 暫定値, figures below zero, nothing in a goal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpidesk.paper.chart import Category, ChartKind, ChartSpec, Datum, Reference, Shape, Strand, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

YEARS = tuple(Category(f"令和{year}年度", f"{year}年度") for year in range(3, 8))
GOALS = (
    Category("基本目標1　地域の特性を生かした産業と雇用を育て、安心して働き続けられるまちをつくる"),
    Category("基本目標2　新しい人の流れ"),
    Category("基本目標3　子育て"),
)


def datum(text: str | None, unit: str = "", *, firm: bool = True) -> Datum:
    """Return a figure printed as it is written (△ before what is below zero), or what stands in its place."""
    if text is None:
        return Datum()
    plain = text.replace("△", "-").replace(",", "")
    try:
        return Datum(Decimal(plain), text, text + unit, firm, '#,##0.0;"△"#,##0.0')
    except ArithmeticError:
        return Datum(text=text)


def strand(name: str, tone: Tone, *texts: str | None, unit: str = "", aimed: bool = False) -> Strand:
    return Strand(name, tone, tuple(datum(text, unit) for text in texts), aimed=aimed)


def lines(*, unit: str = "%") -> ChartSpec:
    actual = strand("実績値", Tone.ACTUAL, "36.6", "25.0", "算出不可", "41.2", None, unit=unit)
    loose = (*actual.data[:3], datum("41.2", unit, firm=False), actual.data[4])
    return ChartSpec(
        ChartKind.LINES,
        "市内企業への就職率",
        YEARS,
        (
            strand("目標値", Tone.TARGET, "36.0", "37.0", "38.0", "39.0", "40.0", unit=unit, aimed=True),
            Strand("実績値", Tone.ACTUAL, loose),
        ),
        unit=unit,
        references=(Reference("基準値", Decimal("36.7"), "36.7", f"36.7{unit}(令和元年)"),),
        marked=1,
        not_firm="暫定値",
        alt="「市内企業への就職率」の推移です。",
    )


def below_zero() -> ChartSpec:
    return ChartSpec(
        ChartKind.LINES,
        "人口増減率",
        YEARS,
        (strand("実績値", Tone.ACTUAL, "△7.77", "△8.38", "1.20", None, "0.00", unit="%"),),
        unit="%",
        alt="「人口増減率」の推移です。",
    )


def two_series() -> ChartSpec:
    men = strand("実績値(男)", Tone.ACTUAL, "78.1", "78.4", "79.0", None, None, unit="歳")
    women = strand("実績値(女)", Tone.SECOND, "84.2", "84.1", "84.9", None, None, unit="歳")
    return ChartSpec(
        ChartKind.LINES,
        "健康寿命",
        YEARS,
        (men, Strand(women.name, women.tone, women.data, shape=Shape.SQUARE)),
        unit="歳",
        alt="「健康寿命」の推移です。",
    )


def stacks(kind: ChartKind, counts: Mapping[str, tuple[int, ...]], categories: tuple[Category, ...]) -> ChartSpec:
    tones = (Tone.BEST, Tone.GOOD, Tone.BAD, Tone.NEUTRAL)
    strands = tuple(
        Strand(
            label,
            tone,
            tuple(Datum(Decimal(count), str(count), f"{count}件", number_format="#,##0") for count in row),
            apart=label == "未判定",
        )
        for tone, (label, row) in zip(tones, counts.items(), strict=False)
    )
    return ChartSpec(kind, "判定", categories, strands, unit="件", alt="「判定」の件数です。")


def bars() -> ChartSpec:
    counts = {"達成": (5, 40, 0), "概ね達成": (2, 1, 0), "未達成": (12, 0, 0), "未判定": (1, 0, 4)}
    return stacks(ChartKind.BARS, counts, GOALS)


def columns() -> ChartSpec:
    counts = {
        "達成": (5, 9, 12, 0, 0),
        "概ね達成": (3, 1, 0, 0, 0),
        "未達成": (4, 2, 0, 0, 0),
        "未判定": (0, 1, 3, 0, 0),
    }
    return stacks(ChartKind.COLUMNS, counts, YEARS)


def empty() -> ChartSpec:
    return ChartSpec(ChartKind.LINES, "まだ何もない", YEARS, (strand("実績値", Tone.ACTUAL, *[None] * 5),))
