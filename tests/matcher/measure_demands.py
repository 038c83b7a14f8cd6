"""What reading the demands of a new ad costs: `python -m tests.matcher.measure_demands [FILE.jsonl ...]`.

Every whole ad of the files, which also hold passages, is read once, in the order in which it stands there, as a crawl
would meet it. Says as JSON how many there were, their mean length, and the CPU milliseconds of one: the median, the
mean, and the 95th of a hundred.
"""

import json
import sys
from pathlib import Path
from statistics import mean, median
from time import process_time

from matcher.demand import find_demands
from matcher.evaluate import LabelledAd

LABELLED = Path(__file__).parent / "labelled"
WHOLE = 600
"""So many characters has a short ad."""


def measure(ads: list[LabelledAd]) -> dict[str, float]:
    find_demands(ads[0].text)  # reads the rules
    costs = []
    for ad in ads:
        started = process_time()
        find_demands(ad.text)
        costs.append((process_time() - started) * 1000)
    found = {"median_ms": median(costs), "mean_ms": mean(costs), "p95_ms": sorted(costs)[int(len(costs) * 0.95)]}
    shape = {"ads": len(ads), "characters": mean(len(ad.text) for ad in ads)}
    return shape | {name: round(value, 2) for name, value in found.items()}


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or sorted(LABELLED.glob("*.jsonl"))
    rows = [row for file in files for row in file.read_text(encoding="utf-8").splitlines()]
    read = [LabelledAd.model_validate_json(row) for row in rows]
    sys.stdout.write(json.dumps(measure([ad for ad in read if len(ad.text) >= WHOLE])) + "\n")
