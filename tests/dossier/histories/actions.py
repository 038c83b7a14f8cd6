"""Generated histories: what people try in a case, and a plain model of where it may stand."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st
from sqlmodel import Session

from dossier import acts
from dossier.errors import InvalidInputError
from tests.dossier.cast import NOW, Cast

START = date(2026, 4, 1)
LAST = NOW.date()
STATUSES = ("REGISTERED", "INTAKE", "PLAN_SIGNED", "ORIENTATION", "ACTIVE_SEARCH", "PLACEMENT", "CLOSED")
PHASES = {
    "REGISTERED": {"INTAKE", "CLOSED"},
    "INTAKE": {"PLAN_SIGNED", "CLOSED"},
    "PLAN_SIGNED": {"ORIENTATION", "ACTIVE_SEARCH", "CLOSED"},
    "ORIENTATION": {"ACTIVE_SEARCH", "PLACEMENT", "CLOSED"},
    "ACTIVE_SEARCH": {"ORIENTATION", "PLACEMENT", "CLOSED"},
    "PLACEMENT": {"ACTIVE_SEARCH", "CLOSED"},
    "CLOSED": set(),
}
"""The phases of rules 1c, written here once more by hand: the program's own table is what is tested."""
ROWS = ("apply", "do", "talk", "search", "pause", "agree")
ENDING = {"end_reason": "NEW_WORK"}

ACTION = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(STATUSES)),
    st.tuples(st.just("forward"), st.integers(0, 2)),
    st.tuples(st.just("forward"), st.integers(0, 2)),
    st.tuples(st.just("sign"), st.sampled_from(["employee", "employer"])),
    st.tuples(st.just("place"), st.sampled_from(["WORK_EXPERIENCE", "SECONDMENT", "EMPLOYED", "TRIAL"])),
    st.tuples(st.just("pause"), st.integers(-3, 20)),
    st.tuples(st.just("apply"), st.sampled_from(["brief of e-mail", "netwerk", "telefonisch", "bezoek"])),
    st.tuples(st.just("do"), st.sampled_from(["klaar", "gepland", "vervallen"])),
    st.tuples(st.just("talk"), st.sampled_from(["gesprek", "telefoon"])),
    st.tuples(st.just("search"), st.integers(1, 3)),
    st.tuples(st.just("agree"), st.sampled_from(["open", "nagekomen", "niet nagekomen", "vervallen"])),
)
HISTORY = st.lists(st.tuples(ACTION, st.integers(0, 12)), min_size=1, max_size=14)


def refusal(act) -> InvalidInputError | None:
    """What an act refused, or nothing where it was done."""
    try:
        act()
    except InvalidInputError as error:
        return error
    return None


@dataclass
class Model:
    """Where the case stands by the rules alone, and how many rows there must be."""

    status: str = "REGISTERED"
    signed: set[str] = field(default_factory=set)
    has_plan: bool = False
    placed: bool = False
    pauses: list[tuple[date, date]] = field(default_factory=list)
    path: list[str] = field(default_factory=lambda: ["REGISTERED"])
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ROWS, 0))

    def may(self, to: str) -> bool:
        if to not in PHASES[self.status]:
            return False
        return {"PLAN_SIGNED": self.signed == {"employee", "employer"}, "PLACEMENT": self.placed}.get(to, True)


