"""Accounts from the command line: `python -m services.admin --help`. Needs the machine, no password."""

import argparse
import sys
from collections.abc import Sequence

from content.loader import load_library
from content.problems import ContentErrors
from plan_engine.roles import Role
from services.account_fields import FALLBACK_ZONE
from services.assignments import assign, unassign
from services.deactivation import deactivate, reactivate
from services.errors import Refused
from services.registration import Identity
from services.settings import read_settings
from services.staff import HandedOut, create_account, reset_password
from services.workspace import Workspace, open_workspace


def main(arguments: Sequence[str] | None = None, work: Workspace | None = None) -> int:
    """Do what the command line says; the exit code comes back. Refusals are sentences on stderr."""
    asked = _parser().parse_args(arguments)
    try:
        work = work or open_workspace(read_settings(), load_library())
        print(_do(asked, work))  # noqa: T201  (a command line prints)
    except (Refused, ContentErrors) as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _do(asked: argparse.Namespace, work: Workspace) -> str:
    match asked.command:
        case "create-user":
            who = Identity(
                username=asked.username,
                email=asked.email,
                first_name=asked.first_name,
                last_name=asked.last_name,
                timezone=asked.timezone,
            )
            return _said(create_account(work, who, Role(asked.role), actor=None))
        case "reset-password":
            return _said(reset_password(work, asked.username, actor=None))
        case "deactivate":
            done = deactivate(work, asked.username, actor=None)
            return "Deactivated; all sessions ended." if done else "It was deactivated already."
        case "reactivate":
            done = reactivate(work, asked.username, actor=None)
            return "Reactivated." if done else "It was not deactivated."
        case "assign":
            new = assign(work, counsellor=asked.counsellor, learner=asked.learner, actor=None)
            return "Assigned." if new else "That learner was assigned to this counsellor already."
        case _:
            ended = unassign(work, counsellor=asked.counsellor, learner=asked.learner, actor=None)
            return "No longer assigned." if ended else "There was no such assignment."


def _said(handed: HandedOut) -> str:
    return (
        f"User name: {handed.username}\nOne-time password: {handed.one_time_password}\n"
        "It is shown only here. Whoever signs in with it chooses a new one at once."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.admin", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create-user", help="make an account, mostly for staff")
    create.add_argument("--role", required=True, choices=[role.value for role in Role])
    for name in ("username", "email", "first-name", "last-name"):
        create.add_argument(f"--{name}", required=True)
    create.add_argument("--timezone", default=FALLBACK_ZONE, help="IANA name, such as Asia/Kolkata")
    reset = commands.add_parser("reset-password", help="make a new one-time password")
    reset.add_argument("--username", required=True, help="or email")
    for name, what in (("deactivate", "refuse sign-ins, end sessions"), ("reactivate", "end that")):
        account = commands.add_parser(name, help=what)
        account.add_argument("--username", required=True, help="or email")
    for name, what in (("assign", "let a counsellor see a learner"), ("unassign", "end that")):
        pair = commands.add_parser(name, help=what)
        pair.add_argument("--counsellor", required=True, help="user name or email")
        pair.add_argument("--learner", required=True, help="user name or email")
    return parser


if __name__ == "__main__":
    sys.exit(main())
