from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.checks import Finding, Rule, findings
from tests.builders import goal, indicator, plan, plan_of, project, sharing

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan


def found(tree: Plan, rule: Rule) -> list[Finding]:
    return [each for each in findings(tree) if each.rule is rule]


def repeated(original: str, again: str) -> Plan:
    """Return a plan with a 再掲 that has a text of its own."""
    first = replace(project("p1", title="移住促進事業"), text=original)
    return plan(goal("g1", first, replace(project("p2", title="移住促進事業", repeats="p1"), text=again)))


def test_a_repeated_project_with_another_text() -> None:
    (finding,) = found(repeated("体験住宅を貸し出す。", "体験住宅を廃止する。"), Rule.REPEATED_TEXT)
    assert (finding.uid, finding.key) == ("p2", None)
    assert finding.sentence == "再掲「移住促進事業」の説明が、元の事業の説明と違います。"


@pytest.mark.parametrize(
    ("original", "again"),
    [("体験住宅を貸し出す。", ""), ("", "体験住宅を貸し出す。"), ("子供の体験\n住宅、等", "こどもの体験住宅など")],
)
def test_a_repeated_project_with_the_same_text_or_none(original: str, again: str) -> None:
    assert found(repeated(original, again), Rule.REPEATED_TEXT) == []


def named(first: str, second: str) -> Plan:
    return plan_of(replace(indicator("i1"), name=first), replace(sharing("i2", "i1"), name=second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("冬の暮らし支援登録世帯数", "冬のくらし支援登録世帯数"),
        ("子ども食堂の数", "こども食堂の数"),
        ("相談件数・回数", "相談件数、回数"),
        ("障害者の就職件数", "障がい者の就職件数"),
    ],
)
def test_one_indicator_under_two_spellings(first: str, second: str) -> None:
    (finding,) = found(named(first, second), Rule.SPELLING)
    assert (finding.uid, finding.sentence) == (
        "i2",
        f"同じ指標が「{first}」と「{second}」の二通りに書かれています。",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [("相談件数", "相談件数"), ("相談 件数", "相談件数"), ("ＫＰＩの数", "KPIの数"), ("相談件数", "相談者数")],
)
def test_one_spelling_or_two_indicators(first: str, second: str) -> None:
    assert found(named(first, second), Rule.SPELLING) == []
