"""How the connection of a page was protected is kept beside the page; a site that cannot prove its name gives none."""

import ssl

import pytest
from cryptography.hazmat.primitives import hashes
from sqlmodel import select

from crawler.crawling import crawl_sources
from dossier.model.vacancy import CrawlRefusal, Snapshot
from dossier.settings import Settings
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore
from dossier.storage.tls_state import Tls
from tests.certificate import write_certificate
from tests.crawler.conftest import write_posting

pytestmark = pytest.mark.xdist_group("crawl")


def protect(site, path):
    """Let the site speak TLS; answers the fingerprint of its certificate."""
    made = write_certificate(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site["/vacature/1"] = write_posting(1)
    site.base = site.base.replace("http:", "https:")
    return made.fingerprint(hashes.SHA256()).hex()


def test_the_certificate_is_kept_with_the_page_and_an_unknown_one_is_refused(
    open_site, make_source, tmp_path, monkeypatch
):
    settings = Settings(data_dir=tmp_path / "data", testing=True, loopback_crawl=True)
    with open_site() as known, open_site() as unknown:
        print_of_known = protect(known, tmp_path / "bekend.pem")
        protect(unknown, tmp_path / "onbekend.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "bekend.pem"))
        crawl_sources(settings, [make_source(f"{known.base}/vacature/1", f"{unknown.base}/vacature/1")])
    database, store = open_database(settings), WarcStore(settings.snapshot_dir)
    with database.reading() as session:
        (page,), (refusal,) = session.exec(select(Snapshot)).all(), session.exec(select(CrawlRefusal)).all()
        assert store.find_tls(page) == Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", (print_of_known,), verified=True)
        assert (refusal.url, refusal.code) == (f"{unknown.base}/vacature/1", "status")
        assert refusal.detail.endswith("het certificaat van de site is niet te vertrouwen")
    database.close()
