"""The description of the API: as OpenAPI for programs, and as a page for the people who build them."""

import json

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from dossier.acts.api_tokens import PREFIX
from dossier.rules.api_scope import roles_for
from webui.access import allow_public
from webui.account_words import role_names
from webui.api.document import build_document, path_parameters, query_parameters, retry_parameters
from webui.api.examples import EXAMPLES
from webui.api.operation import ROOT
from webui.api.problem import problem_texts
from webui.api.routes import QUESTIONS
from webui.caller import MOST

blueprint = Blueprint("api_guide", __name__)


@blueprint.get(f"{ROOT}/openapi.json")
@allow_public
def show_document() -> Response:
    response = jsonify(build_document())
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/koppelingen/uitleg")
@allow_public
def show_guide() -> ResponseReturnValue:
    """Every address with its scope, what it reads and one example; nothing of anyone."""
    document = build_document()
    offices = {scope: [role_names()[role] for role in roles_for(scope)] for scope in {one.scope for one in QUESTIONS}}
    parameters = {
        one.name: [*path_parameters(one), *query_parameters(one), *retry_parameters(one)] for one in QUESTIONS
    }
    return render_template(
        "account/api_guide.html",
        operations=QUESTIONS,
        root=ROOT,
        parameters=parameters,
        schemas=document["components"]["schemas"],
        examples={name: json.dumps(one, ensure_ascii=False, indent=2) for name, one in EXAMPLES.items()},
        offices=offices,
        problems=problem_texts(),
        most=MOST,
        example_call=f'curl -H "Authorization: Bearer {PREFIX}..." {request.host_url.rstrip("/")}{ROOT}/cases',
    )
