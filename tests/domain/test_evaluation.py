from __future__ import annotations

import pytest

from kpidesk.domain.evaluation import (
    Approval,
    Assessment,
    Closure,
    Judgement,
    Opinion,
    Reviewer,
    Stage,
    YearState,
    excerpt,
)
from tests.builders import fy

FULL = Judgement("達成", "端数のため", Assessment("A"), Assessment("B", "妥当"), Assessment(text="おおむね\n妥当"))


@pytest.mark.parametrize("reviewer", Reviewer)
def test_each_reviewer_has_a_place_of_their_own(reviewer: Reviewer) -> None:
    given = Assessment("C")
    judged = FULL.with_assessment(reviewer, given)
    assert {each: judged.of(each) for each in Reviewer} == {each: FULL.of(each) for each in Reviewer} | {
        reviewer: given
    }
    assert not judged.with_assessment(reviewer, None).of(reviewer)


@pytest.mark.parametrize(
    ("judgement", "says"),
    [
        (Judgement(), False),
        (Judgement(own=Assessment()), False),
        (Judgement("達成"), True),
        (Judgement(own=Assessment("A")), True),
        (Judgement(office=Assessment("A")), True),
        (Judgement(committee=Assessment(text="妥当")), True),
    ],
)
def test_a_judgement_without_content_is_none(judgement: Judgement, says: object) -> None:
    assert bool(judgement) is says


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FULL, "判定「達成」(理由: 端数のため)、自己評価「A」、庁内評価「B」(妥当)、外部評価「」(おおむね 妥当)"),
        (Judgement("順調"), "判定「順調」"),
        (Judgement(own=Assessment("A")), "自己評価「A」"),
        (Approval(Stage.SUBMITTED), "提出済"),
        (Approval(Stage.SUBMITTED, asked="分母を確認"), "提出済"),
        (Approval(Stage.RETURNED, "分母を\n確認" + "。" * 20), f"差戻し(理由: 分母を 確認{'。' * 20})"),
        (Closure(), "確定"),
        (Closure(YearState.UNLOCKED, "更新"), "解除(理由: 更新)"),
        (Opinion(year=fy(2022), opinion="見直すべき"), "「見直すべき」(対応なし、未対応)"),
        (Opinion(year=fy(2022), opinion="同", response="見直す", done=True), "「同」(対応「見直す」、対応済)"),
    ],
)
def test_what_people_say_is_put_in_words(said: Judgement | Approval | Closure | Opinion, words: str) -> None:
    assert said.words == words


def test_a_long_text_is_shown_by_its_beginning() -> None:
    assert excerpt("あ" * 20) == "あ" * 20
    assert excerpt("あ" * 21) == "あ" * 20 + "…"


@pytest.mark.parametrize(
    ("stage", "label"),
    [(Stage.OPEN, "入力中"), (Stage.SUBMITTED, "提出済"), (Stage.RETURNED, "差戻し"), (Stage.CHECKED, "確認済")],
)
def test_a_stage_has_the_fields_own_word(stage: Stage, label: str) -> None:
    assert stage.label == label


def test_what_lacks_its_reason_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="理由"):
        Judgement(reason="端数のため")
    with pytest.raises(ValueError, match="差戻しには理由"):
        Approval(Stage.RETURNED, " ")
    with pytest.raises(ValueError, match="差戻しにだけ"):
        Approval(Stage.CHECKED, "良")
    with pytest.raises(ValueError, match="提出済にだけ"):
        Approval(Stage.RETURNED, "分母", "分子")
    with pytest.raises(ValueError, match="解除には理由"):
        Closure(YearState.UNLOCKED)
    with pytest.raises(ValueError, match="解除にだけ"):
        Closure(YearState.CLOSED, "誤り")
