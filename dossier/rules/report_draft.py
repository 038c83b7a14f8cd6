"""Writes the first text of each part of a report from the rows: facts in plain words, never a judgement of anyone."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dossier.rules.parameter import days_on
from dossier.rules.report_facts import ActivityFact, AgreementFact, Counts, Gap, ProfileChange, ReportFacts, TalkFact
from dossier.rules.report_kind import Part, ReportForm
from dossier.rules.wording import write_date

NOTHING_YET = "In deze periode is hierover niets vastgelegd."
EMPLOYER = "werkgever"
"""How an agreement says that the employer carries it out."""
ASK_REASON = "reden nog in te vullen"


def draft_texts(form: ReportForm, facts: ReportFacts, standard: dict[str, str] | None = None) -> dict[str, str]:
    """A first text per part; the standard text of the office goes before what the program would write."""
    known = standard or {}
    return {part.slug: known.get(part.slug) or _first_text(part, facts) for part in form.parts}


def _first_text(part: Part, facts: ReportFacts) -> str:
    return DRAFTS[part.draft](facts) if part.draft else part.standard


def draft_start(facts: ReportFacts) -> str:
    person = facts.person
    lines = [
        f"{person.employee} werkte bij {person.employer}"
        + (f" als {person.job_title.lower()}." if person.job_title else "."),
        f"De eerste ziektedag is {write_date(person.first_sick_day)}.",
    ]
    if person.track_two_start is not None:
        lines.append(f"Spoor 2 begon op {write_date(person.track_two_start)}.")
    lines.append(f"De wachttijd loopt tot {write_date(person.waiting_period_end)}.")
    return " ".join(lines)


def draft_background(facts: ReportFacts) -> str:
    person = facts.person
    return _paragraphs(
        _named("Werk tot nu toe", person.work),
        f"Opleiding: {person.education}." if person.education else "",
        _sentence("Vaardigheden", person.skills),
        _sentence("Talen", person.languages),
        _sentence("Rijbewijzen en certificaten", person.licences),
    )


def draft_wishes(facts: ReportFacts) -> str:
    return facts.person.wishes


def draft_circumstances(facts: ReportFacts) -> str:
    return _list(facts.person.circumstances)


def draft_goal(facts: ReportFacts) -> str:
    other = f"Het doel is betaald werk bij een andere werkgever dan {facts.person.employer}"
    return f"{other}, langs de kortste weg en blijvend."


def draft_capacity(facts: ReportFacts) -> str:
    if not facts.person.documents:
        return ""
    return f"Leidend is wat de bedrijfsarts of arbeidsdeskundige schreef:\n{_list(facts.person.documents)}"


def draft_labour_expert(facts: ReportFacts) -> str:
    return facts.person.labour_expert


def draft_search_profile(facts: ReportFacts) -> str:
    if facts.profile is None:
        return NOTHING_YET
    profile = facts.profile
    return _paragraphs(
        _named(
            f"Zoekrichtingen (versie {profile.version}, vanaf {write_date(profile.valid_from)})", profile.directions
        ),
        f"Regio: {profile.region}." if profile.region else "",
        f"Uren per week: {profile.hours}." if profile.hours else "",
        f"Waarom deze richtingen: {profile.reason}",
    )


def draft_plan(facts: ReportFacts) -> str:
    lines = [_planned(one) for one in (*facts.activities, *facts.planned) if one.status != "vervallen"]
    return _list(lines) or NOTHING_YET


def draft_activity_goals(facts: ReportFacts) -> str:
    """Apart from the plan: the employer reads title, days and status of an activity (matrix row 21)."""
    return _list([f"{one.title}: {one.goal}" for one in (*facts.activities, *facts.planned) if one.goal])


def draft_norm(facts: ReportFacts) -> str:
    norm = facts.total.norm
    if not norm:
        return "Over een aantal sollicitaties is niets afgesproken."
    return (
        f"Afgesproken is {norm} sollicitaties per vier weken. De werknemer solliciteert zelf en bewaart de vacature, "
        "de brief en het bewijs van versturen. Lukt het aantal niet, dan wordt de reden vastgelegd."
    )


def draft_reporting_days(facts: ReportFacts) -> str:
    """Every six weeks from the start to the end of the waiting period (U-28), and the final report before week 91."""
    step = timedelta(days=days_on("norms", "report_due_days", facts.last))
    day, until, days = (facts.person.track_two_start or facts.first) + step, facts.person.waiting_period_end, []
    while day < until:
        days.append((day, "voortgangsrapportage"))
        day += step
    days.append((until - timedelta(days=92), "eindrapportage, uiterlijk"))
    return _list(f"{name} {write_date(day)}" for day, name in sorted(days))


def draft_summary(facts: ReportFacts) -> str:
    done = sum(one.status == "klaar" for one in facts.activities)
    return (
        f"Deze rapportage gaat over {write_date(facts.first)} tot en met {write_date(facts.last)}. In deze periode "
        f"{_were(done, 'activiteit', 'activiteiten')} afgerond, "
        f"{_were(len(facts.talks), 'gesprek', 'gesprekken')} gevoerd "
        f"en {_were(facts.total.applications, 'sollicitatie', 'sollicitaties')} gedaan."
    )


def draft_activities(facts: ReportFacts) -> str:
    """Plan beside deed: what was to be done, and where it stands (U-16)."""
    return _list([f"{_days(one)}: {one.title} ({one.status})" for one in facts.activities]) or NOTHING_YET


def draft_activity_results(facts: ReportFacts) -> str:
    return _list([f"{one.title}: {one.result}" for one in facts.activities if one.result])


def draft_applications(facts: ReportFacts) -> str:
    total = facts.total
    if not total.applications:
        return f"In deze periode is niet gesolliciteerd. {ASK_REASON.capitalize()}."
    parts = [_counted(total), _outcomes(facts.results)]
    if total.by_coach:
        parts.append(f"Door de loopbaancoach verstuurd: {total.by_coach}; die tellen apart.")
    parts += [_short_of_norm(one) for one in facts.per_four_weeks if one.norm and one.counting < one.norm]
    return "\n".join(part for part in parts if part)


def draft_conversations(facts: ReportFacts) -> str:
    """What was said, and each agreement as a row: the employer's own have a part that the employer reads."""
    return _list([*map(_talk, facts.talks), *(_agreement(one) for one in facts.agreements if not _is_employers(one))])


