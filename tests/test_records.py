"""Records: frozen ones are made by way of a draft, and nothing shows it."""

import copy
import dataclasses
import inspect
import pickle

import pytest

from calc_cli.model import Interval, Number, Step
from calc_cli.records import mutable_record, record
from calc_cli.tree import ONE, TWO, Expr, Negation, Power, RootOf, Variable


@mutable_record
class Parent:
    """A class whose fields may change."""

    name: str
    size: int = 1


@mutable_record
class Child(Parent):
    """One more field."""

    age: int = 2


@record
class Frozen:
    """A class that another record extends."""

    name: str


@record
class Extended(Frozen):
    """One more field."""

    size: int = 3


VALUES = [Interval(ONE, TWO), Step("sum", ONE), Number(ONE, "1", 1.0, "1", "1"), Power(Variable("x"), TWO), RootOf((-2, 0, 1), 1)]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_frozen_value_is_of_its_class_and_does_not_change(value):
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, ONE)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(value, name)
    assert not hasattr(value, "__dict__")
    arguments = [getattr(value, field.name) for field in dataclasses.fields(value)]
    again = type(value)(*arguments)
    assert again == value
    assert hash(again) == hash(value)
    assert copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == dataclasses.replace(value) == value


def test_arguments_are_those_of_the_fields():
    assert str(inspect.signature(Interval)) == "(lower, upper, lower_closed=False, upper_closed=False)"
    assert Interval(upper=TWO, lower=ONE, upper_closed=True) == Interval(ONE, TWO, False, True)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'upper'"):
        Interval(ONE)
    with pytest.raises(TypeError):
        Interval(ONE, TWO, False, False, False)


def test_nodes_of_as_many_fields_are_not_equal():
    assert Negation(ONE) != Variable("x")
    assert isinstance(Negation(ONE), Expr)
    assert not isinstance(Negation(ONE), Variable)


def test_records_extend_records():
    child = Child("a", age=5)
    child.size = 7
    assert (child.name, child.size, child.age) == ("a", 7, 5)
    assert Extended("a") == Extended("a", 3) != Frozen("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Extended("a").size = 4
