"""`shopbell kb`: what the bot knows, from the command line."""

from __future__ import annotations

import asyncio
import io
import json
import sys
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
    source: Annotated[
        str,
        typer.Argument(
            help="A file (JSONL, CSV, Markdown, HTML, DOCX, PDF, product feed as XML or TSV), a"
            " folder of Markdown, or the address of a page or sitemap"
        ),
    ],
    locale: Annotated[str, typer.Option(help="For lines that name none.")] = "en",
    tier: Annotated[str, typer.Option(help="For lines that name none.")] = "official",
    approved: Annotated[bool, typer.Option(help="Community notes need no review.")] = False,
    publish: Annotated[bool, typer.Option(help="Or keep all as drafts.")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Take every good line and name each bad one; status 2 when there was a bad one."""
    from knowledge_base.articles.models import Tier
    from knowledge_base.fetching.errors import FetchError
    from knowledge_base.importing.errors import ImportFileError
    from knowledge_base.importing.service import ImportRules
    from shopbell.knowledge_import import import_all, read_source
    from shopbell.schema import migrate

    if tier not in list(Tier):
        raise BadInputError(f"--tier is one of {', '.join(Tier)}.")
    settings = load_settings()
    migrate(settings)
    rules = ImportRules(approved=approved, publish=publish, dry_run=dry_run)
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(f"Importing {source}")

            def show(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)

            read = read_source(source, locale=locale, tier=Tier(tier), on_progress=show)
            report = asyncio.run(import_all(settings, read, rules, on_progress=show))
    except (ImportFileError, FetchError) as problem:
        said = str(problem)
        raise BadInputError(said if source in said else f"{source}: {said}") from None
    for found in report.problems:
        print(f"{found.file or source}:{found.line}: {found.problem}", file=sys.stderr)
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


@knowledge.command("export")
def export_all(
    file: Annotated[
        Path,
        typer.Argument(
            help="A new file: .zip for everything with its history, .jsonl for the texts, .csv for"
            " a spreadsheet"
        ),
    ],
) -> None:
    """Write every article and note: a .zip for `kb restore`, the others for `kb import`."""
    from shopbell.knowledge_import import write_export, write_whole
    from shopbell.schema import migrate

    if file.suffix not in (".zip", ".jsonl", ".csv"):
        raise BadInputError("The file must end in .zip, .jsonl or .csv.")
    if file.exists():
        raise BadInputError(f"{file} is there already. Name a new file.")
    settings = load_settings()
    migrate(settings)
    write = write_whole if file.suffix == ".zip" else write_export
    print(f"{asyncio.run(write(settings, file))} articles")


@knowledge.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(help="A .zip that `kb export` or the console wrote")],
) -> None:
    """Put back what is not there: texts with their history, plans, tags, pins and decisions.

    Articles that are there already are left alone. Status 2 when something could not be put back.
    """
    from knowledge_base.importing.errors import ImportFileError
    from shopbell.knowledge_import import restore_file
    from shopbell.schema import migrate

    settings = load_settings()
    migrate(settings)
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(f"Putting back {file}", total=None)

            def show(done: int, _total: int) -> None:
                progress.update(task, completed=done)

            report = asyncio.run(restore_file(settings, file, on_progress=show))
    except ImportFileError as problem:
        raise BadInputError(f"{file}: {problem}") from None
    for found in report.problems:
        print(f"{file}:{found.line}: {found.problem}", file=sys.stderr)
    print(f"{report.restored} restored, {report.there} there already, {len(report.problems)} bad")
    if report.problems:
        raise typer.Exit(2)


@knowledge.command("key")
def make_key(
    name: Annotated[str, typer.Argument(help="Which system will send notes with it")],
) -> None:
    """Make a key for `POST /api/kb/notes` and print it, this once."""
    from shopbell.knowledge_import import make_notes_key
    from shopbell.schema import migrate

    settings = load_settings()
    migrate(settings)
    print(asyncio.run(make_notes_key(settings, name)))


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
