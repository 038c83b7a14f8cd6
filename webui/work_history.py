"""Earlier jobs as one line each: "Kok, 6 jaar: bereiden, inkoop"."""

import re
from typing import Any

LINE = re.compile(r"^(?P<title>[^:]*?)(?:,\s*(?P<years>\d+(?:[.,]\d+)?)\s*jaar)?\s*(?::\s*(?P<tasks>.*))?$")


def job_line(job: dict[str, Any]) -> str:
    tasks = job.get("tasks")
    text = ", ".join(tasks) if isinstance(tasks, list) else tasks
    years = job.get("years")
    head = str(job.get("title", "")) + (f", {years:g} jaar".replace(".", ",") if years is not None else "")
    return f"{head}: {text}" if text else head


def read_job(line: str) -> dict[str, Any]:
    """What was typed; years and tasks may be left out."""
    match = LINE.match(line.strip())
    if match is None or not match["title"]:
        return {"title": line.strip()}
    job: dict[str, Any] = {"title": match["title"].strip()}
    if match["years"]:
        job["years"] = float(match["years"].replace(",", "."))
    if match["tasks"]:
        job["tasks"] = [task.strip() for task in match["tasks"].split(",") if task.strip()]
    return job
