from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from kpidesk.errors import UserError
from kpidesk.exporters.csv_text import plain_text
from kpidesk.exporters.dataset_writer import write_csv, write_json
from kpidesk.paper.dataset import Dataset, Field, FieldKind

if TYPE_CHECKING:
    from pathlib import Path

DATA = Dataset(
    "件数",
    (("municipality", "試験市"),),
    (Field("name", "名称"), Field("year", "年度", FieldKind.YEAR), Field("value", "値", FieldKind.NUMBER)),
    (("=SUM(A1)", "2022", "-7.770"), ("朝市,\n\x07広場", "2023", "")),
)


def test_the_csv_has_headings_then_a_line_for_each_record(tmp_path: Path) -> None:
    write_csv(DATA, tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith("\ufeff名称,年度,値\r\n".encode())
    assert data.endswith(b"2023,\r\n")
    lines = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert lines[1:] == [["'=SUM(A1)", "2022", "-7.770"], ["朝市,\n広場", "2023", ""]]


def test_the_json_has_the_fields_and_the_records_under_their_names(tmp_path: Path) -> None:
    write_json(DATA, tmp_path / "a.json")
    text = (tmp_path / "a.json").read_bytes().decode("utf-8")
    assert "\r" not in text
    assert json.loads(text) == {
        "title": "件数",
        "municipality": "試験市",
        "fields": [
            {"name": "name", "title": "名称", "type": "text"},
            {"name": "year", "title": "年度", "type": "year"},
            {"name": "value", "title": "値", "type": "number"},
        ],
        "records": [
            {"name": "=SUM(A1)", "year": 2022, "value": "-7.770"},
            {"name": "朝市,\n広場", "year": 2023, "value": None},
        ],
    }


@pytest.mark.parametrize("write", [write_csv, write_json])
def test_what_cannot_be_written_is_told(tmp_path: Path, write: object) -> None:
    assert callable(write)
    with pytest.raises(UserError, match="フォルダー"):
        write(DATA, tmp_path / "無い" / "a")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\x07=1+1", "'=1+1"),
        ("-", "-"),
        ("-7.77", "-7.77"),
        ("+1,234%", "+1,234%"),
        ("△7.77", "△7.77"),
        ("", ""),
    ],
)
def test_a_spreadsheet_runs_no_text(text: str, shown: str) -> None:
    assert plain_text(text) == shown
