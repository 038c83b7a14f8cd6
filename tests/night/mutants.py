"""The mutants of a module: each of its checks removed or turned round, one at a time."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

INVERSE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
BORDER: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OTHER = {"any": "all", "all": "any"}
SCOPES = (ast.FunctionDef, ast.ClassDef)
Change = tuple[str, Callable[[ast.AST], None]]


@dataclass(frozen=True)
class Mutant:
    """One change of a module."""

    name: str
    """In which function, what, and of which words: the same as long as those words are."""
    lines: range
    """Where the changed words stand."""
    function: str
    """Empty for what runs when the module is read."""
    tree: ast.Module


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every comparison, border, and/or, not, condition, refusal, call and yes/no of the module, one at a time."""
    tree = ast.parse(source)
    scopes, named = scopes_of(tree), {}
    for place, node in enumerate(ast.walk(tree)):
        for what, change in changes_of(node):
            changed = copy.deepcopy(tree)
            change(next(one for number, one in enumerate(ast.walk(changed)) if number == place))
            words = getattr(node, "test", node)
            name = f"{scopes[node]}: {what}: {' '.join(ast.unparse(words).split())}"
            named[name] = named.get(name, 0) + 1
            name += f" ({named[name]})" if named[name] > 1 else ""
            lines = range(words.lineno, words.end_lineno + 1)
            yield Mutant(name, lines, scopes[node], ast.fix_missing_locations(changed))


def scopes_of(tree: ast.Module) -> dict[ast.AST, str]:
    """In which function or class each node stands."""
    found: dict[ast.AST, str] = {tree: ""}
    for node in ast.walk(tree):
        inside = f"{found[node]}.{node.name}".lstrip(".") if isinstance(node, SCOPES) else found[node]
        found |= dict.fromkeys(ast.iter_child_nodes(node), inside)
    return found


def changes_of(node: ast.AST) -> Iterator[Change]:
    return CHANGES.get(type(node), lambda _: iter(()))(node)


def changes_of_comparison(node: ast.Compare) -> Iterator[Change]:
    for what, table in (("turned round", INVERSE), ("border moved", BORDER)):
        for place, sign in enumerate(node.ops):
            if other := table.get(type(sign)):
                yield what, lambda one, place=place, other=other: one.ops.__setitem__(place, other())


def changes_of_and_or(node: ast.BoolOp) -> Iterator[Change]:
    for place in range(len(node.values)):
        yield f"without part {place + 1}", lambda one, place=place: drop(one, place)


def changes_of_not(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.Not):
        yield "not left out", lambda one: become(one, one.operand)


def changes_of_loop(_node: ast.While) -> Iterator[Change]:
    yield "never", lambda one: setattr(one, "test", ast.Constant(False))


def changes_of_condition(_node: ast.If | ast.IfExp) -> Iterator[Change]:
    yield "never", lambda one: setattr(one, "test", ast.Constant(False))
    yield "always", lambda one: setattr(one, "test", ast.Constant(True))


def changes_of_call(node: ast.Call) -> Iterator[Change]:
    if isinstance(node.func, ast.Name) and node.func.id in OTHER:
        yield OTHER[node.func.id], lambda one: setattr(one.func, "id", OTHER[one.func.id])


def changes_of_statement(node: ast.Expr | ast.Raise) -> Iterator[Change]:
    if isinstance(node, ast.Raise) or isinstance(node.value, ast.Call):
        yield "left out", lambda one: become(one, ast.Expr(ast.Constant(None)))


def changes_of_answer(node: ast.Return) -> Iterator[Change]:
    if isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
        yield "turned round", lambda one: setattr(one, "value", ast.Constant(not one.value.value))


def changes_of_choice(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Iterator[Change]:
    for part in range(len(node.generators)):
        for place in range(len(node.generators[part].ifs)):
            what = f"for {part + 1} without if {place + 1}"
            yield what, lambda one, part=part, place=place: one.generators[part].ifs.pop(place)


CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[Change]]] = {
    ast.Compare: changes_of_comparison, ast.BoolOp: changes_of_and_or, ast.UnaryOp: changes_of_not,
    ast.While: changes_of_loop, ast.If: changes_of_condition, ast.IfExp: changes_of_condition,
    ast.Call: changes_of_call, ast.Expr: changes_of_statement, ast.Raise: changes_of_statement,
    ast.Return: changes_of_answer, ast.ListComp: changes_of_choice, ast.SetComp: changes_of_choice,
    ast.DictComp: changes_of_choice, ast.GeneratorExp: changes_of_choice,
}  # fmt: skip


def drop(node: ast.BoolOp, place: int) -> None:
    """An and/or without one of its parts."""
    del node.values[place]
    if len(node.values) == 1:
        become(node, node.values[0])


def become(node: ast.AST, other: ast.AST) -> None:
    """The other node in the place of this one."""
    at = {name: getattr(node, name) for name in node._attributes}
    node.__class__, node.__dict__ = other.__class__, {**at, **vars(other)}
