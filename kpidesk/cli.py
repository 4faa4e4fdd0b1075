"""The commands: each a few lines over the workspace; data on stdout, messages in Japanese on stderr."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.cli_parser import flag_key, parse_arguments
from kpidesk.domain.checks import findings
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.notation import NotationError
from kpidesk.domain.plan import Plan, Project
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.errors import UserError
from kpidesk.workspace.export import REPORTS, check_year, export
from kpidesk.workspace.printable import printable
from kpidesk.workspace.rate import find_scheme, preset_document, presets, rate
from kpidesk.workspace.report_flags import flags, options_of
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.show import show
from kpidesk.workspace.workspace import Workspace, is_there, read_document

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.workspace.edit import Edit
    from kpidesk.workspace.services import Services

DONE, REFUSED = 0, 1


def run(arguments: Sequence[str], services: Services) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or findings, 2 not to be parsed."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    options = parse_arguments(arguments, services.version)
    if isinstance(options, int):
        return options
    try:
        code: int = _COMMANDS[options.command](options, services)
    except UserError as error:
        _say(str(error))
    except KeyboardInterrupt:
        _say("中止しました。")
    except BrokenPipeError:  # whoever read our output has seen enough
        _forget_output()
    else:
        return code
    return REFUSED


def _sample(options: Namespace, services: Services) -> int:
    make_sample(Path(options.file), services)
    _say(f"見本を作りました: {options.file}")
    return DONE


def _load(options: Namespace, services: Services) -> int:
    plan = read_document(Path(options.document))
    path = Path(options.file)
    made = not is_there(path)
    workspace = Workspace.create(path, services) if made else Workspace.open(path, services)
    try:
        workspace.add_plan(plan)
    except BaseException:
        if made:
            workspace.discard()
        raise
    finally:
        workspace.close()
    _say(f"計画を読み込みました: {plan.municipality} {plan.title}")
    return DONE


def _dump(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        text = dumps(_plan(workspace, options))
    _put(text)
    return DONE


def _plans(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        plans = tuple(workspace.plans.values())
    parts = ((plan.uid, plan.municipality, plan.title, f"{plan.years.first}〜{plan.years.last}") for plan in plans)
    _put("".join(map(_line, parts)))
    return DONE


def _show(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        shown = show(_plan(workspace, options), _year(options))
    text = json.dumps(shown, ensure_ascii=False, indent=1) if options.json else "\n".join(_lines(shown))
    _put(f"{text}\n")
    return DONE


def _rate(options: Namespace, services: Services) -> int:
    scheme = find_scheme(options.scheme)
    with _opened(options, services) as workspace:
        rated = rate(_plan(workspace, options), _year(options), scheme)
    text = json.dumps(rated, ensure_ascii=False, indent=1) if options.json else "\n".join(_rated_lines(rated))
    _put(f"{text}\n")
    return DONE


def _schemes(options: Namespace, _services: Services) -> int:
    _put("".join(map(_line, presets())) if options.id is None else preset_document(options.id))
    return DONE


def _set(options: Namespace, services: Services) -> int:
    with _opened(options, services, write=True) as workspace:
        plan, year = _plan(workspace, options), _year(options)
        check_year(plan, year)
        before = workspace.last_saved
        with workspace.edit(plan.uid, f"{year} {_typed_sides(options)}の入力") as edit:
            _type(edit, plan, year, options)
        sentences = workspace.history(plan.uid)[0].sentences if workspace.last_saved != before else ()
    _say("\n".join(("保存しました。", *sentences)) if sentences else "変更はありません。")
    return DONE


def _typed_sides(options: Namespace) -> str:
    given = ((options.target, "目標値"), (options.actual, "実績値"), (options.remarks, "所見"))
    return "・".join(word for text, word in given if text is not None)


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
        _put("".join(map(_line, REPORTS.items())))
        return DONE
    with _opened(options, services) as workspace:
        plan, year = _plan(workspace, options), _year(options)
    used = {name: given for name in flags() if (given := vars(options)[flag_key(name)])}
    chosen = options_of(plan, options.report, year, used)
    export(plan, options.report, year, Path(options.to), services, options=chosen)
    _say(f"書き出しました: {options.to}")
    return DONE


def _check(options: Namespace, services: Services) -> int:
    with _opened(options, services) as workspace:
        faults = [("ファイルの破損", each) for each in workspace.faults()]
        _put("".join(map(_line, faults)))
        plan = _plan(workspace, options)
        year = None if options.year is None else _year(options)
        if year is not None:
            check_year(plan, year)
            plan = plan.at(year)
    found = [
        (each.severity.value, plan.uid, each.uid, each.sentence) for each in findings(plan, year, printable(services))
    ]
    _put("".join(map(_line, found)))
    if not (faults or found):
        _say("問題は見つかりませんでした。")
    return REFUSED if faults or found else DONE


_COMMANDS = {
    "sample": _sample,
    "load": _load,
    "dump": _dump,
    "plans": _plans,
    "show": _show,
    "rate": _rate,
    "schemes": _schemes,
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
    yield _title_line(shown)
    yield from map(_row_line, shown["rows"])
    for goal in shown["goals"]:
        yield ""
        yield f"{goal['label']} {goal['title']}".strip()
        yield from map(_row_line, goal["rows"])
        yield f"小計(事業数:{goal['projects']}、KPI数:{goal['kpis']})  {_tally(goal)}"
    yield ""
    yield f"合計(事業数:{shown['total']['projects']}、KPI数:{shown['total']['kpis']})  {_tally(shown['total'])}"


def _rated_lines(rated: dict[str, Any]) -> Iterator[str]:
    """Yield `rate` for reading."""
    yield _title_line(rated)
    for row in rated["rows"]:
        name = " ".join(part for part in (row["project"], row["indicator"]) if part)
        yield "  " + _line((row["uid"], name, row["mark"], row["line"])).rstrip("\n")
    yield ""
    for goal in rated["goals"]:
        yield f"{goal['label']} {goal['title']}  {_shares(goal)}".strip()
    yield f"合計  {_shares(rated['total'])}"


def _title_line(told: dict[str, Any]) -> str:
    return f"{told['municipality']} {told['title']} {FiscalYear(told['year'])}\n判定方式: {told['scheme']}"


def _shares(part: dict[str, Any]) -> str:
    """Return the labels that were given with count and share, the points where there are any, and the note."""
    labels = [
        f"{label}:{count}({part['shares'][label]})" if label in part["shares"] else f"{label}:{count}"
        for label, count in part["verdicts"].items()
        if count
    ]
    points = [] if part["points"] is None else [f"点数:{part['points']}"]
    return " ".join((*labels, *points, *([part["note"]] if part["note"] else [])))


def _tally(part: dict[str, Any]) -> str:
    verdicts = " ".join(f"{label}:{count}" for label, count in part["verdicts"].items() if count)
    return f"{verdicts} 未入力:{part['owed']}".strip()


def _row_line(row: dict[str, Any]) -> str:
    name = " ".join(part for part in (row["project"], row["indicator"], row["series"]) if part)
    figures = " ".join(f"{pair['target'] or '空'}/{pair['actual'] or '空'}" for pair in row["years"].values())
    return "  " + _line((row["uid"], name, row["definition"], figures, row["verdict"])).rstrip("\n")


def _line(parts: Iterable[str]) -> str:
    """Return one line with a tab between the parts, whatever breaks there are inside them."""
    return "\t".join(" ".join(part.split()) for part in parts) + "\n"


def _put(text: str) -> None:
    """Write data; BrokenPipeError where nobody reads on, UserError where it cannot be written."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        remedy = "出力先の空き容量を確かめて、もう一度行ってください。"
        raise UserError("結果を書き出せません。", where="標準出力", remedy=remedy) from error


def _forget_output() -> None:
    """Let what is left in the buffer go nowhere, so that Python does not complain about it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _say(message: str) -> None:
    print(message, file=sys.stderr)
