"""Every kind of offence is refused with the path of the place where it stands."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import pytest

from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan_document import loads

KPI: dict[str, Any] = {
    "uid": "i1",
    "kind": "kpi",
    "name": "就職率",
    "baseline": {"value": "36.7"},
    "target": {"value": "40.0"},
    "values": {"2022": {"target": "37.0", "actual": {"number": "25.0"}}},
    "footnotes": [{"mark": "※", "text": "国勢調査"}],
    "measured": {"years": [2022]},
}
PAIR: dict[str, Any] = {
    "uid": "i2",
    "kind": "kpi",
    "name": "寿命",
    "series": [{"label": "男"}, {"label": "女", "values": {"2022": {"actual": "82.5"}}}],
}
SHARING: dict[str, Any] = {"uid": "i3", "kind": "outcome", "name": "就職率(再)", "shares": "i1"}
WHOLE: dict[str, Any] = {
    "format": "kpidesk-plan",
    "version": 1,
    "uid": "plan",
    "municipality": "試験市",
    "title": "総合戦略",
    "years": {"first": 2021, "last": 2025},
    "style": {"negative": "△", "labels": ["目標{n}"]},
    "texts": [{"heading": "趣旨", "body": "本文"}],
    "comments": {"2022": {"remarks": "所見"}},
    "costs": {"2022": {"budget": 1000, "grants": [{"name": "交付金", "amount": 500}]}},
    "goals": [
        {
            "uid": "g1",
            "title": "目標",
            "measures": [{"uid": "m1", "title": "施策", "measures": [{"uid": "m2", "title": "小施策"}]}],
            "projects": [
                {
                    "uid": "p1",
                    "title": "事業",
                    "sdgs": [8],
                    "items": [{"text": "細目"}],
                    "indicators": [KPI, PAIR, SHARING],
                },
                {"uid": "p2", "title": "再掲の事業", "repeats": "p1"},
            ],
        }
    ],
}
PROJECT = "goals[0].projects[0]"
REPEATING = "goals[0].projects[1]"
FIRST = f"{PROJECT}.indicators[0]"
SECOND = f"{PROJECT}.indicators[1]"
THIRD = f"{PROJECT}.indicators[2]"
ACTUAL = f"{FIRST}.values.2022.actual"


def _with(path: str, value: object) -> str:
    """Return the document with one value replaced or added."""
    raw: Any = deepcopy(WHOLE)
    *above, last = re.findall(r"[^.\[\]]+", path)
    inner = raw
    for step in above:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    inner[int(last) if isinstance(inner, list) else last] = value
    return json.dumps(raw)


def _refused(text: str) -> DocumentError:
    with pytest.raises(DocumentError) as refusal:
        loads(text)
    assert refusal.value.reason
    return refusal.value


def test_the_document_itself_is_sound() -> None:
    assert loads(json.dumps(WHOLE)).uid == "plan"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "kpidesk"),
        ("version", 2),
        ("version", "1"),
        ("version", True),
        ("rating", {}),
        ("statistics", {}),
        ("uid", 7),
        ("uid", "g1\u0000"),
        ("municipality", ""),
        ("municipality", None),
        ("title", ["総合戦略"]),
        ("title", "壊れた\ud800文字"),
        ("title", "改行\r\n"),
        ("goals", None),
        ("goals", {}),
        ("goals[0]", "目標"),
        ("goals[0].title", 1),
        ("goals[0].cross_cutting", "true"),
        ("goals[0].members", []),
        ("goals[0].measures[0].related", "事業"),
        ("goals[0].measures[0].measures[0].measures", []),
        ("years", {"first": 2025, "last": 2021}),
        ("years", [2021, 2025]),
        ("years.first", "2021"),
        ("years.first", 2021.0),
        ("years.last", 2118),
        ("years.last", None),
        ("style.negative", "−"),
        ("style.dash", 1),
        ("style.labels[0]", None),
        ("texts[0].body", ""),
        ("texts[0].chapter", "1"),
        ("comments.22", {"remarks": "所見"}),
        ("comments.R4", {"remarks": "所見"}),
        ("comments.２０２２", {"remarks": "所見"}),
        ("comments.2022.comment", "所見"),
        ("costs.2022.budget", "1000"),
        ("costs.2022.budget", 1000.0),
        ("costs.2022.budget", -1),
        ("costs.2022.settled", 10**15 + 1),
        ("costs.2022.grants[0].amount", None),
        (f"{PROJECT}.sdgs[0]", 18),
        (f"{PROJECT}.items[0].flag", "新規"),
        (f"{PROJECT}.since", "R4"),
        (f"{PROJECT}.label", "ア"),
        (f"{PROJECT}.repeats", "nowhere"),
        (f"{PROJECT}.repeats", "i1"),
        (f"{PROJECT}.repeats", "p1"),
        (f"{PROJECT}.repeats", "p2"),
        (f"{FIRST}.uid", "p1"),
        (f"{FIRST}.kind", "KPI"),
        (f"{FIRST}.kind", None),
        (f"{FIRST}.name", ""),
        (f"{FIRST}.directon", "higher"),
        (f"{FIRST}.direction", "up"),
        (f"{FIRST}.basis", "total"),
        (f"{FIRST}.basis", ["sum"]),
        (f"{FIRST}.setting", "unset"),
        (f"{FIRST}.decimals", 1.5),
        (f"{FIRST}.decimals", -1),
        (f"{FIRST}.show_unit", 1),
        (f"{FIRST}.measured.years[0]", "2022"),
        (f"{FIRST}.measured.per", "month"),
        (f"{FIRST}.footnotes[0].mark", None),
        (f"{FIRST}.footnotes[0].anchor", "nmae"),
        (f"{FIRST}.baseline.asof", "令和元年"),
        (f"{FIRST}.baseline.value", 36.7),
        (f"{FIRST}.target.value", 40),
        (f"{FIRST}.target.value", "40,0"),
        (f"{FIRST}.target.value", "1e3"),
        (f"{FIRST}.target.value", "４０"),
        (f"{FIRST}.target.value", "△40"),
        (f"{FIRST}.target.value", "40."),
        (f"{FIRST}.target.value", "9" * 21),
        (f"{FIRST}.target.value", ["40"]),
        (f"{FIRST}.target.value", float("nan")),
        (f"{FIRST}.decimals", float("inf")),
        (f"{FIRST}.values.2022", "37.0"),
        (f"{FIRST}.values.2022.actuals", "25.0"),
        (f"{ACTUAL}.number", None),
        (f"{ACTUAL}.standing", "暫定値"),
        (f"{ACTUAL}.qualifier", "ほど"),
        (f"{ACTUAL}.earlier", "43.1"),
        (f"{SECOND}.baseline", {"value": "1"}),
        (f"{SECOND}.series", []),
        (f"{SECOND}.series[0].label", ""),
        (f"{SECOND}.series[1].label", "男"),
        (f"{SECOND}.series[1].totals", "5"),
        (f"{THIRD}.shares", "nowhere"),
        (f"{THIRD}.shares", "p1"),
        (f"{THIRD}.shares", "i3"),
        (f"{THIRD}.unit", "%"),
        (f"{THIRD}.series", [{"label": "男"}]),
        (f"{THIRD}.target", {"value": "1"}),
        (f"{REPEATING}.section", "企画課"),
        (f"{REPEATING}.members", ["事業"]),
        (f"{REPEATING}.costs", {"2022": {"budget": 1}}),
        (f"{REPEATING}.indicators", [{"kind": "kpi", "name": "率"}]),
    ],
)
def test_an_offence_is_refused_with_its_path(path: str, value: object) -> None:
    assert _refused(_with(path, value)).path == path


@pytest.mark.parametrize(
    ("path", "value", "offence"),
    [
        (REPEATING, {"uid": "g1", "title": "事業"}, f"{REPEATING}.uid"),
        ("goals[0].uid", "plan", "goals[0].uid"),
        (PROJECT, {"title": "事業", "since": 2023, "until": 2022}, f"{PROJECT}.until"),
        (ACTUAL, {"none": "—", "note": "脚注"}, f"{ACTUAL}.note"),
        (ACTUAL, {"none": "—", "number": "5"}, f"{ACTUAL}.number"),
        (ACTUAL, {"none": None}, f"{ACTUAL}.none"),
        (ACTUAL, {"number": "5", "earlier": [None]}, f"{ACTUAL}.earlier[0]"),
        (ACTUAL, {"none": "なし"}, f"{ACTUAL}.none"),
        (ACTUAL, {"text": ""}, f"{ACTUAL}.text"),
        (ACTUAL, {"text": 5}, f"{ACTUAL}.text"),
        (ACTUAL, {}, f"{ACTUAL}.number"),
        (ACTUAL, {"standing": "confirmed"}, f"{ACTUAL}.number"),
    ],
)
def test_an_offence_within_a_record_is_found(path: str, value: object, offence: str) -> None:
    assert _refused(_with(path, value)).path == offence


def test_a_message_begins_with_the_path() -> None:
    refusal = _refused(_with(f"{FIRST}.basis", "total"))
    assert str(refusal).startswith("goals[0].projects[0].indicators[0].basis: ")
    assert '"yearly"' in refusal.reason


@pytest.mark.parametrize("text", ["", "{", "[1,]", "\ufeff{}", "'a'", "{} {}"])
def test_what_is_no_json_is_refused_with_line_and_column(text: str) -> None:
    refusal = _refused(text)
    assert (refusal.path, "行" in str(refusal)) == ("", True)


@pytest.mark.parametrize("text", ["[]", "null", "1", '"計画"', "[" * 100_000, "9" * 5000])
def test_what_is_no_object_is_refused(text: str) -> None:
    assert _refused(text).path == ""


@pytest.mark.parametrize(
    ("once", "twice", "path"),
    [
        ('"title": "総合戦略"', '"title": "別の題"', "title"),
        ('"remarks": "所見"', '"remarks": "別の所見"', "comments.2022.remarks"),
        ('"number": "25.0"', '"number": "26.0"', f"{ACTUAL}.number"),
        ('"2022": {"remarks": "所見"}', '"2022": {}', "comments.2022"),
    ],
)
def test_a_key_that_stands_twice_is_refused(once: str, twice: str, path: str) -> None:
    text = json.dumps(WHOLE, ensure_ascii=False)
    assert once in text
    assert _refused(text.replace(once, f"{once}, {twice}", 1)).path == path


def test_earlier_figures_nest_only_so_deep() -> None:
    value: object = "43.1"
    for _ in range(8):
        value = {"number": "43.1", "earlier": [value]}
    assert loads(_with(ACTUAL, value)).uid == "plan"
    refusal = _refused(_with(ACTUAL, {"number": "43.1", "earlier": [value]}))
    assert refusal.path == ACTUAL + ".earlier[0]" * 9


def test_nothing_is_too_deep_to_be_refused() -> None:
    nested = '{"number":"1","earlier":[' * 300 + '"1"' + "]}" * 300
    text = json.dumps(WHOLE).replace('{"number": "25.0"}', nested)
    assert ".earlier[0]" in _refused(text).path


def test_tabs_and_line_ends_are_text() -> None:
    tree = loads(_with("comments.2022.remarks", "一行目\n\t二行目"))
    assert [each.remarks for each in tree.comments.values()] == ["一行目\n\t二行目"]
