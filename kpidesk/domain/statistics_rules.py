"""What must hold for the 統計表 of a plan: names, columns, formulas that can be read and do not run in a circle."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final, TypeVar

from kpidesk.domain.formula import FormulaError, fold, parse
from kpidesk.domain.formula_steps import SUBJECT, Formula
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.statistics import MOST_IN_CHART, Statistic, StatisticColumn, StatisticRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kpidesk.domain.statistics import StatisticChart

LONGEST_CHAIN: Final = 60
"""Formulas over rows that are formulas themselves; a longer chain is refused."""

_UNNAMEABLE: Final = re.compile(r"[「」]")
_Name = tuple[str, str]
_Found = tuple[str, Statistic, StatisticRow]
_Part = TypeVar("_Part", Statistic, StatisticRow, StatisticColumn)


def with_statistic_uids(tables: Sequence[Statistic], taken: Collection[str]) -> tuple[Statistic, ...]:
    """Give a uid to every table (t1, t2, …), row (its own name where that is free, else r1, …) and computed column."""
    return tuple(
        replace(
            table,
            rows=tuple(_named(table.rows, "r", (), _own_name)),
            columns=tuple(_named(table.columns, "c", (), lambda column: "" if column.formula else None)),
        )
        for table in _named(tables, "t", taken, lambda _: "")
    )


def _own_name(row: StatisticRow) -> str:
    return "" if _UNNAMEABLE.search(row.name) or fold(row.name) == SUBJECT else row.name


def _named(
    parts: Iterable[_Part], prefix: str, taken: Collection[str], wish: Callable[[_Part], str | None]
) -> Iterator[_Part]:
    """Yield the parts, those without a uid with the one they wish or the next free number; None wishes for none."""
    every: list[_Part] = list(parts)
    used = {fold(uid) for uid in (*taken, *(each.uid for each in every)) if uid}
    numbers = count(1)
    for part in every:
        wished = wish(part)
        if part.uid or wished is None:
            yield part
            continue
        uid = wished
        while not uid or fold(uid) in used:
            uid = f"{prefix}{next(numbers)}"
        used.add(fold(uid))
        yield replace(part, uid=uid)


def check_statistics(tables: Sequence[Statistic], owners: Mapping[str, str]) -> None:
    """Refuse with its path (DocumentError) what cannot be named, read, or worked out.

    `owners` says what the uids of the plan, its nodes and indicators belong to.
    """
    if not tables:
        return
    taken = {fold(uid): path or "plan" for uid, path in owners.items()}
    rows: dict[_Name, _Found] = {}
    for number, table in enumerate(tables):
        path = f"statistics[{number}]"
        _take(taken, table.uid, path)
        _check_rows(table, path, rows)
    for number, table in enumerate(tables):
        path = f"statistics[{number}]"
        _check_columns(table, path, rows)
        _check_charts(table.charts, {row.uid for row in table.rows}, path)
    _check_circles(rows)


def _take(taken: dict[str, str], uid: str, path: str) -> None:
    if _UNNAMEABLE.search(uid):
        raise DocumentError(f"{path}.uid", f"「{uid}」のかぎかっこは、式の中で名前にできません。")
    if fold(uid) in taken:
        raise DocumentError(f"{path}.uid", f"「{uid}」は {taken[fold(uid)]} と同じです。")
    taken[fold(uid)] = path


def _check_rows(table: Statistic, path: str, rows: dict[_Name, _Found]) -> None:
    taken: dict[str, str] = {}
    for number, row in enumerate(table.rows):
        below = f"{path}.rows[{number}]"
        _take(taken, row.uid, below)
        if fold(row.uid) == SUBJECT:
            raise DocumentError(f"{below}.uid", f"「{SUBJECT}」は列の式で使う言葉のため、行の名前にできません。")
        if row.formula and row.values:
            raise DocumentError(f"{below}.values", f"「{row.name}」は式で計算する行のため、値は書けません。")
        rows[fold(table.uid), fold(row.uid)] = (below, table, row)


def _check_columns(table: Statistic, path: str, rows: Mapping[_Name, _Found]) -> None:
    taken: dict[str, str] = {}
    years = set()
    for number, column in enumerate(table.columns):
        below = f"{path}.columns[{number}]"
        if (column.year is None) == (not column.formula):
            raise DocumentError(below, "列には year か formula のどちらか一つが必要です。")
        if column.year is None:
            _take(taken, column.uid, below)
            if not column.title:
                raise DocumentError(f"{below}.title", "計算の列には見出しが必要です。")
            _check_column_formula(column.formula, f"{below}.formula", column.title, table, rows)
            continue
        if column.uid or column.unit or column.decimals is not None:
            raise DocumentError(below, "年の列に書けるのは year と title だけです。")
        if column.year in years:
            raise DocumentError(f"{below}.year", f"{table.year_name(column.year)}の列が二度あります。")
        years.add(column.year)
    for number, row in enumerate(table.rows):
        _check_own(table, row, f"{path}.rows[{number}].columns", rows)


def _check_own(table: Statistic, row: StatisticRow, path: str, rows: Mapping[_Name, _Found]) -> None:
    known = [column.uid for column in table.columns if column.formula]
    for uid, own in row.own.items():
        if uid not in known:
            raise DocumentError(f"{path}.{uid}", f"「{uid}」という計算の列がありません。")
        if own.formula and own.value is not None:
            raise DocumentError(f"{path}.{uid}.value", "式と値の両方は書けません。")
        if own.formula:
            _check_column_formula(own.formula, f"{path}.{uid}.formula", row.name, table, rows)


def _check_charts(charts: Sequence[StatisticChart], rows: Collection[str], path: str) -> None:
    for number, chart in enumerate(charts):
        below = f"{path}.charts[{number}].rows"
        if not 1 <= len(chart.rows) <= MOST_IN_CHART:
            raise DocumentError(below, f"グラフにできるのは1行から{MOST_IN_CHART}行までです。")
        for uid in chart.rows:
            if uid not in rows:
                raise DocumentError(below, f"「{uid}」という行がありません。")


def _check_column_formula(text: str, path: str, name: str, table: Statistic, rows: Mapping[_Name, _Found]) -> None:
    for each in _read(text, path, name).references:
        if each.year is None:
            raise DocumentError(path, f"「{name}」の列の式では、{each.row}@2015 のように年を書いてください。")
        if not each.is_subject:
            _find(rows, (each.table or table.uid, each.row), path, name)


def _read(text: str, path: str, name: str) -> Formula:
    try:
        return parse(text)
    except FormulaError as error:
        raise DocumentError(path, f"「{name}」の式の{error}") from error


def _find(rows: Mapping[_Name, _Found], wanted: _Name, path: str, name: str) -> _Name:
    key = fold(wanted[0]), fold(wanted[1])
    if key not in rows:
        raise DocumentError(path, f"「{name}」の式にある「{wanted[1]}」という行がありません。")
    return key


def _check_circles(rows: Mapping[_Name, _Found]) -> None:
    """Refuse formulas that lead back to themselves, whatever the year, and chains too long to follow."""
    leads = {key: _leads(rows, found) for key, found in rows.items()}
    depth: dict[_Name, int] = {}
    for start in rows:
        trail: list[_Name] = [start]
        while trail:
            at = trail[-1]
            following = next((each for each in leads[at] if each not in depth), None)
            if following is None:
                depth[at] = max((depth[each] + 1 for each in leads[at]), default=0)
                trail.pop()
            elif following in trail:
                _refuse(rows, [*trail[trail.index(following) :], following])
            else:
                trail.append(following)
            if depth.get(at, 0) > LONGEST_CHAIN:
                path, _, row = rows[at]
                raise DocumentError(
                    f"{path}.formula", f"「{row.name}」の式がたどる行が多すぎます({LONGEST_CHAIN}まで)。"
                )


def _leads(rows: Mapping[_Name, _Found], found: _Found) -> list[_Name]:
    """Return the rows that the formula of a row speaks of, each once."""
    path, table, row = found
    if not row.formula:
        return []
    path = f"{path}.formula"
    references = _read(row.formula, path, row.name).references
    if any(each.is_subject for each in references):
        raise DocumentError(path, f"「{row.name}」の式の「{SUBJECT}」は、列の式だけで使えます。")
    return list(dict.fromkeys(_find(rows, (each.table or table.uid, each.row), path, row.name) for each in references))


def _refuse(rows: Mapping[_Name, _Found], circle: Sequence[_Name]) -> None:
    shown = " → ".join(rows[each][2].name for each in circle)
    raise DocumentError(f"{rows[circle[0]][0]}.formula", f"式が自分自身に戻ります({shown})。")
