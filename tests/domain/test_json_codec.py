from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest

from kpidesk.domain.json_codec import (
    FLAG,
    TEXT,
    Codec,
    DocumentError,
    Field,
    Json,
    Repeated,
    below,
    enumerated,
    keyed,
    listed,
    record,
    sparse,
    whole,
)


class Colour(Enum):
    RED = "赤"


@dataclass(frozen=True)
class Pen:
    colour: Colour | None = None
    name: str = ""
    thin: bool = False

    def __post_init__(self) -> None:
        if self.name == "鉛筆":
            raise ValueError("鉛筆は使えません。")


COLOUR = enumerated({"red": Colour.RED})
PEN = record(Pen, Field("title", TEXT, attribute="name"), Field("colour", COLOUR), Field("thin", FLAG))
NAMED = record(Pen, Field("name", TEXT, required=True))


def _path_of(codec: Codec[Any], raw: Json) -> str:
    with pytest.raises(DocumentError) as refusal:
        codec.read(raw, "pen")
    return refusal.value.path


def test_a_record_is_read_by_its_keys() -> None:
    assert PEN.read({"colour": "red", "title": "万年筆"}, "") == Pen(Colour.RED, "万年筆")


def test_a_record_is_written_in_the_order_of_its_table() -> None:
    assert list(PEN.write(Pen(Colour.RED, "万年筆", thin=True)).items()) == [
        ("title", "万年筆"),
        ("colour", "red"),
        ("thin", True),
    ]


def test_nothing_empty_is_written() -> None:
    assert PEN.write(Pen()) == {}


@pytest.mark.parametrize("raw", [{"title": None}, {"thin": None}, {}])
def test_null_is_as_good_as_absent(raw: Json) -> None:
    assert PEN.read(raw, "") == Pen()


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ([], "pen"),
        ("赤", "pen"),
        (None, "pen"),
        ({"color": "red"}, "pen.color"),
        ({"colour": "blue"}, "pen.colour"),
        ({"colour": []}, "pen.colour"),
        ({"title": 1}, "pen.title"),
        ({"title": "鉛筆"}, "pen"),
        ({"thin": 0}, "pen.thin"),
        (Repeated([("title", "a"), ("title", "b")], "title"), "pen.title"),
    ],
)
def test_a_record_names_the_place_of_an_offence(raw: Json, path: str) -> None:
    assert _path_of(PEN, raw) == path


@pytest.mark.parametrize("raw", [{}, {"name": None}, {"name": ""}])
def test_what_is_required_may_not_be_missing(raw: Json) -> None:
    assert _path_of(NAMED, raw) == "pen.name"


@pytest.mark.parametrize("text", ["\x00", "a\x1f", "\x7f", "\r", "\ud800"])
def test_broken_text_is_refused(text: str) -> None:
    assert _path_of(TEXT, text) == "pen"


@pytest.mark.parametrize("text", ["", "一行\n\t二行", "𠮷野家", "\u3000"])
def test_sound_text_is_kept(text: str) -> None:
    assert TEXT.write(TEXT.read(text, "")) == text


@pytest.mark.parametrize("raw", [True, 1.0, "1", None, -1, 11])
def test_only_whole_numbers_within_bounds_are_read(raw: Json) -> None:
    assert _path_of(whole(0, 10), raw) == "pen"


@pytest.mark.parametrize("raw", [0, 10])
def test_the_bounds_belong_to_the_range(raw: int) -> None:
    assert whole(0, 10).write(whole(0, 10).read(raw, "")) == raw


def test_a_list_keeps_its_order() -> None:
    assert listed(TEXT).read(["b", "a"], "") == ("b", "a")
    assert listed(TEXT).write(("b", "a")) == ["b", "a"]


@pytest.mark.parametrize(("raw", "path"), [("a", "pen"), ({}, "pen"), (["a", 1], "pen[1]"), ([None], "pen[0]")])
def test_a_list_names_the_place_of_an_offence(raw: Json, path: str) -> None:
    assert _path_of(listed(TEXT), raw) == path


def test_a_table_is_kept_in_the_order_of_its_keys() -> None:
    table = keyed(TEXT, PEN)
    read = table.read({"b": {"title": "二"}, "a": {"title": "一"}, "c": None}, "")
    assert list(read.items()) == [("a", Pen(name="一")), ("b", Pen(name="二"))]
    assert table.write({"b": Pen(name="二"), "a": Pen(name="一"), "c": Pen()}) == {
        "a": {"title": "一"},
        "b": {"title": "二"},
    }


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ([], "pen"),
        ({"a": []}, "pen.a"),
        (Repeated([("a", {}), ("a", {})], "a"), "pen.a"),
    ],
)
def test_a_table_names_the_place_of_an_offence(raw: Json, path: str) -> None:
    assert _path_of(keyed(TEXT, PEN), raw) == path


def test_a_record_that_says_nothing_is_none() -> None:
    assert sparse(PEN).read({"title": ""}, "") is None
    assert sparse(PEN).read({"title": "万年筆"}, "") == Pen(name="万年筆")
    assert sparse(PEN).write(Pen(name="万年筆")) == {"title": "万年筆"}


def test_a_path_grows_downwards() -> None:
    assert below("", "goals[0]") == "goals[0]"
    assert below("goals[0]", "title") == "goals[0].title"


def test_a_message_says_where_and_what() -> None:
    assert str(DocumentError("goals", "配列が必要です。")) == "goals: 配列が必要です。"
    assert str(DocumentError("", "JSONとして読めません。")) == "JSONとして読めません。"
