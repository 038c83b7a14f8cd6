"""Compiled loops that are kept on disk, forgotten as soon as any source they were made of is another."""

from hashlib import sha256
from pathlib import Path

STAMP = "compiled.stamp"


def forget_older_code(folder: Path) -> None:
    """Numba looks at the file of a loop alone, and not at the loops and figures of other files that went into it.

    A folder that may not be written to holds no compiled code of ours either, and stays as it is.
    """
    kept = folder / "__pycache__"
    stamp = _stamp_of([*folder.glob("*.py"), *folder.parent.glob("*.py")])
    try:
        if (kept / STAMP).exists() and (kept / STAMP).read_text(encoding="ascii") == stamp:
            return
        for path in [*kept.glob("*.nbi"), *kept.glob("*.nbc")]:
            path.unlink(missing_ok=True)
        kept.mkdir(exist_ok=True)
        (kept / STAMP).write_text(stamp, encoding="ascii")
    except OSError:
        return


def _stamp_of(sources: list[Path]) -> str:
    """By name, time and size, as Python itself tells an older compiled file from its source."""
    told = sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sources)
    return sha256(repr(told).encode()).hexdigest()
