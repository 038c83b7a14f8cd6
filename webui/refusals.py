"""What the core allows where it refuses a value: in the reader's language, with its days as people write them."""

import re
from datetime import date

from flask_babel import get_locale

from webui.core_sentences import in_english
from webui.filters import show_day

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
BOUND = re.compile(r"(meer dan|minstens|hoogstens) (-?[\d.,]+)")
BOUNDS = {"meer dan": "more than", "minstens": "at least", "hoogstens": "at most"}


def allowed_here(text: str) -> str:
    """'van ma 3 mrt 2025 tot en met vr 20 nov 2026', or the same in English; what is not known there stays Dutch."""
    said = text if str(get_locale()).startswith("nl") else refusal_in_english(text) or text
    return DAY.sub(lambda found: show_day(date.fromisoformat(found[0])), said)


def refusal_in_english(text: str) -> str | None:
    bound = BOUND.fullmatch(text)
    return f"{BOUNDS[bound[1]]} {bound[2]}" if bound else in_english(text)
