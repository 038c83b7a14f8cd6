"""What a person does in a case: the row and its log entry written together."""

from dossier.acts.activities import ActivityIn, add_activity, change_activity, correct_activity
from dossier.acts.agreements import AgreementIn, SettlingIn, add_agreement, correct_agreement, settle_agreement
from dossier.acts.applications import (
    ApplicationChange,
    ApplicationIn,
    Fit,
    Performer,
    ResultIn,
    correct_application,
    log_application,
    record_result,
    release_applications,
)
from dossier.acts.capability_documents import CapabilityDocumentIn, save_capability_document
from dossier.acts.case_moves import HandOverIn, MoveIn, hand_over, move_case
from dossier.acts.cases import CaseChange, CaseIn, change_case, open_case
from dossier.acts.contacts import ContactIn, add_contact, correct_contact
from dossier.acts.course import CourseIn, save_course
from dossier.acts.covers import CoverIn, cover_case, end_cover
from dossier.acts.entry import actor_name
from dossier.acts.exports import export_bundle, record_export, release_export
from dossier.acts.joint_records import JointIn, SignatureIn, save_joint_record, sign_joint_record
from dossier.acts.judgements import judge_limitation_by_hand, record_answer
from dossier.acts.pauses import PauseIn, save_pause
from dossier.acts.placements import PartyIn, PlacementIn, save_party, save_placement
from dossier.acts.profiles import ProfileIn, WageIn, save_profile, save_wage
from dossier.acts.proofs import ProofIn, attach_proof
from dossier.acts.quality_checks import QualityIn, save_quality_check
from dossier.acts.sanctions import PointIn, SanctionIn, save_point, save_sanction
from dossier.acts.search_profiles import SearchProfileIn, keep_market_figures, save_search_profile, sign_search_profile
from dossier.acts.shortlists import (
    REASON_NAMES,
    DismissalReason,
    ShortlistIn,
    dismiss_vacancy,
    mark_applied,
    shortlist_vacancy,
)
from dossier.acts.views import record_view
from dossier.acts.weights import correct_occupation, reset_weights

__all__ = [
    "REASON_NAMES",
    "ActivityIn",
    "AgreementIn",
    "ApplicationChange",
    "ApplicationIn",
    "CapabilityDocumentIn",
    "CaseChange",
    "CaseIn",
    "ContactIn",
    "CourseIn",
    "CoverIn",
    "DismissalReason",
    "Fit",
    "HandOverIn",
    "JointIn",
    "MoveIn",
    "PartyIn",
    "PauseIn",
    "Performer",
    "PlacementIn",
    "PointIn",
    "ProfileIn",
    "ProofIn",
    "QualityIn",
    "ResultIn",
    "SanctionIn",
    "SearchProfileIn",
    "SettlingIn",
    "ShortlistIn",
    "SignatureIn",
    "WageIn",
    "actor_name",
    "add_activity",
    "add_agreement",
    "add_contact",
    "attach_proof",
    "change_activity",
    "change_case",
    "correct_activity",
    "correct_agreement",
    "correct_application",
    "correct_contact",
    "correct_occupation",
    "cover_case",
    "dismiss_vacancy",
    "end_cover",
    "export_bundle",
    "hand_over",
    "judge_limitation_by_hand",
    "keep_market_figures",
    "log_application",
    "mark_applied",
    "move_case",
    "open_case",
    "record_answer",
    "record_export",
    "record_result",
    "record_view",
    "release_applications",
    "release_export",
    "reset_weights",
    "save_capability_document",
    "save_course",
    "save_joint_record",
    "save_party",
    "save_pause",
    "save_placement",
    "save_point",
    "save_profile",
    "save_quality_check",
    "save_sanction",
    "save_search_profile",
    "save_wage",
    "settle_agreement",
    "shortlist_vacancy",
    "sign_joint_record",
    "sign_search_profile",
]
