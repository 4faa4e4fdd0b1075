from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pikepdf
import pytest

from kpidesk.errors import CancelledError, UserError
from kpidesk.exporters import pdf_writer
from tests.exporters.samples import FONTS, REMARKS, bound, sample

if TYPE_CHECKING:
    from collections.abc import Callable

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def written(folder: Path, pairs: int = 3) -> Path:
    to = folder / "a.pdf"
    pdf_writer.write(sample(pairs), to, fonts=FONTS)
    return to


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_same_report_gives_the_same_file(tmp_path: Path) -> None:
    assert written(tmp_path).read_bytes() == written(tmp_path).read_bytes()


def test_only_the_bundled_fonts_are_used(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path)) as pdf:
        fonts = [font for page in pdf.pages for font in dict(page.Resources.Font.items()).values()]
    names = {re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(font.BaseFont)) for font in fonts}
    assert names == {"BIZUDGothic-Regular", "BIZUDGothic-Bold", "NotoSansJP-Regular"}


def test_title_and_language_are_set(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path)) as pdf:
        assert pdf.Root.Lang == "ja-JP"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.Outlines.Count == 2
        assert pdf.docinfo.Title == "総合戦略 集計表"


def test_the_file_says_when_it_was_made(tmp_path: Path) -> None:
    made = datetime(2023, 8, 21, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    pdf_writer.write(replace(sample(), made=made), tmp_path / "a.pdf", fonts=FONTS)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert {str(pdf.docinfo.CreationDate), str(pdf.docinfo.ModDate)} == {"D:20230821093000+09'00"}


def test_signs_beyond_the_basic_plane_map_back_to_themselves(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path)) as pdf:
        fonts = [font for page in pdf.pages for font in dict(page.Resources.Font.items()).values()]
        plain = b"".join(font.ToUnicode.read_bytes() for font in fonts)
    assert b"<D842DFB7>" in plain
    assert b"<20BB7>" not in plain


@needs_poppler
def test_texts_come_out_in_reading_order(tmp_path: Path) -> None:
    text = re.sub(r"\s", "", output("pdftotext", "-raw", str(written(tmp_path, 1)), "-"))
    parts = [
        "P&R市",
        "基本目標1",
        "所見",
        "（1）",
        "朝市事業0",
        "目標値",
        "1,168.5",
        "△7.0",
        REMARKS,
        "確定値48.3",
        "=1+1",
    ]
    places = [text.index(re.sub(r"\s", "", part)) for part in parts]
    assert places == sorted(places)
    assert "𠮷野・髙橋・﨑山・葛城" in text
    assert "2/2" in text


@needs_poppler
def test_every_page_of_the_report_has_its_bookmark_and_number(tmp_path: Path) -> None:
    to = written(tmp_path, 20)
    pages = int(re.findall(r"Pages:\s+(\d+)", output("pdfinfo", str(to)))[0])
    assert pages > 2
    assert f"1 / {pages}" in output("pdftotext", "-l", "1", str(to), "-")


def test_bound_documents_keep_their_paper_and_have_bookmarks_of_their_own(tmp_path: Path) -> None:
    to = tmp_path / "a.pdf"
    pdf_writer.write(bound(), to, fonts=FONTS)
    with pikepdf.open(to) as pdf, pdf.open_outline() as outline:
        sizes = [tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pdf.pages]
        marks = [(each.title, [below.title for below in each.children]) for each in outline.root]
    middle = len(sizes) - 3
    assert sizes == [(595, 842)] * 2 + [(842, 595)] * middle + [(842, 1191)]
    assert middle > 2
    assert marks == [("表", []), ("目次", []), ("資料1 集計表", ["集計表", "続きの表"]), ("資料2 統計", [])]


@needs_poppler
def test_bound_documents_are_numbered_through_under_heads_of_their_own(tmp_path: Path) -> None:
    to = tmp_path / "a.pdf"
    pdf_writer.write(bound(), to, fonts=FONTS)
    texts = output("pdftotext", "-raw", str(to), "-").split("\f")[:-1]
    count = len(texts) - 1
    assert "/" not in texts[0]
    assert all(f"{number} / {count}" in text for number, text in enumerate(texts[1:], 1))
    assert ["資料1" in text.split() for text in texts] == [False, False, *[True] * (count - 2), False]
    assert "資料2" in texts[-1].split()


def test_a_folder_without_fonts_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="フォント"):
        pdf_writer.write(sample(), tmp_path / "a.pdf", fonts=tmp_path)


@pytest.mark.parametrize("stage", ["layout", "painting", "tagging", "writing"])
def test_cancelling_leaves_nothing(tmp_path: Path, stage: str) -> None:
    ended: list[str] = []

    def cancel(done: int, total: int) -> None:
        if done == total:
            ended.append(("layout", "painting", "tagging", "writing")[len(ended)])
        if ended[-1:] == [stage]:
            raise CancelledError

    with pytest.raises(CancelledError):
        pdf_writer.write(sample(), tmp_path / "a.pdf", fonts=FONTS, progress=cancel)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to = written(tmp_path)
    before = to.read_bytes()
    monkeypatch.setattr(Path, "open", _full_when_written(Path.open))
    with pytest.raises(UserError, match="空き容量"):
        pdf_writer.write(sample(20), to, fonts=FONTS)
    assert to.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def _full_when_written(opened: Callable[..., IO[bytes]]) -> Callable[..., IO[bytes]]:
    """Return what opens files for writing on a device that is always full."""

    def open_(path: Path, mode: str = "r", **options: Any) -> IO[bytes]:  # noqa: ANN401 -- handed on
        return opened(Path("/dev/full") if mode == "wb" else path, mode, **options)

    return open_