def draft_employer_agreements(facts: ReportFacts) -> str:
    said = [f"{write_date(one.day)}: {one.employer_agreements}" for one in facts.talks if one.employer_agreements]
    return _list([*said, *(_agreement(one) for one in facts.agreements if _is_employers(one))])


def draft_profile_changes(facts: ReportFacts) -> str:
    return (
        _list([_change(one) for one in facts.profile_changes]) or "Het zoekprofiel is in deze periode niet gewijzigd."
    )


def draft_new_documents(facts: ReportFacts) -> str:
    return _list(facts.new_documents) or "In deze periode kwam er geen nieuw document."


def draft_gaps(facts: ReportFacts) -> str:
    if not facts.gaps:
        return "Er was geen periode van veertien dagen of langer zonder activiteit."
    return _list([_gap(one) for one in facts.gaps])


def draft_ahead(facts: ReportFacts) -> str:
    """What is planned; a next step that was agreed in a conversation stays there (matrix row 19)."""
    return _list([_planned(one) for one in facts.planned])


def draft_riv_data(facts: ReportFacts) -> str:
    person = facts.person
    return _paragraphs(
        f"Werknemer: {person.employee}. Werkgever: {person.employer}. Loopbaancoach: {person.coach}.",
        f"Functie voor de ziekte: {person.job_title or 'niet vastgelegd'}.",
        f"Eerste ziektedag: {write_date(person.first_sick_day)}. "
        f"Einde wachttijd: {write_date(person.waiting_period_end)}.",
        f"Opleiding: {person.education}." if person.education else "",
        _sentence("Bekwaamheden", person.skills),
    )


