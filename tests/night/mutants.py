"""Each check of a module removed or turned round once: which of those do its tests not see?"""

import ast
import copy
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 300.0
INVERSE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant:
    """One change of a module, and the line where it is."""

    def __init__(self, tree: ast.Module, line: int, what: str) -> None:
        self.tree, self.line, self.what = ast.fix_missing_locations(tree), line, what


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every comparison, and/or, not, condition, refusal and yes/no of the module, changed one at a time."""
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for what in changes_of(node):
            changed = copy.deepcopy(tree)
            target = next(one for number, one in enumerate(ast.walk(changed)) if number == place)
            change(target, what)
            yield Mutant(changed, node.lineno, what)


def changes_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return ["comparison"]
    if isinstance(node, ast.BoolOp):
        return ["and/or"]
    if isinstance(node, ast.If | ast.IfExp):
        return ["never", "always"]
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return ["left out"]
    is_answer = isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
    return ["yes/no"] if is_answer and isinstance(node.value.value, bool) else []


def change(node: ast.AST, what: str) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = INVERSE[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.Constant(what == "always")
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(not node.value.value)
    else:
        leave_out(node)


def leave_out(node: ast.AST) -> None:
    """A statement becomes a mention of nothing, in the same place."""
    node.__class__ = ast.Expr
    node.__dict__.pop("exc", None)
    node.value = ast.Constant(None)


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module in its changed form, in this process alone; no file is touched."""

    def __init__(self, module: str, path: Path, tree: ast.Module) -> None:
        self.module, self.path, self.tree = module, path, tree

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.module else None

    def exec_module(self, module) -> None:
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


def is_seen(module: str, path: Path, tree: ast.Module, tests: list[str]) -> bool:
    """Does a test fail? In a process of its own; one that never ends is seen too."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(run_tests(Changed(module, path, tree), tests))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def run_tests(finder: Changed, tests: list[str]) -> int:
    import pytest

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, finder)
    return int(pytest.main(["-x", "-q", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]))
