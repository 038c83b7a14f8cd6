"""The shapes that people use the program in: a phone and a desk, each in both themes."""

import pytest

SHAPES = pytest.mark.parametrize(
    ("width", "dark"),
    [(375, False), (375, True), (1280, False), (1280, True)],
    ids=["phone-light", "phone-dark", "desk-light", "desk-dark"],
)
