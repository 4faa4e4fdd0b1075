from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kpidesk.exporters import csv_writer
from tests.exporters.samples import FONTS, REMARKS, sample

if TYPE_CHECKING:
    from pathlib import Path


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_csv_opens_in_excel_as_it_is(tmp_path: Path) -> None:
    to = tmp_path / "a.csv"
    csv_writer.write(sample(), to, fonts=FONTS)
    data = to.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data


def test_every_line_of_a_pair_names_project_and_indicator(tmp_path: Path) -> None:
    csv_writer.write(sample(1), tmp_path / "a.csv", fonts=FONTS)
    found = [line for line in lines(tmp_path / "a.csv") if line and line[0] == "朝市事業0"]
    name = "出店者数0\n／10人→20人"
    assert found[0] == ["朝市事業0", name, "目標値", "1168.5", "-7.0", REMARKS]
    assert found[1] == ["朝市事業0", name, "実績値", "確定値48.3", "—", REMARKS]


def test_progress_hears_of_every_page(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    csv_writer.write(
        sample(), tmp_path / "a.csv", fonts=FONTS, progress=lambda done, total: heard.append((done, total))
    )
    assert heard == [(1, 2), (2, 2)]
