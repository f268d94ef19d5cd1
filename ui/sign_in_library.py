"""streamlit-authenticator over the users table: its flow, with our accounts, sessions and cookie.

What is replaced and why stands in docs/decisions/0010-sign-in.md.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from streamlit_authenticator import Authenticate
from streamlit_authenticator.controllers import AuthenticationController, CookieController
from streamlit_authenticator.models import AuthenticationModel, CookieModel

from services.accounts import check_password, profile_named
from services.settings import Settings
from services.sign_in_sessions import SignedIn, by_token, open_session, sign_out
from services.workspace import Workspace
from ui import sign_in_state
from ui.sign_in_cookie import cookie_name, token_in


class UsersTable(Mapping[str, dict[str, Any]]):
    """The library's dictionary of credentials, read account by account; nobody can list it."""

    def __init__(self, work: Workspace) -> None:
        """Reads through `work`."""
        self._work = work

    def __getitem__(self, name: str) -> dict[str, Any]:
        """What the library shows of an account. Never the password's hash."""
        found = profile_named(self._work, name)
        if found is None:
            raise KeyError(name)
        return {
            "email": found.email,
            "first_name": found.first_name,
            "last_name": found.last_name,
            "roles": [found.role.value],
        }

    def __iter__(self) -> Iterator[str]:
        """Nothing: accounts are not listed to whoever signs in."""
        return iter(())

    def __len__(self) -> int:
        """As many as are listed."""
        return 0


class TableAuthentication(AuthenticationModel):  # type: ignore[misc]  # the library ships no types
    """Passwords are checked by services.accounts, which counts failures in the database."""

    def __init__(self, work: Workspace, settings: Settings) -> None:
        """The library copies what it is given into a plain dictionary, so the table comes after."""
        super().__init__({"usernames": {}}, auto_hash=False, secret_key=settings.cookie_secret)
        self.credentials = {"usernames": UsersTable(work)}
        self.found: UUID | None = None
        """The account whose password was just found right."""
        self._work = work

    def check_credentials(self, username: str, password: str) -> bool:
        """Whether name and password belong together; one hash is compared in any case."""
        self.found = check_password(self._work, username, password)
        return self.found is not None


class SessionCookie(CookieModel):  # type: ignore[misc]  # the library ships no types
    """A cookie that names a session in the database, and that only the server sets and drops."""

    def __init__(self, work: Workspace, settings: Settings, account: TableAuthentication) -> None:
        """Not the library's own: it would put a script that sets cookies on the page."""
        self.cookie_name = cookie_name(settings)
        self.token: Any = None
        self.signed_in: SignedIn | None = None
        """Who the cookie said it was, after `get_cookie`."""
        self._work, self._settings, self._account = work, settings, account

    def set_cookie(self) -> None:
        """Open a session for the account that was just found; the browser fetches the cookie itself."""
        if self._account.found is not None:
            sign_in_state.enter_new(open_session(self._work, self._account.found))

    def delete_cookie(self) -> None:
        """Forget whoever was signed in; the browser is told to drop the cookie."""
        sign_in_state.leave(forget_cookie=True)

    def _token_decode(self) -> dict[str, Any] | bool:
        """Who the cookie belongs to, if its session is still open. The database judges its age."""
        token = token_in(self.token, self._settings)
        self.signed_in = None if token is None else by_token(self._work, token)
        if self.signed_in is None:
            return False
        return {"username": self.signed_in.username, "exp_date": math.inf}


class TableAuthenticate(Authenticate):  # type: ignore[misc]  # the library ships no types
    """The library's entry point, put together from the parts above."""

    def __init__(self, work: Workspace, settings: Settings) -> None:
        """Over the accounts of `work`. No pause before signing in: ours does not wait for a script."""
        self._work = work
        self.attrs = {"login_sleep_time": 0}
        self.path = None
        account = TableAuthentication(work, settings)
        self.authentication_controller = AuthenticationController(
            {"usernames": {}}, auto_hash=False, secret_key=settings.cookie_secret
        )
        self.authentication_controller.authentication_model = account
        self.cookie_controller = CookieController.__new__(CookieController)
        self.cookie_controller.cookie_model = SessionCookie(work, settings, account)

    def remembered(self) -> SignedIn | None:
        """Who the browser's cookie says it is; None without one, or once its session has ended."""
        self.login(location="unrendered")
        found: SignedIn | None = self.cookie_controller.cookie_model.signed_in
        return found

    def sign_in(self, name: str, password: str) -> bool:
        """Whether name (or email) and password were right; then a new session is open."""
        if not (name.strip() and password):
            return False
        if not self.authentication_controller.login(name, password):
            return False
        self.cookie_controller.set_cookie()
        return True

    def sign_out(self, user: SignedIn) -> None:
        """End this browser's session, and forget all that belonged to it."""
        sign_out(self._work, user)
        self.authentication_controller.logout()
        self.cookie_controller.delete_cookie()
