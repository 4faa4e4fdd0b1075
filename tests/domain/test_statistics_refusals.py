"""What is wrong in `statistics` and `funding` is refused with its path."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import pytest

from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan_document import loads
from kpidesk.domain.statistics_rules import LONGEST_CHAIN

WHOLE: dict[str, Any] = {
    "format": "kpidesk-plan",
    "version": 1,
    "uid": "plan",
    "municipality": "試験市",
    "title": "総合戦略",
    "years": {"first": 2021, "last": 2025},
    "opinions": [{"uid": "o1", "year": 2022, "opinion": "意見"}],
    "goals": [{"uid": "g1", "title": "目標", "projects": [{"uid": "p1", "title": "事業"}]}],
    "funding": {
        "unit": "百万円",
        "periods": [
            {
                "years": {"first": 2021, "last": 2021},
                "cost": {"kind": "settled", "yen": 1},
                "grants": [{"name": "交付金", "projects": ["p1", "別の事業"]}],
            }
        ],
    },
    "statistics": [
        {
            "uid": "t1",
            "title": "人口",
            "per": "calendar",
            "columns": [{"year": 2020}, {"uid": "c1", "title": "比", "formula": "行@2021 / 行@2020"}],
            "rows": [
                {"uid": "出生", "name": "出生", "values": {"2020": "372"}, "columns": {"c1": {"formula": "行@2020"}}},
                {"uid": "死亡", "name": "死亡"},
                {"uid": "増減", "name": "増減", "formula": "出生 - 死亡"},
            ],
            "charts": [{"rows": ["出生"]}],
        },
        {"uid": "t2", "title": "別表", "per": "fiscal", "rows": [{"name": "増減", "formula": "t1!増減"}]},
    ],
}
TABLE = "statistics[0]"


def _with(changes: dict[str, object]) -> str:
    raw: Any = deepcopy(WHOLE)
    for path, value in changes.items():
        *above, last = re.findall(r"[^.\[\]]+", path)
        inner = raw
        for step in above:
            inner = inner[int(step)] if isinstance(inner, list) else inner[step]
        inner[int(last) if isinstance(inner, list) else last] = value
    return json.dumps(raw)


def _refused(path: str, value: object, at: str = "") -> str:
    with pytest.raises(DocumentError) as refusal:
        loads(_with({path: value}))
    assert refusal.value.path == (at or path)
    return refusal.value.reason


def test_the_document_itself_is_sound() -> None:
    assert len(loads(_with({})).statistics) == 2


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("statistics", {}, ""),
        (f"{TABLE}.title", "", ""),
        (f"{TABLE}.per", "year", ""),
        (f"{TABLE}.per", None, ""),
        (f"{TABLE}.chart", [], ""),
        (f"{TABLE}.uid", "p1", ""),
        (f"{TABLE}.uid", "o1", ""),
        (f"{TABLE}.uid", "plan", ""),
        (f"{TABLE}.uid", "ｔ２", "statistics[1].uid"),
        (f"{TABLE}.uid", "「表」", ""),
        (f"{TABLE}.columns[0].formula", "行@2020", f"{TABLE}.columns[0]"),
        (f"{TABLE}.columns[0].unit", "%", f"{TABLE}.columns[0]"),
        (f"{TABLE}.columns[0].decimals", 0, f"{TABLE}.columns[0]"),
        (f"{TABLE}.columns[0].uid", "c2", f"{TABLE}.columns[0]"),
        (f"{TABLE}.columns[0].year", None, f"{TABLE}.columns[0]"),
        (f"{TABLE}.columns[0].year", 1900, ""),
        (f"{TABLE}.columns[1]", {"year": 2020}, f"{TABLE}.columns[1].year"),
        (f"{TABLE}.columns[1].title", "", ""),
        (f"{TABLE}.columns[1].formula", "行", ""),
        (f"{TABLE}.columns[1].formula", "行@前年", ""),
        (f"{TABLE}.columns[1].formula", "転入@2020", ""),
        (f"{TABLE}.columns[1].formula", "行@2020 +", ""),
        (f"{TABLE}.columns[1].decimals", 11, ""),
        (f"{TABLE}.rows[0].name", "", ""),
        (f"{TABLE}.rows[0].values.2020", 372, ""),
        (f"{TABLE}.rows[0].uid", "行", ""),
        (f"{TABLE}.rows[1].uid", "出生", ""),
        (f"{TABLE}.rows[0].columns.c2", {"unit": "P"}, ""),
        (f"{TABLE}.rows[0].columns.c1.formula", "行", ""),
        (f"{TABLE}.rows[0].columns.c1.value", "1", ""),
        (f"{TABLE}.rows[2].values", {"2020": "1"}, ""),
        (f"{TABLE}.rows[2].formula", "出生 -", ""),
        (f"{TABLE}.rows[2].formula", "出生 - 転出", ""),
        (f"{TABLE}.rows[2].formula", "行", ""),
        (f"{TABLE}.rows[2].formula", "t3!出生", ""),
        (f"{TABLE}.charts[0].rows", ["転出"], ""),
        (f"{TABLE}.charts[0].rows", [], ""),
        (f"{TABLE}.charts[0].rows", ["出生", "死亡", "増減", "出生"], ""),
        ("funding", [], ""),
        ("funding.unit", "億円", ""),
        ("funding.periods[0].years", None, ""),
        ("funding.periods[0].years", {"first": 2022, "last": 2021}, ""),
        ("funding.periods[0].cost.kind", "decided", ""),
        ("funding.periods[0].cost.yen", "1", ""),
        ("funding.periods[0].cost.yen", 1.5, ""),
        ("funding.periods[0].projects", -1, ""),
        ("funding.periods[0].grants[0]", {"yen": 1}, ""),
        ("funding.periods[0].grants[0].projects[0]", "g1", ""),
        ("funding.periods[0].grants[0].projects[0]", " ", ""),
        ("funding.periods[0].grants[0].amount", 1, ""),
    ],
)
def test_an_offence_is_refused_with_its_path(path: str, value: object, at: str) -> None:
    assert _refused(path, value, at)


def test_the_place_in_a_formula_is_told() -> None:
    assert _refused(f"{TABLE}.rows[2].formula", "出生 - / 死亡").startswith("「増減」の式の6文字目: ")


@pytest.mark.parametrize(
    ("changes", "path", "circle"),
    [
        ({f"{TABLE}.rows[2].formula": "増減@前年 + 出生"}, f"{TABLE}.rows[2].formula", "増減 → 増減"),
        (
            {f"{TABLE}.rows[1]": {"uid": "死亡", "name": "死亡", "formula": "出生 - 増減"}},
            f"{TABLE}.rows[1].formula",
            "死亡 → 増減 → 死亡",
        ),
        ({f"{TABLE}.rows[2].formula": "出生 + t2!増減"}, f"{TABLE}.rows[2].formula", "増減 → 増減 → 増減"),
    ],
)
def test_a_circle_is_refused_with_the_way_it_goes(changes: dict[str, object], path: str, circle: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        loads(_with(changes))
    assert refusal.value.path == path
    assert f"({circle})" in refusal.value.reason


@pytest.mark.parametrize("backward", [False, True])
def test_a_chain_may_be_long_but_not_endless(backward: bool) -> None:  # noqa: FBT001 -- the order of the rows
    rows = [{"name": "甲0", "values": {"2020": "1"}}]
    rows += [{"name": f"甲{number}", "formula": f"甲{number - 1} + 1"} for number in range(1, LONGEST_CHAIN + 2)]
    order = slice(None, None, -1) if backward else slice(None)
    assert loads(_with({"statistics": [{"title": "表", "per": "date", "rows": rows[:-1][order]}]})).statistics
    with pytest.raises(DocumentError, match="多すぎます"):
        loads(_with({"statistics": [{"title": "表", "per": "date", "rows": rows[order]}]}))
