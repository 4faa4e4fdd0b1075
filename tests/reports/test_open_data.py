"""The open data: what has a record, and what can be told from it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk import paths
from kpidesk.domain.indicator import Footnote, Kind, Point, Setting
from kpidesk.domain.presets import preset
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.section import Section
from kpidesk.domain.year_value import Absence, NotApplicable, Number, Qualifier, Side, Standing
from kpidesk.paper.dataset import FieldKind
from kpidesk.reports.open_data import FIELDS, build
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import iwamizawa

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Value

YEAR = b.fy(2022)
NAMES = [field.name for field in FIELDS]


def records(plan: Plan, year: int = 2022) -> list[dict[str, str]]:
    return [dict(zip(NAMES, record, strict=True)) for record in build(plan, b.fy(year)).records]


def one(plan: Plan, uid: str = "i1", year: int = 2022, side: Side = Side.ACTUAL) -> dict[str, str]:
    [found] = [
        each
        for each in records(plan)
        if (each["indicator_id"], each["fiscal_year"], each["side"]) == (uid, str(year), side.label)
    ]
    return found


def with_actual(value: Value | None) -> Plan:
    row = b.series(targets={2022: "10"}, final="20").with_value(YEAR, Side.ACTUAL, value)
    return b.plan_of(b.indicator("i1", row, unit="人"))


def number(text: str) -> Decimal:
    value = b.cell(text)
    assert isinstance(value, Number)
    return value.number


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b.cell("-7.770"), ("-7.770", "△7.770", "数値", "", "", "")),
        (Number(number("1627"), Standing.PROVISIONAL), ("1627", "暫定値1,627", "数値", "", "暫定値", "")),
        (Number(number("9"), Standing.REFERENCE), ("9", "(9)", "数値", "", "参考値", "")),
        (Number(number("5"), None, Qualifier.OR_MORE), ("5", "5以上", "数値", "", "", "以上")),
        (b.cell("—"), ("", "—", "該当なし", "", "", "")),
        (NotApplicable(Absence.NOT_COMPUTABLE), ("", "算出不可", "該当なし", "算出不可", "", "")),
        (b.cell("全道平均以上"), ("", "全道平均以上", "文字", "", "", "")),
        (None, ("", "", "未入力", "", "", "")),
    ],
)
def test_what_stands_in_a_cell_can_be_told(value: Value | None, told: tuple[str, ...]) -> None:
    found = one(with_actual(value))
    assert tuple(found[name] for name in ("value", "value_text", "state", "reason", "standing", "qualifier")) == told


def test_a_blank_that_nobody_owes_is_another_thing() -> None:
    plan = with_actual(None)
    assert one(plan, year=2023)["state"] == "空欄"
    assert one(plan, year=2022, side=Side.TARGET)["state"] == "数値"
    assert one(plan, year=2021, side=Side.TARGET)["state"] == "空欄"


def test_every_figure_of_the_plan_has_its_record() -> None:
    plan = b.published("sunagawa")
    owners = [each for uid in plan.places if (each := plan.lender(uid))]
    wanted = {
        (each.uid, series.label, str(year.start), side.label, f"{value.number:f}")
        for each in owners
        for series in each.series
        for year in series.values
        for side in Side
        if isinstance(value := series.value(year, side), Number)
    }
    found = [
        tuple(each[name] for name in ("indicator_id", "series", "fiscal_year", "side", "value"))
        for each in records(plan)
        if each["value"] and not each["values_of"]
    ]
    assert len(found) == len(wanted) > 250
    assert set(found) == wanted


@pytest.mark.parametrize("plan", [b.published("sunagawa"), b.published("kamisunagawa"), iwamizawa(), samples.plan()])
def test_every_record_has_a_key_of_its_own_and_figures_are_figures(plan: Plan) -> None:
    every = records(plan)
    keys = {tuple(each[name] for name in ("indicator_id", "series", "fiscal_year", "side")) for each in every}
    assert len(keys) == len(every) > 0
    figures = [field.name for field in FIELDS if field.kind is not FieldKind.TEXT]
    assert all(re.fullmatch(r"(-?\d+(\.\d+)?)?", each[name]) for each in every for name in figures)


def test_it_says_where_an_indicator_stands() -> None:
    found = one(samples.plan(), "i2")
    assert found["goal"] == "基本目標1 目標g1"
    assert (found["measure"], found["submeasure"]) == ("(1) 施策m1", "")
    assert (found["project_id"], found["project"]) == ("p1", "人材育成事業 研修と資格の支援")
    assert (found["baseline"], found["baseline_text"]) == ("36.7", "36.7%(令和元年)")
    assert (found["final_target"], found["final_target_text"]) == ("40.0", "40.0%")
    assert found["footnotes"] == "※1 国勢調査の数値による"


def test_a_repeated_project_has_no_records_and_a_shared_indicator_names_its_source() -> None:
    every = records(samples.plan())
    assert "p3" not in {each["project_id"] for each in every}
    assert {each["values_of"] for each in every if each["indicator_id"] == "i5"} == {"i2"}
    assert one(samples.plan(), "i5")["value"] == one(samples.plan(), "i2")["value"] == "25.0"


def test_a_point_in_another_unit_is_told_in_words_only() -> None:
    row = replace(b.series(final="9"), baseline=Point(b.cell("3"), unit="千人"))
    found = one(b.plan_of(b.indicator("i1", row, unit="人")))
    assert (found["baseline"], found["baseline_text"]) == ("", "3千人")
    assert found["final_target"] == "9"


def test_the_verdict_is_that_of_the_year_s_scheme() -> None:
    rows = b.series(targets={2021: "10", 2022: "10", 2023: "10"}, actuals={2021: "12", 2022: "12", 2023: "12"})
    scheme = preset("iwamizawa")
    assert scheme
    plan = replace(b.plan_of(b.indicator("i1", rows)), rating=(SchemeVersion(YEAR, scheme),))
    told = [(one(plan, year=year)["scheme"], one(plan, year=year)["verdict"]) for year in (2021, 2022, 2023)]
    assert told == [("達成／未達成", "達成"), (scheme.name, "順調"), ("", "")]
    assert (one(plan)["rate_percent"], one(plan)["verdict_reason"][:2]) == ("120.0", "12")
    assert not one(plan, side=Side.TARGET)["verdict"]


def test_an_indicator_has_records_while_it_is_in_force_and_where_something_stands() -> None:
    row = b.series(actuals={2019: "1", 2022: "3"})
    plan = b.plan_of(replace(b.indicator("i1", row), since=YEAR, until=b.fy(2023)))
    found = [(each["fiscal_year"], each["verdict"]) for each in records(plan) if each["side"] == "実績値"]
    assert found == [("2019", ""), ("2022", "対象外"), ("2023", "")]


def test_the_section_has_the_name_of_the_year() -> None:
    watched = replace(
        b.indicator("i1", b.series(), kind=Kind.OUTCOME),
        section="商工課",
        setting=Setting.MONITORED,
        footnotes=(Footnote("※", "※町の調べ"),),
    )
    sections = (Section("商工課", until=b.fy(2021), successor="産業課"), Section("産業課", since=YEAR))
    plan = replace(b.plan(watched), sections=sections)
    assert [one(plan, year=year)["section"] for year in (2021, 2022)] == ["商工課", "産業課"]
    assert (one(plan)["goal"], one(plan)["target_setting"], one(plan)["footnotes"]) == ("", "設定なし", "※町の調べ")


def test_the_documentation_tells_of_every_column() -> None:
    page = (paths.root() / "docs" / "open_data.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.split("## Columns")[1].split("## ")[0].splitlines() if "| `" in line]
    told = [
        pair for left, right in rows for pair in zip(left.strip().split(", "), right.strip().split(", "), strict=True)
    ]
    assert sorted(told) == sorted((f"`{field.name}`", field.heading) for field in FIELDS)
