from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk import cli
from kpidesk.domain.checks import findings
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from kpidesk.workspace.services import Services
    from kpidesk.workspace.workspace import Workspace
    from tests.conftest import Made


def checked(path: Path, services: Services, *more: str) -> int:
    return cli.run(["check", str(path), *more], services)


def test_every_open_finding_has_a_line(sample: Path, services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(sample, services) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(findings(b.published("sunagawa")))
    assert "要確認\tsunagawa\ti25\t「妊婦健康診査補助券使用枚数」の基準値の単位「件」が" in "\n".join(lines)


def test_what_was_dismissed_is_not_printed(
    workspace: Workspace, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    with workspace.edit("sunagawa", "要確認の確認") as edit:
        for finding in findings(workspace.plan("sunagawa")):
            edit.dismiss(finding, "公表資料のとおり。")
    workspace.close()
    assert checked(workspace.path, services) == 0
    assert capsys.readouterr() == ("", "問題は見つかりませんでした。\n")


def test_the_year_is_the_one_that_is_looked_at(
    make_workspace: Made, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    carried = b.indicator("i1", b.series(actuals={2021: "120", 2022: "1200", 2023: "121"}))
    path = make_workspace(b.plan_of(carried))
    assert checked(path, services, "--year", "R4") == 1
    assert "令和4年度の実績値1,200は、これまでの値や目標値の約10倍です。" in capsys.readouterr().out
    assert checked(path, services) == 0


def test_a_sign_that_cannot_be_printed_is_named(
    make_workspace: Made, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_workspace(b.published("kamisunagawa"))
    assert checked(path, services) == 1
    out = capsys.readouterr().out
    assert "要修正\tkamisunagawa\tp86\t「带状疱疹" in out
    assert "「带」(U+5E26)は印刷できず" in out
