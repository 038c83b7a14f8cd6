"""The verifier of the bundle as a stranger runs it."""

import shutil
import subprocess
import sys
import zipfile

from dossier.evidence.standalone import verifier_source


def run_alone(folder, *arguments):
    """The verifier as a stranger runs it: no installed packages, not our folder."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "controleer.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_the_verifier_in_the_zip_needs_nothing_of_ours(bundle, tmp_path, office):
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "uit")
    assert (tmp_path / "uit" / "controleer.py").read_bytes() == verifier_source()
    shutil.copy(bundle, tmp_path / "bundel.zip")
    for arguments in ([], ["../bundel.zip"], ["logboek.jsonl"], ["../bundel.zip", "--key", office.signer.fingerprint]):
        run = run_alone(tmp_path / "uit", *arguments)
        assert (run.returncode, run.stdout.splitlines()[0], run.stderr) == (0, "KLOPT", "")


def test_the_verifier_in_the_zip_names_what_is_wrong(employer_bundle, tmp_path):
    with zipfile.ZipFile(employer_bundle) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "02_activiteiten.csv").write_text("anders")
    (tmp_path / "extra.pdf").write_text("erbij")
    (tmp_path / "00_lees_mij.txt").unlink()
    run = run_alone(tmp_path)
    assert run.returncode == 1
    assert run.stdout.splitlines()[:4] == [
        "KLOPT NIET",
        "  00_lees_mij.txt: staat op de lijst maar ontbreekt",
        "  02_activiteiten.csv: de inhoud is veranderd",
        "  extra.pdf: staat niet op de lijst",
    ]


def test_wrong_use_of_the_verifier_ends_with_two(employer_bundle, tmp_path):
    with zipfile.ZipFile(employer_bundle) as archive:
        archive.extract("controleer.py", tmp_path)
    assert run_alone(tmp_path, "weg.zip").returncode == 2
