"""Japanese line breaking (禁則処理): numbers and Latin words stay whole, what may not begin or end a line does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Measure = Callable[[str, float, bool], float]
"""(text, size in pt, bold) -> width in pt; must be the sum over the signs and grow evenly with the size."""

# JIS X 4051: closing brackets, hyphens, marks, middle dots, full stops, commas, repeat marks, 長音, small kana, units
NOT_FIRST = frozenset(
    "、。，．・：；？！‼⁇⁈⁉ー”’）］｝〕〉》」』】〙〗〟｠»‐゠–〜～々〻ゝゞヽヾ゛゜゙゚"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.:;?!)]}%％‰℃㎡㎢㎥°′″¢￠"
)
# opening brackets, and what stands before its figure
NOT_LAST = frozenset("（［｛〔〈《「『【〘〖〝｟“‘«｢([{¥￥$＄£￡€№#＃△▲")
COUNTERS = frozenset("年月日時分秒人名件円歳回社戸組品校")  # stay with the number before them
AFTER_COUNTERS = frozenset("度間目")  # and these with 4年, 5年, 3回
INSEPARABLE = frozenset("…‥—―")  # two in a row stay together

_ALNUM = r"0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f"
_DIGIT = "0-9０-９"
_MARKS = r"[\u0300-\u036f\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*"  # belong to the sign before
_TOKEN = re.compile(
    rf"""
    (?P<newline> \n )
  | (?P<space>   [ \t\u3000]+ )
  | (?P<word>    [△▲+＋\-－−±]? [{_ALNUM}]+
                 (?: [,.，．:：/／'’_＿@＠&＆+\-－−‐\u00a0]+ [{_ALNUM}]+           # 1,234.5  COVID-19
                   | (?<=[{_DIGIT}]) [,，]? [ ] (?=[{_DIGIT}]) [{_ALNUM}]+ )* )    # 12 345
  | (?P<sign>    . {_MARKS} )
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGN = re.compile(rf".{_MARKS}", re.DOTALL)
_BLANK = " \t\u3000\n"


class LineBreaker:
    """Breaks texts at one measure, remembering the width of every sign it has met."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._widths: dict[bool, dict[str, float]] = {False: {}, True: {}}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width of a text on one line, pt."""
        known = self._widths[bold]
        total = 0.0
        for sign in text:
            if sign not in known:
                known[sign] = self._measure(sign, 1.0, bold)
            total += known[sign]
        return total * size

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
        """Break a text into lines of at most `width` pt; joined again they are the text, blanks and newlines included.

        Blanks at the end of a line hang over its edge; only a single sign wider than the line may overrun it.
        """
        if not text:
            return ("",)
        room = width / size + 1e-6
        if "\n" not in text and self.width(text, 1.0, bold=bold) <= room:
            return (text,)
        return tuple(self._fill(text, room, bold=bold))

    def _fill(self, text: str, room: float, *, bold: bool) -> Iterator[str]:
        line, used = "", 0.0
        for cluster in clusters(text):
            solid = self.width(cluster.rstrip(_BLANK), 1.0, bold=bold)
            if line and solid and used + solid > room:
                yield line
                line, used = "", 0.0
            if solid > room:
                *full, cluster_end = self._split(cluster, room, bold=bold)
                yield from full
                line, used = cluster_end, self.width(cluster_end, 1.0, bold=bold)
            else:
                line += cluster
                used += self.width(cluster.rstrip("\n"), 1.0, bold=bold)
            if cluster.endswith("\n"):
                yield line
                line, used = "", 0.0
        if line:
            yield line

    def _split(self, cluster: str, room: float, *, bold: bool) -> list[str]:
        """Cut what is wider than a whole line: between its numbers and words if that helps, else between signs."""
        done: list[str] = []
        line: list[str] = []
        for piece in self._pieces(cluster, room, bold=bold):
            if line and self.width("".join(line) + piece.rstrip(_BLANK), 1.0, bold=bold) > room and piece.strip(_BLANK):
                cut = self._best_cut([*line, piece], room, bold=bold)
                done.append("".join(line[:cut]))
                line = line[cut:]
            line.append(piece)
        return [*done, "".join(line)]

    def _pieces(self, cluster: str, room: float, *, bold: bool) -> Iterator[str]:
        for match in _TOKEN.finditer(cluster):
            if self.width(match.group().rstrip(_BLANK), 1.0, bold=bold) > room:
                yield from _SIGN.findall(match.group())
            else:
                yield match.group()

    def _best_cut(self, pieces: list[str], room: float, *, bold: bool) -> int:
        """Find the last place where a line may end and the rest still fits; else the last place of all."""
        last = len(pieces) - 1
        for cut in range(last, 0, -1):
            if self.width("".join(pieces[cut:]), 1.0, bold=bold) > room:
                break
            if pieces[cut][0] not in NOT_FIRST and pieces[cut - 1][-1] not in NOT_LAST and pieces[cut].strip(_BLANK):
                return cut
        return last


def clusters(text: str) -> Iterator[str]:
    """Cut a text into the smallest runs that may stand on lines of their own; joined again they are the text."""
    held = ""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if held and not _holds_together(held, token, match.lastgroup):
            yield held
            held = ""
        held += token
    if held:
        yield held


def _holds_together(held: str, token: str, kind: str | None) -> bool:
    """Tell whether no line may be broken between what is held and the next token."""
    if held[-1] == "\n":
        return False
    if kind in ("space", "newline") or token[0] in NOT_FIRST:
        return True
    if token[0] in INSEPARABLE and token[0] == held[-1]:
        return True
    if token[0] in COUNTERS and held[-1].isdecimal():
        return True
    if token[0] in AFTER_COUNTERS and held[-1] in COUNTERS and held[-2:-1].isdecimal():
        return True
    return held.rstrip(_BLANK)[-1:] in NOT_LAST
