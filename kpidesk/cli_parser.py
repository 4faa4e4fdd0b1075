"""The command line: what each command takes, and complaints and help in Japanese."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from kpidesk.workspace.report_flags import flags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

UNREADABLE: Final = 2
_TEXTS: Final = frozenset(
    ("--target", "--actual", "--remarks", "--series", *(flag.name for flag in flags().values() if flag.metavar))
)
_COMPLAINTS: Final = (
    (r"the following arguments are required: (.+)", "必要な引数がありません: {}"),
    (r"unrecognized arguments: (.+)", "知らない引数です: {}"),
    (r"argument (.+): expected one argument", "{} に値がありません。"),
    (r"argument (.+): not allowed with argument (.+)", "{} と {} は同時に使えません。"),
    (r"one of the arguments (.+) is required", "次のどれかが必要です: {}"),
    (r"argument .*: invalid choice: (\S+) .*", "知らないコマンドです: {}"),
    (r"argument (.+): ignored explicit argument (.+)", "{} に値は付けられません: {}"),
    (r"ambiguous option: (\S+) .*", "引数を略さずに書いてください: {}"),
)


class _Formatter(argparse.HelpFormatter):
    """Help with a Japanese heading."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class _UnreadableError(Exception):
    """A command line that cannot be parsed."""


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving, and complains in Japanese."""

    def error(self, message: str) -> NoReturn:
        print(f"コマンドの書き方が正しくありません。{_in_japanese(message)}", file=sys.stderr)
        print(f"「{self.prog} --help」で使い方を確かめてください。", file=sys.stderr)
        raise _UnreadableError


def flag_key(name: str) -> str:
    """Return where the options hold what a flag of `export` was given, which may be called as an argument is."""
    return f"flag_{name}"


def parse_arguments(arguments: Sequence[str], version: str) -> argparse.Namespace | int:
    """Return the options of a command, or the exit code where there is nothing left to do."""
    parser = _parser(version)
    try:
        options = parser.parse_args(list(_joined(arguments)))
        _check(parser, options)
    except _UnreadableError:
        return UNREADABLE
    except SystemExit as leave:  # --help and --version have printed what was asked for
        return leave.code if isinstance(leave.code, int) else 0
    return options


def _check(parser: _Parser, options: argparse.Namespace) -> None:
    """Complain about what no single argument can see."""
    if options.command is None:
        parser.error("the following arguments are required: COMMAND")
    if options.command == "export" and options.report:
        needed = {"FILE": options.file, "--year": options.year, "--to": options.to}
        missing = ", ".join(name for name, given in needed.items() if given is None)
        if missing:
            parser.error(f"the following arguments are required: {missing}")
    if options.command == "set":
        figures = (options.target, options.actual, options.series)
        if options.project is not None and any(each is not None for each in figures):
            parser.error("argument --project: not allowed with argument --target/--actual/--series")
        if options.remarks is None and options.target is None and options.actual is None:
            parser.error("one of the arguments --target --actual --remarks is required")


def _joined(arguments: Sequence[str]) -> Iterator[str]:
    """Join --actual and its TEXT, which may begin with a minus sign."""
    waiting = iter(arguments)
    for argument in waiting:
        text = next(waiting, None) if argument in _TEXTS else None
        yield argument if text is None else f"{argument}={text}"


def _in_japanese(message: str) -> str:
    for pattern, words in _COMPLAINTS:
        if found := re.fullmatch(pattern, message):
            return words.format(*found.groups())
    return message


def _parser(version: str) -> _Parser:
    parser = _Parser(
        prog="kpidesk",
        usage="kpidesk [FILE]\n        kpidesk COMMAND ...",
        description="総合戦略・総合計画のKPIを入力し、集計表を作ります。コマンドなしで起動すると画面が開きます。",
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    _help(parser)
    parser.add_argument("--version", action="version", version=f"kpidesk {version}", help="版を表示します")
    commands = parser.add_subparsers(dest="command", prog="kpidesk", title="コマンド", metavar="COMMAND")
    _add(commands, "sample", "見本のワークスペースを作ります")
    load = _add(commands, "load", "計画文書をワークスペースに読み込みます(なければ作ります)")
    load.add_argument("document", metavar="PLAN.json", help="計画文書")
    _plan(_add(commands, "dump", "計画文書を標準出力に書きます"))
    _add(commands, "plans", "計画の一覧(uid、自治体、名称、期間)を表示します")
    shown = _year(_plan(_add(commands, "show", "ある年度の値、合計、件数、判定を表示します")))
    shown.add_argument("--json", action="store_true", help="JSONで表示します")
    rated = _year(_plan(_add(commands, "rate", "判定方式を、保存せずに試します")))
    rated.add_argument(
        "--scheme", metavar="NAME", required=True, help="判定方式の名前(kpidesk schemes)か、JSONファイル"
    )
    rated.add_argument("--json", action="store_true", help="JSONで表示します")
    listed = _command(commands, "schemes", "使える判定方式の一覧を表示します")
    listed.add_argument("id", metavar="NAME", nargs="?", help="名前を付けると、その判定方式をJSONで表示します")
    _set(commands)
    export = _plan(_add(commands, "export", "帳票を書き出します", needs_file=False))
    export.add_argument(
        "--report", metavar="NAME", nargs="?", const="", required=True, help="帳票の名前(省略すると一覧)"
    )
    _year(export, required=False)
    export.add_argument("--to", metavar="OUT", help="書き出す先(.xlsx .pdf .csv、opendataは .csv .json)")
    chosen = export.add_argument_group("帳票の指定(帳票によって使えるものが違います)")
    for name, flag in flags().items():
        taken: dict[str, str] = {"metavar": flag.metavar} if flag.metavar else {"action": "store_true"}
        chosen.add_argument(flag.name, dest=flag_key(name), help=flag.words, **taken)  # type: ignore[arg-type]
    _year(_plan(_add(commands, "check", "ファイルの健全性と要確認を調べます")), required=False)
    return parser


def _set(commands: argparse._SubParsersAction[_Parser]) -> None:
    edit = _year(_plan(_add(commands, "set", "画面で入力したときと同じように値や所見を書き込みます")))
    what = edit.add_mutually_exclusive_group(required=True)
    what.add_argument("--indicator", metavar="UID", help="指標")
    what.add_argument("--project", metavar="UID", help="事業(所見だけを書けます)")
    edit.add_argument("--series", metavar="LABEL", help="系列(男、女など)")
    edit.add_argument("--target", metavar="TEXT", help="目標値")
    edit.add_argument("--actual", metavar="TEXT", help="実績値")
    edit.add_argument("--remarks", metavar="TEXT", help="所見")


def _add(
    commands: argparse._SubParsersAction[_Parser], name: str, words: str, *, needs_file: bool = True
) -> argparse.ArgumentParser:
    command = _command(commands, name, words)
    command.add_argument("file", metavar="FILE", nargs=None if needs_file else "?", help="ワークスペース(.kpidesk)")
    return command


def _command(commands: argparse._SubParsersAction[_Parser], name: str, words: str) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=words, description=words, formatter_class=_Formatter, add_help=False, allow_abbrev=False
    )
    _help(command)
    return command


def _help(parser: argparse.ArgumentParser) -> None:
    parser._positionals.title = "引数"  # noqa: SLF001 -- argparse offers no other way to name its groups
    parser._optionals.title = "指定"  # noqa: SLF001
    parser.add_argument("-h", "--help", action="help", help="この説明を表示します")


def _plan(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--plan", metavar="UID", help="計画(一つしかなければ省略できます)")
    return parser


def _year(parser: argparse.ArgumentParser, *, required: bool = True) -> argparse.ArgumentParser:
    parser.add_argument("--year", metavar="Y", required=required, help="年度(2022、R4、令和4年度)")
    return parser
