"""The course of Anna's full case: every act about it at least once."""

from dossier import acts


def fill_course(session, cast) -> None:
    """Grounds, a pause, a party, a placement, a signed plan, a wage sanction with a point, and a first move."""
    case, by = cast.case, cast.by(cast.bram, days_ago=190)
    course = {
        "own_job": "IMPOSSIBLE", "own_job_why": "te zwaar werk", "goal": "Ander werk", "track_one": "Twee uur per week",
        "early_grounds": ["JOB_GONE"], "early_document": "AD-rapport van 20-2-2026", "extended_until": "2027-03-01",
        "extension_reason": "nog geen werk", "other_job": "IMPOSSIBLE", "other_job_why": "geen vacature",
        "elsewhere": "POSSIBLE", "elsewhere_why": "vraag in de regio",
    }  # fmt: skip
    acts.save_course(session, case, course, **by)
    pause = {
        "ground": "HOLIDAY", "starts_on": "2026-05-04", "ends_on": "2026-05-10", "document": "verlofbrief",
        "document_dated": "2026-04-20", "reassessed_on": "2026-04-21",
    }  # fmt: skip
    acts.save_pause(session, case, pause, **by)
    party = {
        "function": "bedrijfsarts", "name": "C. de Jong", "organisation": "Arbodienst Zuid", "from_day": "2025-03-10",
        "until_day": "2026-12-31",
    }  # fmt: skip
    acts.save_party(session, case, party, **by)
    placement = {
        "kind": "WORK_EXPERIENCE", "employer": "Winkel De Hoek", "job_title": "Medewerker balie",
        "starts_on": "2026-05-11", "ends_on": "2026-06-12", "hours_per_week": 12, "has_wage_value": False,
        "structural": True, "structural_reason": "uitzicht op een contract", "agreed_on": "2026-05-01",
        "informed_on": "2026-05-02",
    }  # fmt: skip
    acts.save_placement(session, case, placement, **by)
    plan = {
        "kind": "plan van aanpak", "held_on": "2026-04-01", "goal": "Ander werk", "actions": "Oriëntatie",
        "needs_track_two": True, "track_one_prospect": False,
    }  # fmt: skip
    row = acts.save_joint_record(session, case, plan, **by)
    for role, name in (("employee", cast.anna.name), ("employer", cast.daan.name)):
        acts.sign_joint_record(session, case, row.id, {"role": role, "name": name, "signed_on": "2026-04-02"}, **by)
    sanction = {
        "letter_on": "2026-04-03", "kind": "SUBSTANTIVE", "shortening_asked_on": "2026-04-20",
        "repair_established_on": "2026-05-01", "late_days": 2,
    }  # fmt: skip
    acts.save_sanction(session, case, sanction, **by)
    point = {"shortcoming": "Te laat gestart", "repaired_on": "2026-04-10", "repair": "Traject loopt"}
    acts.save_point(session, case, point, **by)
    acts.move_case(session, case, {"status": "INTAKE", "moved_on": "2026-04-20"}, **by)
