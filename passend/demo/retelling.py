"""Tells the story of one case again through the acts, in the order in which it was written down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.activity import ActivityStatus
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import ApplicationResult, ProofKind
from dossier.model.people import Account
from dossier.storage.attachments import AttachmentStore
from passend.demo.proof import make_proof
from passend.demo.story import AgreementMade, Application, ProofText, StatusChange, Story, View, working_day

_ANSWERS = {ProofKind.CONFIRMATION.value, ProofKind.REJECTION.value, ProofKind.INVITATION.value}
_RESULT_FIELDS = {"result", "result_days_ago", "rejection_reason"}
_OWN_FIELDS = {"days_ago", "late", "vacancy", "proofs", *_RESULT_FIELDS}
_DONE = ActivityStatus.DONE.value
_OPENED, _OFFICE, _AFTERNOON, _EVENING = time(8), time(9, 30), time(14), time(18, 45)

Telling = tuple[datetime, Callable[[datetime], Any]]


@dataclass
class Retelling:
    """One story and everything it takes to write it down."""

    session: Session
    story: Story
    actors: Mapping[str, Account]
    now: datetime
    today: date
    signer: Signer
    attachments: AttachmentStore
    case: ReintegrationCase = field(init=False)
    _serials: dict[int, int] = field(default_factory=dict)
    _agreed: dict[int, int] = field(default_factory=dict)

    def open_case(self, employer_id: int) -> None:
        story = self.story
        values = {
            "number": story.number,
            "employee_name": story.name,
            "employee_id": self.actors["employee"].id,
            "employer_id": employer_id,
            "coach_id": self.actors["coach"].id,
            "job_title": story.job_title,
            "first_sick_day": self._exact(story.first_sick_days_ago),
            "first_year_evaluation": self._day(story.evaluation_days_ago),
            "labour_expert_advice": self._day(story.advice_days_ago),
            "track_two_start": self._day(story.track_two_days_ago),
            "application_norm": story.application_norm,
        }
        moment = self._moment(self._day(story.track_two_days_ago + 1), _OPENED)
        self.case = acts.open_case(self.session, values, actor=self.actors["coach"], now=moment, signer=self.signer)
        self._opened = moment

    def tell_the_past(self) -> int:
        """Everything but the vacancies of the sample sites, oldest first; answers how many acts that took."""
        tellings = sorted(self._past(), key=lambda telling: telling[0])
        for moment, tell in tellings:
            tell(moment)
        return len(tellings)

    def tell_of_vacancies(self, ids: Mapping[str, str]) -> int:
        """What was decided about postings of the sample sites: written down now."""
        for decision in self.story.shortlist:
            acts.shortlist_vacancy(
                self.session, self.case, ids[decision.vacancy], state=decision.state,
                reason_code=decision.reason_code, note=decision.note, **self._by(decision.by, self.now),
            )  # fmt: skip
        applied = [one for one in self.story.application if one.vacancy]
        for application in applied:
            self._apply(application, self.now, vacancy_id=ids[application.vacancy or ""])
            self._answer(application, self.now)
        if self.story.released_today:
            self._release(self.now, self.story.released_today)
        return len(self.story.shortlist) + len(applied)

    def _past(self) -> Iterator[Telling]:
        story = self.story
        yield self._at(story.track_two_days_ago, _OFFICE), partial(self._save, acts.save_profile, story.profile)
        wage = story.wage.model_dump(exclude={"days_ago", "late"}) | {"source_date": self._day(story.wage.days_ago)}
        yield self._at(story.wage.days_ago, _OFFICE), partial(self._save, acts.save_wage, wage)
        yield from self._recorded(acts.save_capability_document, story.document, "dated", _OFFICE, days_later=1)
        yield from self._recorded(acts.save_search_profile, story.search_profile, "valid_from", _AFTERNOON)
        yield from self._recorded(acts.add_contact, story.contact, "occurred_on", _OFFICE)
        yield from self._activities()
        yield from self._agreements()
        yield from self._changes()
        for application in story.application:
            if application.vacancy is None:
                yield from self._application(application)
        if story.released_days_ago is not None:
            yield self._at(story.released_days_ago, _AFTERNOON), partial(self._release, serials=story.released)

    def _recorded(
        self, act: Callable[..., Any], events: list[Any], day_field: str, hour: time, *, days_later: int = 0
    ) -> Iterator[Telling]:
        """The events that are one form each, with the day they are about."""
        for event in events:
            values = event.model_dump(exclude={"days_ago", "late"}) | {day_field: self._day(event.days_ago)}
            moment = self._at(event.days_ago - event.late - days_later, hour)
            yield moment, partial(self._save, act, values)

    def _activities(self) -> Iterator[Telling]:
        for line in self.story.activity:
            values = line.model_dump(exclude={"days_ago", "late", "until_days_ago", "by"})
            values |= {"occurred_on": self._day(line.days_ago)}
            values |= {} if line.until_days_ago is None else {"until": self._day(line.until_days_ago)}
            ended = line.until_days_ago if line.status == _DONE and line.until_days_ago is not None else line.days_ago
            moment = self._at(max(ended - line.late, 1), _AFTERNOON)
            yield moment, partial(self._save, acts.add_activity, values, by=line.by)

    def _agreements(self) -> Iterator[Telling]:
        for made in self.story.agreement:
            yield self._at(made.days_ago, _AFTERNOON), partial(self._agree, made)
            if made.settled_days_ago is not None:
                yield self._at(made.settled_days_ago, _EVENING), partial(self._settle, made)

    def _changes(self) -> Iterator[Telling]:
        for change in self.story.status:
            yield self._at(change.days_ago, _AFTERNOON), partial(self._move, change)
        if self.story.handed_over_days_ago is not None:
            yield self._at(self.story.handed_over_days_ago, _AFTERNOON), self._hand_over
        for view in self.story.view:
            yield self._at(view.days_ago, _EVENING), partial(self._look, view)

    def _application(self, application: Application) -> Iterator[Telling]:
        written = application.days_ago - application.late
        yield self._at_exactly(written, _EVENING), partial(self._apply, application)
        if application.result_days_ago is not None:
            answered = self._at_exactly(min(application.result_days_ago, written), _EVENING)
            yield answered + timedelta(minutes=20), partial(self._answer, application)

    def _apply(self, application: Application, now: datetime, **more: str) -> None:
        values = application.model_dump(exclude=_OWN_FIELDS, exclude_none=True) | more
        values["applied_on"] = self._exact(application.days_ago)
        by = self._by("employee", now)
        row = acts.log_application(self.session, self.case, values, **by)
        self._serials[id(application)] = row.serial
        self._attach(application, now, [proof for proof in application.proofs if proof.kind not in _ANSWERS])

    def _answer(self, application: Application, now: datetime) -> None:
        if application.result_days_ago is None or application.result == ApplicationResult.NO_ANSWER.value:
            return
        values = {"result": application.result, "result_on": self._exact(application.result_days_ago)}
        if application.rejection_reason:
            values["rejection_reason"] = application.rejection_reason
        serial = self._serials[id(application)]
        acts.record_result(self.session, self.case, serial, values, **self._by("employee", now))
        self._attach(application, now, [proof for proof in application.proofs if proof.kind in _ANSWERS])

    def _attach(self, application: Application, now: datetime, proofs: list[ProofText]) -> None:
        serial = self._serials[id(application)]
        for proof in proofs:
            file = self.attachments.save(make_proof(proof), proof.file)
            acts.attach_proof(self.session, self.case, serial, kind=proof.kind, file=file, **self._by("employee", now))

    def _move(self, change: StatusChange, now: datetime) -> None:
        """The next status; a plan is first made and signed by the two whose plan it is."""
        day, by = self._day(change.days_ago), self._by("coach", now)
        if change.goal:
            plan = {"kind": "plan van aanpak", "held_on": day, "goal": change.goal, "actions": change.actions}
            row = acts.save_joint_record(self.session, self.case, plan, **by)
            assert row.id is not None
            for role in ("employee", "employer"):
                signature = {"role": role, "name": self.actors[role].name, "signed_on": day}
                acts.sign_joint_record(self.session, self.case, row.id, signature, **self._by(role, now))
        acts.move_case(self.session, self.case, {"status": change.status, "moved_on": day}, **by)

    def _agree(self, made: AgreementMade, now: datetime) -> None:
        values = {"made_on": self._day(made.days_ago), "due_on": self._day(made.due_days_ago)}
        values |= made.model_dump(include={"what", "owner"})
        row = acts.add_agreement(self.session, self.case, values, **self._by(made.by, now))
        assert row.id is not None
        self._agreed[id(made)] = row.id

    def _settle(self, made: AgreementMade, now: datetime) -> None:
        values = {"state": made.state, "settled_on": self._day(made.settled_days_ago or 0)}
        acts.settle_agreement(self.session, self.case, self._agreed[id(made)], values, **self._by(made.by, now))

    def _hand_over(self, now: datetime) -> None:
        """From the coach to nobody: the employer ends it, and says who keeps the file."""
        by = self._by("employer", now)
        acts.hand_over(self.session, self.case, {"coach_email": "", "reason": self.story.handed_over_why}, **by)
        acts.save_course(self.session, self.case, {"led_by": self.story.led_by}, **by)

    def _look(self, view: View, now: datetime) -> None:
        acts.record_view(self.session, self.case, part=view.part, **self._by(view.by, now))

    def _release(self, now: datetime, serials: Sequence[int]) -> None:
        acts.release_applications(self.session, self.case, list(serials), **self._by("coach", now))

    def _save(self, act: Callable[..., Any], values: Mapping[str, Any], now: datetime, by: str = "coach") -> None:
        act(self.session, self.case, values, **self._by(by, now))

    def _by(self, who: str, now: datetime) -> dict[str, Any]:
        return {"actor": self.actors[who], "now": now, "signer": self.signer}

    def _exact(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def _day(self, days_ago: int) -> date:
        return working_day(self.today, days_ago)

    def _at(self, days_ago: int, hour: time) -> datetime:
        """When the office wrote it down: never before the case was opened, never after now."""
        return max(self._moment(self._day(days_ago), hour), self._opened)

    def _at_exactly(self, days_ago: int, hour: time) -> datetime:
        """When the employee wrote it down: also at the weekend."""
        return max(self._moment(self._exact(days_ago), hour), self._opened)

    def _moment(self, day: date, hour: time) -> datetime:
        return min(datetime.combine(day, hour, UTC), self.now)
