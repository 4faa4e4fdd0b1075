from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kpidesk.domain.plan_document import loads
from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.scheme_codec import dumps_scheme, loads_scheme
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command, Made


def rated(command: Command, path: Path, scheme: str, year: str = "2022") -> dict[str, Any]:
    told = command("rate", path, "--year", year, "--scheme", scheme, "--json")
    assert (told.code, told.err) == (0, "")
    data: dict[str, Any] = json.loads(told.out)
    return data


def test_a_scheme_is_tried_on_every_indicator(command: Command, sample: Path) -> None:
    data = rated(command, sample, "osaka_library")
    assert (data["scheme"], data["year"]) == ("大阪府立図書館", 2022)
    row = next(row for row in data["rows"] if row["uid"] == "i2")
    assert (row["label"], row["mark"], row["rate"], row["judged"]) == ("C", "△", "67.6%", True)
    assert (row["why"], row["line"]) == ("25.0÷37.0＝67.6%", "25.0÷37.0＝67.6% → C")
    assert sum(row["counted"] for row in data["rows"]) == 45
    assert len(data["rows"]) > 45


def test_counts_and_shares_come_with_it(command: Command, sample: Path) -> None:
    data = rated(command, sample, "met")
    assert data["total"] == {
        "verdicts": {"達成": 17, "未達成": 26, "未判定": 1, "対象外": 1, "目標年度前": 0},
        "shares": {"達成": "39.5%", "未達成": "60.5%"},
        "points": None,
        "note": None,
    }
    assert [goal["verdicts"]["達成"] for goal in data["goals"]] == [1, 2, 5, 9]
    assert sum(sum(part["verdicts"].values()) for part in data["sections"]) == 45


def test_it_can_be_read(command: Command, sample: Path) -> None:
    told = command("rate", sample, "--year", "R4", "--scheme", "sano")
    lines = told.out.splitlines()
    assert lines[0] == "砂川市 第2期砂川市まち・ひと・しごと創生総合戦略 令和4年度"
    assert lines[1] == "判定方式: 佐野市 行政評価"
    assert any(line.startswith("  i2\t") and line.endswith("３\t25.0÷37.0＝67.6% → 60%以上") for line in lines)
    assert lines[-1].startswith("合計  100%以上:17(39.5%)")
    assert "点数:" in lines[-1]
    assert "未判定:1 " in lines[-1]


def test_nothing_is_stored(command: Command, sample: Path) -> None:
    before = command("dump", sample).out
    rated(command, sample, "tama")
    assert command("dump", sample).out == before


def test_a_scheme_of_ones_own_is_read_from_a_file(command: Command, sample: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    told = command("schemes", "osaka_library")
    own.write_text(told.out.replace('"A"', '"優"').replace("大阪府立図書館", "独自"), encoding="utf-8")
    data = rated(command, sample, str(own))
    assert data["scheme"] == "独自"
    assert list(data["total"]["verdicts"]) == ["優", "B", "C", "D", "未判定", "対象外", "目標年度前"]


def test_the_presets_are_listed(command: Command) -> None:
    told = command("schemes")
    assert (told.code, told.err) == (0, "")
    assert [line.split("\t")[0] for line in told.out.splitlines()] == [scheme.id for scheme in PRESETS]
    assert all(len(line.split("\t")) == 3 for line in told.out.splitlines())


def test_a_preset_is_given_as_a_document(command: Command) -> None:
    assert loads_scheme(command("schemes", "kenko21").out) == preset("kenko21")
    told = command("schemes", "nobody")
    assert told.code == 1
    assert "判定方式「nobody」はありません。" in told.err


def test_what_is_wrong_in_a_scheme_is_said_with_its_place(command: Command, sample: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    raw = json.loads(dumps_scheme(PRESETS[-1]))
    raw["bands"][1]["from"] = "120"
    own.write_text(json.dumps(raw), encoding="utf-8")
    told = command("rate", sample, "--year", "2022", "--scheme", own)
    assert (told.code, told.out) == (1, "")
    assert f"場所: {own} bands[1]" in told.err
    assert "「B」の下限が、上の区分「A」の下限より小さくありません。" in told.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nobody", "判定方式「nobody」はありません。"),
        ("gone.json", "判定方式の文書が見つかりません。"),
        (".", "判定方式の文書を読めません。"),
    ],
)
def test_a_scheme_that_is_not_there_is_refused(command: Command, sample: Path, name: str, words: str) -> None:
    told = command("rate", sample, "--year", "2022", "--scheme", name)
    assert (told.code, told.out) == (1, "")
    assert words in told.err


