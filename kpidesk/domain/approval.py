"""The round of approval: which step follows which, what an edit undoes, how far the sections have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.change import CommentChange, DismissalChange, FactChange, ValueChange
from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Approval, Judgement, Stage
from kpidesk.domain.fact import Fact, FactKey
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Project
from kpidesk.domain.rollup import owed_by
from kpidesk.domain.verdict_changes import altered_verdicts, reaches
from kpidesk.domain.year_value import CommentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpidesk.domain.change import Change, ChangeSet
    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Node, Plan
    from kpidesk.domain.year_value import CellKey

NO_SECTION: Final = "(所管課なし)"

MOVES: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    Stage.OPEN: (Stage.SUBMITTED,),
    Stage.SUBMITTED: (Stage.RETURNED, Stage.CHECKED, Stage.OPEN),
    Stage.RETURNED: (Stage.SUBMITTED,),
    Stage.CHECKED: (Stage.RETURNED, Stage.OPEN),
}
"""What may follow each stage: 提出 by the section, 差戻し and 確認 by the planner, back to 入力中 by either."""


def why_not_moved(old: Stage, new: Stage) -> str:
    """Return why a sheet cannot go from one stage to another, "" where it can."""
    if new in MOVES[old]:
        return ""
    if old is new:
        return f"すでに{old.label}です。"
    if old is Stage.OPEN:
        return f"{old.label}のため、先に提出が必要です。"
    if old is Stage.RETURNED:
        return f"{old.label}中のため、先に再提出が必要です。"
    return f"{old.label}のため、先に差戻しか入力中に戻すことが必要です。"


def bears_sheet(node: Node) -> bool:
    """Whether a node has a sheet of its own: a project that is no 再掲, or what has indicators of its own."""
    return bool(node.indicators) or (isinstance(node, Project) and not node.repeats)


def borrowers(plan: Plan) -> dict[str, list[str]]:
    """Return the uids of the indicators that show another's values, by the uid of that one."""
    found: dict[str, list[str]] = {}
    for element in plan.places.elements():
        if isinstance(element, Indicator) and element.shares:
            found.setdefault(element.shares, []).append(element.uid)
    return found


def fallen_back(plan: Plan, change: Change, sharing: Mapping[str, list[str]]) -> Iterator[FactChange]:
    """Yield the changes by which checked sheets await their check again: the section's part changed, or a verdict did.

    That part is figures, 所見 and 自己評価; what 本部 and the committee add later leaves the sheet checked. Verdicts
    change with the direction, or with a figure of an earlier year. A sheet that is only handed in stays so: nobody has
    checked it yet. `plan` is as it was before the change, `sharing` what `borrowers` gives.
    """
    if isinstance(change, DismissalChange):
        return
    nodes = {uid: _node_of(plan, uid) for uid in (change.owner, *sharing.get(change.owner, ()))}
    own = _year_of_section(change)
    others = {year for node in nodes.values() for year in node.stages if year != own and _is_checked(node, year)}
    showing = nodes if isinstance(change, ValueChange) else (change.owner,)
    reached = [(uid, own) for uid in showing if own is not None]
    reached += altered_verdicts(plan, change, sorted(others))
    for sheet, year in dict.fromkeys((nodes[uid].uid, year) for uid, year in reached):
        if _is_checked(_node_of(plan, sheet), year):
            yield FactChange(FactKey(sheet, Fact.STAGE, year), Approval(Stage.CHECKED), Approval(Stage.SUBMITTED))


def _node_of(plan: Plan, uid: str) -> Node:
    """Return a node itself, of an indicator the one it hangs on."""
    place = plan.places[uid]
    return place.parent if isinstance(place.what, Indicator) else place.what


def _is_checked(node: Node, year: FiscalYear) -> bool:
    return node.stage(year) is Stage.CHECKED


def fell_back(step: ChangeSet) -> list[str]:
    """Return the uids of the sheets that a step put back from 確認済 to 提出済 by altering what was checked."""
    return [
        change.owner
        for change in step.changes
        if isinstance(change, FactChange)
        and change.key.fact is Fact.STAGE
        and (year := change.key.year) is not None
        and any(_year_of_section(each) == year or reaches(each, year) for each in step.changes)
        and [_stage(change.old), _stage(change.new)] == [Stage.CHECKED, Stage.SUBMITTED]
    ]


