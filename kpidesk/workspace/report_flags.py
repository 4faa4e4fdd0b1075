"""The choices of documents as a command line gives them: texts and switches in, ReportOptions or a refusal out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.frozen import frozen
from kpidesk.errors import UserError
from kpidesk.reports.options import Option, ReportOptions
from kpidesk.workspace.export import Format, check_year, named_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

_FRONT: Final = {
    "number": "資料番号(資料1-1)",
    "meeting": "会議名",
    "date": "期日",
    "draft": "題名に(案)を付けます",
    "approval": "起案用紙を付けます",
    "drafted": "起案日",
    "section": "起案者の所属",
    "drafter": "起案者",
    "offices": "決裁欄(市長、副市長、…)",
}
"""What a document with pages is handed out with, by the fields of the front."""
_SWITCHES: Final = ("draft", "approval")


@frozen
class Flag:
    """One flag: its name on the command line, what it does, what it takes ("" for a switch)."""

    name: str
    words: str
    metavar: str = ""


def flags() -> dict[str, Flag]:
    """Return every flag of `kpidesk export` by the name its choice goes by."""
    chosen = {option.value: _flag(option) for option in Option}
    front = {name: Flag(f"--{name}", words, "" if name in _SWITCHES else "TEXT") for name, words in _FRONT.items()}
    return chosen | front


def options_of(plan: Plan, report: str, year: FiscalYear, given: Mapping[str, str | bool]) -> ReportOptions:
    """Return what is chosen for a document; `given` holds the flags that were used, by their names.

    Raises UserError for a flag the document does not offer and a text that is none of the choices.
    """
    document = named_document(report)
    check_year(plan, year)
    offered = {each.value for each in document.offers} | (_FRONT.keys() if Format.PDF in document.formats else set())
    known = flags()
    if refused := [known[name].name for name in given if name not in offered]:
        usable = "、".join(flag.name for name, flag in known.items() if name in offered)
        remedy = f"使える指定: {usable}" if usable else "指定を付けずに書き出してください。"
        raise UserError(f"「{document.title}」では {'、'.join(refused)} を指定できません。", remedy=remedy)
    options, in_force = ReportOptions(), plan.at(year)
    for option in Option:
        if option.value in given:
            chosen = _chosen(option, in_force, given[option.value])
            options = option.put(options, chosen)
    front: dict[str, Any] = {name: given[name] for name in _FRONT if name in given}
    return replace(options, front=replace(options.front, **front))


def _flag(option: Option) -> Flag:
    """Return the flag of an option; a switch that is on by itself can be turned off."""
    name = option.value.replace("_", "-")
    if not option.is_switch:
        return Flag(f"--{name}", option.label, option.value.upper())
    if option.of(ReportOptions()):
        return Flag(f"--no-{name}", f"「{option.label}」をやめます")
    return Flag(f"--{name}", option.label)


def _chosen(option: Option, plan: Plan, text: str | bool) -> object:  # noqa: FBT001 -- a switch that was used
    if isinstance(text, bool):
        return not option.of(ReportOptions())
    found = option.read(text, plan)
    if found is None:
        usable = "、".join(written for written in map(option.written, option.choices(plan)) if written)
        raise UserError(
            f"「{option.label}」に「{text}」は選べません。", where=_flag(option).name, remedy=f"選べるもの: {usable}"
        )
    return found
