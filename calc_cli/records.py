"""`@record`, `@mutable_record` and `@hashed_record`: classes as of `dataclasses.dataclass(slots=True)`, made faster at start-up.

The standard decorator compiles a dozen methods for every class, which was a third of the start-up time of calc. Here classes
with as many fields share the code of `__init__`, and the other methods need no compiling. `dataclasses.field`, `fields` and
`replace` work as usual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type[Any])
Value = TypeVar("Value")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Class) -> Class:
    """A frozen class with slots, equal and hashed by its fields.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0), hash(Point(1)) == hash(Point(1, 0))
    (Point(x=1, y=0), True, True)
    """
    return _made(cls, frozen=True)


@dataclass_transform(field_specifiers=(field,))
def mutable_record(cls: Class) -> Class:
    """A class with slots whose fields may change; equal by its fields, without a hash."""
    return _made(cls, frozen=False)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def hashed_record(cls: Class) -> Class:
    """A frozen class with slots whose hash is computed when a value is built and kept in `_hash`, a slot of its base class.

    Values built of values cost no deep walk to be hashed, nor to be told apart.
    """
    return _made(cls, frozen=True, hashed=True)


@dataclass(init=False, repr=False, eq=False)
class _Template:
    """What the standard library marks as a field."""

    name: object


_KIND = getattr(fields(_Template)[0], "_field_type")  # noqa: B009  without it `fields` and `replace` do not see a field


def changed(value: Value, **fields: Any) -> Value:
    """The record with other values in some fields: `dataclasses.replace` without its checks."""
    kind: Any = type(value)
    return kind(*[fields[name] if name in fields else getattr(value, name) for name in kind.__match_args__])  # type: ignore[no-any-return]


def _made(cls: Class, *, frozen: bool, hashed: bool = False) -> Class:
    own = [_field(cls, name, kind) for name, kind in get_annotations(cls).items()]
    inherited: dict[str, Field[Any]] = dict(getattr(cls, "__dataclass_fields__", {}))
    known = inherited | {f.name: f for f in own}
    namespace = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__") and name not in known}
    namespace |= {"__slots__": tuple(f.name for f in own if f.name not in inherited), "__dataclass_fields__": known}
    namespace |= {"__match_args__": tuple(f.name for f in known.values() if f.init)}
    if namespace.get("__hash__") is None:
        namespace.pop("__hash__", None)  # what a class statement adds to a class with its own __eq__
    compared = tuple(f.name for f in known.values() if f.compare)
    for name, method in (_hashed_methods if hashed else _methods)(compared, frozen=frozen).items():
        namespace.setdefault(name, method)
    special = {"__init__", "__post_init__"} & namespace.keys() or any(not f.init or f.default_factory is not MISSING for f in own)
    if frozen and not special and not inherited:
        return _drafted(cls, namespace, own, hashed=hashed)
    if inherited and frozen:
        namespace["__new__"] = _bare
    made: Any = type(cls.__name__, cls.__bases__, namespace)
    if "__init__" not in cls.__dict__:
        made.__init__ = _initializer(made, list(known.values()), frozen=frozen)
    return made  # type: ignore[no-any-return]


def _drafted(cls: Class, namespace: dict[str, Any], own: list[Field[Any]], *, hashed: bool) -> Class:
    """A frozen class whose values are written as drafts, which are not frozen, and then become its own: that is the quickest way.

    Drafts with as many fields have the same class; it holds the slots, the class made here only their names.
    """
    draft = _draft(cls.__bases__, len(own))
    slots = {f.name: draft.__dict__[f"field{i}"] for i, f in enumerate(own)}
    code = _compiled_hashing(len(own)) if hashed else _compiled_drafting(len(own))
    code = code.replace(co_varnames=("cls", *slots, "self"), co_qualname=f"{cls.__qualname__}.__new__")
    known = {"draft": draft, "kind": cls.__name__, "hash": hash}
    defaults = tuple(f.default for f in own if f.default is not MISSING)
    new = FunctionType(code, known, "__new__", defaults)
    return type(cls.__name__, (draft,), namespace | slots | {"__slots__": (), "__new__": new})  # type: ignore[return-value]


def _bare(cls: type[Any], *_arguments: Any, **_fields: Any) -> Any:
    return object.__new__(cls)


@cache
def _draft(bases: tuple[type[Any], ...], count: int) -> type[Any]:
    """The class of values that are being made, with so many fields."""
    return type("Draft", bases, {"__slots__": tuple(f"field{i}" for i in range(count))})


def _field(cls: type[Any], name: str, kind: Any) -> Field[Any]:
    """The field of an annotation, with its default."""
    value = cls.__dict__.get(name, MISSING)
    made: Field[Any] = value if isinstance(value, Field) else field() if value is MISSING else field(default=value)
    made.name, made.type = name, kind
    setattr(made, "_field_type", _KIND)  # noqa: B010
    return made


def _initializer(cls: type[Any], known: list[Field[Any]], *, frozen: bool) -> Callable[..., None]:
    """`__init__`: of a frozen class it writes through the descriptors of the slots."""
    writers = {f"write{i}": getattr(cls, f.name).__set__ for i, f in enumerate(known)}
    defaults = [f.default for f in known if f.init and f.default is not MISSING]
    if all(f.init and f.default_factory is MISSING for f in known) and not hasattr(cls, "__post_init__"):
        names = tuple(f.name for f in known)
        code = _compiled(len(known)) if frozen else _compiled_assigning(len(known)).replace(co_names=names)
        code = code.replace(co_varnames=("self", *names), co_qualname=f"{cls.__qualname__}.__init__")
        return FunctionType(code, writers, "__init__", tuple(defaults))
    return _general_initializer(cls, known, writers)


@cache
def _compiled(count: int) -> CodeType:
    """The code of an `__init__` with so many fields, under names to be replaced."""
    return _code("__init__", "self", count, [f"write{i}(self, value{i})" for i in range(count)])


@cache
def _compiled_assigning(count: int) -> CodeType:
    """As `_compiled`, where the fields may be assigned to."""
    return _code("__init__", "self", count, [f"self.field{i} = value{i}" for i in range(count)])


@cache
def _compiled_drafting(count: int, *last: str) -> CodeType:
    """The code of a `__new__` with so many fields."""
    written = [f"self.field{i} = value{i}" for i in range(count)]
    return _code("__new__", "cls", count, ["self = draft()", *written, *last, "self.__class__ = cls", "return self"])


def _compiled_hashing(count: int) -> CodeType:
    """As `_compiled_drafting`, with the hash of the class's name and the fields."""
    return _compiled_drafting(count, f"self._hash = hash((kind, {', '.join(f'value{i}' for i in range(count))}))")


