"""Every field that a refusal can name is one that a client can send with a command that is so refused."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import pytest
from marshmallow import Schema, fields

import accord.aggregates
import accord.application
import accord.http
from accord.application import Accord

NOT_OVER_HTTP = {
    "open_register", "_sound", "_new_key", "place_legal_hold", "lift_legal_hold", "erase_disclosures", "_said",
}  # fmt: skip
"""What is refused only to the operator of the register, who has no way over HTTP."""


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def is_own(value: Any) -> bool:
    """Whether somebody wrote this function of the house; a dataclass writes some of its own."""
    if not isinstance(value, FunctionType) or not value.__module__.startswith("accord."):
        return False
    return "/accord/" in value.__code__.co_filename


@cache
def functions() -> dict[str, list[FunctionType]]:
    """Every function and method of the domain and its commands, by name."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for package in (accord.aggregates, accord.application):
        for module in [package, *modules(package)]:
            for value in vars(module).values():
                for each in [value, *(vars(value).values() if isinstance(value, type) else ())]:
                    if is_own(each) and each.__module__ == module.__name__:
                        found[each.__name__].append(each)
    return found


@cache
def tree(function: FunctionType) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def known(value: Any) -> Iterator[FunctionType]:
    """The functions that a name stands for: itself, or those of a table of checks."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from known(each)
    elif is_own(value):
        yield inspect.unwrap(value)


def called(function: FunctionType) -> Iterator[FunctionType]:
    for node in ast.walk(tree(function)):
        if isinstance(node, ast.Name):
            yield from known(function.__globals__.get(node.id))
        elif isinstance(node, ast.Attribute):
            base = node.value
            of = function.__globals__.get(base.id) if isinstance(base, ast.Name) else None
            if isinstance(of, ModuleType):
                yield from known(getattr(of, node.attr, None))
            elif isinstance(base, ast.Name) and base.id in ("self", "accord"):
                yield from known(getattr(Accord, node.attr, None))
                yield from methods(node.attr)
            else:
                yield from methods(node.attr)


def methods(name: str) -> Iterator[FunctionType]:
    """Whatever object it is called on."""
    yield from (each for each in functions()[name] if "." in each.__qualname__)


@cache
def reached(function: FunctionType) -> frozenset[FunctionType]:
    seen: set[FunctionType] = set()
    ahead = [function]
    while ahead:
        if (one := ahead.pop()) not in seen:
            seen.add(one)
            ahead += called(one)
    return frozenset(seen)


def named(function: FunctionType) -> Iterator[str]:
    """The fields that a function names itself; of one within a list, with 0 for its place."""
    for node in ast.walk(tree(function)):
        if not isinstance(node, ast.Call):
            continue
        for given in node.keywords:
            if given.arg == "field":
                yield from written(given.value)


def written(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from written(value.body)
        yield from written(value.orelse)
    elif isinstance(value, ast.Constant):
        yield value.value
    elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
        parts = (p.value if isinstance(p, ast.Constant) else "0" for p in value.values)
        yield "".join(map(str, parts))


def takes(schema: Schema | fields.Field[Any], steps: list[str]) -> bool:
    """Whether what is sent so has a place at these steps."""
    if not steps:
        return True
    first, *rest = steps
    if isinstance(schema, fields.List):
        return bool(re.fullmatch("[0-9]+", first)) and takes(schema.inner, rest)
    if isinstance(schema, fields.Nested):
        schema = schema.schema
    if not isinstance(schema, Schema):
        return False
    at = {each.data_key or name: each for name, each in schema.fields.items()}
    return first in at and takes(at[first], rest)


@cache
def commands() -> dict[FunctionType, Schema]:
    """Every command over HTTP, and how its request is sent."""
    found = {}
    for module in modules(accord.http):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            for mark in getattr(node, "decorator_list", ()):
                if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "command":
                    schema = vars(module)[mark.args[2].id]  # type: ignore[attr-defined]
                    found[vars(module)[node.name]] = schema()  # type: ignore[attr-defined]
    return found


def cases() -> list[tuple[FunctionType, str]]:
    every = (each for found in functions().values() for each in found)
    pairs = ((each, field) for each in every for field in dict.fromkeys(named(each)))
    return sorted(pairs, key=lambda pair: (pair[0].__module__, pair[0].__qualname__, pair[1]))


@pytest.mark.parametrize(
    ("function", "field"), [pytest.param(*c, id=f"{c[0].__qualname__}-{c[1]}") for c in cases()]
)
def test_a_refusal_names_a_field_of_a_command_that_is_so_refused(function, field):
    if function.__name__ in NOT_OVER_HTTP:
        return
    so_refused = [schema for does, schema in commands().items() if function in reached(does)]

    assert so_refused, "no command reaches it"
    assert any(takes(schema, field.split("/")) for schema in so_refused)


def test_the_commands_are_found():
    assert len(commands()) > 100
    assert len(cases()) > 150
