"""`shopbell orders`: the order store from the command line."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import secrets
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


@orders.command("act")
def act_on_orders(
    stdin: Annotated[bool, typer.Option("--stdin", help="Read JSON lines from here.")] = False,
) -> None:
    """Read and change orders: a JSON line in, a JSON line out (docs/order-store.md)."""
    import httpx

    from actions.orders.acting.service import act
    from actions.orders.policy.loading import PolicyInvalidError, load_policy
    from shopbell.database import open_database
    from shopbell.order_store import open_order_store
    from shopbell.schema import migrate

    if not stdin:
        raise BadInputError("orders act reads its lines from standard input: add --stdin")
    settings = load_settings()
    try:
        load_policy()
    except PolicyInvalidError as problem:
        raise BadInputError(str(problem).replace("\n", "; ")) from None
    migrate(settings)

    async def run() -> int:
        database = open_database(settings.database)
        http = httpx.AsyncClient(trust_env=False)
        store = open_order_store(settings, database, http, lambda: datetime.now(UTC))
        bad = 0
        try:
            for number, line in enumerate(sys.stdin.buffer, start=1):
                text = line.decode("utf-8", "replace").strip()
                if not text:
                    continue
                answer = await act(store, text, lambda: secrets.token_urlsafe(32))
                print(json.dumps(answer.content, ensure_ascii=False), flush=True)
                if answer.bad_input is not None:
                    bad += 1
                    print(f"line {number}: {answer.bad_input}", file=sys.stderr, flush=True)
        finally:
            await http.aclose()
            await database.dispose()
        return bad

    bad = asyncio.run(run())
    if bad:
        raise BadInputError(f"{bad} of the lines could not be read; the others were done")
