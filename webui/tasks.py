"""Asking for long work, and telling in words how it stands."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dossier.acts.entry import account_id
from dossier.model.case import ReintegrationCase
from dossier.model.task import Outcome, Task, TaskKind
from dossier.storage.tasks import add_task, forget_tasks, is_silent, open_tasks
from webui.access import reader
from webui.context import get_context, now
from webui.task_refusal import explain_refusal
from webui.transaction import get_session

MOST_OPEN = 5
KEPT = timedelta(days=60)
ASKED_AT = {
    TaskKind.ADD.value: "tasks.add_vacancy",
    TaskKind.RANK.value: "matches.list_matches",
    TaskKind.EXPORT.value: "exports.show_exports",
    TaskKind.IMPORT.value: "list_import.read_file",
}
SIMPLE = frozenset({TaskKind.ADD.value, TaskKind.CRAWL.value, TaskKind.RANK.value})
"""What is asked again with one button; a list is uploaded anew, and a release asks for the password."""


@dataclass(frozen=True)
class Look:
    """How a task stands: the kind colours it, the words say it."""

    title: str
    kind: str
    state: str
    text: str
    is_open: bool
    url: str | None = None
    link: str | None = None
    back: str | None = None
    """Where it was asked, for what did not work."""
    again: bool = False


def ask_for(kind: TaskKind, case: ReintegrationCase | None = None, **arguments: Any) -> Task | None:
    """The task, or the one that is at it already; None when this person asked for too much at once."""
    session, moment, who = get_session(), now(), account_id(reader())
    if case is not None:
        arguments["number"] = case.number
    waiting = [one for one in open_tasks(session, who) if not is_silent(one, moment)]
    same = next((one for one in waiting if (one.kind, one.arguments) == (kind.value, arguments)), None)
    if same is not None:
        return same
    if len(waiting) >= MOST_OPEN:
        return None
    forget_tasks(session, before=moment - KEPT)
    case_id = None if case is None else case.id
    task = add_task(session, kind, asked_by=who, now=moment, case_id=case_id, arguments=arguments)
    put = get_context().put_task
    if put is not None:
        put(session, task.id or 0)
    return task


def too_much() -> str:
    return _("Er lopen al %(count)s dingen die u hebt gevraagd. Wacht tot er een klaar is.", count=MOST_OPEN)


def title_of(task: Task) -> str:
    if task.kind == TaskKind.ADD and task.result.get("title"):
        return _("Vacature “%(title)s”", title=task.result["title"])
    if task.kind == TaskKind.ADD:
        host = urlsplit(str(task.arguments.get("url", ""))).hostname or ""
        return _("Vacature van %(host)s", host=host.removeprefix("www."))
    if task.kind == TaskKind.CRAWL:
        source = task.arguments.get("source")
        return _("Bron %(source)s ophalen", source=source) if source else _("Alle bronnen ophalen")
    if task.kind == TaskKind.EXPORT:
        return _("Bundel voor UWV: dossier %(number)s", number=task.arguments.get("number", ""))
    if task.kind == TaskKind.IMPORT:
        return _("Lijst “%(name)s” inlezen", name=task.arguments.get("name", ""))
    return _("Opnieuw wegen: dossier %(number)s", number=task.arguments.get("number", ""))


def look_at(task: Task) -> Look:
    title = title_of(task)
    if task.ended_at is None:
        return _look_open(task, title)
    if task.outcome == Outcome.DONE:
        text, url, link = told_result(task)
        return Look(title, "good", _("klaar"), text, is_open=False, url=url, link=link)
    if task.outcome == Outcome.REFUSED:
        return _look_broken(task, title, "ask", _("niet gelukt"), explain_refusal(task))
    text = (
        _("Het duurde te lang en is afgebroken. Probeer het nog eens.")
        if task.code == "too_long"
        else _("Het programma dat dit deed is onverwacht gestopt. Probeer het nog eens.")
    )
    return _look_broken(task, title, "stop", _("afgebroken"), text)


def _look_broken(task: Task, title: str, kind: str, state: str, text: str) -> Look:
    """With the way back, and the button to ask once more where nothing has to be given anew."""
    number = task.arguments.get("number")
    back = url_for(ASKED_AT[task.kind], number=number) if number else url_for("sources.list_sources")
    return Look(title, kind, state, text, is_open=False, back=back, again=task.kind in SIMPLE)


def _look_open(task: Task, title: str) -> Look:
    if is_silent(task, now()):
        text = _("Het programma dat dit deed is gestopt, bijvoorbeeld door een herstart. Vraag het nog eens.")
        return _look_broken(task, title, "stop", _("afgebroken"), text)
    if task.started_at is None:
        return Look(title, "ask", _("wacht"), _("Dit begint zo. U kunt deze pagina sluiten."), is_open=True)
    return Look(
        title, "ask", _("bezig"), _("U kunt deze pagina sluiten; het gaat door en u krijgt een melding."), is_open=True
    )


def told_result(task: Task) -> tuple[str, str | None, str | None]:
    """What came of it, and the page where that stands."""
    result, number = task.result, task.arguments.get("number")
    if task.kind == TaskKind.ADD:
        url = url_for("vacancies.show_vacancy", number=number, vacancy_id=result["vacancy"])
        return _told_vacancy(result), url, _("Bekijk de vacature")
    if task.kind == TaskKind.CRAWL:
        return _told_crawl(result), url_for("sources.list_sources"), _("Naar de bronnen")
    if task.kind == TaskKind.EXPORT:
        told = (
            _("De bundel is gemaakt en vrijgegeven. De werkgever kan hem nu downloaden.")
            if result.get("released")
            else _("De bundel is gemaakt.")
        )
        return told, url_for("exports.show_exports", number=number), _("Naar de bundels")
    if task.kind == TaskKind.IMPORT:
        page = "shortlist.show_board" if result.get("kind") == "vacatures" else "applications.show_applications"
        return _told_list(result), url_for(page, number=number), _("Bekijken")
    return _("De lijst is opnieuw gemaakt."), url_for("matches.list_matches", number=number), _("Naar de matches")


def _told_vacancy(result: dict[str, Any]) -> str:
    if result.get("rank") is None:
        return _("“%(title)s” is bewaard, maar de sluitingsdag is voorbij.", title=result["title"])
    return _(
        "“%(title)s” staat open. De pagina is bewaard als bewijs, en de vacature staat op plaats %(rank)s.",
        title=result["title"],
        rank=result["rank"],
    )


def _told_list(result: dict[str, Any]) -> str:
    return _(
        "%(kept)s rijen ingelezen, %(known)s stonden er al, %(refused)s afgekeurd.",
        kept=result["kept"],
        known=result["known"],
        refused=result["refused"],
    )


def _told_crawl(result: dict[str, Any]) -> str:
    text = _(
        "%(new)s nieuw, %(changed)s gewijzigd, %(gone)s verdwenen. Alle lijsten zijn opnieuw gemaakt.",
        new=result["new"],
        changed=result["changed"],
        gone=result["gone"],
    )
    broken = result.get("broken") or []
    if not broken:
        return text
    told = ngettext(
        "Niet gelukt bij %(num)s bron: %(names)s.",
        "Niet gelukt bij %(num)s bronnen: %(names)s.",
        len(broken),
        names=", ".join(broken),
    )
    return f"{text} {told}"
