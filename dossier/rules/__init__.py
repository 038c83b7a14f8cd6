"""Law and practice as pure functions of plain objects and a day."""

RULE_VERSION = "2026.2"
"""Half-year of the figures, stored with every verdict and every term: evidence says by which rules it was judged."""
