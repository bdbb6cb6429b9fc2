"""`shopbell kb`: what the bot knows, from the command line."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from shopbell.commands.errors import BadInputError
from shopbell.settings import load_settings

knowledge = typer.Typer(no_args_is_help=True, help="Articles, product facts and community notes.")


def add_to(app: typer.Typer) -> None:
    app.add_typer(knowledge, name="kb")


@knowledge.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="JSONL, CSV, a Markdown file or a folder of them")],
    locale: Annotated[str, typer.Option(help="For lines that name none.")] = "en",
    approved: Annotated[bool, typer.Option(help="Community notes need no review.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Take every good line and name each bad one; status 2 when there was a bad one."""
    from knowledge_base.importing.files import ImportFileError, read_articles
    from knowledge_base.importing.service import ImportReport, import_articles
    from shopbell.database import open_database
    from shopbell.schema import migrate

    settings = load_settings()
    migrate(settings)

    async def run(on_progress: Callable[[int, int], None]) -> ImportReport:
        database = open_database(settings.database)
        try:
            return await import_articles(
                database.writer,
                read_articles(file, locale=locale),
                approved=approved,
                clock=lambda: datetime.now(UTC),
                on_progress=on_progress,
            )
        finally:
            await database.dispose()

    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(f"Importing {file.name}")
            report = asyncio.run(
                run(lambda done, total: progress.update(task, completed=done, total=total))
            )
    except ImportFileError as problem:
        raise BadInputError(str(problem)) from None
    for found in report.problems:
        print(f"{file}:{found.line}: {found.problem}", file=sys.stderr)
    counts = {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "waiting": report.waiting,
        "bad": len(report.problems),
    }
    text = json.dumps(counts) if as_json else ", ".join(f"{n} {what}" for what, n in counts.items())
    print(text)
    if report.problems:
        raise typer.Exit(2)


@knowledge.command()
def search(
    query: Annotated[str | None, typer.Argument(help="A question in a shopper's words")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read one question a line.")] = False,
    top: Annotated[int, typer.Option(min=1, max=50)] = 3,
    locale: Annotated[str, typer.Option()] = "en",
    tier: Annotated[str | None, typer.Option(help="official, product or community")] = None,
    product: Annotated[str | None, typer.Option(help="Search within one product's texts.")] = None,
) -> None:
    """Print the passages that answer, one JSON line for each question."""
    if stdin == (query is not None):
        raise BadInputError("Give a question, or --stdin with one question a line.")
    if tier not in (None, "official", "product", "community"):
        raise BadInputError("--tier is one of official, product, community.")
    import httpx

    from shopbell.knowledge_search import SearchWish, open_search

    settings = load_settings()
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A question that is not UTF-8 must not end those after it.
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    questions = (line.strip() for line in sys.stdin) if query is None else iter([query])

    async def run() -> None:
        wish = SearchWish(top=top, locale=locale, tier=tier, product=product)
        async with open_search(settings, wish) as ask:
            for question in questions:
                print(json.dumps(await ask(question), ensure_ascii=False), flush=True)

    try:
        asyncio.run(run())
    except httpx.HTTPError as problem:
        raise BadInputError(f"The running app does not answer: {type(problem).__name__}") from None