def draft_course(facts: ReportFacts) -> str:
    return f"{draft_start(facts)}\n{draft_summary(facts)}"


def draft_result(facts: ReportFacts) -> str:
    hired = dict(facts.results).get("aangenomen", 0)
    if hired:
        return f"Aangenomen na sollicitatie: {hired} keer."
    return f"Op {write_date(facts.last)} is er nog geen ander werk gevonden."


Draft = Callable[[ReportFacts], str]
DRAFTS: dict[str, Draft] = {
    name.removeprefix("draft_"): value
    for name, value in dict(globals()).items()
    if name.startswith("draft_") and name != "draft_texts"
}
"""Every function above by the name that `report_kinds.toml` gives it."""


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _paragraphs(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _named(name: str, values: Iterable[str]) -> str:
    listed = _list(values)
    return f"{name}:\n{listed}" if listed else ""


def _sentence(name: str, values: tuple[str, ...]) -> str:
    return f"{name}: {', '.join(values)}." if values else ""


def _were(count: int, one: str, many: str) -> str:
    return f"is 1 {one}" if count == 1 else f"zijn {count} {many}"


def _days(one: ActivityFact) -> str:
    first = write_date(one.first)
    return f"{first} tot en met {write_date(one.last)}" if one.last and one.last != one.first else first


def _planned(one: ActivityFact) -> str:
    return f"{_days(one)}: {one.title}"


def _counted(total: Counts) -> str:
    return (
        f"Sollicitaties: {total.applications}, waarvan {total.counting} meetellen en {total.inside_profile} binnen het "
        f"zoekprofiel vallen. Gesprekken: {total.interviews}. Afwijzingen: {total.rejections}. Nog geen antwoord: "
        f"{total.unanswered}."
    )


def _outcomes(results: tuple[tuple[str, int], ...]) -> str:
    return "Uitkomsten: " + ", ".join(f"{name} {count}" for name, count in results) + "." if results else ""


def _short_of_norm(one: Counts) -> str:
    return (
        f"- {write_date(one.first)} tot en met {write_date(one.last)}: {one.counting} van de {one.norm} afgesproken; "
        f"{one.norm_reasons + '; ' if one.norm_reasons else ''}{ASK_REASON}."
    )


def _talk(one: TalkFact) -> str:
    said = f"{write_date(one.day)}, {one.way} met {one.with_whom}"
    told = [one.agreements, f"volgende stap: {one.next_step}" if one.next_step else ""]
    return f"{said}: {'; '.join(text for text in told if text)}" if any(told) else said


def _is_employers(one: AgreementFact) -> bool:
    return one.owner == EMPLOYER


def _agreement(one: AgreementFact) -> str:
    """Who does what before when, and what became of it: a fact, with the reason as it was given."""
    became = f"{one.state} op {write_date(one.settled)}" if one.settled else one.state
    text = f"Afspraak, {one.owner}: {one.what}, uiterlijk {write_date(one.due)} ({became})"
    return f"{text}; {one.why}" if one.why else text


def _change(one: ProfileChange) -> str:
    parts = [
        f"versie {one.version} vanaf {write_date(one.valid_from)}",
        f"erbij: {', '.join(one.added)}" if one.added else "",
        f"vervallen: {', '.join(one.dropped)}" if one.dropped else "",
        f"reden: {one.reason}",
    ]
    return "; ".join(part for part in parts if part)


def _gap(one: Gap) -> str:
    return f"{write_date(one.first)} tot en met {write_date(one.last)} ({one.days} dagen): {one.reason or ASK_REASON}."


def first_day_of_next(last_reported: date | None, start: date) -> date:
    """Where the next progress report begins: the day after the last one ended, or the start of the track."""
    return start if last_reported is None else last_reported + timedelta(days=1)
