"""Frozen values that come up fast: dataclasses that share what a dataclass otherwise compiles for each class anew."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, slots: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True)
def frozen(
    cls: type[T] | None = None, /, *, slots: bool = True, kw_only: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a frozen dataclass, with slots unless something in it is cached.

    What compares, hashes and shows it is made without the compiler: of some ninety classes that is a tenth of every
    start of the program.
    """
    return partial(_made, slots=slots, kw_only=kw_only) if cls is None else _made(cls, slots=slots, kw_only=kw_only)


def _made(cls: type[T], *, slots: bool, kw_only: bool) -> type[T]:
    made: Any = dataclass(frozen=True, slots=slots, kw_only=kw_only, repr=False, eq=False)(cls)
    compared = [each.name for each in fields(made) if each.compare]
    told = [each.name for each in fields(made) if each.repr]
    values = attrgetter(*compared or ("__class__",))  # without fields one is as good as another

    def same(self: Any, other: object) -> bool:  # noqa: ANN401 -- of the class that is made
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: Any) -> str:  # noqa: ANN401 -- of the class that is made
        return f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in told)})"

    if "__eq__" not in cls.__dict__:
        made.__eq__ = same
        made.__hash__ = lambda self: hash(values(self))
    made.__repr__ = shown
    kept: type[T] = made
    return kept
