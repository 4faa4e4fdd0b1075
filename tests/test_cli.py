from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.plan_document import dumps
from kpidesk.errors import UserError
from kpidesk.store.lock import WriterLock
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command, Made, Told

IWAMIZAWA = b.DATA / "iwamizawa.plan.json"


def refused(told: Told, *words: str) -> None:
    """Check that a command was refused in Japanese, with nothing on stdout."""
    assert (told.code, told.out) == (1, "")
    assert all(word in told.err for word in words), told.err
    assert "Traceback" not in told.err


@pytest.fixture
def two(command: Command, sample: Path) -> Path:
    """Return a workspace with two plans."""
    assert command("load", sample, IWAMIZAWA).code == 0
    return sample


def test_sample_makes_a_workspace(command: Command, tmp_path: Path) -> None:
    told = command("sample", tmp_path / "見本.kpidesk")
    assert (told.code, told.out) == (0, "")
    assert "見本を作りました" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["見本.kpidesk"]


def test_sample_overwrites_nothing(command: Command, sample: Path) -> None:
    content = sample.read_bytes()
    refused(command("sample", sample), "すでにあります", str(sample))
    assert sample.read_bytes() == content


def test_sample_makes_no_folder(command: Command, tmp_path: Path) -> None:
    refused(command("sample", tmp_path / "無い" / "見本.kpidesk"), "フォルダーがありません", "別の場所")


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_what_was_loaded_is_dumped_byte_for_byte(command: Command, tmp_path: Path, name: str) -> None:
    document = tmp_path / "計画.json"
    document.write_text(b.document(name), encoding="utf-8")
    told = command("load", tmp_path / "新.kpidesk", document)
    assert (told.code, told.out) == (0, "")
    assert "計画を読み込みました" in told.err
    assert command("dump", tmp_path / "新.kpidesk").out == b.document(name)


def test_a_plan_is_loaded_once(command: Command, two: Path) -> None:
    refused(command("load", two, IWAMIZAWA), "すでにワークスペースにあります", "iwamizawa")
    assert command("plans", two).out.count("\n") == 2


def test_a_plan_without_uids_gets_the_same_every_time(command: Command, tmp_path: Path) -> None:
    document = tmp_path / "計画.json"
    raw = {"format": "kpidesk-plan", "version": 1, "municipality": "町", "title": "計画"}
    document.write_text(json.dumps(raw | {"years": {"first": 2021, "last": 2025}, "goals": [{"title": "目標"}]}))
    assert command("load", tmp_path / "新.kpidesk", document).code == 0
    refused(command("load", tmp_path / "新.kpidesk", document), "すでに")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "1行2文字目"),
        ('{"format": "kpidesk-plan", "version": 1, "titel": ""}', "titel"),
        (b.document("sunagawa").replace('"kind": "kpi"', '"kind": "kpl"', 1), "].kind"),
        (b.document("sunagawa").replace('"36.6"', "36.6"), "].values.2021.actual"),
    ],
)
def test_a_broken_document_is_refused_with_the_path(command: Command, tmp_path: Path, content: str, words: str) -> None:
    document = tmp_path / "計画.json"
    document.write_text(content, encoding="utf-8")
    refused(command("load", tmp_path / "新.kpidesk", document), "誤り", words, str(document))
    assert not (tmp_path / "新.kpidesk").exists()


def test_a_missing_document_is_refused(command: Command, tmp_path: Path) -> None:
    refused(command("load", tmp_path / "新.kpidesk", tmp_path / "無い.json"), "見つかりません", "無い.json")
    assert not list(tmp_path.iterdir())


def test_a_refused_load_keeps_a_workspace_that_was_there(command: Command, make_workspace: Made) -> None:
    empty = make_workspace()
    with closing(sqlite3.connect(empty)) as plain, plain:
        plain.execute("CREATE TRIGGER f BEFORE INSERT ON figure BEGIN SELECT RAISE (ABORT, 'disk is full'); END")
    refused(command("load", empty, IWAMIZAWA), "空き容量")
    assert command("plans", empty).out == ""


