"""Frozen values: they compare, hash and show themselves as a dataclass does, and cannot be altered."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, field, replace

import pytest

from kpidesk.domain.frozen import frozen


@frozen
class Pair:
    """Two words."""

    one: str
    other: str = "b"


@frozen
class Single:
    """One word."""

    one: str


@frozen
class Nothing:
    """No field at all."""


@frozen
class Alike:
    """Equal to every other."""

    one: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike)

    def __hash__(self) -> int:
        return 1


def test_equal_values_are_equal_and_hash_alike() -> None:
    assert Pair("a") == Pair("a", "b")
    assert Pair("a") != Pair("b")
    assert {Pair("a"): 1}[Pair("a")] == 1
    assert Single("a") == Single("a")
    assert len({Single("a"), Single("a"), Single("b")}) == 2


def test_another_class_is_never_equal() -> None:
    others: list[object] = [Pair("a"), "a", None]
    assert Single("a") not in others


def test_an_equality_of_its_own_is_kept() -> None:
    assert Alike("a") == Alike("b")
    assert hash(Alike("a")) == 1


def test_without_fields_one_is_as_good_as_another() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1
    assert repr(Nothing()) == "Nothing()"


def test_it_shows_itself() -> None:
    assert repr(Pair("a")) == "Pair(one='a', other='b')"


@frozen(slots=False, kw_only=True)
class Base:
    """A number that must be known, and words."""

    number: int
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)


@frozen(slots=False)
class Leaf(Base):
    """One more field before those that are named."""

    name: str = "leaf"


def test_what_is_left_out_is_as_declared() -> None:
    first, second = Base(number=1), Base(number=1)
    assert first.words == []
    assert first.words is not second.words
    assert Leaf("a", number=2) == Leaf(name="a", number=2, words=[])
    with pytest.raises(TypeError, match="number"):
        Leaf("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Base(1)  # type: ignore[call-arg]


def test_what_is_wrong_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="-1"):
        Base(number=-1)


def test_it_cannot_be_altered() -> None:
    pair = Pair("a")
    with pytest.raises(FrozenInstanceError):
        pair.one = "c"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del pair.one
    assert replace(pair, one="c") == Pair("c")
    assert not hasattr(pair, "__dict__")
