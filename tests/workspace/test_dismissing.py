from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.checks import Finding, Rule, dismissed, findings
from kpidesk.domain.plan_document import dumps
from kpidesk.errors import UserError
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.workspace.services import Services


def direction(workspace: Workspace) -> Finding:
    """Return the doubt about 助成額."""
    everything = [*findings(workspace.plan("sunagawa")), *(each for each, _ in dismissed(workspace.plan("sunagawa")))]
    return next(each for each in everything if each.rule is Rule.UNDECIDED)


def dismiss(workspace: Workspace, reason: str) -> Finding:
    finding = direction(workspace)
    with workspace.edit("sunagawa", "要確認の確認") as edit:
        edit.dismiss(finding, reason)
    return finding


def test_a_dismissed_finding_is_gone_with_its_reason_kept(workspace: Workspace, services: Services) -> None:
    finding = dismiss(workspace, "所管課と\n協議中。 ")
    assert finding not in findings(workspace.plan("sunagawa"))
    again = Workspace.open(workspace.path, services, write=False)
    again.close()
    assert dismissed(again.plan("sunagawa")) == [(finding, "所管課と\n協議中。")]
    assert dumps(again.plan("sunagawa")) == b.document("sunagawa")


def test_a_plan_of_a_year_knows_what_was_dismissed(workspace: Workspace) -> None:
    workspace.plan_at("sunagawa", b.fy(2022))
    finding = dismiss(workspace, "協議中。")
    assert finding not in findings(workspace.plan_at("sunagawa", b.fy(2022)), b.fy(2022))


def test_a_dismissal_is_undone_and_redone(workspace: Workspace) -> None:
    finding = dismiss(workspace, "協議中。")
    workspace.undo()
    assert finding in findings(workspace.plan("sunagawa"))
    workspace.redo()
    assert finding not in findings(workspace.plan("sunagawa"))
    entry = workspace.history("sunagawa")[2]
    assert entry.sentences == ("対象者1人当たりの助成額 要確認「良い方向の未定」: 未確認 → 問題なし「協議中。」",)


def test_a_dismissed_finding_is_taken_up_again(workspace: Workspace) -> None:
    finding = dismiss(workspace, "協議中。")
    with workspace.edit("sunagawa", "確認の取り消し") as edit:
        edit.restore_finding(finding)
    assert finding in findings(workspace.plan("sunagawa"))
    assert workspace.plan("sunagawa").dismissals == {}


def test_a_reason_is_replaced_by_a_better_one(workspace: Workspace) -> None:
    dismiss(workspace, "協議中。")
    finding = dismiss(workspace, "判定しないと決まった。")
    assert dismissed(workspace.plan("sunagawa")) == [(finding, "判定しないと決まった。")]


@pytest.mark.parametrize("reason", ["", " \n\u3000"])
def test_without_a_reason_nothing_is_dismissed(workspace: Workspace, reason: str) -> None:
    with pytest.raises(UserError, match="理由がありません") as caught:
        dismiss(workspace, reason)
    assert "助成額" in caught.value.where
    assert caught.value.remedy == "理由を入力してください。"
    assert workspace.undo_title == ""
