"""The bands of a scheme while they are being written: one line for each band and for each further bound of it."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import NotationError, parse
from kpidesk.domain.scheme import Band, Bound, Tone
from kpidesk.domain.scheme_codec import POINTS_MOST
from kpidesk.domain.scheme_rules import offences
from kpidesk.domain.scheme_words import figure_words
from kpidesk.domain.year_value import Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kpidesk.domain.methods import Method
    from kpidesk.domain.scheme import Scheme

_PLACE = re.compile(r"bands\[(\d+)\](?:\.(\w+))?")


class Field(Enum):
    """The columns of the table of bands, from the left."""

    LABEL = auto()
    MARK = auto()
    TONE = auto()
    METHOD = auto()
    LOWER = auto()
    INCLUDED = auto()
    POINTS = auto()
    BY_HAND = auto()


_FIELDS = {"label": Field.LABEL, "mark": Field.MARK, "points": Field.POINTS, "by_hand": Field.BY_HAND}


class Problem(NamedTuple):
    """What is wrong, in a sentence, and where: a line of the bands and a field of it, the scheme's name, or neither."""

    words: str
    line: int | None = None
    field: Field | None = None
    of_name: bool = False


@frozen
class Line:
    """A band as it is typed, or (`also`) a further bound of the band above; figures are texts until they are read."""

    label: str = ""
    mark: str = ""
    tone: Tone = Tone.NEUTRAL
    method: Method | None = None
    lower: str = ""
    included: bool = True
    points: str = ""
    by_hand: bool = False
    also: bool = False


def lines_of(bands: Sequence[Band]) -> list[Line]:
    """Return the lines that show bands."""
    found: list[Line] = []
    for band in bands:
        lower = "" if band.lower is None else figure_words(band.lower)
        points = "" if band.points is None else str(band.points)
        found.append(
            Line(band.label, band.mark, band.tone, band.method, lower, band.included, points, by_hand=band.by_hand)
        )
        found.extend(
            Line(method=bound.method, lower=figure_words(bound.lower), included=bound.included, also=True)
            for bound in band.also
        )
    return found


def read(scheme: Scheme, lines: Sequence[Line]) -> tuple[Scheme, list[Problem]]:
    """Return the scheme with the bands that the lines say, and everything that is wrong with it.

    Where people judge, what the lines say of bounds is left aside.
    """
    problems: list[Problem] = []
    bands: list[Band] = []
    first: list[int] = []
    for number, line in enumerate(lines):
        lower = None if scheme.by_hand else _lower(line, number, problems)
        if not line.also:
            method = None if scheme.by_hand else line.method
            points = _points(line, number, problems)
            included = line.included or lower is None
            bands.append(Band(line.label, line.mark, lower, included, line.tone, points, method, by_hand=line.by_hand))
            first.append(number)
        elif lower is not None and bands:
            bands[-1] = replace(bands[-1], also=(*bands[-1].also, Bound(lower, line.included, line.method)))
    read_ = replace(scheme, bands=tuple(bands))
    unread = {problem.line for problem in problems if problem.field is Field.LOWER}
    told = (_placed(path, words, first) for path, words in offences(read_))
    return read_, problems + [problem for problem in told if problem.line is None or problem.line not in unread]


def _placed(path: str, words: str, first: Sequence[int]) -> Problem:
    found = _PLACE.match(path)
    if found is None:
        return Problem(words, of_name=path == "name")
    return Problem(words, first[int(found[1])], _FIELDS.get(found[2] or "", Field.LOWER))


def _lower(line: Line, number: int, problems: list[Problem]) -> Decimal | None:
    """Read a bound; what cannot be read is a problem of its field."""
    text = line.lower.strip()
    if not text:
        if line.also:
            problems.append(Problem("「かつ」の条件に下限を入力してください。", number, Field.LOWER))
        return None
    try:
        value = parse(text, unit="%")
    except NotationError as error:
        problems.append(Problem(str(error), number, Field.LOWER))
        return None
    if value is None or not isinstance(value, Number) or value != Number(value.number):
        problems.append(Problem(f"「{text}」は下限として読めません。数値を入力してください。", number, Field.LOWER))
        return None
    return value.number


def _points(line: Line, number: int, problems: list[Problem]) -> int | None:
    text = line.points.strip()
    if not text:
        return None
    try:
        points = int(text)
    except ValueError:
        points = POINTS_MOST + 1
    if abs(points) > POINTS_MOST:
        words = f"点数は、−{POINTS_MOST}から{POINTS_MOST}までの整数で入力してください。"
        problems.append(Problem(words, number, Field.POINTS))
        return None
    return points


def block(lines: Sequence[Line], number: int) -> range:
    """Return the lines of the band that a line belongs to."""
    first = next(each for each in range(number, -1, -1) if not lines[each].also)
    last = next((each for each in range(first + 1, len(lines)) if not lines[each].also), len(lines))
    return range(first, last)


def blocks(lines: Sequence[Line]) -> Iterator[range]:
    """Yield the lines of each band."""
    at = 0
    while at < len(lines):
        yield (found := block(lines, at))
        at = found.stop
