"""Every test makes an app of its own; what each would compile anew, and always alike, is compiled once."""

from types import FunctionType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule


class RememberedTemplates(BytecodeCache):
    """The code of templates, as long as their text is the same (the bucket looks at that)."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


def remember_builders() -> None:
    """The code that makes addresses: it is bound to its rule afterwards, so that rules written alike can share it."""
    known: dict[tuple, FunctionType] = {}
    build = Rule._compile_builder

    def remembered(self: Rule, append_unknown: bool = True) -> FunctionType:
        key = (self.rule, self.host, self.subdomain, str(self.defaults), append_unknown)
        if key not in known:
            known[key] = build(self, append_unknown)
        return known[key]

    Rule._compile_builder = remembered


def remember_apps() -> None:
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": RememberedTemplates()}
    remember_builders()
