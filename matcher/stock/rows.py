"""The arrays that the compiled search reads: the rows of a part, and what a person makes of shared values."""

from typing import NamedTuple

import numpy as np

KINDS = ("job", "offer", "asked", "posted", "still")
JOB, OFFER, ASKED, POSTED, STILL = range(len(KINDS))


class Rows(NamedTuple):
    """Vacancies in the order of their places of work; those of a place that may be done from home stand together."""

    places: np.ndarray
    """The shared number of the place of work of each group of rows."""
    telework: np.ndarray
    """May what is in each group be done from home?"""
    starts: np.ndarray
    """Where the rows of each group begin, and after the last where they end."""
    kinds: np.ndarray
    """Per row the numbers of its shared values, in the order of KINDS: who looks at one finds the others at hand."""
    cell_starts: np.ndarray
    """Where the cells of each row begin."""
    cells: np.ndarray
    """What the text of a row asks, a number of a shared cell each."""


class Said(NamedTuple):
    """What the texts that say any word of one person say of it; `rows` are these texts, in their order."""

    rows: np.ndarray
    likeness: np.ndarray
    """The sum of weights, not yet divided by the length of the text."""
    skills: np.ndarray
    wishes: np.ndarray
    lengths: np.ndarray
    """Of every text of the part."""
    has_tasks: bool
    skills_for_all: int
    """So many known skills make the value 1; 0 where no skill was given."""
    wish_count: int


class Means(NamedTuple):
    """What each shared value means to one person; nan where nothing can be said."""

    title_of_job: np.ndarray
    unit_of_job: np.ndarray
    work_title: np.ndarray
    work_unit: np.ndarray
    direction_title: np.ndarray
    direction_unit: np.ndarray
    travel: np.ndarray
    too_far: np.ndarray
    education: np.ndarray
    licences: np.ndarray
    languages: np.ndarray
    freshness: np.ndarray
    told_by_cell: np.ndarray
    """Per layer and cell what it tells about a limitation; more than one layer where items meet."""
    limit_of_cell: np.ndarray
    """Per layer and cell the place of that limitation among the person's."""
    told_by_still: np.ndarray
    """Per kind of silence and limitation what it tells."""


class OfferArrays(NamedTuple):
    """Per kind of offer: gross euros per hour without holiday allowance, hours a week; nan = not stated."""

    low: np.ndarray
    high: np.ndarray
    hours_low: np.ndarray
    hours_high: np.ndarray
    stated: np.ndarray
    unusable: np.ndarray


class PayMeasure(NamedTuple):
    """What the 65% test needs of one person; nan = unknown."""

    old_wage: float
    threshold: float
    full: float
    has_attainable: bool
    floor: float
    penalty: float
    neutral: float
    limit: float
    assumed_low: float
    assumed_high: float


class Beside(NamedTuple):
    """One part and one person side by side."""

    rows: Rows
    means: Means
    said: Said
    offers: OfferArrays
    own: PayMeasure


class Scale(NamedTuple):
    """Per feature what it weighs, and what counts where nothing can be said."""

    weights: np.ndarray
    unknown: np.ndarray


def freeze(values: np.ndarray) -> np.ndarray:
    """Nobody writes in what is shared; so arrays from a file and from memory are of one kind too."""
    values.flags.writeable = False
    return values
