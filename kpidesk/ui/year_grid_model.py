"""The 集計表 as a Qt model: two rows a series, one a heading; it looks up, the rooms below compute."""

from __future__ import annotations

import sys
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from kpidesk.domain.notation import NotationError
from kpidesk.domain.year_value import CommentKey, ValueKey
from kpidesk.ui.grid_columns import Columns, Part
from kpidesk.ui.grid_filter import RowFilter, filtered, wanting
from kpidesk.ui.grid_lines import Band, blocks, lines
from kpidesk.ui.grid_marks import Marks
from kpidesk.ui.grid_sheet import Face, Sheet, rejudges
from kpidesk.ui.session import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.finding import Finding
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.year_value import CellKey
    from kpidesk.reports.summary_rows import Pair
    from kpidesk.ui.grid_block import Block
    from kpidesk.ui.grid_marks import At, Mark
    from kpidesk.ui.grid_sheet import Rebuilt
    from kpidesk.ui.session import Session

FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
OPEN = FIXED | Qt.ItemFlag.ItemIsEditable
FIRST_SLICE = 0.010
FIRST_LINES = 32
NEXT_SLICE = 0.010
AT_A_TIME = 16
SINGLY = 200

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SHUT = Qt.ItemDataRole.UserRole
"""The role of a head that says why nothing in its column can be altered."""


