"""Reading and writing JSON by one table per record: the table's order is the canonical order of the keys."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
Json = Any
"""What the json module reads: checked by the codecs, member by member."""


class DocumentError(ValueError):
    """An offence against the document's form: its path and, in Japanese, what is wrong there."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


class Repeated(dict[str, Json]):
    """An object in which a key stood twice: one of the two would be swallowed."""

    def __init__(self, pairs: list[tuple[str, Json]], key: str) -> None:
        super().__init__(pairs)
        self.key = key


def parsed(text: str) -> Json:
    """Read JSON for the codecs; DocumentError where it is none."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise DocumentError("", f"{error.lineno}行{error.colno}文字目でJSONとして読めません。") from error
    except (RecursionError, ValueError) as error:
        raise DocumentError("", "入れ子か数値が大きすぎて、JSONとして読めません。") from error


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Mark an object in which a key stands twice; the codec that reads it knows its path."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return Repeated(pairs, key)
        seen.add(key)
    return dict(pairs)


@frozen
class Codec(Generic[T]):
    """Both directions of one kind of value; `read` is given the path for its complaints."""

    read: Callable[[Json, str], T]
    write: Callable[[T], Json]


@frozen
class Field:
    """One key of a record: the attribute it fills, how, and whether it may be left out."""

    key: str
    codec: Codec[Any]
    required: bool = False
    attribute: str = ""

    @property
    def name(self) -> str:
        """The attribute's name, the key's own where none is given."""
        return self.attribute or self.key


def read_fields(fields: tuple[Field, ...], raw: Json, path: str) -> dict[str, Any]:
    """Read an object's known keys; null is as good as absent, an unknown key is refused with its path."""
    _check_object(raw, path)
    known = {field.key for field in fields}
    for key in raw:
        if key not in known:
            raise DocumentError(below(path, key), "知らない項目です。綴りを確かめてください。")
    values: dict[str, Any] = {}
    for field in fields:
        if raw.get(field.key) is not None:
            values[field.name] = field.codec.read(raw[field.key], below(path, field.key))
        if field.required and values.get(field.name) in (None, ""):
            raise DocumentError(below(path, field.key), "必ず必要な項目です。")
    return values


def _check_object(raw: Json, path: str) -> None:
    if not isinstance(raw, dict):
        raise DocumentError(path, "{ } で囲んだオブジェクトが必要です。")
    if isinstance(raw, Repeated):
        raise DocumentError(below(path, raw.key), "同じ項目が同じ場所に二度あります。")


def write_fields(fields: tuple[Field, ...], value: object) -> dict[str, Json]:
    """Write what an object says, in the order of the table; nothing empty."""
    written: dict[str, Json] = {}
    for field in fields:
        attribute = getattr(value, field.name)
        if attribute is None or attribute is False or attribute == "":
            continue
        raw = field.codec.write(attribute)
        if field.required or raw not in ("", [], {}, None):
            written[field.key] = raw
    return written


def below(path: str, key: str) -> str:
    """Return the path of a key of the object at `path`."""
    return f"{path}.{key}" if path else key


def record(make: Callable[..., T], *fields: Field) -> Codec[T]:
    """Return the codec of an object whose keys are these fields; a ValueError of `make` becomes a complaint."""

    def read(raw: Json, path: str) -> T:
        values = read_fields(fields, raw, path)
        try:
            return make(**values)
        except ValueError as error:
            raise DocumentError(path, str(error)) from error

    return Codec(read, lambda value: write_fields(fields, value))


def sparse(codec: Codec[T]) -> Codec[T | None]:
    """Return the codec of a record that may say nothing, which is as good as its absence."""

    def read(raw: Json, path: str) -> T | None:
        value = codec.read(raw, path)
        return value if codec.write(value) else None

    return Codec(read, lambda value: value and codec.write(value))


def defaulted(codec: Codec[T], usual: T) -> Codec[T]:
    """Return the codec of a value that is left out where it is the usual one."""
    return Codec(codec.read, lambda value: "" if value == usual else codec.write(value))


def listed(item: Codec[T]) -> Codec[tuple[T, ...]]:
    """Return the codec of an array."""

    def read(raw: Json, path: str) -> tuple[T, ...]:
        if not isinstance(raw, list):
            raise DocumentError(path, "[ ] で囲んだ配列が必要です。")
        return tuple(item.read(each, f"{path}[{number}]") for number, each in enumerate(raw))

    return Codec(read, lambda values: [item.write(each) for each in values])


def keyed(key: Codec[Any], item: Codec[T]) -> Codec[Mapping[Any, T]]:
    """Return the codec of an object used as a table, kept in the order of its keys; empty entries go."""

    def read(raw: Json, path: str) -> Mapping[Any, T]:
        _check_object(raw, path)
        entries = {
            key.read(name, below(path, name)): item.read(each, below(path, name))
            for name, each in raw.items()
            if each is not None
        }
        return dict(sorted((at, each) for at, each in entries.items() if each))

    def write(entries: Mapping[Any, T]) -> Json:
        written = {key.write(at): item.write(each) for at, each in sorted(entries.items())}
        return {name: raw for name, raw in written.items() if raw}

    return Codec(read, write)


def enumerated(words: Mapping[str, T]) -> Codec[T]:
    """Return the codec of what the document has a word for."""
    spelled = {value: word for word, value in words.items()}

    def read(raw: Json, path: str) -> T:
        if not isinstance(raw, str) or raw not in words:
            shown = "、".join(f'"{word}"' for word in words)
            raise DocumentError(path, f"{shown} のいずれかが必要です。")
        return words[raw]

    return Codec(read, lambda value: spelled[value])


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _read_text(raw: Json, path: str) -> str:
    if not isinstance(raw, str):
        raise DocumentError(path, "文字列が必要です。")
    if _CONTROL.search(raw):
        raise DocumentError(path, "制御文字は使えません。")
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(path, "壊れた文字が含まれています。") from error
    return raw


TEXT: Codec[str] = Codec(_read_text, lambda text: text)


def _read_flag(raw: Json, path: str) -> bool:
    if not isinstance(raw, bool):
        raise DocumentError(path, "true か false が必要です。")
    return raw


FLAG: Codec[bool] = Codec(_read_flag, lambda flag: flag)


def whole(lowest: int, highest: int) -> Codec[int]:
    """Return the codec of an integer within bounds."""

    def read(raw: Json, path: str) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not lowest <= raw <= highest:
            raise DocumentError(path, f"{lowest}から{highest}までの整数が必要です。")
        return raw

    return Codec(read, lambda number: number)
