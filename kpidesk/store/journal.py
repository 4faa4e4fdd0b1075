"""The journal: every step that was ever made, written once and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from peewee import fn

from kpidesk.domain.frozen import frozen
from kpidesk.store.mapping import changes_about, changes_text
from kpidesk.store.tables import JournalRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peewee import SqliteDatabase

    from kpidesk.domain.change import Change, ChangeSet
    from kpidesk.store.mapping import About


@frozen
class JournalEntry:
    """One step of the journal as people read it; the autosaves of one sitting in a field have the same `session`."""

    at: datetime
    who: str
    title: str
    sentences: tuple[str, ...]
    session: str = ""


@frozen
class JournalStep:
    """The part of a step that somebody asked about: its changes, and in `entry` their sentences."""

    entry: JournalEntry
    changes: tuple[Change, ...]


def write_journal(database: SqliteDatabase, step: ChangeSet, entry: JournalEntry) -> None:
    """Add a step to the journal; the caller's transaction holds both."""
    JournalRow.insert(
        at=entry.at.isoformat(timespec="seconds"),
        who=entry.who,
        plan=step.plan,
        title=entry.title,
        session=entry.session,
        changes=changes_text(step.changes),
        sentences="\n".join(" ".join(sentence.split()) for sentence in entry.sentences),
    ).execute(database)


def read_journal(database: SqliteDatabase, plan: str) -> list[JournalEntry]:
    """Return the steps of a plan, newest first."""
    query = JournalRow.select().where(JournalRow.plan == plan).order_by(JournalRow.id.desc())
    return [_entry(row) for row in query.dicts().execute(database)]


def read_steps(database: SqliteDatabase, plan: str, about: About) -> list[JournalStep]:
    """Return the steps of a plan that altered what is asked about, newest first, without their other changes."""
    # SQLite looks for the marks in the texts, a hundred times faster than decoding every step here.
    marked = reduce(or_, (fn.INSTR(JournalRow.changes, mark) > 0 for mark in about.marks))
    query = JournalRow.select().where(JournalRow.plan == plan, marked).order_by(JournalRow.id.desc())
    steps = (_step(row, about) for row in query.dicts().execute(database))
    return [step for step in steps if step.changes]


def _entry(row: Mapping[str, str]) -> JournalEntry:
    sentences = tuple(filter(None, row["sentences"].split("\n")))
    return JournalEntry(datetime.fromisoformat(row["at"]), row["who"], row["title"], sentences, row["session"])


def _step(row: Mapping[str, str], about: About) -> JournalStep:
    entry, changes = _entry(row), changes_about(row["changes"], about)
    sentences = tuple(entry.sentences[place] for place in changes if place < len(entry.sentences))
    return JournalStep(replace(entry, sentences=sentences), tuple(changes.values()))
