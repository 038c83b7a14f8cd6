"""The look of an office on a page: name, colour and logo."""

from dataclasses import dataclass

ACCENT = "#1f5673"


@dataclass(frozen=True)
class Look:
    """What a page needs of it; without an office the program's own colour and no logo."""

    office: str = ""
    accent: str = ACCENT
    logo: bytes = b""
    logo_format: str = ""
