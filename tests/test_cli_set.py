from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.test_cli import refused

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services
    from tests.conftest import Command, Made


WITHOUT_KPI = next(place.uid for place in b.published("sunagawa").places.values() if getattr(place.what, "waiver", ""))


def shown(command: Command, path: Path, uid: str, *plan: str, year: str = "2022") -> list[dict[str, object]]:
    """Return the rows of an indicator or project as `show` prints them."""
    data = json.loads(command("show", path, "--year", year, "--json", *plan).out)
    rows: list[dict[str, object]] = [row for part in (*data["goals"], data) for row in part["rows"]]
    return [row for row in rows if row["uid"] == uid]


def actuals(command: Command, path: Path, uid: str, *plan: str, year: str = "2022") -> list[str]:
    pairs = [row["years"] for row in shown(command, path, uid, *plan, year=year)]
    return [pair[year]["actual"] for pair in pairs if isinstance(pair, dict)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("-", "—"),
        ("—", "—"),
        ("-7.77", "△7.77"),
        ("△7.8％", "△7.8"),
        ("－７．７７", "△7.77"),
        ("38", "38.0"),
        ("暫定値46.7", "暫定値46.7"),
        ("", ""),
        ("--remarks", None),
    ],
)
def test_a_text_is_typed_as_in_the_window(command: Command, sample: Path, text: str, printed: str | None) -> None:
    told = command("set", sample, "--indicator", "i2", "--year", "R4", "--actual", text)
    if printed is None:
        refused(told, "数字が見つかりません")
    else:
        assert (told.code, told.out) == (0, "")
        assert f"25.0 → {printed or '(空欄)'}" in told.err
        assert actuals(command, sample, "i2") == [printed]


def test_everything_of_one_command_is_one_step(command: Command, sample: Path, services: Services) -> None:
    texts = ("--target", "-1", "--actual", "-2", "--remarks", "-下がった。")
    assert command("set", sample, "--indicator", "i2", "--year", "R5", *texts).code == 0
    (row,) = shown(command, sample, "i2", year="2023")
    assert isinstance(row["years"], dict)
    assert (row["years"]["2023"], row["remarks"]) == ({"target": "△1.0", "actual": "△2.0"}, "-下がった。")
    workspace = Workspace.open(sample, services, write=False)
    newest, _ = workspace.history("sunagawa")
    assert newest.title == "令和5年度 目標値・実績値・所見の入力"
    workspace.close()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("--target", "37", "--actual", "4億3,0000万"), "実績値"),
        (("--target", "12人", "--actual", "1"), "目標値"),
        (("--remarks", "よい", "--actual", "不明"), "不明"),
        (("--actual", "1" * 21), "桁数が多すぎます"),
        (("--actual", "1\udce3"), "実績値"),
        (("--actual", "1", "--remarks", "\udce3"), "文字として読めない"),
    ],
)
def test_a_text_that_cannot_be_read_changes_nothing(
    command: Command, sample: Path, texts: tuple[str, ...], words: str
) -> None:
    refused(command("set", sample, "--indicator", "i2", "--year", "R4", *texts), words)
    assert command("dump", sample).out == b.document("sunagawa")


def test_what_stands_there_already_is_no_change(command: Command, sample: Path) -> None:
    content = sample.read_bytes()
    told = command("set", sample, "--indicator", "i2", "--year", "R4", "--actual", "25.0%")
    assert (told.code, told.err) == (0, "変更はありません。\n")
    assert sample.read_bytes() == content


@pytest.mark.parametrize(("option", "uid"), [("--indicator", "i999"), ("--indicator", "p1"), ("--project", "i2")])
def test_an_unknown_uid_is_refused(command: Command, sample: Path, option: str, uid: str) -> None:
    told = command("set", sample, option, uid, "--year", "R4", "--remarks", "x")
    refused(told, f"uid「{uid}」", "show FILE")


def test_an_unknown_series_is_refused_with_the_known(command: Command, make_workspace: Made) -> None:
    path = make_workspace(b.published("iwamizawa"))
    told = command("set", path, "--indicator", "i27", "--series", "件", "--year", "R2", "--actual", "1")
    refused(told, "系列「件」", "世帯、人")


def test_a_series_is_typed_by_its_label(command: Command, make_workspace: Made) -> None:
    path = make_workspace(b.published("iwamizawa"))
    for label, text in (("世帯", "5"), ("人", "-")):
        told = command("set", path, "--indicator", "i27", "--series", label, "--year", "R6", "--actual", text)
        assert told.code == 0
    assert actuals(command, path, "i27", year="2024") == ["5", "-"]  # the dash of its own style


@pytest.mark.parametrize(
    ("text", "printed"), [("3世帯9人", ["3", "9"]), ("3/9", ["3", "9"]), ("—", ["-", "-"]), ("", ["", ""])]
)
def test_one_text_is_typed_for_all_series(
    command: Command, make_workspace: Made, text: str, printed: list[str]
) -> None:
    path = make_workspace(b.published("iwamizawa"))
    assert command("set", path, "--indicator", "i27", "--year", "R6", "--actual", text).code == 0
    assert actuals(command, path, "i27", year="2024") == printed


def test_a_text_for_no_single_series_is_refused(command: Command, make_workspace: Made) -> None:
    path = make_workspace(b.published("iwamizawa"))
    told = command("set", path, "--indicator", "i27", "--year", "R6", "--actual", "12")
    refused(told, "世帯・人のどれに", "お試し暮らし")
    assert command("dump", path).out == b.document("iwamizawa")


def test_a_project_takes_remarks(command: Command, sample: Path) -> None:
    told = command("set", sample, "--project", WITHOUT_KPI, "--year", "R4", "--remarks", "整備を終えた。")
    assert told.code == 0
    assert "所見" in told.err
    assert shown(command, sample, WITHOUT_KPI)[0]["remarks"] == "整備を終えた。"


def test_a_repeated_project_has_the_remarks_of_the_original(command: Command, make_workspace: Made) -> None:
    path = make_workspace(b.plan(b.goal("g1", b.project("p1")), b.goal("g2", b.project("p2", repeats="p1"))))
    assert command("set", path, "--project", "p2", "--year", "R4", "--remarks", "進んだ。").code == 0
    assert [shown(command, path, uid)[0]["remarks"] for uid in ("p1", "p2")] == ["進んだ。", "進んだ。"]


def test_a_shared_indicator_has_shared_figures_and_own_remarks(command: Command, make_workspace: Made) -> None:
    path = make_workspace(b.plan_of(b.indicator("i1"), b.sharing("i2", "i1")))
    told = command("set", path, "--indicator", "i2", "--year", "R4", "--actual", "5", "--remarks", "ここだけ")
    assert told.code == 0
    assert (actuals(command, path, "i1"), actuals(command, path, "i2")) == (["5"], ["5"])
    assert [shown(command, path, uid)[0]["remarks"] for uid in ("i1", "i2")] == ["", "ここだけ"]
