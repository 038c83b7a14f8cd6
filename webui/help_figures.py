"""The figures in the text of the help, from the dated values of the rules; nothing is typed twice."""

from decimal import Decimal

from flask import Flask
from flask_babel import gettext as _

from dossier.rules import RULE_VERSION
from dossier.rules.parameter import days_on, number_on
from webui.context import today
from webui.filters import show_euros, show_percentage

OLD, NEW, FULL_TIME, HOURS = Decimal(3200), Decimal(2700), Decimal(40), Decimal(32)
"""The example: an old wage and an offer, both a month for a full-time week, and the hours of the new job."""


def figures() -> dict[str, str]:
    day = today()
    threshold = number_on("wage", "threshold_pct", day) / 100
    return {
        "threshold": show_percentage(threshold).replace(",0%", "%").replace(".0%", "%"),
        "max_minutes": str(days_on("travel", "max_minutes", day)),
        "unseen_days": str(days_on("freshness", "unseen_days", day)),
        "age_days": str(days_on("freshness", "age_days", day)),
        "case_months": str(days_on("retention", "case_months", day)),
        "rule_version": RULE_VERSION,
        **example(threshold),
    }


def example(threshold: Decimal) -> dict[str, str]:
    """One sum of the rule, done with the threshold as it is today."""
    part = NEW * HOURS / FULL_TIME
    share = part / OLD
    return {
        "example_old": show_euros(OLD),
        "example_limit": show_euros(OLD * threshold),
        "example_new": show_euros(NEW),
        "example_part": show_euros(part),
        "example_share": show_percentage(share, threshold),
        "example_end": _("De grens is gehaald.") if share >= threshold else _("De grens is niet gehaald."),
    }


def fill(text: object, values: dict[str, str]) -> str:
    return str(text).format_map(values)


def cut_blocks(text: object, values: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Paragraphs ("p") and lists ("ul") of a text, with their lines."""
    blocks = []
    for block in fill(text, values).strip().split("\n\n"):
        lines = block.split("\n")
        is_list = all(line.startswith("- ") for line in lines)
        blocks.append(("ul", [line[2:] for line in lines]) if is_list else ("p", [" ".join(lines)]))
    return blocks


def register_help(app: Flask) -> None:
    app.jinja_env.filters["help_fill"] = fill
    app.jinja_env.globals["help_blocks"] = cut_blocks
