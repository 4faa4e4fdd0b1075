from __future__ import annotations

import base64
import re
import shutil
import subprocess
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from kpidesk.errors import CancelledError, UserError
from kpidesk.exporters import pdf_writer
from tests.exporters.samples import FONTS, REMARKS, sample

if TYPE_CHECKING:
    from pathlib import Path

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
    names = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", written(tmp_path).read_bytes()))
    assert names == {b"BIZUDGothic-Regular", b"BIZUDGothic-Bold", b"NotoSansJP-Regular"}


def test_title_and_language_are_set(tmp_path: Path) -> None:
    data = written(tmp_path).read_bytes()
    assert b"/Lang (ja-JP)" in data
    assert b"/DisplayDocTitle true" in data
    assert b"/Outlines" in data


def test_signs_beyond_the_basic_plane_map_back_to_themselves(tmp_path: Path) -> None:
    data = written(tmp_path).read_bytes()
    plain = b"".join(_inflated(stream) for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    assert b"<D842DFB7>" in plain
    assert b"<20BB7>" not in plain


def _inflated(stream: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompress(stream)
    with suppress(ValueError, zlib.error):
        return zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>")))
    return b""


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


def test_a_folder_without_fonts_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="フォント"):
        pdf_writer.write(sample(), tmp_path / "a.pdf", fonts=tmp_path)


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done == total:
            raise CancelledError

    with pytest.raises(CancelledError):
        pdf_writer.write(sample(), tmp_path / "a.pdf", fonts=FONTS, progress=cancel)
    assert not list(tmp_path.iterdir())
