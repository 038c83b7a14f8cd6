"""The lists of payloads beside the checkout: read where they lie, never copied."""

import json
from pathlib import Path


def raw_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line.strip() and not line.startswith("# ")]


def json_lines(path: Path) -> list[str]:
    return [json.loads(line) for line in raw_lines(path)]
