"""Schemes as documents: canonical, described by the JSON Schema, and refused with the place of what is wrong."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpidesk import paths
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.methods import Ratio
from kpidesk.domain.plan import Plan
from kpidesk.domain.plan_document import dumps, loads, read_facts, write_facts
from kpidesk.domain.presets import MET_OR_NOT, PRESETS, preset
from kpidesk.domain.scheme import Band, Scheme, SchemeVersion
from kpidesk.domain.scheme_codec import dumps_scheme, loads_scheme
from kpidesk.domain.scheme_rules import faults, offences
from tests.builders import fy, plan
from tests.domain.json_schema import fits

SCHEMA: dict[str, Any] = json.loads((paths.root() / "resources/schema/rating.schema.json").read_text("utf-8"))
EVERYTHING: dict[str, Any] = {
    "id": "own",
    "name": "独自の方式",
    "about": "すべての項目を使います。",
    "method": {"kind": "ratio", "falling": "a/t"},
    "rounding": {"mode": "truncate", "digits": 1},
    "bands": [
        {
            "label": "A",
            "mark": "◎",
            "tone": "good",
            "method": {"kind": "pace", "of": {"kind": "ratio", "falling": "(2t-a)/t"}, "against": "line"},
            "from": "100.0",
            "also": [{"method": {"kind": "change", "since": "last_year", "from_zero": True}, "above": "-3"}],
            "points": 5,
        },
        {"label": "B", "mark": "○", "tone": "fair", "above": "80", "points": 3},
        {"label": "C", "mark": "△", "tone": "poor", "from": "50", "points": 0},
        {"label": "D", "mark": "×", "tone": "bad", "points": -1},
        {"label": "F", "mark": "※", "points": 1, "by_hand": True},
    ],
    "sums": "running",
    "latest": "newest",
    "early": "judge",
    "provisional": "pending",
    "reference": "counts",
    "pending": ["調査なし"],
    "exempt": ["未公表", "算定中"],
    "unjudged_mark": "−",
}
BY_HAND = {"name": "人の判定", "method": {"kind": "by_hand"}, "bands": [{"label": "A", "mark": "○"}]}


def _with(path: str, value: object) -> Any:  # noqa: ANN401 -- any JSON
    """Return the scheme with one value replaced, added, or with `...` taken away."""
    raw: Any = deepcopy(EVERYTHING)
    *above, last = re.findall(r"[^.\[\]]+", path)
    inner = raw
    for step in above:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    key: Any = int(last) if isinstance(inner, list) else last
    if value is ...:
        del inner[key]
    else:
        inner[key] = value
    return raw


def _refused(raw: object) -> DocumentError:
    with pytest.raises(DocumentError) as refusal:
        loads_scheme(json.dumps(raw))
    assert refusal.value.reason.endswith("。")
    return refusal.value


@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_a_preset_comes_back_byte_for_byte(scheme: Scheme) -> None:
    assert loads_scheme(dumps_scheme(scheme)) == scheme
    assert dumps_scheme(loads_scheme(dumps_scheme(scheme))) == dumps_scheme(scheme)


@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_a_preset_keeps_to_the_schema(scheme: Scheme) -> None:
    assert fits(json.loads(dumps_scheme(scheme)), SCHEMA, SCHEMA)


def test_everything_a_scheme_can_say_comes_back_in_order() -> None:
    text = json.dumps(EVERYTHING, ensure_ascii=False, indent=1) + "\n"
    assert dumps_scheme(loads_scheme(text)) == text
    assert fits(EVERYTHING, SCHEMA, SCHEMA)


def test_what_is_usual_is_not_written() -> None:
    usual = {
        "name": "達成率",
        "method": {"kind": "ratio", "falling": "t/a"},
        "bands": [{"label": "A", "mark": "○", "tone": "neutral", "from": "1", "also": []}, {"label": "B", "mark": "×"}],
        "sums": "year",
        "early": "wait",
        "provisional": "counts",
        "reference": "exempt",
        "pending": [],
    }
    assert json.loads(dumps_scheme(loads_scheme(json.dumps(usual)))) == {
        "name": "達成率",
        "method": {"kind": "ratio"},
        "bands": [{"label": "A", "mark": "○", "from": "1"}, {"label": "B", "mark": "×"}],
    }


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("name", ..., "name"),
        ("method", ..., "method"),
        ("method", "ratio", "method"),
        ("method.kind", "magic", "method.kind"),
        ("method.kind", ..., "method.kind"),
        ("method.falling", "t-a", "method.falling"),
        ("method.against", "line", "method.against"),
        ("rounding.mode", ..., "rounding.mode"),
        ("rounding.mode", "up", "rounding.mode"),
        ("rounding.digits", 7, "rounding.digits"),
        ("rounding.digits", -1, "rounding.digits"),
        ("bands", ..., "bands"),
        ("bands", "A", "bands"),
        ("bands[0].label", ..., "bands[0].label"),
        ("bands[0].mark", "", "bands[0].mark"),
        ("bands[0].tone", "#ff0000", "bands[0].tone"),
        ("bands[0].from", 100, "bands[0].from"),
        ("bands[0].from", "1e2", "bands[0].from"),
        ("bands[0].above", "90", "bands[0].above"),
        ("bands[0].also[0].above", ..., "bands[0].also[0]"),
        ("bands[0].also[0].from", "1", "bands[0].also[0].above"),
        ("bands[0].method.of", ..., "bands[0].method.of"),
        ("bands[0].method.of", {"kind": "change"}, "bands[0].method.of.kind"),
        ("bands[0].points", 1.5, "bands[0].points"),
        ("bands[4].by_hand", "yes", "bands[4].by_hand"),
        ("sums", "both", "sums"),
        ("latest", "last", "latest"),
        ("early", True, "early"),
        ("provisional", "half", "provisional"),
        ("pending", ["なし"], "pending[0]"),
        ("colour", "red", "colour"),
    ],
)
def test_a_form_that_is_wrong_is_refused_with_its_place_here_and_by_the_schema(
    path: str, value: object, place: str
) -> None:
    raw = _with(path, value)
    assert _refused(raw).path == place
    assert not fits(raw, SCHEMA, SCHEMA)


@pytest.mark.parametrize(
    ("path", "value", "place", "word"),
    [
        ("bands", [], "bands", "区分が一つもありません"),
        ("bands[2].label", "A", "bands[2].label", "二度"),
        ("bands[2].label", "未判定", "bands[2].label", "使えません"),
        ("bands[3].from", "10", "bands[3]", "隙間"),
        ("bands[2].from", ..., "bands[2]", "下限がありません"),
        ("bands[0].from", ..., "bands[0]", "下限(from か above)がありません"),
        ("bands[2].from", "81", "bands[2]", "より小さくありません"),
        ("bands[2].from", "80.0", "bands[2].points", ""),
        ("bands[1].points", ..., "bands[1].points", "点数"),
        ("bands[4].from", "1", "bands[4].by_hand", "人が選ぶ"),
        ("bands[4].method", {"kind": "met"}, "bands[4].by_hand", "人が選ぶ"),
        ("bands", [{"label": "A", "mark": "○"}], "bands", "二つ以上"),
        ("bands", [{"label": "A", "mark": "○", "by_hand": True}], "bands", "一つもありません"),
        ("method", {"kind": "met"}, "bands[1]", "met"),
        ("exempt", ["調査なし"], "exempt[0]", "pending"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_its_place(path: str, value: object, place: str, word: str) -> None:
    raw = _with(path, value)
    if not word:  # the band above leaves its own bound to the next one
        assert loads_scheme(json.dumps(raw)).bands[2].lower == 80
        return
    refusal = _refused(raw)
    assert (refusal.path, word in refusal.reason) == (place, True)


def test_without_bands_nothing_else_is_asked() -> None:
    assert list(faults(replace(MET_OR_NOT, bands=()))) == [("bands", "区分が一つもありません。")]


@pytest.mark.parametrize("bound", [{"from": "0"}, {"from": "1"}, {"above": "0"}])
def test_met_has_three_bounds(bound: dict[str, str]) -> None:
    bands = [{"label": "A", "mark": "○", **bound}, {"label": "B", "mark": "×"}]
    assert len(loads_scheme(json.dumps({"name": "達成", "method": {"kind": "met"}, "bands": bands})).bands) == 2


@pytest.mark.parametrize("bound", [{"from": "100"}, {"above": "1"}, {"from": "0.5"}])
def test_met_has_no_other_bounds(bound: dict[str, str]) -> None:
    bands = [{"label": "A", "mark": "○", **bound}, {"label": "B", "mark": "×"}]
    assert _refused({"name": "達成", "method": {"kind": "met"}, "bands": bands}).path == "bands[0]"


def test_bands_that_people_give_have_no_bounds() -> None:
    assert loads_scheme(json.dumps(BY_HAND)).by_hand
    bounded = {**BY_HAND, "bands": [{"label": "A", "mark": "○", "from": "1"}]}
    assert "人が判定する" in _refused(bounded).reason


@pytest.mark.parametrize("text", ["", "[]", '{"name": 1}', '{"name": "a", "name": "b"}'])
def test_what_is_no_scheme_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        loads_scheme(text)


# --- in the plan document ------------------------------------------------------------------------------------------


def _rated(*versions: SchemeVersion) -> Plan:
    return replace(plan(), rating=versions)


def test_a_plan_carries_its_schemes_between_style_and_texts() -> None:
    osaka = preset("osaka_library")
    assert osaka is not None
    tree = _rated(SchemeVersion(fy(2021), MET_OR_NOT), SchemeVersion(fy(2023), osaka))
    raw = json.loads(dumps(tree))
    assert list(raw)[5:] == ["years", "rating", "goals"]
    assert [version["since"] for version in raw["rating"]] == [2021, 2023]
    assert loads(dumps(tree)) == tree
    assert read_facts(Plan, write_facts(tree)).rating == tree.rating


def test_schemes_are_written_in_the_order_of_their_years() -> None:
    raw = json.loads(dumps(_rated(SchemeVersion(fy(2021), MET_OR_NOT), SchemeVersion(fy(2023), MET_OR_NOT))))
    turned = {**raw, "rating": raw["rating"][::-1]}
    assert loads(json.dumps(turned)).rating == loads(json.dumps(raw)).rating


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"since": 2021}, "rating[1].since"),
        ({"since": "2023"}, "rating[1].since"),
        ({"since": None}, "rating[1].since"),
        ({"scheme": None}, "rating[1].scheme"),
        ({"scheme": {"name": "名前だけ"}}, "rating[1].scheme.method"),
        ({"until": 2024}, "rating[1].until"),
    ],
)
def test_versions_are_refused_with_their_place(change: dict[str, object], place: str) -> None:
    raw = json.loads(dumps(_rated(SchemeVersion(fy(2021), MET_OR_NOT), SchemeVersion(fy(2023), MET_OR_NOT))))
    raw["rating"][1] |= change
    with pytest.raises(DocumentError) as refusal:
        loads(json.dumps(raw))
    assert refusal.value.path == place


def test_the_example_of_the_handbook_is_canonical() -> None:
    handbook = (Path(__file__).parents[2] / "docs" / "rating.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", handbook, re.DOTALL)
    assert dumps_scheme(loads_scheme(example)) == example


def test_what_is_missing_while_writing_is_told_before_what_does_not_fit() -> None:
    scheme = Scheme("", Ratio(), (Band("", "", Decimal(90)), Band("", "×", Decimal(95)), Band("C", "")))
    found = offences(scheme)
    assert [place for place, _ in found] == [
        "name",
        "bands[0].label",
        "bands[0].mark",
        "bands[1].label",
        "bands[2].mark",
        "bands[1]",
    ]
    assert offences(PRESETS[0]) == []
