from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.indicator import Indicator, Point, Series, Totals
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan import Cost, Goal, Measure, Plan, Project
from kpidesk.domain.plan_document import dumps, loads, read_facts, write_facts
from kpidesk.domain.year_value import Number, Side, YearValue
from tests.builders import (
    cell,
    document,
    document_with_tables,
    fy,
    goal,
    indicator,
    measure,
    plan,
    plan_of,
    project,
    published,
    series,
    with_tables,
)
from tests.domain.strategies import plans

if TYPE_CHECKING:
    from kpidesk.domain.plan import Element

PUBLISHED = ["sunagawa", "kamisunagawa", "iwamizawa"]
SMALLEST = {
    "format": "kpidesk-plan",
    "version": 1,
    "municipality": "試験市",
    "title": "総合戦略",
    "years": {"first": 2021, "last": 2025},
    "goals": [],
}


def _loaded(**changes: object) -> Plan:
    return loads(json.dumps(SMALLEST | changes))


def _one_indicator(**changes: object) -> Indicator:
    raw = {"uid": "i1", "kind": "kpi", "name": "就職率"} | changes
    return _loaded(indicators=[raw]).indicators[0]


def _reversed(raw: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(raw, dict):
        return {key: _reversed(raw[key]) for key in reversed(raw)}
    return [_reversed(each) for each in raw] if isinstance(raw, list) else raw


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_canonical_document_comes_back_byte_for_byte(name: str) -> None:
    assert dumps(loads(document(name))).encode() == document(name).encode()


def test_tables_come_back_byte_for_byte_in_any_order_of_keys() -> None:
    text = document_with_tables()
    assert dumps(with_tables()) == text
    assert dumps(loads(json.dumps(_reversed(json.loads(text))))) == text


def test_what_says_nothing_is_no_funding() -> None:
    assert _loaded(funding={"unit": "千円", "periods": []}).funding is None
    assert _loaded(funding={"unit": "百万円"}).funding is not None


@pytest.mark.parametrize("name", PUBLISHED)
def test_any_order_of_keys_is_accepted(name: str) -> None:
    shuffled = json.dumps(_reversed(json.loads(document(name))))
    assert dumps(loads(shuffled)) == document(name)


@settings(max_examples=60)
@given(plans())
def test_reads_what_it_writes(tree: Plan) -> None:
    text = dumps(tree)
    assert loads(text) == tree
    assert dumps(loads(text)) == text


def test_the_smallest_plan_is_enough() -> None:
    tree = _loaded(uid="small")
    assert (tree.municipality, tree.title, tree.years) == ("試験市", "総合戦略", Period(fy(2021), fy(2025)))
    assert json.loads(dumps(tree)) == SMALLEST | {"uid": "small"}


def test_nothing_empty_is_written() -> None:
    empty = {"subtitle": "", "texts": [], "costs": {"2022": {}}, "comments": {"2022": {}}, "style": {"labels": []}}
    bare = _loaded(uid="small")
    assert _loaded(uid="small", **empty) == bare
    assert dumps(_loaded(uid="small", **empty)) == dumps(bare)


@pytest.mark.parametrize(
    "empty",
    [
        {"baseline": {}},
        {"target": {"as_of": ""}},
        {"totals": {"actual": None}},
        {"measured": {"years": []}},
        {"values": {"2022": {"actual": None}, "2023": None}},
        {"show_unit": False, "footnotes": [], "unit": ""},
        {"basis": None, "series": None},
    ],
)
def test_what_says_nothing_is_as_good_as_absent(empty: dict[str, object]) -> None:
    assert _one_indicator(**empty) == _one_indicator()


def test_empty_records_of_a_plan_are_not_written() -> None:
    row = Series(baseline=Point(), values={fy(2022): YearValue()}, totals=Totals())
    tree = replace(plan(indicator("i1", row)), costs={fy(2022): Cost()})
    written = json.loads(dumps(tree))
    assert "costs" not in written
    assert written["indicators"] == [
        {"uid": "i1", "kind": "kpi", "name": "指標i1", "direction": "higher", "basis": "final"}
    ]


def test_zero_is_not_empty() -> None:
    assert _one_indicator(decimals=0).decimals == 0
    costs = {"2022": {"budget": 0}}
    assert json.loads(dumps(_loaded(costs=costs)))["costs"] == costs


def test_missing_uids_are_made() -> None:
    kpi = {"kind": "kpi", "name": "就職率"}
    tree = _loaded(
        indicators=[kpi, kpi | {"uid": "i2"}],
        goals=[
            {
                "title": "目標",
                "measures": [{"title": "施策", "uid": "", "projects": [{"title": "事業", "indicators": [kpi]}]}],
            }
        ],
    )
    assert list(tree.places)[1:] == ["i1", "i2", "g1", "m1", "p1", "i3"]


def test_a_plan_without_a_uid_gets_the_same_each_time() -> None:
    assert _loaded().uid == _loaded(uid=None).uid == _loaded(subtitle="改訂版").uid
    assert _loaded().uid.startswith("plan-")
    assert _loaded().uid != _loaded(title="総合計画").uid


def test_labels_that_position_gives_are_dropped() -> None:
    goals = [
        {
            "title": "目標",
            "label": "基本目標1",
            "measures": [{"title": "施策", "label": "(1)"}, {"title": "施策", "label": "(1)"}],
        },
        {"title": "横断", "cross_cutting": True, "label": "基本目標2"},
        {"title": "目標", "label": "基本目標2"},
    ]
    tree = _loaded(goals=goals)
    assert [each.label for each in tree.goals] == ["", "基本目標2", ""]
    assert [each.label for each in tree.goals[0].measures] == ["", "(1)"]


def test_labels_of_the_plans_own_templates_are_dropped() -> None:
    goals = [{"title": "目標", "label": "大綱1", "measures": [{"title": "施策", "label": "(1)"}]}]
    tree = _loaded(style={"labels": ["大綱{n}"]}, goals=goals)
    assert (tree.goals[0].label, tree.goals[0].measures[0].label) == ("", "(1)")


def test_years_come_back_in_order() -> None:
    one = _one_indicator(values={"2023": {"actual": "2"}, "2022": {"actual": "1"}})
    assert list(one.series[0].values) == [fy(2022), fy(2023)]


def test_one_series_may_have_a_label() -> None:
    raw = {
        "uid": "i1",
        "kind": "kpi",
        "name": "寿命",
        "series": [{"label": "男", "values": {"2022": {"actual": "74.7"}}}],
    }
    tree = _loaded(indicators=[raw])
    assert tree.indicators[0].series == (series(label="男", actuals={2022: "74.7"}),)
    assert json.loads(dumps(tree))["indicators"] == [raw]


def test_figures_beside_the_name_are_the_only_series() -> None:
    one = _one_indicator(target={"value": "40.0", "as_of": "令和7年"}, values={"2022": {"target": "37.0"}})
    assert one.series == (series(targets={2022: "37.0"}, final="40.0", as_of="令和7年"),)


def test_japanese_is_written_as_it_is() -> None:
    assert '"municipality": "試験市",\n' in dumps(_loaded())
    assert dumps(_loaded()).endswith("}\n")


# --- one element alone -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_facts_of_every_element_come_back(name: str) -> None:
    for place in (*published(name).places.values(), *with_tables().places.values()):
        bare = _bare(place.what)
        assert read_facts(type(place.what), write_facts(place.what)) == bare  # type: ignore[type-var] # its own kind


def _bare(element: Element) -> Element:
    """Return the element without what hangs on it, its yearly values and comments."""
    if isinstance(element, Indicator):
        rows = tuple(replace(row, values={}) for row in element.series)
        return replace(element, series=rows, comments={})
    alone = replace(element, indicators=(), comments={})
    if isinstance(alone, Plan):
        return replace(alone, goals=())
    return alone if isinstance(alone, Project) else replace(alone, measures=(), projects=())


def test_facts_leave_out_what_is_kept_elsewhere() -> None:
    tree = plan_of(indicator("i1", series(actuals={2022: "25.0"}, final="40.0")))
    assert "25.0" not in write_facts(tree.indicator("i1"))
    assert "i1" not in write_facts(tree.goals[0])


@pytest.mark.parametrize("kind", [Plan, Goal, Measure, Project, Indicator])
@pytest.mark.parametrize("text", ["", "{", "[]", '{"nonsense": 1}', "{}"])
def test_damaged_facts_are_refused(kind: type[Plan], text: str) -> None:
    with pytest.raises(DocumentError):
        read_facts(kind, text)


def test_facts_of_a_deep_measure_are_a_measure() -> None:
    deep = measure("m1", measure("m2", project("p1")))
    assert read_facts(Measure, write_facts(deep)) == measure("m1")
    assert read_facts(Goal, write_facts(goal("g1", deep))) == goal("g1")


def test_a_note_and_the_earlier_figures_are_kept() -> None:
    raw = {"number": "48.3", "standing": "confirmed", "qualifier": "約", "note": "2018年度数値", "earlier": ["43.1"]}
    tree = _loaded(indicators=[{"uid": "i1", "kind": "kpi", "name": "率", "values": {"2022": {"actual": raw}}}])
    assert json.loads(dumps(tree))["indicators"][0]["values"]["2022"]["actual"] == raw
    actual = tree.indicators[0].series[0].value(fy(2022), Side.ACTUAL)
    assert isinstance(actual, Number)
    assert actual.earlier == (cell("43.1"),)


def _example(number: int) -> str:
    handbook = (Path(__file__).parents[2] / "docs" / "plan_document.md").read_text(encoding="utf-8")
    return handbook.split("```json\n")[number].split("```")[0]


def test_the_example_of_the_handbook_is_canonical() -> None:
    assert dumps(loads(_example(1))) == _example(1)


def test_the_tables_of_the_handbook_are_read() -> None:
    assert [row.uid for row in _loaded(statistics=json.loads(_example(2))).statistics[0].rows] == [
        *("出生", "死亡", "自然増減", "自然増減率", "年末人口")
    ]
