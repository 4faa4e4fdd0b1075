"""The commands: each a few lines over the workspace; data on stdout, messages in Japanese on stderr."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.cli_parser import parse_arguments
from kpidesk.domain.checks import findings
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.notation import NotationError
from kpidesk.domain.plan import Plan, Project
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.errors import UserError
from kpidesk.workspace.export import REPORTS, check_year, export
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.show import show
from kpidesk.workspace.workspace import Edit, Workspace, read_document

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from kpidesk.workspace.services import Services

DONE, REFUSED = 0, 1


def run(arguments: Sequence[str], services: Services) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or findings, 2 not to be parsed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    options = parse_arguments(arguments, services.version)
    if isinstance(options, int):
        return options
    try:
        code: int = _COMMANDS[options.command](options, services)
    except UserError as error:
        print(error, file=sys.stderr)
        return REFUSED
    return code


def _sample(options: Namespace, services: Services) -> int:
    make_sample(Path(options.file), services)
    _say(f"見本を作りました: {options.file}")
    return DONE


def _load(options: Namespace, services: Services) -> int:
    plan = read_document(Path(options.document))
    path = Path(options.file)
    made = not path.exists()
    workspace = Workspace.create(path, services) if made else Workspace.open(path, services)
    try:
        workspace.add_plan(plan)
    except BaseException:
        workspace.close()
        if made:
            path.unlink(missing_ok=True)
        raise
    workspace.close()
    _say(f"計画を読み込みました: {plan.municipality} {plan.title}")
    return DONE


def _dump(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        sys.stdout.write(dumps(_plan(workspace, options)))
    return DONE


def _plans(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        for plan in workspace.plans.values():
            print(plan.uid, plan.municipality, plan.title, f"{plan.years.first}〜{plan.years.last}", sep="\t")
    return DONE


def _show(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        shown = show(_plan(workspace, options), _year(options))
    if options.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(shown)))
    return DONE


def _set(options: Namespace, services: Services) -> int:
    with _opened(options, services, write=True) as workspace:
        plan, year = _plan(workspace, options), _year(options)
        check_year(plan, year)
        before = workspace.last_saved
        with workspace.edit(plan.uid, f"{year} 実績値の入力") as edit:
            _type(edit, plan, year, options)
        sentences = workspace.history(plan.uid)[0].sentences if workspace.last_saved != before else ()
    _say("\n".join(("保存しました。", *sentences)) if sentences else "変更はありません。")
    return DONE


def _type(edit: Edit, plan: Plan, year: FiscalYear, options: Namespace) -> None:
    """Make the edits of one `set`; UserError for an unknown uid or series, or a text that cannot be read."""
    if options.project is not None:
        project = _element(plan, options.project, Project)
        edit.set_comment(CommentKey(plan.original(project).uid, year), options.remarks)
        return
    standing = _element(plan, options.indicator, Indicator)
    owner = standing.shares or standing.uid
    for side, text in ((Side.TARGET, options.target), (Side.ACTUAL, options.actual)):
        if text is not None:
            _type_figure(edit, owner, year, side, text, options.series)
    if options.remarks is not None:
        edit.set_comment(CommentKey(standing.uid, year), options.remarks)


def _type_figure(edit: Edit, owner: str, year: FiscalYear, side: Side, text: str, series: str | None) -> None:
    place = f"{edit.plan.places[owner].title} {year} {side.label}"
    try:
        if series is None:
            edit.type_series(owner, year, side, text)
        else:
            edit.type_figure(ValueKey(owner, series, year, side), text)
    except NotationError as error:
        raise UserError(str(error), where=place, remedy="入力し直してください。何も保存されていません。") from error
    except KeyError as error:
        labels = "、".join(each.label or "(なし)" for each in edit.plan.indicator(owner).series)
        raise UserError(f"系列「{series}」がありません。", where=place, remedy=f"使える系列: {labels}") from error


def _element(plan: Plan, uid: str, kind: type[Any]) -> Any:  # noqa: ANN401 -- of the kind that was asked for
    place = plan.places.get(uid)
    if place is None or not isinstance(place.what, kind):
        word = "指標" if kind is Indicator else "事業"
        remedy = "kpidesk show FILE --year Y --json で uid を確かめてください。"
        raise UserError(f"uid「{uid}」の{word}がありません。", where=plan.title, remedy=remedy)
    return place.what


def _export(options: Namespace, services: Services) -> int:
    if options.report == "":
        print("\n".join(f"{name}\t{title}" for name, title in REPORTS.items()))
        return DONE
    with _opened(options, services) as workspace:
        plan, year = _plan(workspace, options), _year(options)
    export(plan, options.report, year, Path(options.to), services)
    _say(f"書き出しました: {options.to}")
    return DONE


def _check(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        lines = workspace.faults()
        plans = [_plan(workspace, options)] if options.plan or len(workspace.plans) == 1 else workspace.plans.values()
        for plan in plans:
            in_force = plan.at(_year(options)) if options.year else plan
            lines += [
                f"{found.severity.value}\t{plan.uid}\t{found.uid}\t{found.sentence}" for found in findings(in_force)
            ]
    print("\n".join(lines) if lines else "問題は見つかりませんでした。")
    return REFUSED if lines else DONE


_COMMANDS = {
    "sample": _sample,
    "load": _load,
    "dump": _dump,
    "plans": _plans,
    "show": _show,
    "set": _set,
    "export": _export,
    "check": _check,
}


@contextmanager
def _opened(options: Namespace, services: Services, *, write: bool = False) -> Iterator[Workspace]:
    workspace = Workspace.open(Path(options.file), services, write=write)
    try:
        yield workspace
    finally:
        workspace.close()


def _plan(workspace: Workspace, options: Namespace) -> Plan:
    """Return the plan that is meant; with several and no --plan they are listed and the command refused."""
    if options.plan:
        return workspace.plan(options.plan)
    if len(workspace.plans) == 1:
        return next(iter(workspace.plans.values()))
    if not workspace.plans:
        remedy = "kpidesk load FILE PLAN.json で計画を読み込んでください。"
        raise UserError("ワークスペースに計画がありません。", where=options.file, remedy=remedy)
    listed = "\n".join(f"  {plan.uid}  {plan.municipality} {plan.title}" for plan in workspace.plans.values())
    raise UserError("計画が複数あります。", where=options.file, remedy=f"--plan で一つを選んでください。\n{listed}")


def _year(options: Namespace) -> FiscalYear:
    try:
        return FiscalYear.parse(options.year)
    except ValueError as error:
        raise UserError(str(error), where="--year", remedy="計画期間の中の年度を指定してください。") from error


def _lines(shown: dict[str, Any]) -> Iterator[str]:
    """Yield `show` for reading."""
    yield f"{shown['municipality']} {shown['title']} {FiscalYear(shown['year'])}"
    yield from map(_row_line, shown["rows"])
    for goal in shown["goals"]:
        yield ""
        yield f"{goal['label']} {goal['title']}".strip()
        yield from map(_row_line, goal["rows"])
        yield f"小計(事業数:{goal['projects']}、KPI数:{goal['kpis']})  {_tally(goal)}"
    yield ""
    yield f"合計(事業数:{shown['total']['projects']}、KPI数:{shown['total']['kpis']})  {_tally(shown['total'])}"


def _tally(part: dict[str, Any]) -> str:
    verdicts = " ".join(f"{label}:{count}" for label, count in part["verdicts"].items() if count)
    return f"{verdicts} 未入力:{part['owed']}".strip()


def _row_line(row: dict[str, Any]) -> str:
    name = " ".join(part for part in (row["project"], row["indicator"], row["series"]) if part)
    figures = " ".join(f"{pair['target'] or '空'}/{pair['actual'] or '空'}" for pair in row["years"].values())
    return f"  {row['uid']}\t{name}\t{row['definition']}\t{figures}\t{row['verdict']}"


def _say(message: str) -> None:
    print(message, file=sys.stderr)
