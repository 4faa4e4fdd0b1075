"""Dataset -> CSV with the headings in its first line, or JSON under the names of the fields."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from kpidesk.exporters.csv_text import plain_text
from kpidesk.exporters.safe_file import replacing
from kpidesk.paper.dataset import FieldKind
from kpidesk.paper.letters import clean

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.paper.dataset import Dataset, Field


def write_csv(data: Dataset, to: Path) -> None:
    """Write UTF-8 with BOM and CRLF: a line of headings, a line for each record; UserError where it cannot be."""
    texts = [field.kind is FieldKind.TEXT for field in data.fields]
    with replacing(to) as path, path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow(field.heading for field in data.fields)
        for record in data.records:
            lines.writerow(plain_text(value) if text else value for value, text in zip(record, texts, strict=True))


def write_json(data: Dataset, to: Path) -> None:
    """Write UTF-8: what the data are, the fields, a line for each record; UserError where it cannot be."""
    fields = [{"name": each.name, "title": each.heading, "type": each.kind.value} for each in data.fields]
    records = ",\n".join(f"  {_json(_record(data.fields, record))}" for record in data.records)
    head = "".join(f" {_json(name)}: {_json(value)},\n" for name, value in (("title", data.title), *data.about))
    columns = ",\n".join(f"  {_json(each)}" for each in fields)
    with replacing(to) as path, path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{\n{head} "fields": [\n{columns}\n ],\n "records": [\n{records}\n ]\n}}\n')


def _record(fields: tuple[Field, ...], record: tuple[str, ...]) -> dict[str, Any]:
    return {field.name: _value(field, value) for field, value in zip(fields, record, strict=True)}


def _value(field: Field, value: str) -> str | int | None:
    """Return a year as a number, a figure as its exact text, null where there is no figure."""
    if field.kind is FieldKind.YEAR:
        return int(value)
    return (value or None) if field.kind is FieldKind.NUMBER else clean(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
