"""`shopbell orders`: the order store from the command line."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from shopbell.commands.errors import BadInputError
from shopbell.settings import load_settings

orders = typer.Typer(no_args_is_help=True, help="The shop's orders, customers and catalogue.")


def add_to(app: typer.Typer) -> None:
    app.add_typer(orders, name="orders")


@orders.command("import")
def import_orders(
    file: Annotated[Path, typer.Argument(help="JSON as described in docs/order-store.md")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Check the whole file, then load all of it or nothing."""
    from actions.orders.importing.command import import_shop_file
    from actions.orders.importing.problems import ShopFileError
    from actions.orders.importing.schemas import ImportSummary
    from shopbell.database import open_database
    from shopbell.schema import migrate

    settings = load_settings()
    migrate(settings)

    async def run() -> ImportSummary:
        database = open_database(settings.database)
        try:
            return await import_shop_file(file, database.writer, datetime.now(UTC))
        finally:
            await database.dispose()

    try:
        summary = dataclasses.asdict(asyncio.run(run()))
    except OSError as problem:
        raise BadInputError(f"{file}: {problem.strerror}") from None
    except ShopFileError as problem:
        for line in str(problem).splitlines():
            print(line, file=sys.stderr)
        raise BadInputError(f"{file}: nothing was imported") from None
    if as_json:
        print(json.dumps(summary))
    else:
        for noun in ("products", "customers", "orders"):
            tally = ", ".join(f"{count} {what}" for what, count in summary[noun].items())
            print(f"{noun}: {tally}")
