"""What an office may have added to a bundle: a time stamp over the head of the log, and signatures in the PDFs."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dossier.evidence.edition import Edition, Member
from dossier.evidence.timestamp_reading import TIMESTAMP, openssl_command
from dossier.settings import Settings

if TYPE_CHECKING:
    from dossier.evidence.pdf_signing import PdfSigning
    from dossier.evidence.time_authority import TimeAuthority


@dataclass
class Seals:
    """The files, sealed as the office wants; what the manifest and the short text say about it."""

    members: list[Member]
    said: dict[str, Any] = field(default_factory=dict)
    text: str = ""

    def add(self, *lines: str) -> None:
        """One more way to check, numbered on from those that every bundle has."""
        first, *more = lines
        number = 3 + len(self.said)
        self.text += f"\n{number}. {first}\n" + "".join(f"   {line}\n" if line else "\n" for line in more)


def seal_members(members: list[Member], edition: Edition, settings: Settings) -> Seals:
    """Nothing at all, not even a word, unless the office asked for it; an authority that is silent stops no bundle."""
    seals, authority = Seals(members), None
    if settings.tsa_url is not None:
        from dossier.evidence.time_authority import TimeAuthority  # needs the extra

        authority = TimeAuthority(settings.tsa_url, settings.tsa_cert)
        add_timestamp(seals, edition, authority.stamp(edition.head), authority)
    if settings.pdf_signing_p12 is not None:
        from dossier.evidence.pdf_signing import PdfSigning  # needs the extra

        add_signatures(seals, edition, PdfSigning.load(settings, authority))
    return seals


def add_timestamp(seals: Seals, edition: Edition, answer: bytes | None, authority: "TimeAuthority") -> None:
    """The whole answer of the authority as a file, as `openssl ts` reads it; or why there is none."""
    if answer is None:
        seals.said["timestamp"] = {"file": None, "reason": authority.reason}
        seals.add(f"Geen tijdstempel: {authority.reason}.")
        return
    seals.members = [*seals.members, Member(TIMESTAMP, answer, "application/timestamp-reply")]
    seals.said["timestamp"] = {"file": TIMESTAMP, "reason": None}
    seals.add(
        f"{TIMESTAMP} is een tijdstempel (RFC 3161) over de kop van het logboek,",
        "gezet door een ander dan de maker. Vraag die ander om het certificaat en",
        "controleer (de opdracht is een regel):",
        "",
        "    " + openssl_command(edition.head),
    )


def add_signatures(seals: Seals, edition: Edition, signing: "PdfSigning") -> None:
    """Sign what this program wrote; what others handed in stays byte for byte."""
    kept = {member.name for member in edition.attachments}
    seals.members = [
        replace(member, content=signing.sign(member.content, edition.made_at))
        if member.media_type == "application/pdf" and member.name not in kept
        else member
        for member in seals.members
    ]
    seals.said["pdf_signature"] = {
        "profile": signing.profile,
        "signed_by": signing.name,
        "certificate_sha256": signing.certificate_sha256,
    }
    seals.add(
        f"De pdf-bestanden met een nummer zijn ondertekend ({signing.profile}) door",
        f"{signing.name}. Een programma voor pdf toont dit bij de handtekeningen.",
        "SHA-256 van het certificaat:",
        f"    {signing.certificate_sha256}",
    )
