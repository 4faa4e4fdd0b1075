from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.checks import Finding, Rule, Severity, findings
from kpidesk.domain.evaluation import Opinion
from kpidesk.domain.indicator import Footnote
from kpidesk.domain.plan import Item, Plan, PlanText
from kpidesk.domain.year_value import CommentKey, CommentKind, Comments
from tests import builders as b

YEAR = b.fy(2022)
BARE = b.plan_of(b.indicator("i1"))


def found(plan: Plan) -> list[Finding]:
    """Return what is said of signs, where 带 and 髙 cannot be printed."""
    every = findings(plan, YEAR, lambda sign: sign not in "带髙")
    return [each for each in every if each.rule is Rule.UNPRINTABLE]


def test_a_sign_that_no_font_has_is_named_with_its_place() -> None:
    project = replace(b.project("p1", title="带状疱疹ワクチン"), text="带状疱疹")
    name, text = found(b.plan(b.goal("g1", project)))
    assert (name.uid, name.severity, name.key) == ("p1", Severity.WRONG, None)
    assert name.sentence == (
        "「带状疱疹ワクチン」の名称にある「带」(U+5E26)は印刷できず、「〓」になります。ほかの字に直してください。"
    )
    assert "の内容にある「带」" in text.sentence
    assert name.name != text.name


def test_a_sign_in_a_comment_leads_to_its_cell() -> None:
    carrier = replace(b.indicator("i1"), comments={YEAR: Comments(outlook="髙橋")})
    [finding] = found(b.plan_of(carrier))
    assert finding.key == CommentKey("i1", YEAR, CommentKind.OUTLOOK)
    assert "令和4年度の見直しの方向性にある「髙」" in finding.sentence


@pytest.mark.parametrize(
    "plan",
    [
        replace(BARE, texts=(PlanText("趣旨", "带"),)),
        replace(BARE, opinions=(Opinion(uid="o1", year=YEAR, opinion="带"),)),
        b.plan(b.goal("g1", replace(b.project("p1"), items=(Item("带", ("新規",)),)))),
        b.plan_of(replace(b.indicator("i1"), footnotes=(Footnote("※", "带"),))),
        b.plan_of(b.indicator("i1", b.series(final="带"))),
        b.plan_of(b.indicator("i1", b.series(actuals={2021: "带"}))),
    ],
)
def test_every_text_is_looked_at(plan: Plan) -> None:
    [finding] = found(plan)
    assert "の内容にある「带」" in finding.sentence


def test_what_is_not_printed_is_not_asked_about() -> None:
    assert found(b.plan(b.goal("g1", replace(b.project("带"), title="事業")))) == []


def test_without_fonts_nothing_is_asked() -> None:
    assert findings(b.plan(b.goal("g1", b.project("p1", title="带")))) == []
