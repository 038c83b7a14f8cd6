"""Proofs as uploaded: handed out as a download to who may read them, never shown inside a page."""

from flask import Blueprint, Response

from dossier.storage.applications import get_proof
from webui.access import GUIDED, allow, open_case, require
from webui.context import get_context
from webui.downloads import send_download
from webui.transaction import get_session

blueprint = Blueprint("proofs", __name__)


@blueprint.get("/dossiers/<number>/bewijs/<int:proof_id>")
@allow(*GUIDED, rows=(18,))
def download_proof(number: str, proof_id: int) -> Response:
    case = open_case(number, "bewijs")
    require("proofs.read")
    assert case.id is not None
    proof = get_proof(get_session(), case.id, proof_id)
    return send_download(get_context().attachments.open_bytes(proof.sha256), proof.filename, proof.media_type)
