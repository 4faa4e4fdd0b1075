from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.evaluation import Approval, Assessment, Judgement, Opinion, Reviewer, Stage
from kpidesk.domain.indicator import Direction
from kpidesk.domain.plan import Project
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.section import Section
from kpidesk.domain.year_value import CommentKey
from kpidesk.errors import UserError
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.workspace.edit import Edit
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

YEAR = b.fy(2022)
PLAN = b.plan(
    b.goal("g1", b.project("p1", b.indicator("i1"), b.indicator("i2", direction=Direction.BY_HAND)), b.measure("m1")),
    b.goal("g2", b.project("p2", b.sharing("i3", "i1")), b.project("p3", repeats="p1")),
)
SAID = Opinion(year=YEAR, opinion="見直す\r\nべき。 \n", about="i1")


@pytest.fixture
def small(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    """Return a workspace with two projects and a 再掲, open for writing."""
    opened = Workspace.open(make_workspace(PLAN), services)
    yield opened
    opened.close()


def make(workspace: Workspace, *deeds: Callable[[Edit], object]) -> None:
    """Make some deeds as one step."""
    with workspace.edit("plan", "評価") as edit:
        for deed in deeds:
            deed(edit)


def refused(workspace: Workspace, *deeds: Callable[[Edit], object]) -> UserError:
    """Return the refusal of a step, of which nothing was made."""
    before = dumps(workspace.plan("plan"))
    with pytest.raises(UserError) as refusal:
        make(workspace, *deeds)
    assert dumps(workspace.plan("plan")) == before
    assert refusal.value.remedy
    return refusal.value


def judgement(workspace: Workspace, uid: str) -> Judgement | None:
    return workspace.plan("plan").indicator(uid).judgements.get(YEAR)


def stage(workspace: Workspace, uid: str) -> Stage:
    node = workspace.plan("plan").places[uid].what
    assert isinstance(node, Project)
    return node.stage(YEAR)


def test_a_verdict_is_given_with_its_reason_and_taken_back(small: Workspace) -> None:
    make(small, lambda edit: edit.judge("i1", YEAR, " 達成 ", "端数の\r\nため。 "))
    assert judgement(small, "i1") == Judgement("達成", "端数の\nため。")
    make(small, lambda edit: edit.judge("i1", YEAR, "", "残っていた理由"))
    assert judgement(small, "i1") is None
    small.undo()
    small.undo()
    assert dumps(small.plan("plan")) == dumps(PLAN)


def test_another_verdict_than_the_computed_one_needs_a_reason(small: Workspace) -> None:
    assert "理由が必要" in refused(small, lambda edit: edit.judge("i1", YEAR, "達成", " \n")).what
    assert "理由が必要" in refused(small, lambda edit: edit.judge("i3", YEAR, "達成")).what


def test_what_people_judge_anyhow_needs_no_reason(small: Workspace) -> None:
    make(small, lambda edit: edit.judge("i2", YEAR, "順調"))
    assert judgement(small, "i2") == Judgement("順調")


def test_assessments_stand_beside_the_verdict(small: Workspace) -> None:
    make(small, lambda edit: edit.judge("i1", YEAR, "達成", "端数のため"))
    make(small, lambda edit: edit.assess("i1", YEAR, Reviewer.OWN, "A", "努力した。"))
    make(small, lambda edit: edit.assess("i1", YEAR, Reviewer.COMMITTEE, "", "妥当"))
    expected = Judgement("達成", "端数のため", Assessment("A", "努力した。"), committee=Assessment(text="妥当"))
    assert judgement(small, "i1") == expected
    make(small, lambda edit: edit.assess("i1", YEAR, Reviewer.OWN, "", ""))
    assert judgement(small, "i1") == replace(expected, own=None)


def test_a_sheet_goes_round(small: Workspace) -> None:
    make(small, lambda edit: edit.hand_in("p1", YEAR))
    assert stage(small, "p1") is Stage.SUBMITTED
    make(small, lambda edit: edit.send_back("p1", YEAR, "分母を確かめてください。"))
    assert small.plan("plan").places["p1"].what.stages[YEAR] == Approval(Stage.RETURNED, "分母を確かめてください。")  # type: ignore[union-attr]
    make(small, lambda edit: edit.hand_in("p1", YEAR), lambda edit: edit.approve("p1", YEAR))
    assert stage(small, "p1") is Stage.CHECKED
    assert small.history("plan")[0].sentences == (
        "令和4年度 事業p1 確認の状況: 差戻し(理由: 分母を確かめてください。) → 確認済",
    )
    make(small, lambda edit: edit.reopen("p1", YEAR))
    assert dumps(small.plan("plan")) == dumps(PLAN)


@pytest.mark.parametrize("end", ["approve", "reopen", "send_back"])
def test_why_a_sheet_had_come_back_stays_until_it_is_checked(small: Workspace, end: str) -> None:
    def approval() -> Approval | None:
        return small.plan("plan").places["p1"].what.stages.get(YEAR)  # type: ignore[union-attr]

    make(small, lambda edit: edit.hand_in("p1", YEAR), lambda edit: edit.send_back("p1", YEAR, "分母を確かめて。"))
    make(small, lambda edit: edit.hand_in("p1", YEAR))
    make(small, lambda edit: edit.set_comment(CommentKey("i1", YEAR), "増えた。"))
    assert approval() == Approval(Stage.SUBMITTED, asked="分母を確かめて。")
    reason = ("出典は。",) if end == "send_back" else ()
    make(small, lambda edit: getattr(edit, end)("p1", YEAR, *reason))
    ended = {"approve": Approval(Stage.CHECKED), "send_back": Approval(Stage.RETURNED, "出典は。")}
    assert approval() == ended.get(end)
    small.undo()
    assert approval() == Approval(Stage.SUBMITTED, asked="分母を確かめて。")


def test_a_repetition_hands_in_for_its_original(small: Workspace) -> None:
    make(small, lambda edit: edit.hand_in("p3", YEAR), lambda edit: edit.set_course("p3", YEAR, "拡充"))
    original = small.plan("plan").places["p1"].what
    assert isinstance(original, Project)
    assert (original.stage(YEAR), original.course) == (Stage.SUBMITTED, {YEAR: "拡充"})


def test_moves_that_make_no_sense_are_refused(small: Workspace) -> None:
    assert refused(small, lambda edit: edit.approve("p1", YEAR)).what == "入力中のため、先に提出が必要です。"
    assert refused(small, lambda edit: edit.hand_in("m1", YEAR)).where == "令和4年度 (1) 施策m1"
    make(small, lambda edit: edit.hand_in("p1", YEAR))
    assert "すでに提出済" in refused(small, lambda edit: edit.hand_in("p1", YEAR)).what
    assert "理由" in refused(small, lambda edit: edit.send_back("p1", YEAR, " ")).what
    with pytest.raises(KeyError):
        make(small, lambda edit: edit.hand_in("i1", YEAR))


def test_an_edit_of_a_checked_sheet_asks_for_its_check_again(small: Workspace) -> None:
    for uid in ("p1", "p2"):
        make(small, lambda edit, uid=uid: edit.hand_in(uid, YEAR), lambda edit, uid=uid: edit.approve(uid, YEAR))  # type: ignore[misc]
    checked = dumps(small.plan("plan"))
    make(small, lambda edit: edit.type_figure(b.actual_of("i1", 2022), "25.0"))
    assert (stage(small, "p1"), stage(small, "p2")) == (Stage.SUBMITTED, Stage.SUBMITTED)
    assert small.history("plan")[0].sentences[1:] == (
        "令和4年度 事業p1 確認の状況: 確認済 → 提出済",
        "令和4年度 事業p2 確認の状況: 確認済 → 提出済",
    )
    small.undo()
    assert dumps(small.plan("plan")) == checked


def test_what_the_committee_adds_leaves_a_sheet_checked(small: Workspace) -> None:
    make(small, lambda edit: edit.hand_in("p1", YEAR), lambda edit: edit.approve("p1", YEAR))
    make(small, lambda edit: edit.assess("i1", YEAR, Reviewer.COMMITTEE, "A"))
    make(small, lambda edit: edit.set_course("p1", YEAR, "継続"))
    assert stage(small, "p1") is Stage.CHECKED
    make(small, lambda edit: edit.set_comment(CommentKey("i2", YEAR), "増えた。"))
    assert stage(small, "p1") is Stage.SUBMITTED


def test_a_course_comes_from_the_list(small: Workspace) -> None:
    assert "継続、拡充" in refused(small, lambda edit: edit.set_course("p1", YEAR, "終了")).remedy
    make(small, lambda edit: edit.set_courses([" 終了 ", "", "継続", "終了"]))
    assert small.plan("plan").courses == ("終了", "継続")
    make(small, lambda edit: edit.set_course("p1", YEAR, "終了"))
    assert "「終了」" in refused(small, lambda edit: edit.set_courses(["継続"])).what
    make(small, lambda edit: edit.set_course("p1", YEAR, ""), lambda edit: edit.set_courses([]))
    assert dumps(small.plan("plan")) == dumps(PLAN)
    with pytest.raises(KeyError):
        make(small, lambda edit: edit.set_course("g1", YEAR, "継続"))


def test_opinions_are_added_changed_and_removed(small: Workspace) -> None:
    uids: list[str] = []
    make(small, lambda edit: uids.append(edit.add_opinion(SAID)), lambda edit: uids.append(edit.add_opinion(SAID)))
    assert uids == ["o1", "o2"]
    first, second = small.plan("plan").opinions
    assert (first.opinion, first.about) == ("見直す\nべき。", "i1")
    make(small, lambda edit: edit.change_opinion(replace(second, response="見直す。", done=True)))
    assert small.history("plan")[0].sentences == (
        "総合戦略 委員会意見: 「見直す べき。」(対応なし、未対応) → 「見直す べき。」(対応「見直す。」、対応済)",
    )
    make(small, lambda edit: edit.remove_opinion("o1"))
    assert [(each.uid, each.done) for each in small.plan("plan").opinions] == [("o2", True)]
    for deed in (lambda edit: edit.remove_opinion("o1"), lambda edit: edit.change_opinion(first)):
        with pytest.raises(KeyError):
            make(small, deed)


@pytest.mark.parametrize(
    "opinion",
    [replace(SAID, opinion=" \x07"), replace(SAID, about="nowhere"), replace(SAID, uid="i1"), replace(SAID, uid="o1")],
)
def test_an_opinion_that_breaks_a_rule_is_refused(small: Workspace, opinion: Opinion) -> None:
    make(small, lambda edit: edit.add_opinion(SAID))
    assert refused(small, lambda edit: edit.add_opinion(opinion)).where == "委員会意見"


def test_sections_are_listed_with_their_years(small: Workspace) -> None:
    sections = (Section(" 商工課", until=b.fy(2022), successor="経済課"), Section("経済課", b.fy(2023)))
    make(small, lambda edit: edit.set_sections(sections))
    assert [each.name for each in small.plan("plan").sections] == ["商工課", "経済課"]
    assert small.plan("plan").section_in("経済課", YEAR) == "商工課"
    assert "名前のない課" in refused(small, lambda edit: edit.set_sections([Section(" ")])).what
    assert "経済課" in refused(small, lambda edit: edit.set_sections(sections[:1])).what


def test_everything_is_on_the_disk(small: Workspace, services: Services) -> None:
    make(
        small,
        lambda edit: edit.judge("i3", YEAR, "達成", "端数のため"),
        lambda edit: edit.hand_in("p1", YEAR),
        lambda edit: edit.set_course("p1", YEAR, "継続"),
        lambda edit: edit.add_opinion(SAID),
        lambda edit: edit.set_sections([Section("企画課")]),
        lambda edit: edit.close_year(YEAR),
    )
    written = dumps(small.plan("plan"))
    assert Workspace.open(small.path, services, write=False).plan("plan") == small.plan("plan")
    assert "closed" in written
