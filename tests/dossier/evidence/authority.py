"""A time authority and a signing certificate of one's own, made in the test; the authority listens on this machine."""

import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

PASSWORD = "geheim"


def make_certificate(name, *, stamping):
    """A key and a certificate that it signed itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    named = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = pyca.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = (
        pyca.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(usage, critical=True)
    )
    if stamping:
        builder = builder.add_extension(pyca.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return key, builder.sign(key, hashes.SHA256())


def write_p12(path, name="Bureau Voorbeeld"):
    key, certificate = make_certificate(name, stamping=False)
    sealed = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"bureau", key, certificate, None, sealed))
    return certificate


class TestAuthority:
    """Sets time stamps; `spoil` changes what it answers."""

    __test__ = False

    def __init__(self):
        key, self.certificate = make_certificate("Tijd Voorbeeld", stamping=True)
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        own = x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))
        self.stamper = DummyTimeStamper(own, keys.PrivateKeyInfo.load(private))
        self.asked, self.spoil = 0, lambda answer: answer

    def answer(self, question):
        self.asked += 1
        return self.spoil(self.stamper.request_tsa_response(tsp.TimeStampReq.load(question)).dump())

    def write_certificate(self, path):
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return path


@contextmanager
def listening(authority):
    """Its address, as long as it listens."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            answer = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            """Says nothing in a test."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tijd"
    finally:
        server.shutdown()
        server.server_close()