def test_a_refused_load_leaves_no_new_workspace(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise UserError("ディスクの空き容量が足りないため、保存できません。")

    monkeypatch.setattr(Workspace, "add_plan", full)
    refused(command("load", tmp_path / "新.kpidesk", IWAMIZAWA), "空き容量")
    assert not list(tmp_path.iterdir())


def test_plans_are_listed_a_line_each(command: Command, two: Path) -> None:
    told = command("plans", two)
    lines = [line.split("\t") for line in told.out.splitlines()]
    assert lines == [
        ["sunagawa", "砂川市", "第2期砂川市まち・ひと・しごと創生総合戦略", "令和3年度〜令和7年度"],
        ["iwamizawa", "岩見沢市", "第2期岩見沢市総合戦略", "令和2年度〜令和6年度"],
    ]
    assert (told.code, told.err) == (0, "")


def test_a_title_of_two_lines_stays_one_line(command: Command, make_workspace: Made) -> None:
    path = make_workspace(replace(b.plan(), title="計画\n第2\t期"))
    assert command("plans", path).out == "plan\t試験市\t計画 第2 期\t令和3年度〜令和7年度\n"


def test_one_of_several_plans_is_dumped(command: Command, two: Path) -> None:
    assert command("dump", two, "--plan", "iwamizawa").out == b.document("iwamizawa")


SEVERAL = {
    "dump": (),
    "show": ("--year", "R4"),
    "set": ("--indicator", "i2", "--year", "R4", "--actual", "1"),
    "export": ("--report", "summary", "--year", "R4", "--to", "a.pdf"),
    "check": (),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_plans_want_a_choice(command: Command, two: Path, name: str) -> None:
    refused(command(name, two, *SEVERAL[name]), "計画が複数", "--plan", "sunagawa", "iwamizawa", "岩見沢市")


@pytest.mark.parametrize("name", SEVERAL)
def test_an_unknown_plan_is_refused(command: Command, sample: Path, name: str) -> None:
    refused(command(name, sample, *SEVERAL[name], "--plan", "無い"), "計画「無い」", "sunagawa")


@pytest.mark.parametrize("name", ["dump", "show", "set", "export"])
def test_a_workspace_without_plans_is_refused(command: Command, make_workspace: Made, name: str) -> None:
    refused(command(name, make_workspace(), *SEVERAL[name]), "計画がありません", "load")


FILES = {"plans": ()} | SEVERAL


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(command: Command, tmp_path: Path, name: str) -> None:
    refused(command(name, tmp_path / "無い.kpidesk", *FILES[name]), "見つかりません", "無い.kpidesk", "確かめて")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [*FILES, "load"])
def test_a_file_that_is_none_of_ours_is_refused(command: Command, tmp_path: Path, name: str) -> None:
    path = tmp_path / "文書.txt"
    path.write_text("文書", encoding="utf-8")
    rest = (IWAMIZAWA,) if name == "load" else FILES[name]
    refused(command(name, path, *rest), "ワークスペースではありません", "kpideskで作ったファイル")
    assert path.read_text(encoding="utf-8") == "文書"


@pytest.mark.parametrize("year", ["2022", "R4", "令和4年度", "Ｒ４", "R4年度"])
def test_a_year_may_be_written_in_many_ways(command: Command, sample: Path, year: str) -> None:
    told = command("show", sample, "--year", year)
    assert told.code == 0
    assert told.out.startswith("砂川市 第2期砂川市まち・ひと・しごと創生総合戦略 令和4年度\n")


@pytest.mark.parametrize(
    ("year", "words"), [("2030", "令和12年度"), ("R2", "期間は令和3年度から"), ("来年", "「来年」"), ("", "年度")]
)
@pytest.mark.parametrize("name", ["show", "set", "export", "check"])
def test_an_unknown_year_is_refused(command: Command, sample: Path, name: str, year: str, words: str) -> None:
    rest = [each for each in SEVERAL[name] if each not in ("--year", "R4")]
    refused(command(name, sample, *rest, "--year", year), words)


def test_check_lists_findings_a_line_each(command: Command, sample: Path) -> None:
    told = command("check", sample, "--year", "R4")
    lines = [line.split("\t") for line in told.out.splitlines()]
    assert {tuple(line[:2]) for line in lines} == {("要確認", "sunagawa")}
    assert [line[2] for line in lines] == ["i1", "i19", "i25", "i33", "i50", "i51"]
    assert (told.code, told.err) == (1, "")


def test_check_finds_nothing(command: Command, make_workspace: Made) -> None:
    told = command("check", make_workspace(b.plan_of(b.indicator("i1", b.series(final="1")))))
    assert (told.code, told.out, told.err) == (0, "", "問題は見つかりませんでした。\n")


def test_check_tells_of_a_faulty_file_first(command: Command, sample: Path) -> None:
    with closing(sqlite3.connect(sample)) as plain, plain:
        plain.execute("INSERT INTO comment VALUES ('nobody', 'x', 2022, 'remarks', 'x')")
    told = command("check", sample)
    assert told.out.splitlines()[0].startswith("ファイルの破損\t参照先のない行: comment")
    assert told.code == 1


@pytest.mark.parametrize("arguments", [("export", "--report"), ("export", "無い.kpidesk", "--report")])
def test_reports_are_listed(command: Command, arguments: tuple[str, ...]) -> None:
    told = command(*arguments)
    assert told.code == 0
    assert "summary\t" in told.out
    assert "集計表" in told.out


@pytest.mark.parametrize("suffix", ["csv", "pdf", "xlsx"])
def test_a_document_is_written(command: Command, sample: Path, tmp_path: Path, suffix: str) -> None:
    to = tmp_path / f"集計表.{suffix}"
    told = command("export", sample, "--report", "summary", "--year", "R4", "--to", to)
    assert (told.code, told.out, told.err) == (0, "", f"書き出しました: {to}\n")
    assert to.stat().st_size > 1000


@pytest.mark.parametrize(
    ("report", "name", "words"),
    [
        ("無い", "a.pdf", "帳票「無い」"),
        ("summary", "a.docx", "この形式"),
        ("summary", "無い/a.pdf", "フォルダーが見つかりません"),
        ("summary", "砂川市.kpidesk", "この形式"),
    ],
)
def test_an_impossible_document_is_refused(
    command: Command, sample: Path, tmp_path: Path, report: str, name: str, words: str
) -> None:
    content = sample.read_bytes()
    refused(command("export", sample, "--report", report, "--year", "R4", "--to", tmp_path / name), words)
    assert list(tmp_path.iterdir()) == [sample]
    assert sample.read_bytes() == content


def test_a_document_is_written_as_it_is_chosen(command: Command, sample: Path, tmp_path: Path) -> None:
    to = tmp_path / "a.csv"
    chosen = ("--goal", "g1", "--first", "R4", "--last", "R4", "--no-remarks", "--draft", "--number", "-資料1")
    told = command("export", sample, "--report", "summary", "--year", "R4", "--to", to, *chosen)
    assert (told.code, told.err) == (0, f"書き出しました: {to}\n")
    text = to.read_text(encoding="utf-8-sig")
    assert text.startswith("'-資料1\n")
    assert "集計表（案）" in text
    assert ",4年度," in text
    assert not any(each in text for each in ("5年度", "所見", "基本目標2"))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (("--size", "B4"), "「用紙」に「B4」は選べません"),
        (("--goal", "gone"), "「範囲」に「gone」は選べません"),
        (("--first", "R6", "--last", "R4"), "表示する年度がありません"),
    ],
)
def test_a_choice_that_there_is_not_is_refused(
    command: Command, sample: Path, tmp_path: Path, chosen: tuple[str, ...], words: str
) -> None:
    to = tmp_path / "a.pdf"
    refused(command("export", sample, "--report", "summary", "--year", "R4", "--to", to, *chosen), words)
    assert not to.exists()


@pytest.mark.parametrize("name", FILES)
def test_only_writing_wants_a_file_to_itself(command: Command, sample: Path, tmp_path: Path, name: str) -> None:
    lock = WriterLock(sample)
    lock.acquire("福祉課@pc-2 2026-06-01 09:00から")
    rest = [str(tmp_path / each) if each == "a.pdf" else each for each in FILES[name]]
    told = command(name, sample, *rest)
    lock.release()
    if name == "set":
        refused(told, "読み取り専用", "福祉課@pc-2", str(sample))
    else:
        assert "読み取り専用" not in told.err
        assert told.code == (1 if name == "check" else 0)


def test_load_wants_a_file_to_itself(command: Command, workspace: Workspace) -> None:
    refused(command("load", workspace.path, IWAMIZAWA), "読み取り専用", "企画課@pc-1")
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa")


def test_a_command_that_is_interrupted_says_so(command: Command, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "edit", interrupt)
    refused(command("set", sample, *SEVERAL["set"]), "中止しました")
    monkeypatch.undo()
    assert command("dump", sample).out == b.document("sunagawa")
