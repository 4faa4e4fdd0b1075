"""The lines of the 入力 grid that are laid out so far: what stands in each cell, and which cells a step changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kpidesk.domain.approval import sheet_of, why_returned
from kpidesk.domain.change import FactChange
from kpidesk.domain.closing import refusal
from kpidesk.domain.fact import Fact
from kpidesk.domain.frozen import frozen
from kpidesk.domain.rating import Verdict, judge
from kpidesk.domain.year_value import CommentKey, Number, Side
from kpidesk.reports.summary_rows import Pair, SummaryCell, rebuilt
from kpidesk.ui.grid_columns import Columns, Part
from kpidesk.ui.grid_lines import Band, BandLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import CellKey

REMEDY = "解除は、メニュー「評価」から行います。"
FACES = 4000
"""How many faces are remembered, several screens full."""

WHY_LOCKED = {
    Part.TOTAL: "合計は自動で計算されるため、入力できません。",
    Part.VERDICT: "判定は自動で計算されるため、入力できません。",
    Part.BAND: "見出しの行のため、入力できません。",
    Part.REMARKS: "所見は右の欄で入力します。Enterキーで移ります。",
}


@frozen
class PairLine:
    """One of the two rows of a pair."""

    pair: int
    side: Side


@frozen
class Face:
    """What one cell shows; `detail` is the second, quieter text, `returned` why its sheet was sent back (差戻し)."""

    part: Part
    text: str = ""
    detail: str = ""
    owed: bool = False
    locked: bool = True
    in_year: bool = False
    last_of_pair: bool = True
    verdict: Verdict | None = None
    note: str = ""
    level: BandLevel | None = None
    closed: bool = False
    returned: str = ""


class Rebuilt(NamedTuple):
    """What a pair was before it was built anew."""

    number: int
    pair: Pair
    verdict: Verdict | None
    returned: str


class Sheet:
    """Rows and columns of the grid for one evaluation year."""

    def __init__(self, columns: Columns, year: FiscalYear | None = None) -> None:
        self.columns = columns
        self._year = year
        self._lines: list[Band | PairLine] = []
        self._pairs: list[Pair] = []
        self._first: list[int] = []
        self._verdicts: dict[int, Verdict | None] = {}
        self._returned: dict[int, str] = {}
        self._of_owner: dict[str, list[int]] = defaultdict(list)
        self._faces: dict[tuple[int, int], Face] = {}

    @property
    def height(self) -> int:
        """How many rows there are so far."""
        return len(self._lines)

    @property
    def entries(self) -> int:
        """How many indicators and projects without one are shown so far."""
        return sum(1 for pair in self._pairs if pair.name_run)

    def extend(self, plan: Plan, slice_: Iterable[Band | Pair]) -> None:
        """Add lines at the end; a pair takes two rows."""
        for line in slice_:
            if isinstance(line, Band):
                self._lines.append(line)
            else:
                self._add_pair(plan, line)

    def band(self, row: int) -> Band | None:
        """Return the heading in a row, None where it is none."""
        line = self._lines[row]
        return line if isinstance(line, Band) else None

    def pair(self, row: int) -> Pair | None:
        """Return the pair a row belongs to, None for a heading."""
        line = self._lines[row]
        return None if isinstance(line, Band) else self._pairs[line.pair]

    def side(self, row: int) -> Side | None:
        """Return which of a pair's rows it is, None for a heading."""
        line = self._lines[row]
        return None if isinstance(line, Band) else line.side

    def is_returned(self, row: int) -> bool:
        """Whether the sheet of a pair was sent back."""
        line = self._lines[row]
        return isinstance(line, PairLine) and bool(self._returned[line.pair])

    def is_first_line(self, row: int) -> bool:
        """Whether a row is the 目標値 line of a pair."""
        return self.side(row) is Side.TARGET

    def continues(self, row: int) -> bool:
        """Whether a row is the 実績値 line of a pair that begins above."""
        return self.side(row) is Side.ACTUAL

    def face(self, row: int, column: int) -> Face:
        """Return what a cell shows."""
        found = self._faces.get((row, column))
        if found is None:
            if len(self._faces) > FACES:
                self._faces.clear()
            found = self._faces[row, column] = self._face(row, column)
        return found

    def key(self, row: int, column: int) -> CellKey | None:
        """Return the key of the figure or 所見 a cell shows, None where it shows none."""
        cell = self._cell(row, column)
        return cell.key if cell else None

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Return the upper left cell of what a cell is part of: a heading and a 事業 reach over several."""
        line, part = self._lines[row], self.columns.part(column)
        if isinstance(line, Band):
            return row, 0
        if part in (Part.FIGURE, Part.TOTAL, Part.SIDE):
            return row, column
        number, of_project = line.pair, self._pairs[line.pair].entry.project is not None
        if part is Part.PROJECT and of_project:
            number = next(each for each in range(number, -1, -1) if self._pairs[each].project_run)
            return self._first[number], column
        number = next(each for each in range(number, -1, -1) if self._pairs[each].name_run)
        return self._first[number], 0 if part is Part.NAME and not of_project else column

    def own_key(self, row: int, column: int) -> CellKey | None:
        """Return the key of a cell, None where it only continues one above or shows neither figure nor 所見."""
        return self.key(row, column) if self.origin(row, column) == (row, column) else None

    def copied(self, row: int) -> list[str]:
        """Return what a copy takes of a row: what its cells show; of one over several cells its first has all."""
        line = self._lines[row]
        if isinstance(line, Band):
            return [line.text, *[""] * (self.columns.count - 1)]
        pair, first = self._pairs[line.pair], line.side is Side.TARGET
        name = "\n".join(filter(None, (pair.name, pair.definition))) if first and pair.name_run else ""
        project = pair.project if first and pair.project_run else ""
        figures, total = (pair.targets, pair.target_total) if first else (pair.actuals, pair.actual_total)
        verdict = self._verdicts[line.pair]
        judged = [verdict.label if verdict else "—", pair.remarks.text] if first and pair.name_run else ["", ""]
        named = [project, name] if pair.entry.project else [name, ""]
        return [*named, line.side.label, *(cell.text for cell in figures), total.text, *judged]

    def close(self, closed: frozenset[FiscalYear]) -> bool:
        """Let other years be closed; False where they are the same ones."""
        if closed == self.columns.closed:
            return False
        self.columns = replace(self.columns, closed=closed)
        self._faces.clear()
        return True

    def is_closed(self, row: int, column: int) -> bool:
        """Whether a cell shows a figure or 所見 of a closed year."""
        cell = self._cell(row, column)
        return cell is not None and self._shut(cell)

    def _shut(self, cell: SummaryCell) -> bool:
        return cell.key is not None and cell.key.year in self.columns.closed

    def _owes(self, cell: SummaryCell | None) -> bool:
        """Whether a cell is still to be filled in, and can be."""
        return cell is not None and cell.owed and not self._shut(cell)

    def is_open(self, row: int, column: int) -> bool:
        """Whether a figure can be typed into a cell."""
        face = self.face(row, column)
        return face.part is Part.FIGURE and not face.locked

    def why_locked(self, row: int, column: int) -> str:
        """Return why a cell cannot be typed into, "" where it can."""
        if self.is_open(row, column):
            return ""
        pair = self.pair(row)
        part = self.columns.part(column) if pair else Part.BAND
        if (cell := self._cell(row, column)) and cell.key and self._shut(cell):
            return f"{refusal(cell.key.year)}{REMEDY}"
        if part is Part.FIGURE and pair and pair.series is None:
            return "KPIを設定していない事業のため、数値は入力しません。"
        return WHY_LOCKED.get(part, "この欄は計画の内容のため、ここでは変更できません。")

    def where(self, key: CellKey) -> tuple[int, int] | None:
        """Return row and column of the first cell that shows a key, None where none does."""
        for number in self._of_owner.get(_owner(key), ()):
            for row, column in self._cells_of(number):
                if self.key(row, column) == key:
                    return row, column
        return None

    def first_of(self, entry: Entry) -> int | None:
        """Return the first row of an entry where it stands, None where it is not shown."""
        pairs = zip(self._first, self._pairs, strict=True)
        return next((first for first, pair in pairs if pair.entry.identity == entry.identity), None)

    def next_owed(self, row: int, year: FiscalYear) -> tuple[int, int] | None:
        """Return the next owed actual of a year below a row, None where there is none."""
        column = self.columns.of_year(year)
        below = ((each, column) for each in range(row + 1, self.height))
        return next((place for place in below if self._owes(self._cell(*place))), None)

    def owed_before(self, row: int, year: FiscalYear) -> tuple[int, int] | None:
        """Return the next owed actual of a year above a row, None where there is none."""
        column = self.columns.of_year(year)
        above = ((each, column) for each in range(row - 1, -1, -1))
        return next((place for place in above if self._owes(self._cell(*place))), None)

    def owed_from(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the next owed figure behind a cell in reading order, beginning anew at the end; else a 所見."""
        for owed in (self._owed_figures, self._owed_remarks):
            behind = next((place for place in owed() if place > (row, column)), None)
            if place := behind or next(owed(), None):
                return place
        return None

    def owes_behind(self, row: int, column: int) -> bool:
        """Whether a figure is owed behind a cell in reading order, as far as the rows are there."""
        return any(place > (row, column) for place in self._owed_figures())

    def next_above(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the next cell above in the same column that can be typed into, on the same of a pair's rows."""
        above = ((each, column) for each in range(row - 1, -1, -1) if self.side(each) is self.side(row))
        return next((place for place in above if not self.why_locked(*place)), None)

    def next_below(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the next cell below in the same column that can be typed into, on the same of a pair's rows."""
        below = ((each, column) for each in range(row + 1, self.height) if self.side(each) is self.side(row))
        return next((place for place in below if not self.why_locked(*place)), None)

    def rebuild(self, plan: Plan, year: FiscalYear, step: ChangeSet) -> Iterator[Rebuilt]:
        """Build the pairs that a step names anew, one after the other; yields what each was."""
        owners = {change.owner for change in step.changes}
        named = {number for owner in owners for number in self._of_owner.get(owner, ())}
        for number in range(len(self._pairs)) if rejudges(step) else sorted(named):
            was = Rebuilt(number, self._pairs[number], self._verdicts[number], self._returned[number])
            self._pairs[number] = rebuilt(plan, was.pair, year)
            self._verdicts[number] = _judged(plan, self._pairs[number], year)
            self._returned[number] = why_returned(plan, self._pairs[number].entry, year)
            self._faces.clear()
            yield was

    def differing(self, was: Rebuilt) -> Iterator[tuple[int, int]]:
        """Yield the cells of a pair that came out different from what they were."""
        first, verdict_column = self._first[was.number], self.columns.of(Part.VERDICT)
        for row, column in self._cells_of(was.number):
            side = Side.TARGET if row == first else Side.ACTUAL
            if _summary_cell(was.pair, self.columns, side, column) != self._cell(row, column):
                yield row, column
        if was.verdict != self._verdicts[was.number]:
            yield first, verdict_column
        if was.returned != self._returned[was.number]:
            yield first, self.columns.of(Part.NAME)
            yield first, self.columns.of(Part.PROJECT)

    def _owed_figures(self) -> Iterator[tuple[int, int]]:
        start = self.columns.of(Part.FIGURE)
        for first, pair in zip(self._first, self._pairs, strict=True):
            yield from ((first + 1, start + number) for number, cell in enumerate(pair.actuals) if self._owes(cell))

    def _owed_remarks(self) -> Iterator[tuple[int, int]]:
        column = self.columns.of(Part.REMARKS)
        pairs = zip(self._first, self._pairs, strict=True)
        return ((first, column) for first, pair in pairs if self._owes(pair.remarks) and pair.name_run)

    def _add_pair(self, plan: Plan, pair: Pair) -> None:
        number = len(self._pairs)
        for owner in {pair.entry.values_uid, pair.entry.comment_owner, sheet_of(plan, pair.entry).uid} - {""}:
            self._of_owner[owner].append(number)
        self._pairs.append(pair)
        self._first.append(len(self._lines))
        self._verdicts[number] = _judged(plan, pair, self._year) if self._year else None
        self._returned[number] = why_returned(plan, pair.entry, self._year) if self._year else ""
        self._lines.extend((PairLine(number, Side.TARGET), PairLine(number, Side.ACTUAL)))

    def _face(self, row: int, column: int) -> Face:
        line = self._lines[row]
        if isinstance(line, Band):
            return Face(Part.BAND, line.text, line.note, level=line.level)
        pair, part, last = self._pairs[line.pair], self.columns.part(column), line.side is Side.ACTUAL
        cell = _summary_cell(pair, self.columns, line.side, column)
        if cell is not None:
            in_year = part is Part.FIGURE and self.columns.year(column) == self._year
            note = cell.value.note if isinstance(cell.value, Number) else ""
            shut = self._shut(cell)
            locked = cell.key is None or shut
            return Face(part, cell.text, "", self._owes(cell), locked, in_year, last, note=note, closed=shut)
        if part is Part.SIDE:
            return Face(part, line.side.label, pair.label, last_of_pair=last)
        if part is Part.VERDICT:
            verdict = self._verdicts[line.pair]
            return Face(part, verdict.label if verdict else "—", verdict.why if verdict else "", verdict=verdict)
        if part is Part.PROJECT and pair.entry.project:
            return Face(part, pair.project)
        return Face(Part.NAME, pair.name, pair.definition, returned=self._returned[line.pair])

    def _cell(self, row: int, column: int) -> SummaryCell | None:
        """Return the summary's cell, None where the grid shows something else."""
        line = self._lines[row]
        if isinstance(line, Band):
            return None
        return _summary_cell(self._pairs[line.pair], self.columns, line.side, column)

    def _cells_of(self, number: int) -> Iterator[tuple[int, int]]:
        first = self._first[number]
        return ((row, column) for row in (first, first + 1) for column in range(self.columns.count))


def _summary_cell(pair: Pair, columns: Columns, side: Side, column: int) -> SummaryCell | None:
    part = columns.part(column)
    if part is Part.FIGURE:
        return (pair.targets if side is Side.TARGET else pair.actuals)[column - columns.of(Part.FIGURE)]
    if part is Part.TOTAL:
        return pair.target_total if side is Side.TARGET else pair.actual_total
    return pair.remarks if part is Part.REMARKS else None


def _judged(plan: Plan, pair: Pair, year: FiscalYear) -> Verdict | None:
    return judge(plan, pair.entry.shown, year) if pair.entry.shown else None


def rejudges(step: ChangeSet) -> bool:
    """Whether a step changes what every indicator is judged by."""
    return any(isinstance(change, FactChange) and change.key.fact is Fact.RATING for change in step.changes)


def _owner(key: CellKey) -> str:
    return key.owner if isinstance(key, CommentKey) else key.indicator
