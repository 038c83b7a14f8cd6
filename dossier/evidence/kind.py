"""The kinds of entries that the evidence log knows; what each may show to whom stands in `kinds.toml`."""

from enum import StrEnum


class EntryKind(StrEnum):
    """Written into the chain: a kind is never renamed, only added."""

    CASE_OPENED = "dossier geopend"
    CASE_CHANGED = "dossier gewijzigd"
    PROFILE_SAVED = "profiel opgeslagen"
    WAGE_SAVED = "oud loon opgeslagen"
    DOCUMENT_SAVED = "belastbaarheidsdocument opgeslagen"
    SEARCH_PROFILE_SAVED = "zoekprofiel opgeslagen"
    MARKET_KEPT = "arbeidsmarktcijfers bij zoekprofiel bewaard"
    SHORTLISTED = "vacature besproken"
    OCCUPATION_CORRECTED = "beroep verbeterd"
    EMPLOYER_ANSWERED = "antwoord van werkgever vastgelegd"
    VERDICT_JUDGED = "eigen oordeel vastgelegd"
    APPLICATION_LOGGED = "sollicitatie vastgelegd"
    APPLICATION_CORRECTED = "sollicitatie gecorrigeerd"
    RESULT_RECORDED = "uitslag vastgelegd"
    PROOF_ATTACHED = "bewijsstuk toegevoegd"
    APPLICATIONS_RELEASED = "sollicitaties vrijgegeven"
    ACTIVITY_SAVED = "activiteit vastgelegd"
    ACTIVITY_CHANGED = "activiteit gewijzigd"
    CONTACT_SAVED = "gesprek vastgelegd"
    VIEWED = "dossier ingezien"
    EXPORT_MADE = "bundel gemaakt"
    EXPORT_RELEASED = "bundel vrijgegeven"
    CONTENT_ERASED = "inhoud gewist"
    KEY_ROTATED = "sleutel gewisseld"
    KEY_TAKEN = "sleutel in gebruik genomen"
    KEY_LOST = "sleutel vervangen na verlies"
