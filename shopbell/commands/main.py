"""`shopbell`: the commands, and one way to end with a clear line and status 2 on bad input."""

from __future__ import annotations

import sys

import typer

from shopbell.commands.errors import BadInputError
from shopbell.settings import SettingsInvalidError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Customer service for social-commerce shops.",
    pretty_exceptions_enable=False,
)


def main() -> None:
    # Each module adds its commands to `app`; what they need at run time they import lazily.
    from shopbell.commands import backup, bot, doctor, knowledge, orders, sites, up

    for module in (up, bot, knowledge, orders, sites, backup, doctor):
        module.add_to(app)
    try:
        app()
    except (BadInputError, SettingsInvalidError) as error:
        print(f"shopbell: {error}", file=sys.stderr)
        raise SystemExit(2) from None
