"""Settings from PASSEND_* in the environment, and nothing from anywhere else."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dossier.errors import SettingsError

KEY_FOLDER = "keys"
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


def user_data_dir() -> Path:
    """The folder for a person's own data when no `--data-dir` is given (XDG base directories)."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "passend"


class Settings(BaseSettings):
    """Every setting of the program; a bad value stops the start with the name of the setting."""

    model_config = SettingsConfigDict(env_prefix="PASSEND_", extra="ignore")

    data_dir: Path = Field(default_factory=user_data_dir)
    files_dir: Path | None = None
    """A folder that several machines share, for snapshots, attachments, bundles and the key; else the data folder."""
    s3_bucket: str | None = None
    """A bucket for snapshots and attachments, of a store that speaks S3; bundles and keys stay in the folder."""
    s3_endpoint: str | None = None
    s3_region: str = "us-east-1"
    s3_access_key: SecretStr | None = None
    s3_secret_key: SecretStr | None = None
    database_url: str | None = None
    crawler_database_url: str | None = None
    """The same PostgreSQL under a role that reads no dossier (docs/crawler_role.sql): what a crawl opens instead."""
    secret_key: SecretStr | None = None
    demo: bool = False
    testing: bool = False
    loopback_crawl: bool = False
    """Allows the crawler to visit 127.0.0.1 without a pause; only for the demo and the tests."""
    contact: str = "beheerder@passend.example"
    """The contact address in the user agent, so that a site can reach whoever runs the crawl."""
    crawl_delay_seconds: float = Field(default=5.0, ge=1.0)
    esco_dir: Path | None = None
    """A folder with the unpacked CSV download of ESCO: more names of occupations; the program works without it."""
    upload_limit_mb: int = Field(default=20, ge=1, le=500)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str | None = None
    """How people reach the pages (https://passend.bureau.example): links carry it and other host names are refused."""
    trusted_proxy: str | None = None
    """The address of the proxy before this program; only from there is X-Forwarded-* believed."""
    backup_key: SecretStr | None = None
    """Seals the backups, and opens them again; kept anywhere but on the machine that makes them."""
    log_json: bool = False
    """The log as a JSON object per line, for a program that collects logs."""
    smtp_host: str | None = None
    """The mail server for the weekly digest; without it no e-mail leaves. Always TLS: at once on 465, else STARTTLS."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str | None = None
    """The address that the digest comes from."""
    breached_passwords: Path | None = None
    """A file of known passwords, a line each, or SHA-1 hashes in order (as Have I Been Pwned publishes them)."""
    tsa_url: str | None = None
    """The authority that sets a time stamp (RFC 3161) over the head of the log in every bundle."""
    tsa_cert: Path | None = None
    """The certificate (PEM) that must have signed its answers; without it whoever checks a bundle does this."""
    pdf_signing_p12: Path | None = None
    """The certificate and key (PKCS#12) with which the PDFs of a bundle are signed (PAdES)."""
    pdf_signing_password: SecretStr | None = None

    @model_validator(mode="after")
    def check_loopback(self) -> Self:
        if self.loopback_crawl and not (self.demo or self.testing):
            msg = "PASSEND_LOOPBACK_CRAWL is alleen toegestaan in de demo en de tests."
            raise SettingsError(msg)
        return self

    @model_validator(mode="after")
    def check_crawler_database(self) -> Self:
        """A role of a server; a file of SQLite has none."""
        urls = (self.database_url or "", self.crawler_database_url or "")
        if self.crawler_database_url and not all(url.startswith("postgresql") for url in urls):
            msg = "PASSEND_CRAWLER_DATABASE_URL en PASSEND_DATABASE_URL wijzen dezelfde PostgreSQL aan: zet ze allebei."
            raise SettingsError(msg)
        return self

    @model_validator(mode="after")
    def check_public_url(self) -> Self:
        """Whoever is reached from elsewhere says under which name: else a forged Host ends up in links."""
        parts = urlsplit(self.public_url or "")
        if self.public_url is not None and (parts.scheme != "https" or not parts.hostname):
            msg = "PASSEND_PUBLIC_URL moet een adres zijn als https://passend.bureau.example."
            raise SettingsError(msg)
        return self

    @model_validator(mode="after")
    def check_signing(self) -> Self:
        """An address that nobody can listen in on, and the extra that talks to it."""
        parts = urlsplit(self.tsa_url or "")
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS)
        if self.tsa_url is not None and not (safe and parts.hostname):
            msg = "PASSEND_TSA_URL moet een adres zijn als https://tsa.example/tijd."
            raise SettingsError(msg)
        wanted = {"PASSEND_TSA_URL": self.tsa_url, "PASSEND_PDF_SIGNING_P12": self.pdf_signing_p12}
        for name in (name for name, value in wanted.items() if value is not None and find_spec("pyhanko") is None):
            msg = f"{name} heeft een uitbreiding nodig: pip install 'passend[signing]'."
            raise SettingsError(msg)
        return self

    @model_validator(mode="after")
    def check_bucket(self) -> Self:
        """Where it stands, who asks, and the extra that speaks with it; in the open only on this machine."""
        if self.s3_bucket is None:
            return self
        parts = urlsplit(self.s3_endpoint or "")
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS)
        if not (safe and parts.hostname and self.s3_access_key and self.s3_secret_key):
            msg = (
                "Zet bij PASSEND_S3_BUCKET ook PASSEND_S3_ENDPOINT (een adres met https), PASSEND_S3_ACCESS_KEY en "
                "PASSEND_S3_SECRET_KEY."
            )
            raise SettingsError(msg)
        if find_spec("boto3") is None:
            msg = "PASSEND_S3_BUCKET heeft een uitbreiding nodig: pip install 'passend[s3]'."
            raise SettingsError(msg)
        return self

    @model_validator(mode="after")
    def check_mail(self) -> Self:
        """Half of it would only show at the first e-mail."""
        if self.smtp_host and not self.smtp_from:
            msg = "Zet bij PASSEND_SMTP_HOST ook PASSEND_SMTP_FROM: het adres waar het weekbericht vandaan komt."
            raise SettingsError(msg)
        if (self.smtp_user is None) != (self.smtp_password is None):
            msg = "PASSEND_SMTP_USER en PASSEND_SMTP_PASSWORD horen bij elkaar: zet ze allebei of geen van beide."
            raise SettingsError(msg)
        return self

    @property
    def sends_mail(self) -> bool:
        return bool(self.smtp_host)

    @property
    def on_loopback(self) -> bool:
        """Only this machine can reach the pages: no other host, no proxy, no public name."""
        return self.host in LOOPBACK_HOSTS and self.trusted_proxy is None and self.public_url is None

    @property
    def effective_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'passend.sqlite'}"

    @property
    def shared_dir(self) -> Path:
        """Where files lie that every machine must find: locks stay in the data folder of each, and a demo apart."""
        return self.data_dir if self.demo or self.files_dir is None else self.files_dir

    @property
    def keeps_in_s3(self) -> bool:
        return self.s3_bucket is not None and not self.demo

    @property
    def snapshot_dir(self) -> Path:
        return self.shared_dir / "snapshots"

    @property
    def attachment_dir(self) -> Path:
        return self.shared_dir / "attachments"

    @property
    def bundle_dir(self) -> Path:
        return self.shared_dir / "bundles"

    @property
    def signing_key_file(self) -> Path:
        """The Ed25519 key of the evidence log: outside the database, so that a copied table proves nothing."""
        return self.shared_dir / KEY_FOLDER / "evidence.ed25519"

    @property
    def data_key_file(self) -> Path:
        """The keys of guarded values and attachments: with the database alone nobody reads them."""
        return self.shared_dir / KEY_FOLDER / "data.keys"

    @property
    def unfinished_restore(self) -> Path:
        """Lies there from the first to the last move of a restore: nothing opens a folder that is half the old one."""
        return self.data_dir / ".restore-unfinished"

    def require_public_url(self) -> str | None:
        """Under which name people come: a must as soon as another machine can reach the pages."""
        if self.public_url is None and not self.on_loopback:
            msg = "Zet PASSEND_PUBLIC_URL op het adres waaronder mensen komen (bijvoorbeeld https://passend.bureau.example)."
            raise SettingsError(msg)
        return self.public_url

    def require_secret_key(self) -> str:
        """The key that signs sessions; only the demo and the tests, on this machine alone, do without a chosen one."""
        if self.secret_key is not None and len(self.secret_key.get_secret_value()) >= 32:
            return self.secret_key.get_secret_value()
        if (self.demo or self.testing) and self.on_loopback:
            return "alleen-voor-demo-en-tests-nooit-daarbuiten"
        msg = "Zet PASSEND_SECRET_KEY op minstens 32 willekeurige tekens (bijvoorbeeld: openssl rand -hex 32)."
        raise SettingsError(msg)
