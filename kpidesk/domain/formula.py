"""The small language of formulas over the rows of a table: text -> steps."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear
from kpidesk.domain.formula_steps import NEGATE, Call, Formula, Function, Operation, Reference
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.domain.formula_steps import Step

LONGEST: Final = 500
"""Signs of a formula; a longer one is refused."""

DEEPEST: Final = 20
"""Parentheses within parentheses; more are refused."""

_DIGITS: Final = 20
_DASHES: Final = "−–‐‑‒—―─━"
_MARKS: Final = {"×": "*", "÷": "/", "～": "~", "〜": "~", "、": ",", **dict.fromkeys(_DASHES, "-")}
_TOKEN: Final = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)|「(?P<quoted>[^「」]+)」|(?P<word>[^\W\d][\w・]*)|(?P<mark>[-+*/()@!~,])"
)
_PLAIN: Final = re.compile(r"[^\W\d][\w・]*")


class FormulaError(ValueError):
    """A formula that cannot be read: the place of the offence (the first sign is 1) and the reason, in Japanese."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"{place}文字目: {reason}")
        self.place = place


def fold(name: str) -> str:
    """Return one spelling of a name: full-width forms and look-alikes are the same."""
    return "".join(map(_folded, name)).strip()


def parse(text: str) -> Formula:
    """Read a formula; FormulaError with its place where it cannot be read.

    自然増減 / 年末人口@前年 * 100, 平均(行@2015~2019), 「0～14歳」 + 別表!転入@5年前; every figure is exact.
    """
    if len(text) > LONGEST:
        raise FormulaError(LONGEST + 1, f"式が長すぎます({LONGEST}文字まで)。")
    return Formula(tuple(_Reader(text).steps()))


def rewritten(text: str, name: Callable[[str, str], tuple[str, str]]) -> str:
    """Return a formula with its rows called otherwise; FormulaError where it cannot be read.

    `name` is given the table ("" for the formula's own) and the row as they are written, and returns both anew.
    """
    parse(text)
    pieces: list[str] = []
    done = 1
    for tokens in _names(list(_tokens("".join(map(_folded, text))))):
        table, row = name(tokens[0].text if len(tokens) > 1 else "", tokens[-1].text)
        pieces += [text[done - 1 : tokens[0].place - 1], f"{written(table)}!" if table else "", written(row)]
        done = tokens[-1].end
    return "".join([*pieces, text[done - 1 :]])


