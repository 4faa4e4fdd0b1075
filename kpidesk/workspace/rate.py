"""Trying a rating scheme on a year without storing it, and the schemes there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan import Measure, Plan
from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.rating import Outcome, judge
from kpidesk.domain.scheme_codec import dumps_scheme, loads_scheme
from kpidesk.domain.verdict_counts import counted
from kpidesk.errors import UserError
from kpidesk.workspace.export import check_year
from kpidesk.workspace.show import by_section, tallied

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator
    from kpidesk.domain.scheme import Scheme

_LISTED = "kpidesk schemes で、使える判定方式の名前を確かめてください。"


def rate(whole: Plan, year: FiscalYear, scheme: Scheme) -> dict[str, Any]:
    """Return the verdict of every indicator of a year under a scheme, and how they add up; UserError as `show`."""
    check_year(whole, year)
    plan = whole.at(year)
    return {
        "municipality": plan.municipality,
        "title": plan.title,
        "year": year.start,
        "scheme": scheme.name,
        "rows": [_row(plan, entry, entry.shown, year, scheme) for entry in entries(plan, plan) if entry.shown],
        "goals": [
            {
                "uid": goal.uid,
                "label": plan.places[goal.uid].label,
                "title": goal.title,
                **tallied(plan, counted(plan, goal), year, scheme),
            }
            for goal in plan.goals
        ],
        "sections": by_section(plan, year, scheme),
        "total": tallied(plan, counted(plan, plan), year, scheme),
    }


def _row(plan: Plan, entry: Entry, shown: Indicator, year: FiscalYear, scheme: Scheme) -> dict[str, Any]:
    verdict = judge(plan, shown, year, scheme)
    return {
        "uid": shown.uid,
        "kind": shown.kind.value,
        "place": [plan.places[node.uid].title for node in entry.path if isinstance(node, Measure)],
        "project": entry.project.title if entry.project else None,
        "indicator": shown.name,
        "counted": entry.counts_as_kpi,
        "judged": verdict.outcome is Outcome.JUDGED,
        "label": verdict.label,
        "mark": verdict.mark,
        "rate": verdict.rate_text or None,
        "points": verdict.points,
        "why": verdict.why,
        "line": verdict.line,
    }


def presets() -> list[tuple[str, str, str]]:
    """Return id, name and a sentence of every scheme that comes with the program."""
    return [(scheme.id, scheme.name, scheme.about) for scheme in PRESETS]


def preset_document(ident: str) -> str:
    """Return one of them as a document; UserError for an unknown id."""
    return dumps_scheme(_preset(ident))


def find_scheme(name: str) -> Scheme:
    """Return the scheme of an id, else the one in a JSON file; UserError with the place of what is wrong there."""
    path = Path(name)
    if preset(name) is not None or not (path.suffix or path.exists()):
        return _preset(name)
    return read_scheme(path)


def read_scheme(path: Path) -> Scheme:
    """Return the scheme in a JSON file; UserError with the place of what is wrong there."""
    try:
        return loads_scheme(path.read_text(encoding="utf-8-sig"))
    except DocumentError as error:
        where = f"{path} {error.path}".rstrip()
        raise UserError("判定方式の文書に誤りがあります。", where=where, remedy=error.reason) from error
    except FileNotFoundError as error:
        raise UserError("判定方式の文書が見つかりません。", where=str(path), remedy=_LISTED) from error
    except (OSError, UnicodeDecodeError) as error:
        remedy = "UTF-8で書かれたJSONファイルを選んでください。"
        raise UserError("判定方式の文書を読めません。", where=str(path), remedy=remedy) from error


def write_scheme(scheme: Scheme, to: Path) -> None:
    """Write a scheme as a JSON file; UserError for what the operating system refuses."""
    from kpidesk.exporters.safe_file import replacing  # noqa: PLC0415 -- loads when first needed

    with replacing(to) as beside:
        beside.write_text(dumps_scheme(scheme), encoding="utf-8")


def _preset(ident: str) -> Scheme:
    found = preset(ident)
    if found is None:
        raise UserError(f"判定方式「{ident}」はありません。", remedy=_LISTED)
    return found
