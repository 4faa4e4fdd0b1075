"""Writes into many cells of the grid as one step each: paste, fill, clear, and what is said about figures."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from kpidesk.domain.change import value_at
from kpidesk.domain.year_value import Number, Side, ValueKey
from kpidesk.ui.grid_block import Block
from kpidesk.ui.grid_columns import Part
from kpidesk.ui.grid_marks import Mark
from kpidesk.ui.session import READ_ONLY
from kpidesk.workspace.paste import clear, paste

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Absence, CellKey, Standing
    from kpidesk.ui.grid_block import Place
    from kpidesk.ui.grid_marks import At
    from kpidesk.ui.grid_sheet import Sheet
    from kpidesk.ui.session import Session
    from kpidesk.ui.year_grid_model import YearGridModel
    from kpidesk.workspace.edit import Edit
    from kpidesk.workspace.paste import Refusal

    Cells = Sequence[tuple[Place, str]]

DASHES = ("—", "―", "–", "-", "－", "ー")
NO_FIGURE = "数値の入っているセルを選んでください。"
NO_ENTRY = "選んだ範囲には、入力できるセルがありません。"
NOTHING_TO_FILL = "この範囲には、写せる値がありません。"

# Rows go by what is displayed, headings included, as in a spreadsheet: a block copied across a heading carries a
# row for it and lands right again, and so does a block of a 集計表 in Excel that has the same headings. A heading
# takes no value; a text over a computed or fixed cell is passed over when the cell shows just that, else marked.
# Filling is different: it leaves headings alone and takes 目標値 from 目標値 and 実績値 from 実績値 only, for nobody
# who draws an actual down over other indicators means to overwrite the targets on the way.


class GridWriter:
    """Every deed is one step, and says in a sentence what came of it."""

    def __init__(self, session: Session, model: YearGridModel) -> None:
        self._session = session
        self._model = model

    def paste(self, at: Place, texts: Sequence[Sequence[str]]) -> None:
        """Put a block of texts into the cells from `at` on, as far as the table reaches."""
        sheet = self._sheet
        cells = [
            ((at[0] + row, at[1] + column), text)
            for row, line in enumerate(texts)
            for column, text in enumerate(line)
            if at[0] + row < sheet.height and at[1] + column < sheet.columns.count
        ]
        self._put("貼り付け", cells)

    def type_all(self, block: Block, text: str) -> None:
        """Put one typed text into all cells that can be typed into."""
        places = [place for place in block.places if not self._sheet.why_locked(*place)]
        if places:
            self._put("一括入力", [(place, text) for place in places])
        else:
            self._say(self._why(block))

    def fill(self, source: Block, over: Block) -> None:
        """Copy a block on over a larger one that contains it, again and again."""
        down = list(self._down(source, over)) if source.columns == over.columns else list(self._across(source, over))
        self._copy(down)

    def fill_down(self, block: Block) -> None:
        """Copy the first line of a block down over it; a block of one line takes the line above."""
        sheet = self._sheet
        top = next((row for row in block.rows if sheet.side(row)), None)
        if top is None:
            self._say(NOTHING_TO_FILL)
            return
        last = top + 1 if sheet.side(top) is Side.TARGET and top < block.bottom else top
        if last < block.bottom:
            self.fill(Block(top, block.left, last, block.right), Block(top, block.left, block.bottom, block.right))
            return
        above = {row: self._above(row, top) for row in range(top, last + 1)}
        self._copy(
            ((source, column), (row, column))
            for row, source in above.items()
            if source is not None
            for column in block.columns
        )

    def fill_right(self, block: Block) -> None:
        """Copy the first column of a block over it; a block of one column takes the column to its left."""
        left = block.left if block.width > 1 else block.left - 1
        self._copy(((row, left), (row, column)) for row in block.rows for column in block.columns if left >= 0)

    def clear(self, block: Block) -> None:
        """Empty what can be emptied."""
        keys = self._open_keys(block)
        marked = self._model.forget_marks(block)
        if self._model.read_only or not keys:
            if not marked:
                self._say(READ_ONLY if self._model.read_only else self._why(block))
            return
        with self._session.edit(self._title(keys, "消去")) as edit:
            clear(edit, keys)
        self._say_left_out(block)

    def say_absence(self, block: Block, reason: Absence) -> None:
        """Say why no figure applies."""
        self._each(block, lambda edit, key: edit.set_absence(key, reason), reason.value)

    def say_standing(self, block: Block, standing: Standing | None) -> None:
        """Say how firm the figures of a block are."""
        word = standing.label if standing else "確定値などの区別なし"
        self._each(block, lambda edit, key: edit.set_standing(key, standing), word, of_figures=True)

    def write_note(self, block: Block, note: str) -> None:
        """Write the note of the figures of a block."""
        self._each(block, lambda edit, key: edit.set_note(key, note), "数値の注記", of_figures=True)

    def figures(self, block: Block) -> list[ValueKey]:
        """Return the keys of the figures that stand in a block."""
        plan = self._session.plan
        keys = (key for key in self._open_keys(block) if isinstance(key, ValueKey))
        return [key for key in keys if isinstance(value_at(plan, key), Number)]

    def why_no_figure(self, block: Block) -> str:
        """Return why nothing can be said about the figures of a block."""
        return self._why(block) if any(self._sheet.is_closed(*place) for place in block.places) else NO_FIGURE

    # inside

    @property
    def _sheet(self) -> Sheet:
        return self._model.sheet

    def _say(self, sentence: str) -> None:
        self._session.noticed.emit(sentence)

    def _why(self, block: Block) -> str:
        closed = next((place for place in block.places if self._sheet.is_closed(*place)), None)
        if closed or block.single:
            return self._sheet.why_locked(*(closed or (block.top, block.left)))
        return NO_ENTRY

    def _keys(self, block: Block) -> list[CellKey]:
        keys = (self._sheet.own_key(*place) for place in block.places)
        return list(dict.fromkeys(key for key in keys if key is not None))

    def _open_keys(self, block: Block) -> list[CellKey]:
        """Return the keys of what can be altered."""
        plan = self._session.plan
        return [key for key in self._keys(block) if not plan.is_closed(key.year)]

    def _say_left_out(self, block: Block) -> None:
        """Say how much of a block was left as it is because its year is closed."""
        left = len(self._keys(block)) - len(self._open_keys(block))
        if left:
            self._say(f"評価確定済みの年度の{left}件は、そのまま残しました。")

    def _title(self, keys: Sequence[CellKey], what: str) -> str:
        return self._session.title_of(keys[0], what) if len(keys) == 1 else f"{len(keys)}個のセルの{what}"

    def _each(
        self, block: Block, deed: Callable[[Edit, ValueKey], object], word: str, *, of_figures: bool = False
    ) -> None:
        keys = self.figures(block) if of_figures else [k for k in self._open_keys(block) if isinstance(k, ValueKey)]
        if self._model.read_only or not keys:
            self._say(
                READ_ONLY if self._model.read_only else self.why_no_figure(block) if of_figures else self._why(block)
            )
            return
        with self._session.edit(self._title(keys, f"「{word}」への変更")) as edit:
            for key in keys:
                deed(edit, key)
        self._say_left_out(block)

    def _put(self, what: str, cells: Cells) -> None:
        """Write texts; what cannot be read is marked in its cell."""
        if self._model.read_only:
            self._say(READ_ONLY)
            return
        sheet = self._sheet
        keys = [sheet.own_key(*place) for place, _ in cells]
        texts = [self._wanted(place, key, text) for (place, text), key in zip(cells, keys, strict=True)]
        taken = [key for key in keys if key is not None]
        with self._session.edit(self._title(taken, what) if taken else what) as edit:
            refused = paste(edit, [keys], [texts])
            changed = frozenset(change.cell for change in edit.changes if change.cell)
        self._model.put_marks(self._marks([place for place, _ in cells], refused), changed)
        self._say(_told(what, len(taken), refused, self._session.plan))

    def _marks(self, places: Sequence[Place], refused: Sequence[Refusal]) -> dict[At, Mark]:
        """Return the marks for what did not go in, on the cell that is seen where it should have stood."""
        marks: dict[At, Mark] = {}
        for each in refused:
            place = places[each.column]
            at = self._sheet.key(*place) or self._sheet.origin(*place)
            text = f"{marks[at].text} {each.text}" if at in marks and each.key is None else each.text
            marks[at] = Mark(text, each.reason)
        return marks

    def _wanted(self, place: Place, key: CellKey | None, text: str) -> str:
        """Return the text; "" for one that only repeats what a cell shows that takes no entry."""
        if key is not None:
            return text
        row, column = self._sheet.origin(*place)
        shown = self._sheet.copied(row)[column].strip()
        same = text.strip() == shown or (shown in DASHES and text.strip() in DASHES)
        return "" if same else text

    def _copy(self, pairs: Iterable[tuple[Place, Place]]) -> None:
        """Write into each second cell what the first one shows, where both are of one kind."""
        sheet = self._sheet
        alike = [(of, to) for of, to in pairs if of != to and self._alike(of, to)]
        cells = [(to, sheet.copied(of[0])[of[1]]) for of, to in alike if not sheet.is_closed(*to)]
        if cells:
            self._put("値の複写", cells)
        else:
            self._say(sheet.why_locked(*alike[0][1]) if alike else NOTHING_TO_FILL)

    def _alike(self, one: Place, other: Place) -> bool:
        keys = self._sheet.own_key(*one), self._sheet.own_key(*other)
        return None not in keys and type(keys[0]) is type(keys[1])

    def _above(self, row: int, top: int) -> int | None:
        """Return the row above a block that is of the same line as a row in it."""
        side = self._sheet.side(row)
        return next((each for each in range(top - 1, -1, -1) if self._sheet.side(each) is side), None)

    def _down(self, source: Block, over: Block) -> Iterator[tuple[Place, Place]]:
        sheet = self._sheet
        for side in Side:
            rows = [row for row in source.rows if sheet.side(row) is side]
            below = (row for row in range(source.bottom + 1, over.bottom + 1) if sheet.side(row) is side)
            above = (row for row in range(source.top - 1, over.top - 1, -1) if sheet.side(row) is side)
            for order, new in ((rows, below), (rows[::-1], above)):
                for of, to in zip(cycle(order), new, strict=False):
                    yield from (((of, column), (to, column)) for column in source.columns)

    def _across(self, source: Block, over: Block) -> Iterator[tuple[Place, Place]]:
        behind = range(source.right + 1, over.right + 1)
        before = range(source.left - 1, over.left - 1, -1)
        for order, new in ((source.columns, behind), (source.columns[::-1], before)):
            for of, to in zip(cycle(order), new, strict=False):
                if self._sheet.columns.part(to) is Part.FIGURE:
                    yield from (((row, of), (row, to)) for row in source.rows)


def _told(what: str, cells: int, refused: Sequence[Refusal], plan: Plan) -> str:
    """Return what came of a paste in one sentence."""
    closed = sum(1 for each in refused if each.key is not None and plan.is_closed(each.key.year))
    unread = sum(1 for each in refused if each.key is not None) - closed
    locked = len(refused) - unread - closed
    done = {"貼り付け": "貼り付け", "一括入力": "入力し", "値の複写": "複写し"}[what]
    parts = [f"{cells - unread - closed}件を{done}"]
    if unread:
        parts.append(f"{unread}件は読めませんでした。")
    if locked:
        parts.append(f"{locked}件は入力できないセルのため入りませんでした。")
    if closed:
        parts.append(f"{closed}件は評価確定済みの年度のため入りませんでした。")
    if len(parts) == 1:
        return parts[0] + "ました。"
    return "、".join(part.rstrip("。") if number + 1 < len(parts) else part for number, part in enumerate(parts))
