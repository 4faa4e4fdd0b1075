"""Schemes as files, and all schemes of a plan replaced as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.presets import MET_OR_NOT, PRESETS
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.errors import UserError
from kpidesk.workspace.rate import read_scheme, write_scheme
from tests.builders import fy

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.scheme import Scheme
    from kpidesk.workspace.workspace import Workspace


@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_a_scheme_comes_back_from_its_file(tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "方式.json"
    write_scheme(MET_OR_NOT, path)
    write_scheme(scheme, path)
    assert read_scheme(path) == scheme


@pytest.mark.parametrize(
    ("content", "where", "remedy"),
    [
        (b"{", "", "JSON"),
        (b'{"name": "x", "method": {"kind": "met"}, "bands": []}', "bands", "一つもありません"),
        ("名前".encode("cp932"), "", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, content: bytes, where: str, remedy: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_scheme(path)
    assert refused.value.where == f"{path} {where}".rstrip()
    assert remedy in refused.value.remedy


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_scheme(MET_OR_NOT, tmp_path / "none" / "x.json")
    with pytest.raises(UserError, match="見つかりません"):
        read_scheme(tmp_path / "none.json")


def test_all_schemes_are_replaced_as_one_step(workspace: Workspace) -> None:
    (plan,) = workspace.plans
    with workspace.edit(plan, "判定方式") as edit:
        edit.set_scheme(fy(2022), PRESETS[3])
    versions = (SchemeVersion(fy(2023), PRESETS[1]), SchemeVersion(fy(2021), PRESETS[2]))
    with workspace.edit(plan, "判定方式") as edit:
        edit.set_schemes(versions)
    assert workspace.plan(plan).rating == versions[::-1]
    workspace.undo()
    assert workspace.plan(plan).rating == (SchemeVersion(fy(2022), PRESETS[3]),)
