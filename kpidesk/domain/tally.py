"""How far the year's entry has come, goal by goal and section (所管課) by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.entries import entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.rollup import owed_by, split_owed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import CellKey


@frozen
class Tally:
    """One line: what it counts, how many entries, how many owe nothing, and how much the others owe.

    `uid` and `key` say where to go: the goal, or what the section owes first (its first entry where it owes nothing).
    """

    title: str
    entries: int
    complete: int
    actuals: int
    remarks: int
    uid: str
    key: CellKey | None = None


def by_goal(plan: Plan, year: FiscalYear) -> list[Tally]:
    """Return a line for the plan's own indicators, where it has any, and one for each goal."""
    groups = _grouped((entry.path[0].uid if entry.path else plan.uid, entry) for entry in entries(plan, plan))
    return [_tally(plan, uid, "", each, year) for uid, each in groups.items()]


def by_section(plan: Plan, year: FiscalYear) -> list[Tally]:
    """Return a line for each section in order of its first place, none where the plan names no section.

    What has no section comes last, with an empty title.
    """
    groups = _grouped((plan.section_in(section_of(entry), year), entry) for entry in entries(plan, plan))
    named = [(section, each) for section, each in groups.items() if section]
    rest = [("", groups[""])] if named and "" in groups else []
    return [_tally(plan, "", section, each, year) for section, each in (*named, *rest)]


def section_of(entry: Entry) -> str:
    """Return the section in charge: the indicator's own, else the project's; "" where none is named."""
    own = entry.standing.section if entry.standing else ""
    project = entry.project.section if entry.project else ""
    return own or project or (entry.source.section if entry.source else "")


def section_names(plan: Plan, year: FiscalYear) -> list[str]:
    """Return the sections of a year by the names they had then: those of the plan's list, then others in use."""
    listed = [each.name for each in plan.sections if each.existed_in(year)]
    used = sorted({plan.section_in(section_of(entry), year) for entry in entries(plan, plan)} - {""})
    return list(dict.fromkeys((*listed, *used)))


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for name, entry in pairs:
        groups.setdefault(name, []).append(entry)
    return groups


def _tally(plan: Plan, uid: str, title: str, below: list[Entry], year: FiscalYear) -> Tally:
    owed = [owed_by(plan, entry, year) for entry in below]
    keys = [key for each in owed for key in each]
    actuals, remarks = split_owed(dict.fromkeys(keys))
    first = next((entry for entry, each in zip(below, owed, strict=True) if each), below[0])
    return Tally(
        title or (plan.places[uid].title if uid else ""),
        len(below),
        sum(not each for each in owed),
        actuals,
        remarks,
        uid or first.comment_owner,
        None if uid or not keys else keys[0],
    )
