from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.data_keys import DataKeys


def test_machines_with_data_folders_of_their_own_share_files_and_key(tmp_path):
    one, two = (Settings(data_dir=tmp_path / name, files_dir=tmp_path / "samen", testing=True) for name in ("a", "b"))
    DataKeys.load_or_create(one.data_key_file)
    kept = AttachmentStore(one.attachment_dir, 1).save(b"%PDF-1.4\n", "brief.pdf")
    assert AttachmentStore(two.attachment_dir, 1).open_bytes(kept.sha256) == b"%PDF-1.4\n"
    assert one.snapshot_dir == two.snapshot_dir
    keys = [Signer.load_or_create(settings.signing_key_file).sign_entry("00") for settings in (one, two)]
    assert keys[0] == keys[1]


def test_a_demo_keeps_out_of_the_shared_folder(tmp_path):
    demo = Settings(data_dir=tmp_path / "demo", files_dir=tmp_path / "samen", demo=True)
    assert demo.attachment_dir == tmp_path / "demo" / "attachments"
