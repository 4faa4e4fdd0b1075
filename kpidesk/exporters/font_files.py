"""The bundled font files: which of them has a sign, and how wide it is."""

from __future__ import annotations

import struct
from bisect import bisect_right
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kpidesk.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

MISSING = "〓"  # printed for a sign that no font has: 下駄, as printers do
_MS_UNICODE_FULL = (3, 10)
_FORMAT_FULL = 12
_TABLES = {b"cmap", b"head", b"hhea", b"hmtx"}


class FontFace(Enum):
    """The faces documents are set in; the value is the file."""

    REGULAR = "BIZUDGothic-Regular.ttf"
    BOLD = "BIZUDGothic-Bold.ttf"
    FALLBACK = "NotoSansJP-Regular.ttf"


class Run(NamedTuple):
    """Signs printed in one face, their width in em; `stands_for` is the text where another sign had to be printed."""

    face: FontFace
    shown: str
    width: float
    stands_for: str = ""


class FontFile:
    """The character map and the advance widths of one TrueType file."""

    def __init__(self, path: Path) -> None:
        try:
            data = path.read_bytes()
            count = struct.unpack_from(">H", data, 4)[0]
            records = (struct.unpack_from(">4s4xLL", data, 12 + 16 * number) for number in range(count))
            self._tables = {tag: data[offset : offset + length] for tag, offset, length in records if tag in _TABLES}
            self._read_map(self._tables[b"cmap"])
            self._em: int = struct.unpack_from(">H", self._tables[b"head"], 18)[0]
            self._metrics: int = struct.unpack_from(">H", self._tables[b"hhea"], 34)[0]
        except (OSError, struct.error, LookupError) as error:
            raise UserError(
                "文書用のフォントが読めません。", where=str(path), remedy="このソフトを入れ直してください。"
            ) from error

    def _read_map(self, cmap: bytes) -> None:
        count = struct.unpack_from(">H", cmap, 2)[0]
        entries = [struct.unpack_from(">HHL", cmap, 4 + 8 * number) for number in range(count)]
        offset = {(platform, encoding): at for platform, encoding, at in entries}[_MS_UNICODE_FULL]
        kind, groups = struct.unpack_from(">H10xL", cmap, offset)
        if kind != _FORMAT_FULL:
            raise LookupError(kind)
        self._groups = list(struct.iter_unpack(">LLL", cmap[offset + 16 : offset + 16 + 12 * groups]))
        self._starts = [start for start, _, _ in self._groups]

    def width(self, sign: str) -> float | None:
        """Advance width in em, or None where the font lacks the sign."""
        code = ord(sign)
        at = bisect_right(self._starts, code) - 1
        if at < 0 or code > self._groups[at][1]:
            return None
        glyph = self._groups[at][2] + code - self._groups[at][0]
        advance: int = struct.unpack_from(">H", self._tables[b"hmtx"], 4 * min(glyph, self._metrics - 1))[0]
        return advance / self._em


class FontSet:
    """The faces of one folder; chooses for every sign the face that can show it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._chosen: dict[tuple[str, bool], tuple[FontFace, str, float]] = {}

    def measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 -- the paper's Measure is called so
        """Width of a text in pt."""
        return sum(self.choose(sign, bold=bold)[2] for sign in text) * size

    def choose(self, sign: str, *, bold: bool) -> tuple[FontFace, str, float]:
        """Say in which face to print a sign, what to print ("" for a sign that has no shape), and its width in em."""
        key = (sign, bold)
        if key not in self._chosen:
            self._chosen[key] = self._choose(sign, bold=bold)
        return self._chosen[key]

    def has(self, sign: str) -> bool:
        """Whether a sign can be printed as it is, plain and bold, or has no shape."""
        return all(self.choose(sign, bold=bold)[1] in ("", sign) for bold in (False, True))

    def runs(self, text: str, *, bold: bool) -> list[Run]:
        """Cut a text into runs of one face, those apart that print another sign than the text has."""
        runs: list[Run] = []
        for sign in text:
            face, shown, width = self.choose(sign, bold=bold)
            replaced = sign if shown not in ("", sign) else ""
            last = runs[-1] if runs else None
            if last and (not shown or (last.face is face and bool(last.stands_for) == bool(replaced))):
                runs[-1] = Run(last.face, last.shown + shown, last.width + width, last.stands_for + replaced)
            else:
                runs.append(Run(face, shown, width, replaced))
        return runs

    def _choose(self, sign: str, *, bold: bool) -> tuple[FontFace, str, float]:
        main = FontFace.BOLD if bold else FontFace.REGULAR
        if _has_no_shape(sign):
            return main, "", 0.0
        if (width := self._file(main).width(sign)) is not None:
            return main, sign, width
        if (width := self._fallback.width(sign)) is not None:
            return FontFace.FALLBACK, sign, width
        return self.choose(MISSING, bold=bold)

    def _file(self, face: FontFace) -> FontFile:
        return self._bold if face is FontFace.BOLD else self._regular

    @cached_property
    def _regular(self) -> FontFile:
        return FontFile(self.folder / FontFace.REGULAR.value)

    @cached_property
    def _bold(self) -> FontFile:
        return FontFile(self.folder / FontFace.BOLD.value)

    @cached_property
    def _fallback(self) -> FontFile:
        return FontFile(self.folder / FontFace.FALLBACK.value)


def _has_no_shape(sign: str) -> bool:
    """Tell whether a sign only steers its neighbours: newlines, joiners, variation selectors (異体字セレクタ)."""
    return sign < " " or "\u200b" <= sign <= "\u200f" or sign in "\u2060\ufeff" or _is_selector(sign)


def _is_selector(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
