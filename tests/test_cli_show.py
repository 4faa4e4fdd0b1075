from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kpidesk.domain.evaluation import Approval, Assessment, Judgement, Stage
from kpidesk.domain.fact import Fact, FactKey, with_fact
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command, Made

TOP = ("municipality", "title", "year", "scheme", "goals", "rows", "total")
GOAL = ("label", "title", "projects", "kpis", "verdicts", "owed", "rows")
ROW = ("uid", "kind", "place", "project", "indicator", "series", "definition", "years", "total", "counted")
JUDGED = ("verdict", "rate", "why", "remarks")
VERDICTS = ["達成", "未達成", "未判定", "対象外", "目標年度前"]


def shown(command: Command, path: Path, year: str = "2022") -> dict[str, Any]:
    told = command("show", path, "--year", year, "--json")
    assert (told.code, told.err) == (0, "")
    data: dict[str, Any] = json.loads(told.out)
    return data


@pytest.fixture
def data(command: Command, sample: Path) -> dict[str, Any]:
    """Return what the sample shows for 令和4年度."""
    return shown(command, sample)


def rows_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for part in (data, *data["goals"]) for row in part["rows"]]


def test_every_promised_key_is_there_in_order(data: dict[str, Any]) -> None:
    for keys, record in (
        (TOP, data),
        *((GOAL, goal) for goal in data["goals"]),
        *(((*ROW, *JUDGED), row) for row in rows_of(data)),
        (("projects", "kpis", "verdicts", "owed"), data["total"]),
    ):
        assert [key for key in record if key in keys] == list(keys)


def test_the_head_of_the_sample(data: dict[str, Any]) -> None:
    head = {key: data[key] for key in ("municipality", "title", "year", "scheme", "rows")}
    assert head == {
        "municipality": "砂川市",
        "title": "第2期砂川市まち・ひと・しごと創生総合戦略",
        "year": 2022,
        "scheme": "達成／未達成",
        "rows": [],
    }


def test_the_published_counts(data: dict[str, Any]) -> None:
    assert [(goal["projects"], goal["kpis"]) for goal in data["goals"]] == [(8, 7), (7, 9), (16, 15), (16, 14)]
    assert (data["total"]["projects"], data["total"]["kpis"]) == (47, 45)


def test_verdicts_are_all_named_and_add_up(data: dict[str, Any]) -> None:
    for part in (*data["goals"], data["total"]):
        assert list(part["verdicts"]) == VERDICTS
        assert sum(part["verdicts"].values()) == part["kpis"]
    assert data["goals"][0]["verdicts"] == dict(zip(VERDICTS, (1, 6, 0, 0, 0), strict=True))


def test_counted_rows_are_the_kpi(data: dict[str, Any]) -> None:
    for goal in data["goals"]:
        assert sum(row["counted"] for row in goal["rows"]) == goal["kpis"]


def test_a_row_of_the_sample(data: dict[str, Any]) -> None:
    (row,) = (row for row in rows_of(data) if row["uid"] == "i2")
    assert row["remarks"].startswith("市内企業への就職率は25.0%で")
    assert {key: row[key] for key in (*ROW, *JUDGED[:-1])} == {
        "uid": "i2",
        "kind": "kpi",
        "place": ["(1) 人材育成・雇用対策", "① 地域人材の就労支援"],
        "project": "豊かな労働環境の充実支援事業",
        "indicator": "砂川高校からの市内企業就職率",
        "series": "",
        "definition": "36.7%(令和元年)→40.0%(令和7年)",
        "years": {
            "2021": {"target": "36.0", "actual": "36.6"},
            "2022": {"target": "37.0", "actual": "25.0"},
            "2023": {"target": "38.0", "actual": ""},
            "2024": {"target": "39.0", "actual": ""},
            "2025": {"target": "40.0", "actual": ""},
        },
        "total": {"target": "—", "actual": "—"},
        "counted": True,
        "verdict": "未達成",
        "rate": "67.6%",
        "why": "25.0 ＜ 37.0",
    }


