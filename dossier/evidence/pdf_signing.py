"""Signs a PDF of our own (PAdES-B-B, or B-T with a time stamp) so that it stays PDF/A and PDF/UA."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from dossier.errors import SettingsError
from dossier.evidence.time_authority import TimeAuthority
from dossier.settings import Settings

FIELD, SPOKEN = "Handtekening", "Elektronische handtekening van de maker"
ROOM, STAMP_ROOM = 2**14, 2**15
"""Bytes kept free for the signature, its certificates and the time stamp: asked once, not measured per file."""


class SteadyWriter(IncrementalPdfFileWriter):
    """Names the signed file after the file that it signs, where the library takes a random name."""

    @classmethod
    def _handle_id(cls, prev: Any) -> Any:
        names = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        names[1] = ByteStringObject(hashlib.sha256(names[0].original_bytes).digest()[:16])
        return names

    def _update_meta(self) -> None:
        """Leaves what the document says of itself as it was made, with the day on which it was made."""


class SigningAt(PdfSigner):
    """Signs as of the moment of the bundle, so that the same rows give the same bytes."""

    moment: datetime

    def init_signing_session(self, *args: Any, **more: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **more)
        session.system_time = self.moment
        return session


@dataclass
class PdfSigning:
    """The office's certificate, and the authority whose time stamp goes into each signature."""

    signer: SimpleSigner
    authority: TimeAuthority | None
    name: str
    certificate_sha256: str

    @classmethod
    def load(cls, settings: Settings, authority: TimeAuthority | None) -> "PdfSigning":
        """A certificate that cannot be opened is said at once: a bundle never leaves silently unsigned."""
        assert settings.pdf_signing_p12 is not None
        secret = settings.pdf_signing_password
        word = None if secret is None else secret.get_secret_value().encode()
        try:
            signer = SimpleSigner.load_pkcs12_data(settings.pdf_signing_p12.read_bytes(), [], passphrase=word)
            certificate = signer.signing_cert
        except (OSError, ValueError, AttributeError) as error:
            msg = (
                "PASSEND_PDF_SIGNING_P12 of PASSEND_PDF_SIGNING_PASSWORD klopt niet: er is geen certificaat te openen."
            )
            raise SettingsError(msg) from error
        return cls(signer, authority, certificate.subject.human_friendly, certificate.sha256.hex())

    @property
    def profile(self) -> str:
        return "PAdES-B-T" if self.is_stamping else "PAdES-B-B"

    @property
    def is_stamping(self) -> bool:
        return self.authority is not None and not self.authority.reason

    def sign(self, content: bytes, moment: datetime) -> bytes:
        """The PDF with a signature after it; without a time stamp from where the authority fell silent."""
        if self.is_stamping:
            try:
                return self._signed(content, moment, self.authority)
            except TimestampRequestError:
                pass
        return self._signed(content, moment, None)

    def _signed(self, content: bytes, moment: datetime, authority: TimeAuthority | None) -> bytes:
        writer = SteadyWriter(BytesIO(content))
        place = SigFieldSpec(
            FIELD,
            readable_field_name=SPOKEN,
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),  # as PDF/UA and PDF/A both want
        )
        about = PdfSignatureMetadata(field_name=FIELD, subfilter=SigSeedSubFilter.PADES)
        signing = SigningAt(about, self.signer, timestamper=authority, new_field_spec=place)
        signing.moment = moment
        room = ROOM if authority is None else STAMP_ROOM
        return bytes(signing.sign_pdf(writer, bytes_reserved=room).getvalue())
