"""`python -m tests.dossier.capability_reading.measure [held|later|third|fourth] [-v]`: how much of each is right."""

import sys

from dossier.capability_reading.proposal import Proposal
from dossier.capability_reading.reading import read_bytes
from tests.dossier.capability_reading.held_out import HELD_OUT, LATER
from tests.dossier.capability_reading.papers import TUNED, Gold, Paper
from tests.dossier.capability_reading.third_set import FOURTH, THIRD


def points_read(proposal: Proposal) -> Gold:
    return frozenset((one.item, one.level) for one in proposal.limited if one.level)


def read_points(paper: Paper) -> Gold:
    return points_read(read_bytes(paper.content()))


def score(papers) -> tuple[float, float]:
    """Precision and recall of item with level, over all papers together."""
    found = {paper.name: read_points(paper) for paper in papers}
    right = sum(len(found[paper.name] & paper.gold) for paper in papers)
    return right / sum(map(len, found.values())), right / sum(len(paper.gold) for paper in papers)


def report(paper: Paper, *, whole: bool) -> list[str]:
    proposal = read_bytes(paper.content())
    found = points_read(proposal)
    lines = [
        (
            f"{paper.name}: {len(found & paper.gold)} van {len(paper.gold)}, "
            f"te veel {sorted(found - paper.gold)}, gemist {sorted(paper.gold - found)}"
        )
    ]
    if whole:
        lines += [
            f"    {one.item} {one.level} {one.confidence} | {one.note} | {one.quote}" for one in proposal.findings
        ]
        lines += [f"    ? {one.text} | {one.why}" for one in proposal.unplaced]
    return lines


def main() -> None:
    papers = {"held": HELD_OUT, "later": LATER, "third": THIRD, "fourth": FOURTH}.get(
        sys.argv[1] if sys.argv[1:] else "", TUNED
    )
    for paper in papers:
        sys.stdout.write("\n".join([*report(paper, whole="-v" in sys.argv), ""]))
    precision, recall = score(papers)
    sys.stdout.write(f"precisie {precision:.3f}, volledigheid {recall:.3f}\n")


if __name__ == "__main__":
    main()