class Walk:
    """Plays one history through the acts; refuses to go on when an act and the model disagree."""

    def __init__(self, session: Session, cast: Cast) -> None:
        self.session, self.cast, self.model, self.day = session, cast, Model(), START
        self.by = cast.by(cast.bram)

    def play(self, history) -> Model:
        for (kind, value), days in history:
            self.day = min(self.day + timedelta(days=days), LAST)
            getattr(self, kind)(value)
        return self.model

    def move(self, to: str) -> None:
        model, case = self.model, self.cast.case
        values = {"status": to, "moved_on": self.day} | (ENDING if to == "CLOSED" else {})
        allowed = model.may(to)
        refused = refusal(lambda: acts.move_case(self.session, case, values, **self.by))
        assert allowed == (refused is None)
        if refused is None:
            model.status = to
            model.path.append(to)
        elif to not in PHASES[model.status]:
            assert all(name in refused.allowed for name in PHASES[model.status])
        assert case.status == model.status

    def forward(self, choice: int) -> None:
        """Mostly on to the next phase, so that histories get far."""
        onward = [to for to in STATUSES if to in PHASES[self.model.status] and to != "CLOSED"]
        if not onward:
            return
        to = onward[choice % len(onward)]
        if to == "PLAN_SIGNED":
            for role in ("employee", "employer"):
                self.sign(role)
        if to == "PLACEMENT":
            self.place("SECONDMENT")
        self.move(to)

    def sign(self, role: str) -> None:
        if not self.model.has_plan:
            plan = {"kind": "plan van aanpak", "held_on": self.day, "goal": "Ander werk", "actions": "Zoeken"}
            self.plan = acts.save_joint_record(self.session, self.cast.case, plan, **self.by)
            self.model.has_plan = True
        values = {"role": role, "name": "N", "signed_on": self.day}
        refused = refusal(lambda: acts.sign_joint_record(self.session, self.cast.case, self.plan.id, values, **self.by))
        assert (refused is not None) == (role in self.model.signed)
        self.model.signed.add(role)

    def place(self, kind: str) -> None:
        values = {"kind": kind, "employer": "De Hoek", "job_title": "Balie", "starts_on": self.day}
        refused = refusal(lambda: acts.save_placement(self.session, self.cast.case, values, **self.by))
        assert (refused.field if refused else None) == ("kind" if kind == "TRIAL" else None)
        self.model.placed |= refused is None

    def pause(self, length: int) -> None:
        last = self.day + timedelta(days=length)
        values = {
            "ground": "HOLIDAY", "starts_on": self.day, "ends_on": last, "document": "brief",
            "document_dated": self.day,
        }  # fmt: skip
        refused = refusal(lambda: acts.save_pause(self.session, self.cast.case, values, **self.by))
        busy = any(first <= last and self.day <= end for first, end in self.model.pauses)
        wrong = "ends_on" if length < 0 else "starts_on" if busy else None
        assert (refused.field if refused else None) == wrong
        if refused is None:
            self.model.pauses.append((self.day, last))
            self.model.rows["pause"] += 1

    def apply(self, way: str) -> None:
        number = self.model.rows["apply"]
        values = {
            "applied_on": self.day, "employer": f"Werkgever {number}", "job_title": "Balie", "way": way,
            "performed_by": "coach" if number % 5 == 4 else "employee",
        }  # fmt: skip
        acts.log_application(self.session, self.cast.case, values, **self.by)
        self.model.rows["apply"] += 1

    def do(self, status: str) -> None:
        values = {"kind": "cv", "title": "Cv", "occurred_on": self.day, "status": status, "cost": "10.50"}
        acts.add_activity(self.session, self.cast.case, values, **self.by)
        self.model.rows["do"] += 1

    def talk(self, way: str) -> None:
        values = {"occurred_on": self.day, "way": way, "with_whom": "Anna"}
        acts.add_contact(self.session, self.cast.case, values, **self.by)
        self.model.rows["talk"] += 1

    def search(self, many: int) -> None:
        values = {"valid_from": self.day, "directions": ["a", "b", "c"][:many], "reason": "start"}
        acts.save_search_profile(self.session, self.cast.case, values, **self.by)
        self.model.rows["search"] += 1

    def agree(self, state: str) -> None:
        """Settled without the reason that this state asks for, an agreement stays open."""
        values = {"what": "Cv nalopen", "owner": "werknemer", "made_on": self.day, "due_on": self.day}
        row = acts.add_agreement(self.session, self.cast.case, values, **self.by)
        settling = {"state": state, "settled_on": self.day}
        refused = refusal(lambda: acts.settle_agreement(self.session, self.cast.case, row.id, settling, **self.by))
        needs_reason = state in {"niet nagekomen", "vervallen"}
        assert (refused is not None, row.state) == (needs_reason, "open" if needs_reason else state)
        self.model.rows["agree"] += 1
