"""`shopbell backup` and `shopbell restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shopbell.commands.errors import BadInputError
from shopbell.settings import load_settings


def add_to(app: typer.Typer) -> None:
    app.command()(backup)
    app.command()(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write, such as shop.tar.gz")],
) -> None:
    """Write everything that is kept into one archive. Safe while Shopbell runs."""
    from shopbell.backup import BackupError, write_backup

    settings = load_settings()
    if not settings.home.exists():
        raise BadInputError(f"There is nothing in {settings.home} yet.")
    try:
        size = write_backup(settings, file)
    except BackupError as problem:
        raise BadInputError(str(problem)) from None
    print(f"{file}: {size / 1_000_000:.1f} MB")


def restore(
    file: Annotated[Path, typer.Argument(help="An archive that `backup` wrote")],
) -> None:
    """Put a backup in the place of what is there; what was there is kept beside it."""
    from shopbell.backup import BackupError, read_backup
    from shopbell.processes.lock import HomeInUseError, home_lock
    from shopbell.schema import migrate

    settings = load_settings()
    try:
        with home_lock(settings):
            former = read_backup(settings, file)
    except (BackupError, HomeInUseError) as problem:
        raise BadInputError(str(problem)) from None
    migrate(settings)
    print(f"Restored into {settings.home}.")
    if former is not None:
        print(f"What was there before is in {former}.")
