"""What was assumed or is missing in a judgement of a wage: codes for programs, sentences for the coach."""

from enum import StrEnum


class WageFlag(StrEnum):
    FULLTIME_HOURS_ASSUMED = "FULLTIME_HOURS_ASSUMED"
    FULLTIME_HOURS_CORRECTED = "FULLTIME_HOURS_CORRECTED"
    AMOUNT_UNUSABLE = "AMOUNT_UNUSABLE"
    RAISED_TO_MINIMUM = "RAISED_TO_MINIMUM"
    WAGE_MIN_UNKNOWN = "WAGE_MIN_UNKNOWN"
    WAGE_MAX_UNKNOWN = "WAGE_MAX_UNKNOWN"
    UNIT_INFERRED = "UNIT_INFERRED"
    UNIT_UNKNOWN = "UNIT_UNKNOWN"
    DAY_WAGE = "DAY_WAGE"
    CURRENCY_NOT_EURO = "CURRENCY_NOT_EURO"
    CAO_SCALE_UNKNOWN = "CAO_SCALE_UNKNOWN"
    SALARY_TEXT_NOT_READ = "SALARY_TEXT_NOT_READ"
    MINIMUM_WAGE_UNKNOWN = "MINIMUM_WAGE_UNKNOWN"
    HOURS_ASSUMED = "HOURS_ASSUMED"
    HOURS_MIN_UNKNOWN = "HOURS_MIN_UNKNOWN"
    HOURS_MAX_UNKNOWN = "HOURS_MAX_UNKNOWN"
    AT_MORE_HOURS = "AT_MORE_HOURS"
    OLD_WAGE_MISSING = "OLD_WAGE_MISSING"
    EXTRAS_LEFT_OUT = "EXTRAS_LEFT_OUT"


FLAG_TEXTS = {
    WageFlag.FULLTIME_HOURS_ASSUMED: "De vacature noemt geen voltijdweek: gerekend met 40 uur, en ruimer met 36 uur.",
    WageFlag.FULLTIME_HOURS_CORRECTED: "Bij de genoemde voltijdweek ligt het bedrag onder het wettelijk minimum: "
    "gerekend met een kortere voltijdweek.",
    WageFlag.AMOUNT_UNUSABLE: "Het bedrag ligt bij elke voltijdweek onder het wettelijk minimum: "
    "misschien is het een deeltijdbedrag. Vraag het na.",
    WageFlag.RAISED_TO_MINIMUM: "Het laagste bedrag ligt onder het wettelijk minimum: gerekend met het minimum.",
    WageFlag.WAGE_MIN_UNKNOWN: "Alleen het hoogste loon is genoemd: het wettelijk minimum is de ondergrens.",
    WageFlag.WAGE_MAX_UNKNOWN: "Alleen het laagste loon is genoemd: vraag het hoogste.",
    WageFlag.UNIT_INFERRED: "De periode van het bedrag is afgeleid uit de hoogte.",
    WageFlag.UNIT_UNKNOWN: "Het is niet duidelijk of het bedrag per uur, per maand of per jaar is. Vraag het na.",
    WageFlag.DAY_WAGE: "Een bedrag per dag zegt niets zonder de uren per dag. Vraag het na.",
    WageFlag.CURRENCY_NOT_EURO: "Het bedrag is niet in euro's.",
    WageFlag.CAO_SCALE_UNKNOWN: "De cao-schaal staat niet in de tabel: het wettelijk minimum is de ondergrens.",
    WageFlag.SALARY_TEXT_NOT_READ: "De vacature schrijft iets over loon waar geen bedrag uit gelezen is.",
    WageFlag.MINIMUM_WAGE_UNKNOWN: "Het wettelijk minimumloon is voor deze dag niet bekend: de tabel is verlopen.",
    WageFlag.HOURS_ASSUMED: "De uren staan niet in de vacature: gerekend met de uren van het oude werk.",
    WageFlag.HOURS_MIN_UNKNOWN: "Het kleinste aantal uren is niet genoemd.",
    WageFlag.HOURS_MAX_UNKNOWN: "Het grootste aantal uren is niet genoemd.",
    WageFlag.AT_MORE_HOURS: "Dit geldt bij meer uren dan het kleinste aantal.",
    WageFlag.OLD_WAGE_MISSING: "Het oude loon is niet ingevuld: zonder oud loon is er geen vergelijking.",
    WageFlag.EXTRAS_LEFT_OUT: "Vaste toeslagen zijn alleen van het oude loon bekend: ze tellen aan geen kant mee.",
}
