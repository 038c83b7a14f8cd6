import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from dossier.errors import AttachmentError, NotFoundError
from dossier.storage.attachments import AttachmentStore, clean_filename, name_of
from dossier.storage.data_keys import DataKeys

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.fixture
def store(tmp_path):
    return AttachmentStore(tmp_path / "bijlagen", limit_mb=1, keys=DataKeys.generate())


def test_a_file_comes_back_byte_for_byte(store):
    kept = store.save(PDF + b"inhoud", "brief.pdf")
    assert (kept.size, kept.media_type, kept.filename) == (21, "application/pdf", "brief.pdf")
    assert store.open_bytes(kept.sha256) == PDF + b"inhoud"


def test_the_same_file_twice_is_kept_once(store):
    first, second = store.save(PDF, "a.pdf"), store.save(PDF, "b.pdf")
    assert first.sha256 == second.sha256
    assert len(list(store.files.walk())) == 1


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "leeg.pdf", "leeg"),
        (PDF + b"x" * 1024 * 1024, "groot.pdf", "te groot"),
        (b"<html><script>alert(1)</script>", "brief.pdf", "soort"),
        (b"MZ\x90\x00", "brief.pdf", "soort"),
        (b"\x7fELF\x02", "foto.png", "soort"),
        (b"<svg onload='alert(1)'/>", "foto.png", "soort"),
        (b"tekst\x00met nul", "brief.txt", "soort"),
    ],
)
def test_a_file_that_cannot_be_a_proof_is_refused(store, content, name, why):
    with pytest.raises(AttachmentError, match=why):
        store.save(content, name)
    assert not list(store.files.walk())


def test_an_office_file_is_known_by_its_parts_and_a_bomb_is_refused(store):
    def office(**parts):
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return file.getvalue()

    assert store.save(office(**{"word/document.xml": "<w/>"}), "brief.docx").media_type.endswith(
        "wordprocessingml.document"
    )
    for bad in (
        office(**{"word/document.xml": " " * 101 * 1024 * 1024}),
        office(**{"word/document.xml": "<w/>", "word/vbaProject.bin": "x"}),
        office(**{"los.txt": "x"}),
        office(**{"word/document.xml": "<w/>"}) + b"PK\x01\x02" * 5_001,
        b"PK\x03\x04kapot",
    ):
        with pytest.raises(AttachmentError):
            store.save(bad, "brief.docx")


def test_a_stored_file_that_changed_on_disk_is_not_handed_out(store):
    kept = store.save(PDF, "brief.pdf")
    store.files.put(name_of(kept.sha256), PDF + b"!")
    with pytest.raises(AttachmentError, match="beschadigd"):
        store.open_bytes(kept.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 64, "A" * 64])
def test_only_a_hash_that_is_kept_opens_a_file(store, name):
    with pytest.raises(NotFoundError):
        store.open_bytes(name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\brief.pdf", "brief.pdf"),
        ("", "bestand"),
        ("...", "bestand"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("é" * 200 + ".pdf", "é" * 116 + ".pdf"),
    ],
)
def test_a_filename_keeps_only_what_people_can_read(given, kept):
    assert clean_filename(given) == kept


def test_hostile_filenames_stay_inside_one_folder_and_one_line(shared):
    lines = (shared / "attacks" / "filenames.txt").read_text(encoding="utf-8").split("\n")
    names = [json.loads(line) for line in lines if line and not line.startswith("# ")]
    cleaned = [clean_filename(name) for name in names]
    assert [name for name in cleaned if not name or len(name) > 120 or set(name) & set('/\\\0\r\n<>:"|?*')] == []


def test_hostile_uploads_are_refused_where_they_must_be(shared, tmp_path):
    script = shared / "attacks" / "make_files.py"
    subprocess.run([sys.executable, script, "--uploads", tmp_path / "up"], check=True, capture_output=True)
    store = AttachmentStore(tmp_path / "bijlagen", limit_mb=20, keys=DataKeys.generate())
    wrong = []
    for line in (tmp_path / "up" / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, expected = line.split("\t")
        try:
            store.save((tmp_path / "up" / name).read_bytes(), name)
            accepted = True
        except AttachmentError:
            accepted = False
        if expected.startswith("refused with") and accepted:
            wrong.append(name)
        if expected.startswith(("accepted,", "accepted;", "accepted (")) and not accepted:
            wrong.append(name)
    assert wrong == []