def _code(name: str, first: str, count: int, lines: list[str]) -> CodeType:
    namespace: dict[str, Any] = {}
    arguments = ", ".join([first, *(f"value{i}" for i in range(count))])
    exec(f"def {name}({arguments}):\n    " + "\n    ".join(lines or ["pass"]), namespace)
    code: CodeType = namespace[name].__code__
    return code


def _general_initializer(cls: type[Any], known: list[Field[Any]], values: dict[str, Any]) -> Callable[..., None]:
    """`__init__` with new values made for fields that are not given, and with a `__post_init__`."""
    head, body = [], []
    for i, f in enumerate(known):
        values |= {f"default{i}": f.default, f"new{i}": f.default_factory, "MISSING": MISSING}
        made = f.default_factory is not MISSING
        if f.init:
            head.append(f"{f.name}=MISSING" if made else f.name if f.default is MISSING else f"{f.name}=default{i}")
        if f.init or made:
            value = f.name if not made else f"new{i}() if {f.name} is MISSING else {f.name}" if f.init else f"new{i}()"
            body.append(f"    write{i}(self, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()")
    exec(f"def __init__({', '.join(['self', *head])}):\n" + "\n".join(body or ["    pass"]), values)
    return values["__init__"]  # type: ignore[no-any-return]


def _methods(names: tuple[str, ...], *, frozen: bool) -> dict[str, Any]:
    """The methods that need no compiling."""
    key: Callable[[Any], Any] = attrgetter(*names) if names else lambda value: ()

    def __eq__(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(key(self))

    shared: dict[str, Any] = {"__eq__": __eq__, "__repr__": _shown, "__reduce__": _reduced}
    return shared | ({"__hash__": __hash__, "__setattr__": _refuse, "__delattr__": _refuse} if frozen else {"__hash__": None})


def _hashed_methods(names: tuple[str, ...], *, frozen: bool) -> dict[str, Any]:
    """The methods of a hashed record: the hashes are compared first."""
    key: Callable[[Any], Any] = attrgetter(*names)

    def __eq__(self: Any, other: Any) -> Any:
        if self is other:
            return True
        return other.__class__ is self.__class__ and self._hash == other._hash and key(self) == key(other)

    def __hash__(self: Any) -> int:
        return self._hash  # type: ignore[no-any-return]

    return _methods(names, frozen=frozen) | {"__eq__": __eq__, "__hash__": __hash__}


def _shown(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _reduced(self: Any) -> tuple[Any, ...]:
    """Copying and pickling: the class and the arguments that make the same value."""
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


def _refuse(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")
