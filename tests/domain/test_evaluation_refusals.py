"""What a plan document may not say about judgements, stages, closed years, sections and opinions."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan_document import dumps, loads

OPINION = {"uid": "o1", "year": 2022, "opinion": "目標を見直すべきである。", "about": "i1"}
WHOLE: dict[str, Any] = {
    "format": "kpidesk-plan",
    "version": 1,
    "uid": "plan",
    "municipality": "試験市",
    "title": "総合戦略",
    "years": {"first": 2021, "last": 2025},
    "courses": ["継続", "廃止"],
    "sections": [
        {"name": "商工課", "until": 2022, "successor": "経済課"},
        {"name": "経済課", "since": 2023},
        {"name": "旧課", "until": 2117},
    ],
    "closed": {"2021": {"state": "closed"}, "2022": {"state": "unlocked", "reason": "確定値への更新"}},
    "stages": {"2021": {"stage": "submitted", "asked": "出典を書いてください。"}, "2022": {"stage": "submitted"}},
    "opinions": [OPINION],
    "goals": [
        {
            "uid": "g1",
            "title": "目標",
            "stages": {"2022": {"stage": "checked"}},
            "projects": [
                {
                    "uid": "p1",
                    "title": "事業",
                    "stages": {"2022": {"stage": "returned", "reason": "分母を確かめてください。"}},
                    "course": {"2022": "継続"},
                    "indicators": [
                        {
                            "uid": "i1",
                            "kind": "kpi",
                            "name": "就職率",
                            "judgements": {
                                "2022": {
                                    "verdict": "達成",
                                    "reason": "端数のため",
                                    "self": {"label": "A"},
                                    "office": {"label": "B", "text": "妥当"},
                                    "committee": {"text": "おおむね妥当"},
                                }
                            },
                        },
                        {"uid": "i2", "kind": "kpi", "name": "同", "shares": "i1", "judgements": {"2022": {}}},
                    ],
                },
                {"uid": "p2", "title": "再掲", "repeats": "p1"},
            ],
        }
    ],
}
PROJECT = "goals[0].projects[0]"
JUDGEMENT = f"{PROJECT}.indicators[0].judgements.2022"


def _with(path: str, value: object) -> str:
    """Return the document with one value replaced or added."""
    raw: Any = deepcopy(WHOLE)
    *above, last = path.replace("[", ".").replace("]", "").split(".")
    inner = raw
    for step in above:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    if isinstance(inner, list):
        inner[int(last) :] = [value]
    else:
        inner[last] = value
    return json.dumps(raw)


def test_the_document_itself_is_sound_and_comes_back() -> None:
    tree = loads(json.dumps(WHOLE))
    assert dumps(loads(dumps(tree))) == dumps(tree)
    canonical = json.loads(dumps(tree))
    del WHOLE["goals"][0]["projects"][0]["indicators"][1]["judgements"]
    assert canonical == WHOLE


@pytest.mark.parametrize(
    ("path", "value", "offence"),
    [
        (f"{PROJECT}.stages.2022", {"stage": "returned"}, f"{PROJECT}.stages.2022"),
        (f"{PROJECT}.stages.2022", {"stage": "returned", "reason": " "}, f"{PROJECT}.stages.2022"),
        (f"{PROJECT}.stages.2022", {"stage": "checked", "reason": "良"}, f"{PROJECT}.stages.2022"),
        (f"{PROJECT}.stages.2022", {"stage": "checked", "asked": "良"}, f"{PROJECT}.stages.2022"),
        (f"{PROJECT}.stages.2022", {"stage": "open"}, f"{PROJECT}.stages.2022.stage"),
        ("goals[0].stages.2022", {"stage": "提出"}, "goals[0].stages.2022.stage"),
        ("stages.2022", {}, "stages.2022.stage"),
        ("stages", {"R4": {"stage": "checked"}}, "stages.R4"),
        (f"{PROJECT}.course.2022", "拡充", f"{PROJECT}.course.2022"),
        (f"{PROJECT}.course.2022", ["継続"], f"{PROJECT}.course.2022"),
        ("courses", ["廃止"], f"{PROJECT}.course.2022"),
        ("courses", ["継続", "継続"], "courses[1]"),
        ("courses", ["継続", ""], "courses[1]"),
        (JUDGEMENT, {"reason": "端数のため"}, JUDGEMENT),
        (f"{JUDGEMENT}.own", {"label": "A"}, f"{JUDGEMENT}.own"),
        (f"{JUDGEMENT}.self", "A", f"{JUDGEMENT}.self"),
        ("closed.2021", {"state": "unlocked"}, "closed.2021"),
        ("closed.2021", {"state": "closed", "reason": "誤り"}, "closed.2021"),
        ("closed.2021", {"state": "open"}, "closed.2021.state"),
        ("sections[0].name", "", "sections[0].name"),
        ("sections[0].name", " ", "sections[0].name"),
        ("sections[0].since", 2023, "sections[0].until"),
        ("sections[2]", {"name": "商工課", "since": 2022}, "sections[2].name"),
        ("sections[2]", {"name": "経済課", "until": 2023}, "sections[2].name"),
        ("sections[1].successor", "商工課", "sections[1].successor"),
        ("sections[0].successor", "企画課", "sections[0].successor"),
        ("sections[0].until", 2021, "sections[0].successor"),
        ("sections[2].successor", "商工課", "sections[2].successor"),
        ("opinions[0].opinion", "", "opinions[0].opinion"),
        ("opinions[0].opinion", " \n", "opinions[0].opinion"),
        ("opinions[0].year", None, "opinions[0].year"),
        ("opinions[0].about", "o1", "opinions[0].about"),
        ("opinions[0].uid", "plan", "opinions[0].uid"),
        ("opinions[0].uid", "i1", "opinions[0].uid"),
        ("opinions[1]", OPINION, "opinions[1].uid"),
        ("goals[0].course", {"2022": "継続"}, "goals[0].course"),
        ("goals[0].projects[1].course", {"2022": "継続"}, "goals[0].projects[1].course"),
        ("goals[0].projects[1].stages", {"2022": {"stage": "checked"}}, "goals[0].projects[1].stages"),
    ],
)
def test_an_offence_is_refused_with_its_path(path: str, value: object, offence: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        loads(_with(path, value))
    assert refusal.value.path == offence
    assert refusal.value.reason


def test_without_a_list_of_its_own_a_plan_takes_any_course() -> None:
    assert loads(_with("courses", [])).course_words == ("継続", "拡充", "見直し", "縮小", "廃止")


def test_opinions_without_a_uid_get_the_next_that_is_free() -> None:
    plain = {"year": 2022, "opinion": "意見"}
    tree = loads(_with("opinions", [plain, {"uid": "o2", **plain}, plain]))
    assert [each.uid for each in tree.opinions] == ["o1", "o2", "o3"]


def test_an_opinion_keeps_its_uid_from_what_gets_one_later() -> None:
    raw = json.loads(_with("opinions", [{"uid": "g2", "year": 2022, "opinion": "意見"}]))
    tree = loads(json.dumps(raw | {"goals": [*raw["goals"], {"title": "目標"}]}))
    assert [each.uid for each in tree.goals] == ["g1", "g3"]