class YearGridModel(QAbstractTableModel):
    """The lines under the chosen node; a large node comes in slices so that the window never stands still."""

    laid_out = Signal(int, int)
    completed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sheet = Sheet(Columns())
        self._coming: Iterator[list[Band | Pair]] = iter(())
        self._rebuilding: Iterator[Rebuilt] | None = None
        self._marks = Marks()
        self._marked_at: tuple[str, FiscalYear] | None = None
        self._doubts: dict[CellKey, str] = {}
        self._doubtful: frozenset[str] | None = None
        self._wanted = RowFilter()
        self._held = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take_next)
        session.changed.connect(self._changed)

    @property
    def columns(self) -> Columns:
        """Which column shows what."""
        return self.sheet.columns

    def load(self) -> None:
        """Show the lines of the session's node from the start; what takes longer follows in slices."""
        session = self._session
        self._timer.stop()
        self.beginResetModel()
        if self._marked_at != (session.plan_uid, session.year):
            self._marks.clear()
            self._doubts, self._doubtful = {}, None
        self._marked_at = (session.plan_uid, session.year)
        self._marks.clear_places()
        self.sheet = Sheet(Columns(tuple(session.years), self._closed), session.year)
        self._coming, self._rebuilding = self._wanted_blocks(), None
        self.endResetModel()
        self._take(FIRST_SLICE, FIRST_LINES if self._held else sys.maxsize)

    @property
    def wanted(self) -> RowFilter:
        """Which rows are shown."""
        return self._wanted

    @property
    def waits(self) -> bool:
        """Whether no row is shown yet because what looks wrong is still being looked for."""
        return self._wanted.doubtful and self._doubtful is None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed at all."""
        return self._session.workspace.read_only

    def want(self, wanted: RowFilter) -> None:
        """Show other rows from the next load on."""
        self._wanted = wanted

    def hold(self) -> None:
        """Lay out only the first lines until `resume`."""
        self._held = True

    def resume(self) -> None:
        """Lay out what did not have to be there when the window came up; from now on a load goes on by itself."""
        self._held = False
        self._timer.start()

    def finish(self) -> None:
        """Lay out at once what is still to come."""
        if self._held:
            self.resume()
        while self._timer.isActive():
            self._take_next()

    def catch_up(self) -> None:
        """Build at once the rows that a large step changed."""
        self._rebuild(inf)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.sheet.height

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.columns.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.EditRole and (mark := self.mark(index)):
            return mark.text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.face(index).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns.title(section)
        if self.columns.is_closed(section) and role in (SHUT, Qt.ItemDataRole.ToolTipRole):
            return f"{self.columns.year(section)}は評価確定済みです。"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return FIXED if self.read_only or not self.sheet.is_open(index.row(), index.column()) else OPEN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 -- Qt's QVariant
        return role == Qt.ItemDataRole.EditRole and not self.type_in(index, str(value))

    def face(self, index: Index) -> Face:
        """Return what a cell shows."""
        return self.sheet.face(index.row(), index.column())

    def key(self, index: Index) -> CellKey | None:
        """Return the key of the figure or 所見 a cell shows, None where it shows none."""
        return self.sheet.key(index.row(), index.column())

    def mark(self, index: Index) -> Mark | None:
        """Return what was pasted into a cell and could not be read."""
        return self._marks.of(self.key(index), self.sheet.origin(index.row(), index.column())) if self._marks else None

    def doubts(self, index: Index) -> str:
        """Return what looks wrong about a figure or 所見, "" for nothing."""
        key = self.key(index) if self._doubts else None
        return self._doubts.get(key, "") if key else ""

    def put_marks(self, marks: Mapping[At, Mark], step: frozenset[CellKey]) -> None:
        """Mark what a paste could not put in; `step` are the cells it changed."""
        self._marks.put(marks, step)
        if marks:
            self._repaint_all()

    def forget_marks(self, block: Block | None = None) -> bool:
        """Take the marks away, of a block or all; False where there is none."""
        if not self._marks:
            return False
        if block is None:
            self._marks.clear()
            self._repaint_all()
            return True
        gone = [self._marks.drop(self.sheet.key(*place), self.sheet.origin(*place)) for place in block.places]
        self._repaint_all()
        return any(gone)

    def entry(self, index: Index) -> Entry | None:
        """Return the entry a row belongs to, None for a heading."""
        pair = self.sheet.pair(index.row())
        return pair.entry if pair else None

    def refusal(self, index: Index) -> str:
        """Return why a cell cannot be typed into, "" where it can."""
        return READ_ONLY if self.read_only else self.sheet.why_locked(index.row(), index.column())

    def is_closed(self, index: Index) -> bool:
        """Whether a cell shows a figure or 所見 of a closed year."""
        return self.sheet.is_closed(index.row(), index.column())

    def type_in(self, index: Index, text: str) -> str:
        """Put a typed text into a cell; returns why it cannot be, "" when it is saved."""
        key = self.key(index)
        if (refusal := self.refusal(index)) or not isinstance(key, ValueKey):
            return refusal
        try:
            if text != self.face(index).text:
                self._session.type_figure(key, text)
        except NotationError as error:
            return str(error)
        if self._marks.drop(key, (index.row(), index.column())):
            self._repaint_all()
        return ""

    def clear(self, index: Index) -> str:
        """Empty a figure or 所見; returns why it cannot be, "" when it is done."""
        key = self.key(index)
        if isinstance(key, CommentKey) and not self.read_only and not self.is_closed(index):
            self._session.write_remarks(key, "")
            return ""
        if (refusal := self.refusal(index)) or not isinstance(key, ValueKey):
            return refusal
        self._session.clear(key)
        return ""

    def where(self, key: CellKey) -> QModelIndex:
        """Return the first cell that shows a key, an invalid index where none does."""
        return self._at(self.sheet.where(key))

    def row_of(self, entry: Entry) -> QModelIndex:
        """Return the cell of the evaluation year in an entry's first actual, an invalid index where it is not shown."""
        self.finish()
        first = self.sheet.first_of(entry)
        return self._at(None if first is None else (first + 1, self.columns.of_year(self._session.year)))

    def next_entry(self, index: Index) -> QModelIndex:
        """Return where Enter goes: from an actual of the evaluation year to the next owed one, else down.

        Where none is owed below it goes on at the top.
        """
        here, place = (index.row(), index.column()), None
        if here[1] == self.columns.of_year(self._session.year):
            place = self._owed_below(here[0]) or self.sheet.next_owed(-1, self._session.year)
        return self._at(place if place and place != here else self.sheet.next_below(*here))

    def _owed_below(self, row: int) -> tuple[int, int] | None:
        """Return the next owed actual of the evaluation year below a row, laying out rows until there is one."""
        place = self.sheet.next_owed(row, self._session.year)
        while place is None and self._timer.isActive():
            self._take_next()
            place = self.sheet.next_owed(row, self._session.year)
        return place

    def entry_before(self, index: Index) -> QModelIndex:
        """Return where Shift+Enter goes: back the way that Enter goes on."""
        session = self._session
        place = None
        if index.column() == self.columns.of_year(session.year):
            place = self.sheet.owed_before(index.row(), session.year)
        return self._at(place or self.sheet.next_above(index.row(), index.column()))

    def owed_from(self, index: Index) -> QModelIndex:
        """Return the next owed cell behind one, from the top again at the end; invalid where all is entered."""
        while self._timer.isActive() and not self.sheet.owes_behind(index.row(), index.column()):
            self._take_next()
        return self._at(self.sheet.owed_from(index.row(), index.column()))

    def first_entry(self) -> QModelIndex:
        """Return where entry begins: the first owed actual of the evaluation year, else its first cell."""
        column = self.columns.of_year(self._session.year)
        owed = self.sheet.next_owed(-1, self._session.year)
        typable = (row for row in range(self.sheet.height) if not self.sheet.why_locked(row, column))
        first = next(typable, None)
        return self._at(owed or ((first + 1, column) if first is not None else None))

    def first_row(self) -> QModelIndex:
        """Return the first actual of the evaluation year, whether it can be typed into or not."""
        rows = range(self.sheet.height)
        first = next((row for row in rows if self.sheet.continues(row)), None)
        return self._at(None if first is None else (first, self.columns.of_year(self._session.year)))

    @property
    def _closed(self) -> frozenset[FiscalYear]:
        plan = self._session.plan
        return frozenset(year for year in plan.closed if plan.is_closed(year))

    def _at(self, place: tuple[int, int] | None) -> QModelIndex:
        return self.index(*place) if place else QModelIndex()

    def _take_next(self) -> None:
        self._take(NEXT_SLICE)

    def _take(self, seconds: float, most: int = sys.maxsize) -> None:
        """Lay out lines for some time; a timer brings the rest."""
        until = perf_counter() + seconds
        while self._rebuild(until) and perf_counter() < until and self.sheet.height < most:
            slice_ = next(self._coming, None)
            if slice_ is None:
                self._timer.stop()
                self.completed.emit()
                return
            if slice_:
                self._append(slice_)
        if not self._held:
            self._timer.start()

    def _append(self, slice_: list[Band | Pair]) -> None:
        start = self.sheet.height
        height = sum(1 if isinstance(line, Band) else 2 for line in slice_)
        self.beginInsertRows(QModelIndex(), start, start + height - 1)
        self.sheet.extend(self._session.plan, slice_)
        self.endInsertRows()
        self.laid_out.emit(start, start + height - 1)

    def _wanted_blocks(self) -> Iterator[list[Band | Pair]]:
        session = self._session
        of = blocks(lines(session.plan, session.node, session.year), AT_A_TIME)
        if not self._wanted.active:
            return of
        if self.waits:
            return iter(())
        return filtered(of, wanting(self._wanted, session.plan, session.year, self._doubtful or frozenset()))

    def _tip(self, index: Index) -> str | None:
        """Return what a cell says when it is pointed at: what was refused, its whole text, its note, its doubts."""
        face, mark = self.face(index), self.mark(index)
        said = [f"貼り付けた「{mark.text}」は入りませんでした。{mark.reason}"] if mark else []
        if face.verdict:
            said.append(f"{face.verdict.mark} {face.text}\n{face.detail}")
        elif face.part in (Part.REMARKS, Part.PROJECT, Part.NAME):
            said += [face.text, face.detail, f"差戻しの理由: {face.returned}" if face.returned else ""]
        said += [f"注記: {face.note}" if face.note else "", self.doubts(index)]
        return "\n".join(part for part in said if part) or None

    def _spoken(self, index: Index) -> str:
        """Return a cell in words, with what others see from its colour and its signs."""
        face, mark = self.face(index), self.mark(index)
        if mark:
            return f"{mark.text} 読めませんでした。{mark.reason}"
        words = "未入力" if face.owed else " ".join(part for part in (face.text, face.detail) if part) or "空欄"
        note, doubts = f"注記 {face.note}" if face.note else "", self.doubts(index)
        returned = f"差戻しの理由: {face.returned}" if face.returned else ""
        return "。".join(part for part in (words, note, doubts, returned, "確定済" if face.closed else "") if part)

    def show_doubts(self, open_: Iterable[Finding]) -> None:
        """Mark the cells that something looks wrong about."""
        findings, waited = list(open_), self.waits
        found: dict[CellKey, str] = {}
        self._doubtful = frozenset(finding.uid for finding in findings)
        for finding in findings:
            if finding.key is not None:
                found[finding.key] = "\n".join(filter(None, (found.get(finding.key), finding.sentence)))
        if found != self._doubts:
            self._doubts = found
            self._repaint_all()
        if waited:
            self.load()

    def _repaint_all(self) -> None:
        if self.sheet.height:
            self.dataChanged.emit(self.index(0, 0), self.index(self.sheet.height - 1, self.columns.count - 1))

    def _changed(self, step: ChangeSet) -> None:
        """Repaint the cells a step changed, and only those; what is still to be laid out must not come from before."""
        self.finish()
        if self.sheet.close(self._closed):
            self._repaint_all()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columns.count - 1)
        gone = self._marks and self._marks.follow(frozenset(change.cell for change in step.changes if change.cell))
        rebuilding = self.sheet.rebuild(self._session.plan, self._session.year, step)
        if len(step.changes) > SINGLY or rejudges(step):
            self._rebuilding = rebuilding
            self._timer.start()
            return
        touched = [place for was in rebuilding for place in self.sheet.differing(was)]
        if gone:
            self._repaint_all()
            return
        for row, column in touched:
            index = self.index(row, column)
            self.dataChanged.emit(index, index)

    def _rebuild(self, until: float) -> bool:
        """Build rows anew that a large step changed, for some time; False where there is more."""
        while self._rebuilding is not None:
            if perf_counter() >= until:
                return False
            if next(self._rebuilding, None) is None:
                self._rebuilding = None
                self._repaint_all()
        return True