def _stage(value: object) -> Stage:
    return value.stage if isinstance(value, Approval) else Stage.OPEN


def moves_stage(step: ChangeSet) -> bool:
    """Whether a step moves any sheet on in the round, or back."""
    return any(isinstance(change, FactChange) and change.key.fact is Fact.STAGE for change in step.changes)


def why_returned(plan: Plan, entry: Entry, year: FiscalYear) -> str:
    """Return why the sheet of an entry was sent back, "" where it was not; the entry may be from before a step."""
    standing = entry.project or (entry.path[-1] if entry.path else plan)
    node = plan.places[standing.uid].what
    sheet = plan.original(node) if isinstance(node, Project) else node
    approval = None if isinstance(sheet, Indicator) else sheet.stages.get(year)
    return approval.reason if approval and approval.stage is Stage.RETURNED else ""


def any_returned(plan: Plan, year: FiscalYear) -> bool:
    """Whether a sheet of a year waits for its section because it was sent back."""
    elements = plan.places.elements()
    return any(not isinstance(each, Indicator) and each.stage(year) is Stage.RETURNED for each in elements)


def _year_of_section(change: Change) -> FiscalYear | None:
    """Return the year in which a change alters what the section sends, None where it does not."""
    if isinstance(change, ValueChange):
        return change.key.year
    if isinstance(change, CommentChange):
        return None if change.key.kind is CommentKind.COMMITTEE else change.key.year
    if isinstance(change, FactChange) and change.key.fact is Fact.JUDGEMENT:
        own = [each.own if isinstance(each, Judgement) else None for each in (change.old, change.new)]
        return change.key.year if own[0] != own[1] else None
    return None


@frozen
class Sheet:
    """What a section hands in for a year: a node with its entries; its section by the name it had that year."""

    node: Node
    section: str
    stage: Stage
    owed: frozenset[CellKey]


def sheets(plan: Plan, year: FiscalYear) -> list[Sheet]:
    """Return the sheets of a year in printed order, a 再掲 with its original; `plan` is as in force that year."""
    nodes: dict[str, Node] = {}
    keys: dict[str, set[CellKey]] = {}
    for entry in entries(plan, plan):
        node = sheet_of(plan, entry)
        nodes[node.uid] = node
        keys.setdefault(node.uid, set()).update(owed_by(plan, entry, year))
    return [
        Sheet(node, plan.section_in(section_of_node(node), year), node.stage(year), frozenset(keys[uid]))
        for uid, node in nodes.items()
    ]


def sheet_of(plan: Plan, entry: Entry) -> Node:
    """Return the node on whose sheet an entry stands."""
    return entry.source or (entry.path[-1] if entry.path else plan)


def section_of_node(node: Node) -> str:
    """Return the section (所管課) that hands a node's sheet in: its own, else its indicators'; "" for none."""
    own = node.section if isinstance(node, Project) else ""
    return own or next((each.section for each in node.indicators if each.section), "")


@frozen
class RoundTally:
    """One line of the round: a section, how many sheets it has at each stage, and how many cells it still owes."""

    section: str
    sheets: tuple[Sheet, ...]

    @property
    def title(self) -> str:
        """The section's name, or that there is none."""
        return self.section or NO_SECTION

    @property
    def owed(self) -> int:
        """How many cells are still owed."""
        return len({key for each in self.sheets for key in each.owed})

    def count(self, stage: Stage) -> int:
        """Return how many sheets are at a stage."""
        return sum(each.stage is stage for each in self.sheets)


def round_by_section(plan: Plan, year: FiscalYear) -> list[RoundTally]:
    """Return a line for each section in order of its first sheet, what has none last; `plan` as in force that year."""
    groups: dict[str, list[Sheet]] = {}
    for sheet in sheets(plan, year):
        groups.setdefault(sheet.section, []).append(sheet)
    return [RoundTally(section, tuple(groups[section])) for section in sorted(groups, key=lambda each: not each)]
