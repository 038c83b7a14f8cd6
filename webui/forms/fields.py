"""Fields that read what Dutch people type: a comma in a number, a list with one thing per line."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import TextInput

REQUIRED = InputRequired(_l("Vul dit veld in."))
DAY = InputRequired(_l("Kies een dag."))
CHOSEN = DataRequired(_l("Maak een keuze."))


def select_choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """The options of a list, from (value, text) pairs."""
    return [SelectChoice(value, text) for value, text in pairs]


def at_least(length: int) -> Length:
    return Length(min=length, message=_l("Minstens %(min)d tekens."))


def at_most(length: int) -> Length:
    return Length(max=length, message=_l("Hoogstens %(max)d tekens."))


class NumberField(Field):  # type: ignore[misc]
    """A decimal with a comma or a point; "2.650,00" and "2650.00" are the same amount."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else write_plain(self.data)

    def process_formdata(self, values: list[str]) -> None:
        text = values[0].strip().replace("€", "").replace(" ", "") if values else ""
        self.data = None
        if not text:
            return
        try:
            number = Decimal(plain_number(text))
        except InvalidOperation:
            raise ValueError(_("Vul een getal in, bijvoorbeeld 36 of 2650,50.")) from None
        if not number.is_finite():
            raise ValueError(_("Vul een getal in, bijvoorbeeld 36 of 2650,50."))
        self.data = number


def write_plain(number: Decimal | float) -> str:
    """A number as it is typed back: 2950, 16,2, without needless noughts."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text


def plain_number(text: str) -> str:
    """A Dutch number as Decimal reads it: points between thousands go, the comma becomes a point."""
    if "," in text:
        return text.replace(".", "").replace(",", ".")
    head, point, tail = text.rpartition(".")
    return text.replace(".", "") if point and head and len(tail) == 3 else text


class LinesField(TextAreaField):  # type: ignore[misc]
    """A list, one thing per line; empty lines do not count."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(self.data or [])

    def process_formdata(self, values: list[str]) -> None:
        lines = values[0].splitlines() if values else []
        self.data = [line.strip() for line in lines if line.strip()]


class TrimmedField(StringField):  # type: ignore[misc]
    """One line of text without spaces around it; nothing typed is None."""

    def process_formdata(self, values: list[Any]) -> None:
        self.data = (values[0].strip() if values else "") or None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)
