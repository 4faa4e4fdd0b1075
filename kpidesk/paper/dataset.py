"""Data for other programs: named fields and records, without pages and looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What stands in a field; the value is the word of the file. A number is exact and kept as text."""

    TEXT = "text"
    NUMBER = "number"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the name programs use, the heading people read, what stands in it."""

    name: str
    heading: str
    kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True, slots=True)
class Dataset:
    """Records with a value for each field, "" where there is none; `about` is what is said once, in front."""

    title: str
    about: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    records: tuple[tuple[str, ...], ...]
