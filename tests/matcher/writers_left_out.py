"""Measures the reading of demands with the writer left out: no table saw an ad of the group that it reads.

`python -m tests.matcher.writers_left_out OTHER_FILES... --group FILES... --group FILES...`, as chance_training takes
them. The tables for a group are learned from all others, the trees for it from the other groups. Prints, per file, all
texts and those of more than 700 characters.
"""

import sys
from collections.abc import Sequence

from matcher.candidate import Learned
from matcher.chance import read_trees
from matcher.chance_training import Source, learn, learn_at_once, leave_out_each, read_arguments, read_group
from matcher.demand import find_demands
from matcher.doubt import judge_by
from matcher.evaluate import LabelledAd, evaluate_demands

WHOLE = 700


def tell(ads: Sequence[LabelledAd], tables: Learned) -> str:
    report = evaluate_demands(ads, lambda text: find_demands(text, tables=tables))
    return f"P {report.precision:.3f} R {report.recall:.3f} F1 {report.f1:.3f} traps {report.traps_fired:.3f}"


def measure(others: Sequence[Source], groups: Sequence[Sequence[Source]]) -> None:
    tables = learn_at_once(leave_out_each(others, groups))
    lessons = [read_group(group, *learned) for group, learned in zip(groups, tables, strict=True)]
    for at, group in enumerate(groups):
        doubts, hunches = tables[at]
        trees = read_trees(learn([*lessons[:at], *lessons[at + 1 :]]))
        learned = Learned(judge_by(doubts), hunches, trees)
        for number, source in enumerate(group):
            whole = [ad for ad in source.ads if len(ad.text) > WHOLE]
            row = f"{at} {number} all {tell(source.ads, learned)} whole {tell(whole, learned)}\n"
            sys.stdout.write(row)


if __name__ == "__main__":
    measure(*read_arguments(sys.argv[1:]))