def _names(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Yield what names a row: one piece, or the table, the mark between and the row; words for years are none."""
    number = 0
    while number < len(tokens):
        token, behind = tokens[number], tokens[min(number + 1, len(tokens) - 1)]
        year = number > 0 and (tokens[number - 1].kind == "number" or tokens[number - 1].text == "@")
        called = token.kind == "word" and behind.text == "("
        run = 3 if behind.kind == "mark" and behind.text == "!" else 1
        if token.kind in ("word", "quoted") and not year and not called:
            yield tokens[number : number + run]
            number += run - 1
        number += 1


def written(name: str) -> str:
    """Return a name as it stands in a formula: in 「」 where it is more than a word."""
    return name if _PLAIN.fullmatch("".join(map(_folded, name))) else f"「{name}」"


def _folded(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign)
    raised = folded.isdecimal() and not sign.isdecimal()  # ① and ² are no figures
    return _MARKS.get(sign) or (folded if len(folded) == 1 and not raised else sign)


@frozen
class _Token:
    """A piece of a formula: what kind (number, quoted, word, mark or end), its text, its place and that behind it."""

    kind: str
    text: str
    place: int
    end: int

    @property
    def shown(self) -> str:
        """What it is called in a complaint."""
        return f"「{self.text}」" if self.text else "式の終わり"


class _Reader:
    """Reads a formula from the left; steps come out in the order in which they are done."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens("".join(map(_folded, text))))
        self._next = 0
        self._depth = 0
        self._steps: list[Step] = []

    def steps(self) -> list[Step]:
        """Return all steps; FormulaError where something is left over."""
        self._sum()
        if self._token.kind != "end":
            raise FormulaError(self._token.place, f"{self._token.shown}がここにあるため、式として読めません。")
        return self._steps

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *marks: str) -> str:
        """Take the next piece if it is one of these marks, "" otherwise."""
        token = self._token
        if token.kind != "mark" or token.text not in marks:
            return ""
        self._next += 1
        return token.text

    def _need(self, mark: str) -> None:
        token = self._token
        if not self._take(mark):
            raise FormulaError(token.place, f"「{mark}」が必要ですが、{token.shown}があります。")

    def _sum(self) -> None:
        self._product()
        while sign := self._take("+", "-"):
            self._product()
            self._steps.append(Operation(sign))

    def _product(self) -> None:
        self._signed()
        while sign := self._take("*", "/"):
            self._signed()
            self._steps.append(Operation(sign))

    def _signed(self) -> None:
        negative = bool(self._take("-"))
        self._figure()
        if negative:
            self._steps.append(NEGATE)

    def _figure(self) -> None:
        token = self._token
        if self._take("("):
            self._inside(token)
            self._need(")")
        elif token.kind == "number":
            self._next += 1
            self._steps.append(_number(token))
        elif token.kind in ("word", "quoted"):
            self._next += 1
            if token.kind == "word" and self._take("("):
                self._call(token)
            else:
                self._steps += self._rows(token, several=False)
        else:
            raise FormulaError(token.place, f"数字か行の名前が必要ですが、{token.shown}があります。")

    def _inside(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaError(token.place, f"かっこの入れ子が深すぎます({DEEPEST}重まで)。")
        self._sum()
        self._depth -= 1

    def _call(self, name: _Token) -> None:
        known = {each.value: each for each in Function}
        if name.text not in known:
            shown = "、".join(known)
            raise FormulaError(name.place, f"「{name.text}」という計算はありません。使えるのは {shown} です。")
        count = self._argument(name)
        while self._take(","):
            count += self._argument(name)
        self._need(")")
        if known[name.text] is Function.SIZE and count != 1:
            raise FormulaError(name.place, f"{name.text}に渡せる値は1つです。")
        self._steps.append(Call(known[name.text], count))

    def _argument(self, name: _Token) -> int:
        """Read one argument; a row over several years is as many."""
        token, place = self._token, self._next
        if token.kind in ("word", "quoted"):
            self._next += 1
            rows = [] if self._is_mark("(") else self._rows(token, several=True)
            if rows and (self._is_mark(",") or self._is_mark(")")):
                self._steps += rows
                return len(rows)
            self._next = place
        self._inside(name)
        return 1

    def _is_mark(self, mark: str) -> bool:
        return self._token.kind == "mark" and self._token.text == mark

    def _rows(self, token: _Token, *, several: bool) -> list[Reference]:
        """Read what may stand behind a name: the row of another table, a year, years."""
        table, row = "", token.text
        if self._take("!"):
            named = self._token
            if named.kind not in ("word", "quoted"):
                raise FormulaError(named.place, f"「!」の後に行の名前が必要ですが、{named.shown}があります。")
            self._next += 1
            table, row = row, named.text
        if not self._take("@"):
            return [Reference(table, row)]
        return self._years(table, row, several=several)

    def _years(self, table: str, row: str, *, several: bool) -> list[Reference]:
        token = self._token
        if token.kind == "word" and token.text == "前年":
            self._next += 1
            return [Reference(table, row, back=1)]
        first = self._whole()
        if self._token.kind == "word" and self._token.text == "年前":
            self._next += 1
            return [Reference(table, row, back=first)]
        start = _year(token, first)
        place = self._token
        if not self._take("~"):
            return [Reference(table, row, year=start)]
        if not several:
            raise FormulaError(place.place, "年の範囲は、合計( ) か 平均( ) の中に単独で書いてください。")
        last_token = self._token
        last = _year(last_token, self._whole())
        if last < start:
            raise FormulaError(last_token.place, "範囲の終わりの年が始まりより前です。")
        return [Reference(table, row, year=FiscalYear(year)) for year in range(start.start, last.start + 1)]

    def _whole(self) -> int:
        token = self._token
        if token.kind != "number" or not token.text.isdigit() or len(token.text) > len("2015"):
            raise FormulaError(token.place, f"「@」の後には 2015、前年、5年前 のように書きます({token.shown})。")
        self._next += 1
        return int(token.text)


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise FormulaError(place + 1, f"「{text[place]}」は式に使えません。")
        kind = match.lastgroup
        yield _Token(kind, match[kind].strip(), place + 1, match.end() + 1)
        place = match.end()
    yield _Token("end", "", place + 1, place + 1)


def _number(token: _Token) -> Fraction:
    if max(map(len, token.text.split("."))) > _DIGITS:
        raise FormulaError(token.place, f"桁数が多すぎます({_DIGITS}桁まで)。")
    return Fraction(token.text)


def _year(token: _Token, number: int) -> FiscalYear:
    try:
        return FiscalYear(number)
    except ValueError as error:
        raise FormulaError(token.place, f"{number}は年として扱えません({EARLIEST}～{LATEST})。") from error