def test_the_goals_own_indicators_stand_first(data: dict[str, Any]) -> None:
    for goal in data["goals"]:
        without = [row["project"] is None for row in goal["rows"]]
        assert without == sorted(without, reverse=True)
        assert any(without)


def test_a_project_without_kpi_has_one_row_with_its_waiver(data: dict[str, Any]) -> None:
    waived = [row for row in rows_of(data) if row["definition"].startswith("KPIの設定が困難なため設定しない")]
    assert waived
    for row in waived:
        assert (row["indicator"], row["counted"], row["rate"], row["why"]) == ("", False, None, None)
        assert set(row["years"]["2022"].values()) == {"—"}


def test_what_is_not_judged_has_no_reason_for_a_verdict(data: dict[str, Any]) -> None:
    for row in rows_of(data):
        judged = row["verdict"] in ("達成", "未達成")
        assert (row["why"] is not None) == judged
        assert judged or row["rate"] is None


def test_a_row_says_what_people_decided(command: Command, make_workspace: Made) -> None:
    tree = b.plan(b.indicator("i0"), b.goal("g1", b.project("p1", b.indicator("i1"))), b.goal("g2", b.project("p2")))
    for key, value in (
        (FactKey("p1", Fact.STAGE, b.fy(2022)), Approval(Stage.SUBMITTED)),
        (FactKey("plan", Fact.STAGE, b.fy(2022)), Approval(Stage.CHECKED)),
        (FactKey("p1", Fact.COURSE, b.fy(2022)), "拡充"),
        (FactKey("i1", Fact.JUDGEMENT, b.fy(2022)), Judgement("達成", "端数のため")),
        (FactKey("i0", Fact.JUDGEMENT, b.fy(2022)), Judgement(own=Assessment("A"))),
    ):
        tree = with_fact(tree, key, value)
    rows = rows_of(shown(command, make_workspace(tree)))
    assert [(row["uid"], row["stage"], row["course"], row["override"]) for row in rows] == [
        ("i0", "確認済", None, None),
        ("i1", "提出済", "拡充", {"verdict": "達成", "reason": "端数のため"}),
        ("p2", "入力中", None, None),
    ]


def test_a_year_without_figures_owes_them(command: Command, sample: Path) -> None:
    data = shown(command, sample, "R5")
    assert data["total"]["owed"] == sum(goal["owed"] for goal in data["goals"]) > 47


def test_the_plans_own_indicators_are_shown(command: Command, make_workspace: Made) -> None:
    own = b.indicator("own", b.series(targets={2022: "2"}, actuals={2022: "1"}))
    data = shown(command, make_workspace(b.plan(own, b.goal("g1", b.project("p1")))))
    (row,) = data["rows"]
    assert (row["uid"], row["place"], row["project"], row["verdict"]) == ("own", [], None, "未達成")


def test_several_series_have_a_row_each_and_count_once(command: Command, make_workspace: Made) -> None:
    data = shown(command, make_workspace(b.published("iwamizawa")), "R2")
    rows = [row for row in rows_of(data) if row["uid"] == "i27"]
    assert [(row["series"], row["counted"]) for row in rows] == [("世帯", True), ("人", False)]


def test_the_plain_form_is_for_reading(command: Command, sample: Path) -> None:
    told = command("show", sample, "--year", "R4")
    lines = told.out.splitlines()
    assert "基本目標1 安定した雇用を創出し、地域人材の活躍の場をつくる" in lines
    assert "小計(事業数:8、KPI数:7)  達成:1 未達成:6 未入力:0" in lines
    assert lines[-1].startswith("合計(事業数:47、KPI数:45)  達成:")
    assert any("i2\t豊かな労働環境の充実支援事業 砂川高校からの市内企業就職率\t" in line for line in lines)


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_every_published_plan_is_shown_in_every_year(command: Command, make_workspace: Made, name: str) -> None:
    path = make_workspace(b.published(name))
    for year in b.published(name).years.years:
        data = shown(command, path, str(year))
        assert {key for row in rows_of(data) for key in row["years"]} == {
            str(each.start) for each in b.published(name).years.years
        }
