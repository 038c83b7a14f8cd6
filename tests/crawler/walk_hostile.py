"""`python tests/crawler/walk_hostile.py [TSV]`: every behaviour of the hostile site, and the table in docs/.

Takes a good half hour. With the TSV of an earlier walk only the table is written.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("PASSEND_SHARED") or REPOSITORY.parent / "shared")
TABLE = REPOSITORY / "docs" / "hostile-sites.md"
COMMAND = "{python} -m passend add {{url}} --out {{out}} --data-dir {folder}"
HEAD = """# What the crawler does with a hostile site

Walked on {day} with `python tests/crawler/walk_hostile.py`: {rows} behaviours of the hostile site in
`../shared/attacks`, each as an address that somebody pastes.

- As it should be: {good}; not: {bad}. Hangs: {hangs}. Requests that reached the internal listener: {inside}.
- Most memory of both processes together: {memory} MB.

"Held" means that the run ended by itself within the time and memory of that behaviour, stored the right number of
vacancies, asked no more than is decent and waited as it was told.

| kind | behaviour | held | vacancies | requests | seconds | MB |
|---|---|---|---|---|---|---|
"""


def walk(tsv: Path) -> None:
    """Set `passend add` before every behaviour, with robots.txt in every mode."""
    with tempfile.TemporaryDirectory() as folder:
        command = COMMAND.format(python=sys.executable, folder=folder)
        probe = [sys.executable, str(SHARED / "attacks" / "probe.py"), "--variants", "--robots", "--cap", "200"]
        settings = {"PASSEND_TESTING": "1", "PASSEND_LOOPBACK_CRAWL": "1"}
        subprocess.run(
            [*probe, "--cmd", command, "--tsv", str(tsv)], check=False, cwd=REPOSITORY, env=dict(os.environ) | settings
        )


def write_table(tsv: Path) -> None:
    with tsv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    verdicts = Counter(row["verdict"] == "pass" for row in rows)
    head = HEAD.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        rows=len(rows),
        good=verdicts[True],
        bad=verdicts[False],
        hangs=sum("did not end" in row["verdict"] for row in rows),
        inside=sum(int(row["internal"]) for row in rows),
        memory=max(int(row["rss"]) for row in rows),
    )
    lines = [
        f"| {row['group']} | `{row['path']}` | {'yes' if row['verdict'] == 'pass' else row['verdict']}"
        f" | {row['items']} | {row['requests']} | {row['wall']} | {row['rss']} |"
        for row in rows
    ]
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    if len(sys.argv) > 1:
        write_table(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        walk(Path(folder) / "probe.tsv")
        write_table(Path(folder) / "probe.tsv")


if __name__ == "__main__":
    main()