def test_a_year_outside_the_plan_is_refused(command: Command, sample: Path) -> None:
    told = command("rate", sample, "--year", "2030", "--scheme", "met")
    assert told.code == 1
    assert "計画の期間にありません" in told.err


def test_the_scheme_must_be_named(command: Command, sample: Path) -> None:
    told = command("rate", sample, "--year", "2022")
    assert told.code == 2
    assert "必要な引数がありません: --scheme" in told.err


# --- the scheme of the plan ----------------------------------------------------------------------------------------


@pytest.fixture
def graded(make_workspace: Made) -> Path:
    """Return a workspace whose plan is judged by another scheme from 2022 on."""
    osaka = preset("osaka_library")
    assert osaka is not None
    return make_workspace(replace(b.published("sunagawa"), rating=(SchemeVersion(b.fy(2022), osaka),)))


def test_show_names_the_scheme_of_the_year(command: Command, graded: Path) -> None:
    years = {year: json.loads(command("show", graded, "--year", year, "--json").out) for year in ("2021", "2022")}
    assert [years[year]["scheme"] for year in years] == ["達成／未達成", "大阪府立図書館"]
    assert list(years["2022"]["total"]["verdicts"]) == ["A", "B", "C", "D", "未判定", "対象外", "目標年度前"]
    assert years["2022"]["total"]["trend"]["note"] == "前年度は判定の区分が違うため、比べられません。"
    row = next(row for row in years["2022"]["goals"][0]["rows"] if row["uid"] == "i2")
    assert (row["verdict"], row["why"]) == ("C", "25.0÷37.0＝67.6%")
    assert command("show", graded, "--year", "2022").out.splitlines()[1] == "判定方式: 大阪府立図書館"


def test_show_counts_by_measure_and_section(command: Command, sample: Path) -> None:
    data = json.loads(command("show", sample, "--year", "2022", "--json").out)
    first = data["goals"][0]["measures"]
    assert [each["label"] for each in first[:2]] == ["(1)", "①"]
    assert sum(sum(each["verdicts"].values()) for each in first if each["label"].startswith("(")) == 7
    assert data["goals"][0]["shares"] == {"達成": "14.3%", "未達成": "85.7%"}
    assert data["total"]["trend"] == {"better": 2, "same": 29, "worse": 8, "note": None}
    met = {part["section"]: part["verdicts"]["達成"] for part in data["sections"]}
    assert (len(met), met["農政課"], sum(met.values())) == (9, 0, data["total"]["verdicts"]["達成"])


def test_the_rating_comes_back_from_the_store(command: Command, graded: Path, tmp_path: Path) -> None:
    text = command("dump", graded).out
    assert loads(text).rating[0].since == b.fy(2022)
    document = tmp_path / "plan.json"
    document.write_text(text, encoding="utf-8")
    assert command("load", tmp_path / "again.kpidesk", document).code == 0
    assert command("dump", tmp_path / "again.kpidesk").out == text


def test_a_damaged_rating_is_refused_on_loading(command: Command, graded: Path, tmp_path: Path) -> None:
    raw = json.loads(command("dump", graded).out)
    raw["rating"][0]["scheme"]["bands"][0]["label"] = "B"
    document = tmp_path / "plan.json"
    document.write_text(json.dumps(raw), encoding="utf-8")
    told = command("load", tmp_path / "again.kpidesk", document)
    assert told.code == 1
    assert "rating[0].scheme.bands[1].label" in told.err
