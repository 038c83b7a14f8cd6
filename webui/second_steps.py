"""Which second step somebody is asked for after the password: a passkey first, else the code of the app."""

from typing import Any

from flask import redirect, session, url_for
from flask_security.proxies import _security
from flask_security.twofactor import CodeTfPlugin, is_tf_setup

from dossier.storage.passkeys import count_passkeys
from webui.context import get_context
from webui.passkeys import relying_party
from webui.transaction import get_session

ONLY_PASSKEY = "passkey"
"""The state of who gave the password and has no app: the page that asks for a code is closed to them."""
HALFWAY = frozenset({"ready", ONLY_PASSKEY})


class SecondSteps(CodeTfPlugin):
    """The library's own step, with passkeys before it."""

    def get_setup_methods(self, user: Any) -> list[tuple[str, str]]:
        """At most one: the page of the passkey leads on to the app and the recovery codes."""
        if count_passkeys(get_session(), user.id):
            return [(ONLY_PASSKEY, ONLY_PASSKEY)]
        return super().get_setup_methods(user)

    def tf_login(self, user: Any, json_payload: dict[str, Any], next_loc: str | None) -> Any:
        if not count_passkeys(get_session(), user.id):
            return super().tf_login(user, json_payload, next_loc)
        session["tf_state"] = "ready" if is_tf_setup(user) else ONLY_PASSKEY
        return redirect(url_for("passkeys.use_second", next=next_loc))


def has_passkeys() -> bool:
    """Can there be passkeys here? Only at an address with a name."""
    return relying_party(get_context().settings) is not None


def register_second_steps(app: Any) -> None:
    app.jinja_env.globals["has_passkeys"] = has_passkeys
    with app.app_context():
        _security.two_factor_plugins.register_tf_impl(app, "code", SecondSteps)
