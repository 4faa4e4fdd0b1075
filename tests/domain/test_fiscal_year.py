from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear, Period, last_year_in

YEARS = st.integers(EARLIEST, LATEST).map(FiscalYear)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2022", 2022),
        ("2022年", 2022),
        ("２０２２年度", 2022),
        ("R4", 2022),
        ("r4", 2022),
        ("R.4", 2022),
        ("R4年度", 2022),
        ("令和4年度", 2022),
        ("令和 4 年度", 2022),
        ("令和元年度", 2019),
        ("令和1", 2019),
        ("平成31年度", 2019),
        ("平成27年度", 2015),
        ("㍻27", 2015),
        ("H27", 2015),
        ("昭和64年", 1989),
        ("S1", 1926),
    ],
)
def test_reads_every_way_a_year_is_written(text: str, start: int) -> None:
    assert FiscalYear.parse(text) == FiscalYear(start)


@pytest.mark.parametrize(
    "text", ["", "4", "令和", "令和4年度分", "R4-R5", "20222", "令和0年", "R00", "1925", "2118", "T5"]
)
def test_refuses_what_names_no_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"年"):
        FiscalYear.parse(text)


@pytest.mark.parametrize(
    ("start", "name", "short"),
    [
        (2022, "令和4年度", "4年度"),
        (2019, "令和元年度", "元年度"),
        (2018, "平成30年度", "30年度"),
        (1988, "昭和63年度", "63年度"),
    ],
)
def test_names_a_year_by_the_era_of_its_larger_part(start: int, name: str, short: str) -> None:
    assert (str(FiscalYear(start)), FiscalYear(start).short) == (name, short)


@given(YEARS)
def test_reads_the_names_it_gives(year: FiscalYear) -> None:
    assert FiscalYear.parse(str(year)) == year


@pytest.mark.parametrize("start", [EARLIEST - 1, LATEST + 1])
def test_refuses_years_no_plan_speaks_of(start: int) -> None:
    with pytest.raises(ValueError, match="年度として扱えません"):
        FiscalYear(start)


def test_counts_on_and_back() -> None:
    assert FiscalYear(2022) + 3 == FiscalYear(2025)
    assert FiscalYear(2022) - 1 == FiscalYear(2021)


@pytest.mark.parametrize(
    ("as_of", "start"),
    [
        ("令和7年", 2025),
        ("令和元年度", 2019),
        ("令和2年～令和7年", 2025),
        ("平成27年～令和2年", 2020),
        ("R11", 2029),
        ("2025年度末", 2025),
        ("令和11年4月1日", 2029),
        ("令和8年3月31日", 2025),
        ("R8.3.31", 2025),
        ("2026/03/31", 2025),
        ("令和7年12月末", 2025),
    ],
)
def test_finds_the_fiscal_year_an_as_of_text_ends_with(as_of: str, start: int) -> None:
    assert last_year_in(as_of) == FiscalYear(start)


@pytest.mark.parametrize(
    "as_of", ["", "各年度", "5年間", "5 か年合計", "第1期6年間", "令和0年", "令和00年", "1910年", "SR7", "20251人"]
)
def test_finds_no_year_where_none_is_named(as_of: str) -> None:
    assert last_year_in(as_of) is None


@given(st.text())
def test_looks_for_a_year_in_any_text(text: str) -> None:
    found = last_year_in(text)
    assert found is None or EARLIEST <= found.start <= LATEST


def test_a_period_holds_its_first_and_last_year() -> None:
    period = Period(FiscalYear(2021), FiscalYear(2025))
    assert [year.start for year in period.years] == [2021, 2022, 2023, 2024, 2025]
    assert FiscalYear(2021) in period
    assert FiscalYear(2025) in period
    assert FiscalYear(2020) not in period
    assert FiscalYear(2026) not in period


def test_a_period_may_be_one_year() -> None:
    assert Period(FiscalYear(2022), FiscalYear(2022)).years == (FiscalYear(2022),)


def test_refuses_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="初年度が最終年度より後"):
        Period(FiscalYear(2025), FiscalYear(2021))
