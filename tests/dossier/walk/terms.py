"""Every term of chapter 1 with the day it is due, as rules.md states it: one row per rule."""

from datetime import date, timedelta

FIRST = date(2025, 3, 3)
E = FIRST + timedelta(days=728)
EVENT = date(2026, 9, 1)


def after(days: int) -> date:
    return FIRST + timedelta(days=days)


TERMS: dict[str, tuple[dict, date]] = {
    "TL-04": ({}, after(41)),
    "TL-05": ({"problem_analysis": after(20)}, after(34)),
    "TL-08": ({}, after(293)),
    "TL-09": ({}, after(363)),
    "TL-10": ({"ad_advice": after(300)}, after(342)),
    "TL-11": ({"evaluation": after(350)}, after(392)),
    "TL-12": ({"evaluation": date(2026, 2, 28), "track_one_prospect": True}, date(2026, 5, 28)),
    "TL-16": ({"capacity": EVENT}, EVENT + timedelta(days=56)),
    "TL-17": ({"new_capacity_document": EVENT}, EVENT + timedelta(days=14)),
    "TL-18": ({}, after(89 * 7 - 1)),
    "TL-19": ({}, E - timedelta(days=92)),
    "TL-20": ({}, E - timedelta(days=78)),
    "TL-22": ({"incomplete_report": EVENT}, EVENT + timedelta(days=7)),
    "TL-23": ({}, E - timedelta(days=43)),
    "TL-24": ({}, E),
    "TL-25": ({}, E + timedelta(days=363)),
    "TL-26": ({"shortening_request": EVENT}, EVENT + timedelta(days=21)),
    "TL-30": ({"unpaid_work": EVENT}, EVENT + timedelta(days=42)),
    "TL-31": ({"track_two_start": EVENT}, EVENT + timedelta(days=183)),
}
