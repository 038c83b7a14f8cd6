"""Learns many yes-or-no answers at once from rows of features: logistic regression, one row after the other."""

import numpy as np
from numba import njit
from scipy.sparse import csr_matrix

ROUNDS = 12
PACE = 2.0
CAUTION = 0.05
"""What a weight is taken to have moved before it moved at all: the more, the smaller its first steps."""
FIRST = -4.0
"""Where every answer starts: far on the side of no."""
MARGIN = 0.004
"""An answer so near to the truth teaches nothing."""


def learn_weights(table: csr_matrix, answers: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """What each feature adds to each answer, and where each answer starts; the same rows give the same weights."""
    weights = np.zeros((table.shape[1], answers.shape[1]), dtype=np.float32)
    biases = np.full(answers.shape[1], FIRST, dtype=np.float32)
    moved, shifted = np.full_like(weights, CAUTION), np.ones_like(biases)
    order = np.random.default_rng(0)
    for _ in range(ROUNDS):
        _descend(
            order.permutation(table.shape[0]), table.indptr, table.indices, table.data.astype(np.float32),
            answers.indptr, answers.indices,
            weights, moved, biases, shifted,
        )  # fmt: skip
    return weights, biases


@njit(cache=True)
def _descend(  # noqa: PLR0913, PLR0917 - numba takes arrays, not objects
    rows: np.ndarray, starts: np.ndarray, features: np.ndarray, values: np.ndarray,
    answer_starts: np.ndarray, answers: np.ndarray,
    weights: np.ndarray, moved: np.ndarray, biases: np.ndarray, shifted: np.ndarray,
) -> None:  # fmt: skip
    """Go through the rows once; each weight moves less the more it moved before."""
    for row in rows:
        wrong = biases.copy()
        for cell in range(starts[row], starts[row + 1]):
            wrong += values[cell] * weights[features[cell]]
        wrong = 1 / (1 + np.exp(-wrong))
        for cell in range(answer_starts[row], answer_starts[row + 1]):
            wrong[answers[cell]] -= 1
        for key in range(len(biases)):
            shifted[key] += wrong[key] ** 2
            biases[key] -= PACE * wrong[key] / np.sqrt(shifted[key])
        for cell in range(starts[row], starts[row + 1]):
            for key in range(len(biases)):
                if abs(wrong[key]) > MARGIN:
                    step = wrong[key] * values[cell]
                    moved[features[cell], key] += step**2
                    weights[features[cell], key] -= PACE * step / np.sqrt(moved[features[cell], key])
