"""An open workspace: the plans, the one gate for alterations, undo, redo and those who watch."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.domain.change import ChangeSet, StaleChangeError
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan_document import loads
from kpidesk.errors import UserError
from kpidesk.store.database import check_ours, connect, disk_errors, integrity_faults
from kpidesk.store.journal import JournalEntry, read_journal, read_steps
from kpidesk.store.lock import WriterLock
from kpidesk.store.mapping import About
from kpidesk.store.migrations import check_not_newer, for_reading, migrate
from kpidesk.store.plan_store import DamagedError, read_plans, write_changes, write_plan
from kpidesk.workspace.edit import Edit
from kpidesk.workspace.errata import Erratum, errata
from kpidesk.workspace.history import History
from kpidesk.workspace.journal_view import CellEntry, cell_entries, folded_entries
from kpidesk.workspace.step import applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import CellKey
    from kpidesk.store.database import Database
    from kpidesk.workspace.services import Services

    Observer = Callable[[ChangeSet], None]

__all__ = ["Edit", "Workspace", "is_there", "read_document"]

_CARRIED_MOST: Final = 50


class Workspace:
    """One workspace file, open; made by `open` or `create`, to be closed."""

    def __init__(self, path: Path, database: Database, services: Services, lock: WriterLock | None) -> None:
        self.path = path
        self.holder = ""
        self.last_saved: datetime | None = None
        self._database = database
        self._services = services
        self._lock = lock
        self._plans = read_plans(database)
        self._in_force: dict[tuple[str, FiscalYear], Plan] = {}
        self._history = History()
        self._observers: list[Observer] = []

    @staticmethod
    def open(path: Path, services: Services, *, write: bool = True) -> Workspace:
        """Open a workspace, read-only where another has it or the place cannot be written; UserError where it is none.

        A read-only one says why in `holder`.
        """
        check_ours(path)
        lock, holder = _take_lock(path, services) if write else (None, "")
        try:
            workspace = Workspace._opened(path, services, lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        workspace.holder = holder
        return workspace

    @staticmethod
    def create(path: Path, services: Services) -> Workspace:
        """Make an empty workspace; UserError where the file exists already or the place cannot be written."""
        _check_free(path)
        lock, holder = _take_lock(path, services)
        if lock is None:
            remedy = (
                "書き込みが禁止されている場所です。書き込みできるフォルダーを選んでください。"
                if holder == _NOT_WRITABLE
                else holder
            )
            raise UserError("ワークスペースを作れません。", where=str(path), remedy=remedy)
        try:
            _check_free(path)  # somebody may have made it before the lock was ours
        except BaseException:
            lock.release()
            raise
        try:
            return Workspace._opened(path, services, lock)
        except BaseException:
            path.unlink(missing_ok=True)
            lock.release()
            raise

    @staticmethod
    def _opened(path: Path, services: Services, lock: WriterLock | None) -> Workspace:
        database = connect(path, write=lock is not None)
        try:
            with disk_errors(path):
                check_not_newer(database, services.migrations, path)
                if lock is None:
                    database = for_reading(database, services.migrations)
                else:
                    migrate(database, services.migrations, path)
                return Workspace(path, database, services, lock)
        except DamagedError as error:
            database.close()
            remedy = "バックアップ(控え)のファイルを開いてください。"
            raise UserError("ワークスペースの内容が壊れています。", where=str(path), remedy=remedy) from error
        except BaseException:
            database.close()
            raise

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._lock is None

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans by uid, in their order."""
        return self._plans

    def plan(self, uid: str) -> Plan:
        """Return a whole plan; UserError for an unknown uid."""
        try:
            return self._plans[uid]
        except KeyError:
            known = "、".join(self._plans) or "なし"
            remedy = f"このワークスペースにある計画: {known}"
            raise UserError(f"計画「{uid}」がありません。", where=str(self.path), remedy=remedy) from None

    def plan_at(self, uid: str, year: FiscalYear) -> Plan:
        """Return a plan as it was in force in a year, remembered until the next change."""
        if (uid, year) not in self._in_force:
            self._in_force[uid, year] = self.plan(uid).at(year)
        return self._in_force[uid, year]

    @contextmanager
    def edit(self, plan_uid: str, title: str, *, fold: object | None = None) -> Iterator[Edit]:
        """Make one step: on the disk when the block ends, nothing of it where the block raises.

        Steps with the same `fold` token that follow each other (the autosaves of one 所見) are undone as one.
        """
        self._check_writable()
        before = self.plan(plan_uid)
        edit = Edit(before)
        yield edit
        step = ChangeSet(plan_uid, title, tuple(edit.changes)).folded()
        if step.changes:
            undisturbed = self.plan(plan_uid) is before  # no other edit was made inside the block
            self._commit(step, "" if fold is None else str(fold), edit.plan if undisturbed else None)
            self._history.add(step, fold)
            self._tell(step)

    @property
    def undo_title(self) -> str:
        """The title of the step that undo takes back, "" where there is none."""
        return self._history.done[-1].title if self._history.done else ""

    @property
    def redo_title(self) -> str:
        """The title of the step that redo makes again, "" where there is none."""
        return self._history.undone[-1].title if self._history.undone else ""

    def undo(self) -> ChangeSet | None:
        """Take the last step back and return what that changed; None where there is nothing to undo."""
        return self._again(self._history.done, "元に戻す", back=True)

    def redo(self) -> ChangeSet | None:
        """Make the last undone step again and return what that changed; None where there is none."""
        return self._again(self._history.undone, "やり直し", back=False)

    def _again(self, steps: list[ChangeSet], word: str, *, back: bool) -> ChangeSet | None:
        self._check_writable()
        if not steps:
            return None
        title = f"{word}: {steps[-1].title}"
        step = steps[-1].inverse(title) if back else ChangeSet(steps[-1].plan, title, steps[-1].changes)
        self._commit(step, "")
        _ = self._history.undo() if back else self._history.redo()
        self._tell(step)
        return step

    def work_as(self, user: str) -> None:
        """Name another person in the journal from now on."""
        self._services = replace(self._services, user=user)

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Call `observer` with every step that was committed; returns what ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def add_plan(self, plan: Plan) -> None:
        """Add a whole plan; UserError where one with its uid is there already."""
        self._check_writable()
        if plan.uid in self._plans:
            remedy = "別のワークスペースに読み込むか、計画文書の uid を変えてください。"
            where = f"{self.path} uid: {plan.uid}"
            raise UserError("この計画はすでにワークスペースにあります。", where=where, remedy=remedy)
        title = f"計画の読み込み: {plan.title}"
        with disk_errors(self.path):
            write_plan(self._database, plan, self._entry(title, (), ""))
        self._plans[plan.uid] = plan
        self.last_saved = self._services.clock()
        self._tell(ChangeSet(plan.uid, title))

    def load_plan(self, path: Path) -> Plan:
        """Add the plan of a plan document; UserError where it cannot be read or breaks a rule."""
        plan = read_document(path)
        self.add_plan(plan)
        return plan

    def history(self, plan_uid: str) -> list[JournalEntry]:
        """Return every step ever made to a plan, newest first."""
        with disk_errors(self.path):
            return read_journal(self._database, plan_uid)

    def cell_history(self, plan_uid: str, key: CellKey) -> list[CellEntry]:
        """Return what stood in a cell before and after each alteration, newest first; a sitting's autosaves as one.

        An older text comes back by writing it: `edit.set_value(key, entry.old)`.
        """
        with disk_errors(self.path):
            return cell_entries(read_steps(self._database, plan_uid, About.cell(key)))

    def indicator_history(self, plan_uid: str, uid: str) -> list[JournalEntry]:
        """Return every step that altered an indicator, or a node's own comments, newest first, with its sentences.

        For an indicator that shows another's values also what altered those.
        """
        plan = self.plan(plan_uid)
        with disk_errors(self.path):
            return folded_entries(plan, read_steps(self._database, plan_uid, About.element(plan, uid)))

    def errata(self, plan_uid: str, year: FiscalYear) -> list[Erratum]:
        """Return what differs in a year from when it was first 評価確定 (正誤表), in order of correction."""
        plan = self.plan(plan_uid)
        with disk_errors(self.path):
            return errata(plan, reversed(read_steps(self._database, plan_uid, About.year(year))), year)

    def faults(self) -> list[str]:
        """Return what is wrong with the file itself, empty where it is sound."""
        with disk_errors(self.path):
            return integrity_faults(self._database)

    def close(self) -> None:
        """Close the file and give the lock back; twice is as good as once."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def discard(self) -> None:
        """Close and delete a workspace that was just made and got no content."""
        self._database.close()
        self.path.unlink(missing_ok=True)
        self.close()

    def _check_writable(self) -> None:
        if self._lock is None:
            remedy = self.holder or "書き込みできる状態で開き直してください。"
            raise UserError("このワークスペースは読み取り専用で開かれています。", where=str(self.path), remedy=remedy)

    def _commit(self, step: ChangeSet, session: str, after: Plan | None = None) -> None:
        """Make a step; `after` is the plan it leads to, where that is known."""
        before = self.plan(step.plan)
        try:
            after = after or applied(step, before)
        except StaleChangeError as error:
            remedy = "画面を開き直してから、もう一度行ってください。"
            raise UserError(str(error), where=str(self.path), remedy=remedy) from error
        entry = self._entry(step.title, tuple(step.say(before)), session)
        with disk_errors(self.path):
            write_changes(self._database, step, after, entry)
        self._plans[step.plan] = after
        self._in_force = dict(self._carried(step))
        self.last_saved = entry.at

    def _entry(self, title: str, sentences: tuple[str, ...], session: str) -> JournalEntry:
        return JournalEntry(self._services.clock(), self._services.user, title, sentences, session)

    def _carried(self, step: ChangeSet) -> Iterator[tuple[tuple[str, FiscalYear], Plan]]:
        """Yield the plans in force as the step leaves them; one it cannot be made in is built anew when asked for.

        So are those of a plan that changed in many places: that is quicker than to carry each change over.
        """
        large = len(step.changes) > _CARRIED_MOST
        for (uid, year), plan in self._in_force.items():
            if uid == step.plan and large:
                continue
            with suppress(KeyError):
                yield (uid, year), step.apply(plan) if uid == step.plan else plan

    def _tell(self, step: ChangeSet) -> None:
        for observer in tuple(self._observers):
            observer(step)


def is_there(path: Path) -> bool:
    """Whether a file or folder of that name exists; UserError where the system does not say."""
    try:
        return path.exists()
    except OSError as error:
        remedy = "ファイルの場所と名前を確かめてください。"
        raise UserError("ファイルを開けません。", where=str(path), remedy=remedy) from error


def _check_free(path: Path) -> None:
    """Refuse (UserError) to make a workspace where something stands already, or in a folder that is not there."""
    if is_there(path):
        remedy = "別の名前にするか、そのワークスペースを開いてください。"
        raise UserError("同じ名前のファイルがすでにあります。", where=str(path), remedy=remedy)
    if not path.parent.is_dir():
        remedy = "先にフォルダーを作るか、別の場所を選んでください。"
        raise UserError("保存先のフォルダーがありません。", where=str(path.parent), remedy=remedy)


def read_document(path: Path) -> Plan:
    """Read a plan document; UserError with its path of the offence where it breaks a rule."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        remedy = "ファイルの場所と名前を確かめてください。"
        raise UserError("計画文書が見つかりません。", where=str(path), remedy=remedy) from error
    except (OSError, UnicodeDecodeError) as error:
        remedy = "UTF-8で書かれたJSONファイルを選んでください。"
        raise UserError("計画文書を読めません。", where=str(path), remedy=remedy) from error
    try:
        return loads(text)
    except DocumentError as error:
        where = f"{path} {error.path}".rstrip()
        remedy = f"{error.reason}\n直してから読み込んでください。何も保存されていません。"
        raise UserError("計画文書に誤りがあります。", where=where, remedy=remedy) from error


_NOT_WRITABLE: Final = "書き込みが禁止されています。書き込める場所に写してから開いてください。"


def _take_lock(path: Path, services: Services) -> tuple[WriterLock | None, str]:
    """Take the writer's lock; None with the reason where another has it or the place cannot be written."""
    if path.exists() and not os.access(path, os.W_OK):
        return None, _NOT_WRITABLE
    lock = WriterLock(path.resolve())  # one lock for all names of a file
    since = services.clock()
    try:
        if lock.acquire(f"{services.user}@{services.host} {since:%Y-%m-%d %H:%M}から"):
            return lock, ""
    except OSError:
        return None, _NOT_WRITABLE
    return None, f"使用中の人: {lock.holder() or '不明'}。閉じられてから開き直してください。"
