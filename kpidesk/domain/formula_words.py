"""Formulas as people read them: a sentence in the names of the rows, and the names and uids of rows exchanged."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import decimal_of
from kpidesk.domain.formula import fold, parse, rewritten
from kpidesk.domain.formula_slips import with_minus
from kpidesk.domain.formula_steps import SUBJECT, Call, Operation, Reference
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.domain.statistics import Statistic

_SIGNS: Final = {Operation.PLUS: "＋", Operation.MINUS: "－", Operation.TIMES: "×", Operation.OVER: "÷"}
_SUM, _PRODUCT, _WHOLE = 1, 2, 3  # how firmly the parts of a text hold together


@frozen
class _Part:
    """A piece of the sentence, how firmly it holds together, and the row it is where it is one."""

    text: str
    firm: int = _WHOLE
    reference: Reference | None = None

    def within(self, least: int) -> str:
        """Return the text, in parentheses where what stands around it would tear it apart."""
        return self.text if self.firm >= least else f"({self.text})"


class RowNames:
    """The rows of a table and of those beside it by the names people see, each name for one row alone."""

    def __init__(self, tables: Sequence[Statistic], table: Statistic) -> None:
        self._own = table
        others = [each for each in tables if each.uid != table.uid]
        self._titles = _shown((each.uid, each.title) for each in [*others, table])
        self._rows = {each.uid: _shown((row.uid, row.name) for row in each.rows) for each in [*others, table]}

    def shown(self, text: str) -> str:
        """Return a formula with the names that people see; one that cannot be read as it is."""
        return self._otherwise(text, by_name=False)

    def kept(self, text: str) -> str:
        """Return a formula with the uids that are kept; one that cannot be read as it is."""
        named = {name for rows in (self._titles, *self._rows.values()) for pair in rows.items() for name in pair}
        return self._otherwise(with_minus(text, named), by_name=True)

    def name(self, row: str) -> str:
        """Return the name that means a row of the table in a formula; KeyError for an unknown uid."""
        return self._rows[self._own.uid][row]

    def words(self, text: str) -> str:
        """Return what a formula computes, in words; FormulaError where it cannot be read."""
        stack: list[_Part] = []
        for step in parse(text).steps:
            if isinstance(step, Reference):
                stack.append(_Part(f"{self._said(step)}{self._when(step)}", reference=step))
            elif isinstance(step, Fraction):
                stack.append(_Part(f"{decimal_of(step):f}"))
            elif isinstance(step, Call):
                taken, stack = stack[-step.count :], stack[: -step.count]
                stack.append(_Part(f"{step.function.value}({'、'.join(self._arguments(taken))})"))
            elif isinstance(step, Operation):
                one, other = stack[-2:]
                firm = _SUM if step in (Operation.PLUS, Operation.MINUS) else _PRODUCT
                joined = f"{one.within(firm)} {_SIGNS[step]} {other.within(firm + 1)}"
                stack = [*stack[:-2], _Part(joined, firm)]
            else:
                stack.append(_Part(f"－{stack.pop().within(_WHOLE)}", _SUM))
        return stack[0].text

    def _arguments(self, taken: Sequence[_Part]) -> Iterator[str]:
        """Yield what is put into a function; a row over years that follow each other is said once."""
        for _, run in groupby(enumerate(taken), lambda each: _run_of(*each)):
            parts = [part for _, part in run]
            first, last = parts[0].reference, parts[-1].reference
            if first and last and first.year and last.year and first != last:
                years = f"({self._own.year_name(first.year)}～{self._own.year_name(last.year)})"
                yield f"{self._said(first)}{years}"
            else:
                yield parts[0].text

    def _said(self, of: Reference) -> str:
        if of.is_subject:
            return "この行"
        table, row = self._found(of.table, of.row)
        name = self._rows.get(table, {}).get(row, row)
        return name if table == self._own.uid else f"「{self._titles.get(table, table)}」の{name}"

    def _found(self, table: str, row: str) -> tuple[str, str]:
        """Return the uids of a table and a row as they are kept, whatever their spelling."""
        uid = next((each for each in self._rows if fold(each) == fold(table or self._own.uid)), table)
        return uid, next((each for each in self._rows.get(uid, ()) if fold(each) == fold(row)), row)

    def _when(self, of: Reference) -> str:
        if of.year is not None:
            return f"({self._own.year_name(of.year)})"
        return {0: "", 1: "(前年)"}.get(of.back, f"({of.back}年前)")

    def _otherwise(self, text: str, *, by_name: bool) -> str:
        def called(table: str, row: str) -> tuple[str, str]:
            if (table, row) == ("", SUBJECT):
                return table, row
            if by_name:
                other = _of_name(self._titles, table) if table else ""
                return other, _of_name(self._rows.get(other or self._own.uid, {}), row)
            uid, of = self._found(table, row)
            return self._titles.get(uid, uid) if table else "", self._rows.get(uid, {}).get(of, of)

        try:
            return rewritten(text, called)
        except ValueError:
            return text


def _run_of(place: int, part: _Part) -> tuple[str, str, int]:
    """Return what is the same for figures of one row whose years follow each other, and for nothing else."""
    of = part.reference
    return (of.table, of.row, of.year.start - place) if of and of.year else ("", "", place)


def _of_name(names: dict[str, str], name: str) -> str:
    return next((uid for uid, shown in names.items() if fold(shown) == fold(name)), name)


def _shown(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what is shown for each uid: its name, or the uid where the name could mean another or nothing."""
    pairs = list(named)
    taken = Counter(fold(name) for _, name in pairs)
    uids = {fold(uid) for uid, _ in pairs}

    def plain(uid: str, name: str) -> bool:
        alone = taken[fold(name)] == 1 and (fold(name) == fold(uid) or fold(name) not in uids)
        return bool(fold(name)) and alone and fold(name) != SUBJECT and not set(name) & set("「」")

    return {uid: name if plain(uid, name) else uid for uid, name in pairs}
